//! A presentation and its parts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::booking::Booking;
use crate::access::Subject;
use crate::groups::calendar::CalendarMark;
use crate::ids::{OwnerId, PersonId, PresentationId, UnitId};
use crate::languages::Tongue;
use crate::outreach::{Audience, Known};
use crate::text::{Headcount, Note, ShortText, Title, WebAddress, WorkMinutes};
use crate::themes::Theme;
use crate::time::Occasion;

/// The most languages that interpreters are booked for.
pub const MAX_INTERPRETERS: usize = 20;
/// The most points of a checklist.
pub const MAX_TASKS: usize = 30;
/// The most slides, links and handouts.
pub const MAX_MATERIALS: usize = 30;
/// The most presentations of a series: all new classes of a large school.
pub const MAX_SERIES: usize = 40;

/// A presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presentation {
    /// Which.
    pub id: PresentationId,
    /// A neutral name.
    pub title: Title,
    /// For whom; never empty. More than one is a mixed audience.
    pub audiences: BTreeSet<Audience>,
    /// Which class or year; may be empty.
    pub class: ShortText,
    /// Where.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// Who holds it.
    pub presenter: PersonId,
    /// Who asked for it and receives the guests; may be empty.
    pub host: ShortText,
    /// Where in the house; may be empty when it is held on video.
    pub place: ShortText,
    /// Where it is seen on video.
    pub video: Option<WebAddress>,
    /// When.
    pub slot: Occasion,
    /// How many are expected, where that is known.
    pub expected: Option<Headcount>,
    /// The day the invitations went out.
    #[serde(default, with = "crate::time::wire::option")]
    pub invited_on: Option<Date>,
    /// What came of it.
    pub outcome: Outcome,
    /// One booking a language.
    pub interpreters: BTreeMap<Tongue, Booking>,
    /// The checklist, by number.
    pub tasks: BTreeMap<u8, Task>,
    /// Slides, links and handouts, by number.
    pub materials: BTreeMap<u8, Material>,
    /// What the invitation says in each language: what it is about, or all of it in a language that has no template.
    pub invitation: BTreeMap<Tongue, Note>,
    /// How it stands in calendars outside.
    pub calendar: CalendarMark,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Presentation {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: vec![self.presenter],
            unit: Some(self.unit),
            owner: self.owner,
        }
    }

    /// Where it stands.
    pub const fn stage(&self) -> Stage {
        match (&self.outcome, self.invited_on) {
            (Outcome::Cancelled { .. }, _) => Stage::Cancelled,
            (Outcome::Held { evaluation: None, .. }, _) => Stage::Held,
            (
                Outcome::Held {
                    evaluation: Some(_), ..
                },
                _,
            ) => Stage::Evaluated,
            (Outcome::Ahead, None) => Stage::Agreed,
            (Outcome::Ahead, Some(_)) => Stage::Invited,
        }
    }

    /// How it was closed, if it was held.
    pub const fn closing(&self) -> Option<&Closing> {
        match &self.outcome {
            Outcome::Held { closing, .. } => Some(closing),
            Outcome::Ahead | Outcome::Cancelled { .. } => None,
        }
    }

    /// What was thought of it afterwards.
    pub const fn evaluation(&self) -> Option<&Evaluation> {
        match &self.outcome {
            Outcome::Held { evaluation, .. } => evaluation.as_ref(),
            Outcome::Ahead | Outcome::Cancelled { .. } => None,
        }
    }

    /// Whether it can be closed now, or its closing corrected.
    pub fn can_close(&self, today: Date) -> bool {
        self.stage() != Stage::Cancelled && self.slot.date <= today
    }

    /// Whether its day is past and nobody has said what came of it.
    pub fn is_unclosed(&self, today: Date) -> bool {
        self.stage().is_open() && self.slot.date < today
    }
}

/// Where a presentation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Agreed with the host.
    Agreed,
    /// The invitations are out.
    Invited,
    /// It was held.
    Held,
    /// It was held and thought over.
    Evaluated,
    /// It is not held.
    Cancelled,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [
        Self::Agreed,
        Self::Invited,
        Self::Held,
        Self::Evaluated,
        Self::Cancelled,
    ];

    /// The stage's name, as stored in calendars and as a key of its translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Invited => "invited",
            Self::Held => "held",
            Self::Evaluated => "evaluated",
            Self::Cancelled => "cancelled",
        }
    }

    /// The stage of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }

    /// Whether it is still to be held.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Agreed | Self::Invited)
    }
}

/// What came of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Outcome {
    /// It lies ahead, or nobody has closed it.
    Ahead,
    /// It was held.
    Held {
        /// How it was closed.
        closing: Closing,
        /// What was thought of it afterwards.
        evaluation: Option<Evaluation>,
    },
    /// It is not held.
    Cancelled {
        /// Why.
        reason: CancelReason,
    },
}

/// Why a presentation is not held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The host asked for it.
    Host,
    /// No interpreter was to be had.
    Interpreter,
    /// Too few would come.
    Absence,
    /// The presenter was ill.
    Illness,
    /// The room was not to be had.
    Room,
    /// Another reason.
    Other,
}

impl CancelReason {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Host,
        Self::Interpreter,
        Self::Absence,
        Self::Illness,
        Self::Room,
        Self::Other,
    ];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Interpreter => "interpreter",
            Self::Absence => "absence",
            Self::Illness => "illness",
            Self::Room => "room",
            Self::Other => "other",
        }
    }

    /// The reason of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// How a presentation was closed: headcount, ticks and time, no names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// How many were there.
    pub present: Headcount,
    /// What was made known.
    pub known: BTreeSet<Known>,
    /// What was asked about.
    pub questions: BTreeSet<Theme>,
    /// Time with the guests.
    pub delivery_minutes: WorkMinutes,
    /// Preparation and follow-up work.
    pub preparation_minutes: WorkMinutes,
}

/// What the presenter thought of it afterwards; no names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// What worked.
    pub worked: Note,
    /// What to do in another way next time.
    pub next_time: Note,
}

impl Evaluation {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.worked.as_str().is_empty() && self.next_time.as_str().is_empty()
    }
}

/// What a point of the checklist is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Projector, sound, chairs.
    Equipment,
    /// Food and drink.
    Food,
    /// Somebody looks after small children.
    ChildMinding,
    /// Something else.
    Other,
}

impl TaskKind {
    /// Every kind, in the order of the choices.
    pub const ALL: [Self; 4] = [Self::Equipment, Self::Food, Self::ChildMinding, Self::Other];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Equipment => "equipment",
            Self::Food => "food",
            Self::ChildMinding => "child_minding",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A point of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What it is about.
    pub kind: TaskKind,
    /// What exactly; may be empty.
    pub what: ShortText,
    /// When it must be done.
    #[serde(default, with = "crate::time::wire::option")]
    pub due: Option<Date>,
    /// Whether it is.
    pub done: bool,
}

/// What kind of thing is shown or given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    /// Slides.
    Slides,
    /// A film or a page.
    Link,
    /// A leaflet that is given out.
    Handout,
}

impl MaterialKind {
    /// Every kind, in the order of the choices.
    pub const ALL: [Self; 3] = [Self::Slides, Self::Link, Self::Handout];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slides => "slides",
            Self::Link => "link",
            Self::Handout => "handout",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Slides, a link or a handout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// What kind of thing.
    pub kind: MaterialKind,
    /// Its name.
    pub title: Title,
    /// Where it lies; a handout may be on paper alone.
    pub address: Option<WebAddress>,
    /// In which language.
    pub tongue: Tongue,
}
