//! What agreements say together: positions that are more than full, and units that two of them cover at once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::agreement::{Agreement, Position, State, Terms};
use crate::ids::{AgreementId, PersonId, PlacementId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::places::Placement;

/// A share of a full position, from a day to another.
#[derive(Debug, Clone, Copy)]
struct Share {
    first: Date,
    last: Date,
    percent: u32,
}

/// Who has a position, and when: both the agreement and the placement hold.
fn share_of(
    position: &Position,
    (from, to): (Date, Date),
    placements: &BTreeMap<PlacementId, Placement>,
) -> Option<(PersonId, Share)> {
    let placement = placements.get(&position.placement?)?;
    let share = Share {
        first: from.max(placement.from),
        last: placement.to.map_or(to, |last| last.min(to)),
        percent: u32::from(position.percent.get()),
    };
    (share.first <= share.last).then_some((placement.person?, share))
}

/// The positions after which their person has more than a full position on some day: in these terms, with those of other
/// agreements beside them. A placement counts on its own days alone.
pub fn over_full(terms: &Terms, placements: &BTreeMap<PlacementId, Placement>, others: &[&Agreement]) -> Vec<Issue> {
    let mut shares: BTreeMap<PersonId, Vec<Share>> = BTreeMap::new();
    for other in others.iter().filter(|other| other.state.is_signed()) {
        let days = (other.terms.from, other.last_day());
        let found = other
            .terms
            .positions
            .iter()
            .filter_map(|one| share_of(one, days, placements));
        found.for_each(|(person, share)| shares.entry(person).or_default().push(share));
    }
    let mut issues = Vec::new();
    for (at, position) in terms.positions.iter().enumerate() {
        let Some((person, share)) = share_of(position, (terms.from, terms.to), placements) else {
            continue;
        };
        let of_person = shares.entry(person).or_default();
        of_person.push(share);
        let percent = most(of_person, share);
        if percent > 100 {
            issues.push(Issue::new(
                format!("positions[{at}].percent"),
                IssueCode::MoreThanFull { percent },
            ));
        }
    }
    issues
}

/// The most on a day of one share. The sum can only rise on a day when something begins.
fn most(shares: &[Share], within: Share) -> u32 {
    let holds = |share: &Share, day: Date| share.first <= day && day <= share.last;
    let on = |day: Date| -> u32 {
        let there = shares.iter().filter(|share| holds(share, day));
        there.map(|share| share.percent).sum()
    };
    let begins = shares
        .iter()
        .map(|share| share.first)
        .filter(|day| holds(&within, *day));
    begins.chain([within.first]).map(on).max().unwrap_or_default()
}

/// That another agreement covers the same units on the same days. It is told and stops nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// The other one.
    pub agreement: AgreementId,
    /// Units that both have as their owner's.
    pub units: BTreeSet<UnitId>,
    /// The first day on which both hold.
    #[serde(with = "crate::time::wire")]
    pub from: Date,
    /// The last one.
    #[serde(with = "crate::time::wire")]
    pub to: Date,
}

/// The agreements that are signed, or about to be, and cover a unit of this one on days that both hold. What is past is not told.
pub fn overlaps<'a>(agreement: &Agreement, all: impl IntoIterator<Item = &'a Agreement>, today: Date) -> Vec<Overlap> {
    if agreement.state == State::Withdrawn {
        return Vec::new();
    }
    let is_other =
        |other: &&Agreement| other.id != agreement.id && (other.state.is_signed() || other.state == State::ToSign);
    let overlap = |other: &Agreement| {
        let units: BTreeSet<UnitId> = agreement
            .terms
            .units
            .intersection(&other.terms.units)
            .copied()
            .collect();
        let from = agreement.terms.from.max(other.terms.from);
        let to = agreement.last_day().min(other.last_day());
        (!units.is_empty() && from <= to && today <= to).then_some(Overlap {
            agreement: other.id,
            units,
            from,
            to,
        })
    };
    all.into_iter().filter(is_other).filter_map(overlap).collect()
}
