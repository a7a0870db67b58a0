//! What calendars outside go by, as for the sessions of groups.

use jiff::Timestamp;

use super::delivery::Delivery;
use crate::groups::Standing;
use crate::groups::calendar::CalendarMark;

/// Marks `after` when calendars have to hear of it. `before` is the delivery as it was, none for a new one.
pub fn note_change(before: Option<&Delivery>, after: &mut Delivery, now: Timestamp) {
    let place = |one: &Delivery| (one.unit, one.place.clone(), one.slot, Standing::of(one.stage().name()));
    after.calendar = CalendarMark::after(
        before.map(|before| before.calendar),
        before.is_some_and(|before| place(before) != place(after)),
        before.is_some_and(|before| before.class != after.class),
        now,
    );
}
