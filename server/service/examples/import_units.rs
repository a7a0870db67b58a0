//! How long an import of 5,000 units takes at national scale: dry run, import, and the same file again.
//!
//! `cargo xtask bench --only import` runs it with the embedded engine; with no database URL as its argument it works in memory. It
//! fails when the import takes longer than 5 seconds.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::access::Actor;
use domain::ids::{CommandId, SignInId};
use domain::import::{ImportReport, ImportText};
use domain::people::Language;
use domain::places::OrgNumber;
use service::import::{import_units, preview_units};
use service::seed::{self, MARTE, Profile};
use service::{Clock, Ctx, Services};
use store::{DatabaseConfig, Store, people};
use ulid::Ulid;

const ROWS: u32 = 5000;
/// What the import itself may take.
const BUDGET: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = match std::env::args().nth(1) {
        Some(url) => DatabaseConfig::parse(&url)?,
        None => DatabaseConfig::memory(),
    };
    config.create_folder()?;
    let store = Store::connect(&config).await?;
    store.migrate().await?;
    let clock = Clock::System;
    let mut table = Table::default();
    let started = Instant::now();
    seed::run(&store, Profile::Full, clock.now()).await?;
    table.row("filling the store with the profile full", "", started.elapsed());

    let marte = people::load(&store, MARTE).await?.ok_or("the coordinator is missing")?;
    let ctx = Ctx {
        services: Arc::new(Services::new(store, clock)),
        actor: Some(Actor {
            person: MARTE,
            sign_in: SignInId::new(Ulid(1)),
            grants: marte.grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "measure".to_owned(),
    };
    let file = ImportText::Text(file());
    let started = Instant::now();
    let dry = preview_units(&ctx, &file).await?;
    table.row("dry run", &told(&dry), started.elapsed());
    let started = Instant::now();
    let report = import_units(&ctx, CommandId::new(Ulid(rand::random())), &file).await?;
    let took = started.elapsed();
    table.row("import", &told(&report), took);
    let started = Instant::now();
    let again = import_units(&ctx, CommandId::new(Ulid(rand::random())), &file).await?;
    table.row("the same file again", &told(&again), started.elapsed());
    table.print(took);
    if report.new != ROWS as usize || again.unchanged != ROWS as usize {
        return Err("not every row was taken".into());
    }
    if took > BUDGET {
        return Err(format!("the import took longer than its {} s", BUDGET.as_secs()).into());
    }
    Ok(())
}

fn told(report: &ImportReport) -> String {
    format!("{} new, {} unchanged", report.new, report.unchanged)
}

/// Steps with what they did and how long they took.
#[derive(Default)]
struct Table(Vec<(&'static str, String, Duration)>);

impl Table {
    fn row(&mut self, step: &'static str, outcome: &str, took: Duration) {
        self.0.push((step, outcome.to_owned(), took));
    }

    fn print(&self, import: Duration) {
        println!("{ROWS} rows, all new; budget of the import: {} s\n", BUDGET.as_secs());
        println!("| step | outcome | seconds | times the import |");
        println!("| --- | --- | --: | --: |");
        for (step, outcome, took) in &self.0 {
            let times = took.as_secs_f64() / import.as_secs_f64();
            println!("| {step} | {outcome} | {:.2} | {times:.2} |", took.as_secs_f64());
        }
    }
}

fn file() -> String {
    let mut file = "Organisasjonsnummer;Navn;Kommunenummer;ErSkole\n".to_owned();
    for number in 0..ROWS {
        let org_number = (0..10).find_map(|step| OrgNumber::with_check_digit(35_000_000 + number * 10 + step));
        if let Some(org_number) = org_number {
            let _written = writeln!(file, "{org_number};Skole {number} (test);3301;ja");
        }
    }
    file
}
