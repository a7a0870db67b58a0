//! Tables, in Markdown so that they can go into a document as they are.

use crate::ask::Measured;
use load::target::Target;

/// What the others are compared with: the first page, which has no data and nobody signed in.
const TRIVIAL: &str = "emergency page";

/// A line of the closed way.
#[derive(Debug)]
pub struct Line {
    /// What was asked for.
    pub name: &'static str,
    /// By how many at a time.
    pub connections: usize,
    /// And what came of it.
    pub measured: Measured,
}

impl Line {
    /// A line.
    pub fn new(target: &Target, connections: usize, measured: Measured) -> Self {
        Self {
            name: target.name,
            connections,
            measured,
        }
    }
}

/// Prints the closed way's table.
pub fn closed(lines: &[Line]) {
    println!("\nEach connection asks again as soon as it is answered:\n");
    println!(
        "| what | connections | requests | per second | p50 ms | p99 ms | max ms | server CPU ms each | kB each | times the {TRIVIAL} |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    for line in lines {
        let Measured { latency, bytes, .. } = &line.measured;
        let trivial = lines
            .iter()
            .find(|other| other.name == TRIVIAL && other.connections == line.connections);
        let ratio = trivial.map_or(f64::NAN, |trivial| trivial.measured.rate() / line.measured.rate());
        println!(
            "| {} | {} | {} | {:.0} | {:.1} | {:.1} | {:.1} | {:.2} | {:.1} | {ratio:.2} |",
            line.name,
            line.connections,
            latency.len(),
            line.measured.rate(),
            milliseconds(latency.value_at_quantile(0.5)),
            milliseconds(latency.value_at_quantile(0.99)),
            milliseconds(latency.max()),
            each(&line.measured),
            *bytes as f64 / latency.len() as f64 / 1000.0,
        );
    }
}

/// Prints the open way's table: what, per cent of the greatest rate, the rate itself, and what came of it.
pub fn open(rows: &[(&'static str, u32, f64, Measured)]) {
    println!("\nRequests are due at a fixed rate and timed from when they are due:\n");
    println!("| what | due per second | of the rate at 8 connections | requests | p50 ms | p90 ms | p99 ms | max ms |");
    println!("| --- | --: | --: | --: | --: | --: | --: | --: |");
    for (name, share, rate, measured) in rows {
        let latency = &measured.latency;
        println!(
            "| {name} | {rate:.0} | {share} % | {} | {:.1} | {:.1} | {:.1} | {:.1} |",
            latency.len(),
            milliseconds(latency.value_at_quantile(0.5)),
            milliseconds(latency.value_at_quantile(0.9)),
            milliseconds(latency.value_at_quantile(0.99)),
            milliseconds(latency.max()),
        );
    }
}

fn milliseconds(micros: u64) -> f64 {
    micros as f64 / 1000.0
}

/// Processor time of the server for one answer, in milliseconds.
fn each(measured: &Measured) -> f64 {
    measured.processor.as_secs_f64() * 1000.0 / measured.latency.len() as f64
}
