use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::testing::{PRESENTER, TODAY, evening, new, plan, with_interpreters};
use super::*;
use crate::ids::OwnerId;
use crate::issue::{Issue, IssueCode};
use crate::languages::Tongue;
use crate::outreach::{Audience, Known};
use crate::text::{Headcount, InterpreterCount, Note, ShortText, Title, WebAddress, WorkMinutes};
use crate::themes::Theme;

fn closing(present: i64) -> Closing {
    Closing {
        present: Headcount::new(present).unwrap(),
        known: BTreeSet::from(Known::BOTH),
        questions: BTreeSet::from([Theme::Parenting]),
        delivery_minutes: WorkMinutes::new(90).unwrap(),
        preparation_minutes: WorkMinutes::new(120).unwrap(),
    }
}

fn evaluation() -> Evaluation {
    Evaluation {
        worked: Note::parse("Samtale ved bordene.").unwrap(),
        next_time: Note::default(),
    }
}

fn after(presentation: &Presentation, command: PresentationCommand) -> Presentation {
    apply(presentation, &command, TODAY).unwrap()
}

/// One in each stage, on a day that has come.
fn stages() -> [Presentation; 5] {
    let agreed = evening(TODAY);
    let held = after(&agreed, PresentationCommand::Close { closing: closing(47) });
    let reason = CancelReason::Host;
    [
        agreed.clone(),
        after(&agreed, PresentationCommand::Invite),
        held.clone(),
        after(
            &held,
            PresentationCommand::Evaluate {
                evaluation: evaluation(),
            },
        ),
        after(&agreed, PresentationCommand::Cancel { reason }),
    ]
}

/// A line a stage, a column a step: the stage that it leads to, `-` for a step that the stage does not have.
const STEPS: &str = "
              invite   close      evaluate   reopen   cancel     restore
    agreed    invited  held       -          -        cancelled  -
    invited   -        held       -          -        cancelled  -
    held      -        held       evaluated  agreed   -          -
    evaluated -        evaluated  evaluated  agreed   -          -
    cancelled -        -          -          -        -          agreed
";

fn step(name: &str) -> PresentationCommand {
    match name {
        "invite" => PresentationCommand::Invite,
        "close" => PresentationCommand::Close { closing: closing(48) },
        "evaluate" => PresentationCommand::Evaluate {
            evaluation: evaluation(),
        },
        "reopen" => PresentationCommand::Reopen,
        "cancel" => PresentationCommand::Cancel {
            reason: CancelReason::Room,
        },
        "restore" => PresentationCommand::Restore,
        other => panic!("{other}"),
    }
}

#[test]
fn every_step_from_every_stage_leads_where_the_table_says() {
    let mut lines = STEPS.lines().filter(|line| !line.trim().is_empty());
    let head: Vec<&str> = lines.next().unwrap().split_whitespace().collect();
    for (presentation, line) in stages().into_iter().zip(lines) {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some(presentation.stage().name()));
        for (name, expected) in head.iter().zip(words) {
            let next = apply(&presentation, &step(name), TODAY);
            let found = next.as_ref().map_or("-", |next| next.stage().name());
            assert_eq!(found, expected, "{name} from {}", presentation.stage().name());
        }
    }
}

#[test]
fn one_that_was_invited_to_and_closed_by_mistake_is_invited_to_still() {
    let invited = after(&evening(TODAY), PresentationCommand::Invite);
    let held = after(&invited, PresentationCommand::Close { closing: closing(1) });
    assert_eq!(after(&held, PresentationCommand::Reopen).stage(), Stage::Invited);
}

#[test]
fn nothing_is_closed_before_its_day_and_a_correction_keeps_the_evaluation() {
    let tomorrow = evening(date(2026, 11, 24));
    let close = PresentationCommand::Close { closing: closing(47) };
    assert_eq!(apply(&tomorrow, &close, TODAY), Err(PresentationRule::Ahead));
    let [.., evaluated, _] = stages();
    let corrected = after(&evaluated, PresentationCommand::Close { closing: closing(52) });
    assert_eq!(corrected.closing().unwrap().present.get(), 52);
    assert_eq!(corrected.evaluation(), Some(&evaluation()));
}

