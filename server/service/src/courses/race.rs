//! A rush: many who want few seats, at once. With a control arm that shows that the test can fail.

use std::sync::Arc;

use domain::courses::{
    Contact, Count, CourseEvent, EventCommand, Format, GroupPolicy, Kind, NewEvent, NewRegistration, PlanEdit,
    Promotion, ServiceKind, Side, StaffRole, State, apply, create,
};
use domain::ids::EventId;
use domain::part_plans::{PartPlans, PlanOf};
use domain::people::Language;
use domain::places::codes::MunicipalityCode;
use domain::text::{Capacity, Email, Note, OccasionMinutes, PartySize, PersonName, ShortText, Title};
use domain::time::LocalSlot;
use jiff::Timestamp;
use jiff::civil::{date, time};
use store::courses as rows;
use store::{Store, StoreError, Tx, jobs};
use ulid::Ulid;

use super::ask::{Answer, Ask};
use super::decide;
use super::desk;
use crate::seed::{self, INGRID, Profile, VEGARD};
use crate::{Clock, Services};

const EVENT: EventId = EventId::new(Ulid(77));

/// The demonstration with a published course of so many seats.
async fn house(seats: i64) -> Arc<Services> {
    let now: Timestamp = "2026-11-23T11:00:00Z".parse().unwrap();
    let store = Store::memory().await.unwrap();
    seed::run(&store, Profile::Demo, now).await.unwrap();
    let mut tx = Tx::new();
    let event = course(seats);
    let plans = PartPlans::new(PlanOf::Course(EVENT), &event.parts);
    rows::create(&mut tx, &event, &plans);
    store.commit(tx).await.unwrap();
    Arc::new(Services::new(store, Clock::manual(now)))
}

fn course(seats: i64) -> CourseEvent {
    let today = date(2026, 11, 23);
    let plan = PlanEdit {
        title: Title::parse("Fra uro til handling").unwrap(),
        about: Note::default(),
        programme: Note::default(),
        themes: [].into(),
        services: [ServiceKind::Nav].into(),
        municipalities: [].into(),
        format: Format::Physical,
        place: ShortText::parse("Kulturhuset").unwrap(),
        access: ShortText::default(),
        video: None,
        parts: vec![LocalSlot {
            date: date(2026, 12, 17),
            start: time(9, 0, 0, 0),
            minutes: OccasionMinutes::new(360).unwrap(),
        }],
        speakers: ShortText::default(),
        host: ShortText::default(),
        contact: PersonName::parse("Vegard Strøm").unwrap(),
        contact_email: Email::parse("vegard@imdi.example").unwrap(),
        capacity: Capacity::new(seats).unwrap(),
        deadline: date(2026, 12, 10),
        promotion: Promotion::Offer,
        group_policy: GroupPolicy::SkipOver,
        asks_leader: false,
        minimum: None,
        quotas: None,
        language: Language::Nb,
    };
    let new = NewEvent {
        id: EVENT,
        adviser: Some(INGRID),
        plan,
    };
    let mut event = create(&new, INGRID, today).unwrap();
    for (command, by) in [
        (EventCommand::Approve { side: Side::Adviser }, INGRID),
        (EventCommand::Approve { side: Side::Team }, VEGARD),
        (EventCommand::Publish, INGRID),
    ] {
        event = apply(&event, &command, by, 0, today).unwrap();
    }
    event.version = 1;
    event
}

fn wish(turn: usize) -> Ask {
    Ask::Enter {
        key: format!("key-{turn}"),
        new: Box::new(NewRegistration {
            kind: Kind::One,
            contact: Contact {
                name: PersonName::parse("Silje Ruud").unwrap(),
                email: Email::parse(&format!("silje{turn}@nav.example")).unwrap(),
            },
            colleagues: Vec::new(),
            seats: PartySize::new(1).unwrap(),
            role: StaffRole::NavAdviser,
            service: ServiceKind::Nav,
            workplace: ShortText::parse("NAV").unwrap(),
            municipality: MunicipalityCode::parse("0301").unwrap(),
            needs: ShortText::default(),
            question: Note::default(),
            leader: None,
            language: Language::Nb,
        }),
    }
}

