//! What each rule looks for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use jiff::civil::{Date, date};

use super::{Gap, GapRule, RuleSetting};
use crate::agreements::months::months_before;
use crate::agreements::{Agreement, covered_until};
use crate::coverage::fact::{Fact, Kind, Source, Standing};
use crate::coverage::period::{Period, PeriodKind};
use crate::ids::{PersonId, UnitId};
use crate::places::{Placement, PlacementState};
use crate::routines::RoutineScope;
use crate::time::length::ToLength as _;
use crate::time::{SchoolCalendar, SchoolYear};

/// What gaps of a unit are looked for in.
#[derive(Debug)]
pub struct Ground<'a> {
    /// Which unit.
    pub unit: UnitId,
    /// What is known of it.
    pub facts: &'a [Fact],
    /// The positions there, past and coming ones too.
    pub placements: &'a [Placement],
    /// When its pupils are away.
    pub calendar: &'a SchoolCalendar,
    /// The agreements that cover it, whatever their state.
    pub agreements: &'a [Agreement],
    /// The day on which the oldest need became known that no measure answers.
    pub need_since: Option<Date>,
    /// The Mondays of the weeks that each of those who work there has confirmed.
    pub weeks: &'a BTreeMap<PersonId, BTreeSet<Date>>,
}

/// The gaps of a unit on a day. Only where somebody has a position is anything expected.
pub fn gaps(ground: &Ground<'_>, rules: &[RuleSetting], today: Date) -> Vec<Gap> {
    let now: Vec<&Placement> = ground.placements.iter().filter(|one| one.holds_on(today)).collect();
    if now.is_empty() {
        return Vec::new();
    }
    let found = |setting: &RuleSetting| {
        let limit = setting.threshold.get();
        let since = match setting.rule {
            GapRule::NoActivity => no_activity(ground, &now, limit, today),
            GapRule::NoStaffTraining => no_training(ground, limit, today),
            GapRule::NoSurvey => no_survey(ground, &now, limit, today),
            GapRule::Vacant => vacant(ground.placements, limit, today),
            GapRule::Agreement => no_agreement(ground, limit, today),
            GapRule::Need => need(ground, limit, today),
            GapRule::Routine => routine(ground, &now, limit, today),
            GapRule::TravelRoutine => travel_routine(ground, limit, today),
            GapRule::Hours => hours(ground, limit, today),
        }?;
        Some(Gap {
            rule: setting.rule,
            unit: ground.unit,
            since,
        })
    };
    rules.iter().filter(|setting| setting.is_on).filter_map(found).collect()
}

/// The last day of what a rule looks for; nothing where it is planned.
fn last_of(facts: &[Fact], is_asked_for: impl Fn(&Fact) -> bool, today: Date) -> Option<Option<Date>> {
    let mut last = None;
    for fact in facts.iter().filter(|fact| is_asked_for(fact)) {
        match fact.standing.by(fact.day, today) {
            Standing::Held => last = last.max(Some(fact.day)),
            Standing::Planned | Standing::Runs if fact.day >= today => return None,
            Standing::Planned | Standing::Runs | Standing::Off => {}
        }
    }
    Some(last)
}

/// Outer none: no gap.
fn no_activity(ground: &Ground<'_>, now: &[&Placement], weeks: u16, today: Date) -> Option<Option<Date>> {
    let last = last_of(ground.facts, |_| true, today)?;
    // Where nothing ever was, since somebody began there.
    let from = last.or_else(|| now.iter().map(|one| one.from).min())?;
    let is_long = has_school_days(ground.calendar, (from, today), u32::from(weeks) * 5);
    is_long.then_some(last)
}

/// No school has pupils then, whether its calendar is known or not.
fn is_summer(day: Date) -> bool {
    ((6, 21)..=(8, 14)).contains(&(day.month(), day.day()))
}

/// Whether at least so many days with pupils lie after the first day and before the last.
fn has_school_days(calendar: &SchoolCalendar, (first, last): (Date, Date), wanted: u32) -> bool {
    let mut day = first.saturating_add(1.days());
    let mut seen = 0;
    while day < last && seen < wanted {
        let is_weekday = day.weekday().to_monday_zero_offset() < 5;
        seen += u32::from(is_weekday && !is_summer(day) && calendar.day_off(day).is_none());
        day = day.saturating_add(1.days());
    }
    seen >= wanted
}

fn no_training(ground: &Ground<'_>, months: u16, today: Date) -> Option<Option<Date>> {
    let year = SchoolYear::of(today);
    if today < year.first_day().saturating_add(Span::new().months(i64::from(months))) {
        return None;
    }
    let period = Period {
        kind: PeriodKind::SchoolYear,
        year: year.start_year(),
    };
    let is_asked_for = |fact: &Fact| fact.kind == Kind::Competence && period.holds(fact.day);
    let held = last_of(ground.facts, is_asked_for, today)?;
    // Each school year is another gap.
    held.is_none().then(|| year.first_day().yesterday().ok())
}

fn no_survey(ground: &Ground<'_>, now: &[&Placement], months: u16, today: Date) -> Option<Option<Date>> {
    let last = last_of(ground.facts, |fact| fact.kind == Kind::NeedsMapping, today)?;
    let from = last.or_else(|| now.iter().map(|one| one.from).min())?;
    let is_long = from.saturating_add(Span::new().months(i64::from(months))) < today;
    is_long.then_some(last)
}

