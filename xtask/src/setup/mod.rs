//! What building, running and testing need beyond a Rust toolchain. Each piece is installed once, under the user's cache folder.

pub mod apt;
pub mod npm;
pub mod room;
pub mod tools;
pub mod wasm;

use anyhow::Result;

use crate::workspace::Workspace;

/// Everything, for whoever wants to be ready before going offline.
///
/// # Errors
/// When a piece cannot be installed; the message says what to do by hand.
pub fn everything(workspace: &Workspace) -> Result<()> {
    wasm::Toolchain::find_or_install(workspace)?;
    tools::wasm_bindgen(workspace)?;
    tools::wasm_split(workspace)?;
    tools::nextest(workspace)?;
    npm::install(workspace, "style")?;
    npm::install(workspace, "end2end")?;
    tools::chromium(workspace)?;
    tools::python(workspace)?;
    Ok(())
}
