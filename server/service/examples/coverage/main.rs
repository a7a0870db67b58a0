//! How long the pages of coverage take at national scale with three years behind them, and at ten and a hundred times as much: the time that
//! the server needs for the answer, and how often it asks the store for it.
//!
//! `cargo xtask bench --only coverage` runs it with the embedded engine; with no database URL as its argument it works in memory; `TIMES` in the
//! URL is put in by the scale. It fails when the matrix takes longer than its budget at the 95th percentile, a page asks the store more than
//! eight times, or the new figures of a session that was closed come later than an open matrix can wait (`live`).
//!
//! Units, positions, people and facts grow with the scale; hours do not: the projection is of one person, whose year it is counted from, and is
//! measured beside all the rest. The recount is that of the profile with the whole nation, for made-up facts stand for no activities.

mod fill;
mod live;

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::access::Actor;
use domain::coverage::Period;
use domain::coverage::view::{CoverageFilter, UnitSet};
use domain::ids::{PersonId, SignInId};
use domain::people::Language;
use service::seed::{self, INGRID, MARTE, Profile};
use service::{Clock, Ctx, Services, coverage, hours};
use store::{DatabaseConfig, Store, check, people};
use ulid::Ulid;

use fill::{ADVISED, UNITS, faulty, fill, unit_id};

/// Each question is asked so often.
const TURNS: usize = 100;
/// What a page may ask the store.
const MOST: u64 = 8;
/// Noon of the story's day.
const NOON: &str = "2026-11-23T11:00:00Z";

type Failed = Box<dyn std::error::Error>;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    Matrix,
    Everything,
    County,
    Counties,
    Unit,
    Projection,
    Hours,
    Mark,
}

impl Question {
    const ALL: [Self; 8] = [
        Self::Matrix,
        Self::Everything,
        Self::County,
        Self::Counties,
        Self::Unit,
        Self::Projection,
        Self::Hours,
        Self::Mark,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Matrix => "matrix, with a position",
            Self::Everything => "matrix, all units",
            Self::County => "matrix, one county",
            Self::Counties => "sums of all counties",
            Self::Unit => "a unit's page",
            Self::Projection => "where a semester ends",
            Self::Hours => "own week with that",
            Self::Mark => "has anything changed",
        }
    }
}

/// The people who ask.
struct Askers {
    coordinator: Ctx,
    adviser: Ctx,
    period: Period,
}

impl Askers {
    async fn of(services: &Arc<Services>) -> Result<Self, Failed> {
        Ok(Self {
            coordinator: signed_in(services, MARTE).await?,
            adviser: signed_in(services, INGRID).await?,
            period: "school_year-2026".parse().map_err(faulty)?,
        })
    }

    fn filter(&self, set: UnitSet, county: &str) -> CoverageFilter {
        CoverageFilter {
            period: Some(self.period),
            set: Some(set),
            county: county.to_owned(),
            ..CoverageFilter::default()
        }
    }

    async fn ask(&self, question: Question, turn: usize) -> Result<(), Failed> {
        let ctx = &self.coordinator;
        match question {
            Question::Matrix => drop(coverage::matrix(ctx, self.filter(UnitSet::Advised, "")).await?),
            Question::Everything => drop(coverage::matrix(ctx, self.filter(UnitSet::All, "")).await?),
            Question::County => drop(coverage::matrix(ctx, self.filter(UnitSet::Advised, "46")).await?),
            Question::Counties => drop(coverage::open_figures(ctx, self.filter(UnitSet::Advised, "")).await?),
            Question::Unit => {
                let id = unit_id(u128::try_from(turn)? % ADVISED + 1);
                drop(coverage::unit(ctx, id, Some(self.period)).await?);
            }
            Question::Projection => drop(hours::projection(&self.adviser).await?),
            Question::Hours => drop(hours::view(&self.adviser, None).await?),
            Question::Mark => drop(coverage::mark(ctx).await?),
        }
        Ok(())
    }
}

