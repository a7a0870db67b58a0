//! What can be done to a presentation.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::booking::BookingStep;
use super::plan::{CancelReason, Closing, Evaluation, Material, Presentation, TaskKind};
use crate::ids::{PresentationId, UnitId};
use crate::languages::Tongue;
use crate::outreach::Audience;
use crate::text::{Headcount, InterpreterCount, Note, ShortText, Title, WebAddress};
use crate::time::Occasion;

/// The plan of a presentation, as it is first made and as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanEdit {
    /// A neutral name.
    pub title: Title,
    /// For whom.
    pub audiences: BTreeSet<Audience>,
    /// Which class or year; may be empty.
    pub class: ShortText,
    /// Who asked for it; may be empty.
    pub host: ShortText,
    /// Where in the house; may be empty when it is held on video.
    pub place: ShortText,
    /// Where it is seen on video.
    pub video: Option<WebAddress>,
    /// When.
    pub slot: Occasion,
    /// How many are expected.
    pub expected: Option<Headcount>,
}

impl PlanEdit {
    /// The plan of a presentation as it stands.
    pub fn of(presentation: &Presentation) -> Self {
        Self {
            title: presentation.title.clone(),
            audiences: presentation.audiences.clone(),
            class: presentation.class.clone(),
            host: presentation.host.clone(),
            place: presentation.place.clone(),
            video: presentation.video.clone(),
            slot: presentation.slot,
            expected: presentation.expected,
        }
    }
}

/// A presentation as it is first planned. The one who plans holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPresentation {
    /// Made where the person plans.
    pub id: PresentationId,
    /// Where.
    pub unit: UnitId,
    /// The plan.
    pub plan: PlanEdit,
    /// The languages that interpreters are needed for, and how many.
    #[serde(default)]
    pub interpreters: BTreeMap<Tongue, InterpreterCount>,
}

/// A series: all of it is planned, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSeries {
    /// One a class.
    pub presentations: Vec<NewPresentation>,
}

/// A point of the checklist as it is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTask {
    /// What it is about.
    pub kind: TaskKind,
    /// What exactly; may be empty.
    pub what: ShortText,
    /// When it must be done.
    #[serde(default, with = "crate::time::wire::option")]
    pub due: Option<Date>,
}

/// One change of a presentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum PresentationCommand {
    /// Changes the plan.
    Edit {
        /// The plan as it is to be.
        plan: PlanEdit,
    },
    /// The invitations are out.
    Invite,
    /// It was held; said again, it corrects the closing.
    Close {
        /// How.
        closing: Closing,
    },
    /// What was thought of it.
    Evaluate {
        /// That.
        evaluation: Evaluation,
    },
    /// It was closed by mistake.
    Reopen,
    /// It is not held.
    Cancel {
        /// Why.
        reason: CancelReason,
    },
    /// It is held after all.
    Restore,
    /// Interpreters of one more language are needed.
    AddInterpreter {
        /// Which.
        tongue: Tongue,
        /// How many.
        count: InterpreterCount,
    },
    /// A step of the booking for a language.
    Step {
        /// Which language.
        tongue: Tongue,
        /// Which step.
        step: BookingStep,
    },
    /// A language is taken off the list: it stood there by mistake.
    RemoveInterpreter {
        /// Which.
        tongue: Tongue,
    },
    /// One more point on the checklist.
    AddTask {
        /// What.
        task: NewTask,
    },
    /// A point is done, or not after all.
    TickTask {
        /// Which.
        number: u8,
        /// Whether it is done.
        done: bool,
    },
    /// A point is taken off the checklist.
    RemoveTask {
        /// Which.
        number: u8,
    },
    /// Slides, a link or a handout.
    AddMaterial {
        /// What.
        material: Material,
    },
    /// It is taken away.
    RemoveMaterial {
        /// Which.
        number: u8,
    },
    /// What the invitation says in a language; nothing takes it away.
    SetInvitation {
        /// In which.
        tongue: Tongue,
        /// What.
        text: Note,
    },
}
