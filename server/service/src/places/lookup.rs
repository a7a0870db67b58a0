//! What other slices ask about places. Whoever calls has been authorised for an action of its own.

use std::collections::HashMap;

use domain::calendars::combined;
use domain::choice::Choice;
use domain::groups::view::UnitChoice;
use domain::ids::{OwnerId, PersonId, UnitId};
use domain::places::{MunicipalityCode, Unit};
use domain::time::SchoolCalendar;
use jiff::civil::Date;
use store::{Store, calendars, placements, places as rows};

use super::{owner_choice, unit_choice};
use crate::{Ctx, ServiceError};

/// Where a unit lies and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// Its owner, where it has one.
    pub owner: Option<OwnerId>,
    /// Its municipality.
    pub municipality: MunicipalityCode,
}

/// The names of units; unknown ids are left out.
///
/// # Errors
/// `Unavailable`.
pub async fn unit_names(
    ctx: &Ctx,
    ids: impl IntoIterator<Item = UnitId>,
) -> Result<HashMap<UnitId, String>, ServiceError> {
    let units = rows::units_by_id(ctx.store(), &distinct(ids)).await?;
    Ok(units.into_iter().map(|unit| (unit.id, unit.name.to_string())).collect())
}

/// The owners of units; a unit without one has no entry.
///
/// # Errors
/// `Unavailable`.
pub async fn owners_of(
    ctx: &Ctx,
    ids: impl IntoIterator<Item = UnitId>,
) -> Result<HashMap<UnitId, OwnerId>, ServiceError> {
    let units = rows::units_by_id(ctx.store(), &distinct(ids)).await?;
    Ok(units
        .into_iter()
        .filter_map(|unit| Some((unit.id, unit.owner?)))
        .collect())
}

/// Where units lie and whose they are; unknown ids are left out.
///
/// # Errors
/// `Unavailable`.
pub async fn whereabouts_of(
    ctx: &Ctx,
    ids: impl IntoIterator<Item = UnitId>,
) -> Result<HashMap<UnitId, Whereabouts>, ServiceError> {
    let units = rows::units_by_id(ctx.store(), &distinct(ids)).await?;
    let of = |unit: Unit| Whereabouts {
        owner: unit.owner,
        municipality: unit.municipality,
    };
    Ok(units.into_iter().map(|unit| (unit.id, of(unit))).collect())
}

/// Every unit in use and every owner, to choose from.
///
/// # Errors
/// `Unavailable`.
pub async fn all_choices(ctx: &Ctx) -> Result<(Vec<Choice>, Vec<Choice>), ServiceError> {
    let today = ctx.today();
    let units = rows::units(ctx.store()).await?;
    let owners = rows::owners(ctx.store()).await?;
    Ok((
        units
            .iter()
            .filter(|unit| unit.is_open_on(today))
            .map(unit_choice)
            .collect(),
        owners.iter().map(owner_choice).collect(),
    ))
}

/// The units a person works at: those of placements that have not ended, then those nearby, each by name.
///
/// # Errors
/// `Unavailable`.
pub async fn units_of(ctx: &Ctx, person: PersonId) -> Result<Vec<UnitChoice>, ServiceError> {
    let today = ctx.today();
    let placed: Vec<UnitId> = placements::of_person(ctx.store(), person)
        .await?
        .into_iter()
        .filter(|placement| placement.to.is_none_or(|to| today <= to))
        .map(|placement| placement.unit)
        .collect();
    let mut nearby = Vec::new();
    for host in distinct(placed.iter().copied()) {
        nearby.extend(
            rows::nearby_of(ctx.store(), host)
                .await?
                .into_iter()
                .filter(|row| row.has_not_ended(today))
                .map(|row| row.nearby),
        );
    }
    let ids = distinct(placed.iter().chain(&nearby).copied());
    let units = rows::units_by_id(ctx.store(), &ids).await?;
    let calendars = calendars_by_owner(ctx, units.iter().filter_map(|unit| unit.owner)).await?;
    let mut choices: Vec<UnitChoice> = units
        .into_iter()
        .filter(|unit| unit.is_open_on(today))
        .map(|unit| choice(unit, &placed, &calendars))
        .collect();
    choices.sort_by(|one, other| (!one.placed, &one.name).cmp(&(!other.placed, &other.name)));
    Ok(choices)
}

/// The units that have become a part of these by a day, and of those in turn: what is theirs is looked after from where they went.
///
/// # Errors
/// `Unavailable`.
pub async fn came_into(store: &Store, into: &[UnitId], day: Date) -> Result<Vec<UnitId>, ServiceError> {
    let mut found: Vec<UnitId> = Vec::new();
    let mut next = into.to_vec();
    // A unit is merged once, and into none that was merged before: there is no circle.
    while !next.is_empty() {
        let came = rows::merged_into(store, &next).await?;
        next = came
            .into_iter()
            .filter(|unit| unit.is_merged_on(day) && !found.contains(&unit.id))
            .map(|unit| unit.id)
            .collect();
        found.extend(&next);
    }
    Ok(found)
}

fn choice(unit: Unit, placed: &[UnitId], calendars: &HashMap<OwnerId, SchoolCalendar>) -> UnitChoice {
    UnitChoice {
        placed: placed.contains(&unit.id),
        calendar: unit
            .owner
            .and_then(|owner| calendars.get(&owner).cloned())
            .unwrap_or_default(),
        id: unit.id,
        name: unit.name.to_string(),
        owner: unit.owner,
    }
}

/// The calendars of the units a person is placed at today, one an owner.
///
/// # Errors
/// `Unavailable`.
pub async fn calendars_of(ctx: &Ctx, person: PersonId) -> Result<Vec<SchoolCalendar>, ServiceError> {
    let today = ctx.today();
    let placed = placements::of_person(ctx.store(), person).await?;
    let ids = distinct(placed.iter().filter(|one| one.serves_on(today)).map(|one| one.unit));
    let units = rows::units_by_id(ctx.store(), &ids).await?;
    let mut calendars = calendars_by_owner(ctx, units.iter().filter_map(|unit| unit.owner)).await?;
    Ok(distinct(units.iter().filter_map(|unit| unit.owner))
        .into_iter()
        .filter_map(|owner| calendars.remove(&owner))
        .collect())
}

/// The calendar of an owner; without an owner, only public holidays are known.
///
/// # Errors
/// `Unavailable`.
pub async fn calendar_of(ctx: &Ctx, owner: Option<OwnerId>) -> Result<SchoolCalendar, ServiceError> {
    match owner {
        Some(owner) => Ok(combined(&calendars::of_owner(ctx.store(), owner).await?)),
        None => Ok(SchoolCalendar::default()),
    }
}

async fn calendars_by_owner(
    ctx: &Ctx,
    owners: impl IntoIterator<Item = OwnerId>,
) -> Result<HashMap<OwnerId, SchoolCalendar>, ServiceError> {
    let mut found = HashMap::new();
    for owner in distinct(owners) {
        found.insert(owner, combined(&calendars::of_owner(ctx.store(), owner).await?));
    }
    Ok(found)
}

/// In order, each once.
fn distinct<T: Ord>(ids: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
