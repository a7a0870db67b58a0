//! What can be done to calendars.

use serde::{Deserialize, Serialize};

use crate::ids::OwnerId;
use crate::time::{CalendarBreak, SchoolYear};

/// A change to a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum CalendarCommand {
    /// Write an owner's calendar of a school year; without an expected version it must be new.
    Save {
        /// Whose.
        owner: OwnerId,
        /// Which school year.
        year: SchoolYear,
        /// All of its breaks.
        breaks: Vec<CalendarBreak>,
    },
}
