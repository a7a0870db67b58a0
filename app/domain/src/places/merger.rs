//! Two units become one from a day on: what follows of it.
//!
//! What has been stays where it was: activities, targets and figures keep the unit that ended. Who is placed there goes on at the other, and
//! nearby lists name the other in its stead, both from the day on and not before, so that a period before it is told as it always was. What
//! is planned keeps its place, since those who lead it decide.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::placement::{Placement, PlacementWarning, percent_on};
use super::unit::{Merger, NearbyUnit, Unit};
use crate::ids::{PersonId, PlacementId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::time::SchoolYear;

/// School years ahead that a merger can be decided for, beside this one.
const YEARS_AHEAD: i16 = 2;

/// What the decision is made on.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The unit that ends.
    pub unit: &'a Unit,
    /// The unit that goes on.
    pub into: &'a Unit,
    /// Those that have become, or are to become, a part of the one that ends.
    pub came: &'a [Unit],
    /// Every placement at the unit that ends, and every other one of the people there.
    pub placements: &'a [Placement],
    /// Every entry of a nearby list that names one of the two.
    pub nearby: &'a [NearbyUnit],
    /// Today in Norway.
    pub today: Date,
}

/// What a merger does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergePlan {
    /// The unit that ends, as it will be.
    pub unit: Unit,
    /// Placements as they are and as they will be: with an end, or begun at the other where they had not begun by the day.
    pub changed: Vec<(Placement, Placement)>,
    /// Placements at the other for what was ended.
    pub begun: Vec<Placement>,
    /// Entries of nearby lists that are written, new or over what is there.
    pub listed: Vec<NearbyUnit>,
    /// Entries that would have begun by the day or later, and never do.
    pub unlisted: Vec<NearbyUnit>,
}

impl MergePlan {
    /// The placements that go on at the other unit.
    pub fn going_on(&self) -> impl Iterator<Item = &Placement> {
        let moved = self.changed.iter().map(|(_, after)| after);
        moved.filter(|after| after.unit != self.unit.id).chain(&self.begun)
    }
}

/// Why a merger can't be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeFault {
    /// Faults by field: `into` and `merge_from`.
    Fields(Vec<Issue>),
    /// Who would have more than a full position from a day on, each once.
    OverFull(Vec<PlacementWarning>),
}

/// What follows when a unit becomes a part of another. `new_id` gives the ids of placements that begin.
///
/// # Errors
/// Every fault of unit, place and day; else everybody who would have more than a full position.
pub fn plan(
    around: &Around<'_>,
    merger: Merger,
    mut new_id: impl FnMut() -> PlacementId,
) -> Result<MergePlan, MergeFault> {
    let issues = faults(around, merger);
    if !issues.is_empty() {
        return Err(MergeFault::Fields(issues.into_vec()));
    }
    let unit = around.unit;
    // `faults` has seen that there is a day before.
    let last = merger.from.yesterday().unwrap_or(merger.from);
    let mut plan = MergePlan {
        unit: Unit {
            merged: Some(merger),
            version: unit.version + 1,
            ..unit.clone()
        },
        changed: Vec::new(),
        begun: Vec::new(),
        listed: Vec::new(),
        unlisted: Vec::new(),
    };
    let runs_past = |one: &&Placement| one.unit == unit.id && one.to.is_none_or(|to| merger.from <= to);
    for one in around.placements.iter().filter(runs_past) {
        let version = one.version + 1;
        if one.from < merger.from {
            let ended = Placement {
                to: Some(last),
                version,
                ..one.clone()
            };
            plan.changed.push((one.clone(), ended));
            plan.begun.push(Placement {
                id: new_id(),
                unit: merger.into,
                from: merger.from,
                version: 1,
                ..one.clone()
            });
        } else {
            let moved = Placement {
                unit: merger.into,
                version,
                ..one.clone()
            };
            plan.changed.push((one.clone(), moved));
        }
    }
    let over_full = over_full(around, &plan, merger.from);
    if !over_full.is_empty() {
        return Err(MergeFault::OverFull(over_full));
    }
    lists(around, merger, last, &mut plan);
    Ok(plan)
}

