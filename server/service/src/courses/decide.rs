//! What is decided at the desk, and what is written of it: book, registrations, receipts, mails and the trail, in one transaction.

mod amend;
mod come;

use std::collections::{BTreeMap, HashMap};

use domain::courses::{
    Book, CourseEvent, GroupPolicy, Kind, NewRegistration, Notice, Opening, Party, Placing, Presence, Registration,
    State, Step, StepError,
};
use domain::ids::EventId;
use domain::text::ShortText;
use jiff::Timestamp;
use serde::Serialize;
use store::courses::{self as rows, BOOK, REGISTRATION};
use store::{AuditEntry, Key, Tx};

use super::ask::{Answer, Ask, Change};
use super::certificates::{self, Issuer};
use super::telling::{Told, queue_all, told_to_all};
use crate::ServiceError;
use crate::ctx::Services;
use crate::mail::To;

/// Who writes the receipts of those without an account.
pub(super) const ANYBODY: &str = "registrant";

/// Who of a registration is told.
#[derive(Debug, Clone)]
enum Whom {
    /// All whom it concerns.
    All,
    /// One alone.
    One(To),
}

/// The state of things while a batch is decided.
struct Table {
    event: CourseEvent,
    opening: Opening,
    book: Book,
    /// As read, none for a new one; and as it will be written.
    registrations: BTreeMap<u32, (Option<Registration>, Registration)>,
    /// Numbers by way and address.
    people: HashMap<(Kind, String), u32>,
    notices: Vec<(u32, Notice, Whom)>,
    trail: Vec<AuditEntry>,
    now: Timestamp,
}

/// Decides all that is asked, one after another, and gives what is to be committed with an answer for each.
///
/// # Errors
/// `NotFound` for an unknown event; `Unavailable`. What is refused to one is that one's answer.
pub(super) async fn all(
    services: &Services,
    event: EventId,
    asks: &[Ask],
) -> Result<(Tx, Vec<Result<Answer, ServiceError>>), ServiceError> {
    let guard = services.store.guard(BOOK, event.to_string()).await?;
    let mut tx = Tx::new();
    // First of all: who decided on the same book has also given the same number.
    tx.guard(&guard);
    let answers = decided(services, event, asks, &mut tx).await?;
    Ok((tx, answers))
}

/// The same without the guard: what the race test shows that it is for.
pub(super) async fn decided(
    services: &Services,
    event: EventId,
    asks: &[Ask],
    tx: &mut Tx,
) -> Result<Vec<Result<Answer, ServiceError>>, ServiceError> {
    let now = services.clock.now();
    let known = known_answers(services, asks).await?;
    let mut table = laid(services, event, asks, now).await?;
    if table.event.quotas.is_some() {
        // From the day on what was kept is for all: those who wait come first.
        move_up(services, &mut table).await?;
    }
    let mut answers = Vec::with_capacity(asks.len());
    let mut receipts: Vec<(String, Answer)> = Vec::new();
    for ask in asks {
        let before = ask.key().and_then(|key| {
            let same = |(of, _): &&(String, Answer)| of == key;
            known
                .get(key)
                .or_else(|| receipts.iter().find(same).map(|(_, answer)| answer))
        });
        let answer = match before {
            Some(first) => Ok(first.clone()),
            None => table.decide(ask),
        };
        if let (None, Some(key), Ok(answer)) = (before, ask.key(), &answer) {
            receipts.push((key.clone(), answer.clone()));
        }
        answers.push(answer);
    }
    move_up(services, &mut table).await?;
    if table.opening.ended_by(now) {
        settle(services, &mut table, tx).await?;
    }
    table.write_into(tx, receipts);
    Ok(answers)
}

