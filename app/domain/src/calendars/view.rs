//! What the pages show of calendars.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::OwnerCalendar;
use crate::ids::OwnerId;
use crate::time::{PublicHoliday, SchoolYear};

/// A row of the list: an owner and the years it has a calendar for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarRow {
    /// Whose.
    pub owner: OwnerId,
    /// The owner's name.
    pub owner_name: String,
    /// School years with a calendar, oldest first.
    pub years: Vec<SchoolYear>,
}

/// The list of calendars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarsView {
    /// By the owner's name.
    pub rows: Vec<CalendarRow>,
    /// The school year of today.
    pub this_year: SchoolYear,
    /// Whether the reader may change and import.
    pub may_edit: bool,
}

/// One owner's calendar of one school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarView {
    /// Whose.
    pub owner: OwnerId,
    /// The owner's name.
    pub owner_name: String,
    /// Which school year.
    pub year: SchoolYear,
    /// None when it has not been made yet.
    pub calendar: Option<OwnerCalendar>,
    /// Public holidays of the year, by rule.
    pub holidays: Vec<(Date, PublicHoliday)>,
    /// Whether the reader may change it.
    pub may_edit: bool,
}
