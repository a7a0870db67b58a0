//! The pages that are opened by a link alone: what is not ours opens nothing and says nothing, what is used up or has lapsed changes
//! nothing more, and no page of them is kept or told of elsewhere.

mod used;

use axum::body::Body;
use domain::courses::evaluation::Phase;
use domain::courses::sign_up::SignUpForm;
use domain::courses::{Certificate, CourseEvent, Kind, State};
use domain::ids::{CommandId, EventId};
use domain::people::Language;
use domain::text::Email;
use http::{Method, StatusCode};
use jiff::SignedDuration;
use jiff::civil::date;
use service::courses::{self, Answer as Entry, links};
use store::Tx;
use store::courses as rows;
use ulid::Ulid;

use crate::browser::Answer;
use crate::support::TestApp;

/// A course on video in two parts, with room.
const WEBINAR: &str = "Grunnkurs NSK for NAV og flyktningtjenesten";
/// One that was held last week.
const HELD: &str = "Den vanskelige samtalen";
/// A secret as long as ours.
const WRONG: &str = "AAAAAAAAAAAAAAAAAAAAAA";

async fn titled(app: &TestApp, title: &str) -> CourseEvent {
    let all = rows::events(app.store()).await.unwrap();
    all.into_iter().find(|event| event.title.as_str() == title).unwrap()
}

/// A course that wants a leader's yes.
async fn asking_leaders(app: &TestApp) -> CourseEvent {
    let before = titled(app, WEBINAR).await;
    let mut after = before.clone();
    after.asks_leader = true;
    after.version += 1;
    let mut tx = Tx::new();
    rows::save(&mut tx, &before, &after);
    app.store().commit(tx).await.unwrap();
    after
}

fn email(of: &str) -> Email {
    Email::parse(of).unwrap()
}

/// Somebody registers and confirms; the number of the registration. With a leader where the course wants one.
async fn entered(app: &TestApp, event: &CourseEvent, mailbox: &str) -> u32 {
    let mut form = SignUpForm {
        name: "Åse Bø".into(),
        email: format!("{mailbox}@nav.example"),
        role: "nav_adviser".into(),
        service: "nav".into(),
        workplace: "NAV Bærum".into(),
        municipality: "3201".into(),
        ..SignUpForm::fresh(Kind::One, String::new())
    };
    if event.asks_leader {
        form.leader_name = "Kari Dahl".into();
        form.leader_email = "kari@nav.example".into();
    }
    let new = form.parse(Language::Nb, date(2026, 11, 23), event.asks_leader).unwrap();
    let entry = (CommandId::new(Ulid::generate()), new);
    let address = "192.0.2.20".parse().unwrap();
    let services = app.services.clone();
    let entered = courses::register(&app.jobs.desk, &services, event.id, entry, address).await;
    let Entry::Entered { number, .. } = entered.unwrap() else {
        panic!("not entered")
    };
    courses::confirm(&services, event.id, number).await.unwrap();
    number
}

async fn state(app: &TestApp, event: EventId, number: u32) -> State {
    rows::registration(app.store(), event, number)
        .await
        .unwrap()
        .unwrap()
        .state
}

fn own(app: &TestApp, event: EventId, number: u32, mailbox: &str) -> String {
    links::own(
        app.jobs.desk.key(),
        event,
        number,
        &email(&format!("{mailbox}@nav.example")),
    )
}

fn approval(app: &TestApp, event: EventId, number: u32, leader: &str) -> String {
    links::approval(app.jobs.desk.key(), event, number, &email(leader))
}

/// The certificate of one who was at the course of last week.
async fn certificate(app: &TestApp) -> Certificate {
    let event = titled(app, HELD).await;
    courses::certify(&app.services).await.unwrap();
    let all = rows::registrations(app.store(), event.id).await.unwrap();
    let given = all.iter().find_map(|one| one.certificates.get(&0)).unwrap();
    rows::certificate(app.store(), &given.code).await.unwrap().unwrap()
}

/// The last part of an address.
fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// The address with another sign at its end.
fn mistyped(address: &str) -> String {
    let (rest, end) = address.split_at(address.len() - 1);
    format!("{rest}{}", if end == "A" { "Q" } else { "A" })
}

/// What an answer says, without its own address.
fn said(answer: &Answer, address: &str) -> String {
    answer
        .stable_text()
        .replace(address, "ADDRESS")
        .replace(&crate::browser::encode(address), "ADDRESS")
}

