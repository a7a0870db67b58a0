//! How many of each measure a unit is to have in a school year (måltall), with what they were before and why they were changed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fact::Kind;
use crate::ids::{PersonId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{ShortText, Target};
use crate::text_guard::{FreeText, FreeTexts};
use crate::time::SchoolYear;

/// The changes that are kept.
pub const MAX_HISTORY: usize = 20;

/// So many of each kind; a kind without a number has no target.
pub type Targets = BTreeMap<Kind, Target>;

/// The targets of a unit for a school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitTargets {
    /// Which unit.
    pub unit: UnitId,
    /// Which year.
    pub year: SchoolYear,
    /// As they are.
    pub targets: Targets,
    /// As they were, the latest change first.
    pub history: Vec<TargetChange>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// A change of targets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetChange {
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// Who.
    pub by: PersonId,
    /// Why; empty for those that were set first.
    pub reason: ShortText,
    /// As they were before.
    pub before: Targets,
}

/// Sets the targets of a unit for a school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetTargets {
    /// Which unit.
    pub unit: UnitId,
    /// Which year.
    pub year: SchoolYear,
    /// As they are to be.
    pub targets: Targets,
    /// Why they are changed.
    pub reason: ShortText,
}

impl FreeTexts for SetTargets {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            unit: _,
            year: _,
            targets: _,
            reason,
        } = self;
        vec![FreeText::naming("reason", reason.as_str())]
    }
}

/// Why targets are not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetRule {
    /// They were set before, and no reason is given for the change.
    #[error("no reason for the change")]
    NoReason,
    /// They are as they were.
    #[error("nothing changed")]
    Unchanged,
}

impl TargetRule {
    /// The field that the rule is about, and what is wrong with it.
    pub fn issue(self) -> Issue {
        match self {
            Self::NoReason => Issue::new("reason", IssueCode::Required),
            Self::Unchanged => Issue::new("", IssueCode::AlreadyExists),
        }
    }
}

/// The targets after a change.
///
/// # Errors
/// `NoReason` where there were targets before; `Unchanged`.
pub fn set(
    before: Option<&UnitTargets>,
    wanted: &SetTargets,
    by: PersonId,
    today: Date,
) -> Result<UnitTargets, TargetRule> {
    let Some(before) = before else {
        return Ok(UnitTargets {
            unit: wanted.unit,
            year: wanted.year,
            targets: wanted.targets.clone(),
            history: Vec::new(),
            version: 1,
        });
    };
    if before.targets == wanted.targets {
        return Err(TargetRule::Unchanged);
    }
    if wanted.reason.as_str().is_empty() {
        return Err(TargetRule::NoReason);
    }
    let mut history = vec![TargetChange {
        on: today,
        by,
        reason: wanted.reason.clone(),
        before: before.targets.clone(),
    }];
    history.extend(before.history.iter().take(MAX_HISTORY - 1).cloned());
    Ok(UnitTargets {
        targets: wanted.targets.clone(),
        history,
        version: before.version + 1,
        ..before.clone()
    })
}

/// Targets as typed: a text for each kind, empty for none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TargetForm {
    /// By the kind's name.
    pub numbers: BTreeMap<String, String>,
    /// Why.
    pub reason: String,
}

impl TargetForm {
    /// The name of the field of a kind.
    pub fn field(kind: Kind) -> String {
        format!("targets.{}", kind.name())
    }

    /// The change, or what is wrong beside each field.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, unit: UnitId, year: SchoolYear) -> Result<SetTargets, Vec<Issue>> {
        let mut issues = Issues::new();
        let mut targets = Targets::new();
        for kind in Kind::ALL {
            let typed = self.numbers.get(kind.name()).map_or("", |text| text.trim());
            if typed.is_empty() {
                continue;
            }
            if let Some(number) = issues.keep(Self::field(kind), Target::parse(typed)) {
                targets.insert(kind, number);
            }
        }
        let reason = issues.keep("reason", ShortText::parse(&self.reason));
        match reason {
            Some(reason) if issues.is_empty() => Ok(SetTargets {
                unit,
                year,
                targets,
                reason,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}