async fn seats_given(services: &Services) -> usize {
    let all = rows::registrations(&services.store, EVENT).await.unwrap();
    all.iter().filter(|one| one.state.has_seat()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn five_hundred_who_want_twenty_seats_at_once_get_exactly_twenty_and_an_ordered_list() {
    let services = house(20).await;
    let mut asked = tokio::task::JoinSet::new();
    for turn in 0..500 {
        let services = services.clone();
        asked.spawn(async move { desk::ask(&services, EVENT, wish(turn)).await });
    }
    let mut numbers = Vec::new();
    let mut seated = 0;
    while let Some(answer) = asked.join_next().await {
        let Answer::Entered { number, seated: has } = answer.unwrap().unwrap() else {
            panic!("nobody was known before");
        };
        numbers.push(number);
        seated += usize::from(has);
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=500).collect::<Vec<u32>>());
    assert_eq!((seated, seats_given(&services).await), (20, 20));
    let count = rows::book(&services.store, EVENT).await.unwrap();
    assert_eq!(
        count,
        Count {
            taken: 20,
            waiting: 480,
            last: 500,
            ..Count::default()
        }
    );
    let queue = rows::queue(&services.store, EVENT).await.unwrap();
    assert_eq!(
        queue.iter().map(|one| one.number).collect::<Vec<_>>(),
        (21..=500).collect::<Vec<u32>>()
    );
    assert_eq!(jobs::state(&services.store).await.unwrap().waiting, 500, "a mail each");
}

#[tokio::test]
async fn of_two_processes_that_give_the_last_seat_at_once_the_second_has_to_decide_again() {
    let services = house(1).await;
    let (first, _) = decide::all(&services, EVENT, &[wish(1)]).await.unwrap();
    let (second, _) = decide::all(&services, EVENT, &[wish(2)]).await.unwrap();
    services.store.commit(first).await.unwrap();
    let outcome = services.store.commit(second).await;
    assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
    let (again, answers) = decide::all(&services, EVENT, &[wish(2)]).await.unwrap();
    services.store.commit(again).await.unwrap();
    assert!(matches!(
        answers[0],
        Ok(Answer::Entered {
            number: 2,
            seated: false
        })
    ));
    assert_eq!(seats_given(&services).await, 1);
}

#[tokio::test]
async fn control_without_the_guard_the_book_is_overwritten_and_a_place_in_the_line_sold_twice() {
    let services = house(1).await;
    let (mut first, mut second) = (Tx::new(), Tx::new());
    let one = decide::decided(&services, EVENT, &[wish(1)], &mut first).await.unwrap();
    let two = decide::decided(&services, EVENT, &[wish(2)], &mut second)
        .await
        .unwrap();
    // Both were told that the seat is theirs.
    for answer in [&one[0], &two[0]] {
        assert!(matches!(
            answer,
            Ok(Answer::Entered {
                number: 1,
                seated: true
            })
        ));
    }
    services.store.commit(first).await.unwrap();
    // The number itself still stands in the way of the second row; without it the seat would be sold twice.
    let outcome = services.store.commit(second).await;
    assert!(matches!(outcome, Err(StoreError::Taken { .. })), "{outcome:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn control_two_numbers_from_two_readings_sell_one_seat_twice_where_nothing_guards_the_book() {
    let services = house(1).await;
    // Two decisions on the same reading of the book, whose rows do not meet: this is what the guard is for.
    let mut first = Tx::new();
    decide::decided(&services, EVENT, &[wish(1)], &mut first).await.unwrap();
    services.store.commit(first).await.unwrap();
    let mut other = rows::registrations(&services.store, EVENT).await.unwrap().remove(0);
    other.number = 2;
    other.given.contact.email = Email::parse("en.annen@nav.example").unwrap();
    let mut tx = Tx::new();
    rows::enter(&mut tx, &[other]);
    services.store.commit(tx).await.unwrap();
    assert_eq!(seats_given(&services).await, 2, "the race test must be able to fail");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_tries_of_one_attempt_are_one_seat_and_one_mail() {
    let services = house(5).await;
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let services = services.clone();
        asked.spawn(async move { desk::ask(&services, EVENT, wish(1)).await.unwrap() });
    }
    while let Some(answer) = asked.join_next().await {
        assert_eq!(
            answer.unwrap(),
            Answer::Entered {
                number: 1,
                seated: true
            }
        );
    }
    assert_eq!(seats_given(&services).await, 1);
    assert_eq!(jobs::state(&services.store).await.unwrap().waiting, 1);
    // Another attempt with the same address gets no second seat, and learns nothing.
    let Ask::Enter { new, .. } = wish(1) else {
        unreachable!()
    };
    let key = "another".to_owned();
    let answer = desk::ask(&services, EVENT, Ask::Enter { key, new }).await.unwrap();
    assert_eq!(answer, Answer::Known);
    let all = rows::registrations(&services.store, EVENT).await.unwrap();
    assert!(matches!(all[0].state, State::Held { .. }));
    assert_eq!(all.len(), 1);
}
