//! What is printed of a group, for whoever may see the group.

use domain::access::Action;
use domain::ids::GroupId;
use domain::printouts::{Handout, Poster, handout as for_handing_out, poster as for_the_wall};

use crate::groups::{joined, reach};
use crate::{Ctx, ServiceError, people, places};

/// The programme of a group, with nothing in it that is internal.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a group the actor may not see; `Unavailable`.
pub async fn handout(ctx: &Ctx, id: GroupId) -> Result<Handout, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewGroup)?;
    let group = reach::visible(ctx, actor, id).await?;
    let units = places::unit_names(ctx, [group.unit]).await?;
    let leaders = people::names(ctx, group.leaders()).await?;
    Ok(for_handing_out(
        &group,
        units.get(&group.unit).cloned().unwrap_or_default(),
        joined(group.leaders(), &leaders),
        ctx.today(),
    ))
}

/// The poster of a session, with nothing in it that is internal.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a group the actor may not see and for a session that is not there;
/// `Unavailable`.
pub async fn poster(ctx: &Ctx, id: GroupId, number: u8) -> Result<Poster, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewGroup)?;
    let group = reach::visible(ctx, actor, id).await?;
    for_the_wall(&group, number).ok_or(ServiceError::NotFound)
}
