//! Courses and who has registered for them.
//!
//! A seat is given in a transaction under the book's guard ([`crate::Store::guard`]), so that of two decisions on the same seat one
//! is made again. Beside each registration stand rows to find it by: its place in the queue, its mail address, and the instant at which it
//! lapses.

use std::collections::{BTreeSet, HashMap};

use domain::courses::evaluation::{Evaluation, Phase};
use domain::courses::{
    Certificate, CertificateCode, Count, CourseEvent, Kind, Lifecycle, Registration, ServiceKind, State, Waiting,
};
use domain::ids::{EventId, PersonId};
use domain::part_plans::{PartPlans, PlanOf};
use domain::time::Occasion;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Guard, Key, Query, Result, Store, StoreError, Table, Tx, instant, part_plans, row};

/// Rows are [`CourseEvent`] as it is.
pub const EVENT: Table = Table::new("course_event");
/// Seats taken and waited for, under the event.
pub const BOOK: Table = Table::new("course_book");
/// Rows are [`Registration`] as it is, under `[event, number]`.
pub const REGISTRATION: Table = Table::new("registration");
/// The queue, under `[event, number]`.
pub const QUEUE: Table = Table::new("registration_queue");
/// Mail addresses, under `[event, way, address]`.
pub const PERSON: Table = Table::new("registration_person");
/// What lapses when, under `[instant, event, number]`.
pub const DUE: Table = Table::new("registration_due");

/// Rows are [`Certificate`] as it is, under the code.
pub const CERTIFICATE: Table = Table::new("certificate");

/// Courses whose certificates have been given, under the event.
pub const CERTIFIED: Table = Table::new("course_certified");

/// What participants say of a course, under `[event, phase]`.
pub const EVALUATION: Table = Table::new("course_evaluation");

/// A registration by event and number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Of which event.
    pub event: EventId,
    /// Which.
    pub number: u32,
}

#[derive(Serialize, Deserialize)]
struct NumberRow {
    number: u32,
}

/// The course with this id.
///
/// # Errors
/// As every read.
pub async fn event(store: &Store, id: EventId) -> Result<Option<CourseEvent>> {
    store.get(EVENT, id.to_string()).await
}

/// A course with its book and what happens in its parts, for a page that many ask for: all in one question.
///
/// # Errors
/// As every read; `NotFound` for a course without its other rows.
pub async fn shown(store: &Store, id: EventId) -> Result<Option<(CourseEvent, Count, PartPlans)>> {
    let (book, plan) = (Key::from(id.to_string()), part_plans::key(PlanOf::Course(id)));
    let asked = [
        (EVENT, book.clone()),
        (BOOK, book.clone()),
        (part_plans::PART_PLAN, plan.clone()),
    ];
    let [event, count, plans] = store.get_each(asked).await?;
    let Some(event) = event else { return Ok(None) };
    let count = count.ok_or(StoreError::NotFound { table: BOOK, key: book })?;
    let table = part_plans::PART_PLAN;
    let plans = plans.ok_or(StoreError::NotFound { table, key: plan })?;
    Ok(Some((
        row::from_json(event)?,
        row::from_json(count)?,
        row::from_json(plans)?,
    )))
}

/// Every course. A year brings some tens.
///
/// # Errors
/// As every read.
pub async fn events(store: &Store) -> Result<Vec<CourseEvent>> {
    store.all(EVENT).await
}

/// The book of a course.
///
/// # Errors
/// As every read; `NotFound` when there is no such course.
pub async fn book(store: &Store, event: EventId) -> Result<Count> {
    store.need(BOOK, event.to_string()).await
}

/// Every book by its course.
///
/// # Errors
/// As every read.
pub async fn books(store: &Store) -> Result<HashMap<EventId, Count>> {
    #[derive(Deserialize)]
    struct Row {
        id: EventId,
        #[serde(flatten)]
        count: Count,
    }
    let rows: Vec<Row> = store.all(BOOK).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.count)).collect())
}

/// Those who wait, in order.
///
/// # Errors
/// As every read.
pub async fn queue(store: &Store, event: EventId) -> Result<Vec<Waiting>> {
    store.under(QUEUE, &[&event.to_string()]).await
}

/// A registration.
///
/// # Errors
/// As every read.
pub async fn registration(store: &Store, event: EventId, number: u32) -> Result<Option<Registration>> {
    store.get(REGISTRATION, key(event, number)).await
}

