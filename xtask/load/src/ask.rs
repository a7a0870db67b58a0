//! Asking in the closed and in the open way.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use hdrhistogram::Histogram;
use tokio::sync::{Barrier, Semaphore};
use tokio::task::JoinSet;
use tokio::time::sleep_until;

use crate::process::Process;
use load::target::{Site, Target};

/// Longest answer that is told apart, in microseconds: a minute.
const LONGEST: u64 = 60_000_000;
/// Requests that the open way has under way at most; those beyond wait, and their wait counts.
const UNDER_WAY: usize = 512;

/// A measurement ends with the first of the two.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    pub requests: u64,
    pub time: Duration,
}

/// What came of it.
#[derive(Debug)]
pub struct Measured {
    /// Time of each answer, in microseconds.
    pub latency: Histogram<u64>,
    /// From the first request to the last answer.
    pub took: Duration,
    /// Processor time that the server took meanwhile, for all it did.
    pub processor: Duration,
    /// Bytes of all bodies as they came over the line.
    pub bytes: u64,
}

impl Measured {
    /// Answers a second.
    pub fn rate(&self) -> f64 {
        self.latency.len() as f64 / self.took.as_secs_f64()
    }
}

/// What one connection or request has seen.
struct Seen {
    latency: Histogram<u64>,
    bytes: u64,
}

impl Seen {
    fn nothing() -> Result<Self> {
        Ok(Self {
            latency: Histogram::new_with_max(LONGEST, 3)?,
            bytes: 0,
        })
    }

    fn note(&mut self, took: Duration, bytes: usize) {
        self.latency
            .saturating_record(u64::try_from(took.as_micros()).unwrap_or(LONGEST));
        self.bytes += bytes as u64;
    }

    fn add(&mut self, other: &Self) -> Result<()> {
        self.latency.add(&other.latency)?;
        self.bytes += other.bytes;
        Ok(())
    }
}

/// Each connection asks for the targets in turn, the next as soon as it is answered. All are open and have been used once before the
/// time runs.
///
/// # Errors
/// At the first answer that is not 200.
pub async fn closed(
    site: &Site,
    targets: &[Target],
    connections: usize,
    budget: Budget,
    process: &Process,
) -> Result<Measured> {
    let gate = Arc::new(Barrier::new(connections + 1));
    let asked = Arc::new(AtomicU64::new(0));
    let mut workers = JoinSet::new();
    for first in 0..connections {
        let (site, gate, asked) = (site.clone(), gate.clone(), asked.clone());
        let targets: Vec<Target> = targets.to_vec();
        workers.spawn(async move {
            let mut turn = targets.iter().cycle().skip(first % targets.len());
            let warmed = match turn.next() {
                Some(target) => site.ask(target).await.map(|_| ()),
                None => Ok(()),
            };
            gate.wait().await;
            warmed?;
            let until = Instant::now() + budget.time;
            let mut seen = Seen::nothing()?;
            for target in turn {
                let started = Instant::now();
                if started >= until || asked.fetch_add(1, Ordering::Relaxed) >= budget.requests {
                    break;
                }
                let body = site.ask(target).await?;
                seen.note(started.elapsed(), body.len());
            }
            anyhow::Ok(seen)
        });
    }
    gate.wait().await;
    gather(workers, process).await
}

/// Requests are due `rate` times a second, whatever the answers do; each is timed from when it was due.
///
/// # Errors
/// At the first answer that is not 200.
pub async fn open(site: &Site, target: &Target, rate: f64, budget: Budget, process: &Process) -> Result<Measured> {
    let room = Arc::new(Semaphore::new(UNDER_WAY));
    let (site, target) = (site.clone(), target.clone());
    let mut clock = JoinSet::new();
    clock.spawn(async move {
        let started = Instant::now();
        let mut under_way = JoinSet::new();
        let mut all = Seen::nothing()?;
        for number in 0..budget.requests {
            let due = started + Duration::from_secs_f64(number as f64 / rate);
            if due >= started + budget.time {
                break;
            }
            sleep_until(due.into()).await;
            let permit = room.clone().acquire_owned().await?;
            let (site, target) = (site.clone(), target.clone());
            under_way.spawn(async move {
                let body = site.ask(&target).await?;
                drop(permit);
                anyhow::Ok((due.elapsed(), body.len()))
            });
            while let Some(done) = under_way.try_join_next() {
                let (took, bytes) = done??;
                all.note(took, bytes);
            }
        }
        while let Some(done) = under_way.join_next().await {
            let (took, bytes) = done??;
            all.note(took, bytes);
        }
        anyhow::Ok(all)
    });
    gather(clock, process).await
}

/// Waits for all, with one eye on the server's processor time.
async fn gather(mut workers: JoinSet<Result<Seen>>, process: &Process) -> Result<Measured> {
    let (started, before) = (Instant::now(), process.time()?);
    let mut all = Seen::nothing()?;
    while let Some(done) = workers.join_next().await {
        all.add(&done??)?;
    }
    Ok(Measured {
        latency: all.latency,
        took: started.elapsed(),
        processor: process.time()?.saturating_sub(before),
        bytes: all.bytes,
    })
}
