//! How far the access table lets somebody see.

use domain::access::{Action, Actor, Reach, cells};
use domain::role::RoleGrant;

/// Whether the table lets the actor do the action to what is somebody else's.
pub(crate) fn sees_others(actor: &Actor, action: Action) -> bool {
    let reach = |grant: &RoleGrant| {
        cells(action)
            .iter()
            .any(|cell| cell.role == grant.role && cell.reach != Reach::Own)
    };
    actor.grants.iter().any(reach)
}
