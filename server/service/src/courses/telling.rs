//! What is told of a registration, to whom, and how it comes into the queue of mails.

use domain::courses::mails::BULK_WAIT;
use domain::courses::{Certificate, CourseEvent, Kind, Notice, Registration};
use jiff::Timestamp;
use store::Tx;

use crate::mail::{KIND, Mail, RegistrationMail, To};

/// A mail to be queued: of which registration, what, and to whom.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) one: Registration,
    pub(super) notice: Notice,
    pub(super) to: To,
    /// Which reminder, where time brings it.
    pub(super) of: Option<String>,
}

/// What is told of a registration to all whom it concerns. How it was is asked of those who were there; of a staff, of who can pass the
/// question on.
pub(super) fn told_to_all(one: &Registration, notice: Notice) -> Vec<Told> {
    let asks = notice.asks_how_it_was();
    let contact = &one.given.contact.email;
    let was_among_them = || one.place_of(contact).is_some_and(|place| one.was_there(place));
    let first = match (notice, one.given.kind) {
        (Notice::Leader | Notice::LeaderAgain, _) => Some(To::Leader),
        (_, Kind::Group) if asks => was_among_them().then_some(To::Contact),
        _ => Some(To::Contact),
    };
    let colleagues = one.colleagues_with_mail().filter(|_| notice.is_for_colleagues());
    let colleagues = colleagues.filter(|(place, _)| !asks || one.was_there(*place));
    let colleagues = colleagues.map(|(place, _)| To::Colleague(place));
    let told = |to| Told {
        one: one.clone(),
        notice,
        to,
        of: None,
    };
    first.into_iter().chain(colleagues).map(told).collect()
}

/// Queues mails in the transaction of the change that wants them. Each has a name that is the same for the same change: queued
/// twice, it is sent once.
///
/// What an organiser's change tells to several waits, so that it can be held back; all else is due at once.
pub(super) fn queue_all(tx: &mut Tx, event: &CourseEvent, mails: Vec<Told>, now: Timestamp) {
    let of_a_change = mails.iter().filter(|told| told.notice.is_of_a_change()).count();
    let due = |notice: Notice| match notice.is_of_a_change() && of_a_change > 1 {
        true => now.saturating_add(BULK_WAIT).unwrap_or(now),
        false => now,
    };
    let queued = mails.into_iter().map(|Told { one, notice, to, of }| {
        let mail = RegistrationMail {
            event: event.id,
            number: one.number,
            notice,
            tag: of.unwrap_or_else(|| tag(event, &one, notice, now)),
            to,
        };
        (mail.name(), Mail::Registration(mail), due(notice))
    });
    tx.outbox_all(KIND, queued);
}

/// Queues the mails of certificates that have just been given.
pub(super) fn queue_certificates(tx: &mut Tx, given: &[Certificate], now: Timestamp) {
    tx.outbox_all(
        KIND,
        given.iter().map(|one| {
            let mail = RegistrationMail {
                event: one.event,
                number: one.number,
                notice: Notice::Certificate,
                tag: one.code.to_string(),
                to: To::Contact,
            };
            (mail.name(), Mail::Registration(mail), now)
        }),
    );
}

/// What makes two mails of a kind to one registration different mails.
fn tag(event: &CourseEvent, one: &Registration, notice: Notice, now: Timestamp) -> String {
    match notice {
        Notice::Changed | Notice::Cancelled => of_change(event.calendar.sequence),
        Notice::Leader => format!("v{}", one.version),
        Notice::LeaderAgain => one.asked_at.map(|at| at.as_second().to_string()).unwrap_or_default(),
        // Asked for again, it is sent again, once an hour at most. Reminders bring their own.
        Notice::Held
        | Notice::Waiting
        | Notice::Confirmed
        | Notice::Offered
        | Notice::Asked
        | Notice::Left
        | Notice::Ended
        | Notice::Week
        | Notice::Tomorrow
        | Notice::Soon
        | Notice::Evaluation
        | Notice::EvaluationAgain
        | Notice::Later
        | Notice::Certificate => {
            format!("v{}.{}", one.version, now.as_second() / 3600)
        }
    }
}

/// What names the mails of one change of a course.
pub(super) fn of_change(sequence: u32) -> String {
    format!("e{sequence}")
}
