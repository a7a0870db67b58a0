use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::testing::*;
use super::*;
use crate::access::{Action, Actor, may};
use crate::ids::SignInId;
use crate::issue::IssueCode;
use crate::role::{Role, RoleGrant, Scope};
use crate::text::ShortText;
use crate::text_guard::check;

#[test]
fn the_machine_has_the_steps_of_its_drawing_and_no_others() {
    let ways: Vec<[&str; 8]> = RoutineState::ALL
        .iter()
        .map(|state| RoutineStep::ALL.map(|step| state.after(step).map_or("-", RoutineState::name)))
        .collect();
    // begin, submit, return, adopt, take into use, review, revise, replace
    assert_eq!(
        ways,
        [
            ["in_progress", "-", "-", "-", "-", "-", "-", "-"],
            ["-", "draft", "-", "-", "-", "-", "-", "-"],
            ["-", "-", "in_progress", "adopted", "-", "-", "-", "-"],
            [
                "-",
                "-",
                "-",
                "adopted",
                "in_use",
                "adopted",
                "adopted_in_revision",
                "superseded"
            ],
            ["-", "-", "-", "-", "in_revision", "adopted", "-", "superseded"],
            ["-", "-", "-", "-", "-", "in_use", "in_revision", "superseded"],
            ["-", "-", "-", "-", "-", "in_use", "-", "superseded"],
            ["-", "-", "-", "-", "-", "-", "-", "-"],
        ]
    );
}

fn states(routine: &Routine) -> Vec<RoutineState> {
    routine.editions.iter().map(|one| one.state).collect()
}

#[test]
fn an_edition_holds_until_the_next_is_adopted_and_stays_readable() {
    let old = in_use(date(2025, 10, 1));
    let planned = RoutineCommand::Revise {
        planned_on: Some(date(2026, 12, 1)),
    };
    let begun = done(Some(&old), &planned).unwrap();
    assert_eq!(states(&begun), [RoutineState::InRevision, RoutineState::InProgress]);
    assert_eq!(
        (begun.fresh_until(), begun.planned_on),
        (old.fresh_until(), Some(date(2026, 12, 1)))
    );
    let sent = done(Some(&begun), &RoutineCommand::Submit).unwrap();
    let back = done(Some(&sent), &RoutineCommand::Return).unwrap();
    assert_eq!(states(&back), states(&begun));
    let next = done(Some(&sent), &adopted_on(TODAY)).unwrap();
    assert_eq!(states(&next), [RoutineState::Superseded, RoutineState::Adopted]);
    assert_eq!(next.editions[0].adopted, old.editions[0].adopted);
    assert_eq!((next.planned_on, next.editions[1].number), (None, 2));
    assert_eq!(next.due_on(), Some(date(2027, 11, 23)));
    assert_eq!(
        next.fresh_until(),
        Some(date(2027, 11, 22)),
        "until the eve of when it is due"
    );
}

#[test]
fn an_edition_that_nobody_has_taken_into_use_is_not_in_use_after_a_review_or_a_revision() {
    let adopted = after(&[RoutineCommand::Submit, adopted_on(date(2026, 9, 1))]);
    let revise = RoutineCommand::Revise { planned_on: None };
    let begun = done(Some(&adopted), &revise).unwrap();
    assert_eq!(
        states(&begun),
        [RoutineState::AdoptedInRevision, RoutineState::InProgress]
    );
    assert_eq!(begun.sign(TODAY), RoutineSign::InForce);
    assert_eq!(done(Some(&begun), &revise), Err(RoutineRule::NotNow));
    let seen = done(Some(&begun), &reviewed_on(TODAY)).unwrap();
    assert_eq!(states(&seen), [RoutineState::Adopted]);
    let seen = done(Some(&seen), &reviewed_on(TODAY)).unwrap();
    assert_eq!(states(&seen), [RoutineState::Adopted]);
    // It may be made known while the next edition is written, and is in use from then on.
    let used = done(Some(&begun), &RoutineCommand::TakeIntoUse).unwrap();
    assert_eq!(states(&used), [RoutineState::InRevision, RoutineState::InProgress]);
    let seen = done(Some(&used), &reviewed_on(TODAY)).unwrap();
    assert_eq!(states(&seen), [RoutineState::InUse]);
    // One that never was in use is replaced as any other.
    let sent = done(Some(&begun), &RoutineCommand::Submit).unwrap();
    let next = done(Some(&sent), &adopted_on(TODAY)).unwrap();
    assert_eq!(states(&next), [RoutineState::Superseded, RoutineState::Adopted]);
}