#[test]
fn another_time_takes_back_what_was_promised_for_the_first() {
    let tongue = Tongue::Arabic;
    let agency = Title::parse("Tolketjenesten").unwrap();
    let ready = [
        PresentationCommand::Invite,
        PresentationCommand::Step {
            tongue,
            step: BookingStep::Order { agency },
        },
        PresentationCommand::Step {
            tongue,
            step: BookingStep::Confirm,
        },
    ]
    .into_iter()
    .fold(
        with_interpreters(evening(date(2026, 12, 8)), &[tongue]),
        |before, command| after(&before, command),
    );
    let elsewhere = PlanEdit {
        place: ShortText::parse("Auditoriet").unwrap(),
        ..plan(date(2026, 12, 8))
    };
    let state = |presentation: &Presentation| presentation.interpreters[&tongue].state.name();
    let moved_house = after(&ready, PresentationCommand::Edit { plan: elsewhere });
    assert_eq!(
        (moved_house.stage(), state(&moved_house)),
        (Stage::Invited, "confirmed")
    );
    let plan = plan(date(2026, 12, 9));
    let moved = after(&ready, PresentationCommand::Edit { plan });
    assert_eq!((moved.stage(), state(&moved)), (Stage::Agreed, "ordered"));
}

#[test]
fn what_is_held_or_cancelled_is_no_longer_planned() {
    let planning = |plan| {
        [
            PresentationCommand::Edit { plan },
            PresentationCommand::AddInterpreter {
                tongue: Tongue::Dari,
                count: InterpreterCount::new(1).unwrap(),
            },
            PresentationCommand::TickTask { number: 1, done: true },
            PresentationCommand::RemoveTask { number: 1 },
            PresentationCommand::SetInvitation {
                tongue: Tongue::Dari,
                text: Note::default(),
            },
        ]
    };
    for presentation in stages() {
        let stage = presentation.stage();
        for command in planning(plan(TODAY)) {
            let next = apply(&presentation, &command, TODAY);
            if stage.is_open() {
                assert!(next.is_ok(), "{command:?} in {stage:?}");
            } else {
                assert_eq!(next, Err(PresentationRule::NotOpen(stage)), "{command:?}");
            }
        }
    }
}

#[test]
fn an_interpreter_is_added_once_never_for_norwegian_and_only_stepped_when_there() {
    let add = |tongue| PresentationCommand::AddInterpreter {
        tongue,
        count: InterpreterCount::new(2).unwrap(),
    };
    let evening = evening(date(2026, 12, 8));
    let one = after(&evening, add(Tongue::Somali));
    assert_eq!(
        apply(&one, &add(Tongue::Somali), TODAY),
        Err(PresentationRule::OnTheList)
    );
    assert_eq!(
        apply(&one, &add(Tongue::Nynorsk), TODAY),
        Err(PresentationRule::NotInterpreted)
    );
    let confirm = |tongue| PresentationCommand::Step {
        tongue,
        step: BookingStep::Confirm,
    };
    assert_eq!(
        apply(&one, &confirm(Tongue::Dari), TODAY),
        Err(PresentationRule::Unknown)
    );
    assert!(matches!(
        apply(&one, &confirm(Tongue::Somali), TODAY),
        Err(PresentationRule::Step(_))
    ));
    let all = Tongue::ALL.into_iter().filter(|tongue| tongue.is_interpreted());
    let many = all
        .take(MAX_INTERPRETERS)
        .fold(evening, |before, tongue| after(&before, add(tongue)));
    assert_eq!(
        apply(&many, &add(Tongue::Vietnamese), TODAY),
        Err(PresentationRule::TooMany)
    );
}