/// The registrations with these numbers, in no order; unknown ones are left out.
///
/// # Errors
/// As every read.
pub async fn some(store: &Store, event: EventId, numbers: &[u32]) -> Result<Vec<Registration>> {
    let keys: Vec<Key> = numbers.iter().map(|number| key(event, *number)).collect();
    store.get_all(REGISTRATION, &keys).await
}

/// All registrations of a course, in order of arrival.
///
/// # Errors
/// As every read.
pub async fn registrations(store: &Store, event: EventId) -> Result<Vec<Registration>> {
    store.under(REGISTRATION, &[&event.to_string()]).await
}

/// That somebody of a service of a municipality was at a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitRow {
    /// Which course.
    pub event: EventId,
    /// The municipality's code when they registered.
    pub municipality: String,
    /// Which service.
    pub service: ServiceKind,
}

/// Each service of each municipality once for each course that somebody from there was at; no names and no numbers.
///
/// # Errors
/// As every read.
pub async fn visits(store: &Store) -> Result<Vec<VisitRow>> {
    store
        .list(
            "SELECT event, municipality, service FROM registration WHERE object::len(presence) > 0 \
             GROUP BY event, municipality, service",
        )
        .await
}

/// The registrations of a course with numbers from the first to the last, in order.
///
/// # Errors
/// As every read.
pub async fn numbered(store: &Store, event: EventId, first: u32, last: u32) -> Result<Vec<Registration>> {
    let (event, first, last) = (event.to_string(), format!("{first:06}"), format!("{last:06}"));
    store.between(REGISTRATION, &[&event, &first], &[&event, &last]).await
}

/// The registrations in which a mail address stands, of any course, in no order. It looks through all of them: for what is asked for
/// seldom.
///
/// # Errors
/// As every read.
pub async fn of_email(store: &Store, email: &str) -> Result<Vec<Registration>> {
    let query = Query::new("SELECT * FROM registration WHERE contact.email = $email OR $email IN colleagues.email");
    store.list(query.bind("email", email)).await
}

/// Whether a mail address stands in any registration.
///
/// # Errors
/// As every read.
pub async fn knows_email(store: &Store, email: &str) -> Result<bool> {
    #[derive(Deserialize)]
    struct Row {
        #[expect(dead_code, reason = "that there is a row is the answer")]
        number: u32,
    }
    let query = Query::new(
        "SELECT number FROM registration WHERE contact.email = $email OR $email IN colleagues.email LIMIT 1",
    );
    let found: Vec<Row> = store.list(query.bind("email", email)).await?;
    Ok(!found.is_empty())
}

/// The numbers under which these mail addresses are registered in a way, in no order.
///
/// # Errors
/// As every read.
pub async fn numbers_of(store: &Store, event: EventId, people: &[(Kind, String)]) -> Result<Vec<(Key, u32)>> {
    #[derive(Deserialize)]
    struct Row {
        id: Key,
        number: u32,
    }
    let keys: Vec<Key> = people
        .iter()
        .map(|(kind, email)| person_key(event, *kind, email))
        .collect();
    let rows: Vec<Row> = store.get_all(PERSON, &keys).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.number)).collect())
}

/// Registrations whose seat lapses at `now` or before, the first ones first.
///
/// # Errors
/// As every read.
pub async fn due(store: &Store, now: Timestamp) -> Result<Vec<Named>> {
    store.between(DUE, &[""], &[&instant::text(now)]).await
}

/// The certificates with these codes, in no order.
///
/// # Errors
/// As every read.
pub async fn certificates(store: &Store, codes: &[CertificateCode]) -> Result<Vec<Certificate>> {
    let keys: Vec<Key> = codes.iter().map(|code| Key::from(code.as_str())).collect();
    store.get_all(CERTIFICATE, &keys).await
}

/// The certificate with this code.
///
/// # Errors
/// As every read.
pub async fn certificate(store: &Store, code: &CertificateCode) -> Result<Option<Certificate>> {
    store.get(CERTIFICATE, code.as_str()).await
}

/// Writes new certificates.
pub fn give(tx: &mut Tx, certificates: &[Certificate]) {
    tx.create_all(CERTIFICATE, certificates.iter().map(|one| (one.code.as_str(), one)));
}

/// Writes a certificate over the version it was loaded with.
pub fn save_certificate(tx: &mut Tx, before: &Certificate, after: &Certificate) {
    tx.update_versioned(CERTIFICATE, after.code.as_str(), before.version, after);
}

/// A course whose certificates have been given when it ended at an instant.
#[derive(Serialize, Deserialize)]
struct CertifiedRow {
    event: EventId,
    #[serde(with = "crate::instant")]
    ends: Timestamp,
}

