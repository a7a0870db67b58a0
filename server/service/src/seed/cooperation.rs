//! Routines of the demonstration's schools and meetings of their networks: a school where one routine has not been gone through for too long
//! and another is being written, one in the north where one is soon due, and schools with none. Of the whole country, some of each.

use std::collections::BTreeSet;

use domain::courses::ServiceKind;
use domain::ids::{NetworkId, OwnerId, PersonId, UnitId};
use domain::issue::IssueCode;
use domain::networks::{
    self, Agreed, NetworkClosing, NetworkCommand, NetworkKind, NetworkMeeting, NetworkPlan, NetworkRule,
    NewNetworkMeeting,
};
use domain::places::{Placement, Unit};
use domain::routines::{
    self, Adopter, Anchor, Details, Routine, RoutineCommand, RoutineRef, RoutineRule, RoutineScope, proposed_review,
};
use domain::text::{Headcount, Note, OccasionMinutes, ShortText, Title, WorkMinutes};
use domain::time::length::ToLength as _;
use domain::time::{LocalSlot, Occasion};
use jiff::civil::{Date, Time, Weekday};
use ulid::Ulid;

use super::people::{AINO, INGRID, SAMIR};
use super::places::{BEKKEFARET, GRANLIA, NORDLYS, Places, SOLASEN, TUNVOLLEN, unit_id};

/// Where identifiers of the demonstration's meetings begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0xE000;

/// The guidance centre near Solåsen.
const FJORDBYEN: UnitId = unit_id(5);
/// Adult education near Granlia.
const ELVEBAKKEN: UnitId = unit_id(7);

