//! Memory of the server, idle and under load, and how long it takes from the start of the process to the first page.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::machine;
use super::subject::{Running, Subject};
use crate::serve::SeedProfile;
use crate::workspace::Workspace;

/// Starts of which the middle one counts.
const STARTS: usize = 5;
/// How long the server is left alone before it counts as idle.
const REST: Duration = Duration::from_secs(15);
const CONNECTIONS: &str = "32";
const LOAD_SECONDS: &str = "20";

/// Starts the server several times on each profile, then loads it at national scale, and prints two tables.
///
/// # Errors
/// When something cannot be built or started.
pub fn run(workspace: &Workspace) -> Result<()> {
    let demo = Subject::fill(workspace, SeedProfile::Demo)?;
    let full = Subject::fill(workspace, SeedProfile::Full)?;
    println!("{}", machine::conditions());
    println!(
        "\n| profile | store MB | start to first page: middle of {STARTS}, ms | shortest | longest | times demo |"
    );
    println!("| --- | --: | --: | --: | --: | --: |");
    let mut base = None;
    for (name, subject) in [("demo", &demo), ("full", &full)] {
        let times = starts(workspace, subject)?;
        let middle = times[STARTS / 2];
        let base = *base.get_or_insert(middle);
        println!(
            "| {name} | {:.1} | {middle:.0} | {:.0} | {:.0} | {:.2} |",
            megabytes(subject.size()?),
            times[0],
            times[STARTS - 1],
            middle / base,
        );
    }
    under_load(workspace, &full)
}

/// Milliseconds from the start to the first page, in order of size. The files are in the system's cache by then.
fn starts(workspace: &Workspace, subject: &Subject) -> Result<[f64; STARTS]> {
    let mut times = [0.0; STARTS];
    subject.start(workspace)?.stop(workspace)?;
    for time in &mut times {
        let server = subject.start(workspace)?;
        *time = server.first_page.as_secs_f64() * 1000.0;
        server.stop(workspace)?;
    }
    times.sort_by(f64::total_cmp);
    Ok(times)
}

fn under_load(workspace: &Workspace, subject: &Subject) -> Result<()> {
    let server = subject.start(workspace)?;
    let mut load = server.load(workspace)?;
    let first = server.memory()?.0;
    thread::sleep(REST);
    let idle = server.memory()?.0;
    let mut load = load
        .args(["press", "--connections", CONNECTIONS, "--seconds", LOAD_SECONDS])
        .spawn()
        .context("cannot start the load")?;
    let mut samples = Vec::new();
    while load.try_wait()?.is_none() {
        samples.push(server.memory()?.0);
        thread::sleep(Duration::from_millis(200));
    }
    let after = server.memory()?.0;
    thread::sleep(REST);
    report(subject, &server, first, idle, &samples, after)?;
    server.stop(workspace)
}

fn report(subject: &Subject, server: &Running, first: u64, idle: u64, samples: &[u64], after: u64) -> Result<()> {
    let (rested, most) = server.memory()?;
    let mean = samples.iter().sum::<u64>() / (samples.len() as u64).max(1);
    println!("\n{}", subject.describe());
    println!("load: {CONNECTIONS} connections ask for My week, a group and a session in turn for {LOAD_SECONDS} s\n");
    println!("| moment | resident MB | times idle |");
    println!("| --- | --: | --: |");
    let rested_for = format!("{} s after the load", REST.as_secs());
    let rows = [
        ("after the first page", first),
        ("idle", idle),
        ("under load, mean", mean),
        ("the most it ever was", most),
        ("right after the load", after),
        (&rested_for, rested),
    ];
    for (moment, bytes) in rows {
        println!(
            "| {moment} | {:.0} | {:.2} |",
            megabytes(bytes),
            bytes as f64 / idle as f64
        );
    }
    Ok(())
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
