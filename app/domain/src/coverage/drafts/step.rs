//! One thing that a draft does.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::outcome::Field;
use super::post::{Post, posts};
use crate::coverage::Kind;
use crate::ids::{PersonId, PlacementId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{Headcount, MeasureCount, Percent, WorkMinutes};

named! {
    /// The kinds of step, as a form's choice.
    StepKind[4] {
        /// A position, or a share of one, goes to another unit.
        Move = "move",
        /// A placement ends.
        End = "end",
        /// A placement begins.
        Add = "add",
        /// Measures are planned.
        Measure = "measure",
    }
}

/// One thing that a draft does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Step {
    /// Moves a share of a placement.
    Move {
        /// Which.
        placement: PlacementId,
        /// Where to.
        unit: UnitId,
        /// So much of a full position.
        percent: Percent,
        /// The first day there.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
    /// Ends a placement.
    End {
        /// Which.
        placement: PlacementId,
        /// The last day.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
    /// Begins a placement.
    Add {
        /// Whose; nobody's is a vacant position.
        #[serde(default)]
        person: Option<PersonId>,
        /// Where.
        unit: UnitId,
        /// So much of a full position.
        percent: Percent,
        /// The first day.
        #[serde(with = "crate::time::wire")]
        on: Date,
    },
    /// Plans measures of one kind at a unit.
    Measure {
        /// What kind.
        measure: Kind,
        /// Where.
        unit: UnitId,
        /// On which day the first of them is.
        #[serde(with = "crate::time::wire")]
        on: Date,
        /// How many.
        number: MeasureCount,
        /// Minutes for pupils, of each.
        pupils: WorkMinutes,
        /// Minutes for the competence of staff, of each.
        competence: WorkMinutes,
        /// Staff who are reached, by all of them.
        staff: Headcount,
    },
}

impl Step {
    /// What kind of step.
    pub const fn kind(&self) -> StepKind {
        match self {
            Self::Move { .. } => StepKind::Move,
            Self::End { .. } => StepKind::End,
            Self::Add { .. } => StepKind::Add,
            Self::Measure { .. } => StepKind::Measure,
        }
    }

    /// The day from which, or on which, it is.
    pub const fn on(&self) -> Date {
        match self {
            Self::Move { on, .. } | Self::End { on, .. } | Self::Add { on, .. } | Self::Measure { on, .. } => *on,
        }
    }

    /// The unit that it names.
    pub const fn unit(&self) -> Option<UnitId> {
        match self {
            Self::Move { unit, .. } | Self::Add { unit, .. } | Self::Measure { unit, .. } => Some(*unit),
            Self::End { .. } => None,
        }
    }

    /// The placement that it changes.
    pub const fn placement(&self) -> Option<PlacementId> {
        match self {
            Self::Move { placement, .. } | Self::End { placement, .. } => Some(*placement),
            Self::Add { .. } | Self::Measure { .. } => None,
        }
    }
}

/// What is wrong with a step after those before it, beside the fields of its form; nothing where it can be taken.
pub fn faults(field: &Field<'_>, before: &[Step], step: &Step) -> Vec<Issue> {
    let mut issues = Issues::new();
    let there = posts(field.placements, before);
    if !field.period.holds(step.on()) {
        issues.push("on", IssueCode::OutsidePeriod);
    }
    if step.unit().is_some_and(|unit| !field.units.contains(&unit)) {
        issues.push("unit", IssueCode::NotInPeriod);
    }
    match step {
        Step::Move {
            placement,
            unit,
            percent,
            on,
        } => of_move(&there, *placement, *unit, (percent.get(), *on), &mut issues),
        Step::End { placement, on } => {
            if held(&there, *placement, *on).is_none() {
                issues.push("placement", IssueCode::UnknownChoice);
            }
        }
        Step::Add {
            person, percent, on, ..
        } => {
            let sum = person.map_or(0, |person| most_from(&there, person, *on)) + u32::from(percent.get());
            if sum > 100 {
                issues.push("percent", IssueCode::MoreThanFull { percent: sum });
            }
        }
        Step::Measure { pupils, competence, .. } => {
            if pupils.get() == 0 && competence.get() == 0 {
                let range = IssueCode::OutOfRange {
                    min: 1,
                    max: WorkMinutes::MAX.into(),
                };
                issues.push("pupils", range);
            }
        }
    }
    issues.into_vec()
}

fn of_move(there: &[Post], placement: PlacementId, unit: UnitId, (percent, on): (u8, Date), issues: &mut Issues) {
    match held(there, placement, on) {
        None => issues.push("placement", IssueCode::UnknownChoice),
        Some(post) => {
            if post.unit == unit {
                issues.push("unit", IssueCode::SamePlace);
            }
            if percent > post.percent {
                let max = post.percent.into();
                issues.push("percent", IssueCode::OutOfRange { min: 1, max });
            }
        }
    }
}

/// What is left of a placement on a day; of one that begins later, its first day.
fn held(there: &[Post], placement: PlacementId, on: Date) -> Option<&Post> {
    let own = || there.iter().filter(|post| post.placement == Some(placement));
    own()
        .find(|post| post.holds_on(on))
        .or_else(|| own().filter(|post| on < post.from).min_by_key(|post| post.from))
}

/// The most that a person has on any day from this one on.
fn most_from(there: &[Post], person: PersonId, on: Date) -> u32 {
    let own: Vec<&Post> = there.iter().filter(|post| post.person == Some(person)).collect();
    // The sum can only rise on a day when something starts.
    let starts: BTreeSet<Date> = own.iter().map(|post| post.from.max(on)).chain([on]).collect();
    let sum = |day: Date| -> u32 {
        let holds = own.iter().filter(|post| post.holds_on(day));
        holds.map(|post| u32::from(post.percent)).sum()
    };
    starts.into_iter().map(sum).max().unwrap_or_default()
}
