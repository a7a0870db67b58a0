//! Courses from a plan to a withdrawal: who may, what is written, what is mailed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use common::{as_person, house};
use domain::command::Envelope;
use domain::courses::form::EventForm;
use domain::courses::sign_up::SignUpForm;
use domain::courses::view::{AttendanceCommand, CatalogueFilter, EventView, RegistrationCommand};
use domain::courses::{CopyEvent, EventCommand, Kind, Lifecycle, Said, Side, Standing, State};
use domain::ids::{CommandId, EventId};
use domain::people::Language;
use domain::text::{Capacity, Headcount, ShortText};
use domain::text_guard::Confirmed;
use jiff::SignedDuration;
use jiff::civil::date;
use service::courses::{self, Answer, links};
use service::mail::{Desk, Letter, Mail};
use service::seed::{AINO, INGRID, MARTE, Profile, SAMIR, VEGARD};
use service::session::SignInDesk;
use service::session::code::Key;
use service::{Ctx, ServiceError, Services};
use store::{courses as rows, jobs};
use ulid::Ulid;

const URL: &str = "https://handlingsrom.example";

fn envelope<C>(seen: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: seen,
        confirmed: Confirmed::default(),
        command,
    }
}

fn key() -> Key {
    Key::new([7; 32])
}

/// The demonstration's course of this title.
async fn titled(services: &Services, title: &str) -> EventId {
    let all = rows::events(&services.store).await.unwrap();
    all.iter().find(|event| event.title.as_str() == title).unwrap().id
}

const SEMINAR: &str = "Fra uro til handling";
const WEBINAR: &str = "Grunnkurs NSK for NAV og flyktningtjenesten";
const DRAFT: &str = "Rutiner som virker";
const TODAYS: &str = "Taushetsplikt og avvergeplikt i praksis";
const HELD: &str = "Den vanskelige samtalen";

fn typed(turn: usize) -> SignUpForm {
    SignUpForm {
        name: "Åse Bø".into(),
        email: format!("ase{turn}@nav.example"),
        role: "nav_adviser".into(),
        service: "nav".into(),
        workplace: "NAV Bærum".into(),
        municipality: "3201".into(),
        ..SignUpForm::fresh(Kind::One, String::new())
    }
}

async fn register(services: &Arc<Services>, event: EventId, form: &SignUpForm) -> Result<Answer, ServiceError> {
    let desk = SignInDesk::new(services.clone(), key());
    let new = form.parse(Language::Nb, date(2026, 11, 23)).unwrap();
    let address = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1));
    courses::register(&desk, services, event, (CommandId::new(Ulid::generate()), new), address).await
}

async fn entered(services: &Arc<Services>, event: EventId, turn: usize) -> u32 {
    match register(services, event, &typed(turn)).await.unwrap() {
        Answer::Entered { number, .. } => number,
        other => panic!("{other:?}"),
    }
}

async fn state(services: &Services, event: EventId, number: u32) -> State {
    rows::registration(&services.store, event, number)
        .await
        .unwrap()
        .unwrap()
        .state
}

async fn change(ctx: &Ctx, id: EventId, command: EventCommand) -> Result<EventView, ServiceError> {
    let seen = rows::event(ctx.store(), id).await.unwrap().unwrap().version;
    courses::change(ctx, id, envelope(Some(seen), command)).await
}

/// Everything that waits to be mailed, as it would be sent now; the queue is empty then.
async fn mailed(services: &Services) -> Vec<Letter> {
    let now = services.clock.now();
    let mut letters = Vec::new();
    loop {
        let taken = jobs::claim(&services.store, "test", 50, now, std::time::Duration::from_secs(60))
            .await
            .unwrap();
        if taken.is_empty() {
            return letters;
        }
        for job in taken {
            let mail: Mail = job.payload().unwrap();
            let desk = Desk {
                store: &services.store,
                key: &key(),
                public_url: URL,
                now,
            };
            letters.extend(mail.write(desk).await.unwrap());
            jobs::done(&services.store, &job, now).await.unwrap();
        }
    }
}

