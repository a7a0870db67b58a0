use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::form::{CloseForm, CountForm, PlanForm, parse_reason};
use super::testing::{TODAY, after, closing, lesson, plan, tally};
use super::*;
use crate::ids::{BlockId, DeliveryId, ModuleId, UnitId};
use crate::issue::{Issue, IssueCode};
use crate::text::{Note, ShortText, TakenMinutes};
use crate::text_guard::{Confirmed, FindingKind, check};

fn close(present: i64) -> DeliveryCommand {
    DeliveryCommand::Close {
        closing: closing(present),
        taken: Vec::new(),
    }
}

fn count(sad: u8, neutral: u8, happy: u8) -> DeliveryCommand {
    DeliveryCommand::Count {
        answers: tally(sad, neutral, happy),
    }
}

fn took(lengths: &[(u128, i64)]) -> Vec<Taken> {
    let taken = |(block, minutes): &(u128, i64)| Taken {
        block: BlockId::new(Ulid(*block)),
        minutes: TakenMinutes::new(*minutes).unwrap(),
    };
    lengths.iter().map(taken).collect()
}

/// One in each stage, on a day that has come.
fn stages() -> [Delivery; 4] {
    let planned = lesson(7, TODAY);
    let held = after(&planned, &[close(26)]);
    let reason = CallOff::School;
    [
        planned.clone(),
        held.clone(),
        after(&held, &[count(1, 5, 20)]),
        after(&planned, &[DeliveryCommand::Cancel { reason }]),
    ]
}

/// The drawing in `docs/state-machines/delivery.md`. A line a stage, a column a step: the stage that it leads to, `-` for a
/// step that the stage does not have.
const STEPS: &str = "
              edit     close      count      reopen   cancel     restore
    planned   planned  held       -          -        cancelled  -
    held      -        held       evaluated  planned  -          -
    evaluated -        evaluated  evaluated  planned  -          -
    cancelled -        -          -          -        -          planned
";

fn step(name: &str) -> DeliveryCommand {
    match name {
        "edit" => DeliveryCommand::Edit { plan: plan(TODAY) },
        "close" => close(27),
        "count" => count(0, 0, 26),
        "reopen" => DeliveryCommand::Reopen,
        "cancel" => DeliveryCommand::Cancel { reason: CallOff::Room },
        "restore" => DeliveryCommand::Restore,
        other => panic!("{other}"),
    }
}

#[test]
fn every_step_from_every_stage_leads_where_the_table_says() {
    let mut lines = STEPS.lines().filter(|line| !line.trim().is_empty());
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    for (delivery, line) in stages().into_iter().zip(lines) {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some(delivery.stage().name()));
        for (name, expected) in head.iter().zip(words) {
            let next = apply(&delivery, &step(name), TODAY);
            let found = next.as_ref().map_or("-", |next| next.stage().name());
            assert_eq!(found, expected, "{name} from {}", delivery.stage().name());
        }
    }
}

#[test]
fn nothing_is_closed_before_its_day_and_a_correction_keeps_the_answers_and_the_minutes() {
    let tomorrow = lesson(7, date(2026, 11, 24));
    assert_eq!(apply(&tomorrow, &close(26), TODAY), Err(DeliveryRule::Ahead));
    assert!(!tomorrow.can_close(TODAY) && lesson(7, TODAY).can_close(TODAY));
    let run = DeliveryCommand::Close {
        closing: closing(26),
        // The last is of another run sheet.
        taken: took(&[(1, 22), (2, 31), (99, 5)]),
    };
    let held = after(&lesson(7, TODAY), &[run, count(1, 5, 20), close(28)]);
    assert_eq!(held.closing().unwrap().present.get(), 28);
    assert_eq!(held.outcome.answers(), Some(tally(1, 5, 20)));
    let minutes = |delivery: &Delivery| -> Vec<Option<u16>> {
        let blocks = delivery.run_sheet.blocks.iter();
        blocks.map(|block| block.actual.map(TakenMinutes::get)).collect()
    };
    assert_eq!(minutes(&held), [Some(22), Some(31), None]);
    assert_eq!(minutes(&after(&held, &[DeliveryCommand::Reopen])), [None, None, None]);
}

#[test]
fn there_are_never_more_answers_than_pupils() {
    let held = after(&lesson(7, TODAY), &[close(10)]);
    assert_eq!(
        apply(&held, &count(1, 0, 10), TODAY),
        Err(DeliveryRule::MoreAnswersThanPupils)
    );
    assert_eq!(apply(&held, &count(0, 0, 0), TODAY), Err(DeliveryRule::NoAnswers));
    let counted = after(&held, &[count(0, 0, 10)]);
    assert_eq!(
        apply(&counted, &close(9), TODAY),
        Err(DeliveryRule::MoreAnswersThanPupils)
    );
}

