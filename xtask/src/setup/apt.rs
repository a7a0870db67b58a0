//! Packages of a Debian or Ubuntu machine.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::{Workspace, find_program, read, run, say};

/// Installs packages; asks apt for fresh lists first, because a new machine has none.
///
/// # Errors
/// When this is not such a machine, when we are not root, or when apt fails; each says which packages are wanted.
pub fn install(workspace: &Workspace, packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if find_program("apt-get").is_none() {
        bail!("{list} must be installed by hand: there is no apt-get on this machine");
    }
    if read(Command::new("id").arg("-u")).ok().as_deref() != Some("0") {
        bail!("{list} must be installed first: sudo apt-get install {list}");
    }
    say(format!("installing {list} with apt-get"));
    let apt = |arguments: &[&str]| {
        let mut command = workspace.program("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        run(&mut command)
    };
    apt(&["update", "--quiet", "--quiet"]).context("apt-get cannot fetch its lists")?;
    let mut arguments = vec!["install", "--yes", "--quiet", "--quiet", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments).with_context(|| format!("apt-get cannot install {list}"))
}

/// Whether this kind of machine could install packages at all.
pub fn is_there() -> bool {
    find_program("apt-get").is_some() && env::consts::OS == "linux"
}