/// Subjects to one address.
fn to<'a>(letters: &'a [Letter], address: &str) -> Vec<&'a str> {
    let theirs = letters.iter().filter(|letter| letter.address == address);
    theirs.map(|letter| letter.subject.as_str()).collect()
}

#[tokio::test]
async fn the_demonstration_has_a_full_seminar_a_webinar_with_room_and_a_draft() {
    let services = house(Profile::Demo).await;
    let open = courses::catalogue(&services, &CatalogueFilter::default())
        .await
        .unwrap();
    let told: Vec<_> = open
        .iter()
        .map(|one| (one.event.title.as_str(), one.standing, one.free, one.waiting))
        .collect();
    assert_eq!(
        told,
        [
            (TODAYS, Standing::Closed, 15, 0),
            (WEBINAR, Standing::Open, 97, 0),
            (SEMINAR, Standing::Full, 0, 5)
        ]
    );
    let searched = &services;
    let narrowed = |filter: CatalogueFilter| async move { courses::catalogue(searched, &filter).await.unwrap().len() };
    for (filter, found) in [
        (
            CatalogueFilter {
                free: "1".into(),
                ..CatalogueFilter::default()
            },
            1,
        ),
        (
            CatalogueFilter {
                service: "adult_education".into(),
                ..CatalogueFilter::default()
            },
            1,
        ),
        (
            CatalogueFilter {
                county: "56".into(),
                ..CatalogueFilter::default()
            },
            2,
        ),
        (
            CatalogueFilter {
                county: "32".into(),
                ..CatalogueFilter::default()
            },
            3,
        ),
        (
            CatalogueFilter {
                format: "hybrid".into(),
                ..CatalogueFilter::default()
            },
            0,
        ),
    ] {
        assert_eq!(narrowed(filter.clone()).await, found, "{filter:?}");
    }
    assert!(
        open.iter().all(|one| one.event.video.is_none()),
        "the link is for those with a seat"
    );
    assert!(courses::owed(&services).await.unwrap().is_empty());
    let draft = titled(&services, DRAFT).await;
    assert!(matches!(
        courses::event(&services, draft).await,
        Err(ServiceError::NotFound)
    ));
    assert!(matches!(
        register(&services, draft, &typed(1)).await,
        Err(ServiceError::Rule("registration_closed"))
    ));
}

#[tokio::test]
async fn a_course_is_published_when_both_have_said_yes_and_by_nobody_else() {
    let services = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&services, INGRID).await, as_person(&services, VEGARD).await);
    let (samir, marte) = (as_person(&services, SAMIR).await, as_person(&services, MARTE).await);
    let draft = titled(&services, DRAFT).await;
    // A draft is the planners' own.
    for stranger in [&samir, &marte] {
        assert!(matches!(
            courses::view(stranger, draft).await,
            Err(ServiceError::NotFound)
        ));
    }
    assert!(
        courses::list(&vegard)
            .await
            .unwrap()
            .ahead
            .iter()
            .any(|row| row.awaits_reader)
    );
    let early = change(&ingrid, draft, EventCommand::Publish).await;
    assert!(matches!(early, Err(ServiceError::Rule("course_not_approved"))));
    let for_team = change(&ingrid, draft, EventCommand::Approve { side: Side::Team }).await;
    assert!(matches!(for_team, Err(ServiceError::Rule("course_no_such_side"))));
    change(&vegard, draft, EventCommand::Approve { side: Side::Team })
        .await
        .unwrap();
    let view = change(&ingrid, draft, EventCommand::Publish).await.unwrap();
    assert_eq!(view.standing, Standing::Open);
    // Everyone who sees courses sees it now, and only those who hold it see who comes.
    let seen = courses::view(&marte, draft).await.unwrap();
    assert!(!seen.may_edit && !seen.may_see_people);
    let denied = change(&samir, draft, EventCommand::Close).await;
    assert!(matches!(denied, Err(ServiceError::Denied)));
    let stale = courses::change(&ingrid, draft, envelope(Some(1), EventCommand::Close)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
}

