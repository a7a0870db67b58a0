//! `cargo xtask bench`: figures with their conditions. Each part measures one thing and prints one table.

mod size;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::workspace::{Workspace, say};

#[derive(Args)]
pub struct BenchArgs {
    /// Measure this only; may be given several times
    #[arg(long, value_enum)]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Bytes that the first page costs over the line
    Size,
}

/// Runs the parts that were asked for, or all.
///
/// # Errors
/// When a part cannot be measured or is over its budget.
pub fn run(workspace: &Workspace, args: &BenchArgs) -> Result<()> {
    for &part in Part::value_variants() {
        if !args.only.is_empty() && !args.only.contains(&part) {
            continue;
        }
        match part {
            Part::Size => {
                say("bench: size");
                size::run(workspace)?;
            }
        }
    }
    Ok(())
}
