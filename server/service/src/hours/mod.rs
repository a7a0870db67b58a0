//! Hours: the own week and the own share, months that are closed, the rules of counting, and sums that tell of nobody.

mod bookings;
mod change;
mod figures;
mod moves;
mod periods;
mod projection;
#[cfg(test)]
mod race;
mod rules;
mod units;
mod week;

pub(crate) use bookings::bookings;
pub use change::change;
pub use figures::view as figures;
pub(crate) use moves::may_move;
pub use periods::{change as change_periods, view as periods};
pub use projection::view as projection;
pub use rules::{change as change_rule, view as rules};
pub use week::view;

use domain::access::Actor;
use domain::hours::Rules;
use domain::role::Role;

use crate::{Ctx, ServiceError};

/// Where time is counted now.
async fn rules_now(ctx: &Ctx) -> Result<Rules, ServiceError> {
    Ok(Rules::with(store::hours::rules(ctx.store()).await?))
}

/// Whether the guide is for the person: the professional team is not bound by it.
fn is_guided(actor: &Actor) -> bool {
    actor.has(Role::Adviser)
}