#[test]
fn four_answers_are_kept_and_not_shown() {
    let held = after(&lesson(7, TODAY), &[close(10), count(0, 0, 4)]);
    assert_eq!(held.stage(), Stage::Evaluated);
    assert_eq!(held.outcome.shown_answers(), None);
    let mut told = held.clone();
    told.outcome.hide_few();
    assert_eq!(
        (told.stage(), told.outcome.answers()),
        (Stage::Evaluated, Some(tally(0, 0, 0)))
    );
    let five = after(&held, &[count(0, 0, 5)]);
    assert_eq!(five.outcome.shown_answers(), Some(tally(0, 0, 5)));
}

#[test]
fn a_module_without_a_block_is_not_held() {
    let mut source = testing::source();
    source.run_sheet.blocks.clear();
    let new = NewDelivery {
        id: DeliveryId::new(Ulid(1)),
        module: ModuleId::new(Ulid(9)),
        unit: testing::UNIT,
        reason: ShortText::default(),
        plan: plan(TODAY),
    };
    let found = create(&new, &source, testing::ADVISER, None);
    assert_eq!(found, Err(DeliveryRule::NothingToHold));
}

#[test]
fn a_move_is_counted_in_calendars_and_another_class_is_told() {
    let at = |second: i64| Timestamp::from_second(1_790_000_000 + second).unwrap();
    let mut first = lesson(7, date(2026, 12, 1));
    note_change(None, &mut first, at(0));
    let changed = |change: fn(&mut DeliveryPlan)| {
        let mut plan = DeliveryPlan::of(&first);
        change(&mut plan);
        let mut next = after(&first, &[DeliveryCommand::Edit { plan }]);
        note_change(Some(&first), &mut next, at(9));
        (next.calendar.sequence, next.calendar.changed_at == at(9))
    };
    assert_eq!(changed(|plan| plan.slot.date = date(2026, 12, 2)), (1, true));
    assert_eq!(changed(|plan| plan.class = ShortText::parse("9C").unwrap()), (0, true));
    assert_eq!(
        changed(|plan| plan.adaptation = Note::parse("Kortere").unwrap()),
        (0, false)
    );
}

#[test]
fn a_telephone_is_refused_wherever_one_writes() {
    let phone = "Ring 912 34 567";
    let edit = |change: fn(&mut DeliveryPlan, &str)| {
        let mut plan = plan(TODAY);
        change(&mut plan, phone);
        DeliveryCommand::Edit { plan }
    };
    let short = |text: &str| ShortText::parse(text).unwrap();
    let mut told = closing(20);
    told.learnt = Note::parse(phone).unwrap();
    let taken = Vec::new();
    for (command, field) in [
        (edit(|plan, text| plan.class = ShortText::parse(text).unwrap()), "class"),
        (
            edit(|plan, text| plan.teacher = ShortText::parse(text).unwrap()),
            "teacher",
        ),
        (edit(|plan, text| plan.place = ShortText::parse(text).unwrap()), "place"),
        (
            edit(|plan, text| plan.adaptation = Note::parse(text).unwrap()),
            "adaptation",
        ),
        (DeliveryCommand::Close { closing: told, taken }, "learnt"),
    ] {
        let faults = check(&command, &Confirmed::default());
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].field, field);
        let is_phone = |code: &IssueCode| {
            matches!(
                code,
                IssueCode::IdentifiesAPerson {
                    what: FindingKind::Phone,
                    ..
                }
            )
        };
        assert!(is_phone(&faults[0].code));
    }
    let new = NewDelivery {
        id: DeliveryId::new(Ulid(1)),
        module: ModuleId::new(Ulid(9)),
        unit: testing::UNIT,
        reason: short(phone),
        plan: plan(TODAY),
    };
    assert_eq!(check(&new, &Confirmed::default())[0].field, "reason");
}

#[test]
fn what_stands_in_the_form_is_what_is_planned_and_all_faults_are_told_at_once() {
    let form = PlanForm::of(&lesson(7, TODAY));
    assert_eq!(form.parse_edit(), Ok(DeliveryCommand::Edit { plan: plan(TODAY) }));
    assert_eq!(form.slot(), Some(plan(TODAY).slot));
    let bad = PlanForm {
        class: " ".into(),
        date: "2026-02-30".into(),
        start: "kvart over ti".into(),
        minutes: "5".into(),
        ..form.clone()
    };
    assert_eq!(
        bad.parse_edit().unwrap_err(),
        [
            Issue::new("class", IssueCode::Required),
            Issue::new("date", IssueCode::NotADate),
            Issue::new("start", IssueCode::NotATime),
            Issue::new("minutes", IssueCode::OutOfRange { min: 10, max: 360 }),
        ]
    );
    let (id, module) = (DeliveryId::new(Ulid(1)), ModuleId::new(Ulid(9)));
    assert!(form.parse_new(id, module, false).is_ok());
    let elsewhere = form.parse_new(id, module, true).unwrap_err();
    assert_eq!(elsewhere, [Issue::new("reason", IssueCode::Required)]);
    let nowhere = PlanForm {
        unit: "her".into(),
        ..form
    };
    assert_eq!(
        nowhere.parse_new(id, module, false).unwrap_err(),
        [Issue::new("unit", IssueCode::UnknownChoice)]
    );
    assert_eq!(UnitId::new(Ulid(1)), testing::UNIT);
}

