//! What a person does with a week, and what may be done: one pure function.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::follow::follow;
use super::propose::{Moved, Proposal, fingerprint};
use super::sheet::{DAY_MINUTES, MOST_ENTRIES, counted, monday_of};
use super::{Absence, ActivityRef, Entry, HourKind, Month, NewEntry, Rules, WeekSheet};
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::length::ToLength as _;
use crate::time::public_holiday;

/// One change of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekCommand {
    /// The Monday of the week.
    #[serde(with = "crate::time::wire")]
    pub monday: Date,
    /// What.
    pub step: WeekStep,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum WeekStep {
    /// Takes what is proposed, as it was seen, and says that the week is right.
    Confirm {
        /// Of the proposals that were seen.
        fingerprint: String,
    },
    /// Takes away a proposal: it took no time of the person.
    Pass {
        /// Which.
        activity: ActivityRef,
    },
    /// Takes the time of an activity that was moved from the day on which it was entered to the one that the calendar has now.
    Follow {
        /// Which.
        activity: ActivityRef,
    },
    /// Enters time.
    Add {
        /// What.
        entry: NewEntry,
    },
    /// Changes time that was entered.
    Change {
        /// Which.
        number: u16,
        /// What it is now.
        entry: NewEntry,
    },
    /// Takes away time that was entered. What of the calendar it was for is not proposed again.
    Remove {
        /// Which.
        number: u16,
    },
    /// Enters what was entered last week and was for nothing in the calendar.
    CopyLastWeek,
    /// Says how long the person was away on a day.
    SetAbsence {
        /// How long and why.
        absence: Absence,
    },
    /// Takes back the absence of a day.
    ClearAbsence {
        /// Which.
        #[serde(with = "crate::time::wire")]
        day: Date,
    },
}

impl FreeTexts for WeekCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { monday: _, step } = self;
        match step {
            WeekStep::Confirm { fingerprint: _ }
            | WeekStep::Pass {
                activity: ActivityRef { id: _, number: _ },
            }
            | WeekStep::Follow {
                activity: ActivityRef { id: _, number: _ },
            }
            | WeekStep::Remove { number: _ }
            | WeekStep::CopyLastWeek
            | WeekStep::ClearAbsence { day: _ }
            | WeekStep::SetAbsence {
                absence:
                    Absence {
                        day: _,
                        kind: _,
                        minutes: _,
                    },
            }
            | WeekStep::Add {
                entry:
                    NewEntry {
                        day: _,
                        kind: _,
                        minutes: _,
                        travel: _,
                        unit: _,
                    },
            }
            | WeekStep::Change {
                number: _,
                entry:
                    NewEntry {
                        day: _,
                        kind: _,
                        minutes: _,
                        travel: _,
                        unit: _,
                    },
            } => Vec::new(),
        }
    }
}

/// Why a week is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeekRule {
    /// A week begins on a Monday.
    #[error("not a Monday")]
    NotAMonday,
    /// The day is not one of the week.
    #[error("a day of another week")]
    OtherWeek,
    /// The week has not begun.
    #[error("a week to come")]
    Ahead,
    /// The month of the day is closed.
    #[error("the month is closed")]
    MonthClosed,
    /// The day would have more than 24 hours.
    #[error("more than 24 hours a day")]
    TooLongADay,
    /// The week has as many entries as it can have.
    #[error("too many entries")]
    TooMany,
    /// No such entry, or no such proposal.
    #[error("not there")]
    Missing,
    /// Last week has nothing to copy that is not here already.
    #[error("nothing to copy")]
    NothingToCopy,
    /// The proposals are others than those that were seen.
    #[error("other proposals than seen")]
    OtherProposals,
}

impl WeekRule {
    /// The name that is sent.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAMonday => "not_a_monday",
            Self::OtherWeek => "other_week",
            Self::Ahead => "week_ahead",
            Self::MonthClosed => "month_closed",
            Self::TooLongADay => "too_long_a_day",
            Self::TooMany => "too_many_entries",
            Self::Missing => "entry_missing",
            Self::NothingToCopy => "nothing_to_copy",
            Self::OtherProposals => "other_proposals",
        }
    }
}

