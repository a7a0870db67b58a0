use std::collections::BTreeMap;

use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::form::{
    MeasureCloseForm, MeasureForm, MeasurePartForm, OTHER_NEED, SurveyForm, parse_count, parse_effect, parse_interview,
    parse_measure_reason, parse_priorities,
};
use super::testing::{TODAY, answer, asked, part, planned, survey, tally};
use super::*;
use crate::ids::{MeasureId, SurveyId};
use crate::issue::{Issue, IssueCode};
use crate::text::{Headcount, MeasureMinutes, Note, Remark, StaffCount};

#[test]
fn nothing_is_shown_while_it_is_open_nor_of_four_and_five_are_shown_once_it_is_closed() {
    let open = survey();
    let four = tally(&vec![answer(4, 2, &[]); 4]);
    let five = tally(&vec![answer(4, 2, &[]); 5]);
    assert_eq!(open.results(&five, TODAY), Results::Open { answers: Some(5) });
    assert_eq!(
        open.results(&four, TODAY),
        Results::Open { answers: None },
        "four are not counted aloud"
    );
    let closed = apply(&open, &SurveyCommand::Close, TODAY).unwrap();
    assert_eq!(closed.results(&four, TODAY), Results::TooFew);
    assert_eq!(closed.results(&five, TODAY), Results::Shown { tally: five.clone() });
    // It closes by itself after its last day.
    let after = date(2026, 12, 8);
    assert!(open.is_open(date(2026, 12, 7)) && !open.is_open(after));
    assert_eq!(open.closed(after), Some(date(2026, 12, 7)));
    assert_eq!(open.results(&five, after), Results::Shown { tally: five });
}

#[test]
fn what_is_closed_stays_closed_so_that_no_two_states_of_the_results_can_be_compared() {
    let closed = apply(&survey(), &SurveyCommand::Close, TODAY).unwrap();
    let edit = SurveyCommand::Edit { plan: asked() };
    for command in [edit.clone(), SurveyCommand::Close] {
        assert_eq!(apply(&closed, &command, TODAY), Err(SurveyRule::Closed));
    }
    // A number that was miscounted is none of the answers.
    let count = |invited: i64| SurveyCommand::Count {
        invited: StaffCount::new(invited).unwrap(),
    };
    assert_eq!(apply(&closed, &count(60), TODAY).unwrap().response(30), 50);
    assert_eq!(apply(&closed, &count(4), TODAY), Err(SurveyRule::TooFewInvited));
    assert_eq!(apply(&survey(), &edit, date(2026, 12, 8)), Err(SurveyRule::Closed));
    assert!(!closed.is_open(TODAY));
}

#[test]
fn forty_one_of_sixty_two_are_two_thirds() {
    assert_eq!(survey().response(41), 66);
    assert_eq!(per_cent(0, 0), 0);
    assert_eq!(survey().response(70), 113, "the link went to more than were counted");
}

#[test]
fn the_least_known_area_comes_first_and_of_two_alike_the_one_that_more_wish_to_learn_of() {
    let sums = tally(&[
        answer(4, 2, &[Area::Parents]),
        answer(3, 1, &[Area::Parents, Area::Signs]),
    ]);
    assert_eq!(sums.least_known()[..3], [Area::Routine, Area::Parents, Area::Signs]);
    let routine = sums.of(Area::Routine);
    assert_eq!(
        (routine.tenths(), routine.ratings(), routine.wishes()),
        (Some(15), [1, 1, 0, 0, 0], 0)
    );
    assert_eq!(
        (sums.of(Area::Parents).tenths(), sums.of(Area::Parents).wishes()),
        (Some(35), 2)
    );
    assert_eq!(Tally::default().of(Area::Signs).tenths(), None);
}