#[test]
fn a_cancelled_presentation_calls_its_interpreters_off_and_does_nothing_else_with_them() {
    let tongue = Tongue::Somali;
    let reason = CancelReason::Illness;
    let evening = with_interpreters(evening(date(2026, 12, 8)), &[tongue]);
    let cancelled = after(&evening, PresentationCommand::Cancel { reason });
    let take = |step| apply(&cancelled, &PresentationCommand::Step { tongue, step }, TODAY);
    assert_eq!(
        take(BookingStep::Cancel).unwrap().interpreters[&tongue].state.name(),
        "cancelled"
    );
    assert_eq!(
        take(BookingStep::Need),
        Err(PresentationRule::NotOpen(Stage::Cancelled))
    );
}

#[test]
fn only_an_evening_for_parents_begins_with_food_and_child_minding() {
    let kinds = |audience: Audience| -> Vec<TaskKind> {
        let mut new = new(1, date(2026, 12, 8));
        new.plan.audiences = BTreeSet::from([audience]);
        let made = create(&new, PRESENTER, None).unwrap();
        made.tasks.values().map(|task| task.kind).collect()
    };
    assert_eq!(
        kinds(Audience::Parents),
        [TaskKind::Food, TaskKind::ChildMinding, TaskKind::Equipment]
    );
    assert_eq!(kinds(Audience::Pupils), []);
}

#[test]
fn numbers_of_a_checklist_are_not_given_twice_and_there_is_an_end_to_it() {
    let add = || PresentationCommand::AddTask {
        task: NewTask {
            kind: TaskKind::Other,
            what: ShortText::parse("Navnelapper").unwrap(),
            due: None,
        },
    };
    let evening = after(
        &evening(date(2026, 12, 8)),
        PresentationCommand::RemoveTask { number: 2 },
    );
    let more = after(&evening, add());
    assert_eq!(more.tasks.keys().copied().collect::<Vec<_>>(), [1, 3, 4]);
    let full = (more.tasks.len()..MAX_TASKS).fold(more, |before, _| after(&before, add()));
    assert_eq!(apply(&full, &add(), TODAY), Err(PresentationRule::TooMany));
}

#[test]
fn slides_lie_somewhere_and_a_handout_may_be_on_paper_alone() {
    let material = |kind, address: Option<&str>| PresentationCommand::AddMaterial {
        material: Material {
            kind,
            title: Title::parse("Rettigheter").unwrap(),
            address: address.map(|address| WebAddress::parse(address).unwrap()),
            tongue: Tongue::Somali,
        },
    };
    let evening = evening(TODAY);
    assert_eq!(
        apply(&evening, &material(MaterialKind::Slides, None), TODAY),
        Err(PresentationRule::NoAddress)
    );
    let with = after(&evening, material(MaterialKind::Handout, None));
    let with = after(&with, material(MaterialKind::Link, Some("https://film.example/a")));
    assert_eq!(with.materials.len(), 2);
    // Slides are also put there afterwards.
    let held = after(&with, PresentationCommand::Close { closing: closing(3) });
    let fewer = after(&held, PresentationCommand::RemoveMaterial { number: 1 });
    assert_eq!(fewer.materials.keys().copied().collect::<Vec<_>>(), [2]);
}

#[test]
fn an_invitation_in_a_language_is_put_changed_and_taken_away() {
    let set = |tongue, text: &str| PresentationCommand::SetInvitation {
        tongue,
        text: Note::parse(text).unwrap(),
    };
    let evening = evening(date(2026, 12, 8));
    let with = after(&evening, set(Tongue::Somali, "Ku soo dhawow"));
    assert_eq!(with.invitation[&Tongue::Somali].as_str(), "Ku soo dhawow");
    assert!(after(&with, set(Tongue::Somali, "")).invitation.is_empty());
    assert_eq!(
        apply(&evening, &set(Tongue::SignLanguage, "x"), TODAY),
        Err(PresentationRule::NotWritten)
    );
}

