//! What anybody may read: the catalogue, a course, and one's own registration behind its link.

use domain::courses::view::{CatalogueFilter, OwnRegistration, PublicEvent};
use domain::courses::{Book, CourseEvent, Registration, State};
use domain::ids::EventId;
use domain::part_plans::PublicPart;
use domain::text::Email;
use store::courses as rows;

use super::{certificates, links};
use crate::ServiceError;
use crate::ctx::Services;
use crate::session::code::Key;

/// What somebody sees right after registering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The course.
    pub event: CourseEvent,
    /// Where the registration stands.
    pub state: State,
    /// The place in the queue, from 1, of one that waits.
    pub position: Option<usize>,
}

/// Published courses that are not over, the next first.
///
/// # Errors
/// `Unavailable`.
pub async fn catalogue(services: &Services, filter: &CatalogueFilter) -> Result<Vec<PublicEvent>, ServiceError> {
    let counts = rows::books(&services.store).await?;
    let now = services.clock.now();
    let mut found: Vec<PublicEvent> = rows::events(&services.store)
        .await?
        .into_iter()
        .filter(|event| event.is_public() && !event.opening().ended_by(now))
        .map(|event| {
            let count = counts.get(&event.id).copied().unwrap_or_default();
            shown(services, event, count, Vec::new())
        })
        .filter(|one| filter.admits(one))
        .collect();
    found.sort_by_key(|one| one.event.first().map(|first| (first.date, first.start)));
    Ok(found)
}

/// A published course, with what happens when.
///
/// # Errors
/// `NotFound` for one that does not exist or is a draft; `Unavailable`.
pub async fn event(services: &Services, id: EventId) -> Result<PublicEvent, ServiceError> {
    let found = rows::shown(&services.store, id).await?;
    let found = found.filter(|(event, ..)| event.is_public());
    let (event, count, plans) = found.ok_or(ServiceError::NotFound)?;
    Ok(shown(services, event, count, plans.public()))
}

fn shown(
    services: &Services,
    mut event: CourseEvent,
    count: domain::courses::Count,
    programme: Vec<PublicPart>,
) -> PublicEvent {
    // Told to those who have a seat.
    event.video = None;
    let now = services.clock.now();
    let book = Book {
        opening: event.opening(),
        count,
        queue: Vec::new(),
    };
    let quotas = event.quotas.iter().flat_map(|quotas| &quotas.each);
    let kept = (0_u8..)
        .zip(quotas)
        .map(|(place, quota)| (quota.kept_for, book.kept(place, now)));
    PublicEvent {
        programme,
        standing: event.standing(count.taken, now),
        free: book.free_for(None, now),
        kept: kept.filter(|(_, seats)| *seats > 0).collect(),
        waiting: count.waiting,
        event,
    }
}

/// A registration, for whoever has its link.
///
/// # Errors
/// `NotFound` when it has been taken away; `Unavailable`.
pub async fn own(services: &Services, event: EventId, number: u32) -> Result<OwnRegistration, ServiceError> {
    let store = &services.store;
    let mut course = rows::event(store, event).await?.ok_or(ServiceError::NotFound)?;
    let registration = rows::registration(store, event, number)
        .await?
        .ok_or(ServiceError::NotFound)?;
    let count = rows::book(store, event).await?;
    let position = position(services, &registration).await?;
    if registration.state != State::Confirmed {
        course.video = None;
    }
    Ok(OwnRegistration {
        standing: course.standing(count.taken, services.clock.now()),
        waiting: count.waiting,
        position,
        certificates: certificates::of(services, &registration).await?,
        event: course,
        registration,
    })
}

/// Which registration the link of a mail opens: nobody's, when somebody else answers for it by now.
///
/// # Errors
/// `NotFound`; `Unavailable`.
pub async fn opened(services: &Services, key: &Key, link: &str) -> Result<(EventId, u32), ServiceError> {
    let (event, number) = links::named(link).ok_or(ServiceError::NotFound)?;
    let one = rows::registration(&services.store, event, number).await?;
    let is_theirs = |one: &Registration| links::opens_own(key, (event, number), &one.given.contact.email, link);
    match one.filter(is_theirs) {
        Some(_) => Ok((event, number)),
        None => Err(ServiceError::NotFound),
    }
}

/// What is shown right after registering: no name, no address, nothing to change.
///
/// # Errors
/// `NotFound`; `Unavailable`.
pub async fn receipt(services: &Services, event: EventId, number: u32) -> Result<Receipt, ServiceError> {
    let own = own(services, event, number).await?;
    let mut course = own.event;
    course.video = None;
    Ok(Receipt {
        event: course,
        state: own.registration.state,
        position: own.position,
    })
}

async fn position(services: &Services, registration: &Registration) -> Result<Option<usize>, ServiceError> {
    if !registration.state.waits() {
        return Ok(None);
    }
    let queue = rows::queue(&services.store, registration.event).await?;
    let before = queue.iter().filter(|one| one.number < registration.number).count();
    Ok(Some(before + 1))
}

/// What a leader sees who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaderView {
    /// The course.
    pub event: CourseEvent,
    /// Who wants to come.
    pub registration: Registration,
    /// Whether it is too late to answer: the time is over, or the course has begun or is not held.
    pub is_over: bool,
}

/// A registration, for the leader who is asked and has the mailed address. `is_theirs` says whether it is theirs.
///
/// # Errors
/// `NotFound` when it has been taken away, has no leader, or is another's; `Unavailable`.
pub async fn asked_leader(
    services: &Services,
    (event, number): (EventId, u32),
    is_theirs: impl Fn(&Email) -> bool,
) -> Result<LeaderView, ServiceError> {
    let one = rows::registration(&services.store, event, number).await?;
    let one = one.filter(|one| one.given.leader.as_ref().is_some_and(|leader| is_theirs(&leader.email)));
    let registration = one.ok_or(ServiceError::NotFound)?;
    let mut course = rows::event(&services.store, event)
        .await?
        .ok_or(ServiceError::NotFound)?;
    course.video = None;
    let (now, opening) = (services.clock.now(), course.opening());
    let has_lapsed = registration.state.until().is_some_and(|until| until <= now);
    Ok(LeaderView {
        is_over: has_lapsed || now >= opening.starts || !opening.gives_on,
        event: course,
        registration,
    })
}
