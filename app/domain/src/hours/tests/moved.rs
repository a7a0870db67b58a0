//! Activities that move after their time was entered, weeks that a closed month ends in, and plans.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::{MONDAY, PERSON, TODAY, World, add, booking, sheet, spent};
use crate::hours::view::{PlanGuide, SemesterGuide};
use crate::hours::{
    Booking, Guide, HourKind, Intended, Month, Moved, Rules, Standing, Sums, WeekRule, WeekSheet, WeekStep,
    left_behind, moved, projection, proposals,
};
use crate::time::Semester;

fn proposed(sheet: &WeekSheet, others: &[WeekSheet], bookings: &[Booking]) -> Vec<crate::hours::Proposal> {
    let (rules, now) = (Rules::default(), date(2026, 12, 31).at(8, 0, 0, 0));
    proposals(sheet, others, bookings, &rules, &BTreeSet::new(), now)
}

/// The week with one session entered on its Monday.
fn entered(one: &Booking) -> WeekSheet {
    let monday = crate::hours::monday_of(one.slot.date);
    let world = World {
        proposals: proposed(&sheet(monday), &[], std::slice::from_ref(one)),
        ..World::default()
    };
    world.confirm(&sheet(monday)).unwrap()
}

fn on(day: Date) -> Booking {
    booking(1, day, 75, Standing::Held)
}

fn around(found: Vec<Moved>) -> World {
    World {
        moved: found,
        ..World::default()
    }
}

#[test]
fn an_activity_that_moves_to_another_week_after_it_was_entered_is_not_proposed_twice() {
    let old = entered(&on(MONDAY));
    let now_there = [on(TODAY)];
    assert_eq!(
        proposed(&sheet(TODAY), &[], &now_there).len(),
        1,
        "but for the other week"
    );
    assert_eq!(proposed(&sheet(TODAY), std::slice::from_ref(&old), &now_there), []);
    // One that was passed over there may take time here.
    let passed = WeekSheet {
        passed: BTreeSet::from([now_there[0].activity]),
        ..sheet(MONDAY)
    };
    assert_eq!(proposed(&sheet(TODAY), &[passed], &now_there).len(), 1);
}

#[test]
fn its_time_follows_it_as_it_was_entered_and_leaves_the_other_week() {
    let old = entered(&on(MONDAY));
    let there = [on(date(2026, 11, 24))];
    let found = moved(&sheet(TODAY), std::slice::from_ref(&old), &there, &BTreeSet::new());
    assert_eq!(
        (found.len(), found[0].monday, found[0].day),
        (1, MONDAY, date(2026, 11, 24))
    );
    let activity = there[0].activity;
    let step = WeekStep::Follow { activity };
    let new = around(found.clone()).apply(&sheet(TODAY), &step).unwrap();
    let entry = new.entries[0];
    assert_eq!(
        (entry.day, entry.activity, entry.sums),
        (date(2026, 11, 24), Some(activity), old.entries[0].sums)
    );
    let left = left_behind(&old, activity);
    assert_eq!((left.entries.len(), left.confirmed_at), (0, old.confirmed_at));
    assert_eq!(moved(&new, &[left], &there, &BTreeSet::new()), []);
    assert_eq!(World::default().apply(&sheet(TODAY), &step), Err(WeekRule::Missing));
    // Not into a week to come.
    let ahead = World {
        today: MONDAY,
        ..around(found)
    };
    assert_eq!(ahead.apply(&sheet(TODAY), &step), Err(WeekRule::Ahead));
}

#[test]
fn within_one_week_the_time_changes_its_day_and_keeps_its_number() {
    let old = entered(&on(MONDAY));
    let there = [on(date(2026, 11, 19))];
    let found = moved(&old, &[], &there, &BTreeSet::new());
    let step = WeekStep::Follow {
        activity: there[0].activity,
    };
    let new = around(found).apply(&old, &step).unwrap();
    let entries: Vec<_> = new.entries.iter().map(|entry| (entry.number, entry.day)).collect();
    assert_eq!(entries, [(1, date(2026, 11, 19))]);
}

#[test]
fn time_in_a_closed_month_stays_where_it_is_and_is_told_of() {
    let friday = date(2026, 10, 30);
    let old = entered(&on(friday));
    let there = [on(TODAY)];
    for month in [friday, TODAY] {
        let closed = BTreeSet::from([Month::of(month)]);
        let found = moved(&sheet(TODAY), std::slice::from_ref(&old), &there, &closed);
        assert!(found[0].is_closed);
        let step = WeekStep::Follow {
            activity: there[0].activity,
        };
        assert_eq!(around(found).apply(&sheet(TODAY), &step), Err(WeekRule::MonthClosed));
    }
}

