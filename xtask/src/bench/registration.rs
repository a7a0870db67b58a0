//! How many people can register for courses in a second, and how long a rush takes. The load generator is `xtask/load`.

use anyhow::Result;

use super::machine;
use super::subject::Subject;
use crate::serve::SeedProfile;
use crate::workspace::{Workspace, run as run_to_end};

const SECONDS: &str = "10";
/// What pretix 2026.8 took 130 s to answer on a machine of this kind.
const PEOPLE: &str = "400";
const SEATS: &str = "200";

/// Fills a store, serves it, registers and prints the tables, with the memory that it took.
///
/// # Errors
/// When something cannot be built or started, or the seats do not add up.
pub fn run(workspace: &Workspace) -> Result<()> {
    let subject = Subject::fill(workspace, SeedProfile::Demo)?;
    let server = subject.start(workspace)?;
    let mut load = server.load(workspace)?;
    println!("{}", machine::conditions());
    println!("{}", subject.describe());
    println!("over loopback, from the same machine; mails are written into a folder meanwhile");
    run_to_end(load.args(["register", "--seconds", SECONDS, "--people", PEOPLE, "--seats", SEATS]))?;
    let (now, most) = server.memory()?;
    println!(
        "\nresident memory: {:.0} MB now, {:.0} MB at most",
        now as f64 / 1e6,
        most as f64 / 1e6
    );
    server.stop(workspace)
}
