//! What participants and their leaders do by the links of their mails: another comes instead, more come or fewer, a leader says yes or no,
//! and one's own list of courses.

use domain::courses::sign_up::substitute;
use domain::text::Email;

use super::*;

async fn given(services: &Services, event: EventId, number: u32) -> domain::courses::NewRegistration {
    rows::registration(&services.store, event, number)
        .await
        .unwrap()
        .unwrap()
        .given
}

#[tokio::test]
async fn somebody_else_comes_instead_and_both_calendars_follow() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let number = entered(&services, event, 1).await;
    courses::confirm(&services, event, number).await.unwrap();
    mailed(&services).await;
    let book = || async { rows::book(&services.store, event).await.unwrap() };
    let before = book().await;
    let desk = SignInDesk::new(services.clone(), key());
    let own = |email: &str| {
        let address = links::own(&key(), event, number, &Email::parse(email).unwrap());
        address.strip_prefix("/registration/").unwrap().to_owned()
    };
    let opens = async |email: &str| courses::opened(&services, &key(), &own(email)).await.is_ok();
    let who = substitute("Omar Lund, omar@nav.example").unwrap();
    courses::substitute(&desk, &services, (event, number), who)
        .await
        .unwrap();
    assert_eq!(book().await, before);
    assert!(
        opens("omar@nav.example").await && !opens("ase1@nav.example").await,
        "the first link opens nothing any more"
    );
    let letters = mailed(&services).await;
    assert_eq!(to(&letters, "omar@nav.example"), [format!("Du har plass: {WEBINAR}")]);
    assert_eq!(
        to(&letters, "ase1@nav.example"),
        [format!("Du er ikke lenger påmeldt: {WEBINAR}")]
    );
    let methods = |address: &str| {
        let theirs = letters.iter().find(|letter| letter.address == address).unwrap();
        theirs.calendar.iter().map(|part| part.method).collect::<Vec<_>>()
    };
    assert_eq!(methods("omar@nav.example"), ["REQUEST"; 2]);
    assert_eq!(methods("ase1@nav.example"), ["CANCEL"; 2]);
    // Their address is free again: they may register anew, and another may not come twice.
    assert!(matches!(
        register(&services, event, &typed(1)).await.unwrap(),
        Answer::Entered { .. }
    ));
    let second = entered(&services, event, 2).await;
    let omar = substitute("Omar Lund; omar@nav.example").unwrap();
    let taken = courses::substitute(&desk, &services, (event, second), omar).await;
    assert!(
        matches!(&taken, Err(ServiceError::Invalid(issues)) if issues[0].field == "email"),
        "{taken:?}"
    );
    // Each change may write to others: there is an end to it.
    for turn in 0..12 {
        let who = substitute(&format!("Omar Lund; omar{turn}@nav.example")).unwrap();
        let _ = courses::substitute(&desk, &services, (event, second), who).await;
    }
    let who = substitute("Omar Lund; enda.en@nav.example").unwrap();
    let refused = courses::substitute(&desk, &services, (event, second), who).await;
    assert!(matches!(refused, Err(ServiceError::Throttled { .. })), "{refused:?}");
    // What was told of whom is not kept when it is sent.
    mailed(&services).await;
    let done: Vec<serde_json::Value> = services.store.list("SELECT * FROM outbox_done").await.unwrap();
    assert!(!done.is_empty() && !serde_json::to_string(&done).unwrap().contains("nav.example"));
}

