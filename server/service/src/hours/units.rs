//! The units that time of a week can be entered for.

use domain::groups::view::UnitChoice;
use domain::ids::{PersonId, UnitId};
use domain::time::length::ToLength as _;
use jiff::civil::Date;
use store::placements;

use crate::{Ctx, ServiceError, places};

/// Units by id and name, those of placements in force in the week first.
pub(super) struct WeekUnits {
    /// All, each once.
    pub(super) all: Vec<(UnitId, String)>,
    /// How many of them are of placements.
    placed: usize,
}

impl WeekUnits {
    /// Those of placements in force in the week, also of such as have ended since, then those that are nearby now.
    pub(super) async fn of(ctx: &Ctx, person: PersonId, monday: Date) -> Result<Self, ServiceError> {
        let sunday = monday.saturating_add(6_i64.days());
        let placements = placements::of_person(ctx.store(), person).await?;
        let mut placed: Vec<UnitId> = Vec::new();
        for one in &placements {
            let is_in_force = one.from <= sunday && one.to.is_none_or(|to| monday <= to);
            if is_in_force && !placed.contains(&one.unit) {
                placed.push(one.unit);
            }
        }
        let names = places::unit_names(ctx, placed.iter().copied()).await?;
        let name = |id: UnitId| names.get(&id).cloned().unwrap_or_default();
        let mut all: Vec<(UnitId, String)> = placed.iter().map(|id| (*id, name(*id))).collect();
        all.sort_by(|(_, one), (_, other)| one.cmp(other));
        let nearby = places::units_of(ctx, person).await?;
        let is_nearby = |unit: &UnitChoice| !unit.placed && !placed.contains(&unit.id);
        all.extend(nearby.into_iter().filter(is_nearby).map(|unit| (unit.id, unit.name)));
        Ok(Self {
            all,
            placed: placed.len(),
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
}
