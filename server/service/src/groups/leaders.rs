//! Who may lead a group: advisers with an open account.

use domain::groups::view::LeaderChoice;
use domain::ids::{GroupId, PersonId};
use domain::people::Person;
use domain::role::Role;
use store::people;

use super::reach::own;
use crate::{Ctx, ServiceError};

/// The advisers who can lead a group, by name; those who do already are among them.
///
/// # Errors
/// `NotFound`, `Denied`; `Unavailable`.
pub async fn leader_choices(ctx: &Ctx, id: GroupId) -> Result<Vec<LeaderChoice>, ServiceError> {
    own(ctx, id).await?;
    let people = people::all(ctx.store()).await?;
    Ok(people
        .into_iter()
        .filter(can_lead)
        .map(|person| LeaderChoice {
            id: person.id,
            name: person.name.into(),
        })
        .collect())
}

/// Refuses somebody without an open account, and who is no adviser: that one could do nothing with the group.
///
/// # Errors
/// `Rule("unknown_leader")`, `Rule("no_adviser")`; `Unavailable`.
pub(super) async fn may_lead(ctx: &Ctx, person: PersonId) -> Result<(), ServiceError> {
    match people::load(ctx.store(), person).await? {
        Some(person) if can_lead(&person) => Ok(()),
        Some(person) if person.active => Err(ServiceError::Rule("no_adviser")),
        _ => Err(ServiceError::Rule("unknown_leader")),
    }
}

fn can_lead(person: &Person) -> bool {
    person.active && person.holds(Role::Adviser)
}