#[tokio::test]
async fn the_team_names_an_adviser_and_an_adviser_stands_behind_their_own() {
    let services = house(Profile::Demo).await;
    let (aino, vegard) = (as_person(&services, AINO).await, as_person(&services, VEGARD).await);
    let source = rows::event(&services.store, titled(&services, WEBINAR).await)
        .await
        .unwrap()
        .unwrap();
    let form = EventForm::of(&source, date(2026, 11, 23));
    let new = |adviser| {
        let id = EventId::new(Ulid::generate());
        envelope(None, form.parse_new(id, adviser, date(2026, 11, 23)).unwrap())
    };
    assert!(matches!(
        courses::create(&vegard, new(None)).await,
        Err(ServiceError::Invalid(_))
    ));
    assert!(matches!(
        courses::create(&vegard, new(Some(MARTE))).await,
        Err(ServiceError::Invalid(_))
    ));
    let id = courses::create(&vegard, new(Some(SAMIR))).await.unwrap();
    assert_eq!(
        rows::event(&services.store, id).await.unwrap().unwrap().adviser,
        Some(SAMIR)
    );
    let id = courses::create(&aino, new(Some(SAMIR))).await.unwrap();
    assert_eq!(
        rows::event(&services.store, id).await.unwrap().unwrap().adviser,
        Some(AINO)
    );
    let wanted = CopyEvent {
        id: EventId::new(Ulid::generate()),
        source: source.id,
        first_day: date(2027, 11, 30),
    };
    let copy = courses::copy(&aino, envelope(None, wanted)).await.unwrap();
    let copy = rows::event(&services.store, copy).await.unwrap().unwrap();
    assert_eq!(
        (copy.adviser, copy.video, copy.lifecycle),
        (Some(AINO), None, Lifecycle::Draft)
    );
}

#[tokio::test]
async fn somebody_registers_confirms_and_gets_the_course_in_the_calendar_and_out_of_it() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let number = entered(&services, event, 1).await;
    assert!(matches!(state(&services, event, number).await, State::Held { .. }));
    let letters = mailed(&services).await;
    assert_eq!(
        to(&letters, "ase1@nav.example"),
        [format!("Bekreft plassen: {WEBINAR}")]
    );
    assert!(
        letters[0]
            .body
            .contains(&format!("{URL}{}", links::own(&key(), event, number)))
    );
    assert!(letters[0].calendar.is_empty());
    assert!(
        !letters[0].body.contains("video.example"),
        "the link is for those with a seat"
    );

    courses::confirm(&services, event, number).await.unwrap();
    courses::confirm(&services, event, number).await.unwrap();
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 1, "pressed twice, mailed once");
    assert!(letters[0].body.contains("https://video.example/grunnkurs-nsk"));
    assert_eq!(
        letters[0].reply_to.as_ref().unwrap().1,
        "vegard.strom@handlingsrom.example"
    );
    assert_eq!(letters[0].calendar.len(), 2, "a part each");
    let request = letters[0].calendar[0].clone();
    assert_eq!(request.method, "REQUEST");

    courses::withdraw(&services, event, number).await.unwrap();
    let letters = mailed(&services).await;
    let cancel = letters[0].calendar[0].clone();
    assert_eq!(cancel.method, "CANCEL");
    let value = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].trim_end().to_owned()
    };
    assert_eq!(value(&request.text, "UID:"), value(&cancel.text, "UID:"));
    let sequence = |text: &str| value(text, "SEQUENCE:").parse::<u32>().unwrap();
    assert!(sequence(&cancel.text) > sequence(&request.text));
    for part in [&request, &cancel] {
        let parsed = calcard::icalendar::ICalendar::parse(&part.text).unwrap();
        assert!(!parsed.components.is_empty());
        assert!(part.text.contains(&format!("METHOD:{}\r\n", part.method)));
        assert!(part.text.contains("TZID:Europe/Oslo"));
    }
    let again = courses::withdraw(&services, event, number).await;
    assert!(matches!(again, Err(ServiceError::Rule("registration_ended"))));
    // They may come again, as the last.
    assert_eq!(entered(&services, event, 1).await, number + 1);
}

