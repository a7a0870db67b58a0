//! Which groups somebody may see and change; for this slice and those that make something of a group.

use domain::access::{Action, Actor, Subject, may};
use domain::groups::Group;
use domain::ids::{GroupId, PersonId};
use store::groups::{self as rows, HeadRow};

use crate::{Ctx, ServiceError};

/// A group that the actor may change, for a slice that makes something of it.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Unavailable`.
pub(crate) async fn own(ctx: &Ctx, id: GroupId) -> Result<Group, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    let group = visible(ctx, actor, id).await?;
    ctx.authorise(Action::EditGroup, &group.subject())?;
    Ok(group)
}

/// A group that the actor may see; any other is not found, as one that does not exist.
pub(crate) async fn visible(ctx: &Ctx, actor: &Actor, id: GroupId) -> Result<Group, ServiceError> {
    let group = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if may(actor, Action::ViewGroup, &group.subject()) {
        Ok(group)
    } else {
        Err(ServiceError::NotFound)
    }
}

/// Who lead a group, by its head: the one who is responsible first.
pub(crate) fn leaders(head: &HeadRow) -> impl Iterator<Item = PersonId> + use<'_> {
    [head.leader].into_iter().chain(head.further_leaders.iter().copied())
}

/// Whose a group is and where, by its head.
pub(crate) fn subject(head: &HeadRow) -> Subject {
    Subject {
        people: leaders(head).collect(),
        unit: Some(head.unit),
        owner: head.owner,
    }
}
