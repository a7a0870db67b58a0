//! What can be done to calendars.

use serde::{Deserialize, Serialize};

use crate::ids::OwnerId;
use crate::text_guard::{FreeText, FreeTexts};
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

/// The names of breaks are those of the school owner.
impl FreeTexts for CalendarCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self::Save {
            owner: _,
            year: _,
            breaks,
        } = self;
        let text = |(row, stretch)| {
            let CalendarBreak {
                kind: _,
                name,
                first: _,
                last: _,
            }: &CalendarBreak = stretch;
            FreeText::naming(format!("breaks[{row}].name"), name.as_str())
        };
        breaks.iter().enumerate().map(text).collect()
    }
}