#[test]
fn an_answer_marks_every_area_from_one_to_five() {
    let fields: BTreeMap<String, String> = [("routine", "6"), ("signs", "3"), ("duties", "")]
        .into_iter()
        .map(|(name, mark)| (name.to_owned(), mark.to_owned()))
        .collect();
    let issues = Answer::parse(&fields).unwrap_err();
    assert_eq!(issues.len(), 9);
    assert!(issues.contains(&Issue::new("routine", IssueCode::UnknownChoice)));
    assert!(issues.contains(&Issue::new("duties", IssueCode::Required)));
    assert!(!issues.iter().any(|issue| issue.field == "signs"));
}

#[test]
fn sums_that_no_answers_make_are_refused() {
    let sums = tally(&[answer(3, 3, &[])]);
    let json = serde_json::to_value(&sums).unwrap();
    assert_eq!(serde_json::from_value::<Tally>(json.clone()).unwrap(), sums);
    let mut more = json.clone();
    more["routine"]["ratings"][0] = 1.into();
    let mut fewer = json;
    fewer.as_object_mut().unwrap().remove("routine");
    for bad in [more, fewer] {
        assert!(serde_json::from_value::<Tally>(bad).is_err());
    }
    assert_eq!(serde_json::from_str::<Tally>("{}").unwrap(), Tally::default());
}

proptest! {
    /// Whoever sees the sums cannot tell in which order the answers came.
    #[test]
    fn the_sums_are_the_same_in_whatever_order_the_answers_came(
        marks in proptest::collection::vec((1_u8..=5, 1_u8..=5), 1..20),
        turn in 0_usize..20,
    ) {
        let answers: Vec<Answer> = marks.iter().map(|(mark, routine)| answer(*mark, *routine, &[Area::Signs])).collect();
        let mut other = answers.clone();
        other.rotate_left(turn % answers.len());
        other.reverse();
        prop_assert_eq!(tally(&answers), tally(&other));
    }
}

#[test]
fn a_survey_asks_somebody_until_a_day_that_comes_and_not_for_ever() {
    let new = |change: fn(&mut SurveyPlan)| {
        let mut plan = asked();
        change(&mut plan);
        let (id, unit) = (SurveyId::new(Ulid(9)), testing::UNIT);
        let new = NewSurvey { id, unit, plan };
        open(&new, SurveyCode::from_chance([4; 10]), testing::ADVISER, None, TODAY)
    };
    assert_eq!(new(|_| {}).unwrap().opens_on, TODAY);
    assert_eq!(new(|plan| plan.audience.clear()), Err(SurveyRule::NoAudience));
    assert_eq!(new(|plan| plan.closes_on = date(2026, 11, 22)), Err(SurveyRule::Past));
    assert_eq!(new(|plan| plan.closes_on = date(2027, 3, 1)), Err(SurveyRule::TooLong));
}

#[test]
fn needs_come_first_in_order_when_it_is_closed() {
    let first = SurveyCommand::Prioritise {
        areas: vec![Area::Routine, Area::Signs],
    };
    assert_eq!(apply(&survey(), &first, TODAY), Err(SurveyRule::Open));
    let closed = apply(&survey(), &SurveyCommand::Close, TODAY).unwrap();
    let after = apply(&closed, &first, TODAY).unwrap();
    assert_eq!(after.priorities, [Area::Routine, Area::Signs]);
    let of = |areas: &[Area]| SurveyCommand::Prioritise { areas: areas.to_vec() };
    assert_eq!(apply(&closed, &of(&[Area::Signs; 2]), TODAY), Err(SurveyRule::Twice));
    assert_eq!(apply(&closed, &of(&Area::ALL), TODAY), Err(SurveyRule::TooMany));
    let said = SurveyCommand::Interview {
        text: Note::parse("Ledelsen vil ha mer om rutinen.").unwrap(),
    };
    assert!(apply(&survey(), &said, TODAY).is_ok() && apply(&closed, &said, TODAY).is_ok());
}

