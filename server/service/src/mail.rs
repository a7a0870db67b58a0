//! Mails: what is queued in the outbox, and how it becomes text when it is sent.

use domain::ids::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Store, Tx, people};

use crate::error::ServiceError;
use crate::session::code;

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
        }
    }

    /// The mail as text in the receiver's language; nothing when it has become pointless.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn write(&self, store: &Store, key: &code::Key, now: Timestamp) -> Result<Option<Letter>, ServiceError> {
        match self {
            Self::SignInCode { person, attempt, until } => {
                let person = people::load(store, *person).await.map_err(ServiceError::Unavailable)?;
                let Some(person) = person.filter(|person| person.active && now < *until) else {
                    return Ok(None);
                };
                let code = code::of_attempt(key, attempt);
                let (first, last) = code.split_at(code.len() / 2);
                Ok(Some(Letter {
                    name: person.name.into(),
                    address: person.email.into(),
                    // Without the code, since subjects show on locked screens.
                    subject: i18n::mail::sign_in_code_subject(person.language).to_owned(),
                    body: i18n::mail::sign_in_code_body(person.language, format!("{first} {last}")),
                }))
            }
        }
    }
}
