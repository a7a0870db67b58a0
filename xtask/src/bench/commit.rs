//! How long a commit takes with each of the two embedded engines, each commit flushed to the disk: what the choice between them
//! is made by, with the kill test. `server/store/examples/commit_bench.rs` measures.

use anyhow::Result;

use super::{example, machine};
use crate::workspace::{Workspace, run as run_to_end};

/// Builds the store with both engines, which brings a long C++ build the first time, and prints a table.
///
/// # Errors
/// When clang is missing, or the build or a commit fails.
pub fn run(workspace: &Workspace) -> Result<()> {
    example::with_clang(workspace)?;
    let program = example::build(workspace, "commit_bench", &["store/rocksdb"])?;
    let folder = example::folder(workspace, "commit")?;
    println!("{}", machine::conditions());
    run_to_end(workspace.program(program).env("COMMIT_BENCH_DIR", folder))
}