/// Nothing keeps it, no search engine lists it, no other site hears its address, and nothing of it stays in the browser.
fn is_kept_to_itself(answer: &Answer, what: &str) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", "same-origin"),
        ("x-robots-tag", "noindex, nofollow"),
        ("x-frame-options", "DENY"),
        ("set-cookie", ""),
        ("etag", ""),
        ("last-modified", ""),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {what}");
    }
}

/// Addresses that open nothing, by the kind of page, those that name what there is beside those that name nothing.
async fn false_addresses(app: &TestApp) -> Vec<(&'static str, StatusCode, Vec<String>)> {
    let course = asking_leaders(app).await;
    let (event, number) = (course.id, entered(app, &course, "ase").await);
    let key = app.jobs.desk.key();
    let (mine, leaders) = (
        own(app, event, number, "ase"),
        approval(app, event, number, "kari@nav.example"),
    );
    assert_eq!(app.browser().get(&mine).await.status, StatusCode::OK);
    assert_eq!(app.browser().get(&leaders).await.status, StatusCode::OK);
    let of_registration = |base: &str, right: &str, others: &[&str], ending: &str| -> Vec<String> {
        let nobody = EventId::new(Ulid(1));
        let made = [
            format!("{event}.{number}.{WRONG}"),
            format!("{event}.99999.{WRONG}"),
            format!("{event}.0.{WRONG}"),
            format!("{nobody}.{number}.{WRONG}"),
            format!("{event}.{number}"),
            format!("{event}.{number}."),
            format!("{event}.-1.{WRONG}"),
            "x".to_owned(),
            last(&mistyped(right)).to_owned(),
            links::receipt(key, event, number),
        ];
        let made = made.into_iter().chain(others.iter().map(|one| last(one).to_owned()));
        made.map(|one| format!("{base}/{one}{ending}")).collect()
    };
    let another = own(app, event, number, "omar");
    let before = links::evaluation(key, event, Phase::Before);
    let soon = app.now() + SignedDuration::from_mins(1);
    let list = links::mine(key, &email("ase@nav.example"), soon);
    let lapsed = links::mine(key, &email("ase@nav.example"), app.now());
    let stretched = last(&list).replacen(&soon.as_second().to_string(), &(soon.as_second() + 3600).to_string(), 1);
    let given = certificate(app).await;
    let file = links::certificate(key, &given.code);
    let nowhere = "22222-22222";
    vec![
        (
            "own",
            StatusCode::NOT_FOUND,
            of_registration("/registration", &mine, &[&leaders, &another], ""),
        ),
        (
            "own change",
            StatusCode::NOT_FOUND,
            of_registration("/registration", &mine, &[&leaders, &another], "/change"),
        ),
        (
            "approval",
            StatusCode::NOT_FOUND,
            of_registration(
                "/approval",
                &leaders,
                &[&mine, &approval(app, event, number, "ola@nav.example")],
                "",
            ),
        ),
        (
            "evaluation",
            StatusCode::NOT_FOUND,
            vec![
                format!("/evaluation/{event}.before.{WRONG}"),
                format!("/evaluation/{}.before.{WRONG}", EventId::new(Ulid(1))),
                format!("/evaluation/{event}.never.{WRONG}"),
                format!("/evaluation/{}", last(&before).replacen(".before.", ".after.", 1)),
                mistyped(&before),
                "/evaluation/x".to_owned(),
            ],
        ),
        (
            "list",
            StatusCode::GONE,
            vec![
                lapsed,
                mistyped(&list),
                format!("/my-courses/of/{stretched}"),
                format!("/my-courses/of/{}.{}.{WRONG}", "YXNl", soon.as_second()),
                "/my-courses/of/x".to_owned(),
            ],
        ),
        (
            "certificate",
            StatusCode::NOT_FOUND,
            vec![
                format!("/certificate/{nowhere}"),
                "/certificate/x".to_owned(),
                format!("/certificate/{nowhere}/{WRONG}"),
                format!("/certificate/{}/{WRONG}", given.code),
                mistyped(&file),
            ],
        ),
        (
            "survey",
            StatusCode::NOT_FOUND,
            vec![format!("/survey/{nowhere}"), "/survey/x".to_owned()],
        ),
    ]
}

