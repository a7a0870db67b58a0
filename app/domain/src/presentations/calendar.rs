//! What calendars outside go by, as for the sessions of groups.

use jiff::Timestamp;

use super::plan::Presentation;
use crate::groups::Standing;
use crate::groups::calendar::CalendarMark;

/// Marks `after` when calendars have to hear of it. `before` is the presentation as it was, none for a new one.
pub fn note_change(before: Option<&Presentation>, after: &mut Presentation, now: Timestamp) {
    let place = |one: &Presentation| (one.unit, one.place.clone(), one.slot, standing(one));
    let name = |one: &Presentation| (one.title.clone(), one.class.clone());
    after.calendar = CalendarMark::after(
        before.map(|before| before.calendar),
        before.is_some_and(|before| place(before) != place(after)),
        before.is_some_and(|before| name(before) != name(after)),
        now,
    );
}

fn standing(presentation: &Presentation) -> Standing {
    Standing::of(presentation.stage().name())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::presentations::testing::{TODAY, evening};
    use crate::presentations::{CancelReason, PlanEdit, PresentationCommand, apply};
    use crate::text::{ShortText, Title};

    #[test]
    fn a_move_and_a_cancellation_are_counted_and_a_new_name_is_told_without_being_one() {
        let at = |second: i64| Timestamp::from_second(1_790_000_000 + second).unwrap();
        let mut first = evening(date(2026, 12, 1));
        note_change(None, &mut first, at(0));
        let after = |change: PresentationCommand| {
            let mut after = apply(&first, &change, TODAY).unwrap();
            note_change(Some(&first), &mut after, at(9));
            (after.calendar.sequence, after.calendar.changed_at == at(9))
        };
        let edit = |change: fn(&mut PlanEdit)| {
            let mut plan = PlanEdit::of(&first);
            change(&mut plan);
            PresentationCommand::Edit { plan }
        };
        let renamed = edit(|plan| plan.title = Title::parse("Foreldremøte").unwrap());
        assert_eq!(after(renamed), (0, true));
        assert_eq!(
            after(edit(|plan| plan.place = ShortText::parse("Auditoriet").unwrap())),
            (1, true)
        );
        assert_eq!(after(edit(|plan| plan.slot.date = date(2026, 12, 2))), (1, true));
        let reason = CancelReason::Host;
        assert_eq!(after(PresentationCommand::Cancel { reason }), (1, true));
        assert_eq!(after(PresentationCommand::Invite), (0, false));
    }
}