/// What a change of a week is decided by.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Where time is counted.
    pub rules: &'a Rules,
    /// The months that are closed for the person.
    pub closed: &'a BTreeSet<Month>,
    /// What is proposed now.
    pub proposals: &'a [Proposal],
    /// What was entered on another day than the calendar has now.
    pub moved: &'a [Moved],
    /// Whether the guide is for the person now.
    pub is_guided: bool,
    /// The week before.
    pub last_week: Option<&'a WeekSheet>,
    /// Now.
    pub now: Timestamp,
    /// Today in Norway.
    pub today: Date,
}

/// The week after one change. The version is left to whoever stores it.
///
/// # Errors
/// Why it is not changed.
pub fn apply(before: &WeekSheet, step: &WeekStep, around: &Around<'_>) -> Result<WeekSheet, WeekRule> {
    if before.monday != monday_of(before.monday) {
        return Err(WeekRule::NotAMonday);
    }
    let mut after = before.clone();
    if before.entries.is_empty() {
        // What is entered stays counted as it was, also in a month that is closed.
        after.is_guided = around.is_guided;
    }
    match step {
        WeekStep::Confirm { fingerprint: seen } => confirm(&mut after, seen, around)?,
        WeekStep::Pass { activity } => pass(&mut after, *activity, around)?,
        WeekStep::Follow { activity } => follow(&mut after, *activity, around)?,
        WeekStep::Add { entry } => {
            begun(&after, around)?;
            add(&mut after, *entry, None, around)?;
        }
        WeekStep::Change { number, entry } => change(&mut after, *number, *entry, around)?,
        WeekStep::Remove { number } => remove(&mut after, *number, around)?,
        WeekStep::CopyLastWeek => copy(&mut after, around)?,
        WeekStep::SetAbsence { absence } => set_absence(&mut after, *absence, around)?,
        WeekStep::ClearAbsence { day } => {
            open_day(&after, *day, around)?;
            after.absence.retain(|absence| absence.day != *day);
        }
    }
    Ok(after)
}

/// Time is entered in this week and those before, not ahead.
pub(super) fn begun(sheet: &WeekSheet, around: &Around<'_>) -> Result<(), WeekRule> {
    if sheet.monday > monday_of(around.today) {
        return Err(WeekRule::Ahead);
    }
    Ok(())
}

/// A day of the week whose month is not closed.
pub(super) fn open_day(sheet: &WeekSheet, day: Date, around: &Around<'_>) -> Result<(), WeekRule> {
    if monday_of(day) != sheet.monday {
        return Err(WeekRule::OtherWeek);
    }
    if around.closed.contains(&Month::of(day)) {
        return Err(WeekRule::MonthClosed);
    }
    Ok(())
}

pub(super) fn fits_the_day(sheet: &WeekSheet, day: Date) -> Result<(), WeekRule> {
    let away = sheet.absent(day).map_or(0, |absence| u32::from(absence.minutes.get()));
    if sheet.worked(day) + away > DAY_MINUTES {
        return Err(WeekRule::TooLongADay);
    }
    Ok(())
}

fn add(
    sheet: &mut WeekSheet,
    new: NewEntry,
    activity: Option<ActivityRef>,
    around: &Around<'_>,
) -> Result<(), WeekRule> {
    open_day(sheet, new.day, around)?;
    if sheet.entries.len() >= MOST_ENTRIES {
        return Err(WeekRule::TooMany);
    }
    let number = sheet.last_number.checked_add(1).ok_or(WeekRule::TooMany)?;
    sheet.last_number = number;
    sheet.entries.push(entry(number, new, activity, around.rules));
    fits_the_day(sheet, new.day)?;
    in_order(sheet);
    Ok(())
}

fn entry(number: u16, new: NewEntry, activity: Option<ActivityRef>, rules: &Rules) -> Entry {
    Entry {
        number,
        day: new.day,
        kind: new.kind,
        minutes: new.minutes,
        travel: new.travel,
        unit: new.unit,
        activity,
        sums: counted(&new, rules),
    }
}

