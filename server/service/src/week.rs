//! My week: the days around today, what is next, what is not closed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Subject};
use domain::agreements::view::AgreementDay;
use domain::deliveries;
use domain::groups::TooFew;
use domain::groups::enough::{NOTICE_DAYS, is_to_come};
use domain::groups::view::{TooFewRow, WeekDay, WeekEntry, WeekSession, WeekView};
use domain::ids::{GroupId, PresentationId, UnitId};
use domain::needs::MeasureStage;
use domain::networks::NetworkStage;
use domain::presentations::view::AlertRow;
use domain::presentations::{Alert, REMINDER_DAYS, Stage};
use domain::time::SchoolCalendar;
use jiff::ToSpan;
use jiff::civil::Date;
use store::agenda::{self, AgendaKind, AgendaRow};
use store::{groups, placements, presentations};

use crate::{Ctx, ServiceError, agreements, coverage, places, routines};

/// How far back a session that was never closed is looked for, and how far ahead the next one.
const LOOK_BACK_DAYS: i64 = 200;
const LOOK_AHEAD_DAYS: i64 = 60;

/// The week that holds `day`, today's when none is given.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx, day: Option<Date>) -> Result<WeekView, ServiceError> {
    let person = ctx.signed_in()?.person;
    ctx.authorise(Action::ViewWeek, &Subject::of(person))?;
    let now = ctx.services.clock.local();
    let today = now.date();
    let monday = monday_of(day.unwrap_or(today));
    let sunday = monday.saturating_add(6.days());

    let (first, last) = (
        today.saturating_sub(LOOK_BACK_DAYS.days()),
        today.saturating_add(LOOK_AHEAD_DAYS.days()),
    );
    let around = agenda::between(ctx.store(), person, first, last).await?;
    let week = if first <= monday && sunday <= last {
        let is_in_week = |row: &&AgendaRow| (monday..=sunday).contains(&row.slot.date);
        around.iter().filter(is_in_week).cloned().collect()
    } else {
        // Somebody leafs far away.
        agenda::between(ctx.store(), person, monday, sunday).await?
    };
    let (behind, ahead): (Vec<_>, Vec<_>) = around.into_iter().partition(|row| row.slot.date < today);

    let placed = placements::of_person(ctx.store(), person).await?;
    let here = placed.iter().filter(|one| one.holds_on(today));
    let own: BTreeSet<UnitId> = here.map(|one| one.unit).collect();
    let due = routines::due_at(ctx, &own).await?;
    let units = week.iter().chain(&ahead).chain(&behind).filter_map(|row| row.unit);
    let units = units.chain(due.iter().map(|one| one.at.unit));
    let names = places::unit_names(ctx, units).await?;
    let calendars = places::calendars_of(ctx, person).await?;
    let missing = missing_interpreters(ctx, &ahead).await?;
    let too_few = too_few(ctx, &behind, &ahead).await?;
    let next = ahead.iter().find(|row| is_open(row) && row.slot.end() > now).cloned();
    Ok(WeekView {
        today,
        monday,
        days: with_agreements(
            days(monday, week, &names, &calendars),
            agreements::days(ctx, monday, sunday).await?,
        ),
        next: next.and_then(|row| shown(row, &names)),
        unclosed: behind
            .iter()
            .filter(|row| is_to_be_closed(row) && !goes_on(row, &behind, &ahead))
            .cloned()
            .filter_map(|row| shown(row, &names))
            .collect(),
        missing,
        too_few,
        routines: routines::tasks(&due, &names, today),
        tasks: coverage::tasks(ctx, &own).await?,
        unconfirmed: coverage::weeks_to_confirm(ctx, person).await?,
    })
}

