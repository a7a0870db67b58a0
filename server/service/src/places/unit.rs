//! A unit's page.

use std::collections::HashMap;

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::ids::{OwnerId, PersonId, UnitId};
use domain::places::view::{
    Choice, NamedWarning, NearbyView, PastView, PlacementView, UnitChoices, UnitView, people_of,
};
use domain::places::{NearbyUnit, Placement, PlacementWarning, Unit, warnings};
use domain::role::Role;
use domain::time::SchoolYear;
use store::{calendars, people as person_rows, placements, places as rows};

use super::{county_name, merger, owner_choice, unit_choice, visible};
use crate::{Ctx, ServiceError, agreements, people};

/// A unit with its owner, people, nearby list and calendars.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`, also for a unit that the reader may not know of; `Unavailable`.
pub async fn unit(ctx: &Ctx, id: UnitId) -> Result<UnitView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPlaces)?;
    let unit = visible(ctx, actor, id).await?;
    let store = ctx.store();
    let today = ctx.today();
    let owner = match unit.owner {
        Some(owner) => rows::owner(store, owner).await?,
        None => None,
    };
    let placed = placements::at_unit(store, id).await?;
    let names = people::names(ctx, people_of(&placed)).await?;
    let has_adviser = placed.iter().any(|one| one.holds_on(today));
    let year = SchoolYear::of(today);
    let calendars = match unit.owner {
        Some(owner) => calendars::of_owner(store, owner).await?,
        None => Vec::new(),
    };
    let may_edit = may_some(&actor.grants, Action::EditPlaces);
    let may_place = may_some(&actor.grants, Action::EditPlacements);
    let sees_calendars = may(actor, Action::ViewCalendars, &super::subject(&unit));
    Ok(UnitView {
        county: county_name(&unit),
        owner,
        past: past(ctx, &unit).await?,
        warnings: if may_place {
            named_warnings(ctx, &placed, &names).await?
        } else {
            Vec::new()
        },
        placements: placed
            .into_iter()
            .map(|placement| shown(actor, &unit, placement, &names))
            .collect(),
        nearby: named(ctx, rows::nearby_of(store, id).await?, |row| row.nearby).await?,
        hosts: named(ctx, rows::hosts_of(store, id).await?, |row| row.host).await?,
        mergers: merger::names_of(ctx, actor, &unit).await?,
        calendars: calendars
            .into_iter()
            .filter(|calendar| sees_calendars && calendar.year >= year)
            .collect(),
        agreement: agreements::of_unit(ctx, &unit, has_adviser).await?,
        today,
        may_edit,
        may_place,
        choices: choices(ctx, &unit, may_edit, may_place).await?,
        unit,
    })
}

/// What it was before with names, the newest first.
async fn past(ctx: &Ctx, unit: &Unit) -> Result<Vec<PastView>, ServiceError> {
    if unit.past.is_empty() {
        return Ok(Vec::new());
    }
    let owners = rows::owners(ctx.store()).await?;
    let name = |id: OwnerId| {
        owners
            .iter()
            .find(|owner| owner.id == id)
            .map(|owner| owner.name.to_string())
    };
    let rows = unit.past.iter().rev().map(|past| PastView {
        past: *past,
        owner: past.terms.owner.and_then(name),
    });
    Ok(rows.collect())
}

fn shown(actor: &Actor, unit: &Unit, placement: Placement, names: &HashMap<PersonId, String>) -> PlacementView {
    let may_read = |person: PersonId| {
        let subject = Subject {
            people: vec![person],
            ..super::subject(unit)
        };
        may(actor, Action::ViewAgreement, &subject)
    };
    PlacementView {
        may_hand_over: placement.person.is_some_and(may_read),
        name: placement.person.and_then(|id| names.get(&id).cloned()),
        placement,
    }
}

/// The warnings of the people placed here, over all their placements.
async fn named_warnings(
    ctx: &Ctx,
    placed: &[Placement],
    names: &HashMap<PersonId, String>,
) -> Result<Vec<NamedWarning>, ServiceError> {
    let mut found = Vec::new();
    for person in people_of(placed) {
        let all = placements::of_person(ctx.store(), person).await?;
        found.extend(warnings(&all).into_iter().map(|warning| {
            let PlacementWarning::OverFull { person, .. } = warning;
            NamedWarning {
                name: names.get(&person).cloned().unwrap_or_default(),
                warning,
            }
        }));
    }
    Ok(found)
}

async fn named(
    ctx: &Ctx,
    mut list: Vec<NearbyUnit>,
    which: fn(&NearbyUnit) -> UnitId,
) -> Result<Vec<NearbyView>, ServiceError> {
    let today = ctx.today();
    list.retain(|row| row.has_not_ended(today));
    let ids: Vec<UnitId> = list.iter().map(which).collect();
    let units = rows::units_by_id(ctx.store(), &ids).await?;
    let mut views: Vec<NearbyView> = units
        .into_iter()
        .filter_map(|unit| {
            let row = list.iter().find(|row| which(row) == unit.id)?;
            Some(NearbyView {
                note: row.note.to_string(),
                from: row.from.filter(|from| today < *from),
                to: row.to,
                municipality: unit.municipality.name().to_owned(),
                id: unit.id,
                name: unit.name.to_string(),
            })
        })
        .collect();
    views.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(views)
}

async fn choices(ctx: &Ctx, unit: &Unit, may_edit: bool, may_place: bool) -> Result<UnitChoices, ServiceError> {
    let store = ctx.store();
    let mut choices = UnitChoices::default();
    if may_edit {
        choices.owners = rows::owners(store).await?.iter().map(owner_choice).collect();
        // Those of the county are offered; others are found by their name.
        let mut others = rows::units_in_county(store, unit.county_code()).await?;
        others.retain(|other| other.active && other.id != unit.id);
        // Nothing more is bound to one that is to become a part of another.
        let stays = |other: &&Unit| other.merged.is_none();
        choices.units = others.iter().filter(stays).map(unit_choice).collect();
        if unit.active && unit.merged.is_none() {
            choices.mergers = choices.units.clone();
            choices.may_merge = true;
        }
    }
    if may_place {
        choices.people = person_rows::all(store)
            .await?
            .into_iter()
            .filter(|person| person.active && person.grants.iter().any(|grant| grant.role == Role::Adviser))
            .map(|person| Choice {
                value: person.id.to_string(),
                name: person.name.to_string(),
            })
            .collect();
    }
    Ok(choices)
}
