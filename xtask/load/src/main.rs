//! Load for `cargo xtask bench`: signs in to a server of the demonstration's doors, asks it for pages and prints what was measured.
//!
//! Two ways of asking, since one alone misleads. In the closed way each connection asks again as soon as it is answered: that gives the
//! greatest rate, and hides how long others wait meanwhile. In the open way requests are due at a fixed rate whatever the answers do, and
//! each is timed from when it was due: that gives the wait that a reader has (no coordinated omission).

mod ask;
mod process;
mod registration;
mod report;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use ask::{Budget, Measured, closed, open};
use load::target::Site;
use process::Process;
use report::Line;

/// Connections of the closed way.
const CONNECTIONS: [usize; 3] = [1, 8, 32];
/// Connections at which the greatest rate is taken for the open way.
const BUSY: usize = 8;
/// Shares of the greatest rate at which requests are due in the open way, in per cent.
const SHARES: [u32; 2] = [50, 80];
/// Before a target is measured, as many requests warm it up, or as many seconds.
const WARM_UP: Budget = Budget {
    requests: 300,
    time: Duration::from_secs(3),
};

#[derive(Parser)]
#[command(about = "Asks a server for pages and prints what was measured")]
struct Args {
    /// Where the server answers, as http://127.0.0.1:3000
    #[arg(long)]
    url: String,
    /// The server's process, whose processor time is counted
    #[arg(long)]
    pid: u32,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Measures pages and server functions, and prints tables
    Measure {
        /// Most requests of a line
        #[arg(long)]
        requests: u64,
        /// Most seconds of a line
        #[arg(long)]
        seconds: u64,
    },
    /// Registers people for courses, then has many want few seats at once, and prints tables
    Register {
        /// Seconds of a line
        #[arg(long)]
        seconds: u64,
        /// How many want the seats of the rush
        #[arg(long)]
        people: u32,
        /// How many seats there are then
        #[arg(long)]
        seats: u32,
    },
    /// Asks for pages in turn for some seconds, and prints how many
    Press {
        #[arg(long)]
        connections: usize,
        #[arg(long)]
        seconds: u64,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Args::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(args: Args) -> Result<()> {
    let process = Process::of(args.pid);
    if let What::Register { seconds, people, seats } = args.what {
        return registration::measure(&args.url, &process, Duration::from_secs(seconds), people, seats).await;
    }
    let site = Site::sign_in(&args.url).await?;
    match args.what {
        What::Measure { requests, seconds } => {
            let time = Duration::from_secs(seconds);
            measure(&site, &process, Budget { requests, time }).await
        }
        // Above.
        What::Register { .. } => Ok(()),
        What::Press { connections, seconds } => {
            let budget = Budget {
                requests: u64::MAX,
                time: Duration::from_secs(seconds),
            };
            let measured = closed(&site, &site.pages(), connections, budget, &process).await?;
            println!(
                "{} pages in {:.1} s over {connections} connections",
                measured.latency.len(),
                measured.took.as_secs_f64()
            );
            Ok(())
        }
    }
}

async fn measure(site: &Site, process: &Process, budget: Budget) -> Result<()> {
    let targets = site.everything();
    let mut lines = Vec::new();
    for target in &targets {
        let one = std::slice::from_ref(target);
        closed(site, one, BUSY, WARM_UP, process).await?;
        for connections in CONNECTIONS {
            let measured = closed(site, one, connections, budget, process).await?;
            lines.push(Line::new(target, connections, measured));
        }
    }
    report::closed(&lines);

    let mut rows = Vec::new();
    for target in targets.iter().filter(|target| target.is_page) {
        let greatest = lines
            .iter()
            .find(|line| line.name == target.name && line.connections == BUSY)
            .map(|line| line.measured.rate())
            .context("a page was not measured")?;
        for share in SHARES {
            let rate = greatest * f64::from(share) / 100.0;
            let measured: Measured = open(site, target, rate, budget, process).await?;
            rows.push((target.name, share, rate, measured));
        }
    }
    report::open(&rows);
    Ok(())
}
