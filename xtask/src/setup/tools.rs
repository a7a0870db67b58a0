//! Programs that are built or installed once: wasm-bindgen, nextest, the browser of the tests.

use std::env;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::setup::apt;
use crate::workspace::{Workspace, find_program, run, say, succeeds, timed};

/// The version that goes with `wasm_split_helpers`, which Leptos brings along.
const WASM_SPLIT: &str = "0.2.4";

/// The version that is installed where nextest is missing.
const NEXTEST: &str = "0.9.143";

/// The wasm-bindgen program of the version in `Cargo.lock`; the two must be equal to the last digit.
///
/// # Errors
/// When the lock file has no such version or the program cannot be built.
pub fn wasm_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    let lock = fs::read_to_string(workspace.root.join("Cargo.lock")).context("cannot read Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    // Not `--locked`: the program's own lock names versions that a mirror may not have. Not optimised: that takes twice as long
    // to build, and a debug build is quick enough.
    install(workspace, "wasm-bindgen-cli", version, "wasm-bindgen", &["--debug"])
}

/// The program that cuts the browser's module into pieces. Optimised: it reads a hundred megabytes of a development build.
///
/// # Errors
/// When it cannot be built.
pub fn wasm_split(workspace: &Workspace) -> Result<PathBuf> {
    let flags = ["--features", "build-binary"];
    install(
        workspace,
        "wasm_split_cli_support",
        WASM_SPLIT,
        "wasm-split-cli",
        &flags,
    )
}

/// Makes sure that `cargo nextest` runs, and tells the folder to put first on the search path when it is ours.
///
/// # Errors
/// When it cannot be built.
pub fn nextest(workspace: &Workspace) -> Result<Option<PathBuf>> {
    if succeeds(workspace.cargo().args(["nextest", "--version"])) {
        return Ok(None);
    }
    // nextest refuses to be built from other versions than those in its lock.
    let program = install(workspace, "cargo-nextest", NEXTEST, "cargo-nextest", &["--locked"])?;
    Ok(program.parent().map(PathBuf::from))
}

/// What the server's allocator is built with: the machine's own, else Debian's package.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn make(workspace: &Workspace) -> Result<()> {
    if find_program("make").is_none() {
        apt::install(workspace, &["make"]).context("the server's allocator is built with make; install it")?;
    }
    Ok(())
}

/// What looks at the structure of printed pages: the machine's own, else Debian's package.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn qpdf(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(path) = find_program("qpdf") {
        return Ok(path);
    }
    apt::install(workspace, &["qpdf"]).context("the end-to-end tests look at printed pages with qpdf; install it")?;
    find_program("qpdf").context("qpdf is installed but not on the path")
}

/// What counts the full profile's totals a second time, by a script of its own: the machine's own, else Debian's package.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn python(workspace: &Workspace) -> Result<()> {
    if find_program("python3").is_none() {
        apt::install(workspace, &["python3-minimal"]).context("a test recounts totals with python3; install it")?;
    }
    Ok(())
}

/// The browser of the end-to-end tests: `CHROMIUM` when set, else the machine's own, else Debian's package.
///
/// # Errors
/// When there is none and it cannot be installed.
pub fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM").map(PathBuf::from) {
        if !path.is_file() {
            bail!("CHROMIUM is {}, which is not there", path.display());
        }
        return Ok(path);
    }
    let find = |names: &[&str]| names.iter().find_map(|name| find_program(name));
    // The same browser without the parts that nobody sees: journeys take a sixth less.
    let (shell, whole) = (
        ["chromium-headless-shell"],
        ["chromium", "chromium-browser", "google-chrome"],
    );
    if let Some(path) = find(&shell).or_else(|| find(&whole)) {
        return Ok(path);
    }
    apt::install(workspace, &["chromium-headless-shell", "fonts-liberation"])
        .or_else(|_| apt::install(workspace, &["chromium", "fonts-liberation"]))
        .context("the end-to-end tests need Chromium; install it or set CHROMIUM to its path")?;
    find(&shell)
        .or_else(|| find(&whole))
        .context("chromium is installed but not on the path")
}

fn install(workspace: &Workspace, package: &str, version: &str, program: &str, flags: &[&str]) -> Result<PathBuf> {
    let folder = workspace.tool(package, version);
    let path = folder.join("bin").join(program);
    if path.is_file() {
        return Ok(path);
    }
    timed(&format!("building {package} {version}, once (a few minutes)"), || {
        let mut command = workspace.cargo();
        command
            .args(["install", "--quiet", package, "--version", version, "--root"])
            .arg(&folder)
            .args(flags)
            .env("CARGO_TARGET_DIR", workspace.cache.join("target-tools"))
            // Outside the clone, whose Cargo settings are not the tool's business.
            .current_dir(&workspace.cache);
        run(&mut command)
    })?;
    if !path.is_file() {
        bail!("{package} {version} was built but {} is not there", path.display());
    }
    // Only the program is kept: what it was built from is never needed again.
    if let Err(error) = fs::remove_dir_all(workspace.cache.join("target-tools")) {
        say(format!("what {package} was built from is left behind: {error}"));
    }
    Ok(path)
}

fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_read_from_the_entry_with_exactly_that_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