/// Seats that a change of the event has made free, and what its participants have to hear: added to the event's own transaction.
///
/// # Errors
/// `Unavailable`.
pub(super) async fn follow(
    services: &Services,
    tx: &mut Tx,
    (before, after): (&CourseEvent, &CourseEvent),
    tell: Option<Notice>,
) -> Result<(), ServiceError> {
    let now = services.clock.now();
    let mut table = Table::new(services, after.clone(), now).await?;
    table.book.queue = rows::queue(&services.store, after.id).await?;
    if before.quotas != after.quotas {
        table.count_anew(rows::registrations(&services.store, after.id).await?);
    }
    if before.asks_leader && !after.asks_leader {
        table.ask_no_more(rows::registrations(&services.store, after.id).await?);
    }
    if let Some(notice) = tell {
        for one in rows::registrations(&services.store, after.id).await? {
            if one.state.has_seat() || (notice == Notice::Cancelled && !one.state.has_ended()) {
                table.notices.push((one.number, notice, Whom::All));
                table
                    .registrations
                    .entry(one.number)
                    .or_insert_with(|| (Some(one.clone()), one));
            }
        }
    }
    if table.opening.is_open {
        move_up(services, &mut table).await?;
    }
    table.write_into(tx, Vec::new());
    Ok(())
}

async fn known_answers(services: &Services, asks: &[Ask]) -> Result<HashMap<String, Answer>, ServiceError> {
    let keys: Vec<String> = asks.iter().filter_map(Ask::key).cloned().collect();
    let known = services.store.receipts_of(ANYBODY, &keys).await?;
    Ok(known.into_iter().collect())
}

