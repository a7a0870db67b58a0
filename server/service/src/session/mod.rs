//! Sign-in: password and mailed code, signed-in devices, and who a request comes from.
//!
//! Sessions are our own: a random 256-bit token in the browser, its SHA-256 hash in the store. A session rests after 15
//! minutes without use and ends after 10 hours in any case (domain brief 4.2 rule 6; ASVS 7.3.1–2).
//!
//! Nobody can lock another person out. Wrong passwords from unknown devices fill a bucket of the account; when it is
//! full, passwords from unknown devices are no longer tried at all, and the way in is a code mailed to the person,
//! entered together with the password. A device that has signed in before has a bucket of its own.

pub mod account;
pub mod code;
pub mod demo;
pub mod device;
pub mod limits;
pub mod password;
pub mod password_link;
mod sign_in;
pub mod token;

use std::sync::Arc;

use domain::access::Actor;
use domain::people::pledge::{self, Acceptance};
use domain::people::{Language, Person};
use jiff::{SignedDuration, Timestamp};
use store::sessions::{self, SignInRow};
use store::{StoreError, Tx, password_links, people};

use crate::ctx::Services;
use crate::error::ServiceError;
use token::Token;

pub use sign_in::{Begun, Given, Second, SignedIn};

/// Rest after which a session is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(15);
/// Age at which a session is over however much it is used.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(10);
/// How long a mailed code can be used.
pub const CODE_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// Wrong codes after which the attempt is over.
pub const MOST_TRIES: u32 = 5;
/// The last use is written at most this often, so that reading does not become writing.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// Everything that sign-in needs for as long as the process lives.
#[derive(Debug)]
pub struct SignInDesk {
    services: Arc<Services>,
    key: code::Key,
    limits: limits::Limits,
    hasher: password::Hasher,
}

/// Who a request comes from.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The person and the roles held now.
    pub actor: Actor,
    /// The person's language.
    pub language: Language,
    /// Whether the declaration of secrecy is accepted and in date.
    pub pledge_in_force: bool,
}

impl SignInDesk {
    /// A desk with empty buckets. `key` signs codes and device marks.
    pub fn new(services: Arc<Services>, key: code::Key) -> Self {
        let limits = limits::Limits::new(services.clock.clone());
        Self {
            services,
            key,
            limits,
            hasher: password::Hasher::new(),
        }
    }

    /// The key that codes are derived from, for the mailer.
    pub fn key(&self) -> &code::Key {
        &self.key
    }

    /// The buckets of the process.
    pub fn limits(&self) -> &limits::Limits {
        &self.limits
    }

    /// Who holds this token, if the session still runs and the account is open. Roles, closed accounts and revoked
    /// devices count from the next request on, since all are read here each time.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn who(&self, token: &Token) -> Result<Option<Seen>, ServiceError> {
        let store = &self.services.store;
        let now = self.services.clock.now();
        let Some(row) = sessions::sign_in(store, &token.hash()).await.map_err(unavailable)? else {
            return Ok(None);
        };
        if !runs(&row, now) {
            return Ok(None);
        }
        let Some(person) = people::load(store, row.person).await.map_err(unavailable)? else {
            return Ok(None);
        };
        if !person.active {
            return Ok(None);
        }
        let accepted = people::latest_acceptance(store, person.id).await.map_err(unavailable)?;
        self.touch(&row, now).await;
        Ok(Some(seen(&row, &person, accepted, now)))
    }

    /// Ends the session of this token. Unknown tokens are no fault.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn sign_out(&self, token: &Token, request_id: &str) -> Result<(), ServiceError> {
        let store = &self.services.store;
        let Some(row) = sessions::sign_in(store, &token.hash()).await.map_err(unavailable)? else {
            return Ok(());
        };
        account::end(store, &row, "session.sign_out", self.services.clock.now(), request_id).await
    }

    /// Forgets lapsed devices, attempts and links; says how many.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn forget_lapsed(&self) -> Result<usize, ServiceError> {
        let store = &self.services.store;
        let now = self.services.clock.now();
        self.limits.forget_idle();
        let lapsed = sessions::lapsed(store, now - ABSOLUTE, now - IDLE, now - CODE_LIFE)
            .await
            .map_err(unavailable)?;
        let mut forgotten = 0;
        let links = password_links::lapsed(store, now).await.map_err(unavailable)?;
        let keys = lapsed.sign_ins.into_iter().map(|key| (sessions::SIGN_IN, key));
        let keys = keys.chain(lapsed.attempts.into_iter().map(|key| (sessions::ATTEMPT, key)));
        for (table, key) in keys.chain(links.into_iter().map(|key| (password_links::PASSWORD_LINK, key))) {
            let mut tx = Tx::new();
            tx.delete(table, key);
            match store.commit(tx).await {
                Ok(()) => forgotten += 1,
                Err(StoreError::NotFound { .. } | StoreError::Conflict) => {}
                Err(error) => return Err(unavailable(error)),
            }
        }
        Ok(forgotten)
    }

    /// Notes the use of a session. A lost note only shortens the rest, so a failure is logged and no more.
    async fn touch(&self, row: &SignInRow, now: Timestamp) {
        if now.duration_since(row.seen_at) < SEEN_EVERY {
            return;
        }
        let mut tx = Tx::new();
        let seen = SignInRow {
            seen_at: now,
            ..row.clone()
        };
        tx.replace(sessions::SIGN_IN, row.id.as_str(), &seen);
        match self.services.store.commit(tx).await {
            Ok(()) | Err(StoreError::Conflict | StoreError::NotFound { .. }) => {}
            Err(error) => tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the use of a session was not noted"
            ),
        }
    }
}

fn runs(row: &SignInRow, now: Timestamp) -> bool {
    now.duration_since(row.seen_at) < IDLE && now.duration_since(row.created_at) < ABSOLUTE
}

fn seen(row: &SignInRow, person: &Person, accepted: Option<Acceptance>, now: Timestamp) -> Seen {
    Seen {
        actor: Actor {
            person: person.id,
            sign_in: row.sign_in,
            grants: person.grants.clone(),
        },
        language: person.language,
        pledge_in_force: pledge::in_force(accepted, now),
    }
}

pub(crate) fn throttled(full: limits::Full) -> ServiceError {
    ServiceError::Throttled {
        retry_after: full.retry_after,
    }
}

pub(crate) fn unavailable(error: StoreError) -> ServiceError {
    ServiceError::Unavailable(error)
}
