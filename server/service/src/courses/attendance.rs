//! Who was there: said by those who hold the course, or by the participants themselves with the code on the screen.

use std::net::IpAddr;
use std::sync::Arc;

use domain::access::Action;
use domain::command::Envelope;
use domain::courses::view::{AttendanceCommand, Attended, RegistrationRow};
use domain::courses::{AttendanceRule, CourseEvent, Kind, NewRegistration, Registration};
use domain::ids::{CommandId, EventId};
use domain::issue::IssueCode;
use domain::text::Email;
use store::Tx;
use store::courses::{self as rows, EVENT};

use super::ask::{Answer, Ask};
use super::links;
use super::plan::visible;
use super::{desk, public};
use crate::ctx::Services;
use crate::session::{SignInDesk, throttled};
use crate::{Ctx, ServiceError};

/// A course that is on today, for its screen and its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The course.
    pub event: CourseEvent,
    /// Which part, from 1.
    pub part: u8,
    /// Those who have a seat, in order of arrival.
    pub registrations: Vec<Registration>,
}

/// An organiser says who was there, and gets the registration as it then is. Said twice, it has the effect of one.
///
/// # Errors
/// `NotFound`, `Denied`; `Rule` before the day and for somebody who is not in the registration; `Unavailable`.
pub async fn attend(
    ctx: &Ctx,
    event: EventId,
    envelope: Envelope<AttendanceCommand>,
) -> Result<Attended, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewParticipants)?;
    let found = visible(ctx, actor, event).await?;
    ctx.authorise(Action::ViewParticipants, &found.subject())?;
    let AttendanceCommand { number, part, said } = envelope.command;
    let by = actor.person.to_string();
    desk::ask(&ctx.services, event, Ask::Attend { number, part, said, by }).await?;
    let registration = rows::registration(ctx.store(), event, number).await?;
    let registration = registration.ok_or(ServiceError::NotFound)?;
    Ok(Attended {
        row: RegistrationRow {
            municipality: registration.given.municipality.name().to_owned(),
            position: None,
            registration,
        },
        count: rows::book(ctx.store(), event).await?,
    })
}

/// A part of a course for those who hold it: what the screen and the list to sign are made of.
///
/// # Errors
/// `NotFound` for a part that the course does not have, too; `Denied`; `Unavailable`.
pub async fn room(ctx: &Ctx, event: EventId, part: u8) -> Result<Room, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewParticipants)?;
    let event = visible(ctx, actor, event).await?;
    ctx.authorise(Action::ViewParticipants, &event.subject())?;
    if part == 0 || usize::from(part) > event.parts.len() {
        return Err(ServiceError::NotFound);
    }
    let mut registrations = rows::registrations(ctx.store(), event.id).await?;
    registrations.retain(|one| one.state.has_seat());
    Ok(Room {
        event,
        part,
        registrations,
    })
}

/// Lets in who may take the list of a course along, and tells what it is of; that it was taken stands in the trail.
///
/// # Errors
/// `NotFound`, `Denied`, `Unavailable`.
pub async fn open_list(ctx: &Ctx, event: EventId) -> Result<(CourseEvent, u32), ServiceError> {
    let actor = ctx.authorise_some(Action::ViewParticipants)?;
    let event = visible(ctx, actor, event).await?;
    ctx.authorise(Action::ViewParticipants, &event.subject())?;
    let mut tx = Tx::new();
    tx.audit(ctx.audit(actor, "export_participants", EVENT, event.id.to_string()));
    ctx.store().commit(tx).await?;
    let last = rows::book(ctx.store(), event.id).await?.last;
    Ok((event, last))
}

/// The registrations with numbers from the first to the last, for whoever was let in by [`open_list`].
///
/// # Errors
/// `Unavailable`.
pub async fn numbered(
    services: &Services,
    event: EventId,
    (first, last): (u32, u32),
) -> Result<Vec<Registration>, ServiceError> {
    Ok(rows::numbered(&services.store, event, first, last).await?)
}

/// Somebody in the room says that they are there.
///
/// # Errors
/// `Throttled`; `NotFound`; `Rule("attendance_not_now")`; `Rule("registration_ended")` for one that an organiser took away; `Invalid` by field, `code` and `email`; `Unavailable`.
pub async fn here(
    sign_in: &SignInDesk,
    services: &Arc<Services>,
    event: EventId,
    (code, email): (&str, &str),
    address: IpAddr,
) -> Result<Answer, ServiceError> {
    let part = part_of(sign_in, services, event, code, address).await?;
    let email = Email::parse(email).map_err(|fault| ServiceError::field("email", fault))?;
    desk::ask(services, event, Ask::Come { part, email }).await
}

/// Somebody in the room who has not registered does so, and is there.
///
/// # Errors
/// As [`here`]; `Rule("attendance_no_such_person")` for more than one person.
pub async fn walk_in(
    sign_in: &SignInDesk,
    services: &Arc<Services>,
    event: EventId,
    code: &str,
    (key, new): (CommandId, NewRegistration),
    address: IpAddr,
) -> Result<Answer, ServiceError> {
    let part = part_of(sign_in, services, event, code, address).await?;
    if new.kind != Kind::One {
        return Err(ServiceError::Rule(AttendanceRule::NoSuchPerson.name()));
    }
    let (key, new) = (key.to_string(), Box::new(new));
    desk::ask(services, event, Ask::WalkIn { key, part, new }).await
}

/// Whether somebody in the room can say now that they are there.
///
/// # Errors
/// `NotFound` for an event that is not public; `Unavailable`.
pub async fn is_on(services: &Services, event: EventId) -> Result<bool, ServiceError> {
    let event = public::event(services, event).await?.event;
    Ok(!event.parts_at(services.clock.now()).is_empty())
}

/// The courses at which somebody can say now that they are there, by title.
///
/// # Errors
/// `Unavailable`.
pub async fn on_now(services: &Services) -> Result<Vec<CourseEvent>, ServiceError> {
    let now = services.clock.now();
    let mut found = rows::events(&services.store).await?;
    found.retain(|event| event.is_public() && !event.parts_at(now).is_empty());
    found.sort_by(|one, other| one.title.as_str().cmp(other.title.as_str()));
    Ok(found)
}

async fn part_of(
    sign_in: &SignInDesk,
    services: &Services,
    event: EventId,
    code: &str,
    address: IpAddr,
) -> Result<u8, ServiceError> {
    sign_in.limits().registration(address).map_err(throttled)?;
    let event = public::event(services, event).await?.event;
    let now = services.clock.now();
    let parts = event.parts_at(now);
    if parts.is_empty() {
        return Err(ServiceError::Rule("attendance_not_now"));
    }
    if !links::is_pass(code) {
        // A million codes are tried in no time.
        sign_in.limits().typed_code(event.id, address).map_err(throttled)?;
    }
    let part = links::part_of_code(sign_in.key(), event.id, &parts, code, now);
    part.ok_or_else(|| ServiceError::field("code", IssueCode::WrongCode))
}
