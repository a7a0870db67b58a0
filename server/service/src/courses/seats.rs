//! Registering, saying yes, withdrawing: what those without an account do, what organisers do for them, and what time does.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;

use domain::access::{Action, may};
use domain::command::Envelope;
use domain::courses::evaluation::{Evaluation, Phase};
use domain::courses::view::{EventView, RegistrationCommand};
use domain::courses::{Book, Contact, CourseEvent, NewRegistration, Registration, State, Step};
use domain::ids::{CommandId, EventId};
use domain::text::{Note, ShortText};
use domain::text_guard;
use domain::time::length::ToLength as _;
use domain::time::zone;
use store::courses::{self as rows, EVENT};
use store::{StoreError, Tx};

use super::ask::{Answer, Ask, Change};
use super::desk;
use super::plan::{show, visible};
use crate::ctx::Services;
use crate::session::SignInDesk;
use crate::session::throttled;
use crate::{Ctx, ServiceError};

/// Days after a course until what had to be arranged for, and questions, are taken away (domain brief, 4.2 rule 10).
const NEEDS_KEPT_DAYS: i64 = 7;
/// Who is named in the trail when a leader has answered.
const LEADER: &str = "leader";
/// Days after a course until registrations are taken away: three years.
const KEPT_DAYS: i64 = 3 * 365 + 1;

/// Somebody registers. The key of the attempt makes a second arrival the same as the first.
///
/// # Errors
/// `Throttled`; `NotFound` for an event that is not public; `Rule("registration_closed")`; `Unavailable`.
pub async fn register(
    desk_of_sign_in: &SignInDesk,
    services: &Arc<Services>,
    event: EventId,
    (key, new): (CommandId, NewRegistration),
    address: IpAddr,
) -> Result<Answer, ServiceError> {
    desk_of_sign_in.limits().registration(address).map_err(throttled)?;
    let new = Box::new(new);
    let key = key.to_string();
    desk::ask(services, event, Ask::Enter { key, new }).await
}

/// They say yes, by the mailed link.
///
/// # Errors
/// `NotFound`; `Rule` when the seat has lapsed or the registration has ended; `Unavailable`.
pub async fn confirm(services: &Arc<Services>, event: EventId, number: u32) -> Result<(), ServiceError> {
    take(services, event, number, Step::Confirm).await
}

/// They do not come after all, by the mailed link.
///
/// # Errors
/// As [`confirm`].
pub async fn withdraw(services: &Arc<Services>, event: EventId, number: u32) -> Result<(), ServiceError> {
    take(services, event, number, Step::Withdraw).await
}

/// Whoever has registered changes what was registered, by the mailed link, over the version that was seen.
///
/// # Errors
/// `Throttled`; `NotFound`; `Stale`; `Invalid` by field, also for more seats than are free; `Rule` when it has ended or the course has
/// begun; `Unavailable`.
pub async fn amend(
    desk_of_sign_in: &SignInDesk,
    services: &Arc<Services>,
    (event, number): (EventId, u32),
    (new, seen): (NewRegistration, u64),
) -> Result<(), ServiceError> {
    let change = Change::Whole(Box::new(new), seen);
    changed(desk_of_sign_in, services, event, number, change).await
}

/// Somebody else comes instead, by the mailed link.
///
/// # Errors
/// As [`amend`]; `Rule("registration_not_now")` for a registration of several.
pub async fn substitute(
    desk_of_sign_in: &SignInDesk,
    services: &Arc<Services>,
    (event, number): (EventId, u32),
    who: Contact,
) -> Result<(), ServiceError> {
    changed(desk_of_sign_in, services, event, number, Change::Substitute(who)).await
}

async fn changed(
    desk_of_sign_in: &SignInDesk,
    services: &Arc<Services>,
    event: EventId,
    number: u32,
    change: Change,
) -> Result<(), ServiceError> {
    // Each change may write to addresses that were typed.
    desk_of_sign_in.limits().amendment(event, number).map_err(throttled)?;
    let done = desk::ask(services, event, Ask::Amend { number, change }).await;
    done.map(|_| ())
}

/// A leader says yes or no, by the mailed link.
///
/// # Errors
/// As [`confirm`].
pub async fn approve(services: &Arc<Services>, event: EventId, number: u32, is_yes: bool) -> Result<(), ServiceError> {
    let step = if is_yes { Step::Approve } else { Step::Decline };
    let (by, over) = (LEADER.to_owned(), None);
    desk::ask(services, event, Ask::Take { number, step, over, by })
        .await
        .map(|_| ())
}

async fn take(services: &Arc<Services>, event: EventId, number: u32, step: Step) -> Result<(), ServiceError> {
    let by = super::decide::ANYBODY.to_owned();
    let over = None;
    desk::ask(services, event, Ask::Take { number, step, over, by })
        .await
        .map(|_| ())
}

