//! Places: the list of units, a unit's page, and changes by coordinators and administrators.

mod change;
mod guard;
mod lookup;
mod merger;
mod owner;
#[cfg(test)]
mod race;
mod unit;

use std::collections::{BTreeMap, HashMap};

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::ids::{OwnerId, UnitId};
use domain::places::codes::counties_on;
use domain::places::view::{Choice, PAGE_SIZE, PlaceFilter, PlaceRow, PlacedName, PlacesView, people_of};
use domain::places::{Owner, Placement, Unit};
use store::{placements, places as rows};

use crate::{Ctx, ServiceError, people};

pub use change::change;
pub(crate) use change::up_to_date;
pub(crate) use guard::under_guard;
pub use lookup::{
    Whereabouts, all_choices, calendar_of, calendars_of, came_into, owners_of, unit_names, units_of, whereabouts_of,
};
pub(crate) use merger::fresh;
pub use merger::preview_merger;
pub use owner::owner;
pub use unit::unit;

/// The units the reader may see, narrowed to the filter, one page of them.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx, filter: PlaceFilter) -> Result<PlacesView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPlaces)?;
    let owners = rows::owners(ctx.store()).await?;
    let seen: Vec<Unit> = load(ctx, &filter)
        .await?
        .into_iter()
        .filter(|unit| matches(unit, &filter) && may(actor, Action::ViewPlaces, &subject(unit)))
        .collect();
    let total = seen.len();
    let page: Vec<Unit> = seen
        .into_iter()
        .skip(filter.page.saturating_mul(PAGE_SIZE))
        .take(PAGE_SIZE)
        .collect();
    Ok(PlacesView {
        rows: shown(ctx, page, &owners).await?,
        total,
        counties: county_choices(ctx),
        owners: owners.iter().map(owner_choice).collect(),
        today: ctx.today(),
        may_edit: may_some(&actor.grants, Action::EditPlaces),
        may_import: may_some(&actor.grants, Action::ImportUnits),
        filter,
    })
}

/// The narrowest read that holds everything the filter asks for.
async fn load(ctx: &Ctx, filter: &PlaceFilter) -> Result<Vec<Unit>, ServiceError> {
    let store = ctx.store();
    Ok(if let Ok(owner) = filter.owner.parse::<OwnerId>() {
        rows::units_of_owner(store, owner).await?
    } else if filter.county.is_empty() {
        rows::units(store).await?
    } else {
        rows::units_in_county(store, &filter.county).await?
    })
}

fn matches(unit: &Unit, filter: &PlaceFilter) -> bool {
    let text = filter.text.trim().to_lowercase();
    (filter.county.is_empty() || unit.county_code() == filter.county)
        && (filter.kind.is_empty() || unit.kind.name() == filter.kind)
        && (filter.owner.is_empty() || unit.owner.is_some_and(|owner| owner.to_string() == filter.owner))
        && (text.is_empty() || unit.name.as_str().to_lowercase().contains(&text))
}

async fn shown(ctx: &Ctx, units: Vec<Unit>, owners: &[Owner]) -> Result<Vec<PlaceRow>, ServiceError> {
    let today = ctx.today();
    let mut there: BTreeMap<UnitId, Vec<Placement>> = BTreeMap::new();
    for placement in placements::all(ctx.store()).await? {
        if placement.holds_on(today) {
            there.entry(placement.unit).or_default().push(placement);
        }
    }
    let present: Vec<Placement> = units
        .iter()
        .filter_map(|unit| there.get(&unit.id))
        .flatten()
        .cloned()
        .collect();
    let names = people::names(ctx, people_of(&present)).await?;
    let owner_names: HashMap<OwnerId, &str> = owners.iter().map(|owner| (owner.id, owner.name.as_str())).collect();
    Ok(units
        .into_iter()
        .map(|unit| PlaceRow {
            municipality: unit.municipality.name().to_owned(),
            county: county_name(&unit),
            owner: unit
                .owner
                .and_then(|id| owner_names.get(&id))
                .map(|name| (*name).to_owned()),
            active: unit.is_open_on(today),
            is_merged: unit.is_merged_on(today),
            placed: there
                .remove(&unit.id)
                .unwrap_or_default()
                .into_iter()
                .map(|placement| PlacedName {
                    name: placement.person.and_then(|id| names.get(&id).cloned()),
                    percent: placement.percent.get(),
                    state: placement.state,
                })
                .collect(),
            id: unit.id,
            name: unit.name.to_string(),
            kind: unit.kind,
        })
        .collect())
}

/// What the access table is asked about a unit.
pub(crate) fn subject(unit: &Unit) -> Subject {
    Subject::at(unit.id, unit.owner)
}

/// The unit, if the actor may know of it.
pub(crate) async fn visible(ctx: &Ctx, actor: &Actor, id: UnitId) -> Result<Unit, ServiceError> {
    let unit = rows::unit(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if may(actor, Action::ViewPlaces, &subject(&unit)) {
        Ok(unit)
    } else {
        Err(ServiceError::NotFound)
    }
}

pub(crate) fn county_name(unit: &Unit) -> String {
    unit.municipality
        .county()
        .map_or_else(String::new, |county| county.name.to_owned())
}

fn county_choices(ctx: &Ctx) -> Vec<Choice> {
    counties_on(ctx.today())
        .map(|county| Choice {
            value: county.code.to_owned(),
            name: county.name.to_owned(),
        })
        .collect()
}

pub(crate) fn owner_choice(owner: &Owner) -> Choice {
    Choice {
        value: owner.id.to_string(),
        name: owner.name.to_string(),
    }
}

fn unit_choice(unit: &Unit) -> Choice {
    Choice {
        value: unit.id.to_string(),
        name: format!("{} ({})", unit.name, unit.municipality.name()),
    }
}
