//! What the pages show of courses.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::attendance::Said;
use super::book::Count;
use super::certificate::Certificate;
use super::evaluation::{Item, OpenQuestion, Phase};
use super::event::{CourseEvent, Format, Standing};
use super::quota::KeptFor;
use super::registration::{Kind, Registration};
use super::staff::ServiceKind;
use super::templates::view::MadeFrom;
use crate::choice::Choice;
use crate::conflicts::Conflict;
use crate::ids::{EventId, PersonId};
use crate::marks::MAX_MARK;
use crate::part_plans::PublicPart;
use crate::part_plans::view::PartRow;
use crate::time::Occasion;

/// A row of the list of those who plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRow {
    /// Which.
    pub id: EventId,
    /// Its name.
    pub title: String,
    /// When the first part is.
    pub first: Occasion,
    /// How many parts.
    pub parts: usize,
    /// Where the participants are.
    pub format: Format,
    /// Where it stands.
    pub standing: Standing,
    /// How many seats there are.
    pub capacity: u32,
    /// How many are taken and wait.
    pub count: Count,
    /// Whether the reader's side has still to say yes.
    pub awaits_reader: bool,
    /// Whether it is to be decided now whether it is held, and the reader is one of those who do.
    pub is_to_be_decided: bool,
}

/// The courses that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventList {
    /// Those from today on, the next first.
    pub ahead: Vec<EventRow>,
    /// Those before, the last first.
    pub past: Vec<EventRow>,
    /// Whether the reader may plan one.
    pub may_plan: bool,
}

/// What the planner needs before the first word is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventChoices {
    /// Who plans.
    pub me: PersonId,
    /// The planner's name, the usual contact.
    pub name: String,
    /// The planner's address.
    pub email: String,
    /// The advisers who may stand behind it; empty where the planner is one.
    pub advisers: Vec<Choice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// Times of a course that something else may be booked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedParts {
    /// The course that they are for, when it is planned already: it is never in its own way.
    pub of: Option<EventId>,
    /// The adviser who is to stand behind a new one; none where the planner is to, or nobody is chosen yet.
    pub adviser: Option<PersonId>,
    /// The times.
    pub slots: Vec<Occasion>,
}

/// A registration as those who hold the course see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationRow {
    /// The registration.
    pub registration: Registration,
    /// The municipality's name.
    pub municipality: String,
    /// The place in the queue, from 1, of one that waits.
    pub position: Option<usize>,
}

/// How an item was marked, beside the marks before the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRow {
    /// Which.
    pub item: Item,
    /// The mean in tenths.
    pub tenths: u16,
    /// How often each mark was given, from 1 to 5, where enough have answered.
    pub spread: Option<[u16; MAX_MARK as usize]>,
    /// The mean before the course, in tenths.
    pub before: Option<u16>,
}

/// What was said of a course at one time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseView {
    /// When.
    pub phase: Phase,
    /// Whether one can answer now.
    pub is_open: bool,
    /// How many have answered; none while they are fewer than may be told.
    pub answers: Option<u16>,
    /// Of how many the marks are shown.
    pub shown: u16,
    /// The marks; empty while nothing is shown.
    pub rows: Vec<ItemRow>,
    /// What was said in words, in no order.
    pub words: Vec<(OpenQuestion, Vec<String>)>,
}

/// What was said of a course that was held before, for whoever plans it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidBefore {
    /// Which.
    pub id: EventId,
    /// Its name.
    pub title: String,
    /// The day of its first part.
    #[serde(with = "crate::time::wire")]
    pub first_day: Date,
    /// What was said after it, and three months later; of each time at which enough have answered.
    pub phases: Vec<PhaseView>,
}

/// How many had a seat and how many of them came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turnout {
    /// Seats that were somebody's.
    pub seats: u32,
    /// How many came to any part.
    pub came: u32,
}

/// What participants are asked, for whoever has the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicEvaluation {
    /// The course.
    pub event: CourseEvent,
    /// When they are asked.
    pub phase: Phase,
    /// Whether it takes answers.
    pub is_open: bool,
}

