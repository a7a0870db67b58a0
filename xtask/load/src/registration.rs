//! How many people can register in a second, and how long a rush takes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use hdrhistogram::Histogram;
use load::desk::Desk;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::process::Process;

/// Seats of a course that nobody fills.
const MANY: u32 = 2000;
/// Longest registration that is told apart, in microseconds: five minutes.
const LONGEST: u64 = 300_000_000;
/// So many clients at a time.
const CLIENTS: [usize; 3] = [1, 8, 32];
/// Courses that the clients register for in turn, in the second table.
const COURSES: usize = 20;
/// Between two lines the server sends the mails that the one before has queued: a line begins when it has come to rest, which is when it
/// takes less than a fiftieth of a processor.
const LOOK: Duration = Duration::from_secs(1);
const AT_REST: Duration = Duration::from_millis(20);
/// How long that may take.
const MOST_LOOKS: u32 = 120;

/// Measures registrations on one course and on twenty, then a rush, and prints tables.
///
/// # Errors
/// When something is not answered as it should be, or the rush does not end with exactly as many as there are seats.
pub async fn measure(url: &str, process: &Process, time: Duration, people: u32, seats: u32) -> Result<()> {
    let desk = Desk::sign_in(&[url.to_owned()]).await?;
    println!("\nWhole registrations without an account: form, sending, page after it; durable, mail queued:\n");
    println!("| courses | clients | registrations | per second | p50 ms | p99 ms | max ms | so far | resident MB |");
    println!("| --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    let (mut number, mut so_far) = (0, 0);
    for courses in [1, COURSES] {
        for clients in CLIENTS {
            let mut open = Vec::new();
            for _ in 0..courses {
                number += 1;
                open.push(desk.open(number, MANY).await?);
            }
            rest(process).await?;
            let (seen, took) = press(&desk, &open, clients, time).await?;
            so_far += seen.len();
            println!(
                "| {courses} | {clients} | {} | {:.0} | {:.1} | {:.1} | {:.1} | {so_far} | {:.0} |",
                seen.len(),
                seen.len() as f64 / took.as_secs_f64(),
                milliseconds(seen.value_at_quantile(0.5)),
                milliseconds(seen.value_at_quantile(0.99)),
                milliseconds(seen.max()),
                process.resident()? as f64 / 1e6,
            );
        }
    }
    number += 1;
    rest(process).await?;
    rush(&desk, number, people, seats).await
}

/// Waits until the server has nothing to do.
async fn rest(process: &Process) -> Result<()> {
    for _ in 0..MOST_LOOKS {
        let before = process.time()?;
        sleep(LOOK).await;
        if process.time()?.saturating_sub(before) <= AT_REST {
            return Ok(());
        }
    }
    bail!("the server does not come to rest")
}

/// Each client registers somebody new as soon as the one before is answered.
async fn press(desk: &Desk, courses: &[String], clients: usize, time: Duration) -> Result<(Histogram<u64>, Duration)> {
    let gate = Arc::new(Barrier::new(clients + 1));
    let mut workers = JoinSet::new();
    for first in 0..clients {
        let (desk, gate, courses) = (desk.clone(), gate.clone(), courses.to_vec());
        workers.spawn(async move {
            let mut seen = histogram()?;
            let mut turn = courses.iter().cycle().skip(first % courses.len());
            if let Some(course) = turn.next() {
                desk.register(course).await?;
            }
            gate.wait().await;
            let until = Instant::now() + time;
            for course in turn {
                let started = Instant::now();
                if started >= until {
                    break;
                }
                desk.register(course).await?;
                seen.saturating_record(micros(started.elapsed()));
            }
            anyhow::Ok(seen)
        });
    }
    gate.wait().await;
    let started = Instant::now();
    let mut all = histogram()?;
    while let Some(done) = workers.join_next().await {
        all.add(&done??)?;
    }
    Ok((all, started.elapsed()))
}

/// Many want few seats, all at once.
async fn rush(desk: &Desk, number: usize, people: u32, seats: u32) -> Result<()> {
    let course = desk.open(number, seats).await?;
    let gate = Arc::new(Barrier::new(people as usize + 1));
    let mut workers = JoinSet::new();
    for _ in 0..people {
        let (desk, gate, course) = (desk.clone(), gate.clone(), course.clone());
        workers.spawn(async move {
            gate.wait().await;
            let started = Instant::now();
            desk.register(&course).await?;
            anyhow::Ok(started.elapsed())
        });
    }
    gate.wait().await;
    let started = Instant::now();
    let mut seen = histogram()?;
    while let Some(done) = workers.join_next().await {
        seen.saturating_record(micros(done??));
    }
    let took = started.elapsed();
    let (taken, waiting) = desk.count(&course).await?;
    println!(
        "\nA rush: {people} people want {seats} seats in the same instant; all are answered after {:.2} s (p50 {:.0} ms, p99 {:.0} ms); {} have a seat, {} wait",
        took.as_secs_f64(),
        milliseconds(seen.value_at_quantile(0.5)),
        milliseconds(seen.value_at_quantile(0.99)),
        taken,
        waiting,
    );
    if (taken, waiting) != (u64::from(seats), u64::from(people - seats)) {
        bail!("the seats do not add up: {taken} taken, {waiting} wait");
    }
    Ok(())
}

fn histogram() -> Result<Histogram<u64>> {
    Ok(Histogram::new_with_max(LONGEST, 3)?)
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(LONGEST)
}

fn milliseconds(micros: u64) -> f64 {
    micros as f64 / 1000.0
}