#[test]
fn a_survey_is_typed_and_each_fault_stands_beside_its_field() {
    let form = SurveyForm::of(&survey());
    let new = form.parse_new(SurveyId::new(Ulid(9)), TODAY).unwrap();
    assert_eq!(new.plan, asked());
    let bad = SurveyForm {
        unit: String::new(),
        audience: Vec::new(),
        invited: "0".into(),
        closes_on: "2026-11-22".into(),
    };
    assert_eq!(
        bad.parse_new(SurveyId::new(Ulid(9)), TODAY).unwrap_err(),
        [
            Issue::new("unit", IssueCode::Required),
            Issue::new("audience", IssueCode::Required),
            Issue::new("invited", IssueCode::OutOfRange { min: 5, max: 2000 }),
            Issue::new("closes_on", IssueCode::Past),
        ]
    );
    let long = SurveyForm {
        closes_on: "2027-03-01".into(),
        ..form
    };
    assert_eq!(
        long.parse_edit(TODAY, TODAY).unwrap_err(),
        [Issue::new("closes_on", IssueCode::TooFarAhead { days: 90 })]
    );
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        parse_priorities(&names(&["routine", "", "signs"])).unwrap(),
        SurveyCommand::Prioritise {
            areas: vec![Area::Routine, Area::Signs]
        }
    );
    assert_eq!(
        parse_priorities(&names(&["routine", "routine", "x"])).unwrap_err(),
        [
            Issue::new("priority[1]", IssueCode::AlreadyExists),
            Issue::new("priority[2]", IssueCode::UnknownChoice),
        ]
    );
    assert!(parse_interview(&"x".repeat(2001)).is_err());
    assert!(parse_count("4").is_err() && parse_count("60").is_ok());
}

fn closing(present: &[(StaffGroup, i64)]) -> Closing {
    Closing {
        present: present
            .iter()
            .map(|(group, count)| (*group, Headcount::new(*count).unwrap()))
            .collect(),
        delivery_minutes: MeasureMinutes::new(90).unwrap(),
        preparation_minutes: MeasureMinutes::new(90).unwrap(),
        evaluation: Note::default(),
    }
}

fn closed_with(closing: Closing) -> MeasureCommand {
    MeasureCommand::Close {
        closing,
        staff: planned().plan.staff,
        follow_up_on: planned().plan.follow_up_on,
    }
}

#[test]
fn fifty_of_sixty_two_are_covered_and_three_hours_are_spent() {
    let day = date(2027, 1, 4);
    let there = closing(&[
        (StaffGroup::Teachers, 38),
        (StaffGroup::Counsellors, 4),
        (StaffGroup::SocialWorkers, 5),
        (StaffGroup::Leaders, 3),
    ]);
    let close = closed_with(there.clone());
    assert_eq!(apply_measure(&planned(), &close, TODAY), Err(MeasureRule::Ahead));
    let held = apply_measure(&planned(), &close, day).unwrap();
    assert_eq!((held.present(), held.coverage()), (Some(50), Some(81)));
    assert_eq!(there.delivery_minutes.get() + there.preparation_minutes.get(), 180);
    assert_eq!(planned().coverage(), None);
}

#[test]
fn a_measure_is_planned_held_and_followed_up_or_called_off() {
    let day = date(2027, 1, 4);
    let close = closed_with(closing(&[(StaffGroup::Teachers, 38)]));
    let follow = MeasureCommand::FollowUp {
        text: Remark::parse("Rutinen ligger framme på alle møter.").unwrap(),
    };
    let cancel = MeasureCommand::Cancel { reason: Reason::School };
    let edit = MeasureCommand::Edit {
        plan: Box::new(planned().plan),
    };
    assert_eq!(apply_measure(&planned(), &follow, day), Err(MeasureRule::NotHeld));
    let held = apply_measure(&planned(), &close, day).unwrap();
    assert_eq!(held.stage(), MeasureStage::Held);
    assert!(!held.is_to_be_followed_up(day) && held.is_to_be_followed_up(date(2027, 4, 5)));
    let done = apply_measure(&held, &follow, date(2027, 4, 6)).unwrap();
    assert_eq!(done.stage(), MeasureStage::FollowedUp);
    assert!(!done.is_to_be_followed_up(date(2027, 4, 7)));
    let corrected = apply_measure(&done, &close, date(2027, 4, 7)).unwrap();
    assert_eq!(corrected.stage(), MeasureStage::FollowedUp, "what it has led to stays");
    for command in [&edit, &cancel] {
        assert_eq!(
            apply_measure(&held, command, day),
            Err(MeasureRule::NotOpen(MeasureStage::Held))
        );
    }
    let off = apply_measure(&planned(), &cancel, TODAY).unwrap();
    assert_eq!(
        apply_measure(&off, &close, day),
        Err(MeasureRule::NotOpen(MeasureStage::Cancelled))
    );
    let again = apply_measure(&off, &MeasureCommand::Reopen, TODAY).unwrap();
    assert_eq!((again.stage(), again.version), (MeasureStage::Planned, 3));
    assert_eq!(
        apply_measure(&planned(), &MeasureCommand::Reopen, TODAY),
        Err(MeasureRule::SameAlready)
    );
}

