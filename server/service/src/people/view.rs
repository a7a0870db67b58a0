//! One person's account, as coordinators and administrators see it.

use domain::access::{Action, Subject, may};
use domain::choice::Choice;
use domain::ids::{PersonId, UnitId};
use domain::people::view::{PersonView, RolePlaces, WayIn};
use domain::people::{Person, PersonWarning};
use domain::role::{Role, Scope};
use store::{people, placements, sessions};

use super::subject;
use crate::session::password_link;
use crate::{Ctx, ServiceError, places as place_names};

/// One account.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: PersonId) -> Result<PersonView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPeople)?;
    let person = people::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if !may(actor, Action::ViewPeople, &subject(&person)) {
        return Err(ServiceError::NotFound);
    }
    let may_edit = may(actor, Action::EditPeople, &subject(&person));
    let way_in = way_in(ctx, id).await?;
    let placed = placed_at(ctx, id).await?;
    let choices = role_places(ctx).await?;
    Ok(PersonView {
        way_in,
        warnings: warnings(&person, way_in, !placed.is_empty()),
        placed,
        bound: bound(&person, &choices),
        places: if may_edit { choices } else { RolePlaces::default() },
        may_edit,
        person,
    })
}

/// The places that a new person's roles can be bound to.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn places(ctx: &Ctx) -> Result<RolePlaces, ServiceError> {
    ctx.authorise(Action::EditPeople, &Subject::general())?;
    role_places(ctx).await
}

async fn role_places(ctx: &Ctx) -> Result<RolePlaces, ServiceError> {
    let (units, owners) = place_names::all_choices(ctx).await?;
    Ok(RolePlaces { units, owners })
}

async fn way_in(ctx: &Ctx, id: PersonId) -> Result<WayIn, ServiceError> {
    if sessions::credential(ctx.store(), id).await?.is_some() {
        return Ok(WayIn::Password);
    }
    let link = password_link::good_until(ctx, id).await?;
    Ok(link.map_or(WayIn::None, |until| WayIn::Link { until }))
}

async fn placed_at(ctx: &Ctx, id: PersonId) -> Result<Vec<String>, ServiceError> {
    let today = ctx.today();
    let units: Vec<UnitId> = placements::of_person(ctx.store(), id)
        .await?
        .into_iter()
        .filter(|placement| placement.holds_on(today))
        .map(|placement| placement.unit)
        .collect();
    let mut names: Vec<String> = place_names::unit_names(ctx, units).await?.into_values().collect();
    names.sort_unstable();
    Ok(names)
}

fn warnings(person: &Person, way_in: WayIn, is_placed: bool) -> Vec<PersonWarning> {
    let mut warnings = Vec::new();
    if person.holds(Role::Admin) && person.holds(Role::Adviser) {
        warnings.push(PersonWarning::AdminAndAdviser);
    }
    if !person.active && is_placed {
        warnings.push(PersonWarning::ClosedButPlaced);
    }
    if person.active && way_in == WayIn::None {
        warnings.push(PersonWarning::CannotSignIn);
    }
    warnings
}

/// The names of the places that the person's roles are bound to.
fn bound(person: &Person, choices: &RolePlaces) -> Vec<Choice> {
    let of = |list: &[Choice], id: String| list.iter().find(|choice| choice.value == id).cloned();
    person
        .grants
        .iter()
        .filter_map(|grant| match grant.scope {
            Scope::Everywhere => None,
            Scope::Unit(unit) => of(&choices.units, unit.to_string()),
            Scope::Owner(owner) => of(&choices.owners, owner.to_string()),
        })
        .collect()
}
