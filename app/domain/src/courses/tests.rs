//! Courses: both sides' yes, the plan that is changed, moved and copied, and where a course stands.

use jiff::Timestamp;
use jiff::civil::date;
use ulid::Ulid;

use super::testing::{ADVISER, COLLEAGUE, TODAY, done, draft, part, plan, published};
use super::*;
use crate::ids::EventId;
use crate::text::{Capacity, ShortText};

mod forms;
mod seats;

fn now() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

fn refused(event: &CourseEvent, command: &EventCommand, taken: u32) -> EventRule {
    apply(event, command, ADVISER, taken, TODAY).unwrap_err()
}

#[test]
fn nothing_is_published_before_both_sides_have_said_yes() {
    let first = draft();
    assert_eq!(refused(&first, &EventCommand::Publish, 0), EventRule::NotApproved);
    let half = done(&first, &[(EventCommand::Approve { side: Side::Adviser }, ADVISER)]);
    assert_eq!(refused(&half, &EventCommand::Publish, 0), EventRule::NotApproved);
    let by_another = apply(
        &first,
        &EventCommand::Approve { side: Side::Adviser },
        COLLEAGUE,
        0,
        TODAY,
    );
    assert_eq!(by_another.unwrap_err(), EventRule::NoSuchSide);
    assert_eq!(published().standing(0, now()), Standing::Open);
}

#[test]
fn a_draft_that_is_changed_has_to_be_said_yes_to_again_and_a_published_one_has_not() {
    let mut changed = plan();
    changed.capacity = Capacity::new(30).unwrap();
    let edit = EventCommand::Edit {
        plan: Box::new(changed),
    };
    let half = done(&draft(), &[(EventCommand::Approve { side: Side::Adviser }, ADVISER)]);
    let after = apply(&half, &edit, ADVISER, 0, TODAY).unwrap();
    assert_eq!(after.approvals, Approvals::default());
    let same = apply(&half, &EventCommand::Edit { plan: Box::new(plan()) }, ADVISER, 0, TODAY).unwrap();
    assert_eq!(same.approvals, half.approvals);
    assert!(
        apply(&published(), &edit, ADVISER, 0, TODAY)
            .unwrap()
            .approvals
            .are_both()
    );
}

#[test]
fn there_are_never_fewer_seats_than_are_taken() {
    let mut fewer = plan();
    fewer.capacity = Capacity::new(30).unwrap();
    let edit = EventCommand::Edit { plan: Box::new(fewer) };
    assert_eq!(refused(&published(), &edit, 31), EventRule::SeatsTaken(31));
    assert!(apply(&published(), &edit, ADVISER, 30, TODAY).is_ok());
}

#[test]
fn parts_that_have_been_held_stay_for_attendance_hangs_on_them() {
    let (first, second, third) = (date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 17));
    let mut event = published();
    event.parts = [first, second, third].map(|day| part(day, 9, 180)).to_vec();
    let edited = |parts: Vec<crate::time::Occasion>| {
        let plan = PlanEdit {
            parts,
            ..PlanEdit::of(&event)
        };
        // On the second day.
        apply(&event, &EventCommand::Edit { plan: Box::new(plan) }, ADVISER, 0, second)
    };
    let held = part(first, 9, 180);
    let later = part(date(2026, 12, 18), 9, 180);
    // Today's hours, and what lies ahead, can be changed; parts ahead can go and come.
    assert!(edited(vec![held, part(second, 10, 180), later]).is_ok());
    assert!(edited(vec![held, part(second, 9, 180)]).is_ok());
    assert!(edited(vec![held, part(second, 9, 180), part(third, 9, 180), later]).is_ok());
    for parts in [
        vec![part(second, 9, 180), part(third, 9, 180)],
        vec![part(first, 10, 180), part(second, 9, 180), part(third, 9, 180)],
        vec![held, part(third, 9, 180), later],
        vec![part(third, 9, 180), later, part(date(2026, 12, 19), 9, 60)],
    ] {
        assert_eq!(edited(parts).unwrap_err(), EventRule::Begun);
    }
    assert_eq!(
        edited(vec![
            held,
            part(second, 9, 180),
            part(second, 13, 60),
            part(first, 20, 60)
        ])
        .unwrap_err(),
        EventRule::PartsOverlap(3)
    );
}

