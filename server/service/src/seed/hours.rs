//! Weeks of hours: what the calendar proposes, and the rest of each day spent so that the semester comes near the share that the story
//! gives the person. The last week and this one are left for the reader.

use std::collections::{BTreeMap, BTreeSet};

use domain::hours::{
    Absence, AbsenceKind, Around, Booking, EntryMinutes, Guide, HourKind, HourPeriod, Month, NewEntry, PeriodState,
    Rules, Sums, TravelMinutes, WeekSheet, WeekStep, apply, expected_on, fingerprint, monday_of, position_on,
    proposals,
};
use domain::ids::{PersonId, UnitId};
use domain::places::Placement;
use domain::text::AbsenceMinutes;
use domain::time::length::ToLength as _;
use domain::time::zone;
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp};
use store::{Store, StoreError, Tx, agenda, hours as rows};

use super::people::{AINO, INGRID, MARTE, SAMIR};
use crate::hours::bookings;

/// Shares of the demonstration's advisers, in per cent.
const SHARES: [(PersonId, u8); 3] = [(INGRID, 65), (SAMIR, 52), (AINO, 71)];
/// Weeks back from this one that all have confirmed: a semester, but for the last week.
const WEEKS: std::ops::RangeInclusive<i64> = 2..=14;
/// The week back whose Friday was a holiday.
const AWAY: i64 = 7;
/// Weeks written in one transaction.
const AT_A_TIME: usize = 100;

/// What an adviser's weeks are made from.
struct Life<'a> {
    person: PersonId,
    share: u8,
    placements: &'a [Placement],
    bookings: Vec<Booking>,
}

/// Writes the weeks of all advisers who are placed somewhere, and closes the two months before the last for them, so that there are
/// sums to tell.
pub(super) async fn fill(store: &Store, placements: &[Placement], now: Timestamp) -> Result<(), StoreError> {
    let today = now.to_zoned(zone()).date();
    let people: BTreeSet<PersonId> = placements.iter().filter_map(|one| one.person).collect();
    let everybody = people.clone();
    let mut sheets = Vec::new();
    for (at, person) in people.into_iter().enumerate() {
        let told = SHARES.iter().find(|(one, _)| *one == person).map(|(_, share)| *share);
        let first = monday_of(today).saturating_sub(WEEKS.end().weeks());
        let agenda = agenda::between(store, person, first, today).await?;
        let life = Life {
            person,
            share: told.unwrap_or_else(|| 48 + u8::try_from(at * 7 % 26).unwrap_or_default()),
            placements,
            bookings: bookings(store, &agenda).await?,
        };
        sheets.extend(lived(&life, WEEKS.rev(), now, today));
    }
    // The sums of a person are counted over all weeks, so they are not torn apart.
    let mut by_person: BTreeMap<PersonId, Vec<WeekSheet>> = BTreeMap::new();
    for sheet in sheets {
        by_person.entry(sheet.person).or_default().push(sheet);
    }
    let mut some: Vec<WeekSheet> = Vec::new();
    for (_, own) in by_person {
        some.extend(own);
        if some.len() >= AT_A_TIME {
            write(store, &std::mem::take(&mut some)).await?;
        }
    }
    write(store, &some).await?;
    close(store, &everybody, today).await
}

async fn write(store: &Store, sheets: &[WeekSheet]) -> Result<(), StoreError> {
    if sheets.is_empty() {
        return Ok(());
    }
    let mut tx = Tx::new();
    rows::seed(&mut tx, sheets);
    store.commit(tx).await
}

/// The two months before the last are closed for everybody.
async fn close(store: &Store, everybody: &BTreeSet<PersonId>, today: Date) -> Result<(), StoreError> {
    let second = Month::of(today).previous().previous();
    let mut tx = Tx::new();
    for month in [second.previous(), second] {
        for person in everybody {
            let period = HourPeriod {
                person: *person,
                month,
                state: PeriodState::Closed,
                by: MARTE,
                on: month.next().first_day().saturating_add(4_i64.days()),
                version: 1,
            };
            rows::save_period(&mut tx, None, &period);
        }
    }
    store.commit(tx).await
}