#[tokio::test]
async fn a_staff_becomes_smaller_and_the_seats_go_on_and_it_grows_only_where_seats_are_free() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let staff = |seats: &str, email: &str| SignUpForm {
        kind: "staff".into(),
        seats: seats.into(),
        email: email.into(),
        ..typed(1)
    };
    let enter = async |form: SignUpForm| match register(&services, event, &form).await.unwrap() {
        Answer::Entered { number, .. } => number,
        other => panic!("{other:?}"),
    };
    // 97 of 120 seats are free: 80 are taken, and 40 wait.
    let first = enter(staff("80", "rektor@skole.example")).await;
    let second = enter(staff("40", "rektor@annen.example")).await;
    assert_eq!(state(&services, event, second).await, State::Waiting);
    let desk = SignInDesk::new(services.clone(), key());
    let count = || async { rows::book(&services.store, event).await.unwrap() };
    let taken = count().await.taken;
    let amend = async |number: u32, seats: i64| {
        let one = rows::registration(&services.store, event, number)
            .await
            .unwrap()
            .unwrap();
        let mut new = one.given;
        new.seats = domain::text::PartySize::new(seats).unwrap();
        courses::amend(&desk, &services, (event, number), (new, one.version)).await
    };
    let stale = given(&services, event, first).await;
    let stale = courses::amend(&desk, &services, (event, first), (stale, 99)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let more = amend(first, 90).await;
    assert!(
        matches!(&more, Err(ServiceError::Invalid(issues)) if issues[0].field == "seats"),
        "somebody waits: {more:?}"
    );
    amend(first, 50).await.unwrap();
    assert!(matches!(state(&services, event, second).await, State::Offered { .. }));
    assert_eq!((count().await.taken, count().await.waiting), (taken - 30 + 40, 0));
    assert!(courses::owed(&services).await.unwrap().is_empty());
    amend(first, 55).await.unwrap();
    assert_eq!(count().await.taken, taken - 30 + 45);
    let view = store::check::check(&services.store, None).await.unwrap();
    assert!(view.findings.is_empty(), "{:?}", view.findings);
}

#[tokio::test]
async fn a_leader_says_yes_or_no_without_an_account_is_reminded_and_the_seat_lapses_with_the_deadline() {
    let services = house(Profile::Demo).await;
    let (event, vegard) = (titled(&services, WEBINAR).await, as_person(&services, VEGARD).await);
    let mut form = EventForm::of(
        &rows::event(&services.store, event).await.unwrap().unwrap(),
        date(2026, 11, 23),
    );
    form.asks_leader = "true".into();
    change(&vegard, event, form.parse_edit(date(2026, 11, 23)).unwrap())
        .await
        .unwrap();
    mailed(&services).await;
    let enter = async |turn: usize| {
        let form = SignUpForm {
            leader_name: "Kari Dahl".into(),
            leader_email: "kari@nav.example".into(),
            ..typed(turn)
        };
        let desk = SignInDesk::new(services.clone(), key());
        let new = form.parse(Language::Nb, date(2026, 11, 23), true).unwrap();
        let entry = (CommandId::new(Ulid::generate()), new);
        let Answer::Entered { number, .. } = courses::register(&desk, &services, event, entry, day::here())
            .await
            .unwrap()
        else {
            panic!("not entered")
        };
        courses::confirm(&services, event, number).await.unwrap();
        number
    };
    let first = enter(1).await;
    let letters = mailed(&services).await;
    let asked = letters
        .iter()
        .find(|letter| letter.address == "kari@nav.example")
        .unwrap();
    assert_eq!(asked.subject, format!("Kan Åse Bø delta? {WEBINAR}"));
    let link = asked
        .body
        .lines()
        .find_map(|line| line.split("/approval/").nth(1))
        .unwrap();
    let named = links::named(link).unwrap();
    assert_eq!(named, (event, first));
    assert!(matches!(state(&services, event, first).await, State::Asked { .. }));
    let is_theirs = |leader: &Email| links::opens_approval(&key(), named, leader, link);
    let shown = courses::asked_leader(&services, named, is_theirs).await.unwrap();
    assert_eq!(shown.registration.given.contact.name.as_str(), "Åse Bø");
    assert!(!shown.is_over);
    let another = courses::asked_leader(&services, named, |_| false).await;
    assert!(matches!(another, Err(ServiceError::NotFound)));
    courses::approve(&services, event, first, true).await.unwrap();
    assert_eq!(state(&services, event, first).await, State::Confirmed);
    assert_eq!(
        to(&mailed(&services).await, "ase1@nav.example"),
        [format!("Du har plass: {WEBINAR}")]
    );
    // Answered once: the link does nothing more.
    let no = courses::approve(&services, event, first, false).await;
    assert!(matches!(no, Err(ServiceError::Rule("registration_not_now"))), "{no:?}");

    let second = enter(2).await;
    courses::approve(&services, event, second, false).await.unwrap();
    assert_eq!(state(&services, event, second).await.name(), "declined");
    let letters = mailed(&services).await;
    let told = letters
        .iter()
        .find(|letter| letter.address == "ase2@nav.example" && letter.body.contains("sagt nei"));
    assert!(
        told.is_some_and(|letter| letter.calendar.is_empty()),
        "it never stood in a calendar"
    );

    // The seat is given on, and the leader is asked anew; not the leader's own.
    let desk = SignInDesk::new(services.clone(), key());
    let leader = substitute("Kari Dahl; kari@nav.example").unwrap();
    let refused = courses::substitute(&desk, &services, (event, first), leader).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
    let omar = substitute("Omar Lund; omar@nav.example").unwrap();
    courses::substitute(&desk, &services, (event, first), omar)
        .await
        .unwrap();
    assert!(matches!(state(&services, event, first).await, State::Asked { .. }));
    let letters = mailed(&services).await;
    assert_eq!(
        to(&letters, "kari@nav.example"),
        [format!("Kan Omar Lund delta? {WEBINAR}")]
    );
    assert_eq!(
        to(&letters, "omar@nav.example"),
        [format!("Vi har spurt lederen din: {WEBINAR}")]
    );
    // An organiser answers for a leader who can't be reached.
    let approve = RegistrationCommand::Approve { number: first };
    courses::change_registration(&vegard, event, envelope(None, approve))
        .await
        .unwrap();
    assert_eq!(state(&services, event, first).await, State::Confirmed);

    // Where the course wants no leader's yes any more, nobody awaits one.
    let fourth = enter(4).await;
    for (asks, stands) in [("", State::Confirmed), ("true", State::Confirmed)] {
        form.asks_leader = asks.into();
        change(&vegard, event, form.parse_edit(date(2026, 11, 23)).unwrap())
            .await
            .unwrap();
        assert_eq!(state(&services, event, fourth).await, stands);
    }

    let third = enter(3).await;
    mailed(&services).await;
    // A Monday at noon: three working days later is Thursday at noon.
    services.clock.advance(SignedDuration::from_hours(71));
    courses::remind(&services).await.unwrap();
    assert!(to(&mailed(&services).await, "kari@nav.example").is_empty());
    services.clock.advance(SignedDuration::from_hours(2));
    for _ in 0..2 {
        courses::remind(&services).await.unwrap();
    }
    assert_eq!(to(&mailed(&services).await, "kari@nav.example").len(), 1);
    let State::Asked { until } = state(&services, event, third).await else {
        panic!("not asked")
    };
    services.clock.advance(until.duration_since(services.clock.now()));
    assert_eq!(courses::lapse(&services).await.unwrap(), 1);
    assert_eq!(state(&services, event, third).await.name(), "lapsed");
    let told = mailed(&services).await;
    assert!(
        told.iter()
            .any(|letter| letter.body.contains("Lederen din svarte ikke i tide"))
    );
}

