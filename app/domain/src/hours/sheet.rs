//! A week of a person: what the time was spent on, absence, and whether the week is confirmed. There is no field of free text, so
//! nothing about a pupil can be written here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{HourKind, Month, Rules, Sums};
use crate::access::Subject;
use crate::ids::{ActivityId, PersonId, UnitId};
use crate::issue::IssueCode;
use crate::text::AbsenceMinutes;
use crate::time::length::ToLength as _;

/// Time is counted in quarters of an hour.
pub const QUARTER: u16 = 15;
/// Entries of one week; more is a mistake of a program.
pub const MOST_ENTRIES: usize = 100;
/// Minutes of a day. No day has more work on it, whatever the clock did.
pub const DAY_MINUTES: u32 = 24 * 60;
/// From so many minutes on a day is pointed out.
pub const LONG_DAY: u32 = 16 * 60;

/// A number of whole quarters within a range.
pub(super) fn quarters(minutes: i64, min: u16, max: u16) -> Result<u16, IssueCode> {
    let range = IssueCode::OutOfRange {
        min: i64::from(min),
        max: i64::from(max),
    };
    let minutes = u16::try_from(minutes)
        .ok()
        .filter(|minutes| (min..=max).contains(minutes));
    let minutes = minutes.ok_or(range)?;
    if minutes.is_multiple_of(QUARTER) {
        Ok(minutes)
    } else {
        Err(IssueCode::NotAQuarter)
    }
}

/// Working time of one entry: 15 to 720 minutes in whole quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct EntryMinutes(u16);

impl EntryMinutes {
    /// The least.
    pub const MIN: u16 = QUARTER;
    /// The most.
    pub const MAX: u16 = 720;

    /// Checks range and quarter.
    ///
    /// # Errors
    /// `OutOfRange`, `NotAQuarter`.
    pub fn new(minutes: i64) -> Result<Self, IssueCode> {
        quarters(minutes, Self::MIN, Self::MAX).map(Self)
    }

    /// Minutes rounded up to whole quarters, within the range.
    pub fn nearest(minutes: i64) -> Self {
        let quarter = i64::from(QUARTER);
        let up = minutes
            .saturating_add(quarter - 1)
            .div_euclid(quarter)
            .saturating_mul(quarter);
        let within = up.clamp(i64::from(Self::MIN), i64::from(Self::MAX));
        Self(u16::try_from(within).unwrap_or(Self::MIN))
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<i64> for EntryMinutes {
    type Error = String;

    fn try_from(minutes: i64) -> Result<Self, Self::Error> {
        Self::new(minutes).map_err(|code| format!("minutes of an entry: {code:?}"))
    }
}

impl From<EntryMinutes> for i64 {
    fn from(minutes: EntryMinutes) -> Self {
        Self::from(minutes.0)
    }
}

/// Travel that belongs to an entry: none, or whole quarters up to 720 minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct TravelMinutes(u16);

impl TravelMinutes {
    /// The most.
    pub const MAX: u16 = 720;

    /// Checks range and quarter.
    ///
    /// # Errors
    /// `OutOfRange`, `NotAQuarter`.
    pub fn new(minutes: i64) -> Result<Self, IssueCode> {
        quarters(minutes, 0, Self::MAX).map(Self)
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<i64> for TravelMinutes {
    type Error = String;

    fn try_from(minutes: i64) -> Result<Self, Self::Error> {
        Self::new(minutes).map_err(|code| format!("minutes of travel: {code:?}"))
    }
}

impl From<TravelMinutes> for i64 {
    fn from(minutes: TravelMinutes) -> Self {
        Self::from(minutes.0)
    }
}

/// A part of an activity of the calendar: a session of a group, a presentation, a part of a course. Never a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivityRef {
    /// The activity.
    pub id: ActivityId,
    /// Which part of it, from 1.
    pub number: u8,
}

/// Time spent, as it is told: without where it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEntry {
    /// The day.
    #[serde(with = "crate::time::wire")]
    pub day: Date,
    /// On what.
    pub kind: HourKind,
    /// How long, preparation included.
    pub minutes: EntryMinutes,
    /// Travel beside it.
    pub travel: TravelMinutes,
    /// Where, if it was for one unit.
    pub unit: Option<UnitId>,
}

/// Time spent, and where it is counted: by the rules of the day on which it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Which of the week; a number is given once.
    pub number: u16,
    /// The day.
    #[serde(with = "crate::time::wire")]
    pub day: Date,
    /// On what.
    pub kind: HourKind,
    /// How long, preparation included.
    pub minutes: EntryMinutes,
    /// Travel beside it.
    pub travel: TravelMinutes,
    /// Where, if it was for one unit.
    #[serde(default)]
    pub unit: Option<UnitId>,
    /// What of the calendar it is for.
    #[serde(default)]
    pub activity: Option<ActivityRef>,
    /// Where each of its minutes is counted, travel included.
    pub sums: Sums,
}

impl Entry {
    /// All its minutes, travel included.
    pub const fn total(&self) -> u32 {
        self.sums.total()
    }
}

/// Where the minutes of an entry are counted: by the rule of its kind, travel by that of travel.
pub fn counted(new: &NewEntry, rules: &Rules) -> Sums {
    let work = rules.of(new.kind).split.divide(u32::from(new.minutes.get()));
    work + rules.of(HourKind::Travel).split.divide(u32::from(new.travel.get()))
}

named! {
    /// Why a person was not at work.
    AbsenceKind[4] {
        /// Holiday, or time off for overtime.
        Holiday = "holiday",
        /// Ill, or a child is.
        Sick = "sick",
        /// Leave.
        Leave = "leave",
        /// Another reason.
        Other = "other",
    }
}

/// Absence on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// The day.
    #[serde(with = "crate::time::wire")]
    pub day: Date,
    /// Why.
    pub kind: AbsenceKind,
    /// How long.
    pub minutes: AbsenceMinutes,
}

