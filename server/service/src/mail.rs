//! Mails: what is queued in the outbox, and how it becomes text when it is sent.

use domain::courses::{Contact, Notice};
use domain::ids::{EventId, PersonId};
use domain::people::Language;
use domain::text::Email;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Store, Tx, people};

use crate::courses::{letters, links};
use crate::error::ServiceError;
use crate::session::{code, password_link};

/// The outbox's word for mails.
pub const KIND: &str = "mail";

/// A mail to be sent: names of things, never their text, so that the queue holds no secret and no stale address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "mail")]
pub enum Mail {
    /// The one-time code of a sign-in.
    SignInCode {
        /// To whom.
        person: PersonId,
        /// The attempt that the code is derived from.
        attempt: String,
        /// When the code is of no use any more.
        until: Timestamp,
    },
    /// A new account: a link to choose a password.
    Invitation {
        /// To whom.
        person: PersonId,
        /// The link's name; its secret is derived when the mail is written.
        link: String,
        /// When the link lapses.
        until: Timestamp,
    },
    /// A link to choose another password.
    ForgottenPassword {
        /// To whom.
        person: PersonId,
        /// The link's name.
        link: String,
        /// When the link lapses.
        until: Timestamp,
    },
    /// A link to somebody's own list of courses. They have no account: the mail itself has to say where it goes, until it is sent.
    MyCourses {
        /// To whom.
        email: Email,
        /// In which language.
        language: Language,
        /// When the link lapses.
        until: Timestamp,
        /// What names the mail.
        tag: String,
    },
    /// What is told of a registration for a course.
    Registration(RegistrationMail),
}

/// What is told to whom who has registered for a course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationMail {
    /// Which course.
    pub event: EventId,
    /// Which registration.
    pub number: u32,
    /// What.
    pub notice: Notice,
    /// What makes it another mail than the one before of the same kind; of a certificate, its code.
    pub tag: String,
    /// To whom.
    #[serde(default)]
    pub to: To,
}

/// To whom of a registration a mail goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum To {
    /// To who has registered.
    #[default]
    Contact,
    /// To the colleague at a place.
    Colleague(u16),
    /// To the leader who is asked.
    Leader,
    /// To somebody who is in it no more, and whom therefore the mail itself has to name until it is sent.
    Left {
        /// Whom.
        who: Contact,
        /// Whether they have registered.
        was_contact: bool,
        /// What tells several apart.
        turn: usize,
    },
}

/// What the name of a mail tells, also when the mail is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedMail {
    /// Which registration.
    pub number: u32,
    /// What.
    pub notice: Notice,
    /// What makes it another mail than the one before of the same kind.
    pub tag: String,
    /// The place of the colleague that it went to.
    pub colleague: Option<u16>,
    /// Whether it went to somebody who is in the registration no more.
    pub has_left: bool,
}

impl NamedMail {
    /// What the names of all mails of a course begin with.
    pub fn prefix(event: EventId) -> String {
        format!("registration.{event}.")
    }

    /// Reads the name of a mail of this course.
    pub fn read(event: EventId, name: &str) -> Option<Self> {
        let rest = name.strip_prefix(&Self::prefix(event))?;
        let (number, rest) = rest.split_once('.')?;
        let (notice, tag) = rest.split_once('.')?;
        let (mut tag, mut colleague, mut has_left) = (tag, None, false);
        if let Some((before, to)) = tag.rsplit_once('.') {
            let place = to.strip_prefix("to").and_then(|place| place.parse::<u16>().ok());
            let turn = to.strip_prefix("left").and_then(|turn| turn.parse::<usize>().ok());
            (colleague, has_left) = (place, turn.is_some());
            if place.is_some() || turn.is_some() {
                tag = before;
            }
        }
        Some(Self {
            number: number.parse().ok()?,
            notice: Notice::from_name(notice)?,
            tag: tag.to_owned(),
            colleague,
            has_left,
        })
    }
}

impl RegistrationMail {
    /// The name of the effect.
    pub fn name(&self) -> String {
        let Self {
            event,
            number,
            notice,
            tag,
            to,
        } = self;
        let to = match to {
            To::Contact | To::Leader => String::new(),
            To::Colleague(place) => format!(".to{place}"),
            To::Left { turn, .. } => format!(".left{turn}"),
        };
        format!("registration.{event}.{number}.{}.{tag}{to}", notice.name())
    }
}

/// A message to the receiver's calendar (RFC 6047).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarPart {
    /// `REQUEST` or `CANCEL`, for the MIME header.
    pub method: &'static str,
    /// iCalendar.
    pub text: String,
}

/// What it takes to write mails.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// Where the receivers are.
    pub store: &'a Store,
    /// What codes and links are derived from.
    pub key: &'a code::Key,
    /// The address that people type, without a slash at the end.
    pub public_url: &'a str,
    /// The present instant.
    pub now: Timestamp,
}

