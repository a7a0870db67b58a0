//! Where coverage is counted: units, who is placed there in a period, and what is served from where.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use domain::access::{Action, Actor, Subject, may};
use domain::coverage::Period;
use domain::coverage::view::{Position, UnitSet};
use domain::ids::{PersonId, UnitId};
use domain::places::{Merger, NearbyUnit, Owner, Placement, Unit};
use jiff::civil::Date;

use super::known::Known;
use crate::{Ctx, ServiceError};

/// What is served from where, found from both ends.
#[derive(Default)]
struct Lists {
    hosts: HashMap<UnitId, Vec<UnitId>>,
    served: HashMap<UnitId, Vec<UnitId>>,
}

impl Lists {
    fn of<'a>(rows: impl Iterator<Item = &'a NearbyUnit>) -> Self {
        let mut lists = Self::default();
        for row in rows {
            lists.hosts.entry(row.nearby).or_default().push(row.host);
            lists.served.entry(row.host).or_default().push(row.nearby);
        }
        lists
    }

    fn hosts(&self, unit: UnitId) -> &[UnitId] {
        self.hosts.get(&unit).map_or(&[], Vec::as_slice)
    }
}

/// Placements of a period and nearby lists.
pub(super) struct Ground {
    /// By unit, in order of their first day.
    placed: BTreeMap<UnitId, Vec<Placement>>,
    /// Who has a position there today: what access follows, whatever period is asked for.
    now: BTreeMap<UnitId, BTreeSet<PersonId>>,
    /// What was, is or is to be served from where in the period.
    nearby: Lists,
    /// The same today.
    nearby_now: Lists,
    /// What all of it was read from.
    known: Arc<Known>,
    period: Period,
    today: Date,
}

impl Ground {
    /// One read.
    pub async fn of(ctx: &Ctx, period: Period) -> Result<Self, ServiceError> {
        let known = ctx.services.coverage.places(ctx.store()).await?;
        Ok(Self::from(known, period, ctx.today()))
    }

    /// The same of several periods. One read.
    pub async fn of_each<const N: usize>(ctx: &Ctx, periods: [Period; N]) -> Result<[Self; N], ServiceError> {
        let known = ctx.services.coverage.places(ctx.store()).await?;
        Ok(periods.map(|period| Self::from(Arc::clone(&known), period, ctx.today())))
    }

    fn from(known: Arc<Known>, period: Period, today: Date) -> Self {
        let rows = &known.ground;
        let (first, last) = (period.first(), period.last());
        let mut placed: BTreeMap<UnitId, Vec<Placement>> = BTreeMap::new();
        let mut now: BTreeMap<UnitId, BTreeSet<PersonId>> = BTreeMap::new();
        for one in &rows.placements {
            if let Some(person) = one.person.filter(|_| one.holds_on(today)) {
                now.entry(one.unit).or_default().insert(person);
            }
            if one.from <= last && one.to.is_none_or(|to| first <= to) {
                placed.entry(one.unit).or_default().push(one.clone());
            }
        }
        for there in placed.values_mut() {
            there.sort_by_key(|one| (one.from, one.id));
        }
        let listed =
            |first: Date, last: Date| Lists::of(rows.nearby.iter().filter(|row| row.holds_between(first, last)));
        Self {
            placed,
            now,
            nearby: listed(first, last),
            nearby_now: listed(today, today),
            known,
            period,
            today,
        }
    }

    /// The placements at a unit.
    pub fn placed(&self, unit: UnitId) -> &[Placement] {
        self.placed.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// Where a person has a position today, with what has become a part of it.
    pub fn placed_now(&self, person: PersonId) -> BTreeSet<UnitId> {
        let theirs = self.now.iter().filter(|(_, people)| people.contains(&person));
        let mut there: BTreeSet<UnitId> = theirs.map(|(unit, _)| *unit).collect();
        // Whole chains of mergers: as long as one more is found.
        loop {
            let came = self.known.ground.merged.iter().filter(|one| {
                let went = one.merged.filter(|merger| merger.from <= self.today);
                went.is_some_and(|merger| there.contains(&merger.into))
            });
            let came: Vec<UnitId> = came.map(|one| one.id).filter(|id| !there.contains(id)).collect();
            if came.is_empty() {
                return there;
            }
            there.extend(came);
        }
    }

    /// Where this is served from.
    pub fn hosts(&self, unit: UnitId) -> impl Iterator<Item = UnitId> + use<'_> {
        self.nearby.hosts(unit).iter().copied()
    }