#[test]
fn a_wholly_closed_week_is_not_confirmed_and_a_partly_closed_one_is() {
    // October ends on a Saturday.
    let monday = date(2026, 10, 26);
    let of = |days: &[Date]| World {
        closed: days.iter().map(|day| Month::of(*day)).collect(),
        ..World::default()
    };
    let whole = of(&[monday, date(2026, 11, 1)]);
    assert_eq!(whole.confirm(&sheet(monday)), Err(WeekRule::MonthClosed));
    let before = World::default()
        .apply(&sheet(monday), &add(spent(monday, HourKind::Cases, 60)))
        .unwrap();
    let after = of(&[monday]).confirm(&before).unwrap();
    assert_eq!(after.entries, before.entries);
    assert!(after.confirmed_at.is_some());
}

#[test]
fn what_was_entered_stays_counted_when_the_person_changes_role() {
    let (friday, sunday) = (date(2026, 10, 30), date(2026, 11, 1));
    let monday = date(2026, 10, 26);
    let adviser = World::default()
        .apply(&sheet(monday), &add(spent(friday, HourKind::Cases, 60)))
        .unwrap();
    let team = World {
        closed: BTreeSet::from([Month::of(friday)]),
        is_guided: false,
        ..World::default()
    };
    let after = team.apply(&adviser, &add(spent(sunday, HourKind::Nora, 60))).unwrap();
    assert!(after.is_guided, "Friday is closed and its sums are told");
    let fresh = team
        .apply(&sheet(TODAY), &add(spent(TODAY, HourKind::Nora, 60)))
        .unwrap();
    assert!(!fresh.is_guided);
}

#[test]
fn of_a_closed_month_the_projection_counts_what_is_entered_and_no_plan() {
    let friday = date(2026, 10, 30);
    let october = BTreeSet::from([Month::of(friday)]);
    let week = World::default()
        .apply(&sheet(date(2026, 10, 26)), &add(spent(friday, HourKind::Guidance, 60)))
        .unwrap();
    let plans = [
        booking(1, friday, 75, Standing::Held),
        booking(2, date(2026, 12, 3), 75, Standing::Planned),
    ];
    let days = Semester::of(TODAY).days();
    let of =
        |closed: &BTreeSet<Month>| projection(std::slice::from_ref(&week), &plans, &Rules::default(), closed, days);
    assert_eq!(of(&BTreeSet::new()).sums.pupils, 240);
    let sums = of(&october).sums;
    assert_eq!((sums.pupils, sums.competence), (120, 60));
}

#[test]
fn a_plan_moves_the_projection_of_the_semesters_that_it_lies_in() {
    let autumn = Semester::of(TODAY);
    let half = Guide::of(Sums {
        pupils: 600,
        competence: 600,
        common: 0,
    });
    let known = PlanGuide {
        semesters: [autumn, autumn.next()]
            .map(|semester| SemesterGuide { semester, guide: half })
            .to_vec(),
        rules: Rules::default().all(),
        closed: BTreeSet::from([Month::of(date(2026, 10, 1))]),
    };
    let plan = |day| Intended {
        kind: HourKind::GroupSession,
        day,
        minutes: 75,
    };
    assert_eq!(known.with(&[]), []);
    let found = known.with(&[
        plan(date(2026, 10, 5)),
        plan(date(2026, 12, 1)),
        plan(date(2026, 12, 8)),
    ]);
    assert_eq!(found.len(), 1);
    let (before, after) = found[0];
    assert_eq!((before.semester, before.guide.share()), (autumn, Some(50)));
    // Two sessions of two hours; the one in the closed month adds nothing.
    assert_eq!((after.sums.pupils, after.share()), (840, Some(58)));
    assert_eq!(known.with(&[plan(date(2027, 2, 2))])[0].0.semester, autumn.next());
}

#[test]
fn time_with_contacts_and_cases_has_no_reference_and_no_field_for_one() {
    let entry = spent(MONDAY, HourKind::Cases, 60);
    let week = World::default().apply(&sheet(MONDAY), &add(entry)).unwrap();
    assert_eq!((week.entries[0].activity, week.person), (None, PERSON));
    let sent = serde_json::to_value(entry).unwrap();
    for field in ["case", "pupil", "activity", "note"] {
        let mut more = sent.clone();
        more[field] = serde_json::Value::from("x");
        assert!(
            serde_json::from_value::<crate::hours::NewEntry>(more).is_err(),
            "{field}"
        );
    }
}
