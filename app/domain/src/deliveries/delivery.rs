//! A delivery and its parts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::Subject;
use crate::evaluations::{FEWEST, Tally};
use crate::groups::calendar::CalendarMark;
use crate::ids::{DeliveryId, ModuleId, OwnerId, PersonId, UnitId};
use crate::run_sheet::RunSheet;
use crate::text::{Headcount, Note, OccasionMinutes, ShortText, Title, WorkMinutes};
use crate::time::Occasion;

/// A module that is held for a class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Which.
    pub id: DeliveryId,
    /// What is held.
    pub module: ModuleId,
    /// Which edition of it, 0 for one that was not approved.
    pub edition: u32,
    /// The module's name when it was planned.
    pub title: Title,
    /// Where.
    pub unit: UnitId,
    /// The unit's owner.
    pub owner: Option<OwnerId>,
    /// Why there, at a unit that is neither the adviser's own nor nearby; empty for the others.
    pub reason: ShortText,
    /// Who holds it.
    pub adviser: PersonId,
    /// Which class, as the school calls it.
    pub class: ShortText,
    /// What the teacher does in the lesson; may be empty.
    pub teacher: ShortText,
    /// Where in the house; may be empty.
    pub place: ShortText,
    /// When.
    pub slot: Occasion,
    /// What is done in another way than the module says; may be empty.
    pub adaptation: Note,
    /// What happens, as it was when it was planned; with the minutes that each block took, once it was held.
    pub run_sheet: RunSheet,
    /// What came of it.
    pub outcome: Outcome,
    /// How it stands in calendars outside.
    pub calendar: CalendarMark,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Delivery {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: vec![self.adviser],
            unit: Some(self.unit),
            owner: self.owner,
        }
    }

    /// Where it stands.
    pub const fn stage(&self) -> Stage {
        match &self.outcome {
            Outcome::Ahead => Stage::Planned,
            Outcome::Held { answers: None, .. } => Stage::Held,
            Outcome::Held { answers: Some(_), .. } => Stage::Evaluated,
            Outcome::Cancelled { .. } => Stage::Cancelled,
        }
    }

    /// How it was closed, if it was held.
    pub const fn closing(&self) -> Option<&Closing> {
        match &self.outcome {
            Outcome::Held { closing, .. } => Some(closing),
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

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It lies ahead, or nobody has closed it.
    Planned,
    /// It was held.
    Held,
    /// It was held, and the pupils' answers are counted.
    Evaluated,
    /// It is not held.
    Cancelled,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Held, Self::Evaluated, Self::Cancelled];

    /// The stage's name, as stored in calendars and as a key of its translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
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
        matches!(self, Self::Planned)
    }
}

/// What came of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Outcome {
    /// It lies ahead, or nobody has closed it.
    Ahead,
    /// It was held.
    Held {
        /// How it was closed.
        closing: Closing,
        /// What the pupils answered.
        answers: Option<Tally>,
    },
    /// It is not held.
    Cancelled {
        /// Why.
        reason: CallOff,
    },
}

impl Outcome {
    /// Whether it was held.
    pub const fn is_held(&self) -> bool {
        matches!(self, Self::Held { .. })
    }

    /// What the pupils answered, as it was counted.
    pub const fn answers(&self) -> Option<Tally> {
        match self {
            Self::Held { answers, .. } => *answers,
            Self::Ahead | Self::Cancelled { .. } => None,
        }
    }

    /// Takes away what may not be shown: of fewer than five answers no more than that they were counted.
    pub fn hide_few(&mut self) {
        if let Self::Held { answers, .. } = self
            && answers.is_some_and(|tally| tally.answers() < FEWEST)
        {
            *answers = Some(Tally::default());
        }
    }

    /// What the pupils answered, where there are enough of them to be shown.
    pub fn shown_answers(&self) -> Option<Tally> {
        self.answers().filter(|tally| tally.answers() >= FEWEST)
    }
}

/// Why a delivery is not held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOff {
    /// The school asked for it.
    School,
    /// The adviser was ill.
    Illness,
    /// The class was away.
    Absence,
    /// The room was not to be had.
    Room,
    /// Another reason.
    Other,
}

impl CallOff {
    /// Every reason, in the order of the list.
    pub const ALL: [Self; 5] = [Self::School, Self::Illness, Self::Absence, Self::Room, Self::Other];

    /// The stored and sent name, as in a form's choice.
    pub const fn name(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Illness => "illness",
            Self::Absence => "absence",
            Self::Room => "room",
            Self::Other => "other",
        }
    }

    /// The reason of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

/// How a delivery was closed: headcounts, time and what was learnt, no names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// How many pupils were there.
    pub present: Headcount,
    /// How many got in touch afterwards.
    pub contacts: Headcount,
    /// What was done in another way, and what is to be thought of next time; for all who use the module.
    pub learnt: Note,
    /// Time with the class.
    pub delivery_minutes: WorkMinutes,
    /// Preparation and follow-up work.
    pub preparation_minutes: WorkMinutes,
}

/// What a delivery takes from the module that it is planned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which edition, 0 for one that was not approved.
    pub edition: u32,
    /// Its name.
    pub title: Title,
    /// How long it is meant to last.
    pub minutes: OccasionMinutes,
    /// What happens.
    pub run_sheet: RunSheet,
}
