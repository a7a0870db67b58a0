//! `cargo xtask bench`: figures with their conditions. Each part measures one thing and prints one table.

mod size;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use crate::build::Profile;
use crate::e2e;
use crate::workspace::{Workspace, run as run_to_end, say};

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
    /// Time until the first pages answer to clicks, on a slowed processor
    Interactive,
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
        say(format!(
            "bench: {}",
            part.to_possible_value().as_ref().map_or("", PossibleValue::get_name)
        ));
        match part {
            Part::Size => size::run(workspace)?,
            Part::Interactive => run_to_end(&mut e2e::playwright(workspace, "bench", Profile::Release)?)?,
        }
    }
    Ok(())
}
