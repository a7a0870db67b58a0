//! Mails to those who register. The queue holds which registration and what is told; words, times and links are taken from the data
//! when the mail is written, so that none is stale and none has an empty place.

use domain::courses::evaluation::Phase;
use domain::courses::mails::{MailPreview, Reminder, reminders};
use domain::courses::{CertificateCode, Contact, CourseEvent, End, Kind, Lifecycle, Notice, Registration, State};
use domain::people::Language;
use domain::text::{Email, PersonName};
use domain::time::{Occasion, zone};
use i18n::{course_mails as told_of, courses as words, format, mail as text};
use jiff::Timestamp;
use store::Store;
use store::courses as rows;

use super::links;
use super::telling::of_change;
use crate::ServiceError;
use crate::calendar_feed::ics::{Meeting, Method, message};
use crate::mail::{CalendarPart, Desk, Letter, RegistrationMail, To};
use crate::session::code::Key;

/// Where the pages of courses are.
const CATALOGUE: &str = "/training";

/// The mail as text in the registration's language; nothing when it has become pointless.
pub(crate) async fn write(mail: &RegistrationMail, desk: Desk<'_>) -> Result<Option<Letter>, ServiceError> {
    let Some(event) = rows::event(desk.store, mail.event).await? else {
        return Ok(None);
    };
    let Some(one) = rows::registration(desk.store, mail.event, mail.number).await? else {
        return Ok(None);
    };
    if mail.notice == Notice::Certificate {
        return of_certificate(mail, &event, &one, desk).await;
    }
    let Some(receiver) = Receiver::of(mail, &one).filter(|_| is_true(mail, &event, &one, desk.now)) else {
        return Ok(None);
    };
    let about = About {
        position: position(desk.store, &one).await?,
        part: reminder(&event, mail).map(|reminder| reminder.part),
        notice: mail.notice,
    };
    let at = |path: String| format!("{}{path}", desk.public_url);
    let links = Addresses {
        // What a colleague may do, the one who has registered them does.
        own: match &mail.to {
            To::Contact => at(links::own(desk.key, event.id, one.number, &one.given.contact.email)),
            To::Colleague(_) | To::Left { .. } => at(format!("{CATALOGUE}/{}", event.id)),
            To::Leader => at(links::approval(desk.key, event.id, one.number, receiver.email)),
        },
        before: event
            .asks(Phase::Before, desk.now)
            .then(|| at(links::evaluation(desk.key, event.id, Phase::Before))),
        after: at(links::evaluation(desk.key, event.id, Phase::After)),
        later: at(links::evaluation(desk.key, event.id, Phase::Later)),
    };
    Ok(Some(Letter {
        name: receiver.name.to_string(),
        address: receiver.email.to_string(),
        subject: subject(&event, &one, about),
        body: body(&event, &one, &receiver, about, &links),
        reply_to: Some((event.contact.to_string(), event.contact_email.to_string())),
        calendar: calendar(&event, &one, &receiver, mail.notice, (desk.key, &links.own), desk.now),
    }))
}

/// The place in the queue, from 1, of one that waits.
async fn position(store: &Store, one: &Registration) -> Result<usize, ServiceError> {
    Ok(match one.state {
        State::Waiting => {
            let queue = rows::queue(store, one.event).await?;
            1 + queue.iter().filter(|other| other.number < one.number).count()
        }
        _ => 0,
    })
}

