//! How long a search takes in a library of 5,000 modules. `server/service/examples/search_modules.rs` measures.

use anyhow::Result;

use super::{example, machine};
use crate::serve::database_url;
use crate::workspace::{Workspace, run as run_to_end};

/// Fills a library and searches it; the example fails when that takes longer than its budget.
///
/// # Errors
/// When the build or a search fails, or searching is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let program = example::build(workspace, "search_modules", &[])?;
    let folder = example::folder(workspace, "search")?;
    println!("{}", machine::conditions());
    run_to_end(workspace.program(program).arg(database_url(&folder)))
}