#[test]
fn an_adoption_that_is_put_right_keeps_its_reviews_and_is_no_later_than_the_first() {
    let reviewed = |on| Review {
        on,
        next_review: proposed_review(on),
    };
    let (first, second) = (date(2026, 9, 1), date(2026, 10, 1));
    let seen = after(&[
        RoutineCommand::Submit,
        adopted_on(date(2026, 8, 20)),
        reviewed_on(first),
        reviewed_on(second),
    ]);
    let right = done(Some(&seen), &adopted_on(first)).unwrap();
    let adoption = right.editions[0].adopted.clone().unwrap();
    assert_eq!((adoption.on, adoption.next_review), (first, proposed_review(first)));
    assert_eq!(adoption.reviews, [reviewed(first), reviewed(second)]);
    assert_eq!((adoption.last(), right.due_on()), (second, seen.due_on()));
    assert_eq!(
        right.spans().len(),
        2,
        "the adoption and the first review are of one day"
    );
    let late = adopted_on(date(2026, 9, 2));
    let fault = done(Some(&seen), &late).unwrap_err();
    assert_eq!(fault, RoutineRule::AfterReview { day: first });
    let issue = fault.issue(&late).unwrap();
    assert_eq!(
        (issue.field, issue.code),
        ("on".to_owned(), IssueCode::AfterReview { day: first })
    );
}

#[test]
fn an_edition_is_adopted_no_earlier_than_the_one_before_it_was_gone_through_last() {
    let (adopted, seen) = (date(2026, 3, 2), date(2026, 10, 1));
    let steps = [
        RoutineCommand::Submit,
        adopted_on(adopted),
        RoutineCommand::TakeIntoUse,
        reviewed_on(seen),
        RoutineCommand::Revise { planned_on: None },
        RoutineCommand::Submit,
    ];
    let sent = after(&steps);
    let early = adopted_on(date(2026, 9, 30));
    let fault = RoutineRule::BeforeTheLast {
        last: seen,
        until: TODAY,
    };
    assert_eq!(done(Some(&sent), &early), Err(fault));
    let next = done(Some(&sent), &adopted_on(seen)).unwrap();
    assert_eq!(
        next.spans(),
        [
            (adopted, seen.yesterday().unwrap()),
            (seen, proposed_review(seen).yesterday().unwrap())
        ]
    );
    // The same holds when the adoption is put right, with a review of its own as the last day that it can be.
    assert_eq!(done(Some(&next), &early), Err(fault));
    let again = done(Some(&next), &reviewed_on(date(2026, 11, 2))).unwrap();
    let fault = RoutineRule::BeforeTheLast {
        last: seen,
        until: date(2026, 11, 2),
    };
    assert_eq!(done(Some(&again), &early), Err(fault));
}

#[test]
fn a_review_holds_it_for_twelve_months_more_and_lets_what_was_begun_go() {
    let old = in_use(date(2025, 10, 1));
    assert_eq!(old.sign(TODAY), RoutineSign::Expired);
    let begun = done(Some(&old), &RoutineCommand::Revise { planned_on: None }).unwrap();
    assert_eq!(begun.sign(TODAY), RoutineSign::Expired, "work on it does not hold");
    let seen = done(Some(&begun), &reviewed_on(date(2026, 11, 20))).unwrap();
    assert_eq!(states(&seen), [RoutineState::InUse]);
    assert_eq!(
        (seen.sign(TODAY), seen.fresh_until()),
        (RoutineSign::InForce, Some(date(2027, 11, 19)))
    );
    assert_eq!(seen.sign(date(2027, 10, 20)), RoutineSign::InForce);
    assert_eq!(seen.sign(date(2027, 10, 21)), RoutineSign::Due);
    assert_eq!(seen.sign(date(2027, 11, 19)), RoutineSign::Due);
    assert_eq!(seen.sign(date(2027, 11, 20)), RoutineSign::Expired);
    // Sooner, where it was agreed so.
    let soon = RoutineCommand::Review {
        on: TODAY,
        next_review: date(2027, 2, 1),
    };
    assert_eq!(done(Some(&seen), &soon).unwrap().due_on(), Some(date(2027, 2, 1)));
    let late = RoutineCommand::Review {
        on: TODAY,
        next_review: date(2029, 2, 1),
    };
    assert_eq!(done(Some(&seen), &late).unwrap().due_on(), Some(date(2027, 11, 23)));
}

#[test]
fn days_that_can_not_be_are_told_beside_their_field() {
    let fault = |before: &Routine, command: &RoutineCommand| {
        let issue = done(Some(before), command).unwrap_err().issue(command).unwrap();
        (issue.field, issue.code)
    };
    let sent = after(&[RoutineCommand::Submit]);
    let tomorrow = TODAY.tomorrow().unwrap();
    assert_eq!(
        fault(&sent, &adopted_on(tomorrow)),
        ("on".to_owned(), IssueCode::AfterToday)
    );
    for next_review in [TODAY, date(2029, 11, 24)] {
        let command = RoutineCommand::Adopt {
            on: TODAY,
            by: Adopter::Leaders,
            next_review,
        };
        let (field, code) = fault(&sent, &command);
        let days = IssueCode::OutsideDays {
            first: tomorrow,
            last: date(2029, 11, 23),
        };
        assert_eq!((field.as_str(), code), ("next_review", days));
    }
    let used = in_use(date(2026, 9, 1));
    let (field, code) = fault(&used, &reviewed_on(date(2026, 8, 31)));
    let days = IssueCode::OutsideDays {
        first: date(2026, 9, 1),
        last: TODAY,
    };
    assert_eq!((field.as_str(), code), ("reviewed_on", days));
}

