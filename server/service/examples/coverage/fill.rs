//! National scale, and so many times as much: units in every county, positions with people in them, and three school years of facts.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::coverage::{Activity, Fact, Kind, Reached, Source, Standing};
use domain::ids::{DeliveryId, GroupId, MeasureId, OwnerId, PersonId, PlacementId, PresentationId, SurveyId, UnitId};
use domain::people::{Language, Person};
use domain::places::codes::municipalities_on;
use domain::places::{MunicipalityCode, Owner, OwnerKind, Placement, PlacementState, Unit, UnitKind};
use domain::role::{Role, RoleGrant};
use domain::text::{Email, Percent, Title};
use jiff::civil::{Date, date};
use service::seed::{self, INGRID, Profile};
use store::{Store, Tx};
use ulid::Ulid;

use crate::{Failed, NOON};

/// Units with a position, and all with those nearby, at national scale (domain brief, 9.4).
pub const ADVISED: u128 = 63;
pub const UNITS: u128 = 253;
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
/// Facts, or units, written in one transaction; of what takes a statement each, fewer.
const AT_A_TIME: usize = 2000;
const STATEMENTS_AT_A_TIME: usize = 200;
/// Places of one owner.
const UNITS_OF_OWNER: u128 = 6;
/// The day of the story, which the figures are asked for.
pub const TODAY: Date = date(2026, 11, 23);

/// The id of a unit.
pub fn unit_id(number: u128) -> UnitId {
    UnitId::new(Ulid((1 << 90) + number))
}

fn owner_id(number: u128) -> OwnerId {
    OwnerId::new(Ulid((1 << 95) + number))
}

fn person_id(number: u128) -> PersonId {
    PersonId::new(Ulid((1 << 94) + number))
}

fn owner(number: u128) -> Result<Owner, Failed> {
    Ok(Owner {
        id: owner_id(number),
        name: Title::parse(&format!("Skoleeier {number}")).map_err(faulty)?,
        kind: OwnerKind::Private,
        code: None,
        org_number: None,
        version: 1,
    })
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
        owner: Some(owner_id(number / UNITS_OF_OWNER)),
        org_number: None,
        pupils: Some(500),
        staff: Some(70),
        active: true,
        merged: None,
        past: Vec::new(),
        version: 1,
    })
}

fn adviser(number: u128) -> Result<Person, Failed> {
    Ok(Person {
        id: person_id(number),
        name: Title::parse(&format!("Rådgiver {number}")).map_err(faulty)?,
        email: Email::parse(&format!("adviser{number}@handlingsrom.example")).map_err(faulty)?,
        language: Language::Nb,
        grants: vec![RoleGrant::everywhere(Role::Adviser)],
        active: true,
        version: 1,
    })
}

fn placement(number: u128) -> Result<Placement, Failed> {
    Ok(Placement {
        id: PlacementId::new(Ulid((1 << 93) + number)),
        person: Some(person_id(number)),
        unit: unit_id(number),
        percent: Percent::new(100).map_err(faulty)?,
        from: date(2023, 8, 1),
        to: None,
        state: PlacementState::Active,
        version: 1,
    })
}

/// Any fault of the made-up data, which stops the measurement.
pub fn faulty<E: std::fmt::Debug>(error: E) -> Failed {
    format!("{error:?}").into()
}

/// A part of an activity; eight sessions are one group.
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
        until: None,
        standing: if day < TODAY { Standing::Held } else { Standing::Planned },
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

/// Fills the store; says how many facts there are.
pub async fn fill(store: &Store, times: u128) -> Result<usize, Failed> {
    seed::run(store, Profile::Demo, NOON.parse()?).await?;
    places(store, times).await?;
    let count = facts(store, times).await?;
    // What was written in the last 35 seconds is read again with each question, for a transaction may still be under way; that is so after
    // an import and not in an ordinary hour.
    tokio::time::sleep(Duration::from_secs(40)).await;
    Ok(count)
}

async fn places(store: &Store, times: u128) -> Result<(), Failed> {
    let municipalities = municipalities_on(TODAY).map(|place| MunicipalityCode::parse(place.code).map_err(faulty));
    let municipalities = municipalities.collect::<Result<Vec<_>, _>>()?;
    let owners: Vec<u128> = (0..=UNITS * times / UNITS_OF_OWNER).collect();
    for some in owners.chunks(STATEMENTS_AT_A_TIME) {
        let mut tx = Tx::new();
        for number in some {
            store::places::create_owner(&mut tx, &owner(*number)?);
        }
        store.commit(tx).await?;
    }
    let units: Vec<u128> = (1..=UNITS * times).collect();
    for some in units.chunks(AT_A_TIME) {
        let mut tx = Tx::new();
        let made = some
            .iter()
            .zip(municipalities.iter().cycle())
            .map(|(number, municipality)| unit(*number, *municipality))
            .collect::<Result<Vec<_>, _>>()?;
        store::places::create_units(&mut tx, &made);
        store.commit(tx).await?;
    }
    let advised: Vec<u128> = (1..=ADVISED * times).collect();
    for some in advised.chunks(STATEMENTS_AT_A_TIME) {
        let mut tx = Tx::new();
        for number in some {
            store::people::create(&mut tx, &adviser(*number)?);
            store::placements::create(&mut tx, &placement(*number)?);
        }
        store.commit(tx).await?;
    }
    Ok(())
}

async fn facts(store: &Store, times: u128) -> Result<usize, Failed> {
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