#[test]
fn a_series_is_planned_whole_or_not_at_all() {
    let owner = OwnerId::new(Ulid(5));
    let day = date(2027, 8, 23);
    let series = |presentations| NewSeries { presentations };
    let made = plan_series(&series(vec![new(1, day), new(2, day)]), PRESENTER, |_| Some(owner)).unwrap();
    assert_eq!(made.len(), 2);
    assert!(
        made.iter()
            .all(|one| one.owner == Some(owner) && one.presenter == PRESENTER)
    );
    let mut nobody = new(3, day);
    nobody.plan.audiences.clear();
    for (rows, rule) in [
        (vec![new(1, day), nobody], PresentationRule::NoAudience),
        (vec![new(1, day), new(1, day)], PresentationRule::NoSeries),
        (Vec::new(), PresentationRule::NoSeries),
        (
            (1..=41).map(|number| new(number, day)).collect(),
            PresentationRule::TooMany,
        ),
    ] {
        assert_eq!(plan_series(&series(rows), PRESENTER, |_| None), Err(rule));
    }
}

#[test]
fn a_rule_about_a_field_is_told_beside_it() {
    let mut nowhere = new(1, TODAY);
    nowhere.plan.place = ShortText::default();
    let rule = create(&nowhere, PRESENTER, None).unwrap_err();
    assert_eq!(rule.issue(), Some(Issue::new("place", IssueCode::Required)));
    assert_eq!(PresentationRule::Ahead.issue(), None);
}

#[test]
fn a_made_up_field_is_refused_on_the_wire() {
    let json = serde_json::json!({ "do": "tick_task", "number": 1, "done": true, "phone": "1" });
    assert!(serde_json::from_value::<PresentationCommand>(json).is_err());
}

fn any_command() -> impl Strategy<Value = PresentationCommand> {
    let tongue = prop_oneof![Just(Tongue::Arabic), Just(Tongue::Somali), Just(Tongue::Bokmal)];
    let booking = prop_oneof![
        Just(BookingStep::Order {
            agency: Title::parse("Byrået").unwrap()
        }),
        Just(BookingStep::Confirm),
        Just(BookingStep::Cancel),
        Just(BookingStep::Need),
    ];
    let lifecycle = proptest::sample::select(vec!["invite", "close", "evaluate", "reopen", "cancel", "restore"]);
    prop_oneof![
        lifecycle.prop_map(step),
        (20i8..28).prop_map(|day| PresentationCommand::Edit {
            plan: plan(date(2026, 11, day))
        }),
        tongue.clone().prop_map(|tongue| PresentationCommand::AddInterpreter {
            tongue,
            count: InterpreterCount::new(1).unwrap()
        }),
        (tongue, booking).prop_map(|(tongue, step)| PresentationCommand::Step { tongue, step }),
        (1u8..5, any::<bool>()).prop_map(|(number, done)| PresentationCommand::TickTask { number, done }),
        (1u8..5).prop_map(|number| PresentationCommand::RemoveTask { number }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_in_whatever_order_what_is_held_has_a_past_and_what_is_promised_an_agency(
        commands in proptest::collection::vec(any_command(), 0..40),
    ) {
        let mut now = with_interpreters(evening(date(2026, 11, 24)), &[Tongue::Arabic]);
        for command in &commands {
            if let Ok(next) = apply(&now, command, TODAY) {
                prop_assert_eq!(next.version, now.version + 1);
                now = next;
            }
            prop_assert!(now.closing().is_none() || now.slot.date <= TODAY);
            prop_assert!(now.interpreters.keys().all(|tongue| tongue.is_interpreted()));
            let missing = now.alerts(TODAY).into_iter().filter(|alert| matches!(alert, Alert::MissingInterpreter { .. }));
            let expected = now.interpreters.values().filter(|booking| booking.state.is_missing()).count();
            let is_told = now.stage().is_open() && now.slot.date >= TODAY && now.reminder_day() <= TODAY;
            prop_assert_eq!(missing.count(), if is_told { expected } else { 0 });
            let json = serde_json::to_string(&now).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Presentation>(&json).unwrap(), &now);
        }
    }
}
