//! A school owner's calendar (skolerute): the days without teaching and the weeks of exams.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::holidays::{PublicHoliday, public_holiday};
use crate::text::Title;

/// Why a stretch of days is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakKind {
    /// Autumn holiday (week 40 or 41).
    Autumn,
    /// Christmas holiday.
    Christmas,
    /// Winter holiday (weeks 8–10).
    Winter,
    /// Easter holiday.
    Easter,
    /// Summer holiday.
    Summer,
    /// A planning day: staff work, pupils are free.
    PlanningDay,
    /// Exams: pupils are there, groups are not held.
    Exam,
    /// Another day off.
    Other,
}

impl BreakKind {
    /// Every kind, in the order of the choices.
    pub const ALL: [Self; 8] = [
        Self::Autumn,
        Self::Christmas,
        Self::Winter,
        Self::Easter,
        Self::Summer,
        Self::PlanningDay,
        Self::Exam,
        Self::Other,
    ];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Autumn => "autumn",
            Self::Christmas => "christmas",
            Self::Winter => "winter",
            Self::Easter => "easter",
            Self::Summer => "summer",
            Self::PlanningDay => "planning_day",
            Self::Exam => "exam",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Days set apart, first and last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarBreak {
    /// Why.
    pub kind: BreakKind,
    /// What the owner calls it.
    pub name: Title,
    /// First day.
    #[serde(with = "crate::time::wire")]
    pub first: Date,
    /// Last day, same as the first for one day.
    #[serde(with = "crate::time::wire")]
    pub last: Date,
}

/// The breaks that apply to a unit. Public holidays are known by rule and need not be listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolCalendar {
    /// Breaks, in any order.
    pub breaks: Vec<CalendarBreak>,
}

/// Why a date is not a day for a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "what")]
pub enum DayOff {
    /// A public holiday.
    Public(PublicHoliday),
    /// In a break of the school's calendar.
    Break(CalendarBreak),
}

impl SchoolCalendar {
    /// Why pupils can't be met on this date, if so. A break of the calendar is named before a public holiday in it.
    pub fn day_off(&self, day: Date) -> Option<DayOff> {
        self.breaks
            .iter()
            .find(|b| b.first <= day && day <= b.last)
            .cloned()
            .map(DayOff::Break)
            .or_else(|| public_holiday(day).map(DayOff::Public))
    }
}