/// A person's weeks, the oldest first.
fn lived(life: &Life<'_>, weeks: impl Iterator<Item = i64>, now: Timestamp, today: Date) -> Vec<WeekSheet> {
    let this_monday = monday_of(today);
    let mut spent = Sums::default();
    let mut made = Vec::new();
    for back in weeks {
        let monday = this_monday.saturating_sub(back.weeks());
        let into_week = i64::from(today.weekday().to_monday_zero_offset());
        let friday_ago = (back * 7 - 4 + into_week) * 24;
        let at = now - SignedDuration::from_hours(friday_ago);
        let empty = WeekSheet::empty(life.person, monday, true);
        let rules = Rules::default();
        let proposed = proposals(
            &empty,
            &made,
            &life.bookings,
            &rules,
            &BTreeSet::new(),
            today.to_datetime(jiff::civil::Time::midnight()),
        );
        let around = Around {
            rules: &rules,
            closed: &BTreeSet::new(),
            proposals: &proposed,
            moved: &[],
            is_guided: true,
            last_week: None,
            now: at,
            today,
        };
        let confirm = WeekStep::Confirm {
            fingerprint: fingerprint(&proposed),
        };
        // What the rules refuse is left out; a test counts the weeks.
        let Ok(mut sheet) = apply(&empty, &confirm, &around) else {
            continue;
        };
        for step in steps(life, &sheet, back == AWAY, spent) {
            if let Ok(after) = apply(&sheet, &step, &around) {
                sheet = after;
            }
        }
        spent += sheet.sums_between(monday, monday.saturating_add(6_i64.days()));
        sheet.version = 1;
        made.push(sheet);
    }
    made
}

/// What fills the days up: administration first, then work for pupils or with staff, whichever brings the share nearer.
fn steps(life: &Life<'_>, sheet: &WeekSheet, is_away: bool, before: Sums) -> Vec<WeekStep> {
    let [first, .., last] = sheet.days();
    let mut spent = before + sheet.sums_between(first, last);
    let mut steps = Vec::new();
    for day in sheet.days() {
        let expected = expected_on(position_on(life.placements, life.person, day), day);
        if is_away && day.weekday() == Weekday::Friday {
            if let Ok(minutes) = AbsenceMinutes::new(i64::from(expected)) {
                let kind = AbsenceKind::Holiday;
                let absence = Absence { day, kind, minutes };
                steps.push(WeekStep::SetAbsence { absence });
            }
            continue;
        }
        let left = i64::from(expected.saturating_sub(sheet.worked(day))) / 15 * 15;
        let (common, rest) = (left.min(60), (left - 60).max(0));
        let half = rest / 30 * 15;
        let unit = unit_on(life, day);
        let mut spend = |kind: HourKind, minutes: i64, unit: Option<UnitId>| {
            if let Ok(minutes) = EntryMinutes::new(minutes) {
                let entry = NewEntry {
                    day,
                    kind,
                    minutes,
                    travel: TravelMinutes::default(),
                    unit,
                };
                spent += domain::hours::counted(&entry, &Rules::default());
                steps.push(WeekStep::Add { entry });
            }
            Guide::of(spent).share().unwrap_or_default() < life.share
        };
        let mut is_short = spend(common_on(day), common, None);
        for minutes in [half, rest - half] {
            let kind = if is_short { HourKind::Cases } else { competence_on(day) };
            is_short = spend(kind, minutes, unit);
        }
    }
    steps
}

fn common_on(day: Date) -> HourKind {
    match day.weekday() {
        Weekday::Wednesday => HourKind::Nora,
        Weekday::Friday => HourKind::Reporting,
        _ => HourKind::Administration,
    }
}

fn competence_on(day: Date) -> HourKind {
    match day.weekday() {
        Weekday::Tuesday => HourKind::Routines,
        Weekday::Thursday => HourKind::Networks,
        _ => HourKind::Guidance,
    }
}

/// Where the person is: of two places the first until Wednesday.
fn unit_on(life: &Life<'_>, day: Date) -> Option<UnitId> {
    let own = life
        .placements
        .iter()
        .filter(|one| one.person == Some(life.person) && one.serves_on(day));
    let units: Vec<UnitId> = own.map(|one| one.unit).collect();
    let is_late = matches!(day.weekday(), Weekday::Thursday | Weekday::Friday);
    if is_late {
        units.last().copied()
    } else {
        units.first().copied()
    }
}