    /// What is served from here.
    pub fn nearby(&self, unit: UnitId) -> impl Iterator<Item = UnitId> + use<'_> {
        self.nearby.served.get(&unit).into_iter().flatten().copied()
    }

    /// What the access table is asked about a unit: whose it is are those who have a position there today, or from where it is served. What
    /// has become a part of another is that one's.
    pub fn subject(&self, unit: &Unit) -> Subject {
        let mut people = Vec::new();
        let mut at = Some(unit.id);
        while let Some(id) = at {
            let hosts = self.nearby_now.hosts(id).iter();
            let from_hosts = hosts.filter_map(|host| self.now.get(host));
            let there = self.now.get(&id).into_iter().chain(from_hosts);
            people.extend(there.flatten().copied());
            at = self
                .into(id)
                .filter(|merger| merger.from <= self.today)
                .map(|merger| merger.into);
        }
        Subject {
            people,
            unit: Some(unit.id),
            owner: unit.owner,
        }
    }

    /// Those who work at a unit in the period, or from where it is served.
    pub fn people(&self, unit: UnitId) -> impl Iterator<Item = PersonId> + use<'_> {
        let there = self.placed(unit).iter();
        let from_hosts = self.hosts(unit).flat_map(|host| self.placed(host));
        there.chain(from_hosts).filter_map(|one| one.person)
    }

    /// Whether the actor may see a unit's figures.
    pub fn may_see(&self, actor: &Actor, unit: &Unit) -> bool {
        may(actor, Action::ViewCoverage, &self.subject(unit))
    }

    /// The units that are served from another.
    pub fn served(&self) -> BTreeSet<UnitId> {
        self.nearby.hosts.keys().copied().collect()
    }

    /// Whether a unit is one of a set.
    pub fn is_in(&self, set: UnitSet, unit: &Unit, served: &BTreeSet<UnitId>, has_facts: bool) -> bool {
        match set {
            UnitSet::Advised => !self.placed(unit.id).is_empty(),
            UnitSet::Nearby => served.contains(&unit.id) && (self.was_open(unit) || has_facts),
            UnitSet::All => self.was_open(unit) || has_facts || !self.placed(unit.id).is_empty(),
        }
    }

    /// Whether a unit was in use by itself in some part of the period.
    fn was_open(&self, unit: &Unit) -> bool {
        unit.was_open_between(self.period.first(), self.period.last())
    }

    /// What a unit becomes, or has become, a part of. A unit is merged once, and only into one that was not: there is no circle.
    fn into(&self, unit: UnitId) -> Option<Merger> {
        self.known.ground.merged.iter().find(|one| one.id == unit)?.merged
    }

    /// Both sides of a unit's mergers: itself with what it went into, and those that came.
    pub fn mergers(&self, unit: UnitId) -> (Option<Merger>, Vec<&Unit>) {
        let came = self
            .known
            .ground
            .merged
            .iter()
            .filter(|one| one.merged.is_some_and(|merger| merger.into == unit));
        (self.into(unit), came.collect())
    }

    /// Every unit, by name, as it is now.
    pub fn units(&self) -> &[Unit] {
        &self.known.units
    }

    /// Every owner, by name.
    pub fn owners(&self) -> &[Owner] {
        &self.known.owners
    }

    /// The name of somebody who was ever placed somewhere.
    pub fn name(&self, person: PersonId) -> Option<&String> {
        self.known.names.get(&person)
    }

    /// The positions at a unit with names.
    pub fn positions(&self, unit: UnitId) -> Vec<Position> {
        self.placed(unit)
            .iter()
            .map(|one| Position {
                name: one.person.and_then(|person| self.name(person).cloned()),
                percent: one.percent.get(),
                state: one.state,
                from: one.from,
                to: one.to,
            })
            .collect()
    }
}