/// A course with what its page shows, and what the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// The course itself.
    pub event: CourseEvent,
    /// Where it stands.
    pub standing: Standing,
    /// How many seats are taken and how many wait.
    pub count: Count,
    /// The adviser's name.
    pub adviser_name: String,
    /// Who has said yes for the adviser's side and for the team's, by name.
    pub approved_by: (String, String),
    /// The template it was made from, where the reader may see that.
    pub made_from: Option<MadeFrom>,
    /// What was said of it the last times that it was held, the latest first; as far as the reader may see that.
    pub said_before: Vec<SaidBefore>,
    /// What its parts run into in the adviser's calendar; empty for who may not change it.
    pub conflicts: Vec<Conflict>,
    /// What was said of it, by time; empty for who may not see who has registered.
    pub evaluation: Vec<PhaseView>,
    /// How many came, where that was ticked.
    pub turnout: Option<Turnout>,
    /// How far the programme of each part has come.
    pub parts: Vec<PartRow>,
    /// Those who have registered; empty for who may not see them.
    pub registrations: Vec<RegistrationRow>,
    /// Whether the reader may see who has registered.
    pub may_see_people: bool,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader can say yes for the adviser's side.
    pub is_adviser: bool,
    /// Whether the reader can say yes for the professional team.
    pub is_team: bool,
    /// Who reads.
    pub reader: PersonId,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Now, so that both sides agree.
    #[serde(with = "crate::time::wire")]
    pub now: Timestamp,
}

/// What an organiser does to a registration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum RegistrationCommand {
    /// Takes it away; its contact is told.
    Remove {
        /// Which.
        number: u32,
    },
    /// Says yes in a leader's place, who was asked and can't be reached.
    Approve {
        /// Which.
        number: u32,
    },
    /// Gives a seat to somebody who waits, whatever is free.
    Seat {
        /// Which.
        number: u32,
        /// Why, where the seats are taken.
        reason: crate::text::ShortText,
    },
}

impl crate::text_guard::FreeTexts for RegistrationCommand {
    fn free_texts(&self) -> Vec<crate::text_guard::FreeText<'_>> {
        match self {
            Self::Remove { number: _ } | Self::Approve { number: _ } => Vec::new(),
            Self::Seat { number: _, reason } => {
                vec![crate::text_guard::FreeText::naming("reason", reason.as_str())]
            }
        }
    }
}

/// What has come of it when somebody was ticked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// The registration as it then is.
    pub row: RegistrationRow,
    /// How many seats are taken then and how many wait.
    pub count: Count,
}

/// What an organiser says of who was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttendanceCommand {
    /// Of which registration.
    pub number: u32,
    /// At which part, from 1.
    pub part: u8,
    /// What.
    pub said: Said,
}

impl crate::text_guard::FreeTexts for AttendanceCommand {
    fn free_texts(&self) -> Vec<crate::text_guard::FreeText<'_>> {
        let Self {
            number: _,
            part: _,
            said: _,
        } = self;
        Vec::new()
    }
}

/// A course as anybody may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicEvent {
    /// The course; its video is left out.
    pub event: CourseEvent,
    /// Where it stands.
    pub standing: Standing,
    /// What happens when; parts of which nothing is planned are left out, and so are all of them in a list.
    pub programme: Vec<PublicPart>,
    /// How many seats are free for everybody.
    pub free: u32,
    /// Seats that are free and kept for some.
    pub kept: Vec<(KeptFor, u32)>,
    /// How many registrations wait.
    pub waiting: u32,
}

/// What the catalogue is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct CatalogueFilter {
    /// A format's name, or nothing.
    pub format: String,
    /// A service's name, or nothing.
    pub service: String,
    /// A county's number, or nothing.
    pub county: String,
    /// `1` for courses with free seats alone.
    pub free: String,
}

impl CatalogueFilter {
    /// Whether an event passes.
    pub fn admits(&self, one: &PublicEvent) -> bool {
        let event = &one.event;
        let services: &BTreeSet<ServiceKind> = &event.services;
        let format = self.format.is_empty() || Format::from_name(&self.format) == Some(event.format);
        let service = self.service.is_empty()
            || ServiceKind::from_name(&self.service).is_some_and(|service| services.contains(&service));
        let county = self.county.is_empty()
            || event.municipalities.is_empty()
            || event
                .municipalities
                .iter()
                .any(|code| code.as_str().starts_with(&self.county));
        format && service && county && (self.free != "1" || one.standing == Standing::Open)
    }

    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A registration as its contact sees it behind the mailed link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRegistration {
    /// The registration.
    pub registration: Registration,
    /// The course, with its video where the seat is theirs.
    pub event: CourseEvent,
    /// Where the course stands.
    pub standing: Standing,
    /// The place in the queue, from 1, of one that waits.
    pub position: Option<usize>,
    /// How many registrations wait.
    pub waiting: u32,
    /// The certificates that were given, in the order of its people.
    pub certificates: Vec<Certificate>,
}

impl OwnRegistration {
    /// How many it is for.
    pub fn party(&self) -> (Kind, u16) {
        (self.registration.given.kind, self.registration.given.seats.get())
    }
}