/// The mail to a registration's contact, or of its leader, as it would be written now; nothing where there is no leader. Links are named
/// and not shown: whoever has them may act as the receiver.
pub(super) async fn preview(
    store: &Store,
    event: &CourseEvent,
    one: &Registration,
    notice: Notice,
    now: Timestamp,
) -> Result<Option<MailPreview>, ServiceError> {
    let who = match notice {
        Notice::Leader | Notice::LeaderAgain => one.given.leader.as_ref(),
        _ => Some(&one.given.contact),
    };
    let Some(who) = who else { return Ok(None) };
    let receiver = Receiver::plain(who);
    let language = one.given.language;
    let named = |text: &'static str| format!("[{text}]");
    let links = Addresses {
        own: named(told_of::link_own(language)),
        before: event
            .asks(Phase::Before, now)
            .then(|| named(told_of::link_questions(language))),
        after: named(told_of::link_questions(language)),
        later: named(told_of::link_questions(language)),
    };
    let of_kind = || reminders(event).into_iter().filter(|one| one.notice == notice);
    let next = of_kind().find(|one| now < one.until).or_else(|| of_kind().next_back());
    let about = About {
        position: position(store, one).await?,
        part: next.map(|one| one.part),
        notice,
    };
    Ok(Some(MailPreview {
        name: receiver.name.to_string(),
        address: receiver.email.to_string(),
        subject: subject(event, one, about),
        body: body(event, one, &receiver, about, &links),
    }))
}

/// Whom a mail goes to.
struct Receiver<'a> {
    name: &'a PersonName,
    email: &'a Email,
    /// Who has registered them, where somebody else has.
    by: Option<&'a PersonName>,
}

impl<'a> Receiver<'a> {
    /// None when the colleague is no longer in the registration, or never heard of it.
    fn of(mail: &'a RegistrationMail, one: &'a Registration) -> Option<Self> {
        let contact = &one.given.contact;
        match &mail.to {
            To::Contact => Some(Self::plain(contact)),
            To::Leader => Some(Self::plain(one.given.leader.as_ref()?)),
            To::Left { who, .. } => Some(Self::plain(who)),
            To::Colleague(place) => {
                let (_, colleague) = one.colleagues_with_mail().find(|(known, _)| known == place)?;
                let has_heard = one.state == State::Confirmed || (one.state.has_ended() && one.sequence > 0);
                has_heard.then_some(Self {
                    name: &colleague.name,
                    email: colleague.email.as_ref()?,
                    by: Some(&contact.name),
                })
            }
        }
    }

    const fn plain(who: &'a Contact) -> Self {
        Self {
            name: &who.name,
            email: &who.email,
            by: None,
        }
    }
}

/// What a mail is about.
#[derive(Debug, Clone, Copy)]
struct About {
    notice: Notice,
    /// The place in the queue, from 1, of one that waits.
    position: usize,
    /// The part that a reminder is of.
    part: Option<Occasion>,
}

impl About {
    /// The part that it reminds of, where that lies ahead.
    fn ahead(self) -> Option<Occasion> {
        self.part.filter(|_| !self.notice.asks_how_it_was())
    }

    /// The name of the course, with the part that it reminds of where there are several.
    fn title(self, event: &CourseEvent, language: Language) -> String {
        let place = self
            .ahead()
            .and_then(|part| event.parts.iter().position(|one| *one == part));
        match place.filter(|_| event.parts.len() > 1) {
            Some(place) => words::part_of(language, event.title.as_str(), place + 1, event.parts.len()),
            None => event.title.to_string(),
        }
    }
}

/// The reminder that a mail in the queue is, while it is still one of the course.
fn reminder(event: &CourseEvent, mail: &RegistrationMail) -> Option<Reminder> {
    let all = reminders(event).into_iter();
    all.filter(|one| one.notice == mail.notice)
        .find(|one| one.tag() == mail.tag)
}

/// Where the links of a mail lead.
struct Addresses {
    /// To one's own registration; a leader's to the question, others' to the course.
    own: String,
    /// To the questions before the course, while one can answer them.
    before: Option<String>,
    after: String,
    later: String,
}