async fn signed_in(services: &Arc<Services>, id: PersonId) -> Result<Ctx, Failed> {
    let person = people::load(&services.store, id).await?.ok_or("a person is missing")?;
    Ok(Ctx {
        services: Arc::clone(services),
        actor: Some(Actor {
            person: id,
            sign_in: SignInId::new(Ulid(1)),
            grants: person.grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "measure".to_owned(),
    })
}

async fn opened(url: Option<&str>, name: &str) -> Result<Store, Failed> {
    let config = match url {
        Some(url) => DatabaseConfig::parse(&url.replace("TIMES", name))?,
        None => DatabaseConfig::memory(),
    };
    config.create_folder()?;
    let store = Store::connect(&config).await?;
    store.migrate().await?;
    Ok(store)
}

/// Asks every question at a scale; what is over its budget comes back.
async fn measure(url: Option<&str>, times: u128, budget: Duration) -> Result<Vec<String>, Failed> {
    let store = opened(url, &times.to_string()).await?;
    let facts = fill(&store, times).await?;
    let services = Arc::new(Services::new(store.clone(), Clock::manual(NOON.parse()?)));
    let askers = Askers::of(&services).await?;
    let started = Instant::now();
    askers.ask(Question::Mark, 0).await?;
    let first = started.elapsed();
    let row = format!("| {times} × | {} | {facts} |", UNITS * times);
    let mut over = Vec::new();
    for question in Question::ALL {
        let mut taken = Vec::with_capacity(TURNS);
        let before = store.asked();
        for turn in 0..TURNS {
            let started = Instant::now();
            askers.ask(question, turn).await?;
            taken.push(started.elapsed());
        }
        let asked = (store.asked() - before).div_ceil(u64::try_from(TURNS)?);
        let [median, p95, p99] = [50, 95, 99].map(|share| percentile(&mut taken, share));
        println!(
            "{row} {} | {:.1} | {:.1} | {:.1} | {asked} |",
            question.name(),
            milliseconds(median),
            milliseconds(p95),
            milliseconds(p99)
        );
        if question == Question::Matrix && p95 > budget {
            let (taken, allowed) = (milliseconds(p95), milliseconds(budget));
            over.push(format!("{times} ×: the matrix takes {taken:.0} ms of {allowed:.0} ms"));
        }
        if asked > MOST {
            over.push(format!("{times} ×: {} asks the store {asked} times", question.name()));
        }
    }
    let way = live::measure(
        &services,
        &askers.coordinator,
        &askers.filter(UnitSet::Advised, ""),
        TURNS,
    )
    .await?;
    for (name, mut taken) in way.rows() {
        let [median, p95, p99] = [50, 95, 99].map(|share| milliseconds(percentile(&mut taken, share)));
        println!("{row} {name} | {median:.1} | {p95:.1} | {p99:.1} | |");
    }
    let latest = way.latest();
    if latest > live::BUDGET {
        let (taken, allowed) = (milliseconds(latest), milliseconds(live::BUDGET));
        over.push(format!(
            "{times} ×: new figures come after {taken:.0} ms of {allowed:.0} ms, beside the wait for the next question"
        ));
    }
    println!(
        "{row} the first question of a process, which reads every fact | {:.0} | | | |",
        milliseconds(first)
    );
    Ok(over)
}

/// Proves every read model of the whole nation equal to its rows.
async fn recount(url: Option<&str>) -> Result<(), Failed> {
    let store = opened(url, "full").await?;
    seed::run(&store, Profile::Full, NOON.parse()?).await?;
    let started = Instant::now();
    let checked = check::check(&store, None).await?;
    let taken = milliseconds(started.elapsed());
    if let Some(finding) = checked.findings.first() {
        return Err(format!("the recount differs: {finding:?}").into());
    }
    let facts = store.count(store::coverage::FACT).await?;
    println!("| profile full | 253 | {facts} | the check with its recount of everything | {taken:.0} | | | |");
    Ok(())
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
    println!("| scale | units | facts | question | median ms | p95 ms | p99 ms | asks the store |");
    println!("| --: | --: | --: | --- | --: | --: | --: | --: |");
    recount(url.as_deref()).await?;
    let mut over = Vec::new();
    for (times, budget) in [(1, 60), (10, 250), (100, 250)] {
        over.extend(measure(url.as_deref(), times, Duration::from_millis(budget)).await?);
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("over its budget: {}", over.join("; ")).into())
    }
}