#[tokio::test]
async fn who_waits_is_offered_the_seat_that_is_freed_and_it_goes_on_when_nobody_says_yes() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, SEMINAR).await;
    courses::withdraw(&services, event, 7).await.unwrap();
    // Number 41 is the first of the five who wait.
    assert!(matches!(state(&services, event, 41).await, State::Offered { .. }));
    let count = rows::book(&services.store, event).await.unwrap();
    assert_eq!((count.taken, count.waiting), (40, 4));
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 2);
    assert!(
        letters
            .iter()
            .any(|letter| letter.subject == format!("En plass er ledig: {SEMINAR}"))
    );

    services.clock.advance(SignedDuration::from_hours(49));
    let late = courses::confirm(&services, event, 41).await;
    assert!(matches!(late, Err(ServiceError::Rule("registration_too_late"))));
    assert_eq!(courses::lapse(&services).await.unwrap(), 1);
    assert_eq!(state(&services, event, 41).await.name(), "lapsed");
    assert!(matches!(state(&services, event, 42).await, State::Offered { .. }));
    courses::confirm(&services, event, 42).await.unwrap();
    assert_eq!(state(&services, event, 42).await, State::Confirmed);
    let own = courses::own(&services, event, 43).await.unwrap();
    assert_eq!((own.position, own.waiting), (Some(1), 3));
    assert_eq!(courses::lapse(&services).await.unwrap(), 0);
    assert!(courses::owed(&services).await.unwrap().is_empty());
}

#[tokio::test]
async fn more_seats_move_people_up_in_the_same_change_and_fewer_than_taken_are_refused() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    let before = rows::event(&services.store, event).await.unwrap().unwrap();
    let edit = |seats: i64| {
        let mut form = EventForm::of(&before, date(2026, 11, 23));
        form.capacity = seats.to_string();
        form.parse_edit(date(2026, 11, 23)).unwrap()
    };
    assert!(matches!(
        change(&vegard, event, edit(39)).await,
        Err(ServiceError::Invalid(_))
    ));
    let view = change(&vegard, event, edit(43)).await.unwrap();
    assert_eq!((view.count.taken, view.count.waiting), (43, 2));
    assert_eq!(view.event.capacity, Capacity::new(43).unwrap());
    let offered = mailed(&services).await;
    assert_eq!(offered.len(), 3);
}

#[tokio::test]
async fn a_move_and_a_cancellation_reach_everybody_with_a_seat_once() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    let before = rows::event(&services.store, event).await.unwrap().unwrap();
    let mut form = EventForm::of(&before, date(2026, 11, 23));
    form.place = "Biblioteket".into();
    change(&vegard, event, form.parse_edit(date(2026, 11, 23)).unwrap())
        .await
        .unwrap();
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 40);
    assert!(
        letters
            .iter()
            .all(|letter| letter.calendar[0].text.contains("LOCATION:Biblioteket"))
    );
    assert!(
        letters
            .iter()
            .all(|letter| letter.calendar[0].text.contains("SEQUENCE:1"))
    );
    // A typo is nobody's business.
    form.about = "Litt bedre skrevet.".into();
    change(&vegard, event, form.parse_edit(date(2026, 11, 23)).unwrap())
        .await
        .unwrap();
    assert!(mailed(&services).await.is_empty());
    let reason = ShortText::parse("Innleder er syk.").unwrap();
    let view = change(&vegard, event, EventCommand::Cancel { reason }).await.unwrap();
    assert_eq!(view.standing, Standing::Cancelled);
    let letters = mailed(&services).await;
    assert_eq!(letters.len(), 45, "those who wait too");
    assert!(letters.iter().all(|letter| letter.body.contains("Innleder er syk.")));
    assert_eq!(letters.iter().filter(|letter| !letter.calendar.is_empty()).count(), 40);
    let closed = register(&services, event, &typed(1)).await;
    assert!(matches!(closed, Err(ServiceError::Rule("registration_closed"))));
}

