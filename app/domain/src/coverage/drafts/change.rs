//! A draft, and what is done with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::step::Step;
use crate::coverage::Period;
use crate::ids::{PersonId, WhatIfId};
use crate::issue::{Issue, IssueCode};
use crate::text::Title;
use crate::text_guard::{FreeText, FreeTexts};

/// The most steps of a draft.
pub const MAX_STEPS: usize = 30;

/// A draft. It is its owner's alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// Which.
    pub id: WhatIfId,
    /// Whose.
    pub owner: PersonId,
    /// What it is called.
    pub name: Title,
    /// What stretch of time it is about.
    pub period: Period,
    /// What it does, in order.
    pub steps: Vec<Step>,
    /// The steps before the last change of them; none where there is nothing to undo.
    #[serde(default)]
    pub earlier: Option<Vec<Step>>,
    /// When it was changed last.
    #[serde(with = "crate::time::wire")]
    pub changed_on: Date,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// One change of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum WhatIfCommand {
    /// Begins one, without steps.
    Create {
        /// Made by the browser.
        id: WhatIfId,
        /// What it is called.
        name: Title,
        /// What stretch of time it is about.
        period: Period,
    },
    /// Calls it something else.
    Rename {
        /// Which.
        id: WhatIfId,
        /// What it is called.
        name: Title,
    },
    /// Adds a step after the others.
    Add {
        /// Which.
        id: WhatIfId,
        /// What it does.
        step: Step,
    },
    /// Takes a step away.
    Remove {
        /// Which.
        id: WhatIfId,
        /// From 1.
        number: u8,
    },
    /// Takes the last change of the steps back; a second time, it is made again.
    Undo {
        /// Which.
        id: WhatIfId,
    },
    /// Deletes the draft.
    Delete {
        /// Which.
        id: WhatIfId,
    },
}

impl WhatIfCommand {
    /// The draft that it is about.
    pub const fn id(&self) -> WhatIfId {
        match self {
            Self::Create { id, .. }
            | Self::Rename { id, .. }
            | Self::Add { id, .. }
            | Self::Remove { id, .. }
            | Self::Undo { id }
            | Self::Delete { id } => *id,
        }
    }
}

impl FreeTexts for WhatIfCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Create { id: _, name, period: _ } | Self::Rename { id: _, name } => {
                vec![FreeText::naming("name", name.as_str())]
            }
            Self::Add { id: _, step: _ }
            | Self::Remove { id: _, number: _ }
            | Self::Undo { id: _ }
            | Self::Delete { id: _ } => Vec::new(),
        }
    }
}

/// Why a change is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhatIfRule {
    /// It has as many steps as a draft can have.
    #[error("too many steps")]
    Full,
    /// There is no such step.
    #[error("no such step")]
    NoStep,
    /// Nothing was changed yet.
    #[error("nothing to undo")]
    NothingToUndo,
}

impl WhatIfRule {
    /// The field that the rule is about, and what is wrong with it.
    pub fn issue(self) -> Issue {
        let code = match self {
            Self::Full => IssueCode::NoRoom {
                max: u32::try_from(MAX_STEPS).unwrap_or(u32::MAX),
            },
            Self::NoStep | Self::NothingToUndo => IssueCode::UnknownChoice,
        };
        Issue::new("step", code)
    }
}

/// The draft after a change of one that is there; one that is created or deleted stays as it is.
///
/// # Errors
/// `Full`, `NoStep`, `NothingToUndo`.
pub fn apply(before: &WhatIf, command: &WhatIfCommand, today: Date) -> Result<WhatIf, WhatIfRule> {
    let mut after = WhatIf {
        changed_on: today,
        version: before.version + 1,
        ..before.clone()
    };
    match command {
        WhatIfCommand::Create { .. } | WhatIfCommand::Delete { .. } => return Ok(before.clone()),
        WhatIfCommand::Rename { name, .. } => after.name = name.clone(),
        WhatIfCommand::Add { step, .. } => {
            if before.steps.len() >= MAX_STEPS {
                return Err(WhatIfRule::Full);
            }
            after.earlier = Some(before.steps.clone());
            after.steps.push(step.clone());
        }
        WhatIfCommand::Remove { number, .. } => {
            let at = usize::from(*number).checked_sub(1);
            let at = at.filter(|at| *at < before.steps.len()).ok_or(WhatIfRule::NoStep)?;
            after.earlier = Some(before.steps.clone());
            after.steps.remove(at);
        }
        WhatIfCommand::Undo { .. } => {
            let earlier = before.earlier.clone().ok_or(WhatIfRule::NothingToUndo)?;
            after.steps = earlier;
            after.earlier = Some(before.steps.clone());
        }
    }
    Ok(after)
}
