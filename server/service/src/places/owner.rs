//! An owner's page.

use domain::access::{Action, Subject, may, may_some};
use domain::ids::OwnerId;
use domain::places::Unit;
use domain::places::view::OwnerView;
use store::places as rows;

use super::{subject, unit_choice};
use crate::{Ctx, ServiceError};

/// An owner with its units. Whoever may see one of the units may see the owner.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn owner(ctx: &Ctx, id: OwnerId) -> Result<OwnerView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPlaces)?;
    let owner = rows::owner(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    let units: Vec<Unit> = rows::units_of_owner(ctx.store(), id)
        .await?
        .into_iter()
        .filter(|unit| may(actor, Action::ViewPlaces, &subject(unit)))
        .collect();
    let itself = Subject {
        owner: Some(id),
        ..Subject::general()
    };
    if units.is_empty() && !may(actor, Action::ViewPlaces, &itself) {
        return Err(ServiceError::NotFound);
    }
    Ok(OwnerView {
        owner,
        units: units.iter().map(unit_choice).collect(),
        today: ctx.today(),
        may_edit: may_some(&actor.grants, Action::EditPlaces),
    })
}
