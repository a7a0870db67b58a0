//! What can be done to a course.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::event::{CourseEvent, Format, GroupPolicy, Minimum, Promotion};
use super::quota::Quotas;
use super::staff::ServiceKind;
use crate::ids::{EventId, PersonId};
use crate::people::Language;
use crate::places::codes::MunicipalityCode;
use crate::text::{Capacity, Email, Note, PersonName, ShortText, Title, WebAddress};
use crate::themes::Theme;
use crate::time::Occasion;

/// The plan of a course, as it is first made and as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEdit {
    /// Its name.
    pub title: Title,
    /// What one learns.
    pub about: Note,
    /// What happens when.
    pub programme: Note,
    /// What it is about.
    pub themes: BTreeSet<Theme>,
    /// Whom it is for.
    pub services: BTreeSet<ServiceKind>,
    /// The municipalities that are invited; none means all.
    pub municipalities: BTreeSet<MunicipalityCode>,
    /// Where the participants are.
    pub format: Format,
    /// Where the room is.
    pub place: ShortText,
    /// What is to be known of the way into the room.
    pub access: ShortText,
    /// Where it is seen on video.
    pub video: Option<WebAddress>,
    /// When.
    pub parts: Vec<Occasion>,
    /// Who speaks.
    pub speakers: ShortText,
    /// Who receives the guests.
    pub host: ShortText,
    /// Who answers questions.
    pub contact: PersonName,
    /// Where questions and replies go.
    pub contact_email: Email,
    /// How many seats.
    pub capacity: Capacity,
    /// The last day to register.
    #[serde(with = "crate::time::wire")]
    pub deadline: Date,
    /// How somebody who waits gets a seat.
    pub promotion: Promotion,
    /// What happens behind a group that does not fit.
    pub group_policy: GroupPolicy,
    /// Whether a leader has to say yes to each who registers alone.
    #[serde(default)]
    pub asks_leader: bool,
    /// How many it takes for it to be held; none where it is held whoever comes.
    #[serde(default)]
    pub minimum: Option<Minimum>,
    /// Seats that are kept for some; none where all are for all.
    #[serde(default)]
    pub quotas: Option<Quotas>,
    /// The language it is held in.
    pub language: Language,
}

impl PlanEdit {
    /// The plan of a course as it stands.
    pub fn of(event: &CourseEvent) -> Self {
        Self {
            title: event.title.clone(),
            about: event.about.clone(),
            programme: event.programme.clone(),
            themes: event.themes.clone(),
            services: event.services.clone(),
            municipalities: event.municipalities.clone(),
            format: event.format,
            place: event.place.clone(),
            access: event.access.clone(),
            video: event.video.clone(),
            parts: event.parts.clone(),
            speakers: event.speakers.clone(),
            host: event.host.clone(),
            contact: event.contact.clone(),
            contact_email: event.contact_email.clone(),
            capacity: event.capacity,
            deadline: event.deadline,
            promotion: event.promotion,
            group_policy: event.group_policy,
            asks_leader: event.asks_leader,
            minimum: event.minimum,
            quotas: event.quotas.clone(),
            language: event.language,
        }
    }
}

/// A course as it is first planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEvent {
    /// Made where the person plans.
    pub id: EventId,
    /// The adviser who stands behind it; the planner, where that is an adviser.
    pub adviser: Option<PersonId>,
    /// The plan.
    pub plan: PlanEdit,
}

/// A course that is held again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyEvent {
    /// Made where the person plans.
    pub id: EventId,
    /// The one that was held.
    pub source: EventId,
    /// The day of the first part; the others and the deadline keep their distance.
    #[serde(with = "crate::time::wire")]
    pub first_day: Date,
}

/// One of the two that stand behind a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The adviser.
    Adviser,
    /// The professional team.
    Team,
}

/// One change of a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum EventCommand {
    /// Changes the plan.
    Edit {
        /// The plan as it is to be.
        plan: Box<PlanEdit>,
    },
    /// One side stands behind it.
    Approve {
        /// Which.
        side: Side,
    },
    /// It goes into the catalogue, and registration opens.
    Publish,
    /// Registration is closed.
    Close,
    /// Registration is opened again.
    Reopen,
    /// It is not held; everybody is told.
    Cancel {
        /// Why, as participants are told.
        reason: ShortText,
    },
    /// One more point on the checklist.
    AddTask {
        /// What.
        what: ShortText,
        /// The last day for it, where it has one.
        #[serde(default, with = "crate::time::wire::option")]
        due: Option<Date>,
    },
    /// A point is done, or not after all.
    TickTask {
        /// Which.
        number: u8,
        /// Whether it is done.
        done: bool,
    },
    /// A point is taken off.
    RemoveTask {
        /// Which.
        number: u8,
    },
}
