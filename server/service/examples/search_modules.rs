//! How long a search takes in a library of 5,000 modules, a tenth of them held: the time that the server needs for the answer,
//! facets with counts and names of authors included.
//!
//! `cargo xtask bench --only search` runs it with the embedded engine; with no database URL as its argument it works in memory. It
//! fails when a search takes longer than 50 ms at the 95th percentile, or finds nothing where there is something.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::access::Actor;
use domain::deliveries::{
    Closing, Delivery, DeliveryCommand, DeliveryPlan, NewDelivery, Source, apply, create as plan_lesson,
};
use domain::groups::Grade;
use domain::ids::{BlockId, DeliveryId, ModuleId, SignInId};
use domain::modules::view::ModuleSearch;
use domain::modules::{Module, ModuleContent, ModuleHead, ModuleState, NewModule, Shelf, create};
use domain::people::Language;
use domain::run_sheet::{Block, RunSheet};
use domain::text::{BlockMinutes, Headcount, LessonMinutes, Note, OccasionMinutes, ShortText, Title, WorkMinutes};
use domain::themes::Theme;
use domain::time::LocalSlot;
use jiff::civil::{date, time};
use service::seed::{self, GRANLIA, INGRID, Profile};
use service::{Clock, Ctx, Services, modules};
use store::{DatabaseConfig, Store, Tx, people};
use ulid::Ulid;

const MODULES: u128 = 5000;
/// Written in one transaction.
const AT_A_TIME: usize = 250;
/// Each question is asked so often.
const TURNS: usize = 60;
/// What a search may take at the 95th percentile.
const BUDGET: Duration = Duration::from_millis(50);

const WORDS: [&str; 24] = [
    "grenser",
    "omsorg",
    "kontroll",
    "rettigheter",
    "ferie",
    "vennskap",
    "mobil",
    "bilder",
    "familie",
    "ære",
    "valg",
    "kjærlighet",
    "kropp",
    "religion",
    "språk",
    "tilhørighet",
    "kultur",
    "hjelp",
    "skole",
    "fritid",
    "identitet",
    "frihet",
    "press",
    "rykter",
];

fn word(number: u128, turn: u128) -> &'static str {
    let at = usize::try_from((number * 7 + turn * 5 + number / 24) % 24).unwrap_or(0);
    WORDS.get(at).copied().unwrap_or_default()
}

type Failed = Box<dyn std::error::Error>;

fn faulty<E: std::fmt::Debug>(error: E) -> Failed {
    format!("{error:?}").into()
}

fn module(number: u128) -> Result<Module, Failed> {
    let title = format!("{} og {} {number}", word(number, 0), word(number, 1));
    let themes = Theme::ALL;
    let pick = |turn: u128| themes.get(usize::try_from((number + turn) % 11).unwrap_or(0)).copied();
    let grades = Grade::ALL;
    let grade = grades.get(usize::try_from(number % 8).unwrap_or(0)).copied();
    let minutes = 45 + i64::try_from(number % 4).unwrap_or(0) * 15;
    let head = ModuleHead {
        summary: Note::parse(&format!(
            "Elevene arbeider med {}, {} og {} i grupper og i samtale.",
            word(number, 2),
            word(number, 3),
            word(number, 4)
        ))
        .map_err(faulty)?,
        themes: pick(0).into_iter().chain(pick(5)).collect(),
        grades: grade.into_iter().collect(),
        ..ModuleHead::new(
            Title::parse(&title).map_err(faulty)?,
            LessonMinutes::new(minutes).map_err(faulty)?,
        )
    };
    let id = ModuleId::new(Ulid((1 << 90) + number));
    let made = create(&NewModule { id, head }, INGRID).map_err(faulty)?;
    let mut blocks = Vec::new();
    for turn in 0..5 {
        let step = Title::parse(&format!("{} i klassen", word(number, turn + 6))).map_err(faulty)?;
        let id = BlockId::new(Ulid((1 << 91) + number * 8 + turn));
        blocks.push(Block::new(id, BlockMinutes::new(9).map_err(faulty)?, step));
    }
    Ok(Module {
        shelf: Shelf::National,
        state: ModuleState::Approved,
        edition: 1,
        content: ModuleContent {
            run_sheet: RunSheet { blocks },
            ..made.content.clone()
        },
        ..made
    })
}