/// Of these courses those whose certificates have been given, with the end that they had then.
///
/// # Errors
/// As every read.
pub async fn certified(store: &Store, events: &[EventId]) -> Result<HashMap<EventId, Timestamp>> {
    let keys: Vec<Key> = events.iter().map(|event| Key::One(event.to_string())).collect();
    let rows: Vec<CertifiedRow> = store.get_all(CERTIFIED, &keys).await?;
    Ok(rows.into_iter().map(|row| (row.event, row.ends)).collect())
}

/// Notes that the certificates of a course which ends at an instant have been given.
pub fn note_certified(tx: &mut Tx, event: EventId, ends: Timestamp) {
    tx.put(CERTIFIED, event.to_string(), &CertifiedRow { event, ends });
}

#[derive(Serialize, Deserialize)]
struct EvaluationRow {
    event: EventId,
    phase: Phase,
    #[serde(flatten)]
    said: Evaluation,
}

/// The guard of what is said of a course at one time: read it before, commit with it.
///
/// # Errors
/// As every read.
pub async fn evaluation_guard(store: &Store, event: EventId, phase: Phase) -> Result<Guard> {
    store.guard(EVALUATION, evaluation_key(event, phase)).await
}

/// What was said of a course at one time; nothing where nobody has answered.
///
/// # Errors
/// As every read.
pub async fn evaluation(store: &Store, event: EventId, phase: Phase) -> Result<Evaluation> {
    let row: Option<EvaluationRow> = store.get(EVALUATION, evaluation_key(event, phase)).await?;
    Ok(row.map(|row| row.said).unwrap_or_default())
}

/// All that was said of a course, by when.
///
/// # Errors
/// As every read.
pub async fn evaluations(store: &Store, event: EventId) -> Result<HashMap<Phase, Evaluation>> {
    let rows: Vec<EvaluationRow> = store.under(EVALUATION, &[&event.to_string()]).await?;
    Ok(rows.into_iter().map(|row| (row.phase, row.said)).collect())
}

/// Writes what was said. Commit with the [`evaluation_guard`] that was read before it.
pub fn put_evaluation(tx: &mut Tx, event: EventId, phase: Phase, said: &Evaluation) {
    let said = said.clone();
    tx.put(
        EVALUATION,
        evaluation_key(event, phase),
        &EvaluationRow { event, phase, said },
    );
}

/// The key of what is said of a course at one time.
pub(crate) fn evaluation_key(event: EventId, phase: Phase) -> Key {
    Key::from([event.to_string(), phase.name().to_owned()])
}

/// Writes a new course, its empty book and what happens in its parts.
pub fn create(tx: &mut Tx, event: &CourseEvent, plans: &PartPlans) {
    tx.create(EVENT, event.id.to_string(), event)
        .create(BOOK, event.id.to_string(), &Count::default());
    part_plans::create(tx, plans);
    agenda::save(tx, &[], &entries_of(event));
}

/// Writes a course over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &CourseEvent, after: &CourseEvent) {
    tx.update_versioned(EVENT, after.id.to_string(), before.version, after);
    agenda::save(tx, &entries_of(before), &entries_of(after));
}

/// The entries in the calendars of those who hold a course, one a part; those of one that is cancelled stay visible there.
pub fn entries_of(event: &CourseEvent) -> Vec<AgendaRow> {
    let people: BTreeSet<PersonId> = event.adviser.into_iter().chain([event.planned_by]).collect();
    let state = match event.lifecycle {
        Lifecycle::Draft => "draft",
        Lifecycle::Published { .. } => "published",
        Lifecycle::Cancelled { .. } => "cancelled",
    };
    let entry = |person: PersonId, number: u8, slot: &Occasion| AgendaRow {
        person,
        kind: AgendaKind::Course,
        activity: event.id.to_string(),
        number,
        slot: *slot,
        title: event.title.to_string(),
        theme: String::new(),
        unit: None,
        room: event.place.to_string(),
        co_leader: String::new(),
        state: state.to_owned(),
        sequence: event.calendar.sequence,
        changed_at: event.calendar.changed_at,
    };
    let of = |person: PersonId| {
        let parts = (1_u8..).zip(&event.parts);
        parts
            .map(move |(number, slot)| entry(person, number, slot))
            .collect::<Vec<_>>()
    };
    people.into_iter().flat_map(of).collect()
}

/// Writes the book. The guard has to be in the same transaction.
pub fn count(tx: &mut Tx, event: EventId, count: Count) {
    tx.replace(BOOK, event.to_string(), &count);
}