#[tokio::test]
async fn a_link_that_is_not_ours_opens_nothing_and_does_not_tell_whether_what_it_names_is_there() {
    let app = TestApp::demonstration().await;
    for (kind, status, addresses) in false_addresses(&app).await {
        let mut first = None;
        for address in addresses {
            let answer = app.browser().get(&address).await;
            assert_eq!(answer.status, status, "{kind} {address}");
            is_kept_to_itself(&answer, &address);
            assert!(!answer.text.contains("Åse"), "{address}");
            let text = said(&answer, &address);
            assert_eq!(*first.get_or_insert(text.clone()), text, "{address}");
        }
    }
}

#[tokio::test]
async fn nothing_is_changed_by_what_is_sent_to_a_link_that_is_not_ours() {
    let app = TestApp::demonstration().await;
    let marks: Vec<(&str, &str)> = Phase::Before.items().iter().map(|item| (item.name(), "3")).collect();
    let fields: [(&str, Vec<(&str, &str)>); 4] = [
        ("own", vec![("do", "withdraw")]),
        ("approval", vec![("do", "no")]),
        ("evaluation", marks.clone()),
        ("survey", marks),
    ];
    let kinds = false_addresses(&app).await;
    let event = titled(&app, WEBINAR).await.id;
    let stood = rows::registrations(app.store(), event).await.unwrap();
    for (kind, fields) in fields {
        let (_, status, addresses) = kinds.iter().find(|(name, ..)| *name == kind).unwrap();
        for address in addresses {
            let answer = app.browser().form(address, &fields).await;
            assert_eq!(answer.status, *status, "{kind} {address}");
            is_kept_to_itself(&answer, address);
        }
    }
    assert_eq!(rows::registrations(app.store(), event).await.unwrap(), stood);
    let said = rows::evaluations(app.store(), event).await.unwrap();
    assert!(said.is_empty(), "{said:?}");
}

#[tokio::test]
async fn each_page_answers_the_methods_that_it_is_made_for_and_no_other() {
    let app = TestApp::demonstration().await;
    let event = titled(&app, WEBINAR).await;
    let number = entered(&app, &event, "ase").await;
    let key = app.jobs.desk.key();
    let mine = own(&app, event.id, number, "ase");
    let until = app.now() + SignedDuration::from_mins(1);
    let given = certificate(&app).await;
    let read_and_sent = [
        mine.clone(),
        format!("{mine}/change"),
        format!("/approval/{event}.{number}.{WRONG}", event = event.id),
        links::evaluation(key, event.id, Phase::Before),
        "/survey/22222-22222".to_owned(),
        "/my-courses".to_owned(),
    ];
    let read = [
        links::mine(key, &email("ase@nav.example"), until),
        format!("/certificate/{}", given.code),
        links::certificate(key, &given.code),
        "/registration/replaced".to_owned(),
        "/my-courses/sent".to_owned(),
    ];
    let mut browser = app.browser();
    let refused = async |browser: &mut crate::browser::Browser<'_>, method: &Method, path: &str| {
        let request = browser
            .request(method.clone(), path)
            .header("accept", "text/html")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = browser.send(request, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{method} {path}");
        assert!(!answer.text.contains("Åse"), "{method} {path}");
    };
    for path in read_and_sent.iter().chain(&read) {
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            refused(&mut browser, &method, path).await;
        }
    }
    for path in &read {
        refused(&mut browser, &Method::POST, path).await;
    }
    assert_eq!(state(&app, event.id, number).await, State::Confirmed);
}

#[tokio::test]
async fn a_page_behind_a_link_is_read_by_whoever_has_it_and_kept_nowhere() {
    let app = TestApp::demonstration().await;
    let event = asking_leaders(&app).await;
    let number = entered(&app, &event, "ase").await;
    let key = app.jobs.desk.key();
    let until = app.now() + SignedDuration::from_mins(1);
    let given = certificate(&app).await;
    let mine = own(&app, event.id, number, "ase");
    for path in [
        format!("{mine}/change"),
        mine,
        approval(&app, event.id, number, "kari@nav.example"),
        links::mine(key, &email("ase@nav.example"), until),
        links::evaluation(key, event.id, Phase::Before),
        format!("/certificate/{}", given.code),
        links::certificate(key, &given.code),
    ] {
        // Read twice: programs that look at mails follow links too.
        for _ in 0..2 {
            let answer = app.browser().get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            is_kept_to_itself(&answer, &path);
        }
    }
    assert!(matches!(state(&app, event.id, number).await, State::Asked { .. }));
}