#[test]
fn every_step_from_every_stage_leads_where_the_table_says() {
    use MeasureStage::{Cancelled, FollowedUp, Held, Planned};
    let day = date(2027, 1, 4);
    let commands = [
        MeasureCommand::Edit {
            plan: Box::new(planned().plan),
        },
        closed_with(closing(&[(StaffGroup::Teachers, 38)])),
        MeasureCommand::FollowUp {
            text: Remark::parse("Rutinen ligger framme.").unwrap(),
        },
        MeasureCommand::Cancel { reason: Reason::Other },
        MeasureCommand::Reopen,
    ];
    let step = |one: &Measure, at: usize| apply_measure(one, &commands[at], day);
    let held = step(&planned(), 1).unwrap();
    let from = [
        planned(),
        held.clone(),
        step(&held, 2).unwrap(),
        step(&planned(), 3).unwrap(),
    ];
    let table = [
        [Some(Planned), Some(Held), None, Some(Cancelled), None],
        [None, Some(Held), Some(FollowedUp), None, Some(Planned)],
        [None, Some(FollowedUp), Some(FollowedUp), None, Some(Planned)],
        [None, None, None, None, Some(Planned)],
    ];
    for (one, row) in from.iter().zip(table) {
        for (at, leads) in row.into_iter().enumerate() {
            let found = step(one, at).ok().map(|next| next.stage());
            assert_eq!(found, leads, "{:?} by {}", one.stage(), commands[at].name());
        }
    }
}

#[test]
fn a_measure_that_is_called_off_answers_to_no_need() {
    let (survey, one) = (SurveyId::new(Ulid(4)), planned());
    assert!(one.answers(survey, Area::Routine));
    assert!(
        !one.answers(survey, Area::Duties),
        "it is about it, and answers to another need"
    );
    assert!(!one.answers(SurveyId::new(Ulid(5)), Area::Routine));
    let off = apply_measure(&one, &MeasureCommand::Cancel { reason: Reason::Other }, TODAY).unwrap();
    assert!(!off.answers(survey, Area::Routine));
}

#[test]
fn a_measure_is_about_something_for_somebody_and_its_parts_do_not_overlap() {
    let refused = |change: fn(&mut MeasurePlan)| {
        let mut plan = planned().plan;
        change(&mut plan);
        let edit = MeasureCommand::Edit { plan: Box::new(plan) };
        apply_measure(&planned(), &edit, TODAY).unwrap_err()
    };
    assert_eq!(refused(|plan| plan.areas.clear()), MeasureRule::NoArea);
    assert_eq!(refused(|plan| plan.groups.clear()), MeasureRule::NoGroup);
    assert_eq!(refused(|plan| plan.parts.clear()), MeasureRule::NoParts);
    assert_eq!(
        refused(|plan| plan.parts = vec![plan.parts[0]; 9]),
        MeasureRule::TooMany
    );
    assert_eq!(
        refused(|plan| plan.parts.push(part(date(2027, 1, 4), 10, 60))),
        MeasureRule::PartsOverlap(1)
    );
}

