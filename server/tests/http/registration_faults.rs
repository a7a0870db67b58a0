//! What goes wrong while somebody registers: courses that take nobody, a deadline that passes meanwhile, hostile names in everything that
//! is written of a registration, and a sheet of ten thousand bad rows.

use domain::courses::sign_up::SignUpForm;
use domain::courses::{CourseEvent, EventCommand, Kind, Lifecycle, State, apply};
use domain::ids::CommandId;
use domain::people::Language;
use domain::text::{Capacity, ShortText};
use http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use service::courses::{self, Answer as Entry};
use service::seed::VEGARD;
use store::courses as rows;
use store::{Tx, jobs};
use ulid::Ulid;

use crate::browser::Answer;
use crate::support::TestApp;

/// A course on video in two parts, with room, from Tuesday of next week at ten.
const WEBINAR: &str = "Grunnkurs NSK for NAV og flyktningtjenesten";

async fn webinar(app: &TestApp) -> CourseEvent {
    let all = rows::events(app.store()).await.unwrap();
    all.into_iter().find(|event| event.title.as_str() == WEBINAR).unwrap()
}

async fn written(app: &TestApp, before: &CourseEvent, after: CourseEvent) {
    let mut tx = Tx::new();
    let after = CourseEvent {
        version: before.version + 1,
        ..after
    };
    rows::save(&mut tx, before, &after);
    app.store().commit(tx).await.unwrap();
}

const FIELDS: [(&str, &str); 7] = [
    ("kind", "one"),
    ("name", "Åse Bø"),
    ("email", "ase@nav.example"),
    ("role", "nav_adviser"),
    ("service", "nav"),
    ("workplace", "NAV Bærum"),
    ("municipality", "3201"),
];

async fn sent(app: &TestApp, event: &str, changed: &[(&str, &str)]) -> Answer {
    let key = Ulid::generate().to_string();
    let mut fields = vec![("key", key.as_str())];
    fields.extend(
        FIELDS
            .iter()
            .filter(|(name, _)| !changed.iter().any(|(other, _)| other == name)),
    );
    fields.extend(changed);
    app.browser()
        .form(&format!("/training/{event}/register"), &fields)
        .await
}

