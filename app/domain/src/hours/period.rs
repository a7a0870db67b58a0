//! Months: what is closed for a person is not changed any more, until it is opened again for a reason.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::issue::IssueCode;
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::length::ToLength as _;

/// A calendar month, `2026-11`. The text's order is that of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(Date);

impl Month {
    /// The month that holds a day.
    pub fn of(day: Date) -> Self {
        Self(day.first_of_month())
    }

    /// Its first day.
    pub const fn first_day(self) -> Date {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.0.last_of_month()
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self::of(self.first_day().saturating_sub(1_i64.days()))
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.last_day().saturating_add(1_i64.days()))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = IssueCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        crate::time::parse_date(&format!("{}-01", text.trim())).map(Self::of)
    }
}

impl TryFrom<String> for Month {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| "not a month".to_owned())
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

named! {
    /// Why a month is opened again.
    ReopenReason[3] {
        /// Time is missing.
        Missing = "missing",
        /// Something is wrong.
        Wrong = "wrong",
        /// It was closed too early.
        Early = "early",
    }
}

/// Where a month of a person stands. One that nobody has closed has no state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PeriodState {
    /// Nothing is changed any more.
    Closed,
    /// It was closed, and is open again.
    Reopened {
        /// Why.
        reason: ReopenReason,
    },
}

/// A month of a person that was closed at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourPeriod {
    /// Whose.
    pub person: PersonId,
    /// Which month.
    pub month: Month,
    /// Closed or open again.
    pub state: PeriodState,
    /// Who closed it or opened it.
    pub by: PersonId,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// Counts changes.
    pub version: u64,
}

impl HourPeriod {
    /// Whether nothing is changed any more.
    pub const fn is_closed(&self) -> bool {
        match self.state {
            PeriodState::Closed => true,
            PeriodState::Reopened { .. } => false,
        }
    }
}

/// The months of a person that are closed.
pub fn closed_months<'a>(periods: impl IntoIterator<Item = &'a HourPeriod>) -> BTreeSet<Month> {
    let closed = periods.into_iter().filter(|period| period.is_closed());
    closed.map(|period| period.month).collect()
}

/// One change of months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum PeriodCommand {
    /// Closes a month for people; for those for whom it is closed already nothing happens.
    Close {
        /// Which.
        month: Month,
        /// For whom; never empty.
        people: BTreeSet<PersonId>,
    },
    /// Opens a month again for one person.
    Reopen {
        /// Which.
        month: Month,
        /// For whom.
        person: PersonId,
        /// Why.
        reason: ReopenReason,
    },
}

impl FreeTexts for PeriodCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Close { month: _, people: _ }
            | Self::Reopen {
                month: _,
                person: _,
                reason: _,
            } => Vec::new(),
        }
    }
}

/// Why a month is not closed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PeriodRule {
    /// It is not over.
    #[error("the month is not over")]
    NotOver,
    /// It is closed already.
    #[error("closed already")]
    Closed,
    /// It is not closed.
    #[error("not closed")]
    Open,
}

impl PeriodRule {
    /// The name that is sent.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotOver => "month_not_over",
            Self::Closed => "month_closed",
            Self::Open => "month_open",
        }
    }
}

/// The month, closed.
///
/// # Errors
/// `NotOver` before its last day is past, `Closed`.
pub fn close(
    before: Option<&HourPeriod>,
    person: PersonId,
    month: Month,
    by: PersonId,
    today: Date,
) -> Result<HourPeriod, PeriodRule> {
    if today <= month.last_day() {
        return Err(PeriodRule::NotOver);
    }
    if before.is_some_and(HourPeriod::is_closed) {
        return Err(PeriodRule::Closed);
    }
    Ok(HourPeriod {
        person,
        month,
        state: PeriodState::Closed,
        by,
        on: today,
        version: before.map_or(1, |before| before.version + 1),
    })
}

/// The month, open again.
///
/// # Errors
/// `Open` when it is not closed.
pub fn reopen(
    before: Option<&HourPeriod>,
    reason: ReopenReason,
    by: PersonId,
    today: Date,
) -> Result<HourPeriod, PeriodRule> {
    let before = before.filter(|before| before.is_closed()).ok_or(PeriodRule::Open)?;
    Ok(HourPeriod {
        state: PeriodState::Reopened { reason },
        by,
        on: today,
        version: before.version + 1,
        ..*before
    })
}