#[test]
fn a_closing_proposes_what_was_planned_and_an_empty_number_of_contacts_is_none() {
    let form = CloseForm {
        present: "26".into(),
        ..CloseForm::of(&lesson(7, TODAY))
    };
    let Ok(DeliveryCommand::Close { closing, .. }) = form.parse(Vec::new()) else {
        panic!("{form:?}")
    };
    assert_eq!((closing.delivery_minutes.get(), closing.contacts.get()), (60, 0));
    let bad = CloseForm {
        present: String::new(),
        contacts: "-1".into(),
        ..form
    };
    assert_eq!(
        bad.parse(Vec::new()).unwrap_err(),
        [
            Issue::new("present", IssueCode::Required),
            Issue::new("contacts", IssueCode::OutOfRange { min: 0, max: 2000 })
        ]
    );
    assert_eq!(
        parse_reason("lazy").unwrap_err(),
        [Issue::new("call_off", IssueCode::UnknownChoice)]
    );
}

#[test]
fn a_count_is_read_as_it_stands_and_questions_must_have_as_many_answers() {
    let form = |counts: [[&str; 3]; 3]| CountForm {
        counts: counts.map(|row| row.map(str::to_owned)),
    };
    let typed = form([["1", "", "4"], ["0", "2", "3"], ["", "", "5"]]);
    let Ok(DeliveryCommand::Count { answers }) = typed.parse() else {
        panic!("{typed:?}")
    };
    assert_eq!(answers.answers(), 5);
    assert_eq!(CountForm::of(Some(answers)).parse(), typed.parse());
    let uneven = form([["1", "", "4"], ["0", "2", "2"], ["", "", "5"]]);
    assert_eq!(
        uneven.parse().unwrap_err(),
        [Issue::new("useful_sad", IssueCode::DoesNotAddUp)]
    );
    let bad = form([["x", "-1", "81"], ["0", "", ""], ["", "", ""]]);
    assert_eq!(
        bad.parse().unwrap_err(),
        [
            Issue::new("safe_sad", IssueCode::NotANumber),
            Issue::new("safe_neutral", IssueCode::OutOfRange { min: 0, max: 80 }),
            Issue::new("safe_happy", IssueCode::OutOfRange { min: 0, max: 80 }),
        ]
    );
}

#[test]
fn a_module_is_known_by_what_was_held_of_it() {
    let held = |number, present: i64, taken: &[(u128, i64)]| {
        let close = DeliveryCommand::Close {
            closing: closing(present),
            taken: took(taken),
        };
        after(&lesson(number, TODAY), &[close])
    };
    let four = after(&held(1, 20, &[(1, 18), (2, 30)]), &[count(4, 0, 0)]);
    let five = after(&held(2, 20, &[(1, 25), (2, 31)]), &[count(0, 1, 4)]);
    let none = held(3, 20, &[(1, 40)]);
    let planned = lesson(4, TODAY);
    let all = [four, five, none, planned];
    let of = |some: &[Delivery]| usage::figures(some.iter().map(|one| &one.outcome));
    let figures = of(&all);
    // The four who said no are not in the mean: 14 points of 15.
    assert_eq!((figures.held, figures.answers, figures.mean), (3, 5, Some(28)));
    assert_eq!(of(&all[..1]).mean, None);
    assert_eq!(usage::by_edition(&all), [(2, 3)].into());
    assert_eq!(usage::by_unit(&all), [(testing::UNIT, 3)].into());
    let blocks = usage::blocks(&testing::source().run_sheet, &all);
    let told: Vec<(u16, u16, u32)> = blocks.iter().map(|one| (one.planned, one.median, one.times)).collect();
    assert_eq!(told, [(20, 25, 3), (25, 31, 2)]);
}

proptest! {
    /// Whatever is counted, the difference between the figures before and after one more delivery is of none or at least five.
    #[test]
    fn figures_never_tell_fewer_than_five(counts in proptest::collection::vec((0u8..9, 0u8..9, 1u8..9), 0..6)) {
        let all: Vec<Delivery> = counts
            .iter()
            .zip(1..)
            .map(|((sad, neutral, happy), number)| {
                after(&lesson(number, TODAY), &[close(40), count(*sad, *neutral, *happy)])
            })
            .collect();
        for held in 0..all.len() {
            let answers = |some: &[Delivery]| usage::figures(some.iter().map(|one| &one.outcome)).answers;
            let step = answers(&all[..=held]) - answers(&all[..held]);
            prop_assert!(step == 0 || step >= 5);
        }
    }
}