/// An organiser takes a registration away, or gives a seat. Carried out again, it finds it done.
///
/// # Errors
/// `NotFound`, `Denied`; `Invalid` for a seat beyond the number of seats without a reason; `Rule`; `Unavailable`.
pub async fn change_registration(
    ctx: &Ctx,
    event: EventId,
    envelope: Envelope<RegistrationCommand>,
) -> Result<EventView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewParticipants)?;
    let found = visible(ctx, actor, event).await?;
    ctx.authorise(Action::ViewParticipants, &found.subject())?;
    let faults = text_guard::check(&envelope.command, &envelope.confirmed);
    if !faults.is_empty() {
        return Err(ServiceError::Invalid(faults));
    }
    let (number, step, over) = match envelope.command {
        RegistrationCommand::Remove { number } => (number, Step::Remove, None),
        RegistrationCommand::Approve { number } => (number, Step::Approve, None),
        RegistrationCommand::Seat { number, reason } => (number, Step::SeatOver, Some(reason)),
    };
    let before = rows::registration(ctx.store(), event, number).await?;
    let is_done = before.is_some_and(|one| match step {
        Step::Remove => one.state.has_ended(),
        Step::Approve => one.is_approved,
        _ => one.state == State::Confirmed,
    });
    if !is_done {
        let by = actor.person.to_string();
        desk::ask(&ctx.services, event, Ask::Take { number, step, over, by }).await?;
    }
    show(ctx, actor, found).await
}

/// Takes back seats that nobody has said yes to in time, and gives them on. Says how many lapsed.
///
/// # Errors
/// `Unavailable`.
pub async fn lapse(services: &Arc<Services>) -> Result<usize, ServiceError> {
    let now = services.clock.now();
    let mut lapsed = 0;
    for one in rows::due(&services.store, now).await? {
        let ask = Ask::Take {
            number: one.number,
            step: Step::Lapse,
            over: None,
            by: "lapse".to_owned(),
        };
        match desk::ask(services, one.event, ask).await {
            Ok(_) => lapsed += 1,
            // Said yes to, withdrawn, or taken by another process meanwhile.
            Err(ServiceError::Rule(_) | ServiceError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(lapsed)
}

/// Takes away what participants had to have arranged and asked a week after a course, and all of them after three years. Says how
/// many registrations were touched.
///
/// # Errors
/// `Unavailable`.
pub async fn forget(services: &Services) -> Result<usize, ServiceError> {
    let today = services.clock.now().to_zoned(zone()).date();
    let mut touched = 0;
    for event in rows::events(&services.store).await? {
        let Some(last) = event.last_day() else { continue };
        if today <= last.saturating_add(NEEDS_KEPT_DAYS.days()) {
            continue;
        }
        let is_old = today > last.saturating_add(KEPT_DAYS.days());
        let all = rows::registrations(&services.store, event.id).await?;
        let stale: Vec<Registration> = all.into_iter().filter(|one| is_old || is_to_be_cleared(one)).collect();
        let worded = if is_old {
            worded(services, event.id).await?
        } else {
            Vec::new()
        };
        if stale.is_empty() && worded.is_empty() {
            continue;
        }
        touched += stale.len();
        let mut tx = Tx::new();
        if is_old {
            rows::forget(&mut tx, &stale);
            for (phase, said) in worded {
                rows::put_evaluation(&mut tx, event.id, phase, &said.without_words());
            }
        } else {
            let cleared = stale.into_iter().map(|one| {
                let mut after = one.clone();
                after.given.needs = ShortText::default();
                after.given.question = Note::default();
                after.given.leader = None;
                after.version += 1;
                (one, after)
            });
            rows::change(&mut tx, &cleared.collect::<Vec<_>>());
        }
        match services.store.commit(tx).await {
            Ok(()) | Err(StoreError::Conflict | StoreError::Stale { .. } | StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(touched)
}

/// Whether it still tells of what had to be arranged for, was asked, or of who was to say yes.
fn is_to_be_cleared(one: &Registration) -> bool {
    let given = &one.given;
    !given.needs.as_str().is_empty() || !given.question.as_str().is_empty() || given.leader.is_some()
}

/// What was said of a course in words, which go when the names do; nobody can answer any more by then.
async fn worded(services: &Services, event: EventId) -> Result<Vec<(Phase, Evaluation)>, ServiceError> {
    let said = rows::evaluations(&services.store, event).await?;
    Ok(said.into_iter().filter(|(_, said)| said.has_words()).collect())
}

/// Courses with a free seat that somebody who waits should have had: a fault, told by `check`.
///
/// # Errors
/// `Unavailable`.
pub async fn owed(services: &Services) -> Result<Vec<String>, ServiceError> {
    let now = services.clock.now();
    let counts: HashMap<EventId, _> = rows::books(&services.store).await?;
    let mut found = Vec::new();
    for event in rows::events(&services.store).await? {
        let opening = event.opening();
        let Some(count) = counts
            .get(&event.id)
            .filter(|count| count.waiting > 0 && opening.is_open)
        else {
            continue;
        };
        let book = Book {
            opening,
            count: *count,
            queue: rows::queue(&services.store, event.id).await?,
        };
        if book.owes_a_seat(now) {
            found.push(format!(
                "{EVENT} {} has a free seat and somebody who waits for it",
                event.id
            ));
        }
    }
    Ok(found)
}

/// Whether the reader may see who has registered.
pub(super) fn may_see_people(actor: &domain::access::Actor, event: &CourseEvent) -> bool {
    may(actor, Action::ViewParticipants, &event.subject())
}
