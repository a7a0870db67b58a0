//! One style sheet out of `style/main.css` and what it imports.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::setup::npm;
use crate::stamp::{Fingerprint, Stamp};
use crate::workspace::{Workspace, run, timed};

/// The bundled and minified file.
pub fn build(workspace: &Workspace) -> Result<PathBuf> {
    npm::install(workspace, "style")?;
    let output = workspace.output().join("stage/main.css");
    let fingerprint = Fingerprint::default().path(&workspace.root, "style")?.finish();
    let stamp = Stamp::at(workspace.output().join("stamps/styles"));
    if stamp.is(&fingerprint) && output.is_file() {
        return Ok(output);
    }
    if let Some(parent) = output.parent() {
        fs::create_dir_all(parent)?;
    }
    timed("bundling the style sheets", || {
        let mut command = workspace.program("node");
        command.args(["style/bundle.mjs", "style/main.css"]).arg(&output);
        run(&mut command)
    })?;
    stamp.set(&fingerprint)?;
    Ok(output)
}
