//! What is said of a gap: sent to whoever works there, answered, or set aside.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Gap;
use crate::ids::PersonId;
use crate::issue::{Issue, IssueCode};
use crate::text::ShortText;
use crate::text_guard::{FreeText, FreeTexts};

/// What was done about a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum GapState {
    /// It was found, and nobody has said anything.
    Found,
    /// Whoever works there is asked.
    Sent {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// By whom.
        by: PersonId,
    },
    /// Whoever works there has answered.
    Answered {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// Who.
        by: PersonId,
        /// What.
        text: ShortText,
    },
    /// It is set aside.
    Dismissed {
        /// When.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// By whom.
        by: PersonId,
        /// Why.
        reason: ShortText,
    },
}

impl GapState {
    /// The name of the state, as a key of its translation.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Sent { .. } => "sent",
            Self::Answered { .. } => "answered",
            Self::Dismissed { .. } => "dismissed",
        }
    }

    /// Whether a coordinator is to do something.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Found | Self::Answered { .. })
    }
}

/// What is stored of a gap that something was said of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapNote {
    /// Which.
    pub gap: Gap,
    /// What.
    pub state: GapState,
    /// Counts changes.
    pub version: u64,
}

/// One thing that is done about a gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum GapStep {
    /// Asks whoever works there.
    Send,
    /// Answers.
    Answer {
        /// What.
        text: ShortText,
    },
    /// Sets it aside.
    Dismiss {
        /// Why.
        reason: ShortText,
    },
}

/// A step with the gap that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapCommand {
    /// Which.
    pub gap: Gap,
    /// What is done.
    pub step: GapStep,
}

impl FreeTexts for GapCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { gap: _, step } = self;
        match step {
            GapStep::Send => Vec::new(),
            GapStep::Answer { text } => vec![FreeText::asked("text", text.as_str())],
            GapStep::Dismiss { reason } => vec![FreeText::asked("reason", reason.as_str())],
        }
    }
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GapFault {
    /// Nothing is said.
    #[error("nothing is said")]
    Silent,
    /// Nobody has asked.
    #[error("nobody has asked")]
    NotAsked,
    /// It was set aside, or asked of already.
    #[error("done already")]
    Done,
}

impl GapFault {
    /// The field that the fault is about, and what is wrong with it.
    pub fn issue(self, step: &GapStep) -> Issue {
        let field = match step {
            GapStep::Send => "",
            GapStep::Answer { .. } => "text",
            GapStep::Dismiss { .. } => "reason",
        };
        let code = match self {
            Self::Silent => IssueCode::Required,
            Self::NotAsked | Self::Done => IssueCode::AlreadyExists,
        };
        Issue::new(field, code)
    }
}

/// The state after a step. The table of all steps in all states is in `docs/state-machines/gap.md`.
///
/// # Errors
/// `Silent`, `NotAsked`, `Done`.
pub fn step(before: &GapState, step: &GapStep, by: PersonId, today: Date) -> Result<GapState, GapFault> {
    match (step, before) {
        (GapStep::Send, GapState::Found | GapState::Answered { .. } | GapState::Dismissed { .. }) => {
            Ok(GapState::Sent { on: today, by })
        }
        (GapStep::Send, GapState::Sent { .. }) => Err(GapFault::Done),
        (GapStep::Answer { text }, GapState::Sent { .. } | GapState::Answered { .. }) => {
            if text.as_str().is_empty() {
                return Err(GapFault::Silent);
            }
            Ok(GapState::Answered {
                on: today,
                by,
                text: text.clone(),
            })
        }
        (GapStep::Answer { .. }, GapState::Found | GapState::Dismissed { .. }) => Err(GapFault::NotAsked),
        (GapStep::Dismiss { .. }, GapState::Dismissed { .. }) => Err(GapFault::Done),
        (GapStep::Dismiss { reason }, GapState::Found | GapState::Sent { .. } | GapState::Answered { .. }) => {
            if reason.as_str().is_empty() {
                return Err(GapFault::Silent);
            }
            Ok(GapState::Dismissed {
                on: today,
                by,
                reason: reason.clone(),
            })
        }
    }
}