#[test]
fn a_measure_is_typed_and_each_fault_stands_beside_its_field() {
    let one = planned();
    let form = MeasureForm::of(&one);
    let MeasureCommand::Edit { plan } = form.parse_edit().unwrap() else {
        panic!("{form:?}")
    };
    assert_eq!(*plan, one.plan);
    assert_eq!(form.parse_new(MeasureId::new(Ulid(9))).unwrap().plan, one.plan);
    let bad = MeasureForm {
        title: " ".into(),
        areas: Vec::new(),
        need: OTHER_NEED.into(),
        reason: String::new(),
        groups: BTreeMap::from([("teachers".into(), "mange".into()), ("leaders".into(), "3".into())]),
        staff: String::new(),
        parts: vec![
            MeasurePartForm {
                date: "2027-01-04".into(),
                start: "9".into(),
                minutes: "90".into(),
            },
            MeasurePartForm {
                date: "2027-01-04".into(),
                start: "10".into(),
                minutes: "30".into(),
            },
        ],
        follow_up_on: "2026-12-01".into(),
        ..form.clone()
    };
    assert_eq!(
        bad.parse_edit().unwrap_err(),
        [
            Issue::new("reason", IssueCode::Required),
            Issue::new("title", IssueCode::Required),
            Issue::new("areas", IssueCode::Required),
            Issue::new("groups.teachers", IssueCode::NotANumber),
            Issue::new("staff", IssueCode::Required),
            Issue::new("parts[1].start", IssueCode::EndBeforeStart),
            Issue::new("follow_up_on", IssueCode::EndBeforeStart),
        ]
    );
    // A row that is left empty in between is passed over, and the faults of the next stand beside it.
    let between = MeasureForm {
        parts: vec![
            MeasurePartForm::default(),
            MeasurePartForm {
                date: "2027-01-04".into(),
                start: String::new(),
                minutes: "90".into(),
            },
        ],
        ..form.clone()
    };
    assert_eq!(
        between.parse_edit().unwrap_err(),
        [Issue::new("parts[1].start", IssueCode::Required)]
    );
    let empty = MeasureForm {
        need: String::new(),
        groups: BTreeMap::new(),
        parts: vec![MeasurePartForm::default()],
        ..form
    };
    assert_eq!(
        empty.parse_edit().unwrap_err(),
        [
            Issue::new("need", IssueCode::Required),
            Issue::new("groups.teachers", IssueCode::Required),
            Issue::new("parts[0].date", IssueCode::Required),
        ]
    );
}

#[test]
fn a_closing_begins_with_what_was_planned_and_counts_somebody() {
    let form = MeasureCloseForm::of(&planned());
    assert_eq!(
        (form.delivery_minutes.as_str(), form.preparation_minutes.as_str()),
        ("90", "90")
    );
    assert_eq!(form.groups["teachers"], "45");
    let held = apply_measure(&planned(), &form.parse().unwrap(), date(2027, 1, 4)).unwrap();
    assert_eq!(MeasureCloseForm::of(&held), form);
    // The staff was counted anew, and the day of the follow-up agreed, when it had been held.
    let anew = MeasureCloseForm {
        staff: "90".into(),
        follow_up_on: "2027-06-01".into(),
        ..form.clone()
    };
    let after = apply_measure(&held, &anew.parse().unwrap(), date(2027, 1, 5)).unwrap();
    assert_eq!(
        (after.plan.staff.get(), after.plan.follow_up_on),
        (90, Some(date(2027, 6, 1)))
    );
    let nobody = MeasureCloseForm {
        groups: BTreeMap::from([("teachers".into(), "0".into())]),
        ..form
    };
    assert_eq!(
        nobody.parse().unwrap_err(),
        [Issue::new("groups.teachers", IssueCode::Required)]
    );
    assert!(parse_effect(" ").is_err());
    assert_eq!(
        parse_measure_reason("").unwrap_err(),
        [Issue::new("reason", IssueCode::Required)]
    );
}
