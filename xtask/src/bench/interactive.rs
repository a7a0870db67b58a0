//! Time until the first pages answer to clicks, in Chromium on a slowed processor; see `end2end/bench.spec.ts`.

use anyhow::Result;

use super::machine;
use crate::build::Profile;
use crate::e2e;
use crate::workspace::{Workspace, run as run_to_end};

/// Measures and prints a line for each page.
///
/// # Errors
/// When the browser or the build is missing, or a page does not come up.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut browser = e2e::playwright(workspace, "bench", Profile::Release)?;
    println!("{}; release build, profile demo", machine::conditions());
    run_to_end(&mut browser)
}
