//! Periods: planning runs by school year and semester, statistics by calendar year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::issue::IssueCode;

/// A school year, 1 August to 31 July, named by the year it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SchoolYear(i16);

impl SchoolYear {
    /// The school year that starts in `year`.
    pub const fn starting(year: i16) -> Self {
        Self(year)
    }

    /// The school year that holds a date.
    pub fn of(day: Date) -> Self {
        Self(if day.month() >= 8 { day.year() } else { day.year() - 1 })
    }

    /// The calendar year it starts in.
    pub const fn start_year(self) -> i16 {
        self.0
    }

    /// 1 August.
    pub fn first_day(self) -> Date {
        date(self.0, 8, 1)
    }

    /// 31 July of the next year.
    pub fn last_day(self) -> Date {
        date(self.0 + 1, 7, 31)
    }
}

impl fmt::Display for SchoolYear {
    /// `2026/27`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// The halves of a calendar year that schools call terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// January to July.
    Spring,
    /// August to December.
    Autumn,
}

/// A semester: spring (January–July) or autumn (August–December) of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Semester {
    /// Calendar year.
    pub year: i16,
    /// Which half.
    pub half: Half,
}

impl Semester {
    /// The semester that holds a date.
    pub fn of(day: Date) -> Self {
        let half = if day.month() >= 8 { Half::Autumn } else { Half::Spring };
        Self { year: day.year(), half }
    }

    /// First and last day.
    pub fn days(self) -> (Date, Date) {
        match self.half {
            Half::Spring => (date(self.year, 1, 1), date(self.year, 7, 31)),
            Half::Autumn => (date(self.year, 8, 1), date(self.year, 12, 31)),
        }
    }

    /// The semester after this one.
    pub fn next(self) -> Self {
        match self.half {
            Half::Spring => Self {
                year: self.year,
                half: Half::Autumn,
            },
            Half::Autumn => Self {
                year: self.year + 1,
                half: Half::Spring,
            },
        }
    }
}

impl fmt::Display for Semester {
    /// `2026-autumn`: the stored and sent form, not for reading.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}",
            self.year,
            if self.half == Half::Spring { "spring" } else { "autumn" }
        )
    }
}

impl FromStr for Semester {
    type Err = IssueCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, half) = text.trim().split_once('-').ok_or(IssueCode::UnknownChoice)?;
        let half = match half {
            "spring" => Half::Spring,
            "autumn" => Half::Autumn,
            _ => return Err(IssueCode::UnknownChoice),
        };
        let year = year
            .parse()
            .ok()
            .filter(|y| (2000..=2100).contains(y))
            .ok_or(IssueCode::UnknownChoice)?;
        Ok(Self { year, half })
    }
}

impl TryFrom<String> for Semester {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map_err(|_| "not a semester".to_owned())
    }
}

impl From<Semester> for String {
    fn from(semester: Semester) -> Self {
        semester.to_string()
    }
}