/// The interpreters that are missing at the presentations among these entries. Most weeks have none, and read nothing.
async fn missing_interpreters(ctx: &Ctx, ahead: &[AgendaRow]) -> Result<Vec<AlertRow>, ServiceError> {
    let last = ctx.today().saturating_add(REMINDER_DAYS.days());
    let soon = ahead
        .iter()
        .filter(|row| row.kind == AgendaKind::Presentation && row.slot.date <= last);
    let ids: Vec<PresentationId> = soon.filter_map(|row| row.activity.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = presentations::by_id(ctx.store(), ids).await?;
    let mut missing = crate::presentations::alert_rows(&found, ctx.today());
    missing.retain(|row| matches!(row.alert, Alert::MissingInterpreter { .. }));
    Ok(missing)
}

/// The groups among these entries that begin soon with too few. Most weeks no group begins, and nothing is read.
async fn too_few(ctx: &Ctx, behind: &[AgendaRow], ahead: &[AgendaRow]) -> Result<Vec<TooFewRow>, ServiceError> {
    let today = ctx.today();
    let last = today.saturating_add(NOTICE_DAYS.days());
    let is_session = |row: &&AgendaRow| row.kind == AgendaKind::GroupSession;
    // With a session that was held, or should have been closed, it has begun.
    let has_begun = |row: &AgendaRow| {
        let over = |other: &AgendaRow| {
            other.activity == row.activity && !matches!(other.state.as_str(), "cancelled" | "postponed")
        };
        behind.iter().any(over)
    };
    let mut open: BTreeMap<GroupId, Vec<(Date, u8)>> = BTreeMap::new();
    for row in ahead.iter().filter(is_session) {
        let is_soon = is_to_come(&row.state) && row.slot.date <= last && !has_begun(row);
        if let Some(group) = row.activity.parse().ok().filter(|_| is_soon) {
            open.entry(group).or_default().push((row.slot.date, row.number));
        }
    }
    let heads = groups::heads(ctx.store(), open.keys().copied()).await?;
    let mut rows: Vec<TooFewRow> = heads
        .into_iter()
        .filter_map(|head| {
            let open = open.remove(&head.id)?;
            Some(TooFewRow {
                group: head.id,
                few: TooFew::find(head.stage, head.taken, head.seats_min, open, today)?,
                name: head.name.to_string(),
            })
        })
        .collect();
    rows.sort_by(|one, other| (one.few.first, &one.name).cmp(&(other.few.first, &other.name)));
    Ok(rows)
}

/// Whether a later part of the same measure is still to come, or is told of instead: it is closed as a whole.
fn goes_on(row: &AgendaRow, behind: &[AgendaRow], ahead: &[AgendaRow]) -> bool {
    let is_later = |other: &AgendaRow| other.activity == row.activity && other.number > row.number;
    row.kind == AgendaKind::Measure && behind.iter().chain(ahead).any(is_later)
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// Whether it is still to be held.
pub(crate) fn is_open(row: &AgendaRow) -> bool {
    match row.kind {
        AgendaKind::GroupSession => matches!(row.state.as_str(), "planned" | "confirmed"),
        AgendaKind::Presentation => Stage::from_name(&row.state).is_some_and(Stage::is_open),
        AgendaKind::Delivery => deliveries::Stage::from_name(&row.state).is_some_and(deliveries::Stage::is_open),
        AgendaKind::Measure => MeasureStage::from_name(&row.state).is_some_and(MeasureStage::is_open),
        AgendaKind::Course => row.state != "cancelled",
        AgendaKind::Network => NetworkStage::from_name(&row.state).is_some_and(NetworkStage::is_open),
    }
}

/// Whether it was never closed. A course is over when its time is.
pub(crate) fn is_to_be_closed(row: &AgendaRow) -> bool {
    row.kind != AgendaKind::Course && is_open(row)
}

fn days(
    monday: Date,
    week: Vec<AgendaRow>,
    names: &HashMap<UnitId, String>,
    calendars: &[SchoolCalendar],
) -> Vec<WeekDay> {
    let mut days: Vec<WeekDay> = (0..7)
        .map(|offset: i64| {
            let date = monday.saturating_add(offset.days());
            // A day is off when it is off at every unit of the reader.
            let off: Vec<_> = calendars.iter().map(|calendar| calendar.day_off(date)).collect();
            let off = if off.iter().all(Option::is_some) {
                off.into_iter().next().flatten()
            } else {
                None
            };
            WeekDay {
                date,
                off,
                sessions: Vec::new(),
                agreements: Vec::new(),
            }
        })
        .collect();
    for row in week {
        if let Some(day) = days.iter_mut().find(|day| day.date == row.slot.date) {
            day.sessions.extend(shown(row, names));
        }
    }
    days
}

/// Each day with what happens with agreements on it.
fn with_agreements(mut days: Vec<WeekDay>, found: Vec<AgreementDay>) -> Vec<WeekDay> {
    for one in found {
        if let Some(day) = days.iter_mut().find(|day| day.date == one.date) {
            day.agreements.push(one);
        }
    }
    days
}

/// `None` when what the entry stands for has no id that can be read.
fn shown(row: AgendaRow, names: &HashMap<UnitId, String>) -> Option<WeekSession> {
    Some(WeekSession {
        slot: row.slot,
        entry: match row.kind {
            AgendaKind::GroupSession => WeekEntry::Session {
                group: row.activity.parse().ok()?,
                number: row.number,
            },
            AgendaKind::Presentation => WeekEntry::Presentation {
                id: row.activity.parse().ok()?,
            },
            AgendaKind::Delivery => WeekEntry::Delivery {
                id: row.activity.parse().ok()?,
            },
            AgendaKind::Measure => WeekEntry::Measure {
                id: row.activity.parse().ok()?,
            },
            AgendaKind::Course => WeekEntry::Course {
                id: row.activity.parse().ok()?,
            },
            AgendaKind::Network => WeekEntry::Network {
                id: row.activity.parse().ok()?,
            },
        },
        name: row.title,
        theme: row.theme,
        unit_name: row.unit.and_then(|unit| names.get(&unit).cloned()).unwrap_or_default(),
        room: row.room,
        state: row.state,
    })
}