/// Everything that the decisions rest on.
async fn laid(services: &Services, event: EventId, asks: &[Ask], now: Timestamp) -> Result<Table, ServiceError> {
    let store = &services.store;
    let event = rows::event(store, event).await?.ok_or(ServiceError::NotFound)?;
    let mut table = Table::new(services, event, now).await?;
    let id = table.event.id;
    if asks
        .iter()
        .any(|ask| matches!(ask, Ask::Come { .. } | Ask::WalkIn { .. }))
    {
        // Whoever comes may have been registered by another, under the other's address.
        table.lay_all(rows::registrations(store, id).await?);
        return Ok(table);
    }
    let mut people = Vec::new();
    let mut numbers = Vec::new();
    for ask in asks {
        match ask {
            Ask::Enter { new, .. }
            | Ask::Amend {
                change: Change::Whole(new, _),
                ..
            } => people.push((new.kind, new.contact.email.to_string())),
            Ask::Amend {
                change: Change::Substitute(who),
                ..
            } => people.push((Kind::One, who.email.to_string())),
            Ask::Take { .. } | Ask::Release | Ask::Attend { .. } | Ask::Come { .. } | Ask::WalkIn { .. } => {}
        }
        numbers.extend(ask.number());
    }
    let found: HashMap<Key, u32> = rows::numbers_of(store, id, &people).await?.into_iter().collect();
    for (kind, email) in people {
        if let Some(number) = found.get(&rows::person_key(id, kind, &email)) {
            table.people.insert((kind, email), *number);
            numbers.push(*number);
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    for one in rows::some(store, id, &numbers).await? {
        table.registrations.insert(one.number, (Some(one.clone()), one));
    }
    // Who leaves or is moved has to know the queue, and who comes where somebody may stand before them.
    let waits = table.book.count.waiting > 0;
    let matters = table.opening.group_policy == GroupPolicy::HoldPlace || table.event.quotas.is_some();
    let leaves = asks
        .iter()
        .any(|ask| ask.number().is_some() || matches!(ask, Ask::Release));
    if leaves || (waits && matters) {
        table.book.queue = rows::queue(store, id).await?;
    }
    Ok(table)
}

/// Those who get the seats that are free now.
async fn move_up(services: &Services, table: &mut Table) -> Result<(), ServiceError> {
    let moved = table.book.move_up(table.now);
    let unread: Vec<u32> = moved
        .iter()
        .map(|one| one.number)
        .filter(|number| !table.registrations.contains_key(number))
        .collect();
    for one in rows::some(&services.store, table.event.id, &unread).await? {
        table.registrations.insert(one.number, (Some(one.clone()), one));
    }
    for one in moved {
        // The book has it seated already; only one whose row is gone could refuse.
        if let Err(error) = table.step(one.number, Step::MoveUp, None, "desk") {
            tracing::error!(number = one.number, %error, "somebody who waits could not be moved up");
        }
    }
    Ok(())
}

/// Certificates follow the ticks of a course that is over at once.
async fn settle(services: &Services, table: &mut Table, tx: &mut Tx) -> Result<(), ServiceError> {
    let has_changed = |(before, after): &(Option<Registration>, Registration)| before.as_ref() != Some(after);
    let changed = table.registrations.values().filter(|both| has_changed(both));
    let changed: Vec<Registration> = changed.map(|(_, after)| after.clone()).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let issuer = Issuer::of(services, &table.event).await?;
    let held = certificates::held(services, &changed).await?;
    for one in changed {
        let (_, after) = issuer.settle(tx, &table.event, &one, &held, "desk");
        if let Some((_, stands)) = table.registrations.get_mut(&one.number) {
            *stands = after;
        }
    }
    Ok(())
}

impl Table {
    async fn new(services: &Services, event: CourseEvent, now: Timestamp) -> Result<Self, ServiceError> {
        let count = rows::book(&services.store, event.id).await?;
        let opening = event.opening();
        Ok(Self {
            book: Book {
                opening,
                count,
                queue: Vec::new(),
            },
            opening,
            event,
            registrations: BTreeMap::new(),
            people: HashMap::new(),
            notices: Vec::new(),
            trail: Vec::new(),
            now,
        })
    }

    fn decide(&mut self, ask: &Ask) -> Result<Answer, ServiceError> {
        match ask {
            Ask::Enter { new, .. } => self.enter(new),
            Ask::Take { number, step, over, by } => self.take(*number, *step, over.as_ref(), by),
            Ask::Amend { number, change } => self.amend(*number, change),
            // Whoever waits is moved up when all have been heard.
            Ask::Release => Ok(Answer::Done),
            Ask::Attend { number, part, said, by } => self.attend(*number, *part, *said, by),
            Ask::Come { part, email } => self.come(*part, email),
            Ask::WalkIn { part, new, .. } => self.walk_in(*part, new),
        }
    }

    /// What somebody takes of the seats.
    fn party(&self, new: &NewRegistration) -> Party {
        Party {
            seats: u32::from(new.seats.get()),
            quota: self.event.quota_of(new),
        }
    }

    fn enter(&mut self, new: &NewRegistration) -> Result<Answer, ServiceError> {
        if !self.opening.takes_registrations(self.now) {
            return Err(ServiceError::Rule("registration_closed"));
        }
        let person = (new.kind, new.contact.email.to_string());
        if let Some(number) = self.people.get(&person) {
            // Whoever reads the mail is led to the registration; whoever typed the address learns nothing of it.
            let notice = self.registrations.get(number).and_then(|(_, one)| again(one.state));
            self.notices
                .extend(notice.map(|notice| (*number, notice, Whom::One(To::Contact))));
            return Ok(Answer::Known);
        }
        let party = self.party(new);
        let (number, placing) = self.book.enter(party, self.now);
        let (state, notice) = match placing {
            Placing::Seated => (State::held(&self.opening, self.now), Notice::Held),
            Placing::Waits => (State::Waiting, Notice::Waiting),
        };
        let mut registration = Registration::entered(self.event.id, number, new.clone(), state, self.now);
        registration.quota = party.quota;
        self.people.insert(person, number);
        self.note(ANYBODY, "registration.enter", &registration);
        self.registrations.insert(number, (None, registration));
        self.notices.push((number, notice, Whom::All));
        Ok(Answer::Entered {
            number,
            seated: placing == Placing::Seated,
        })
    }

    fn take(&mut self, number: u32, step: Step, over: Option<&ShortText>, by: &str) -> Result<Answer, ServiceError> {
        let Some((_, one)) = self.registrations.get(&number) else {
            return Err(ServiceError::NotFound);
        };
        let (before, party) = (one.state, one.party());
        // Seats that are kept for others are an organiser's to give.
        let free = self.book.free();
        if step == Step::SeatOver && !self.opening.gives_on {
            return Err(ServiceError::Rule("registration_not_now"));
        }
        if step == Step::SeatOver && party.seats > free && over.is_none_or(|reason| reason.as_str().is_empty()) {
            return Err(ServiceError::field("reason", domain::issue::IssueCode::Required));
        }
        let is_over = step == Step::SeatOver && party.seats > free;
        self.step(number, step, over.filter(|_| is_over), by).map_err(refused)?;
        let after = self.registrations.get(&number).map_or(before, |(_, one)| one.state);
        match (before, after) {
            (before, after) if before.has_seat() && after.has_ended() => self.book.give_back(party),
            (State::Waiting, after) if after.has_ended() => self.book.leave_queue(number),
            (State::Waiting, after) if after.has_seat() => self.book.seat_over(number, party),
            _ => {}
        }
        if after.has_ended() {
            // They may come again, as the last.
            self.people.retain(|_, known| *known != number);
        }
        Ok(Answer::Done)
    }

    /// Changes a registration and notes what is told of it; the book is the caller's.
    fn step(&mut self, number: u32, step: Step, over: Option<&ShortText>, by: &str) -> Result<(), StepError> {
        let Some((_, one)) = self.registrations.get_mut(&number) else {
            return Err(StepError::NotNow);
        };
        let (mut next, notices) = one.after(step, &self.opening, self.now)?;
        if let Some(reason) = over {
            next.over = Some(reason.clone());
        }
        *one = next.clone();
        let action = match step {
            Step::Confirm => "registration.confirm",
            Step::Approve => "registration.approve",
            Step::Decline => "registration.decline",
            Step::Withdraw => "registration.withdraw",
            Step::Remove => "registration.remove",
            Step::Lapse => "registration.lapse",
            Step::MoveUp => "registration.move_up",
            Step::SeatOver => "registration.seat_over",
        };
        self.note(by, action, &next);
        self.notices
            .extend(notices.into_iter().map(|notice| (number, notice, Whom::All)));
        Ok(())
    }

    /// The trail says what happened to which number, never who it is: names are taken away with their rows, and the trail stays.
    fn note(&mut self, by: &str, action: &str, one: &Registration) {
        #[derive(Serialize)]
        struct Told<'a> {
            state: &'a State,
            seats: u32,
            over: Option<&'a ShortText>,
            presence: &'a Presence,
        }
        let told = Told {
            state: &one.state,
            seats: one.seats(),
            over: one.over.as_ref(),
            presence: &one.presence,
        };
        let entry = AuditEntry::new(
            by.to_owned(),
            action,
            REGISTRATION,
            rows::key(one.event, one.number),
            self.now,
        );
        self.trail.push(entry.after(&told));
    }

    fn write_into(self, tx: &mut Tx, receipts: Vec<(String, Answer)>) {
        let now = self.now;
        let mut new = Vec::new();
        let mut changed = Vec::new();
        let mut stand: BTreeMap<u32, Registration> = BTreeMap::new();
        for (before, after) in self.registrations.into_values() {
            let version = match &before {
                None => 1,
                // Several steps in one batch are one change of the row.
                Some(before) if *before != after => before.version + 1,
                Some(before) => before.version,
            };
            let after = Registration { version, ..after };
            stand.insert(after.number, after.clone());
            match before {
                None => new.push(after),
                Some(before) if before != after => changed.push((before, after)),
                Some(_) => {}
            }
        }
        // Named by the version that is written, so that no later mail has the same name.
        let mut mails = Vec::new();
        for (number, notice, whom) in self.notices {
            let Some(one) = stand.get(&number) else { continue };
            match whom {
                Whom::All => mails.extend(told_to_all(one, notice)),
                Whom::One(to) => mails.push(Told {
                    one: one.clone(),
                    notice,
                    to,
                    of: None,
                }),
            }
        }
        if !new.is_empty() || !changed.is_empty() {
            rows::count(tx, self.event.id, self.book.count);
        }
        // An address is free again before somebody new may have it.
        rows::change(tx, &changed);
        rows::enter(tx, &new);
        tx.receipts(ANYBODY, receipts, now);
        queue_all(tx, &self.event, mails, now);
        tx.audit_all(self.trail);
    }
}

/// What is mailed again to somebody who registers a second time.
const fn again(state: State) -> Option<Notice> {
    match state {
        State::Held { .. } => Some(Notice::Held),
        State::Confirmed => Some(Notice::Confirmed),
        State::Waiting => Some(Notice::Waiting),
        State::Offered { .. } => Some(Notice::Offered),
        State::Asked { .. } => Some(Notice::Asked),
        State::Ended { .. } => None,
    }
}

fn refused(error: StepError) -> ServiceError {
    ServiceError::Rule(match error {
        StepError::Ended => "registration_ended",
        StepError::TooLate => "registration_too_late",
        StepError::NotNow => "registration_not_now",
    })
}