#[test]
fn a_course_on_video_is_not_published_without_its_address() {
    let mut video = plan();
    video.format = Format::Video;
    let edit = EventCommand::Edit { plan: Box::new(video) };
    assert_eq!(refused(&published(), &edit, 0), EventRule::NoVideo);
    let mut draft = apply(&draft(), &edit, ADVISER, 0, TODAY).unwrap();
    draft.approvals = published().approvals;
    assert_eq!(refused(&draft, &EventCommand::Publish, 0), EventRule::NoVideo);
}

#[test]
fn standing_follows_from_seats_and_dates() {
    let event = published();
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    assert_eq!(event.standing(40, now()), Standing::Full);
    // The deadline is the whole of its day in Norway.
    assert_eq!(event.standing(0, at("2026-12-03T22:59:59Z")), Standing::Open);
    assert_eq!(event.standing(0, at("2026-12-03T23:00:00Z")), Standing::Closed);
    assert_eq!(event.standing(0, at("2026-12-10T13:59:00Z")), Standing::Closed);
    assert_eq!(event.standing(0, at("2026-12-10T14:00:00Z")), Standing::Over);
    let closed = done(&event, &[(EventCommand::Close, ADVISER)]);
    assert_eq!(closed.standing(0, now()), Standing::Closed);
    let open = done(&closed, &[(EventCommand::Reopen, ADVISER)]);
    assert_eq!(open.standing(0, now()), Standing::Open);
    let reason = ShortText::parse("For få påmeldte").unwrap();
    let cancelled = done(&event, &[(EventCommand::Cancel { reason }, ADVISER)]);
    assert_eq!(cancelled.standing(0, now()), Standing::Cancelled);
    let edit = EventCommand::Edit { plan: Box::new(plan()) };
    assert_eq!(refused(&cancelled, &edit, 0), EventRule::Cancelled);
}

#[test]
fn a_copy_keeps_the_distances_and_nobodys_yes() {
    let mut source = published();
    source.parts.push(part(date(2026, 12, 17), 10, 120));
    let next = CopyEvent {
        id: EventId::new(Ulid(10)),
        source: source.id,
        first_day: date(2027, 12, 9),
    };
    let made = copy(&source, &next, ADVISER, TODAY).unwrap();
    assert_eq!(made.parts[0].date, date(2027, 12, 9));
    assert_eq!(made.parts[1].date, date(2027, 12, 16));
    assert_eq!(made.deadline, date(2027, 12, 2));
    assert_eq!(
        (made.lifecycle, made.approvals),
        (Lifecycle::Draft, Approvals::default())
    );
    let past = CopyEvent {
        first_day: date(2026, 11, 20),
        ..next
    };
    assert_eq!(copy(&source, &past, ADVISER, TODAY).unwrap_err(), EventRule::Past);
}

#[test]
fn a_move_is_counted_for_calendars_and_a_typo_is_not() {
    let before = published();
    let counted = |change: fn(&mut PlanEdit)| {
        let mut next = plan();
        change(&mut next);
        let mut after = apply(&before, &EventCommand::Edit { plan: Box::new(next) }, ADVISER, 0, TODAY).unwrap();
        note_change(Some(&before), &mut after, now());
        after.calendar.sequence
    };
    assert_eq!(counted(|plan| plan.about = crate::text::Note::parse("Mer").unwrap()), 0);
    assert_eq!(counted(|plan| plan.place = ShortText::parse("Biblioteket").unwrap()), 1);
    assert_eq!(counted(|plan| plan.parts[0].date = date(2026, 12, 11)), 1);
}

#[test]
fn those_who_hold_a_course_with_too_few_are_told_in_time() {
    let day = date(2026, 12, 4);
    let mut event = published();
    event.minimum = Some(Minimum {
        seats: Capacity::new(12).unwrap(),
        decide_on: day,
    });
    assert!(!event.is_to_be_decided(11, date(2026, 11, 30)));
    assert!(event.is_to_be_decided(11, date(2026, 12, 1)) && event.is_to_be_decided(11, date(2026, 12, 9)));
    assert!(!event.is_to_be_decided(12, date(2026, 12, 4)));
    assert!(!event.is_to_be_decided(0, date(2026, 12, 10)), "it has begun");
    let edit = |seats: i64, decide_on| EventCommand::Edit {
        plan: Box::new(PlanEdit {
            minimum: Some(Minimum {
                seats: Capacity::new(seats).unwrap(),
                decide_on,
            }),
            ..plan()
        }),
    };
    assert_eq!(
        refused(&published(), &edit(41, day), 0),
        EventRule::MinimumOverCapacity(40)
    );
    assert_eq!(
        refused(&published(), &edit(12, date(2026, 12, 11)), 0),
        EventRule::DecideAfterStart
    );
}
