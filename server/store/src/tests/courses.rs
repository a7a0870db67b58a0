//! A course in the sound world, the faults of its links, and its book counted again.

use domain::courses::evaluation::{Answer, Evaluation, Phase};
use domain::courses::templates::{CourseTemplate, NewTemplate, from_event};
use domain::courses::{
    Certificate, CertificateCode, Contact, Count, CourseEvent, Format, GroupPolicy, Kind, NewEvent, NewRegistration,
    PlanEdit, Promotion, Registration, ServiceKind, StaffRole, State, create,
};
use domain::ids::{CourseTemplateId, EventId};
use domain::part_plans::{PartPlans, PlanOf};
use domain::people::Language;
use domain::places::codes::MunicipalityCode;
use domain::text::{Capacity, Email, Note, OccasionMinutes, PartySize, PersonName, ShortText, Title};
use domain::time::LocalSlot;
use jiff::civil::{date, time};
use serde_json::json;
use ulid::Ulid;

use super::at;
use super::sound::{PERSON, world};
use super::whole::{GONE, Plant, findings, plant};
use crate::agenda::AGENDA;
use crate::check::Finding;
use crate::course_templates::{self, TEMPLATE};
use crate::courses::{self, BOOK, CERTIFICATE, CERTIFIED, EVALUATION, EVENT, QUEUE, REGISTRATION};
use crate::part_plans::PART_PLAN;
use crate::{Key, StoreError, Tx};

const COURSE: EventId = EventId::new(Ulid(21));

fn course() -> CourseEvent {
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
            date: date(2026, 12, 10),
            start: time(9, 0, 0, 0),
            minutes: OccasionMinutes::new(360).unwrap(),
        }],
        speakers: ShortText::default(),
        host: ShortText::default(),
        contact: PersonName::parse("Vegard Strøm").unwrap(),
        contact_email: Email::parse("vegard@imdi.example").unwrap(),
        capacity: Capacity::new(1).unwrap(),
        deadline: date(2026, 12, 3),
        promotion: Promotion::Offer,
        group_policy: GroupPolicy::SkipOver,
        asks_leader: false,
        minimum: None,
        quotas: None,
        language: Language::Nb,
    };
    let new = NewEvent {
        id: COURSE,
        adviser: Some(PERSON),
        plan,
    };
    CourseEvent {
        made_from: Some(KEPT),
        ..create(&new, PERSON, date(2026, 11, 23)).unwrap()
    }
}

const KEPT: CourseTemplateId = CourseTemplateId::new(Ulid(22));

fn template() -> CourseTemplate {
    let new = NewTemplate {
        id: KEPT,
        from: COURSE,
        title: Title::parse("Dagskurs").unwrap(),
        is_shared: true,
    };
    let event = course();
    let plans = PartPlans::new(PlanOf::Course(COURSE), &event.parts);
    from_event(&new, &event, &plans, PERSON, date(2026, 11, 23)).unwrap()
}