/// A person's week, from a Monday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekSheet {
    /// Whose.
    pub person: PersonId,
    /// The Monday that it begins on.
    #[serde(with = "crate::time::wire")]
    pub monday: Date,
    /// In the order of days, then of numbers.
    pub entries: Vec<Entry>,
    /// In the order of days, one a day.
    pub absence: Vec<Absence>,
    /// Activities of the calendar that took no time of the person: they are not proposed again.
    pub passed: BTreeSet<ActivityRef>,
    /// The last number that was given.
    pub last_number: u16,
    /// When the person said that the week is right.
    #[serde(default, with = "crate::time::wire::option")]
    pub confirmed_at: Option<Timestamp>,
    /// Whether the guide of 60 and 40 is for the person: it is for advisers, the professional team is not bound by it. It is as it was
    /// when the first time of the week was entered, whatever the person does later.
    pub is_guided: bool,
    /// Counts changes; 0 for a week that nothing was written in.
    pub version: u64,
}

impl WeekSheet {
    /// A week that nothing was written in.
    pub const fn empty(person: PersonId, monday: Date, is_guided: bool) -> Self {
        Self {
            person,
            monday,
            entries: Vec::new(),
            absence: Vec::new(),
            passed: BTreeSet::new(),
            last_number: 0,
            confirmed_at: None,
            is_guided,
            version: 0,
        }
    }

    /// Whose it is, for the access table.
    pub fn subject(&self) -> Subject {
        Subject::of(self.person)
    }

    /// The seven days.
    pub fn days(&self) -> [Date; 7] {
        days_of(self.monday)
    }

    /// Minutes entered on a day, travel included.
    pub fn worked(&self, day: Date) -> u32 {
        self.on(day).map(Entry::total).sum()
    }

    /// The absence of a day.
    pub fn absent(&self, day: Date) -> Option<&Absence> {
        self.absence.iter().find(|absence| absence.day == day)
    }

    /// The entries of a day.
    pub fn on(&self, day: Date) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.day == day)
    }

    /// The time that was entered for an activity.
    pub fn entered(&self, activity: ActivityRef) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.activity == Some(activity))
    }

    /// Whether an activity is accounted for: entered, or passed over.
    pub fn has(&self, activity: ActivityRef) -> bool {
        self.passed.contains(&activity) || self.entered(activity).is_some()
    }

    /// Minutes by bucket from the first date to the last, both included.
    pub fn sums_between(&self, first: Date, last: Date) -> Sums {
        let within = self
            .entries
            .iter()
            .filter(|entry| first <= entry.day && entry.day <= last);
        within.map(|entry| entry.sums).sum()
    }

    /// Minutes by bucket for each month and unit: a week may lie in two months.
    pub fn monthly(&self) -> BTreeMap<(Month, Option<UnitId>), Sums> {
        let mut found: BTreeMap<_, Sums> = BTreeMap::new();
        for entry in &self.entries {
            *found.entry((Month::of(entry.day), entry.unit)).or_default() += entry.sums;
        }
        found
    }
}

/// The Monday of the week that holds a day.
pub fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The seven days from a Monday.
pub fn days_of(monday: Date) -> [Date; 7] {
    [0, 1, 2, 3, 4, 5, 6].map(|offset: i64| monday.saturating_add(offset.days()))
}
