//! Somebody's own list of courses, behind a link that is mailed to their address.

use std::collections::HashMap;
use std::net::IpAddr;

use domain::courses::{Certificate, CourseEvent, Registration};
use domain::ids::EventId;
use domain::people::Language;
use domain::text::Email;
use jiff::SignedDuration;
use store::courses as rows;
use store::{StoreError, Tx};

use super::certificates::held;
use super::links;
use crate::ServiceError;
use crate::ctx::Services;
use crate::mail::Mail;
use crate::session::{SignInDesk, throttled};

/// How long the link holds.
const HOLDS: SignedDuration = SignedDuration::from_hours(1);

/// A course in somebody's own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyCourse {
    /// The course; its video is left out.
    pub event: CourseEvent,
    /// The registration in which they stand.
    pub registration: Registration,
    /// Whether they have registered, and not somebody else for them.
    pub is_own: bool,
    /// Their certificate, where one was given and holds.
    pub certificate: Option<Certificate>,
}

/// Mails the link, where the address is known; whoever asks is told the same in any case.
///
/// # Errors
/// `Throttled`; `Unavailable`.
pub async fn ask_for_mine(
    sign_in: &SignInDesk,
    services: &Services,
    email: &Email,
    language: Language,
    address: IpAddr,
) -> Result<(), ServiceError> {
    sign_in.limits().registration(address).map_err(throttled)?;
    sign_in.limits().mail(email.as_str(), address).map_err(throttled)?;
    let now = services.clock.now();
    // Whether it is known is looked up when the mail is written: whoever asks waits as long in either case.
    let tag = links::tag_of(sign_in.key(), email, now);
    let mail = Mail::MyCourses {
        email: email.clone(),
        language,
        until: now + HOLDS,
        tag,
    };
    let mut tx = Tx::new();
    mail.queue(&mut tx, now);
    match services.store.commit(tx).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The courses of whoever has shown that an address is theirs, the latest first.
///
/// # Errors
/// `Unavailable`.
pub async fn mine(services: &Services, email: &Email) -> Result<Vec<MyCourse>, ServiceError> {
    let registrations = rows::of_email(&services.store, email.as_str()).await?;
    let certificates = held(services, &registrations).await?;
    let mut events: HashMap<EventId, CourseEvent> = HashMap::new();
    for one in &registrations {
        if !events.contains_key(&one.event)
            && let Some(event) = rows::event(&services.store, one.event).await?
        {
            events.insert(one.event, event);
        }
    }
    let certificate = |one: &Registration, place: u16| {
        let given = one.certificates.get(&place)?;
        let mut theirs = certificates.iter().filter(|known| known.revoked_on.is_none());
        theirs.find(|known| known.code == given.code).cloned()
    };
    let mut found: Vec<MyCourse> = registrations
        .into_iter()
        .filter_map(|registration| {
            let mut event = events.get(&registration.event)?.clone();
            event.video = None;
            let place = registration.place_of(email);
            Some(MyCourse {
                is_own: registration.given.contact.email == *email,
                certificate: place.and_then(|place| certificate(&registration, place)),
                event,
                registration,
            })
        })
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.event.first().map(|first| (first.date, first.start))));
    Ok(found)
}