#[tokio::test]
async fn nothing_moves_in_a_course_that_is_cancelled() {
    let services = house(Profile::Demo).await;
    let vegard = as_person(&services, VEGARD).await;
    let event = titled(&services, SEMINAR).await;
    courses::withdraw(&services, event, 7).await.unwrap();
    let reason = ShortText::parse("Innleder er syk.").unwrap();
    change(&vegard, event, EventCommand::Cancel { reason }).await.unwrap();
    mailed(&services).await;
    // Number 41 was offered the seat, and never answered.
    services.clock.advance(SignedDuration::from_hours(49));
    assert_eq!(courses::lapse(&services).await.unwrap(), 1);
    assert_eq!(state(&services, event, 42).await, State::Waiting);
    assert!(mailed(&services).await.is_empty());
    let reason = ShortText::parse("Fordi").unwrap();
    let seat = RegistrationCommand::Seat { number: 42, reason };
    let refused = courses::change_registration(&vegard, event, envelope(None, seat)).await;
    assert!(matches!(refused, Err(ServiceError::Rule("registration_not_now"))));
}

#[tokio::test]
async fn a_seat_beyond_the_number_needs_an_organiser_and_a_reason() {
    let services = house(Profile::Demo).await;
    let (samir, ingrid) = (as_person(&services, SAMIR).await, as_person(&services, INGRID).await);
    let event = titled(&services, SEMINAR).await;
    let seat = |reason: &str| RegistrationCommand::Seat {
        number: 45,
        reason: ShortText::parse(reason).unwrap(),
    };
    let stranger = courses::change_registration(&ingrid, event, envelope(None, seat("Fordi"))).await;
    assert!(matches!(stranger, Err(ServiceError::Denied)));
    let without = courses::change_registration(&samir, event, envelope(None, seat(""))).await;
    assert!(matches!(without, Err(ServiceError::Invalid(_))));
    let view = courses::change_registration(&samir, event, envelope(None, seat("Innleder")))
        .await
        .unwrap();
    assert_eq!((view.count.taken, view.count.waiting), (41, 4));
    let given = view
        .registrations
        .iter()
        .find(|row| row.registration.number == 45)
        .unwrap();
    assert_eq!(given.registration.over.as_ref().unwrap().as_str(), "Innleder");
    // Given again, nothing more happens.
    let again = courses::change_registration(&samir, event, envelope(None, seat("Innleder")))
        .await
        .unwrap();
    assert_eq!(again.count, view.count);
    // One who leaves then frees nothing: there are still as many as there are seats.
    let remove = RegistrationCommand::Remove { number: 1 };
    let view = courses::change_registration(&samir, event, envelope(None, remove))
        .await
        .unwrap();
    assert_eq!((view.count.taken, view.count.waiting), (40, 4));
}

#[tokio::test]
async fn a_whole_staff_is_registered_by_number_and_waits_as_one() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let staff = |seats: &str, email: &str| SignUpForm {
        kind: "staff".into(),
        seats: seats.into(),
        email: email.into(),
        ..typed(1)
    };
    let first = register(&services, event, &staff("55", "rektor@skole.example"))
        .await
        .unwrap();
    assert!(matches!(first, Answer::Entered { seated: true, .. }));
    let second = register(&services, event, &staff("55", "rektor@annen.example"))
        .await
        .unwrap();
    assert!(
        matches!(second, Answer::Entered { seated: false, .. }),
        "42 seats are free"
    );
    let count = rows::book(&services.store, event).await.unwrap();
    assert_eq!((count.taken, count.waiting), (23 + 55, 1));
    // One person passes a group that does not fit, as the course says.
    assert!(matches!(
        register(&services, event, &typed(2)).await.unwrap(),
        Answer::Entered { seated: true, .. }
    ));
}

#[tokio::test]
async fn reminders_go_once_and_only_to_those_with_a_seat() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    // The webinar is on Tuesday next week; it is Monday noon.
    assert_eq!(courses::remind(&services).await.unwrap(), 0);
    services.clock.advance(SignedDuration::from_hours(24));
    entered(&services, event, 1).await;
    mailed(&services).await;
    assert_eq!(courses::remind(&services).await.unwrap(), 23);
    assert_eq!(courses::remind(&services).await.unwrap(), 0);
    let letters = mailed(&services).await;
    assert!(letters.iter().all(|letter| letter.subject.starts_with("Om en uke")));
    assert_eq!(letters.len(), 23);
    services.clock.advance(SignedDuration::from_hours(24 * 6));
    courses::remind(&services).await.unwrap();
    assert!(
        mailed(&services)
            .await
            .iter()
            .any(|letter| letter.subject.starts_with("I morgen"))
    );
}

