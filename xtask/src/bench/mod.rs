//! `cargo xtask bench`: figures with their conditions. Each part measures one thing and prints one table.
//!
//! A new part is a module with a `run` and one line in [`PARTS`].

mod commit;
mod coverage;
mod example;
mod import;
mod interactive;
mod machine;
mod memory;
mod pages;
mod registration;
mod search;
mod size;
mod subject;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::workspace::{Workspace, say};

#[derive(Args)]
pub struct BenchArgs {
    /// Measure this only; may be given several times
    #[arg(long, value_name = "PART", value_parser = names())]
    only: Vec<String>,
}

struct Part {
    name: &'static str,
    about: &'static str,
    run: fn(&Workspace) -> Result<()>,
}

const fn part(name: &'static str, about: &'static str, run: fn(&Workspace) -> Result<()>) -> Part {
    Part { name, about, run }
}

/// In the order in which they run.
#[rustfmt::skip]
const PARTS: &[Part] = &[
    part("size", "Bytes that the first page costs over the line", size::run),
    part("pages", "Pages per second and the wait for one, at national scale", pages::run),
    part("memory", "Memory of the server idle and under load, and how long it takes to start", memory::run),
    part("import", "Time to import 5,000 units at national scale", import::run),
    part("registration", "Registrations for courses per second, and a rush for few seats", registration::run),
    part("search", "Time of a search in a library of 5,000 modules", search::run),
    part("coverage", "Time of the pages of coverage, at national scale and at a hundred times as much", coverage::run),
    part("commit", "Time of a commit with each embedded engine; the first time it builds RocksDB", commit::run),
    part("interactive", "Time until the first pages answer to clicks, on a slowed processor", interactive::run),
];

/// Runs the parts that were asked for, or all.
///
/// # Errors
/// When a part cannot be measured or is over its budget.
pub fn run(workspace: &Workspace, args: &BenchArgs) -> Result<()> {
    for part in PARTS {
        if args.only.is_empty() || args.only.iter().any(|name| name == part.name) {
            say(format!("bench: {}", part.name));
            (part.run)(workspace)?;
        }
    }
    Ok(())
}

fn names() -> PossibleValuesParser {
    PARTS
        .iter()
        .map(|part| PossibleValue::new(part.name).help(part.about))
        .collect::<Vec<_>>()
        .into()
}
