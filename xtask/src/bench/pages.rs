//! How many pages the server draws in a second, and how long a reader waits for one. The load generator is `xtask/load`.

use anyhow::Result;

use super::machine;
use super::subject::Subject;
use crate::serve::SeedProfile;
use crate::workspace::{Workspace, run as run_to_end};

/// Each line ends with the first of the two.
const MOST_REQUESTS: &str = "3000";
const MOST_SECONDS: &str = "8";

/// Fills a store at national scale, serves it, asks and prints the tables.
///
/// # Errors
/// When something cannot be built or started, or an answer is not 200.
pub fn run(workspace: &Workspace) -> Result<()> {
    let subject = Subject::fill(workspace, SeedProfile::Full)?;
    let server = subject.start(workspace)?;
    let mut load = server.load(workspace)?;
    println!("{}", machine::conditions());
    println!("{}", subject.describe());
    println!(
        "over loopback, from the same machine; a line is {MOST_REQUESTS} requests or {MOST_SECONDS} s, after a warm-up of 300"
    );
    run_to_end(load.args(["measure", "--requests", MOST_REQUESTS, "--seconds", MOST_SECONDS]))?;
    server.stop(workspace)
}