/// A text or number that its type refuses, or a rule that says no.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error("a value is refused: {0:?}")]
    Value(IssueCode),
    #[error(transparent)]
    Routine(#[from] RoutineRule),
    #[error(transparent)]
    Network(#[from] NetworkRule),
    #[error("a time does not exist")]
    Nowhere,
}

impl From<IssueCode> for Untold {
    fn from(code: IssueCode) -> Self {
        Self::Value(code)
    }
}

/// How far a routine has come.
#[derive(Debug, Clone, Copy)]
enum Come {
    /// It is being written, to be adopted on a day.
    Begun(Date),
    /// The leaders have the draft, to be adopted on a day.
    Sent(Date),
    /// It is in use since a day.
    Used(Date),
    /// It is in use since a day and was gone through on another.
    Seen(Date, Date),
}

/// A routine as it is told.
struct Told {
    at: RoutineRef,
    owner: Option<OwnerId>,
    by: PersonId,
    come: Come,
}

/// The routines of the demonstration's schools. One whose texts or dates are not as they should be is left out; a test counts them.
pub(super) fn routines(units: &[Unit], today: Date) -> Vec<Routine> {
    let weeks = |back: i64| today.saturating_sub(back.weeks());
    let (spring, last_year) = (weeks(30), weeks(60));
    let sketches = [
        (
            GRANLIA,
            INGRID,
            RoutineScope::Prevention,
            Come::Seen(last_year, weeks(14)),
        ),
        (GRANLIA, INGRID, RoutineScope::Handling, Come::Used(last_year)),
        (GRANLIA, INGRID, RoutineScope::Travel, Come::Used(spring)),
        (
            GRANLIA,
            INGRID,
            RoutineScope::Return,
            Come::Begun(today.saturating_add(10_i64.weeks())),
        ),
        (NORDLYS, AINO, RoutineScope::Prevention, Come::Used(spring)),
        (NORDLYS, AINO, RoutineScope::Handling, Come::Used(weeks(48))),
        (NORDLYS, AINO, RoutineScope::Travel, Come::Used(spring)),
    ];
    sketches
        .into_iter()
        .filter_map(|(unit, by, scope, come)| {
            let told = Told {
                at: RoutineRef { unit, scope },
                owner: owner_of(units, unit),
                by,
                come,
            };
            routine(&told, today).ok()
        })
        .collect()
}

fn owner_of(units: &[Unit], unit: UnitId) -> Option<OwnerId> {
    units.iter().find(|one| one.id == unit)?.owner
}

fn routine(told: &Told, today: Date) -> Result<Routine, Untold> {
    let number = told.at.unit.ulid().0 % 900 + 100;
    let place = RoutineScope::ALL.iter().position(|scope| *scope == told.at.scope);
    let place = place.unwrap_or_default() + 1;
    let planned_on = match told.come {
        Come::Begun(day) | Come::Sent(day) => Some(day),
        Come::Used(_) | Come::Seen(..) => None,
    };
    let details = Details {
        document: ShortText::parse(&format!("25/{number}-{place}"))?,
        planned_on,
        anchored: BTreeSet::from([Anchor::YearWheel, Anchor::InternalControl]),
        note: note(told.at.scope)?,
        ..Details::default()
    };
    let adopt = |on: Date| RoutineCommand::Adopt {
        on,
        by: Adopter::Head,
        next_review: proposed_review(on),
    };
    let mut commands = vec![RoutineCommand::Begin { details }];
    match told.come {
        Come::Begun(_) => {}
        Come::Sent(_) => commands.push(RoutineCommand::Submit),
        Come::Used(on) => commands.extend([RoutineCommand::Submit, adopt(on), RoutineCommand::TakeIntoUse]),
        Come::Seen(on, again) => commands.extend([
            RoutineCommand::Submit,
            adopt(on),
            RoutineCommand::TakeIntoUse,
            RoutineCommand::Review {
                on: again,
                next_review: proposed_review(again),
            },
        ]),
    }
    let mut made: Option<Routine> = None;
    for command in &commands {
        made = Some(routines::apply(
            made.as_ref(),
            command,
            (told.at, told.owner),
            told.by,
            today,
        )?);
    }
    let mut made = made.ok_or(Untold::Nowhere)?;
    made.version = 1;
    Ok(made)
}

fn note(scope: RoutineScope) -> Result<Note, IssueCode> {
    Note::parse(match scope {
        RoutineScope::Prevention => "Tas opp på planleggingsdagen i august.",
        RoutineScope::Handling => "Hvem ringer hvem, og hvor det skrives ned.",
        RoutineScope::Travel => "Gås gjennom med kontaktlærerne før sommeren.",
        RoutineScope::Return => "Hvem som spør etter dem som ikke kom tilbake.",
        RoutineScope::Enquiry => "",
    })
}

/// The meetings of the demonstration's networks: one that lies ahead, and one that was held.
pub(super) fn meetings(units: &[Unit], today: Date) -> Vec<NetworkMeeting> {
    [ahead(units, today), held(units, today)]
        .into_iter()
        .filter_map(Result::ok)
        .collect()
}

fn ahead(units: &[Unit], today: Date) -> Result<NetworkMeeting, Untold> {
    let plan = NetworkPlan {
        theme: Title::parse("Hvem gjør hva før sommeren")?,
        kind: NetworkKind::Local,
        further: BTreeSet::from([ELVEBAKKEN]),
        services: BTreeSet::from([ServiceKind::Nav, ServiceKind::ChildWelfare, ServiceKind::Police]),
        place: ShortText::parse("Bydelshuset")?,
        video: None,
        slot: slot(weekday(today.saturating_add(9_i64.weeks()), Weekday::Thursday), 13, 90)?,
    };
    planned(1, (GRANLIA, INGRID), units, plan)
}

fn held(units: &[Unit], today: Date) -> Result<NetworkMeeting, Untold> {
    let plan = NetworkPlan {
        theme: Title::parse("Kontaktpunkter i Lillestrøm")?,
        kind: NetworkKind::Prevention,
        further: BTreeSet::from([FJORDBYEN]),
        services: BTreeSet::from([ServiceKind::Police, ServiceKind::ChildWelfare, ServiceKind::Health]),
        place: ShortText::parse("Rådhuset")?,
        video: None,
        slot: slot(weekday(today.saturating_sub(6_i64.weeks()), Weekday::Tuesday), 12, 120)?,
    };
    let meeting = planned(2, (SOLASEN, SAMIR), units, plan)?;
    let line = |who: &str, what: &str, by: Option<Date>| -> Result<Agreed, IssueCode> {
        Ok(Agreed {
            who: Title::parse(who)?,
            what: Title::parse(what)?,
            by,
        })
    };
    let close = NetworkCommand::Close {
        closing: NetworkClosing {
            present: Headcount::new(11)?,
            agreed: vec![
                line(
                    "SLT-koordinator",
                    "Sender ut oversikt over kontaktpunkter",
                    Some(today.saturating_sub(2_i64.weeks())),
                )?,
                line("Barnevernet", "Kommer på fellestid ved skolen", None)?,
            ],
            delivery_minutes: WorkMinutes::new(120)?,
            preparation_minutes: WorkMinutes::new(45)?,
        },
    };
    let mut done = networks::apply(&meeting, &close, today)?;
    done.version = 1;
    Ok(done)
}

fn planned(
    number: u128,
    (unit, adviser): (UnitId, PersonId),
    units: &[Unit],
    plan: NetworkPlan,
) -> Result<NetworkMeeting, Untold> {
    let new = NewNetworkMeeting {
        id: NetworkId::new(Ulid(FIRST_ID | number)),
        unit,
        plan,
    };
    Ok(networks::plan(&new, adviser, owner_of(units, unit))?)
}

fn slot(date: Date, hour: i8, minutes: i64) -> Result<Occasion, Untold> {
    Ok(LocalSlot {
        date,
        start: Time::new(hour, 0, 0, 0).map_err(|_| Untold::Nowhere)?,
        minutes: OccasionMinutes::new(minutes)?,
    })
}

/// The day of the week in the week of a date.
fn weekday(date: Date, wanted: Weekday) -> Date {
    let monday = date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
    monday.saturating_add(i64::from(wanted.to_monday_zero_offset()).days())
}

/// The scopes that are told of the whole country (domain brief, 9.6: three kinds a unit).
const NATIONAL: [RoutineScope; 3] = [RoutineScope::Prevention, RoutineScope::Handling, RoutineScope::Travel];

/// Routines of every other place where somebody works: of twenty, twelve in force, five on their way and three missing (domain brief, 9.6).
pub(super) fn national(made: &Places, today: Date) -> Vec<Routine> {
    let own = [GRANLIA, BEKKEFARET, SOLASEN, TUNVOLLEN, NORDLYS];
    let mut seen = BTreeSet::from(own);
    let there = made
        .placements
        .iter()
        .filter_map(|one: &Placement| Some((one.unit, one.person?)));
    let there = there.filter(|(unit, _)| seen.insert(*unit));
    let places: Vec<(UnitId, PersonId)> = there.collect();
    let of = |(at, (unit, by)): (usize, &(UnitId, PersonId))| {
        let each = |(place, scope): (usize, RoutineScope)| {
            let back = i64::try_from(at * 5 % 44).unwrap_or_default() + 4;
            let come = match (at * NATIONAL.len() + place) % 20 {
                0..12 => Come::Used(today.saturating_sub(back.weeks())),
                12..15 => Come::Begun(today.saturating_add((back / 2).weeks())),
                15 | 16 => Come::Sent(today.saturating_add((back / 4).weeks())),
                _ => return None,
            };
            let told = Told {
                at: RoutineRef { unit: *unit, scope },
                owner: owner_of(&made.units, *unit),
                by: *by,
                come,
            };
            routine(&told, today).ok()
        };
        NATIONAL.into_iter().enumerate().filter_map(each).collect::<Vec<_>>()
    };
    places.iter().enumerate().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use domain::routines::RoutineSign;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_story_is_told() {
        let today = date(2026, 11, 23);
        let told = routines(&[], today);
        assert_eq!(told.len(), 7);
        let of = |unit: UnitId| -> Vec<RoutineSign> {
            let there = told.iter().filter(|one| one.at.unit == unit);
            there.map(|one| one.sign(today)).collect()
        };
        assert_eq!(
            of(GRANLIA),
            [
                RoutineSign::InForce,
                RoutineSign::Expired,
                RoutineSign::InForce,
                RoutineSign::UnderWork
            ]
        );
        assert_eq!(
            of(NORDLYS),
            [RoutineSign::InForce, RoutineSign::Due, RoutineSign::InForce]
        );
        assert_eq!(of(SOLASEN), []);
        let meetings = meetings(&[], today);
        assert_eq!(meetings.len(), 2);
        assert_eq!(meetings[1].closing().unwrap().agreed.len(), 2);
    }
}
