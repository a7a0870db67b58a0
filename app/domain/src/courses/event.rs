//! A course as it is held once: its plan, who stands behind it, and how far it has come.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::opening::Opening;
use super::quota::Quotas;
use super::staff::ServiceKind;
use crate::access::Subject;
use crate::groups::calendar::CalendarMark;
use crate::ids::{CourseTemplateId, EventId, PersonId};
use crate::people::Language;
use crate::places::codes::MunicipalityCode;
use crate::text::{Capacity, Email, Note, PersonName, ShortText, Title, WebAddress};
use crate::themes::Theme;
use crate::time::Occasion;
use crate::time::length::ToLength as _;

/// Days before the day of decision from which those who hold the course are told that it is near.
const DECIDE_AHEAD_DAYS: i64 = 3;
/// The most parts of a course.
pub const MAX_PARTS: usize = 12;
/// The most points of the checklist.
pub const MAX_TASKS: usize = 20;
/// The most municipalities that are named as invited.
pub const MAX_MUNICIPALITIES: usize = 60;

/// Where the participants are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// In the room.
    Physical,
    /// On video.
    Video,
    /// Some in the room, some on video.
    Hybrid,
}

impl Format {
    /// All of them, in the order of the choices.
    pub const ALL: [Self; 3] = [Self::Physical, Self::Video, Self::Hybrid];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Physical => "physical",
            Self::Video => "video",
            Self::Hybrid => "hybrid",
        }
    }

    /// The format of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether somebody is in a room.
    pub const fn has_room(self) -> bool {
        matches!(self, Self::Physical | Self::Hybrid)
    }

    /// Whether somebody is on video.
    pub const fn has_video(self) -> bool {
        matches!(self, Self::Video | Self::Hybrid)
    }
}

/// How somebody who waits gets a seat that is freed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promotion {
    /// The seat is theirs at once.
    Automatic,
    /// The seat is kept for them until they say yes, 48 hours at most.
    Offer,
}

impl Promotion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Automatic, Self::Offer];

    /// The stored and sent name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Offer => "offer",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What happens to those behind a group that does not fit into the seats that are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupPolicy {
    /// They pass it.
    SkipOver,
    /// They wait behind it: the seats are kept until all of the group fit.
    HoldPlace,
}

impl GroupPolicy {
    /// Both.
    pub const ALL: [Self; 2] = [Self::SkipOver, Self::HoldPlace];

    /// The stored and sent name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SkipOver => "skip_over",
            Self::HoldPlace => "hold_place",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// How many it takes for a course to be held, and when that is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minimum {
    /// How many.
    pub seats: Capacity,
    /// The last day to decide.
    #[serde(with = "crate::time::wire")]
    pub decide_on: Date,
}

/// One side's word that the course can be offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who said it.
    pub by: PersonId,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
}

/// The two sides that must both stand behind a course (domain brief, 2.5: `joint_approval`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approvals {
    /// The adviser's.
    pub adviser: Option<Approval>,
    /// The professional team's.
    pub team: Option<Approval>,
}

impl Approvals {
    /// Whether both have said yes.
    pub const fn are_both(self) -> bool {
        self.adviser.is_some() && self.team.is_some()
    }
}

/// A point of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What; the shipped one is empty and written out in the reader's language.
    pub what: ShortText,
    /// Whether it is done.
    pub done: bool,
    /// The last day for it, where it has one.
    #[serde(default, with = "crate::time::wire::option")]
    pub due: Option<Date>,
}

/// How far a course has come, as it is stored. What follows from seats and dates is [`Standing`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Lifecycle {
    /// Nobody outside sees it.
    Draft,
    /// It is in the catalogue.
    Published {
        /// Since when.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// Whether registration was closed by hand.
        closed: bool,
    },
    /// It is not held.
    Cancelled {
        /// Why, as participants are told.
        reason: ShortText,
    },
}