pub(super) fn in_order(sheet: &mut WeekSheet) {
    sheet.entries.sort_by_key(|entry| (entry.day, entry.number));
}

fn confirm(sheet: &mut WeekSheet, seen: &str, around: &Around<'_>) -> Result<(), WeekRule> {
    begun(sheet, around)?;
    if sheet.days().iter().all(|day| around.closed.contains(&Month::of(*day))) {
        return Err(WeekRule::MonthClosed);
    }
    if fingerprint(around.proposals) != seen {
        return Err(WeekRule::OtherProposals);
    }
    for proposal in around.proposals {
        add(sheet, proposal.entry, Some(proposal.activity), around)?;
    }
    sheet.confirmed_at = Some(around.now);
    Ok(())
}

fn pass(sheet: &mut WeekSheet, activity: ActivityRef, around: &Around<'_>) -> Result<(), WeekRule> {
    if !around.proposals.iter().any(|proposal| proposal.activity == activity) {
        return Err(WeekRule::Missing);
    }
    sheet.passed.insert(activity);
    Ok(())
}

fn change(sheet: &mut WeekSheet, number: u16, new: NewEntry, around: &Around<'_>) -> Result<(), WeekRule> {
    let old = found(sheet, number)?;
    open_day(sheet, old.day, around)?;
    open_day(sheet, new.day, around)?;
    // Time with cases has no reference, whatever it was taken for at first.
    let activity = old.activity.filter(|_| new.kind != HourKind::Cases);
    if activity.is_none() {
        sheet.passed.extend(old.activity);
    }
    let changed = entry(number, new, activity, around.rules);
    for entry in &mut sheet.entries {
        if entry.number == number {
            *entry = changed;
        }
    }
    fits_the_day(sheet, new.day)?;
    in_order(sheet);
    Ok(())
}

fn remove(sheet: &mut WeekSheet, number: u16, around: &Around<'_>) -> Result<(), WeekRule> {
    let old = found(sheet, number)?;
    open_day(sheet, old.day, around)?;
    sheet.entries.retain(|entry| entry.number != number);
    sheet.passed.extend(old.activity);
    Ok(())
}

fn found(sheet: &WeekSheet, number: u16) -> Result<Entry, WeekRule> {
    let found = sheet.entries.iter().find(|entry| entry.number == number);
    found.copied().ok_or(WeekRule::Missing)
}

/// Days of a closed month, and what stands here alike already, are left out.
fn copy(sheet: &mut WeekSheet, around: &Around<'_>) -> Result<(), WeekRule> {
    begun(sheet, around)?;
    let mut copied = 0_usize;
    // What stood here before, each to be met by one of last week's alone.
    let mut stood = sheet.entries.clone();
    for old in around.last_week.map_or(&[][..], |week| &week.entries) {
        let new = NewEntry {
            day: old.day.saturating_add(1_i64.weeks()),
            kind: old.kind,
            minutes: old.minutes,
            travel: old.travel,
            unit: old.unit,
        };
        let is_alike = |entry: &Entry| {
            (entry.day, entry.kind, entry.minutes, entry.travel, entry.unit)
                == (new.day, new.kind, new.minutes, new.travel, new.unit)
        };
        if old.activity.is_some() || public_holiday(new.day).is_some() || open_day(sheet, new.day, around).is_err() {
            continue;
        }
        match stood.iter().position(is_alike) {
            Some(at) => {
                stood.swap_remove(at);
            }
            None => {
                add(sheet, new, None, around)?;
                copied += 1;
            }
        }
    }
    if copied == 0 {
        return Err(WeekRule::NothingToCopy);
    }
    Ok(())
}

fn set_absence(sheet: &mut WeekSheet, absence: Absence, around: &Around<'_>) -> Result<(), WeekRule> {
    let day = absence.day;
    open_day(sheet, day, around)?;
    sheet.absence.retain(|old| old.day != day);
    sheet.absence.push(absence);
    sheet.absence.sort_by_key(|absence| absence.day);
    fits_the_day(sheet, day)
}