/// The mail of a certificate, to the colleague whom it is of where there is an address, and else to who has registered.
async fn of_certificate(
    mail: &RegistrationMail,
    event: &CourseEvent,
    one: &Registration,
    desk: Desk<'_>,
) -> Result<Option<Letter>, ServiceError> {
    let Some(code) = CertificateCode::typed(&mail.tag) else {
        return Ok(None);
    };
    let found = rows::certificate(desk.store, &code).await?;
    let Some(certificate) = found.filter(|certificate| certificate.revoked_on.is_none()) else {
        return Ok(None);
    };
    let colleague = match one.given.kind {
        Kind::Group => one.given.colleagues.get(usize::from(certificate.person)),
        Kind::One | Kind::Staff => None,
    };
    let theirs = colleague.and_then(|one| Some((&one.name, one.email.as_ref()?)));
    let (name, email) = theirs.unwrap_or((&one.given.contact.name, &one.given.contact.email));
    let language = certificate.language;
    let link = format!("{}{}", desk.public_url, links::certificate(desk.key, &code));
    let title = certificate.title.as_str();
    let told = text::certificate_body(language, certificate.name.as_str(), title, &link);
    let questions = text::questions(language, event.contact.as_str(), event.contact_email.as_str());
    Ok(Some(Letter {
        name: name.to_string(),
        address: email.to_string(),
        subject: text::certificate_subject(language, title),
        body: format!("{}\n\n{told}\n\n{questions}\n", text::greeting(language, name.as_str())),
        reply_to: Some((event.contact.to_string(), event.contact_email.to_string())),
        calendar: Vec::new(),
    }))
}

/// Whether what the mail says is still so.
fn is_true(mail: &RegistrationMail, event: &CourseEvent, one: &Registration, now: Timestamp) -> bool {
    let is_cancelled = matches!(event.lifecycle, Lifecycle::Cancelled { .. });
    match (mail.notice, one.state) {
        (Notice::Cancelled, state) => is_cancelled && !state.has_ended(),
        // Of a course that is cancelled everybody has heard.
        (Notice::Ended, state) => !is_cancelled && state.has_ended(),
        (Notice::Evaluation | Notice::EvaluationAgain, State::Confirmed) => event.asks(Phase::After, now),
        (Notice::Later, State::Confirmed) => event.asks(Phase::Later, now),
        _ if is_cancelled || event.opening().ended_by(now) => false,
        (Notice::Held, State::Held { until }) | (Notice::Offered, State::Offered { until }) => now < until,
        (Notice::Waiting, State::Waiting) | (Notice::Confirmed, State::Confirmed) | (Notice::Left, _) => true,
        (Notice::Asked, State::Asked { until }) => now < until,
        // An organiser may have given the seat meanwhile.
        (Notice::Leader | Notice::LeaderAgain, state) => {
            one.awaits_leader() && !state.has_ended() && state != State::Confirmed
        }
        // The mail of a later change tells of this one too.
        (Notice::Changed, state) => state.has_seat() && mail.tag == of_change(event.calendar.sequence),
        (Notice::Week | Notice::Tomorrow | Notice::Soon, State::Confirmed) => {
            reminder(event, mail).is_some_and(|one| one.part.instant().is_some_and(|starts| now < starts))
        }
        _ => false,
    }
}

fn subject(event: &CourseEvent, one: &Registration, about: About) -> String {
    let language = one.given.language;
    let title = about.title(event, language);
    let title = title.as_str();
    match about.notice {
        Notice::Held => text::held_subject(language, title),
        Notice::Waiting => text::waiting_subject(language, title),
        Notice::Confirmed => text::confirmed_subject(language, title),
        Notice::Offered => text::offered_subject(language, title),
        Notice::Asked => text::asked_subject(language, title),
        Notice::Leader | Notice::LeaderAgain => text::leader_subject(language, one.given.contact.name.as_str(), title),
        Notice::Left => text::ended_subject(language, title),
        Notice::Ended => text::ended_subject(language, title),
        Notice::Changed => text::changed_subject(language, title),
        Notice::Cancelled => text::cancelled_subject(language, title),
        Notice::Week => text::week_subject(language, title),
        Notice::Tomorrow => text::tomorrow_subject(language, title),
        Notice::Soon => text::soon_subject(language, title),
        Notice::Evaluation => text::evaluation_subject(language, title),
        Notice::EvaluationAgain => text::evaluation_again_subject(language, title),
        Notice::Later => text::later_subject(language, title),
        Notice::Certificate => text::certificate_subject(language, title),
    }
}

