//! How long the pages of coverage take at national scale with three years behind them, and at ten and a hundred times as much: the time that
//! the server needs for the answer.
//!
//! `cargo xtask bench --only coverage` runs it with the embedded engine; with no database URL as its argument it works in memory; `TIMES` in the
//! URL is put in by the scale. It fails when the matrix takes longer than its budget at the 95th percentile.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::access::Actor;
use domain::coverage::view::{CoverageFilter, UnitSet};
use domain::coverage::{Activity, Fact, Kind, Reached, Source, Standing};
use domain::ids::{DeliveryId, GroupId, MeasureId, PersonId, PlacementId, PresentationId, SignInId, SurveyId, UnitId};
use domain::people::Language;
use domain::places::{MunicipalityCode, Placement, PlacementState, Unit, UnitKind};
use domain::text::{Percent, Title};
use jiff::civil::{Date, date};
use service::seed::{self, INGRID, MARTE, Profile};
use service::{Clock, Ctx, Services, coverage};
use store::{DatabaseConfig, Store, Tx, people};
use ulid::Ulid;

/// Units with a position, and all with those nearby, at national scale (domain brief, 9.4).
const ADVISED: u128 = 63;
const UNITS: u128 = 253;
/// Facts of one position in three school years (domain brief, 9.6): sessions, lessons, presentations, measures and surveys.
const FACTS: [(Kind, u128); 5] = [
    (Kind::Groups, 48),
    (Kind::Teaching, 36),
    (Kind::Presentations, 24),
    (Kind::Competence, 12),
    (Kind::NeedsMapping, 2),
];
const FIRST_DAY: Date = date(2024, 8, 15);
const DAYS: u128 = 1000;
/// Written in one transaction.
const AT_A_TIME: usize = 2000;
/// Each question is asked so often.
const TURNS: usize = 40;

type Failed = Box<dyn std::error::Error>;

fn unit_id(number: u128) -> UnitId {
    UnitId::new(Ulid((1 << 90) + number))
}

fn unit(number: u128, municipality: MunicipalityCode) -> Result<Unit, Failed> {
    Ok(Unit {
        id: unit_id(number),
        name: Title::parse(&format!("Skole {number}")).map_err(faulty)?,
        kind: UnitKind::ALL
            .get(usize::try_from(number % 4)?)
            .copied()
            .unwrap_or(UnitKind::UpperSecondary),
        municipality,
        owner: None,
        org_number: None,
        pupils: Some(500),
        staff: Some(70),
        active: true,
        version: 1,
    })
}

fn faulty<E: std::fmt::Debug>(error: E) -> Failed {
    format!("{error:?}").into()
}

fn fact(unit: u128, kind: Kind, turn: u128) -> Result<Activity, Failed> {
    let id = Ulid((1 << 91) + unit * 1000 + turn);
    let (source, number) = match kind {
        // Eight sessions are one group.
        Kind::Groups => (
            Source::Group(GroupId::new(Ulid((1 << 92) + unit * 1000 + turn / 8))),
            u8::try_from(turn % 8)? + 1,
        ),
        Kind::Teaching => (Source::Delivery(DeliveryId::new(id)), 1),
        Kind::Competence => (Source::Measure(MeasureId::new(id)), 1),
        Kind::NeedsMapping => (Source::Survey(SurveyId::new(id)), 1),
        _ => (Source::Presentation(PresentationId::new(id)), 1),
    };
    let day = FIRST_DAY.saturating_add(jiff::Span::new().days(i64::try_from((turn * 37 + unit * 11) % DAYS)?));
    let fact = Fact {
        source,
        number,
        kind,
        unit: unit_id(unit),
        day,
        standing: if day < date(2026, 11, 23) {
            Standing::Held
        } else {
            Standing::Planned
        },
        reached: Reached {
            pupils: 20,
            ..Reached::default()
        },
        minutes: 60,
    };
    Ok(Activity {
        fact,
        title: "Samtalegruppe".to_owned(),
        people: BTreeSet::from([INGRID]),
    })
}