/// A course as it is held once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseEvent {
    /// Which.
    pub id: EventId,
    /// Its name.
    pub title: Title,
    /// What one learns.
    pub about: Note,
    /// What happens when, a line each.
    pub programme: Note,
    /// What it is about.
    pub themes: BTreeSet<Theme>,
    /// Whom it is for; never empty.
    pub services: BTreeSet<ServiceKind>,
    /// The municipalities that are invited; none means all.
    pub municipalities: BTreeSet<MunicipalityCode>,
    /// Where the participants are.
    pub format: Format,
    /// Where the room is; empty when there is none.
    pub place: ShortText,
    /// What is to be known of the way into the room; may be empty.
    pub access: ShortText,
    /// Where it is seen on video; told to those who have a seat alone.
    pub video: Option<WebAddress>,
    /// When; in order of time and never empty.
    pub parts: Vec<Occasion>,
    /// Who speaks; may be empty.
    pub speakers: ShortText,
    /// Who receives the guests; may be empty.
    pub host: ShortText,
    /// Who answers questions.
    pub contact: PersonName,
    /// Where questions and replies to mails go.
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
    /// The adviser who stands behind it.
    pub adviser: Option<PersonId>,
    /// Who planned it.
    pub planned_by: PersonId,
    /// Who has said yes.
    pub approvals: Approvals,
    /// The template it was made from.
    #[serde(default)]
    pub made_from: Option<CourseTemplateId>,
    /// The course that it is held again of.
    #[serde(default)]
    pub repeats: Option<EventId>,
    /// The checklist, by number.
    pub tasks: BTreeMap<u8, Task>,
    /// How far it has come.
    pub lifecycle: Lifecycle,
    /// How it stands in calendars outside.
    pub calendar: CalendarMark,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl CourseEvent {
    /// Whose it is, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: self.adviser.into_iter().chain([self.planned_by]).collect(),
            unit: None,
            owner: None,
        }
    }

    /// What registration goes by.
    pub fn opening(&self) -> Opening {
        Opening::of(self)
    }

    /// The first part.
    pub fn first(&self) -> Option<&Occasion> {
        self.parts.first()
    }

    /// The last day.
    pub fn last_day(&self) -> Option<Date> {
        self.parts.last().map(|part| part.date)
    }

    /// Whether it is in the catalogue.
    pub const fn is_public(&self) -> bool {
        !matches!(self.lifecycle, Lifecycle::Draft)
    }

    /// Whether those who hold it have to decide now whether it is held: so few have a seat, and the day is there or near.
    pub fn is_to_be_decided(&self, taken: u32, today: Date) -> bool {
        let is_ahead = self.first().is_some_and(|first| today < first.date);
        let is_published = matches!(self.lifecycle, Lifecycle::Published { .. });
        self.minimum.is_some_and(|minimum| {
            let is_near = today >= minimum.decide_on.saturating_sub(DECIDE_AHEAD_DAYS.days());
            is_published && is_ahead && is_near && taken < u32::from(minimum.seats.get())
        })
    }

    /// Where it stands for somebody who reads it now.
    pub fn standing(&self, taken: u32, now: Timestamp) -> Standing {
        let opening = self.opening();
        match &self.lifecycle {
            Lifecycle::Draft => Standing::Draft,
            Lifecycle::Cancelled { .. } => Standing::Cancelled,
            Lifecycle::Published { .. } if opening.ended_by(now) => Standing::Over,
            Lifecycle::Published { closed: true, .. } => Standing::Closed,
            Lifecycle::Published { .. } if now >= opening.until => Standing::Closed,
            Lifecycle::Published { .. } if taken >= opening.capacity => Standing::Full,
            Lifecycle::Published { .. } => Standing::Open,
        }
    }
}

/// Where a course stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody outside sees it.
    Draft,
    /// There are seats.
    Open,
    /// The seats are taken; one can wait.
    Full,
    /// Registration is over.
    Closed,
    /// It was held.
    Over,
    /// It is not held.
    Cancelled,
}

impl Standing {
    /// All of them, in the order of a course's life.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Open,
        Self::Full,
        Self::Closed,
        Self::Over,
        Self::Cancelled,
    ];

    /// Whether one can register, if only to wait.
    pub const fn takes_registrations(self) -> bool {
        matches!(self, Self::Open | Self::Full)
    }
}