fn registration(number: u32, state: State) -> Registration {
    let given = NewRegistration {
        kind: Kind::One,
        contact: Contact {
            name: PersonName::parse("Silje Ruud").unwrap(),
            email: Email::parse(&format!("silje{number}@nav.example")).unwrap(),
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
    };
    let mut one = Registration::entered(COURSE, number, given, state, at("2026-11-23T08:00:00Z"));
    one.is_verified = true;
    one
}

const CODE: &str = "23456-23456";

fn certificate() -> Certificate {
    let course = course();
    Certificate {
        code: CertificateCode::typed(CODE).unwrap(),
        event: COURSE,
        number: 1,
        person: 0,
        name: PersonName::parse("Silje Ruud").unwrap(),
        title: course.title,
        title_language: course.language,
        parts: course.parts,
        themes: course.themes,
        organiser: "Ingrid Moen".to_owned(),
        language: Language::Nb,
        issued_on: date(2026, 12, 10),
        revoked_on: None,
        version: 1,
    }
}

/// A course with one seat, which somebody has, and somebody who waits.
pub(super) fn sound(tx: &mut Tx) {
    let people = [registration(1, State::Confirmed), registration(2, State::Waiting)];
    let plans = PartPlans::new(PlanOf::Course(COURSE), &course().parts);
    courses::seed(tx, &course(), &plans, &people);
    course_templates::create(tx, &template());
    courses::give(tx, &[certificate()]);
    courses::note_certified(tx, COURSE, at("2026-12-10T14:00:00Z"));
    courses::put_evaluation(tx, COURSE, Phase::After, &said(6));
}

/// So many answers, all alike.
fn said(answers: usize) -> Evaluation {
    let marks = Phase::After
        .items()
        .iter()
        .map(|item| (item.name().to_owned(), "4".to_owned()));
    let words = [("best".to_owned(), "Øvelsene".to_owned())];
    let answer = Answer::parse(Phase::After, &marks.chain(words).collect()).unwrap();
    (0..answers).fold(Evaluation::default(), |before, _| {
        before.with(&answer, 1000, |_| 0).unwrap()
    })
}

/// A fault for each look at courses.
pub(super) fn faults() -> Vec<Plant> {
    let id = COURSE.to_string();
    let number = "000001";
    let entry = courses::entries_of(&course()).remove(0).key();
    let Key::Many(mut parts) = entry.clone() else {
        unreachable!()
    };
    GONE.clone_into(&mut parts[3]);
    let link = |look, key: &str, field: &str| plant(look, EVENT, &id, key, json!({ field: GONE }));
    vec![
        plant(
            "agenda_entry → course_event",
            AGENDA,
            &entry,
            Key::Many(parts),
            json!({ "activity": GONE }),
        ),
        link("course_event.adviser → person", "c1", "adviser"),
        link("course_event.planned_by → person", "c2", "planned_by"),
        link("course_event.made_from → course_template", "c4", "made_from"),
        link("course_event.repeats → course_event", "c5", "repeats"),
        plant(
            "course_template.author → person",
            TEMPLATE,
            KEPT.to_string(),
            "t1",
            json!({ "author": GONE }),
        ),
        plant("course_event → course_book", EVENT, &id, "c3", json!({})),
        plant("course_book → course_event", BOOK, &id, GONE, json!({})),
        plant(
            "course_certified → course_event",
            CERTIFIED,
            &id,
            GONE,
            json!({ "event": GONE }),
        ),
        plant(
            "course_evaluation → course_event",
            EVALUATION,
            [&id, "after"],
            [GONE, "after"],
            json!({ "event": GONE }),
        ),
        plant(
            "registration → course_event",
            REGISTRATION,
            [&id, number],
            [GONE, number],
            json!({ "event": GONE }),
        ),
        plant(
            "part_plan → course_event",
            PART_PLAN,
            ["course", &id],
            ["course", GONE],
            json!({ "activity": { "kind": "course", "id": GONE } }),
        ),
        plant(
            "certificate.event → course_event",
            CERTIFICATE,
            CODE,
            "23456-23457",
            json!({ "event": GONE }),
        ),
    ]
}

#[tokio::test]
async fn a_registration_comes_back_as_it_was_written_with_all_that_it_is_found_by() {
    let store = world().await;
    let all = courses::registrations(&store, COURSE).await.unwrap();
    assert_eq!(
        all,
        [registration(1, State::Confirmed), registration(2, State::Waiting)]
    );
    assert_eq!(courses::event(&store, COURSE).await.unwrap(), Some(course()));
    assert_eq!(course_templates::load(&store, KEPT).await.unwrap(), Some(template()));
    assert_eq!(course_templates::all(&store).await.unwrap(), [template()]);
    let given = certificate();
    let found = courses::certificate(&store, &given.code).await.unwrap();
    assert_eq!(found, Some(given));
    let until = at("2026-11-24T08:00:00Z");
    let before = registration(2, State::Waiting);
    let mut after = Registration {
        state: State::Offered { until },
        ..before.clone()
    };
    after.version = 2;
    let mut tx = Tx::new();
    courses::change(&mut tx, &[(before, after.clone())]);
    store.commit(tx).await.unwrap();
    assert!(courses::queue(&store, COURSE).await.unwrap().is_empty());
    assert_eq!(courses::due(&store, at("2026-11-24T07:59:59Z")).await.unwrap(), []);
    let due = courses::due(&store, until).await.unwrap();
    assert_eq!(due.iter().map(|one| one.number).collect::<Vec<_>>(), [2]);
    let person = (Kind::One, "silje2@nav.example".to_owned());
    let found = courses::numbers_of(&store, COURSE, std::slice::from_ref(&person))
        .await
        .unwrap();
    assert_eq!(found, [(courses::person_key(COURSE, person.0, &person.1), 2)]);
    let mut tx = Tx::new();
    courses::forget(&mut tx, &[after]);
    store.commit(tx).await.unwrap();
    assert!(courses::due(&store, until).await.unwrap().is_empty());
    assert!(courses::numbers_of(&store, COURSE, &[person]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_book_that_its_registrations_do_not_bear_out_and_a_queue_that_lacks_somebody_are_found() {
    let id = COURSE.to_string();
    let store = world().await;
    let mut tx = Tx::new();
    let wrong = Count {
        taken: 2,
        waiting: 1,
        last: 2,
        ..Count::default()
    };
    courses::count(&mut tx, COURSE, wrong);
    tx.delete(QUEUE, Key::from([id.as_str(), "000002"]));
    store.commit(tx).await.unwrap();
    let found: Vec<String> = findings(&store).await.into_iter().map(|one| one.what).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("taken: 2") && found[0].contains("taken: 1"),
        "{found:?}"
    );
    assert_eq!(found[1], format!("registration_queue {id}/000002 is missing"));
}

#[tokio::test]
async fn parts_that_are_planned_but_not_those_of_the_course_and_plans_that_are_missing_are_found() {
    let key = Key::from(["course", &COURSE.to_string()]);
    let store = world().await;
    let mut tx = Tx::new();
    tx.merge(PART_PLAN, &key, &json!({ "parts": [] }));
    store.commit(tx).await.unwrap();
    let told = |found: Vec<Finding>| found.into_iter().map(|one| one.what).collect::<Vec<_>>();
    let wrong = format!("part_plan {key} has other parts than what it stands for");
    assert_eq!(told(findings(&store).await), [wrong]);
    let mut tx = Tx::new();
    tx.delete(PART_PLAN, &key);
    store.commit(tx).await.unwrap();
    assert_eq!(told(findings(&store).await), [format!("part_plan {key} is missing")]);
}

#[tokio::test]
async fn what_is_said_of_a_course_comes_back_and_two_who_answer_at_once_do_not_write_over_each_other() {
    let store = world().await;
    assert_eq!(
        courses::evaluation(&store, COURSE, Phase::After).await.unwrap(),
        said(6)
    );
    assert_eq!(
        courses::evaluation(&store, COURSE, Phase::Later).await.unwrap(),
        Evaluation::default()
    );
    let all = courses::evaluations(&store, COURSE).await.unwrap();
    assert_eq!(all.into_iter().collect::<Vec<_>>(), [(Phase::After, said(6))]);
    let guard = || async { courses::evaluation_guard(&store, COURSE, Phase::After).await.unwrap() };
    let mut outcomes = Vec::new();
    for guard in [guard().await, guard().await] {
        let mut tx = Tx::new();
        tx.guard(&guard);
        courses::put_evaluation(&mut tx, COURSE, Phase::After, &said(7));
        outcomes.push(store.commit(tx).await);
    }
    assert!(outcomes[0].is_ok());
    assert!(matches!(outcomes[1], Err(StoreError::Conflict)), "{outcomes:?}");
    assert_eq!(
        courses::evaluation(&store, COURSE, Phase::After).await.unwrap(),
        said(7)
    );
}
