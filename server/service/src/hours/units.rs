//! The units that time of a week can be entered for. They stand in memory: what a week needs of places costs one read.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::ids::{PersonId, UnitId};
use domain::places::Placement;
use domain::time::length::ToLength as _;
use jiff::civil::Date;

use crate::coverage::Known;
use crate::{Ctx, ServiceError};

/// Units by id and name, those of placements in force in the week first.
pub(super) struct WeekUnits {
    /// All, each once.
    pub(super) all: Vec<(UnitId, String)>,
    /// How many of them are of placements.
    placed: usize,
    /// The person's placements, oldest first.
    pub(super) placements: Vec<Placement>,
    known: Arc<Known>,
}

impl WeekUnits {
    /// Those of placements in force in the week, also of such as have ended since, then those that are nearby now.
    pub(super) async fn of(ctx: &Ctx, person: PersonId, monday: Date) -> Result<Self, ServiceError> {
        let (today, sunday) = (ctx.today(), monday.saturating_add(6_i64.days()));
        let known = ctx.services.coverage.places(ctx.store()).await?;
        let own = known.ground.placements.iter().filter(|one| one.person == Some(person));
        let placements: Vec<Placement> = own.cloned().collect();
        let of = |is_meant: &dyn Fn(&Placement) -> bool| -> BTreeSet<UnitId> {
            let meant = placements.iter().filter(|one| is_meant(one));
            meant.map(|one| one.unit).collect()
        };
        let in_week = of(&|one| one.from <= sunday && one.to.is_none_or(|to| monday <= to));
        let hosts = of(&|one| one.to.is_none_or(|to| today <= to));
        let lists = known.ground.nearby.iter();
        let nearby: BTreeSet<UnitId> = lists
            .filter(|row| hosts.contains(&row.host) && row.has_not_ended(today))
            .map(|row| row.nearby)
            .collect();
        // Units are known by name, so both kinds are in order.
        let mut all: Vec<(UnitId, String)> = Vec::new();
        let mut further: Vec<(UnitId, String)> = Vec::new();
        for unit in &known.units {
            if in_week.contains(&unit.id) {
                all.push((unit.id, unit.name.to_string()));
            } else if nearby.contains(&unit.id) && !hosts.contains(&unit.id) && unit.is_open_on(today) {
                further.push((unit.id, unit.name.to_string()));
            }
        }
        let placed = all.len();
        all.extend(further);
        Ok(Self {
            all,
            placed,
            placements,
            known,
        })
    }

    /// Whether time can be entered for it.
    pub(super) fn has(&self, unit: UnitId) -> bool {
        self.all.iter().any(|(id, _)| *id == unit)
    }

    /// The unit of the only placement.
    pub(super) fn only(&self) -> Option<UnitId> {
        match self.all.as_slice() {
            [(id, _), ..] if self.placed == 1 => Some(*id),
            _ => None,
        }
    }

    /// Names of units, among them such as no time can be entered for any more.
    pub(super) fn names(&self, ids: impl IntoIterator<Item = UnitId>) -> HashMap<UnitId, String> {
        let ids: BTreeSet<UnitId> = ids.into_iter().collect();
        let units = self.known.units.iter().filter(|unit| ids.contains(&unit.id));
        units.map(|unit| (unit.id, unit.name.to_string())).collect()
    }
}