fn body(event: &CourseEvent, one: &Registration, receiver: &Receiver<'_>, about: About, links: &Addresses) -> String {
    let About { notice, position, .. } = about;
    let language = one.given.language;
    let name = receiver.name.as_str();
    let link = links.own.as_str();
    let until = one
        .state
        .until()
        .map(|until| instant(language, until))
        .unwrap_or_default();
    let reason = match &event.lifecycle {
        Lifecycle::Cancelled { reason } => reason.as_str(),
        Lifecycle::Draft | Lifecycle::Published { .. } => "",
    };
    let told = match (notice, receiver.by.map(PersonName::as_str)) {
        (Notice::Confirmed, Some(by)) => text::colleague_confirmed_body(language, by),
        (Notice::Changed, Some(by)) => text::colleague_changed_body(language, by),
        (Notice::Ended, Some(by)) => text::colleague_ended_body(language, by),
        (Notice::Week, Some(by)) => text::colleague_week_body(language, by),
        (Notice::Tomorrow, Some(by)) => text::colleague_tomorrow_body(language, by),
        (Notice::Held, _) => text::held_body(language, until, link),
        (Notice::Waiting, _) if one.is_verified => text::waiting_verified_body(language, position, link),
        (Notice::Waiting, _) => text::waiting_body(language, position, link),
        (Notice::Confirmed, None) => text::confirmed_body(language, link),
        (Notice::Offered, _) => text::offered_body(language, until, link),
        (Notice::Asked, _) => {
            let leader = one.given.leader.as_ref().map_or("", |leader| leader.name.as_str());
            text::asked_body(language, leader, until, link)
        }
        (Notice::Leader, _) => leader_body(event, one, link),
        (Notice::LeaderAgain, _) => {
            let told = leader_body(event, one, link);
            format!("{}\n\n{told}", text::leader_again(language))
        }
        (Notice::Left, _) => text::left_body(language).to_owned(),
        (Notice::Ended, None) if one.has_ended_by(End::Declined) => text::declined_body(language).to_owned(),
        (Notice::Ended, None) if one.has_ended_by(End::Lapsed) && one.is_verified && one.awaits_leader() => {
            text::lapsed_leader_body(language).to_owned()
        }
        (Notice::Ended, None) => text::ended_body(language).to_owned(),
        (Notice::Changed, None) => text::changed_body(language, link),
        (Notice::Cancelled, _) => text::cancelled_body(language, reason),
        (Notice::Week, None) => text::week_body(language, link),
        (Notice::Tomorrow, None) => text::tomorrow_body(language, link),
        (Notice::Soon, _) => text::soon_body(language).to_owned(),
        (Notice::Evaluation, _) => shared(one, text::evaluation_body(language, &links.after)),
        (Notice::EvaluationAgain, _) => shared(one, text::evaluation_again_body(language, &links.after)),
        (Notice::Later, _) => shared(one, text::later_body(language, &links.later)),
        // Written in a place of its own.
        (Notice::Certificate, _) => String::new(),
    };
    let before = links
        .before
        .as_ref()
        .filter(|_| matches!(notice, Notice::Week | Notice::Tomorrow));
    let told = match before {
        Some(before) => format!("{told}\n\n{}", text::before_line(language, before)),
        None => told,
    };
    let facts = facts(event, one, about, language);
    let questions = text::questions(language, event.contact.as_str(), event.contact_email.as_str());
    format!("{}\n\n{told}\n\n{facts}\n{questions}\n", text::greeting(language, name))
}

/// What is asked, and of who has registered a staff that it is passed on.
fn shared(one: &Registration, asked: String) -> String {
    match one.given.kind {
        Kind::Staff => format!("{asked}\n\n{}", text::evaluation_share(one.given.language)),
        Kind::One | Kind::Group => asked,
    }
}

