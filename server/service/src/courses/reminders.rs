//! Mails that time brings: reminders before a course, and what is asked after it.

use std::sync::Arc;

use domain::courses::mails::{Reminder, reminders};
use domain::courses::{Book, CourseEvent, Notice, Registration, State, school_days_after};
use domain::ids::EventId;
use jiff::Timestamp;
use store::courses as rows;
use store::{StoreError, Tx};

use super::ask::Ask;
use super::desk;
use super::telling::{Told, queue_all, told_to_all};
use crate::ServiceError;
use crate::ctx::Services;

/// Under whose name the receipts of reminders stand.
pub(super) const REMINDERS: &str = "reminders";
/// Working days after which a leader who has not answered is asked once more (domain brief, 5).
const LEADER_WORKING_DAYS: u32 = 3;

/// Queues the mails that time brings, once each: reminders before a course, and what is asked after it. Says how many.
///
/// # Errors
/// `Unavailable`.
pub async fn remind(services: &Arc<Services>) -> Result<usize, ServiceError> {
    let now = services.clock.now();
    let mut queued = 0;
    for event in rows::events(&services.store).await? {
        if event.quotas.is_some() {
            // The others are looked after all the same.
            if let Err(error) = release(services, &event, now).await {
                let told = &error as &dyn std::error::Error;
                tracing::error!(event = %event.id, error = told, "kept seats were not given on");
            }
        }
        for due in reminders(&event).into_iter().filter(|one| one.is_due(now)) {
            queued += remind_of(services, &event, due, now).await?;
        }
        if event.asks_leader && event.opening().gives_on && now < event.opening().starts {
            queued += remind_leaders(services, &event, now).await?;
        }
    }
    Ok(queued)
}

/// Gives on the seats that were kept, when the day has come from which they are for all.
async fn release(services: &Arc<Services>, event: &CourseEvent, now: Timestamp) -> Result<(), ServiceError> {
    let opening = event.opening();
    if now < opening.kept_until || opening.is_frozen(now) {
        return Ok(());
    }
    let book = Book {
        opening,
        count: rows::book(&services.store, event.id).await?,
        queue: rows::queue(&services.store, event.id).await?,
    };
    if book.owes_a_seat(now) {
        desk::ask(services, event.id, Ask::Release).await?;
    }
    Ok(())
}

async fn remind_of(
    services: &Services,
    event: &CourseEvent,
    due: Reminder,
    now: Timestamp,
) -> Result<usize, ServiceError> {
    let name = receipt_name(event.id, due);
    if services.store.receipt::<usize>(REMINDERS, &name).await?.is_some() {
        return Ok(0);
    }
    let mut reminded = receivers(&rows::registrations(&services.store, event.id).await?, due.notice);
    reminded.iter_mut().for_each(|told| told.of = Some(due.tag()));
    let many = reminded.len();
    let mut tx = Tx::new();
    queue_all(&mut tx, event, reminded, now);
    tx.receipt(REMINDERS, &name, &many, now);
    match services.store.commit(tx).await {
        Ok(()) => Ok(many),
        // Another process was quicker.
        Err(StoreError::Repeated | StoreError::Conflict) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// The name of the receipt of a reminder that has been queued.
pub(super) fn receipt_name(event: EventId, reminder: Reminder) -> String {
    format!("{event}.{}.{}", reminder.notice.name(), reminder.tag())
}

/// Who gets a reminder.
pub(super) fn receivers(all: &[Registration], notice: Notice) -> Vec<Told> {
    let seated = || all.iter().filter(|one| one.state == State::Confirmed);
    // Where it was ticked who came, those are asked who did.
    let is_ticked = notice.asks_how_it_was() && seated().any(|one| one.presence.has_anybody());
    seated()
        .filter(|one| !is_ticked || one.presence.has_anybody())
        .flat_map(|one| told_to_all(one, notice))
        .collect()
}

/// When a leader who has not answered is asked once more; none where nobody is asked.
pub(super) fn leader_asked_again(one: &Registration) -> Option<Timestamp> {
    let is_open = !one.state.has_ended() && one.state != State::Confirmed;
    let asked_at = one.asked_at.filter(|_| is_open && one.awaits_leader())?;
    Some(school_days_after(asked_at, LEADER_WORKING_DAYS))
}

/// The name of the receipt of a leader who was asked twice.
pub(super) fn leader_receipt(event: EventId, number: u32) -> String {
    format!("{event}.{number}.leader")
}

/// Asks leaders once more who have not answered for three working days. The name of the mail keeps it from being sent twice; which have been
/// asked twice is remembered, so that the queue is not asked each minute.
async fn remind_leaders(services: &Services, event: &CourseEvent, now: Timestamp) -> Result<usize, ServiceError> {
    let mut all = rows::registrations(&services.store, event.id).await?;
    all.retain(|one| leader_asked_again(one).is_some_and(|at| at <= now));
    let key = |number: u32| leader_receipt(event.id, number);
    let keys: Vec<String> = all.iter().map(|one| key(one.number)).collect();
    let known = services.store.receipts_of::<bool>(REMINDERS, &keys).await?;
    all.retain(|one| !known.iter().any(|(name, _)| *name == key(one.number)));
    if all.is_empty() {
        return Ok(0);
    }
    let mut tx = Tx::new();
    let reminded: Vec<Told> = all
        .iter()
        .flat_map(|one| told_to_all(one, Notice::LeaderAgain))
        .collect();
    queue_all(&mut tx, event, reminded, now);
    let asked_twice = all.iter().map(|one| (key(one.number), true));
    tx.receipts(REMINDERS, asked_twice.collect::<Vec<_>>(), now);
    match services.store.commit(tx).await {
        Ok(()) => Ok(all.len()),
        // Another process was quicker.
        Err(StoreError::Repeated | StoreError::Conflict) => Ok(0),
        Err(error) => Err(error.into()),
    }
}
