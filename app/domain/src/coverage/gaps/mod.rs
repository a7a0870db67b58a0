//! Gap rules (domain brief, 6.3): what a coordinator is told of without looking for it, and what was done about it.
//!
//! A gap is found anew each time from what there is; nothing closes it but that it is no longer so. What is stored is the thresholds, and
//! what was said of a gap: sent to whoever works there, answered, or set aside with a reason.

mod next;
mod notes;
mod rules;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use next::{NextStep, Surroundings, next_step};
pub use notes::{GapCommand, GapFault, GapNote, GapState, GapStep, step};
pub use rules::{Ground, gaps, unconfirmed, weeks_behind};

use crate::ids::UnitId;
use crate::issue::{Issue, Issues};
use crate::text::GapThreshold;
use crate::text_guard::{FreeText, FreeTexts};

named! {
    /// A rule that finds gaps.
    GapRule[9] {
        /// Nothing was carried out for so many weeks of school, and nothing is planned.
        NoActivity = "no_activity",
        /// No competence measure is held or planned in the school year, so many months into it.
        NoStaffTraining = "no_staff_training",
        /// No needs survey for so many months.
        NoSurvey = "no_survey",
        /// A position has been vacant for so many days.
        Vacant = "vacant",
        /// The agreement about the unit has so many months left at most, or has ended, and none takes over.
        Agreement = "agreement",
        /// A need that came first in a survey has had no measure for so many weeks.
        Need = "need",
        /// One of the routines that every school is to have is missing, or was not adopted or gone through for so many months.
        Routine = "routine",
        /// It is May, and the routine of travel was not adopted or gone through in the months before.
        TravelRoutine = "travel_routine",
        /// Somebody there has confirmed no week of hours for so many weeks of work.
        Hours = "hours",
    }
}

impl GapRule {
    /// The threshold as long as nobody has set another.
    pub const fn usual(self) -> u16 {
        match self {
            Self::NoActivity => 8,
            // From 1 August to 1 February.
            Self::NoStaffTraining => 6,
            Self::NoSurvey => 18,
            Self::Vacant => 30,
            Self::Agreement => 6,
            Self::Need => 8,
            Self::Routine => 12,
            // From November to May.
            Self::TravelRoutine => 6,
            Self::Hours => 4,
        }
    }
}

/// A rule as it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetting {
    /// Which.
    pub rule: GapRule,
    /// Whether it is looked at.
    pub is_on: bool,
    /// Weeks, months or days, as the rule counts.
    pub threshold: GapThreshold,
    /// Counts changes; 0 where nobody has set it.
    pub version: u64,
}

impl RuleSetting {
    /// As it is before anybody has set it.
    pub fn usual(rule: GapRule) -> Option<Self> {
        Some(Self {
            rule,
            is_on: true,
            threshold: GapThreshold::new(rule.usual().into()).ok()?,
            version: 0,
        })
    }

    /// Every rule, as it was set or as it usually is.
    pub fn all(set: &[Self]) -> Vec<Self> {
        GapRule::ALL
            .into_iter()
            .filter_map(|rule| {
                let own = set.iter().find(|one| one.rule == rule).copied();
                own.or_else(|| Self::usual(rule))
            })
            .collect()
    }
}

/// A gap at a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gap {
    /// Which rule has found it.
    pub rule: GapRule,
    /// Where.
    pub unit: UnitId,
    /// The last day on which it was otherwise; none where it never was. A gap that comes back after it was closed is another.
    #[serde(default, with = "crate::time::wire::option")]
    pub since: Option<Date>,
}

/// Sets a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetRule {
    /// Which.
    pub rule: GapRule,
    /// Whether it is looked at.
    pub is_on: bool,
    /// Weeks, months or days.
    pub threshold: GapThreshold,
}

impl FreeTexts for SetRule {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            rule: _,
            is_on: _,
            threshold: _,
        } = self;
        Vec::new()
    }
}

/// A rule as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleForm {
    /// Whether it is looked at.
    pub is_on: bool,
    /// A number.
    pub threshold: String,
}

impl RuleForm {
    /// The name of the field of a rule.
    pub fn field(rule: GapRule) -> String {
        format!("threshold-{}", rule.name())
    }

    /// The change, or what is wrong beside the field.
    ///
    /// # Errors
    /// For what is no number, or none from 1 to 999.
    pub fn parse(&self, rule: GapRule) -> Result<SetRule, Vec<Issue>> {
        let mut issues = Issues::new();
        match issues.keep(Self::field(rule), GapThreshold::parse(&self.threshold)) {
            Some(threshold) => Ok(SetRule {
                rule,
                is_on: self.is_on,
                threshold,
            }),
            None => Err(issues.into_vec()),
        }
    }
}
