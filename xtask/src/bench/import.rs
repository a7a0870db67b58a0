//! How long it takes to import 5,000 units at national scale. `server/service/examples/import_units.rs` measures.

use anyhow::Result;

use super::{example, machine};
use crate::serve::database_url;
use crate::workspace::{Workspace, run as run_to_end};

/// Fills a store and imports into it; the example fails when the import takes longer than its budget.
///
/// # Errors
/// When the build or the import fails, or the import is over its budget.
pub fn run(workspace: &Workspace) -> Result<()> {
    let program = example::build(workspace, "import_units", &[])?;
    let folder = example::folder(workspace, "import")?;
    println!("{}", machine::conditions());
    run_to_end(workspace.program(program).arg(database_url(&folder)))
}
