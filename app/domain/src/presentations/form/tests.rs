use jiff::civil::date;
use ulid::Ulid;

use super::*;
use crate::ids::{PresentationId, UnitId};
use crate::issue::Issue;
use crate::presentations::testing::{TODAY, evening, plan};
use crate::presentations::{PlanEdit, PresentationCommand, apply};

fn typed() -> PlanForm {
    PlanForm {
        unit: UnitId::new(Ulid(1)).to_string(),
        ..PlanForm::of(&evening(date(2026, 11, 24)))
    }
}

fn edit_of(form: &PlanForm) -> PlanEdit {
    match form.parse_edit().unwrap() {
        PresentationCommand::Edit { plan } => plan,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_stands_in_the_form_is_what_is_planned() {
    let form = typed();
    assert_eq!((form.start.as_str(), form.end.as_str()), ("18:00", "19:30"));
    assert_eq!(edit_of(&form), plan(date(2026, 11, 24)));
    assert_eq!(form.slot(), Some(plan(date(2026, 11, 24)).slot));
}

#[test]
fn all_faults_are_found_at_once_each_beside_its_field() {
    let form = PlanForm {
        title: " ".into(),
        audiences: Vec::new(),
        place: String::new(),
        date: "2026-02-30".into(),
        end: "17:00".into(),
        expected: "-1".into(),
        ..typed()
    };
    assert_eq!(
        form.parse_edit().unwrap_err(),
        [
            Issue::new("title", IssueCode::Required),
            Issue::new("audiences", IssueCode::Required),
            Issue::new("expected", IssueCode::OutOfRange { min: 0, max: 2000 }),
            Issue::new("place", IssueCode::Required),
            Issue::new("date", IssueCode::NotADate),
            Issue::new("end", IssueCode::EndBeforeStart),
        ]
    );
}

#[test]
fn a_video_address_is_a_place_and_must_be_one_on_the_safe_web() {
    let video = |address: &str| PlanForm {
        place: String::new(),
        video: address.into(),
        ..typed()
    };
    assert!(edit_of(&video("https://video.example/kveld")).video.is_some());
    assert_eq!(
        video("http://video.example").parse_edit().unwrap_err(),
        [Issue::new("video", IssueCode::NotAWebAddress)]
    );
}

#[test]
fn a_new_one_needs_a_unit_and_knows_its_languages() {
    let id = PresentationId::new(Ulid(9));
    let new = typed().parse_new(id, &["so".into(), "ar".into()]).unwrap();
    let tongues: Vec<Tongue> = new.interpreters.into_keys().collect();
    assert_eq!(tongues, [Tongue::Arabic, Tongue::Somali]);
    let without = PlanForm {
        unit: String::new(),
        ..typed()
    };
    assert_eq!(
        without.parse_new(id, &["tlh".into()]).unwrap_err(),
        [
            Issue::new("unit", IssueCode::Required),
            Issue::new("tongue", IssueCode::UnknownChoice)
        ]
    );
}

#[test]
fn the_rows_of_a_series_share_a_plan_and_tell_their_own_faults() {
    let row = |class: &str, minutes: &str| RowForm {
        class: class.into(),
        date: "2027-08-23".into(),
        start: "0930".into(),
        minutes: minutes.into(),
    };
    let id = || PresentationId::new(Ulid(9));
    // The shared form has no time of its own.
    let shared = PlanForm {
        date: String::new(),
        start: String::new(),
        end: String::new(),
        ..typed()
    };
    let made = shared
        .parse_series(&[row("1STA", "15"), row("1STB", "20")], id)
        .unwrap();
    assert_eq!(made.len(), 2);
    assert_eq!(made[1].plan.class.as_str(), "1STB");
    assert_eq!(made[1].plan.slot.minutes.get(), 20);
    assert_eq!(
        shared
            .parse_series(&[row("1STA", "15"), row(" ", "4")], id)
            .unwrap_err(),
        [
            Issue::new("rows[1].class", IssueCode::Required),
            Issue::new("rows[1].minutes", IssueCode::OutOfRange { min: 5, max: 720 }),
        ]
    );
    assert_eq!(
        shared.parse_series(&[], id).unwrap_err(),
        [Issue::new("rows", IssueCode::Required)]
    );
}

#[test]
fn a_headcount_of_minus_one_is_told_beside_it_and_nothing_ticked_is_no_fault() {
    let form = CloseForm {
        present: "-1".into(),
        delivery_minutes: "90".into(),
        preparation_minutes: "60".into(),
        ..CloseForm::default()
    };
    assert_eq!(
        form.parse().unwrap_err(),
        [Issue::new("present", IssueCode::OutOfRange { min: 0, max: 2000 })]
    );
    let closed = CloseForm {
        present: "47".into(),
        known: vec!["team".into(), "embassies".into()],
        questions: vec!["parenting".into()],
        ..form
    };
    let command = closed.parse().unwrap();
    let after = apply(&evening(TODAY), &command, TODAY).unwrap();
    assert_eq!(CloseForm::of(&after), closed);
}

#[test]
fn the_small_forms_tell_their_faults() {
    let faults = |found: Result<PresentationCommand, Vec<Issue>>| found.unwrap_err();
    let interpreter = InterpreterForm {
        tongue: String::new(),
        count: "0".into(),
    };
    assert_eq!(
        faults(interpreter.parse()),
        [
            Issue::new("tongue", IssueCode::Required),
            Issue::new("count", IssueCode::OutOfRange { min: 1, max: 10 })
        ]
    );
    let task = TaskForm {
        kind: "other".into(),
        due: "i morgen".into(),
        ..TaskForm::default()
    };
    assert_eq!(
        faults(task.parse()),
        [
            Issue::new("what", IssueCode::Required),
            Issue::new("due", IssueCode::NotADate)
        ]
    );
    let slides = MaterialForm {
        kind: "slides".into(),
        title: "Foreldrekveld".into(),
        tongue: "nb".into(),
        ..MaterialForm::default()
    };
    assert_eq!(faults(slides.parse()), [Issue::new("address", IssueCode::Required)]);
    let handout = MaterialForm {
        kind: "handout".into(),
        ..slides
    };
    assert!(handout.parse().is_ok());
    assert_eq!(
        faults(parse_evaluation(" ", "")),
        [Issue::new("worked", IssueCode::Required)]
    );
    assert_eq!(
        faults(parse_reason("lazy")),
        [Issue::new("reason", IssueCode::UnknownChoice)]
    );
    assert_eq!(
        faults(parse_invitation("tlh", &"x".repeat(2001))),
        [
            Issue::new("tongue", IssueCode::UnknownChoice),
            Issue::new("text", IssueCode::TooLong { max: 2000 })
        ]
    );
}