/// Who wants to come, and where the leader answers.
fn leader_body(event: &CourseEvent, one: &Registration, link: &str) -> String {
    let language = one.given.language;
    let (name, work) = (one.given.contact.name.as_str(), one.given.workplace.as_str());
    let then = match one.state.until() {
        Some(until) => text::leader_until(language, instant(language, until)),
        None => text::leader_waits(language, instant(language, event.opening().until)),
    };
    format!("{}\n\n{then}", text::leader_body(language, name, work, link))
}

/// Time, place and link, written by the program and never by a template.
fn facts(event: &CourseEvent, one: &Registration, about: About, language: Language) -> String {
    let notice = about.notice;
    let mut lines = vec![event.title.to_string()];
    // What is over is not reminded of.
    let is_over = |part: &&Occasion| about.ahead().is_some_and(|from| **part < from);
    let parts = event.parts.iter().filter(|part| !is_over(part));
    lines.extend(parts.map(|part| when(language, part)));
    if event.format.has_room() {
        lines.push(text::fact_place(language, event.place.as_str()));
    }
    if let Some(video) = event.video.as_ref().filter(|_| shows_video(one, notice)) {
        lines.push(text::fact_video(language, video.as_str()));
    } else if event.format.has_video() {
        lines.push(text::fact_video_later(language).to_owned());
    }
    match one.given.kind {
        Kind::One => {}
        Kind::Group | Kind::Staff => lines.push(text::fact_seats(language, one.given.seats)),
    }
    let mut written = String::new();
    for line in lines {
        written.push_str(&line);
        written.push('\n');
    }
    written
}

/// Only who has a seat learns where the video is, from what is told of a course that lies ahead.
fn shows_video(one: &Registration, notice: Notice) -> bool {
    one.state == State::Confirmed && notice.shows_video()
}

/// «tirsdag 24. november 2026, 09:00–15:00».
fn when(language: Language, part: &Occasion) -> String {
    let end = part.end().time();
    format!(
        "{}, {}–{}",
        format::date_long(language, part.date),
        format::time(language, part.start),
        format::time(language, end)
    )
}

/// An instant as a clock on a Norwegian wall shows it.
fn instant(language: Language, at: Timestamp) -> String {
    let (day, time) = format::day_and_time(language, at.to_zoned(zone()).datetime());
    words::at(language, day, time)
}

/// The messages to the receiver's calendar: a part each, for one message may hold one meeting alone.
fn calendar(
    event: &CourseEvent,
    one: &Registration,
    receiver: &Receiver<'_>,
    notice: Notice,
    (key, link): (&Key, &str),
    now: Timestamp,
) -> Vec<CalendarPart> {
    let method = match notice {
        Notice::Confirmed | Notice::Changed if one.state == State::Confirmed => Method::Request,
        // Only what was put there is called back.
        Notice::Ended if one.sequence > 0 => Method::Cancel,
        Notice::Left => Method::Cancel,
        Notice::Cancelled if one.state == State::Confirmed => Method::Cancel,
        _ => return Vec::new(),
    };
    let language = one.given.language;
    let parts = event.parts.len();
    // Each has entries of their own.
    let whose = format!("{}-{}", one.number, links::entry_of(key, receiver.email));
    event
        .parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let number = at + 1;
            let title = event.title.as_str();
            let video = event.video.as_ref().filter(|_| method == Method::Request);
            let video = video.map(ToString::to_string).unwrap_or_default();
            let meeting = Meeting {
                uid: format!("{}-{whose}-{number}@handlingsrom", event.id),
                slot: *part,
                sequence: event.calendar.sequence + one.sequence,
                stamp: now,
                summary: if parts == 1 {
                    title.to_owned()
                } else {
                    words::part_of(language, title, number, parts)
                },
                location: if event.format.has_room() {
                    event.place.to_string()
                } else {
                    video.clone()
                },
                description: if event.format.has_video() { video } else { String::new() },
                url: link.to_owned(),
                organizer: (event.contact.to_string(), event.contact_email.to_string()),
                attendee: (receiver.name.to_string(), receiver.email.to_string()),
            };
            CalendarPart {
                method: method.word(),
                text: message(method, &meeting),
            }
        })
        .collect()
}
