//! Who has the run sheet of a session open at the same time. Told to those who may change it, of those who may change it; whoever only
//! reads is told nothing and is not told of.

use domain::access::{Action, may};
use domain::collation::Collated;
use domain::groups::presence::{AlsoOpen, LASTS_SECONDS};
use domain::groups::series::MAX_SESSIONS;
use domain::ids::GroupId;
use jiff::SignedDuration;
use store::presence::{self as rows, PresenceRow};
use store::{StoreError, Tx, groups};

use super::reach::subject;
use crate::{Ctx, ServiceError, people};

/// How long somebody counts as being there.
const LASTS: SignedDuration = SignedDuration::from_secs(LASTS_SECONDS);

/// What is left of that when it is written anew: asking does not become writing each time.
const RENEWED_AT: SignedDuration = SignedDuration::from_secs(LASTS_SECONDS / 2);

/// Notes that the actor has the run sheet of a session open, or no longer, and says who else has and which version is stored.
///
/// Without key, version and trail: it changes no plan, a repeat notes the same, and where somebody looked is nobody's business later.
///
/// # Errors
/// `NotFound` for a group that the actor may not see, one in the bin and a session that no group has; `Denied` for a group that may be seen
/// but not changed; `Unavailable`.
pub async fn open_plan(ctx: &Ctx, id: GroupId, number: u8, is_open: bool) -> Result<AlsoOpen, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    let head = groups::heads(ctx.store(), [id]).await?.pop();
    let head = head.ok_or(ServiceError::NotFound)?;
    let of_group = subject(&head);
    let is_there = head.binned.is_none() && (1..=MAX_SESSIONS).contains(&number);
    if !is_there || !may(actor, Action::ViewGroup, &of_group) {
        return Err(ServiceError::NotFound);
    }
    ctx.authorise(Action::EditGroup, &of_group)?;
    let now = ctx.now();
    let (own, others): (Vec<PresenceRow>, Vec<PresenceRow>) = rows::of_session(ctx.store(), id, number)
        .await?
        .into_iter()
        .partition(|row| row.person == actor.person);
    let mut tx = Tx::new();
    match (own.first(), is_open) {
        (Some(own), true) if own.until.duration_since(now) > RENEWED_AT => {}
        (_, true) => {
            let row = PresenceRow {
                person: actor.person,
                until: now + LASTS,
            };
            rows::keep(&mut tx, id, number, &row);
        }
        (Some(_), false) => rows::end(&mut tx, id, number, actor.person),
        (None, false) => {}
    }
    if !tx.is_empty() {
        match ctx.store().commit(tx).await {
            // Another window of the same person was as quick.
            Ok(()) | Err(StoreError::Conflict | StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let here = others.into_iter().filter(|row| row.until > now).map(|row| row.person);
    let mut names: Vec<String> = people::names(ctx, here).await?.into_values().collect();
    names.sort_by(|one, other| Collated(one).cmp(&Collated(other)));
    Ok(AlsoOpen {
        names,
        version: head.version,
    })
}
