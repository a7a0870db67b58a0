//! Mails that time brings: reminders before a course, and what is asked after it.

use std::sync::Arc;

use domain::courses::evaluation::{LATER_DAYS, Phase};
use domain::courses::{Book, CourseEvent, Lifecycle, Notice, State, school_days_after};
use domain::time::length::ToLength as _;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use store::courses as rows;
use store::{StoreError, Tx};

use super::decide::Ask;
use super::desk;
use super::letters::{Told, queue_all, told_to_all};
use crate::ServiceError;
use crate::ctx::Services;

/// How long before it begins those on video are reminded.
const SOON: SignedDuration = SignedDuration::from_hours(2);
/// Working days after which a leader who has not answered is asked once more (domain brief, 5).
const LEADER_WORKING_DAYS: u32 = 3;
/// The hour of the morning from which reminders go out.
const REMINDERS_FROM_HOUR: i8 = 7;

/// Queues the mails that time brings, once each: reminders before a course, and what is asked after it. Says how many.
///
/// # Errors
/// `Unavailable`.
pub async fn remind(services: &Arc<Services>) -> Result<usize, ServiceError> {
    let now = services.clock.now();
    let there = services.clock.local();
    let mut queued = 0;
    for event in rows::events(&services.store).await? {
        if event.quotas.is_some() {
            // The others are looked after all the same.
            if let Err(error) = release(services, &event, now).await {
                let told = &error as &dyn std::error::Error;
                tracing::error!(event = %event.id, error = told, "kept seats were not given on");
            }
        }
        for notice in due(&event, now, there) {
            queued += remind_of(services, &event, notice, now).await?;
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

/// What participants of a course are to hear at an instant. What a server that stood still has missed is told for two days more, where it
/// is still of use then.
fn due(event: &CourseEvent, now: Timestamp, there: DateTime) -> Vec<Notice> {
    let (Some(first), Some(last)) = (event.first(), event.last_day()) else {
        return Vec::new();
    };
    if !matches!(event.lifecycle, Lifecycle::Published { .. }) {
        return Vec::new();
    }
    let today = there.date();
    let is_morning = there.time().hour() >= REMINDERS_FROM_HOUR;
    let opening = event.opening();
    let in_days = |days: i64| is_morning && first.date == today.saturating_add(days.days());
    let days_since = |days: i64| {
        let from = last.saturating_add(days.days());
        (from..=from.saturating_add(2.days())).contains(&today)
    };
    let is_soon = (opening.starts - SOON..opening.starts).contains(&now);
    [
        (Notice::Week, in_days(7)),
        (Notice::Tomorrow, in_days(1)),
        (Notice::Soon, event.format.has_video() && is_soon),
        (Notice::Evaluation, opening.ended_by(now) && days_since(0)),
        (Notice::EvaluationAgain, is_morning && days_since(5)),
        (
            Notice::Later,
            is_morning && event.asks(Phase::Later, now) && days_since(LATER_DAYS),
        ),
    ]
    .into_iter()
    .filter_map(|(notice, is_due)| is_due.then_some(notice))
    .collect()
}

async fn remind_of(
    services: &Services,
    event: &CourseEvent,
    notice: Notice,
    now: Timestamp,
) -> Result<usize, ServiceError> {
    let day = match notice.asks_how_it_was() {
        true => event.last_day(),
        false => event.first().map(|part| part.date),
    };
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let name = format!("{}.{}.{day}", event.id, notice.name());
    if services.store.receipt::<usize>("reminders", &name).await?.is_some() {
        return Ok(0);
    }
    let mut all = rows::registrations(&services.store, event.id).await?;
    all.retain(|one| one.state == State::Confirmed);
    if notice.asks_how_it_was() && all.iter().any(|one| one.presence.has_anybody()) {
        // Where it was ticked who came, those are asked who did.
        all.retain(|one| one.presence.has_anybody());
    }
    let reminded: Vec<Told> = all.iter().flat_map(|one| told_to_all(one, notice)).collect();
    let many = reminded.len();
    let mut tx = Tx::new();
    queue_all(&mut tx, event, reminded, now);
    tx.receipt("reminders", &name, &many, now);
    match services.store.commit(tx).await {
        Ok(()) => Ok(many),
        // Another process was quicker.
        Err(StoreError::Repeated | StoreError::Conflict) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

/// Asks leaders once more who have not answered for three working days. The name of the mail keeps it from being sent twice; which have been
/// asked twice is remembered, so that the queue is not asked each minute.
async fn remind_leaders(services: &Services, event: &CourseEvent, now: Timestamp) -> Result<usize, ServiceError> {
    let mut all = rows::registrations(&services.store, event.id).await?;
    all.retain(|one| {
        let is_due = one
            .asked_at
            .is_some_and(|at| school_days_after(at, LEADER_WORKING_DAYS) <= now);
        let is_open = !one.state.has_ended() && one.state != State::Confirmed;
        is_due && one.awaits_leader() && is_open
    });
    let key = |number: u32| format!("{}.{number}.leader", event.id);
    let keys: Vec<String> = all.iter().map(|one| key(one.number)).collect();
    let known = services.store.receipts_of::<bool>("reminders", &keys).await?;
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
    tx.receipts("reminders", asked_twice.collect::<Vec<_>>(), now);
    match services.store.commit(tx).await {
        Ok(()) => Ok(all.len()),
        // Another process was quicker.
        Err(StoreError::Repeated | StoreError::Conflict) => Ok(0),
        Err(error) => Err(error.into()),
    }
}