/// A mail as text, ready for the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The receiver's name.
    pub name: String,
    /// The receiver's address.
    pub address: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// Where answers go, by name and address, where that is not the sender.
    pub reply_to: Option<(String, String)>,
    /// Messages to the receiver's calendar.
    pub calendar: Vec<CalendarPart>,
}

impl Mail {
    /// Queues the mail in the transaction of the change that wants it.
    pub fn queue(&self, tx: &mut Tx, due: Timestamp) {
        tx.outbox(KIND, &self.name(), self, due);
    }

    /// The name of the effect: the same mail queued twice is sent once.
    fn name(&self) -> String {
        match self {
            Self::SignInCode { attempt, .. } => format!("sign-in-code.{attempt}"),
            Self::Invitation { link, .. } => format!("invitation.{link}"),
            Self::ForgottenPassword { link, .. } => format!("forgotten-password.{link}"),
            Self::MyCourses { tag, .. } => format!("my-courses.{tag}"),
            Self::Registration(mail) => mail.name(),
        }
    }

    /// The mail as text in the receiver's language; nothing when it has become pointless.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn write(&self, desk: Desk<'_>) -> Result<Option<Letter>, ServiceError> {
        let (person, until) = match self {
            Self::SignInCode { person, until, .. }
            | Self::Invitation { person, until, .. }
            | Self::ForgottenPassword { person, until, .. } => (*person, *until),
            Self::MyCourses {
                email, language, until, ..
            } => return my_courses(email, *language, *until, desk).await,
            Self::Registration(mail) => return letters::write(mail, desk).await,
        };
        let person = people::load(desk.store, person)
            .await
            .map_err(ServiceError::Unavailable)?;
        let Some(person) = person.filter(|person| person.active && desk.now < until) else {
            return Ok(None);
        };
        let language = person.language;
        let link = |link: &str| format!("{}{}", desk.public_url, password_link::path(desk.key, link));
        let (subject, body) = match self {
            Self::SignInCode { attempt, .. } => {
                let code = code::of_attempt(desk.key, attempt);
                let (first, last) = code.split_at(code.len() / 2);
                (
                    // Without the code, since subjects show on locked screens.
                    i18n::mail::sign_in_code_subject(language),
                    i18n::mail::sign_in_code_body(language, format!("{first} {last}")),
                )
            }
            Self::Invitation { link: name, .. } => (
                i18n::mail::invitation_subject(language),
                i18n::mail::invitation_body(language, person.email.as_str(), link(name)),
            ),
            Self::ForgottenPassword { link: name, .. } => (
                i18n::mail::forgotten_password_subject(language),
                i18n::mail::forgotten_password_body(language, link(name)),
            ),
            // Written above.
            Self::MyCourses { .. } | Self::Registration(_) => return Ok(None),
        };
        Ok(Some(Letter {
            name: person.name.into(),
            address: person.email.into(),
            subject: subject.to_owned(),
            body,
            reply_to: None,
            calendar: Vec::new(),
        }))
    }
}

async fn my_courses(
    email: &Email,
    language: Language,
    until: Timestamp,
    desk: Desk<'_>,
) -> Result<Option<Letter>, ServiceError> {
    let is_known = store::courses::knows_email(desk.store, email.as_str()).await?;
    let link = format!("{}{}", desk.public_url, links::mine(desk.key, email, until));
    Ok((is_known && desk.now < until).then(|| Letter {
        name: String::new(),
        address: email.to_string(),
        subject: i18n::mail::mine_subject(language).to_owned(),
        body: i18n::mail::mine_body(language, link),
        reply_to: None,
        calendar: Vec::new(),
    }))
}

#[cfg(test)]
mod tests {
    use domain::text::PersonName;
    use ulid::Ulid;

    use super::*;

    #[test]
    fn the_name_of_a_mail_tells_what_it_was() {
        let event = EventId::new(Ulid(7));
        let who = Contact {
            name: PersonName::parse("Silje Ruud").unwrap(),
            email: Email::parse("silje@nav.example").unwrap(),
        };
        let left = To::Left {
            who,
            was_contact: false,
            turn: 2,
        };
        let all = [
            (To::Contact, None, false),
            (To::Leader, None, false),
            (To::Colleague(3), Some(3), false),
            (left, None, true),
        ];
        for (notice, tag) in [
            (Notice::Changed, "e4"),
            (Notice::Confirmed, "v2.490113"),
            (Notice::EvaluationAgain, "2026-12-10"),
        ] {
            for (to, colleague, has_left) in all.clone() {
                let tag = tag.to_owned();
                let mail = RegistrationMail {
                    event,
                    number: 12,
                    notice,
                    tag: tag.clone(),
                    to,
                };
                let read = NamedMail {
                    number: 12,
                    notice,
                    tag,
                    colleague,
                    has_left,
                };
                assert_eq!(NamedMail::read(event, &mail.name()), Some(read));
            }
        }
        assert_eq!(NamedMail::read(event, "invitation.x"), None);
        assert_eq!(
            NamedMail::read(EventId::new(Ulid(8)), "registration.x.1.changed.e1"),
            None
        );
    }
}
