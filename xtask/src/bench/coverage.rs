//! How long the pages of coverage take, at national scale and at ten and a hundred times as much. `server/service/examples/coverage.rs` measures.

use anyhow::Result;

use super::{example, machine};
use crate::serve::database_url;
use crate::workspace::{Workspace, run as run_to_end};

/// Fills three databases and asks them; the example fails when the matrix takes longer than its budget.
///
/// # Errors
/// When the build or a question fails, or the matrix is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let program = example::build(workspace, "coverage", &[])?;
    let folder = example::folder(workspace, "coverage")?;
    println!("{}", machine::conditions());
    run_to_end(workspace.program(program).arg(database_url(&folder.join("TIMES"))))
}