fn faults(around: &Around<'_>, merger: Merger) -> Issues {
    let Around { unit, into, .. } = around;
    let mut issues = Issues::new();
    if let Some(before) = unit.merged {
        issues.push("into", IssueCode::MergedAlready { from: before.from });
        return issues;
    }
    if unit.id == into.id {
        issues.push("into", IssueCode::MergedWithItself);
    } else if let Some(other) = into.merged {
        // Neither a chain of what is to come nor a circle: who goes on is a unit that stays.
        issues.push("into", IssueCode::MergedAlready { from: other.from });
    } else if !unit.active || !into.active {
        issues.push("into", IssueCode::ClosedPlace);
    }
    let year = SchoolYear::of(around.today);
    let first = year.first_day();
    let last = SchoolYear::starting(year.start_year() + YEARS_AHEAD).last_day();
    let came = around.came.iter().filter_map(|one| Some(one.merged?.from)).max();
    if !(first..=last).contains(&merger.from) {
        issues.push("merge_from", IssueCode::OutsideDays { first, last });
    } else if let Some(day) = came.filter(|day| merger.from <= *day) {
        issues.push("merge_from", IssueCode::BeforeLastMerger { day });
    }
    issues
}

/// Who would have more than a full position on some day from `from` on.
fn over_full(around: &Around<'_>, plan: &MergePlan, from: Date) -> Vec<PlacementWarning> {
    let changed: BTreeMap<PlacementId, &Placement> = plan.changed.iter().map(|(_, after)| (after.id, after)).collect();
    let kept = around.placements.iter().filter(|one| !changed.contains_key(&one.id));
    let all: Vec<Placement> = kept
        .chain(changed.values().copied())
        .chain(&plan.begun)
        .cloned()
        .collect();
    let people: BTreeSet<PersonId> = plan.going_on().filter_map(|one| one.person).collect();
    people
        .into_iter()
        .filter_map(|person| {
            let theirs = all.iter().filter(|one| one.person == Some(person));
            let mut days: Vec<Date> = theirs.map(|one| one.from.max(from)).collect();
            days.sort_unstable();
            days.into_iter().find_map(|from| {
                let percent = percent_on(&all, person, from);
                (percent > 100).then_some(PlacementWarning::OverFull { person, from, percent })
            })
        })
        .collect()
}

/// The other in the stead of the unit, on the lists of others and with a list of its own.
fn lists(around: &Around<'_>, merger: Merger, last: Date, plan: &mut MergePlan) {
    let id = around.unit.id;
    let instead = |unit: UnitId| if unit == id { merger.into } else { unit };
    let mut known: BTreeMap<(UnitId, UnitId), NearbyUnit> = BTreeMap::new();
    for row in around.nearby {
        known.insert((row.host, row.nearby), row.clone());
    }
    let mut written: BTreeMap<(UnitId, UnitId), NearbyUnit> = BTreeMap::new();
    for row in known.values() {
        let names_it = row.host == id || row.nearby == id;
        if !names_it || !row.has_not_ended(merger.from) {
            continue;
        }
        if row.from.is_some_and(|from| merger.from <= from) {
            plan.unlisted.push(row.clone());
        } else {
            let ended = NearbyUnit {
                to: Some(last),
                ..row.clone()
            };
            written.insert((row.host, row.nearby), ended);
        }
        let new = NearbyUnit {
            host: instead(row.host),
            nearby: instead(row.nearby),
            from: Some(row.from.map_or(merger.from, |from| from.max(merger.from))),
            ..row.clone()
        };
        // What it served itself is now at home.
        if new.host == new.nearby {
            continue;
        }
        let key = (new.host, new.nearby);
        let there = written.get(&key).or_else(|| known.get(&key));
        let after = there.map_or_else(|| new.clone(), |there| joined(there, &new));
        if there != Some(&after) {
            written.insert(key, after);
        }
    }
    plan.listed = written.into_values().collect();
}

/// Two entries of the same two units as one, with the note of the first.
fn joined(one: &NearbyUnit, other: &NearbyUnit) -> NearbyUnit {
    NearbyUnit {
        from: one.from.zip(other.from).map(|(one, other)| one.min(other)),
        to: one.to.zip(other.to).map(|(one, other)| one.max(other)),
        ..one.clone()
    }
}

#[cfg(test)]
mod tests;
