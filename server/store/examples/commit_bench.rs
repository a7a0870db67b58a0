//! Commit latency of the embedded engines, each commit flushed to the disk (`sync=every`), with 1 and 8 writers.
//!
//! A commit is what the program does for one change: a receipt, an audit entry with its marker, an outbox row, in one transaction.
//! `cargo xtask bench` runs it. RocksDB is measured when built with `--features rocksdb`.
//! `COMMIT_BENCH_SECONDS` sets the seconds for each line (5), `COMMIT_BENCH_DIR` where the databases lie (the temporary folder).

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Context;
use serde_json::json;
use store::{AuditEntry, DatabaseConfig, Store, Table, Tx};

const PROBE: Table = Table::new("outbox");

struct Line {
    engine: &'static str,
    writers: usize,
    commits: usize,
    seconds: f64,
    p50: Duration,
    p99: Duration,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let seconds: u64 = match std::env::var("COMMIT_BENCH_SECONDS") {
        Ok(text) => text.parse().context("COMMIT_BENCH_SECONDS is a number of seconds")?,
        Err(_) => 5,
    };
    let engines: &[&'static str] = if cfg!(feature = "rocksdb") {
        &["surrealkv", "rocksdb"]
    } else {
        &["surrealkv"]
    };
    let mut lines = Vec::new();
    for writers in [1, 8] {
        for engine in engines {
            lines.push(measure(engine, writers, Duration::from_secs(seconds)).await?);
        }
    }
    report(&lines);
    Ok(())
}

async fn measure(engine: &'static str, writers: usize, span: Duration) -> anyhow::Result<Line> {
    let root = std::env::var_os("COMMIT_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let folder = root.join(format!("handlingsrom-commit-bench-{engine}-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let config = DatabaseConfig::parse(&format!("{engine}://{}?sync=every", folder.display()))?;
    let store = Store::connect(&config).await?;
    store.migrate().await?;
    run(&store, writers, Duration::from_secs(1), "warm").await?;
    let started = Instant::now();
    let mut times = run(&store, writers, span, "measured").await?;
    let seconds = started.elapsed().as_secs_f64();
    store.close().await;
    std::fs::remove_dir_all(&folder)?;
    times.sort_unstable();
    let at = |share: f64| {
        times
            .get((times.len() as f64 * share) as usize)
            .copied()
            .unwrap_or_default()
    };
    Ok(Line {
        engine,
        writers,
        commits: times.len(),
        seconds,
        p50: at(0.5),
        p99: at(0.99),
    })
}

async fn run(store: &Store, writers: usize, span: Duration, name: &str) -> anyhow::Result<Vec<Duration>> {
    let until = Instant::now() + span;
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..writers {
        let (store, name) = (store.clone(), format!("{name}-{writers}-{writer}"));
        tasks.spawn(async move {
            let mut times = Vec::new();
            while Instant::now() < until {
                let tx = change(&format!("{name}-{}", times.len()))?;
                let started = Instant::now();
                store.commit(tx).await?;
                times.push(started.elapsed());
            }
            anyhow::Ok(times)
        });
    }
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        all.extend(done??);
    }
    Ok(all)
}

fn change(id: &str) -> anyhow::Result<Tx> {
    let at = "2026-11-23T08:00:00Z".parse()?;
    let after =
        json!({ "name": id, "note": "a row of ordinary size, with a sentence or two in it as people write them" });
    let mut tx = Tx::new();
    tx.receipt("anna", id, &json!({ "id": id }), at)
        .audit(AuditEntry::new("anna", "probe.make", PROBE, id, at).after(&after))
        .outbox("mail", id, &after, at);
    Ok(tx)
}

fn report(lines: &[Line]) {
    println!("| engine | writers | commits | commits/s | p50 ms | p99 ms | p50 to surrealkv |");
    println!("| --- | --: | --: | --: | --: | --: | --: |");
    for line in lines {
        let base = lines
            .iter()
            .find(|other| other.engine == "surrealkv" && other.writers == line.writers);
        let ratio = base.map_or(1.0, |base| line.p50.as_secs_f64() / base.p50.as_secs_f64());
        println!(
            "| {} | {} | {} | {:.0} | {:.2} | {:.2} | {ratio:.2} |",
            line.engine,
            line.writers,
            line.commits,
            line.commits as f64 / line.seconds,
            line.p50.as_secs_f64() * 1e3,
            line.p99.as_secs_f64() * 1e3,
        );
    }
    let build = if cfg!(debug_assertions) {
        "debug build"
    } else {
        "release build"
    };
    println!(
        "\n{build}; a commit is four rows in one transaction; sync=every; {} cores",
        cores()
    );
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(0, usize::from)
}
