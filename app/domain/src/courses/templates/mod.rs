//! A course without its days: what is kept of one that went well, and how the next is made from it (domain brief, 2.5 and 5).
//!
//! What belongs to one meeting stays behind: dates, the room and who receives the guests there, the address of the video, who spoke, the
//! municipalities that were invited, and everybody who has registered. What participants are asked is the same of every course, so
//! there is nothing of it to keep.

mod command;
mod free_text;
mod make;
pub mod view;

pub use command::{FromTemplate, FromTemplateForm, NewTemplate, TemplateCommand, TemplateForm};
pub use make::{Behind, apply_template, from_event, made, programme};

use std::collections::BTreeSet;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::event::{Format, GroupPolicy, Promotion};
use super::quota::Quota;
use super::staff::ServiceKind;
use crate::access::Subject;
use crate::ids::{CourseTemplateId, PersonId};
use crate::people::Language;
use crate::run_sheet::RunSheet;
use crate::text::{Capacity, Note, OccasionMinutes, ShortText, Title};
use crate::themes::Theme;

/// A part, told from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplatePart {
    /// Days after the first part.
    pub after: u16,
    /// The clock time it starts.
    #[serde(with = "crate::time::wire")]
    pub start: Time,
    /// How long it lasts.
    pub minutes: OccasionMinutes,
}

/// How many it takes, and when that is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateMinimum {
    /// How many.
    pub seats: Capacity,
    /// Days before the first part.
    pub before: u16,
}

/// Seats that are kept for services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateQuotas {
    /// Each; never empty.
    pub each: Vec<Quota>,
    /// Days before the first part from which they are for all.
    pub before: u16,
}

/// A point of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateTask {
    /// What; the shipped one is empty.
    pub what: ShortText,
    /// Days from the first part to its last day, below zero before it; none where it has no last day.
    #[serde(default)]
    pub days: Option<i32>,
}

/// What courses are made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseTemplate {
    /// Which.
    pub id: CourseTemplateId,
    /// Its name, which a course made from it begins with.
    pub title: Title,
    /// What one learns.
    pub about: Note,
    /// What happens when, a line each.
    pub programme: Note,
    /// What it is about.
    pub themes: BTreeSet<Theme>,
    /// Whom it is for; never empty.
    pub services: BTreeSet<ServiceKind>,
    /// Where the participants are.
    pub format: Format,
    /// In order of time and never empty; the first is after no days.
    pub parts: Vec<TemplatePart>,
    /// What happens in each part, one a part and in their order, without those who speak.
    pub run_sheets: Vec<RunSheet>,
    /// How many seats.
    pub capacity: Capacity,
    /// Days before the first part that are the last to register.
    pub deadline_before: u16,
    /// How somebody who waits gets a seat.
    pub promotion: Promotion,
    /// What happens behind a group that does not fit.
    pub group_policy: GroupPolicy,
    /// Whether a leader has to say yes to each who registers alone.
    pub asks_leader: bool,
    /// How many it takes for it to be held.
    #[serde(default)]
    pub minimum: Option<TemplateMinimum>,
    /// Seats that are kept for services.
    #[serde(default)]
    pub quotas: Option<TemplateQuotas>,
    /// The language it is held in.
    pub language: Language,
    /// The points of the checklist, in order.
    pub tasks: Vec<TemplateTask>,
    /// Who saved it.
    pub author: PersonId,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub made_on: Date,
    /// Whether everybody who plans courses sees it; its author alone where not.
    pub is_shared: bool,
    /// Whether nothing is made from it any more.
    pub is_retired: bool,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl CourseTemplate {
    /// Whose it is, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: [self.author].into(),
            unit: None,
            owner: None,
        }
    }

    /// Minutes of the parts together.
    pub fn minutes(&self) -> u32 {
        self.parts.iter().map(|part| u32::from(part.minutes.get())).sum()
    }
}

#[cfg(test)]
mod tests;
