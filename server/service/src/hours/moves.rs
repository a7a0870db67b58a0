//! An activity that is moved after its time was entered.

use domain::hours::{Month, closed_months};
use domain::time::length::ToLength as _;
use store::agenda::AgendaRow;
use store::hours as rows;

use super::bookings::activity_of;
use crate::{Ctx, ServiceError};

/// The name of the refusal that is sent.
const CLOSED: &str = "hours_closed";

/// Refuses to move a part of an activity to another day when somebody's time for it stands in a closed month: the time could not
/// follow it.
///
/// # Errors
/// `Rule`; `Unavailable`.
pub(crate) async fn may_move(ctx: &Ctx, before: &[AgendaRow], after: &[AgendaRow]) -> Result<(), ServiceError> {
    for old in before {
        let is_same = |new: &&AgendaRow| (new.person, new.number) == (old.person, old.number);
        let is_moved = after
            .iter()
            .find(is_same)
            .is_some_and(|new| new.slot.date != old.slot.date);
        let Some(activity) = activity_of(old).filter(|_| is_moved) else {
            continue;
        };
        let day = old.slot.date;
        let (first, last) = (day.saturating_sub(26_i64.weeks()), day.saturating_add(26_i64.weeks()));
        let weeks = rows::weeks(ctx.store(), old.person, first, last).await?;
        let Some(entry) = weeks.iter().find_map(|week| week.entered(activity)) else {
            continue;
        };
        let month = Month::of(entry.day);
        let periods = rows::periods(ctx.store(), old.person, month, month).await?;
        if closed_months(&periods).contains(&month) {
            return Err(ServiceError::Rule(CLOSED));
        }
    }
    Ok(())
}