#[tokio::test]
async fn courses_that_take_nobody_say_so_and_write_nothing() {
    let app = TestApp::demonstration().await;
    let open = webinar(&app).await;
    let id = open.id.to_string();
    let stood = rows::registrations(app.store(), open.id).await.unwrap();
    let today = date(2026, 11, 23);
    let closed = apply(&open, &EventCommand::Close, VEGARD, 0, today).unwrap();
    let reason = ShortText::parse("Innleder er syk.").unwrap();
    let cancelled = apply(&open, &EventCommand::Cancel { reason }, VEGARD, 0, today).unwrap();
    let draft = CourseEvent {
        lifecycle: Lifecycle::Draft,
        ..open.clone()
    };
    for (state, after, status, said) in [
        ("closed", closed, StatusCode::CONFLICT, "Påmeldingen er stengt."),
        ("cancelled", cancelled, StatusCode::CONFLICT, "Innleder er syk."),
        ("a draft", draft, StatusCode::NOT_FOUND, ""),
    ] {
        let before = webinar(&app).await;
        written(&app, &before, after).await;
        let shown = app.browser().get(&format!("/training/{id}/register")).await;
        assert!(!shown.text.contains("name=\"email\""), "{state}: there is no form");
        assert!(shown.text.contains(said), "{state}: {}", shown.text);
        let answer = sent(&app, &id, &[]).await;
        assert_eq!(answer.status, status, "{state}");
        assert!(answer.text.contains(said), "{state}: {}", answer.text);
    }
    for unknown in ["01J00000000000000000000000", "kurs", "%00", "..%2f..%2fetc"] {
        assert_eq!(
            sent(&app, unknown, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{unknown}"
        );
        let shown = app.browser().get(&format!("/training/{unknown}")).await;
        assert_eq!(shown.status, StatusCode::NOT_FOUND, "{unknown}");
    }
    assert_eq!(rows::registrations(app.store(), open.id).await.unwrap(), stood);
}

#[tokio::test]
async fn who_comes_to_a_full_course_is_told_so_and_waits() {
    let app = TestApp::demonstration().await;
    let open = webinar(&app).await;
    let full = CourseEvent {
        capacity: Capacity::new(23).unwrap(),
        ..open.clone()
    };
    written(&app, &open, full).await;
    let id = open.id.to_string();
    let form = app.browser().get(&format!("/training/{id}/register")).await;
    assert!(form.text.contains("venteliste"), "{}", form.text);
    let answer = sent(&app, &id, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let all = rows::registrations(app.store(), open.id).await.unwrap();
    let last = all.iter().max_by_key(|one| one.number).unwrap();
    assert_eq!((last.number, last.state), (24, State::Waiting));
}

#[tokio::test]
async fn a_deadline_that_passes_while_the_form_is_filled_in_is_told_and_takes_no_seat() {
    let app = TestApp::demonstration().await;
    let event = webinar(&app).await;
    let id = event.id.to_string();
    let stood = rows::registrations(app.store(), event.id).await.unwrap().len();
    let until = event.opening().until;
    // A second before, the form is there and is taken.
    app.advance(until.duration_since(app.now()) - SignedDuration::from_secs(1));
    let form = app.browser().get(&format!("/training/{id}/register")).await;
    assert!(form.text.contains("name=\"email\""));
    let first = sent(&app, &id, &[]).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    app.advance(SignedDuration::from_secs(1));
    let late = sent(&app, &id, &[("email", "omar@nav.example")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.text.contains("Påmeldingen ble stengt mens du skrev."),
        "{}",
        late.text
    );
    assert_eq!(
        rows::registrations(app.store(), event.id).await.unwrap().len(),
        stood + 1
    );
}

#[tokio::test]
async fn what_is_hostile_is_refused_as_a_name_and_is_words_alone_in_page_mail_calendar_and_files() {
    let app = TestApp::demonstration().await;
    let event = webinar(&app).await;
    let id = event.id.to_string();
    for name in [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://x.example\")",
        "Vinn på www.x.example",
        "Åse\r\nBcc: alle@nav.example",
        "Åse & Bø",
    ] {
        let answer = sent(&app, &id, &[("name", name)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(!answer.text.contains("<script>alert"), "{name}");
        assert!(answer.text.contains("name=\"name\""), "the form stands");
    }
    let hostile = SignUpForm {
        name: "-2+3; \"Åse\", Bø|x".into(),
        email: "ase@nav.example".into(),
        role: "nav_adviser".into(),
        service: "nav".into(),
        workplace: "=cmd|' /C calc'!A0 <b>NAV</b>\u{202e}".into(),
        municipality: "3201".into(),
        question: "END:VCALENDAR\r\nBEGIN:VEVENT\r\nATTENDEE:mailto\r\n<img src=x onerror=alert(1)>".into(),
        ..SignUpForm::fresh(Kind::One, String::new())
    };
    let new = hostile.parse(Language::Nb, date(2026, 11, 23), false).unwrap();
    let entry = (CommandId::new(Ulid::generate()), new);
    let address = "192.0.2.21".parse().unwrap();
    let services = app.services.clone();
    let entered = courses::register(&app.jobs.desk, &services, event.id, entry, address).await;
    let Entry::Entered { number, .. } = entered.unwrap() else {
        panic!("not entered")
    };
    courses::confirm(&services, event.id, number).await.unwrap();

    // The mail that puts the meetings into the calendar: one receiver, and as many entries as there are parts.
    let queued = jobs::queued(app.store(), &format!("registration.{id}.{number}.confirmed"))
        .await
        .unwrap();
    assert_eq!(queued.len(), 1);
    while app.jobs.run_outbox("test").await.unwrap() > 0 {}
    let mails: Vec<String> = std::fs::read_dir(app.mails.path())
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .filter(|mail| mail.contains("ase@nav.example"))
        .collect();
    assert!(!mails.is_empty());
    for mail in &mails {
        let (headers, _) = mail.split_once("\r\n\r\n").unwrap();
        let named = |name: &str| {
            headers
                .lines()
                .filter(|line| line.to_lowercase().starts_with(name))
                .count()
        };
        assert_eq!(
            (named("to:"), named("bcc:"), named("cc:"), named("subject:")),
            (1, 0, 0, 1),
            "{headers}"
        );
    }

    let mut browser = app.signed_in(VEGARD).await;
    let list = browser.get(&format!("/courses/{id}/participants.csv")).await;
    let line = list.text.lines().find(|line| line.contains("ase@nav.example")).unwrap();
    for cell in line.split("\";\"") {
        let cell = cell.trim_start_matches('"');
        assert!(
            !cell.starts_with(['=', '+', '-', '@']),
            "{cell} would be a formula in {line}"
        );
    }
    assert!(line.contains("\"\"Åse\"\""), "quotes are doubled: {line}");
    for ending in ["pdf", "xlsx"] {
        let file = browser.get(&format!("/courses/{id}/participants.{ending}")).await;
        assert_eq!(file.status, StatusCode::OK, "{ending}");
    }
    let page = browser.get(&format!("/courses/{id}")).await;
    assert!(page.text.contains("&lt;b&gt;NAV"), "the words are shown");
    assert!(!page.text.contains("<img src=x") && !page.text.contains("<b>NAV</b>"));
}

#[tokio::test]
async fn ten_thousand_pasted_rows_get_a_sentence_and_three_hundred_bad_ones_are_told_by_their_numbers() {
    let app = TestApp::demonstration().await;
    let event = webinar(&app).await;
    let id = event.id.to_string();
    let stood = rows::registrations(app.store(), event.id).await.unwrap().len();
    let many: String = (0..10_000).map(|row| format!("Nr {row};nr{row}@nav\n")).collect();
    let answer = sent(&app, &id, &[("kind", "group"), ("colleagues", &many)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("300"), "the limit is told");
    assert!(answer.text.contains("nr9999@nav"), "what was pasted stands");
    let bad: String = (1..=300)
        .map(|row| match row % 3 {
            0 => format!("Nr Tre{row};nr{row}@nav\n"),
            _ => format!("Nr En{row};nr{row}@nav.example\n"),
        })
        .collect();
    let answer = sent(&app, &id, &[("kind", "group"), ("colleagues", &bad)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for row in ["3", "150", "300"] {
        assert!(answer.text.contains(&format!("Linje {row}: ")), "row {row}");
    }
    assert_eq!(rows::registrations(app.store(), event.id).await.unwrap().len(), stood);
}