#[tokio::test]
async fn needs_go_after_a_week_and_people_after_three_years() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, SEMINAR).await;
    let needs = || async {
        let all = rows::registrations(&services.store, event).await.unwrap();
        (
            all.len(),
            all.iter().filter(|one| !one.given.needs.as_str().is_empty()).count(),
        )
    };
    assert_eq!(courses::forget(&services).await.unwrap(), 0);
    assert_eq!(needs().await, (45, 1));
    // The seminar is on 10 December.
    services.clock.advance(SignedDuration::from_hours(24 * 25));
    assert_eq!(courses::forget(&services).await.unwrap(), 4, "each course has a need");
    assert_eq!(needs().await, (45, 0));
    services.clock.advance(SignedDuration::from_hours(24 * 366 * 3));
    courses::forget(&services).await.unwrap();
    assert_eq!(needs().await, (0, 0));
}

#[tokio::test]
async fn the_trail_tells_what_happened_and_never_to_whom() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, WEBINAR).await;
    let number = entered(&services, event, 1).await;
    courses::confirm(&services, event, number).await.unwrap();
    courses::withdraw(&services, event, number).await.unwrap();
    let trail: Vec<serde_json::Value> = services
        .store
        .list("SELECT * FROM audit_entry WHERE table = 'registration'")
        .await
        .unwrap();
    assert_eq!(trail.len(), 3);
    let all = serde_json::to_string(&trail).unwrap();
    for personal in ["Åse", "ase1", "Bærum"] {
        assert!(!all.contains(personal), "{all}");
    }
}

fn here() -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))
}

fn ticked(number: u32, is_there: bool) -> Envelope<AttendanceCommand> {
    let said = Said::Person { place: 0, is_there };
    envelope(None, AttendanceCommand { number, part: 1, said })
}

#[tokio::test]
async fn who_is_in_the_room_says_so_with_the_code_and_who_has_not_registered_does() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, TODAYS).await;
    let desk = SignInDesk::new(services.clone(), key());
    let code = links::code(&key(), event, 1);
    let say = |code: String, email: &'static str| {
        let (desk, services) = (&desk, &services);
        async move { courses::here(desk, services, event, (&code, email), here()).await }
    };
    let wrong = say("000 000".into(), "silje.ruud@nav.example").await.unwrap_err();
    assert!(
        matches!(&wrong, ServiceError::Invalid(issues) if issues[0].field == "code"),
        "{wrong:?}"
    );
    assert_eq!(
        say(code.clone(), "silje.ruud@nav.example").await.unwrap(),
        Answer::There
    );
    assert_eq!(say(code.clone(), "ase1@nav.example").await.unwrap(), Answer::Stranger);

    let book = || async { rows::book(&services.store, event).await.unwrap() };
    assert_eq!(book().await.taken, 15);
    let attempt = CommandId::new(Ulid::generate());
    for _ in 0..2 {
        let new = typed(1).parse(Language::Nb, date(2026, 11, 23)).unwrap();
        let answer = courses::walk_in(&desk, &services, event, &code, (attempt, new), here()).await;
        assert_eq!(answer.unwrap(), Answer::There);
    }
    assert_eq!((book().await.taken, book().await.last), (16, 11));
    let all = rows::registrations(&services.store, event).await.unwrap();
    let there: u32 = all.iter().map(|one| one.presence.at(1)).sum();
    assert_eq!((there, all[10].is_walk_in, all[10].version), (2, true, 1));
    assert_eq!(say(code.clone(), "ase1@nav.example").await.unwrap(), Answer::There);

    // Tomorrow the code opens nothing.
    services.clock.advance(SignedDuration::from_hours(24));
    let late = say(code, "silje.ruud@nav.example").await.unwrap_err();
    assert!(matches!(late, ServiceError::Rule("attendance_not_today")), "{late:?}");
}

