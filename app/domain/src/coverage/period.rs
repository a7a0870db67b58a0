//! What stretch of time is looked at: planning runs by school year and semester, statistics by calendar year and half-year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;
use crate::time::SchoolYear;

/// The years that can be asked for.
const FIRST_YEAR: i16 = 2000;
const LAST_YEAR: i16 = 2100;

named! {
    /// What kind of stretch.
    PeriodKind[6] {
        /// 1 August to 31 July.
        SchoolYear = "school_year",
        /// August to December.
        Autumn = "autumn",
        /// January to July.
        Spring = "spring",
        /// January to December.
        CalendarYear = "calendar_year",
        /// January to June.
        FirstHalf = "first_half",
        /// July to December.
        SecondHalf = "second_half",
    }
}

/// A stretch of time, written as `school_year-2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    /// What kind.
    pub kind: PeriodKind,
    /// The calendar year it begins in.
    pub year: i16,
}

impl Period {
    /// The school year of a day.
    pub fn school_year(day: Date) -> Self {
        Self {
            kind: PeriodKind::SchoolYear,
            year: SchoolYear::of(day).start_year(),
        }
    }

    /// The stretch of a kind that holds a day; of a half or a semester that does not, the one of the day's calendar year.
    pub fn of(kind: PeriodKind, day: Date) -> Self {
        match kind {
            PeriodKind::SchoolYear => Self::school_year(day),
            _ => Self { kind, year: day.year() },
        }
    }

    /// The first day.
    pub fn first(self) -> Date {
        let month = match self.kind {
            PeriodKind::SchoolYear | PeriodKind::Autumn => 8,
            PeriodKind::Spring | PeriodKind::CalendarYear | PeriodKind::FirstHalf => 1,
            PeriodKind::SecondHalf => 7,
        };
        date(self.year, month, 1)
    }

    /// The last day.
    pub fn last(self) -> Date {
        match self.kind {
            PeriodKind::SchoolYear => date(self.year + 1, 7, 31),
            PeriodKind::Spring => date(self.year, 7, 31),
            PeriodKind::FirstHalf => date(self.year, 6, 30),
            PeriodKind::Autumn | PeriodKind::CalendarYear | PeriodKind::SecondHalf => date(self.year, 12, 31),
        }
    }

    /// Whether it holds a day.
    pub fn holds(self, day: Date) -> bool {
        (self.first()..=self.last()).contains(&day)
    }

    /// The day whose counties it is told by: its last, or today while it lasts.
    pub fn as_of(self, today: Date) -> Date {
        today.clamp(self.first(), self.last())
    }

    /// The same stretch a year earlier.
    #[must_use]
    pub const fn before(self) -> Self {
        Self {
            kind: self.kind,
            year: self.year - 1,
        }
    }

    /// The same stretch a year later.
    #[must_use]
    pub const fn after(self) -> Self {
        Self {
            kind: self.kind,
            year: self.year + 1,
        }
    }

    /// The school year that targets of the stretch are set for, where it is one.
    pub fn target_year(self) -> Option<SchoolYear> {
        (self.kind == PeriodKind::SchoolYear).then(|| SchoolYear::starting(self.year))
    }
}

impl fmt::Display for Period {
    /// The stored and sent form, not for reading.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind.name(), self.year)
    }
}

impl FromStr for Period {
    type Err = IssueCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, year) = text.split_once('-').ok_or(IssueCode::UnknownChoice)?;
        let kind = PeriodKind::from_name(kind).ok_or(IssueCode::UnknownChoice)?;
        let year = year.parse().ok().filter(|year| (FIRST_YEAR..=LAST_YEAR).contains(year));
        let year = year.ok_or(IssueCode::UnknownChoice)?;
        Ok(Self { kind, year })
    }
}

impl TryFrom<String> for Period {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| format!("{text} is no period"))
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}
