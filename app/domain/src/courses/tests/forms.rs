//! What is typed of a course and of a registration, and the names it is stored under.

use super::super::form::{EventForm, PartForm};
use super::super::sign_up::SignUpForm;
use super::*;
use crate::issue::{Issue, IssueCode};
use crate::people::Language;

#[test]
fn a_leader_is_named_where_the_course_wants_one_and_is_somebody_else() {
    let form = |email: &str| SignUpForm {
        leader_name: "Kari Dahl".into(),
        leader_email: email.into(),
        ..typed()
    };
    let parse = |email: &str| form(email).parse(Language::Nb, TODAY, true);
    assert_eq!(
        parse("kari@nav.example").unwrap().leader.unwrap().name.as_str(),
        "Kari Dahl"
    );
    assert_eq!(
        parse("silje.ruud@nav.example").unwrap_err(),
        [Issue::new("leader_email", IssueCode::MustBeSomebodyElse)]
    );
    assert_eq!(
        parse("").unwrap_err(),
        [Issue::new("leader_email", IssueCode::Required)]
    );
    assert!(form("").parse(Language::Nb, TODAY, false).unwrap().leader.is_none());
    let new = parse("kari@nav.example").unwrap();
    assert_eq!(
        SignUpForm::of(&new).parse(Language::Nb, TODAY, false).unwrap(),
        NewRegistration { leader: None, ..new }
    );
}

fn typed() -> SignUpForm {
    SignUpForm {
        name: "Silje Ruud".into(),
        email: "Silje.Ruud@nav.example".into(),
        role: "nav_adviser".into(),
        service: "nav".into(),
        workplace: "NAV Grünerløkka".into(),
        municipality: "0301".into(),
        ..SignUpForm::fresh(Kind::One, String::new())
    }
}

#[test]
fn all_faults_of_a_registration_are_told_at_once() {
    let form = SignUpForm {
        name: " ".into(),
        email: "silje".into(),
        role: String::new(),
        municipality: "9999".into(),
        workplace: String::new(),
        ..typed()
    };
    assert_eq!(
        form.parse(Language::Nb, TODAY, false).unwrap_err(),
        [
            Issue::new("name", IssueCode::Required),
            Issue::new("email", IssueCode::NotAnEmail),
            Issue::new("role", IssueCode::Required),
            Issue::new("workplace", IssueCode::Required),
            Issue::new("municipality", IssueCode::UnknownCode),
        ]
    );
    let question = SignUpForm {
        question: "Ring meg på 912 34 567".into(),
        ..typed()
    };
    assert_eq!(
        question.parse(Language::Nb, TODAY, false).unwrap_err()[0].field,
        "question"
    );
    assert_eq!(typed().parse(Language::Nn, TODAY, false).unwrap().seats.get(), 1);
}

#[test]
fn colleagues_are_read_as_people_paste_them_and_a_bad_line_is_told_by_its_number() {
    let form = |lines: &str| SignUpForm {
        kind: "group".into(),
        colleagues: lines.into(),
        ..typed()
    };
    let good = form(
        "Kari Nordmann\tkari@nav.example\r\nOla Bø;ola@nav.example\n\n\"Aud Li\" <aud@nav.example>\nPer Dal, per@nav.example\nUten Adresse",
    );
    let new = good.parse(Language::Nb, TODAY, false).unwrap();
    let names: Vec<&str> = new.colleagues.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Kari Nordmann", "Ola Bø", "Aud Li", "Per Dal", "Uten Adresse"]);
    assert_eq!((new.seats.get(), new.colleagues[4].email.is_none()), (5, true));
    let bad = form("Kari;kari@nav\nOla;ola@nav.example\nOla To;ola@nav.example\n@");
    assert_eq!(
        bad.parse(Language::Nb, TODAY, false).unwrap_err(),
        [
            Issue::new("colleagues[0]", IssueCode::NotAnEmail),
            Issue::new("colleagues[2]", IssueCode::AlreadyExists),
            Issue::new("colleagues[3]", IssueCode::NotAnEmail),
        ]
    );
    assert_eq!(
        form(" \n").parse(Language::Nb, TODAY, false).unwrap_err(),
        [Issue::new("colleagues", IssueCode::Required)]
    );
}

#[test]
fn what_stands_in_the_form_is_what_is_planned_and_faults_stand_beside_their_fields() {
    let form = EventForm::of(&draft(), TODAY);
    assert_eq!(
        form.parse_edit(TODAY),
        Ok(EventCommand::Edit { plan: Box::new(plan()) })
    );
    let bad = EventForm {
        services: Vec::new(),
        municipalities: "Oslo, Ingensteds".into(),
        place: String::new(),
        capacity: "0".into(),
        deadline: "2026-12-11".into(),
        parts: vec![
            PartForm {
                date: "2026-12-10".into(),
                start: "09:00".into(),
                end: "15:00".into(),
            },
            PartForm {
                date: "2026-12-10".into(),
                start: "14:00".into(),
                end: "16:00".into(),
            },
        ],
        ..form
    };
    assert_eq!(
        bad.parse_edit(TODAY).unwrap_err(),
        [
            Issue::new("services", IssueCode::Required),
            Issue::new("municipalities", IssueCode::UnknownCode),
            Issue::new("place", IssueCode::Required),
            Issue::new("parts[1].start", IssueCode::EndBeforeStart),
            Issue::new("capacity", IssueCode::OutOfRange { min: 1, max: 2000 }),
            Issue::new("deadline", IssueCode::AfterTheStart),
        ]
    );
    let named = EventForm {
        municipalities: "oslo; 3205\nBærum".into(),
        ..EventForm::of(&draft(), TODAY)
    };
    let EventCommand::Edit { plan } = named.parse_edit(TODAY).unwrap() else {
        unreachable!()
    };
    let codes: Vec<&str> = plan.municipalities.iter().map(|code| code.as_str()).collect();
    assert_eq!(codes, ["0301", "3201", "3205"]);
}

#[test]
fn every_name_is_found_again_under_which_it_is_stored() {
    for one in ServiceKind::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        assert_eq!(ServiceKind::from_name(one.name()), Some(one));
    }
    for one in StaffRole::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        assert_eq!(StaffRole::from_name(one.name()), Some(one));
    }
    for one in Kind::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
    }
    for one in Format::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
    }
}

#[test]
fn a_name_is_no_address() {
    let named = |name: &str| {
        let form = SignUpForm {
            name: name.into(),
            email: "silje@nav.example".into(),
            role: "nav_adviser".into(),
            service: "nav".into(),
            workplace: "NAV".into(),
            municipality: "0301".into(),
            ..SignUpForm::fresh(Kind::One, String::new())
        };
        form.parse(Language::Nb, TODAY, false)
    };
    for name in [
        "Silje Ruud",
        "Per K. Dahl",
        "P.K. Dahl",
        "P.K.Dahl",
        "O.van Dijk",
        "Anne-Marie O'Brien",
        "Nguyễn Thị Ánh",
    ] {
        assert!(named(name).is_ok(), "{name}");
    }
    for name in [
        "https://ond.example",
        "Vinn på ond.example",
        "www.ond.example",
        "Vinn på www.x.example",
        "Silje x.example",
        "silje@nav.example",
        "a<b>",
        "ond.example/x",
    ] {
        let issues = named(name).unwrap_err();
        assert_eq!(issues, [Issue::new("name", IssueCode::NotAName)], "{name}");
    }
}
