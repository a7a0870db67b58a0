//! How long an import of 5,000 units takes: dry run, import, and the same file again. Run with
//! `cargo run --release -p service --example import_units -- [database URL]`; without a URL in memory.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use domain::access::Actor;
use domain::ids::{CommandId, SignInId};
use domain::import::ImportText;
use domain::people::Language;
use domain::places::OrgNumber;
use service::import::{import_units, preview_units};
use service::seed::{self, MARTE, Profile};
use service::{Clock, Ctx, Services};
use store::{DatabaseConfig, Store, people};
use ulid::Ulid;

const ROWS: u32 = 5000;

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
    let started = Instant::now();
    let outcome = seed::run(&store, Profile::Full, clock.now()).await?;
    println!("full profile: {outcome:?} in {:?}", started.elapsed());

    let marte = people::load(&store, MARTE).await?.ok_or("the coordinator is missing")?;
    let ctx = Ctx {
        services: Arc::new(Services { store, clock }),
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
    println!("dry run of {ROWS} rows: {} new in {:?}", dry.new, started.elapsed());
    for attempt in ["import", "the same again"] {
        let started = Instant::now();
        let report = import_units(&ctx, CommandId::new(Ulid(rand::random())), &file).await?;
        println!(
            "{attempt}: {} new, {} unchanged in {:?}",
            report.new,
            report.unchanged,
            started.elapsed()
        );
    }
    Ok(())
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