fn vacant(placements: &[Placement], days: u16, today: Date) -> Option<Option<Date>> {
    let from = placements
        .iter()
        .filter(|one| one.state == PlacementState::Vacant && one.holds_on(today))
        .map(|one| one.from)
        .min()?;
    let is_long = from.saturating_add(i64::from(days).days()) < today;
    is_long.then(|| from.yesterday().ok())
}

/// Told by the last day that is agreed: a renewal that is signed for a shorter time is another gap.
fn no_agreement(ground: &Ground<'_>, months: u16, today: Date) -> Option<Option<Date>> {
    match covered_until(ground.unit, ground.agreements, today) {
        None => Some(None),
        Some(last_day) => (months_before(last_day, u32::from(months)) <= today).then_some(Some(last_day)),
    }
}

fn need(ground: &Ground<'_>, weeks: u16, today: Date) -> Option<Option<Date>> {
    let since = ground.need_since?;
    let is_long = since.saturating_add((i64::from(weeks) * 7).days()) < today;
    is_long.then_some(Some(since))
}

/// How long somebody has been at a school before a routine is missed that never was there.
const BEGINNERS_WEEKS: i64 = 8;

/// Told by the last day on which all of them held; a routine that never was there comes first.
fn routine(ground: &Ground<'_>, now: &[&Placement], months: u16, today: Date) -> Option<Option<Date>> {
    let begun = now.iter().map(|one| one.from).min()?;
    let is_new = begun.saturating_add((BEGINNERS_WEEKS * 7).days()) >= today;
    let lapsed = RoutineScope::EXPECTED
        .iter()
        .filter_map(|scope| lapsed(ground.facts, *scope, months, today));
    lapsed.filter(|until| until.is_some() || !is_new).min()
}

/// The last day on which a routine held that holds no longer; inner none where there never was one. Nothing where it holds, or is worked on
/// with a day ahead on which it is to be adopted.
fn lapsed(facts: &[Fact], scope: RoutineScope, months: u16, today: Date) -> Option<Option<Date>> {
    let mut last = None;
    for fact in facts.iter().filter(|fact| is_routine(fact, scope)) {
        match fact.standing {
            Standing::Held => {
                // A rule may ask for more than the routine itself does.
                let due = fact.day.saturating_add(Span::new().months(i64::from(months)));
                let eve = due.yesterday().unwrap_or(due);
                last = last.max(fact.until.map(|until| until.min(eve)));
            }
            Standing::Planned | Standing::Runs if fact.day >= today => return None,
            Standing::Planned | Standing::Runs | Standing::Off => {}
        }
    }
    last.is_none_or(|until| until < today).then_some(last)
}

fn is_routine(fact: &Fact, scope: RoutineScope) -> bool {
    matches!(fact.source, Source::Routine(at) if at.scope == scope)
}

/// From 1 May to the end of the school year; each year is another gap.
fn travel_routine(ground: &Ground<'_>, months: u16, today: Date) -> Option<Option<Date>> {
    let may = date(SchoolYear::of(today).start_year() + 1, 5, 1);
    if today < may {
        return None;
    }
    let last = last_of(ground.facts, |fact| is_routine(fact, RoutineScope::Travel), today)?;
    let from = may.saturating_sub(Span::new().months(i64::from(months)));
    last.is_none_or(|day| day < from).then(|| may.yesterday().ok())
}

fn hours(ground: &Ground<'_>, weeks: u16, today: Date) -> Option<Option<Date>> {
    let last = behind(ground, today)
        .filter(|(count, _)| *count >= u32::from(weeks))
        .map(|(_, last)| last)
        .min()?;
    Some(Some(last))
}

/// How many weeks of work are not confirmed at a unit, by all who work there together: a number of the unit's and of nobody.
pub fn unconfirmed(ground: &Ground<'_>, today: Date) -> u32 {
    behind(ground, today).map(|(count, _)| count).sum()
}

/// Of each who is at work there: how many weeks are not confirmed, and the last day of the last one that is.
fn behind<'a>(ground: &'a Ground<'_>, today: Date) -> impl Iterator<Item = (u32, Date)> + 'a {
    let there = ground.placements.iter().filter(move |one| one.serves_on(today));
    let people: BTreeSet<PersonId> = there.filter_map(|one| one.person).collect();
    people.into_iter().filter_map(move |person| {
        let last = *ground.weeks.get(&person)?.last()?;
        Some((
            weeks_behind(last, ground.calendar, today),
            last.saturating_add(6.days()),
        ))
    })
}

/// How many weeks of work have passed since a Monday whose week was confirmed. Weeks without a day of school are not counted, and who has
/// never confirmed one is not asked for more.
pub fn weeks_behind(last: Date, calendar: &SchoolCalendar, today: Date) -> u32 {
    let this_monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    let mut monday = last.saturating_add(7.days());
    let mut count = 0;
    while monday < this_monday {
        let before = (monday.saturating_sub(1.days()), monday.saturating_add(5.days()));
        count += u32::from(has_school_days(calendar, before, 1));
        monday = monday.saturating_add(7.days());
    }
    count
}
