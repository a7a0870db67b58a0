//! The server half.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Profile;
use crate::stamp::{Fingerprint, Stamp};
use crate::workspace::{Workspace, run, timed};

/// Compiles the server and copies it into this clone, at once: the next clone's build overwrites cargo's own copy.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let binary = workspace.server_binary();
    let fingerprint = Fingerprint::default()
        .setting(profile.name())
        .path(&workspace.root, "Cargo.toml")?
        .path(&workspace.root, "Cargo.lock")?
        .path(&workspace.root, ".cargo")?
        .path(&workspace.root, "app")?
        .path(&workspace.root, "server")?
        .finish();
    let stamp = Stamp::at(workspace.output().join("stamps/server"));
    if stamp.is(&fingerprint) && binary.is_file() {
        return Ok(binary);
    }
    timed(
        "building the server (the first time takes minutes: it brings the database along)",
        || {
            let mut command = workspace.cargo();
            match profile {
                // With the features that the tests' dependencies turn on, so that serving and testing share what they build; the
                // HTTP tests bring the program along.
                Profile::Dev => command.args(["test", "--no-run", "--test", "http"]),
                Profile::Release => command.args(["build", "--bin", "server", "--release"]),
            };
            run(&mut command)
        },
    )?;
    let folder = workspace.output().join("bin");
    fs::create_dir_all(&folder)?;
    let built = workspace
        .host_target()
        .join(if profile == Profile::Release {
            "release"
        } else {
            "debug"
        })
        .join("server");
    // A running server keeps its file: the new one takes the name, not the content.
    let fresh = folder.join("server.new");
    fs::copy(&built, &fresh).with_context(|| format!("cannot copy {}", built.display()))?;
    fs::rename(&fresh, &binary)?;
    stamp.set(&fingerprint)?;
    Ok(binary)
}