#[tokio::test]
async fn those_who_hold_a_course_tick_and_nobody_else_and_not_before_the_day() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, TODAYS).await;
    let samir = as_person(&services, SAMIR).await;
    let first = courses::attend(&samir, event, ticked(2, true)).await.unwrap();
    assert!(first.row.registration.presence.has(1, 0));
    let again = courses::attend(&samir, event, ticked(2, true)).await.unwrap();
    assert_eq!(again, first, "ticked twice, it has the effect of one");
    let away = courses::attend(&samir, event, ticked(2, false)).await.unwrap();
    assert_eq!(away.row.registration.presence.at(1), 0);
    let staff = AttendanceCommand {
        number: 10,
        part: 1,
        said: Said::Count {
            there: Headcount::new(5).unwrap(),
        },
    };
    let counted = courses::attend(&samir, event, envelope(None, staff)).await.unwrap();
    assert_eq!(counted.row.registration.presence.at(1), 5);

    let seminar = titled(&services, SEMINAR).await;
    let early = courses::attend(&samir, seminar, ticked(2, true)).await.unwrap_err();
    assert!(matches!(early, ServiceError::Rule("attendance_too_early")), "{early:?}");
    for stranger in [MARTE, AINO] {
        let ctx = as_person(&services, stranger).await;
        let refused = courses::attend(&ctx, event, ticked(2, true)).await;
        assert!(refused.is_err(), "{refused:?}");
        assert!(courses::room(&ctx, event, 1).await.is_err());
    }
    assert!(matches!(
        courses::room(&samir, event, 2).await,
        Err(ServiceError::NotFound)
    ));
    assert_eq!(courses::room(&samir, event, 1).await.unwrap().registrations.len(), 10);
}

#[tokio::test]
async fn certificates_go_out_once_when_a_course_is_over_and_are_taken_back_with_a_mistaken_tick() {
    let services = house(Profile::Demo).await;
    let event = titled(&services, HELD).await;
    assert_eq!(courses::certify(&services).await.unwrap(), 8);
    assert_eq!(courses::certify(&services).await.unwrap(), 0);
    let letters = mailed(&services).await;
    let theirs: Vec<_> = letters
        .iter()
        .filter(|letter| letter.subject.starts_with("Kursbevis"))
        .collect();
    assert_eq!(theirs.len(), 8);
    let one = rows::registration(&services.store, event, 1).await.unwrap().unwrap();
    let code = one.certificates[&0].code.clone();
    let address = format!("{URL}{}", links::certificate(&key(), &code));
    assert!(theirs.iter().any(|letter| letter.body.contains(&address)), "{theirs:?}");
    let given = courses::certificate(&services, &code).await.unwrap();
    assert_eq!(
        (given.title.as_str(), given.organiser.as_str(), given.minutes()),
        (HELD, "Ingrid Moen", 180)
    );
    assert_eq!(courses::own(&services, event, 1).await.unwrap().certificates, [given]);

    let ingrid = as_person(&services, INGRID).await;
    courses::attend(&ingrid, event, ticked(1, false)).await.unwrap();
    courses::attend(&ingrid, event, ticked(9, true)).await.unwrap();
    assert_eq!(
        courses::certify(&services).await.unwrap(),
        1,
        "who was forgotten gets theirs"
    );
    let revoked = courses::certificate(&services, &code).await.unwrap();
    assert_eq!(revoked.revoked_on, Some(date(2026, 11, 23)));
    assert!(courses::own(&services, event, 1).await.unwrap().certificates.is_empty());
    courses::attend(&ingrid, event, ticked(1, true)).await.unwrap();
    assert_eq!(courses::certify(&services).await.unwrap(), 0);
    assert_eq!(courses::certificate(&services, &code).await.unwrap().revoked_on, None);

    services.clock.advance(SignedDuration::from_hours(24 * 366 * 3));
    courses::forget(&services).await.unwrap();
    assert!(matches!(
        courses::certificate(&services, &code).await,
        Err(ServiceError::NotFound)
    ));
}