async fn fill(store: &Store, times: u128) -> Result<usize, Failed> {
    let clock = Clock::System;
    seed::run(store, Profile::Demo, clock.now()).await?;
    let municipality = MunicipalityCode::parse("0301").map_err(faulty)?;
    let units: Vec<u128> = (1..=UNITS * times).collect();
    for some in units.chunks(AT_A_TIME) {
        let mut tx = Tx::new();
        let made = some
            .iter()
            .map(|number| unit(*number, municipality))
            .collect::<Result<Vec<_>, _>>()?;
        store::places::create_units(&mut tx, &made);
        for number in some.iter().filter(|number| **number <= ADVISED * times) {
            let placement = Placement {
                id: PlacementId::new(Ulid((1 << 93) + number)),
                person: Some(PersonId::new(Ulid((1 << 94) + number))),
                unit: unit_id(*number),
                percent: Percent::new(100).map_err(faulty)?,
                from: date(2023, 8, 1),
                to: None,
                state: PlacementState::Active,
                version: 1,
            };
            store::placements::create(&mut tx, &placement);
        }
        store.commit(tx).await?;
    }
    let mut waiting = Vec::with_capacity(AT_A_TIME);
    let mut count = 0;
    for number in 1..=ADVISED * times {
        for (kind, turns) in FACTS {
            for turn in 0..turns {
                waiting.push(fact(number, kind, turn)?);
            }
        }
        if waiting.len() >= AT_A_TIME || number == ADVISED * times {
            count += waiting.len();
            let mut tx = Tx::new();
            store::coverage::tell(&mut tx, &waiting);
            store.commit(tx).await?;
            waiting.clear();
        }
    }
    Ok(count)
}

async fn measure(url: Option<&str>, times: u128) -> Result<Duration, Failed> {
    let config = match url {
        Some(url) => DatabaseConfig::parse(&url.replace("TIMES", &times.to_string()))?,
        None => DatabaseConfig::memory(),
    };
    config.create_folder()?;
    let store = Store::connect(&config).await?;
    store.migrate().await?;
    let facts = fill(&store, times).await?;
    let marte = people::load(&store, MARTE).await?.ok_or("the coordinator is missing")?;
    let ctx = Ctx {
        services: Arc::new(Services::new(store, Clock::System)),
        actor: Some(Actor {
            person: MARTE,
            sign_in: SignInId::new(Ulid(1)),
            grants: marte.grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "measure".to_owned(),
    };
    let started = Instant::now();
    coverage::matrix(&ctx, CoverageFilter::default()).await?;
    let first = started.elapsed();
    let period: domain::coverage::Period = "school_year-2026".parse().map_err(faulty)?;
    let asked = |set| CoverageFilter {
        period: Some(period),
        set: Some(set),
        ..CoverageFilter::default()
    };
    let mut budgeted = Duration::ZERO;
    for question in [
        "matrix, with a position",
        "matrix, all units",
        "county sums",
        "a unit's page",
        "a county's page",
        "map",
        "trend",
        "has anything changed",
    ] {
        let mut taken = Vec::new();
        for turn in 0..TURNS {
            let started = Instant::now();
            match question {
                "matrix, with a position" => drop(coverage::matrix(&ctx, asked(UnitSet::Advised)).await?),
                "matrix, all units" => drop(coverage::matrix(&ctx, asked(UnitSet::All)).await?),
                "county sums" => drop(coverage::open_figures(&ctx, asked(UnitSet::Advised)).await?),
                "a unit's page" => {
                    let id = unit_id(u128::try_from(turn)? % ADVISED + 1);
                    drop(coverage::unit(&ctx, id, Some(period)).await?);
                }
                "a county's page" => drop(coverage::county(&ctx, "32", Some(period), None).await?),
                "map" => drop(coverage::map(&ctx, Some(period), None).await?),
                "trend" => drop(coverage::trend(&ctx, asked(UnitSet::Advised)).await?),
                _ => drop(coverage::mark(&ctx).await?),
            }
            taken.push(started.elapsed());
        }
        let [median, p95, most] = [50, 95, 100].map(|share| percentile(&mut taken, share));
        if question == "matrix, with a position" {
            budgeted = p95;
        }
        println!(
            "| {times} × | {} | {facts} | {question} | {:.1} | {:.1} | {:.1} |",
            UNITS * times,
            milliseconds(median),
            milliseconds(p95),
            milliseconds(most)
        );
    }
    println!(
        "| {times} × | {} | {facts} | the first, which reads every fact | {:.0} | | |",
        UNITS * times,
        milliseconds(first)
    );
    Ok(budgeted)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn percentile(times: &mut [Duration], share: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let url = std::env::args().nth(1);
    println!("| scale | units | facts | question | median ms | p95 ms | most ms |");
    println!("| --: | --: | --: | --- | --: | --: | --: |");
    let mut over = Vec::new();
    for (times, budget) in [(1, 60), (10, 250), (100, 250)] {
        let p95 = measure(url.as_deref(), times).await?;
        if p95 > Duration::from_millis(budget) {
            over.push(format!("{times} ×: {:.0} ms of {budget} ms", milliseconds(p95)));
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("the matrix is over its budget: {}", over.join(", ")).into())
    }
}
