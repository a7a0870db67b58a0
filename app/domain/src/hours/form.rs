//! Time and absence, as typed.

use jiff::civil::Date;

use super::kind::number;
use super::{Absence, AbsenceKind, EntryMinutes, HourKind, NewEntry, TravelMinutes};
use crate::ids::UnitId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::optional;
use crate::text::AbsenceMinutes;
use crate::time::parse_date;

/// Time spent, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryForm {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// A kind's name.
    pub kind: String,
    /// How many minutes.
    pub minutes: String,
    /// Minutes of travel; nothing for none.
    pub travel: String,
    /// A unit's id; [`NO_UNIT`], or nothing, for none.
    pub unit: String,
    /// Whether one has to be chosen, if only none: where there are several, nothing is taken for granted.
    pub asks_for_unit: bool,
}

/// What stands for no unit among those to choose from.
pub const NO_UNIT: &str = "none";

impl EntryForm {
    /// What is entered.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<NewEntry, Vec<Issue>> {
        let mut issues = Issues::new();
        let kind = issues.keep("kind", kind_of(&self.kind));
        let day = issues.keep("day", parse_date(&self.day));
        let minutes = issues.keep("minutes", number(&self.minutes).and_then(EntryMinutes::new));
        let travel = optional(&self.travel, |typed| number(typed).and_then(TravelMinutes::new));
        let travel = issues.keep("travel", travel);
        let unit = match self.unit.trim() {
            "" if self.asks_for_unit => Err(IssueCode::Required),
            "" | NO_UNIT => Ok(None),
            id => id.parse::<UnitId>().map(Some).map_err(|_| IssueCode::UnknownChoice),
        };
        let unit = issues.keep("unit", unit);
        let entry = || {
            Some(NewEntry {
                day: day?,
                kind: kind?,
                minutes: minutes?,
                travel: travel?.unwrap_or_default(),
                unit: unit?,
            })
        };
        match entry() {
            Some(entry) if issues.is_empty() => Ok(entry),
            _ => Err(issues.into_vec()),
        }
    }
}

fn kind_of(name: &str) -> Result<HourKind, IssueCode> {
    match name {
        "" => Err(IssueCode::Required),
        name => HourKind::from_name(name).ok_or(IssueCode::UnknownChoice),
    }
}

/// Absence, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AbsenceForm {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// A kind's name.
    pub kind: String,
    /// How many minutes.
    pub minutes: String,
}

impl AbsenceForm {
    /// What is said. The fields are `absent_day`, `absent_kind` and `absent_minutes`, for they stand beside those of an entry.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<Absence, Vec<Issue>> {
        let mut issues = Issues::new();
        let day: Option<Date> = issues.keep("absent_day", parse_date(&self.day));
        let kind = AbsenceKind::from_name(&self.kind).ok_or(IssueCode::UnknownChoice);
        let kind = issues.keep("absent_kind", kind);
        let minutes = issues.keep("absent_minutes", AbsenceMinutes::parse(&self.minutes));
        match (day, kind, minutes) {
            (Some(day), Some(kind), Some(minutes)) => Ok(Absence { day, kind, minutes }),
            _ => Err(issues.into_vec()),
        }
    }
}
