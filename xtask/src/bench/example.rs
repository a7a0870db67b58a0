//! Measurements that live beside what they measure, as examples of their crate, built as in a release.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::setup::apt;
use crate::workspace::{Workspace, find_program, read, run, timed};

/// Builds an example of the workspace and tells where it is.
///
/// # Errors
/// When it does not build.
pub fn build(workspace: &Workspace, name: &str, features: &[&str]) -> Result<PathBuf> {
    timed(&format!("building the measurement {name}"), || {
        let mut command = workspace.cargo();
        command.args(["build", "--quiet", "--release", "--example", name]);
        if !features.is_empty() {
            command.args(["--features", &features.join(",")]);
        }
        run(&mut command)
    })?;
    Ok(workspace.host_target().join("release/examples").join(name))
}

/// Clang and its library, which the build of RocksDB wants.
///
/// # Errors
/// When they are missing and cannot be installed.
pub fn with_clang(workspace: &Workspace) -> Result<()> {
    if find_program("clang").is_some() && has_libclang(workspace) {
        return Ok(());
    }
    if !apt::is_there() {
        bail!("the RocksDB engine is built with clang and libclang: install both");
    }
    apt::install(workspace, &["clang", "libclang-dev"])
}

fn has_libclang(workspace: &Workspace) -> bool {
    // `ls` fails for each pattern without a match; what it finds is what counts.
    let search = "ls /usr/lib/llvm-*/lib/libclang*.so* /usr/lib*/libclang*.so* 2>/dev/null || true";
    read(workspace.program("sh").args(["-c", search])).is_ok_and(|found| !found.is_empty())
}

/// A folder for the databases of a measurement, made anew; they may be large, so not one in memory.
///
/// # Errors
/// When it cannot be made.
pub fn folder(workspace: &Workspace, name: &str) -> Result<PathBuf> {
    let folder = workspace.cache.join("bench").join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder)
}