#[tokio::test]
async fn ones_own_courses_are_found_behind_a_link_that_is_mailed_to_a_known_address_alone() {
    let services = house(Profile::Demo).await;
    let desk = SignInDesk::new(services.clone(), key());
    let event = titled(&services, HELD).await;
    courses::certify(&services).await.unwrap();
    mailed(&services).await;
    let email = given(&services, event, 1).await.contact.email;
    let ask = async |email: &Email| courses::ask_for_mine(&desk, &services, email, Language::Nb, day::here()).await;
    ask(&Email::parse("ingen@nav.example").unwrap()).await.unwrap();
    assert!(mailed(&services).await.is_empty());
    ask(&email).await.unwrap();
    ask(&email).await.unwrap();
    let letters = mailed(&services).await;
    assert_eq!(to(&letters, email.as_str()), ["Kursene dine"], "once an hour");
    let link = letters[0]
        .body
        .lines()
        .find_map(|line| line.split("/my-courses/of/").nth(1))
        .unwrap();
    let now = services.clock.now();
    assert_eq!(links::mine_of(&key(), link, now), Some(email.clone()));
    let found = courses::mine(&services, &email).await.unwrap();
    let held = found.iter().find(|one| one.event.id == event).unwrap();
    assert!(held.is_own && held.certificate.is_some());
    assert!(found.len() > 1, "the same people come to several courses");
    assert!(found.iter().all(|one| one.event.video.is_none()));
    for _ in 0..20 {
        let _ = ask(&email).await;
    }
    let ask_again = ask(&email).await;
    assert!(matches!(ask_again, Err(ServiceError::Throttled { .. })));
}
