//! The browser half: wasm, its JavaScript, and in a release the optimiser.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result, bail};

use super::{OUTPUT_NAME, Profile, pieces};
use crate::setup::{npm, tools, wasm::Toolchain};
use crate::stamp::{self, Fingerprint, Stamp};
use crate::workspace::{Workspace, run, timed};

/// What a compiler warning means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Warnings {
    Shown,
    Refused,
}

/// The folder with `frontend.js`, `frontend_bg.wasm` and `snippets/`.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let folder = workspace.output().join("stage").join(format!("pkg-{}", profile.name()));
    let toolchain = Toolchain::find_or_install(workspace)?;
    let fingerprint = Fingerprint::default()
        .setting(profile.name())
        .setting(toolchain.describe())
        .path(&workspace.root, "Cargo.toml")?
        .path(&workspace.root, "Cargo.lock")?
        .path(&workspace.root, ".cargo")?
        .path(&workspace.root, "app")?
        .path(&workspace.root, "frontend")?
        .path(&workspace.root, "style/package-lock.json")?
        .path(&workspace.root, "xtask/src/build")?
        .finish();
    let stamp = Stamp::at(workspace.output().join(format!("stamps/frontend-{}", profile.name())));
    if stamp.is(&fingerprint) && folder.is_dir() {
        return Ok(folder);
    }
    let wasm = timed("building the browser half", || {
        compile(workspace, &toolchain, profile, Warnings::Shown)
    })?;
    bind(workspace, profile, &wasm, &folder)?;
    stamp.set(&fingerprint)?;
    Ok(folder)
}

/// Compiles the frontend crate and tells where its wasm file is.
///
/// Cargo repeats the warnings of an unchanged crate, so a finished build can be asked for them at no cost.
///
/// # Errors
/// When it does not compile, or has warnings where these are refused.
pub fn compile(workspace: &Workspace, toolchain: &Toolchain, profile: Profile, warnings: Warnings) -> Result<PathBuf> {
    let cargo_profile = format!("wasm-{}", profile.name());
    let mut command = toolchain.cargo(workspace);
    command.args([
        "build",
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        &cargo_profile,
    ]);
    match warnings {
        Warnings::Shown => run(&mut command)?,
        Warnings::Refused => {
            let output = command
                .args(["--quiet"])
                .stderr(Stdio::piped())
                .output()
                .context("cannot start cargo")?;
            let said = String::from_utf8_lossy(&output.stderr);
            eprint!("{said}");
            if !output.status.success() {
                bail!("the browser half does not compile");
            }
            if said.lines().any(|line| line.starts_with("warning")) {
                bail!("the browser half compiles with warnings");
            }
        }
    }
    Ok(workspace
        .wasm_target()
        .join("wasm32-unknown-unknown")
        .join(cargo_profile)
        .join("frontend.wasm"))
}

fn bind(workspace: &Workspace, profile: Profile, wasm: &Path, folder: &Path) -> Result<()> {
    let cut = folder.with_extension("cut");
    timed("cutting the wasm into pieces", || pieces::cut(workspace, wasm, &cut))?;
    let program = tools::wasm_bindgen(workspace)?;
    let fresh = folder.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    let main = cut.join(pieces::main_file());
    let mut command = workspace.program(program);
    command
        .args(["--target", "web", "--no-typescript"])
        // The pieces reach into the main module by its linker's names.
        .args(["--keep-lld-exports", "--no-demangle"])
        .args(["--out-name", OUTPUT_NAME, "--out-dir"])
        .arg(&fresh)
        .arg(&main);
    if profile == Profile::Release {
        command.args(["--remove-name-section", "--remove-producers-section"]);
    }
    timed("binding wasm to JavaScript", || run(&mut command))?;
    fs::remove_file(&main)?;
    for entry in fs::read_dir(&cut)? {
        let entry = entry?;
        fs::rename(entry.path(), fresh.join(entry.file_name()))?;
    }
    fs::remove_dir_all(&cut)?;
    if profile == Profile::Release {
        timed("shrinking the wasm", || shrink_all(workspace, &fresh))?;
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::rename(&fresh, folder).with_context(|| format!("cannot make {}", folder.display()))
}

/// Every file of wasm in a folder, as many at once as the machine has processors: there are hundreds, and most take no longer than it takes
/// to start the tool.
fn shrink_all(workspace: &Workspace, folder: &Path) -> Result<()> {
    npm::install(workspace, "style")?;
    let names = Mutex::new(pieces::wasm_files(folder)?.into_iter());
    let next = || names.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || -> Result<()> {
        while let Some(name) = next() {
            shrink(workspace, &folder.join(format!("{name}.wasm")))?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let many = thread::available_parallelism().map_or(1, NonZero::get);
        let workers: Vec<_> = (0..many).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| {
            let done = worker.join();
            done.unwrap_or_else(|_| bail!("a wasm file could not be shrunk"))
        })
    })
}

/// `wasm-opt -Oz`. Its answer is kept by content: it takes long, and often nothing has changed.
fn shrink(workspace: &Workspace, wasm: &Path) -> Result<()> {
    let kept = workspace
        .tool("wasm-opt", "kept")
        .join(format!("{}.wasm", stamp::of_file(wasm)?));
    if !kept.is_file() {
        if let Some(parent) = kept.parent() {
            fs::create_dir_all(parent)?;
        }
        // Of its own: another may have the same content, and be at it now.
        let stem = wasm.file_stem().unwrap_or_default().to_string_lossy();
        let fresh = kept.with_extension(format!("{stem}.new"));
        let mut command = workspace.program(workspace.root.join("style/node_modules/.bin/wasm-opt"));
        command
            .args([
                "-Oz",
                "--enable-bulk-memory",
                "--enable-nontrapping-float-to-int",
                "--enable-sign-ext",
            ])
            .args([
                "--enable-mutable-globals",
                "--enable-reference-types",
                "--enable-multivalue",
                "--output",
            ])
            .arg(&fresh)
            .arg(wasm);
        run(&mut command)?;
        fs::rename(&fresh, &kept)?;
    }
    fs::copy(&kept, wasm)?;
    Ok(())
}
