//! What participants say of a course, and who is asked.

use std::collections::BTreeMap;

use domain::courses::evaluation::{Answer as Opinion, OpenQuestion, Phase};
use service::ballots::FormKey;

use super::*;

fn opinion(phase: Phase, mark: u8, words: &str) -> Opinion {
    let marks = phase
        .items()
        .iter()
        .map(|item| (item.name().to_owned(), mark.to_string()));
    let words = [("best".to_owned(), words.to_owned())];
    let fields: BTreeMap<String, String> = marks.chain(words).collect();
    Opinion::parse(phase, &fields).unwrap()
}

async fn say(
    services: &Arc<Services>,
    asked: (EventId, Phase),
    (form, mark): (FormKey, u8),
) -> Result<(), ServiceError> {
    let desk = SignInDesk::new(services.clone(), key());
    let answer = opinion(asked.1, mark, "Øvelsene.");
    courses::answer_evaluation(&desk, services, asked, (form, answer), day::here()).await
}

#[tokio::test]
async fn those_who_hold_a_course_see_what_five_have_said_beside_what_they_said_before_and_others_nothing() {
    let services = house(Profile::Demo).await;
    let (ingrid, aino) = (as_person(&services, INGRID).await, as_person(&services, AINO).await);
    let event = titled(&services, HELD).await;
    let view = courses::view(&ingrid, event).await.unwrap();
    let [before, after] = view.evaluation.as_slice() else {
        panic!("{:?}", view.evaluation)
    };
    assert_eq!((before.phase, before.is_open, before.shown), (Phase::Before, false, 10));
    assert_eq!(
        (after.phase, after.is_open, after.answers, after.shown),
        (Phase::After, true, Some(8), 5)
    );
    let signs = after.rows.iter().find(|row| row.before.is_some()).unwrap();
    assert_eq!(
        (signs.tenths, signs.before, signs.spread),
        (42, Some(24), None),
        "five are not spread out"
    );
    let best = after
        .words
        .iter()
        .find(|(question, _)| *question == OpenQuestion::Best)
        .unwrap();
    assert_eq!(best.1.len(), 4);
    let turnout = view.turnout.unwrap();
    assert!(turnout.came < turnout.seats);
    let stranger = courses::view(&aino, event).await.unwrap();
    assert!(stranger.evaluation.is_empty() && stranger.turnout.is_none());
    let refused = courses::evaluation_screen(&aino, event).await;
    assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
}

#[tokio::test]
async fn an_answer_counts_once_until_as_many_have_answered_as_took_part_and_leaves_no_trace_of_anybody() {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let event = titled(&services, HELD).await;
    let form = FormKey::of("1");
    let asked = (event, Phase::After);
    for _ in 0..3 {
        say(&services, asked, (form, 1)).await.unwrap();
    }
    let shown = || async {
        let view = courses::view(&ingrid, event).await.unwrap();
        let after = view
            .evaluation
            .into_iter()
            .find(|one| one.phase == Phase::After)
            .unwrap();
        (after.answers, after.shown)
    };
    assert_eq!(shown().await, (Some(9), 5), "the same form three times is one");
    say(&services, asked, (FormKey::fresh(), 1)).await.unwrap();
    assert_eq!(shown().await, (Some(10), 10));
    // As many had a seat as have answered now.
    let taken = rows::book(&services.store, event).await.unwrap().taken;
    for _ in 10..taken {
        say(&services, asked, (FormKey::fresh(), 1)).await.unwrap();
    }
    let more = say(&services, asked, (FormKey::fresh(), 1)).await;
    assert!(matches!(more, Err(ServiceError::Rule("evaluation_closed"))), "{more:?}");
    let early = say(&services, (event, Phase::Later), (FormKey::fresh(), 1)).await;
    assert!(
        matches!(early, Err(ServiceError::Rule("evaluation_closed"))),
        "{early:?}"
    );
    let trail: Vec<serde_json::Value> = services
        .store
        .list("SELECT * FROM audit_entry WHERE table = 'course_evaluation'")
        .await
        .unwrap();
    assert!(trail.is_empty());
    let receipts: Vec<serde_json::Value> = services.store.list("SELECT * FROM command_receipt").await.unwrap();
    assert!(receipts.is_empty(), "{receipts:?}");
}

#[tokio::test]
async fn those_who_came_are_asked_the_same_day_five_days_later_and_after_three_months() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, TODAYS).await;
    let samir = as_person(&services, SAMIR).await;
    for number in [1, 2] {
        courses::attend(&samir, event, day::ticked(number, true)).await.unwrap();
    }
    mailed(&services).await;
    let mut subjects = Vec::new();
    for hours in [24, 24 * 4, 24, 24 * 80, 24 * 6, 24 * 10] {
        services.clock.advance(SignedDuration::from_hours(hours));
        for _ in 0..2 {
            courses::remind(&services).await.unwrap();
        }
        let letters = mailed(&services).await;
        let asked = letters
            .into_iter()
            .filter(|letter| letter.subject.contains(TODAYS) && letter.body.contains("/evaluation/"));
        let told = asked.map(|letter| letter.subject.split('?').next().unwrap_or_default().to_owned());
        subjects.push(told.collect::<Vec<_>>());
    }
    let twice = |subject: &str| vec![subject.to_owned(); 2];
    assert_eq!(
        subjects,
        [
            twice("Hvordan var kurset"),
            twice("Har du svart"),
            vec![],
            vec![],
            twice("Har du brukt det du lærte"),
            vec![]
        ]
    );
}

#[tokio::test]
async fn a_colleague_who_was_registered_by_another_hears_of_it_and_gets_the_course_in_the_calendar() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let form = SignUpForm {
        kind: "group".into(),
        colleagues: "Åse Bø; ase9@nav.example\nOmar Lund; omar@nav.example\nUten Adresse".into(),
        ..typed(9)
    };
    let Answer::Entered { number, .. } = register(&services, event, &form).await.unwrap() else {
        panic!("not entered")
    };
    let held = mailed(&services).await;
    assert!(
        to(&held, "omar@nav.example").is_empty(),
        "nobody has shown that the address is theirs"
    );
    courses::confirm(&services, event, number).await.unwrap();
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 2, "the one who has registered is not written to twice");
    let omars = |letters: Vec<Letter>| letters.into_iter().find(|letter| letter.address == "omar@nav.example");
    let omar = omars(letters).unwrap();
    assert!(
        omar.body.starts_with("Hei, Omar Lund\n\nÅse Bø har meldt deg på"),
        "{}",
        omar.body
    );
    assert!(
        !omar.body.contains("/registration/"),
        "only who has registered them may take it back"
    );
    assert_eq!(omar.calendar.len(), 2);
    assert!(omar.calendar[0].text.contains("omar@nav.example"));
    courses::withdraw(&services, event, number).await.unwrap();
    let omar = omars(mailed(&services).await).unwrap();
    assert!(omar.calendar.iter().all(|part| part.method == "CANCEL"));
}
