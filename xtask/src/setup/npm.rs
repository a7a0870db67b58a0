//! The two folders with packages from npm: `style` (Designsystemet, bundler, wasm-opt, Terser) and `end2end` (Playwright, axe).

use anyhow::{Context, Result, bail};

use crate::setup::apt;
use crate::stamp::{Fingerprint, Stamp};
use crate::workspace::{Workspace, find_program, read, run, say};

/// Oldest Node.js that the scripts run on.
const OLDEST_NODE: u32 = 20;

/// Installs exactly what the folder's lock file says, unless that is already there.
///
/// # Errors
/// When Node.js is missing or too old, or npm fails.
pub fn install(workspace: &Workspace, folder: &str) -> Result<()> {
    node(workspace)?;
    let fingerprint = Fingerprint::default()
        .path(&workspace.root, &format!("{folder}/package.json"))?
        .path(&workspace.root, &format!("{folder}/package-lock.json"))?
        .finish();
    let stamp = Stamp::at(workspace.root.join(folder).join("node_modules").join(".installed"));
    if stamp.is(&fingerprint) {
        return Ok(());
    }
    say(format!(
        "installing the packages of {folder}/package-lock.json with npm"
    ));
    let mut command = workspace.program("npm");
    command
        .args([
            "ci",
            "--silent",
            "--no-fund",
            "--no-audit",
            "--ignore-scripts",
            "--prefix",
            folder,
        ])
        // The browser comes from the machine, never as a download of the test tool.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(&mut command).with_context(|| format!("npm cannot install {folder}"))?;
    stamp.set(&fingerprint)
}

fn node(workspace: &Workspace) -> Result<()> {
    if (find_program("node").is_none() || find_program("npm").is_none()) && apt::is_there() {
        apt::install(workspace, &["nodejs", "npm"])?;
    }
    let version = read(workspace.program("node").arg("--version")).context("Node.js is needed; see nodejs.org")?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|text| text.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST_NODE) {
        bail!("Node.js {version} is too old: {OLDEST_NODE} or newer is needed");
    }
    Ok(())
}
