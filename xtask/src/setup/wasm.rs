//! The compiler of the browser's half.
//!
//! Where rustup can provide `wasm32-unknown-unknown`, that is all. Where it cannot (no rustup, or its server is out of reach),
//! Debian's `rustc-web` can: the package carries the source of the standard library, which is compiled once for wasm and
//! put into a sysroot of our own in the cache.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::apt;
use crate::workspace::{Workspace, find_program, once_only, read, run, say, succeeds, timed};

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/Cargo.lock";
/// Folder of a sysroot that holds the libraries of the target.
const LIBRARIES: &str = "lib/rustlib/wasm32-unknown-unknown/lib";

/// A way to compile for the browser.
pub enum Toolchain {
    /// The cargo and rustc that build everything else know the target.
    Usual,
    /// Debian's compiler with our own build of its standard library.
    Debian {
        version: String,
        sysroot: PathBuf,
        linker: PathBuf,
    },
}

impl Toolchain {
    /// Finds a toolchain, or makes one.
    ///
    /// # Errors
    /// When neither way works; the message says what to install.
    pub fn find_or_install(workspace: &Workspace) -> Result<Self> {
        if usual_knows_target(workspace) {
            return Ok(Self::Usual);
        }
        // Looked for before rustup is asked to download: an unreachable server takes its time to be unreachable.
        if let Some(version) = debian_version(workspace)
            && sysroot(workspace, &version).is_dir()
        {
            return Self::debian(workspace, version);
        }
        if find_program("rustup").is_some() {
            say(format!("asking rustup for {TARGET}"));
            if succeeds(workspace.program("rustup").args(["target", "add", TARGET])) && usual_knows_target(workspace) {
                return Ok(Self::Usual);
            }
            say("rustup cannot fetch it; looking for Debian's compiler");
        }
        if !Path::new(DEBIAN_SOURCES).is_file() || debian_version(workspace).is_none() {
            apt::install(workspace, &["rustc-web", "cargo-web", "rust-web-src"]).with_context(|| {
                format!("no compiler for the browser: `rustup target add {TARGET}` must work, or Debian's rustc-web be installed")
            })?;
        }
        let version = debian_version(workspace).context("rustc-web is installed but does not run")?;
        Self::debian(workspace, version)
    }

    /// A cargo that compiles for the browser when told `--target`.
    pub fn cargo(&self, workspace: &Workspace) -> Command {
        let mut command = match self {
            Self::Usual => workspace.cargo(),
            Self::Debian { sysroot, linker, .. } => {
                let mut command = workspace.program(DEBIAN_CARGO);
                let mut flags = format!("--sysroot={}", sysroot.display());
                if linker.file_name().is_some_and(|name| name != "rust-lld") {
                    flags.push_str(" -Clinker-flavor=wasm-lld");
                }
                command
                    .env("RUSTC", DEBIAN_RUSTC)
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                for rustup in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", "RUSTDOC"] {
                    command.env_remove(rustup);
                }
                command
            }
        };
        command.env("CARGO_TARGET_DIR", workspace.wasm_target());
        once_only(&mut command);
        command
    }

    /// Whether clippy can look at code for the browser: it must be of the same version as the compiler.
    pub fn has_clippy(&self) -> bool {
        matches!(self, Self::Usual)
    }

    /// What a build depends on besides the sources.
    pub fn describe(&self) -> String {
        match self {
            Self::Usual => "the usual compiler".to_owned(),
            Self::Debian { version, .. } => format!("Debian's {version}"),
        }
    }

    fn debian(workspace: &Workspace, version: String) -> Result<Self> {
        let linker = linker(workspace)?;
        let sysroot = sysroot(workspace, &version);
        if !sysroot.is_dir() {
            timed(
                "compiling the standard library for the browser, once (about a minute)",
                || build_std(workspace, &sysroot),
            )?;
        }
        Ok(Self::Debian {
            version,
            sysroot,
            linker,
        })
    }
}

fn usual_knows_target(workspace: &Workspace) -> bool {
    let mut command = workspace.program("rustc");
    command.args(["--print", "target-libdir", "--target", TARGET]);
    read(&mut command).is_ok_and(|folder| Path::new(&folder).is_dir())
}

/// `rustc 1.96.0 (ac68faa20 2026-05-25)`, when Debian's compiler and its sources are there.
fn debian_version(workspace: &Workspace) -> Option<String> {
    if !Path::new(DEBIAN_CARGO).is_file() || !Path::new(DEBIAN_SOURCES).is_file() {
        return None;
    }
    let version = read(workspace.program(DEBIAN_RUSTC).arg("--version")).ok()?;
    Some(version.split(" (built").next().unwrap_or(&version).to_owned())
}

fn sysroot(workspace: &Workspace, version: &str) -> PathBuf {
    let key: String = version
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' })
        .collect();
    workspace.tool("wasm-std", key.trim_matches('-'))
}

/// rustup's toolchain carries a linker for wasm; Debian's own is the other way.
fn linker(workspace: &Workspace) -> Result<PathBuf> {
    let machine = format!("{}-unknown-linux-gnu", env::consts::ARCH);
    if let Ok(root) = read(workspace.program("rustc").args(["--print", "sysroot"])) {
        let path = Path::new(&root).join("lib/rustlib").join(machine).join("bin/rust-lld");
        if path.is_file() {
            return Ok(path);
        }
    }
    let find = || ["wasm-ld-22", "wasm-ld"].iter().find_map(|name| find_program(name));
    if let Some(path) = find() {
        return Ok(path);
    }
    apt::install(workspace, &["lld-22"]).context("linking for the browser needs rust-lld or wasm-ld")?;
    find().context("lld-22 is installed but wasm-ld-22 is not on the path")
}

/// Compiles std with an empty crate and keeps the libraries. The folder appears whole or not at all.
fn build_std(workspace: &Workspace, sysroot: &Path) -> Result<()> {
    let folder = workspace.cache.join(format!("build-std-{}", std::process::id()));
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let mut command = workspace.program(DEBIAN_CARGO);
    command
        .args([
            "build",
            "--quiet",
            "--release",
            "-Zbuild-std=std,panic_abort",
            "--target",
            TARGET,
        ])
        .current_dir(&folder)
        .env("RUSTC", DEBIAN_RUSTC)
        // `build-std` is not a stable option; Debian's compiler takes it with this.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN");
    run(&mut command).context("the standard library does not compile for the browser")?;

    let staged = folder.join("sysroot");
    let libraries = staged.join(LIBRARIES);
    fs::create_dir_all(&libraries)?;
    let mut count = 0;
    for entry in fs::read_dir(folder.join("target").join(TARGET).join("release/deps"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if (name.ends_with(".rlib") || name.ends_with(".rmeta")) && !name.starts_with("libempty-") {
            fs::copy(&path, libraries.join(&name))?;
            count += 1;
        }
    }
    if count == 0 {
        bail!("the standard library was compiled but left no libraries");
    }
    if let Some(parent) = sysroot.parent() {
        fs::create_dir_all(parent)?;
    }
    if !sysroot.is_dir() {
        fs::rename(&staged, sysroot).with_context(|| format!("cannot make {}", sysroot.display()))?;
    }
    fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))
}