#[test]
fn nothing_is_adopted_that_nobody_can_find_and_nothing_is_begun_twice() {
    let nowhere = RoutineCommand::Edit {
        details: Details::default(),
    };
    let sent = after(&[RoutineCommand::Submit, nowhere]);
    assert_eq!(done(Some(&sent), &adopted_on(TODAY)), Err(RoutineRule::NoDocument));
    let again = RoutineCommand::Begin { details: details() };
    assert_eq!(done(Some(&sent), &again), Err(RoutineRule::NotNow));
    for command in [RoutineCommand::Submit, RoutineCommand::TakeIntoUse, reviewed_on(TODAY)] {
        assert_eq!(done(None, &command), Err(RoutineRule::NotNow));
    }
    let used = in_use(date(2026, 9, 1));
    let edited = done(Some(&used), &RoutineCommand::Edit { details: details() }).unwrap();
    assert_eq!(edited.planned_on, None, "what holds has been adopted");
}

#[test]
fn forms_tell_every_fault_and_propose_twelve_months() {
    let typed = DetailsForm {
        title: "x".repeat(201),
        link: "javascript:alert(1)".to_owned(),
        planned_on: "snart".to_owned(),
        anchored: vec!["everywhere".to_owned()],
        ..DetailsForm::default()
    };
    let issues = typed.parse().unwrap_err();
    let fields: Vec<&str> = issues.iter().map(|issue| issue.field.as_str()).collect();
    assert_eq!(fields, ["title", "link", "planned_on", "anchored"]);
    assert_eq!(DetailsForm::of(&after(&[])).parse().unwrap(), details());
    let adopt = AdoptForm {
        on: "2026-11-20".to_owned(),
        by: "head".to_owned(),
        next_review: String::new(),
    };
    assert_eq!(adopt.parse().unwrap(), adopted_on(date(2026, 11, 20)));
    let fields: Vec<String> = AdoptForm::default()
        .parse()
        .unwrap_err()
        .into_iter()
        .map(|one| one.field)
        .collect();
    assert_eq!(fields, ["on", "by"]);
}

#[test]
fn the_guard_looks_at_all_that_is_written() {
    let number = |details: Details| check(&RoutineCommand::Begin { details }, &Default::default());
    for details in [
        Details {
            title: ShortText::parse("Ring 912 34 567").unwrap(),
            ..details()
        },
        Details {
            document: ShortText::parse("Ring 912 34 567").unwrap(),
            ..details()
        },
    ] {
        assert_eq!(number(details).len(), 1);
    }
}

#[test]
fn a_routine_is_the_units_and_not_the_one_who_wrote_it() {
    let of = |role, scope| Actor {
        person: ME,
        sign_in: SignInId::new(Ulid(9)),
        grants: vec![RoleGrant { role, scope }],
    };
    let subject = after(&[]).subject();
    assert!(!may(
        &of(Role::Adviser, Scope::Everywhere),
        Action::EditCooperation,
        &subject
    ));
    assert!(may(
        &of(Role::SchoolLeader, Scope::Unit(AT.unit)),
        Action::ViewCooperation,
        &subject
    ));
    assert!(!may(
        &of(Role::SchoolLeader, Scope::Unit(AT.unit)),
        Action::EditCooperation,
        &subject
    ));
}

proptest! {
    #[test]
    fn however_it_is_changed_one_edition_is_in_force_and_one_worked_on_at_most(
        steps in prop::collection::vec((0usize..8, 0i8..20), 0..60),
    ) {
        let mut routine = after(&[]);
        for (step, day) in steps {
            let on = date(2026, 11, day + 1);
            let command = match step {
                0 => RoutineCommand::Begin { details: details() },
                1 => RoutineCommand::Edit { details: details() },
                2 => RoutineCommand::Submit,
                3 => RoutineCommand::Return,
                4 => adopted_on(on),
                5 => RoutineCommand::TakeIntoUse,
                6 => reviewed_on(on),
                _ => RoutineCommand::Revise { planned_on: None },
            };
            if let Ok(after) = done(Some(&routine), &command) {
                prop_assert_eq!(after.version, routine.version + 1);
                routine = after;
            }
            let count = |is: fn(RoutineState) -> bool| routine.editions.iter().filter(|one| is(one.state)).count();
            prop_assert!(count(RoutineState::is_in_force) <= 1 && count(RoutineState::is_work) <= 1);
            prop_assert!(!routine.editions.is_empty() && routine.editions.len() <= 12);
            prop_assert!(routine.editions.is_sorted_by_key(|one| one.number));
        }
    }
}