fn held(module: &Module, number: u128) -> Result<Delivery, Failed> {
    let new = NewDelivery {
        id: DeliveryId::new(Ulid((1 << 92) + number)),
        module: module.id,
        unit: GRANLIA,
        reason: ShortText::default(),
        plan: DeliveryPlan {
            class: ShortText::parse("9B").map_err(faulty)?,
            teacher: ShortText::default(),
            place: ShortText::default(),
            slot: LocalSlot {
                date: date(2025, 9, 1),
                start: time(9, 0, 0, 0),
                minutes: OccasionMinutes::new(45).map_err(faulty)?,
            },
            adaptation: Note::default(),
        },
    };
    let source = Source {
        edition: 1,
        title: module.content.head.title.clone(),
        minutes: OccasionMinutes::new(45).map_err(faulty)?,
        run_sheet: module.content.run_sheet.clone(),
    };
    let planned = plan_lesson(&new, &source, INGRID, None)?;
    let closing = Closing {
        present: Headcount::new(24).map_err(faulty)?,
        contacts: Headcount::new(0).map_err(faulty)?,
        learnt: Note::default(),
        delivery_minutes: WorkMinutes::new(45).map_err(faulty)?,
        preparation_minutes: WorkMinutes::new(30).map_err(faulty)?,
    };
    let taken = Vec::new();
    Ok(apply(
        &planned,
        &DeliveryCommand::Close { closing, taken },
        date(2025, 9, 1),
    )?)
}

/// What people ask, each with a name for the table.
fn questions() -> Vec<(&'static str, ModuleSearch)> {
    let words = |words: &str| ModuleSearch {
        words: words.to_owned(),
        ..ModuleSearch::default()
    };
    vec![
        ("nothing: the first page", ModuleSearch::default()),
        ("one word", words("rettigheter")),
        ("two words with a slip", words("omsorgg grenser")),
        ("nynorsk, the beginning of a word", words("rettar kjærl")),
        (
            "a word, a theme, a grade and at most 60 minutes",
            ModuleSearch {
                themes: Theme::ALL.into_iter().take(2).collect(),
                grades: Grade::ALL.into_iter().take(2).collect(),
                minutes: Some(60),
                ..words("vennskap")
            },
        ),
        (
            "held at my schools",
            ModuleSearch {
                at_my_schools: true,
                ..ModuleSearch::default()
            },
        ),
    ]
}

async fn fill(store: &Store, clock: &Clock) -> Result<(), Failed> {
    seed::run(store, Profile::Demo, clock.now()).await?;
    // A library grows over months, not in the seconds before it is searched.
    let written = clock.now() - jiff::SignedDuration::from_hours(24);
    let numbers: Vec<u128> = (1..=MODULES).collect();
    for some in numbers.chunks(AT_A_TIME) {
        let mut tx = Tx::new();
        for number in some {
            let made = module(*number)?;
            store::modules::create(&mut tx, &made, written);
            store::modules::keep_edition(&mut tx, &made, date(2025, 8, 1));
            if number % 10 == 0 {
                store::deliveries::create(&mut tx, &held(&made, *number)?, written);
            }
        }
        store.commit(tx).await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let config = match std::env::args().nth(1) {
        Some(url) => DatabaseConfig::parse(&url)?,
        None => DatabaseConfig::memory(),
    };
    config.create_folder()?;
    let store = Store::connect(&config).await?;
    store.migrate().await?;
    let clock = Clock::System;
    fill(&store, &clock).await?;
    let ingrid = people::load(&store, INGRID).await?.ok_or("the adviser is missing")?;
    let ctx = Ctx {
        services: Arc::new(Services::new(store, clock)),
        actor: Some(Actor {
            person: INGRID,
            sign_in: SignInId::new(Ulid(1)),
            grants: ingrid.grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "measure".to_owned(),
    };
    let started = Instant::now();
    modules::search(&ctx, &ModuleSearch::default()).await?;
    let first = started.elapsed();
    println!(
        "{MODULES} modules, {} lessons; each question {TURNS} times",
        MODULES / 10
    );
    println!(
        "the first search, which reads the library: {:.0} ms\n",
        milliseconds(first)
    );
    println!("| question | found | median ms | p95 ms | most ms |");
    println!("| --- | --: | --: | --: | --: |");
    let mut all = Vec::new();
    for (name, asked) in questions() {
        let (mut times, mut found) = (Vec::new(), 0);
        for _ in 0..TURNS {
            let started = Instant::now();
            found = modules::search(&ctx, &asked).await?.total;
            times.push(started.elapsed());
        }
        if found == 0 {
            return Err(format!("nothing was found for: {name}").into());
        }
        let [median, p95, most] = [50, 95, 100].map(|share| milliseconds(percentile(&mut times, share)));
        println!("| {name} | {found} | {median:.1} | {p95:.1} | {most:.1} |");
        all.extend(times);
    }
    let p95 = percentile(&mut all, 95);
    println!(
        "\nall questions together: p95 {:.1} ms of {} ms",
        milliseconds(p95),
        BUDGET.as_millis()
    );
    if p95 > BUDGET {
        return Err("searching takes too long".into());
    }
    Ok(())
}

fn percentile(times: &mut [Duration], share: usize) -> Duration {
    times.sort_unstable();
    let at = (times.len() * share).div_ceil(100).saturating_sub(1);
    times.get(at).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