/// Writes new registrations with what they are found by.
pub fn enter(tx: &mut Tx, new: &[Registration]) {
    tx.create_all(REGISTRATION, new.iter().map(|one| (key_of(one), one)));
    tx.create_all(
        PERSON,
        new.iter()
            .map(|one| (person_key_of(one), NumberRow { number: one.number })),
    );
    tx.create_all(
        QUEUE,
        new.iter()
            .filter(|one| one.state.waits())
            .map(|one| (key_of(one), waiting(one))),
    );
    tx.create_all(DUE, new.iter().filter_map(|one| Some((due_key(one)?, named(one)))));
}

/// Writes changed registrations over the versions they were loaded with, and what they are found by.
pub fn change(tx: &mut Tx, changed: &[(Registration, Registration)]) {
    tx.update_all_versioned(
        REGISTRATION,
        changed
            .iter()
            .map(|(before, after)| (key_of(after), before.version, after)),
    );
    // What goes makes room for what comes: an address that one gives up, another may take in the same change.
    for (before, after) in changed {
        if before.state.waits() && !after.state.waits() {
            tx.delete(QUEUE, key_of(after));
        }
        if let Some(old) = found_by(before).filter(|old| Some(old) != found_by(after).as_ref()) {
            tx.delete(PERSON, old);
        }
        if let Some(old) = due_key(before).filter(|old| Some(old) != due_key(after).as_ref()) {
            tx.delete(DUE, old);
        }
    }
    for (before, after) in changed {
        let waits_anew = !before.state.waits() || before.party() != after.party();
        if after.state.waits() && waits_anew {
            tx.put(QUEUE, key_of(after), &waiting(after));
        }
        if let Some(new) = found_by(after).filter(|new| Some(new) != found_by(before).as_ref()) {
            tx.create(PERSON, new, &NumberRow { number: after.number });
        }
        if let Some(new) = due_key(after).filter(|new| Some(new) != due_key(before).as_ref()) {
            tx.create(DUE, new, &named(after));
        }
    }
}

/// The key under which the address of a registration that has not ended is found.
fn found_by(one: &Registration) -> Option<Key> {
    (!one.state.has_ended()).then(|| person_key_of(one))
}

/// The key of a mail address: nobody registers twice for one course in the same way.
pub fn person_key(event: EventId, kind: Kind, email: &str) -> Key {
    Key::from([event.to_string(), kind.name().to_owned(), email.to_owned()])
}

/// The key of a registration.
pub fn key(event: EventId, number: u32) -> Key {
    Key::from([event.to_string(), format!("{number:06}")])
}

fn key_of(one: &Registration) -> Key {
    key(one.event, one.number)
}

fn person_key_of(one: &Registration) -> Key {
    person_key(one.event, one.given.kind, one.given.contact.email.as_str())
}

pub(crate) fn waiting(one: &Registration) -> Waiting {
    Waiting {
        number: one.number,
        party: one.party(),
    }
}

const fn named(one: &Registration) -> Named {
    Named {
        event: one.event,
        number: one.number,
    }
}

fn due_key(one: &Registration) -> Option<Key> {
    let until = match one.state {
        State::Held { until } | State::Offered { until } | State::Asked { until } => until,
        State::Confirmed | State::Waiting | State::Ended { .. } => return None,
    };
    let number = format!("{:06}", one.number);
    Some(Key::from([instant::text(until), one.event.to_string(), number]))
}

/// Takes registrations away for good, with what they are found by.
pub fn forget(tx: &mut Tx, old: &[Registration]) {
    for one in old {
        tx.delete(REGISTRATION, key_of(one));
        if one.state.waits() {
            tx.delete(QUEUE, key_of(one));
        }
        if !one.state.has_ended() {
            tx.delete(PERSON, person_key_of(one));
        }
        if let Some(due) = due_key(one) {
            tx.delete(DUE, due);
        }
        for given in one.certificates.values() {
            tx.delete(CERTIFICATE, given.code.as_str());
        }
    }
}

/// Writes a course with those who have registered, as they stand: for a store that is being filled.
pub fn seed(tx: &mut Tx, event: &CourseEvent, plans: &PartPlans, registrations: &[Registration]) {
    let seated = registrations.iter().filter(|one| one.state.has_seat());
    let mut count = Count {
        waiting: u32::try_from(registrations.iter().filter(|one| one.state.waits()).count()).unwrap_or(u32::MAX),
        last: registrations.iter().map(|one| one.number).max().unwrap_or_default(),
        ..Count::default()
    };
    count.recount(seated.map(Registration::party));
    create(tx, event, plans);
    self::count(tx, event.id, count);
    enter(tx, registrations);
}
