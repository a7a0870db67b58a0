//! The two steps of signing in: e-mail and password, then the mailed code.

use std::net::IpAddr;

use domain::ids::{PersonId, SignInId};
use domain::issue::{IssueCode, Issues};
use domain::people::Person;
use domain::text::Email;
use jiff::Timestamp;
use store::sessions::{self, AttemptRow, SignInRow};
use store::{AuditEntry, StoreError, Tx, people};
use ulid::Ulid;

use super::limits::{Full, email_key};
use super::token::Token;
use super::{CODE_LIFE, MOST_TRIES, SignInDesk, account, code, device, throttled, unavailable};
use crate::error::ServiceError;
use crate::mail::Mail;

/// What a person typed on the first page, and from where.
#[derive(Debug, Clone)]
pub struct Given<'a> {
    /// E-mail, as typed.
    pub email: &'a str,
    /// Password, as typed.
    pub password: &'a str,
    /// Where the request comes from.
    pub address: IpAddr,
    /// The mark of a known device, if the browser sent one.
    pub device_mark: Option<&'a str>,
}

/// What a person typed on the second page, and from where.
#[derive(Debug, Clone)]
pub struct Second<'a> {
    /// The mailed code, as typed.
    pub code: &'a str,
    /// Password, where the first page's was not tried.
    pub password: &'a str,
    /// Where the request comes from.
    pub address: IpAddr,
    /// The browser's User-Agent header.
    pub user_agent: &'a str,
    /// The session that the browser came with, which ends now.
    pub old: Option<&'a Token>,
    /// For the audit trail.
    pub request_id: &'a str,
}

/// The first step is done; the browser holds the token until the second.
#[derive(Debug)]
pub struct Begun {
    /// Names the attempt in the browser.
    pub token: Token,
    /// Whether the password has to be given again together with the code.
    pub password_needed: bool,
}

/// Signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The session's secret.
    pub token: Token,
    /// The mark of a known device, for the next time.
    pub device_mark: String,
}

impl SignInDesk {
    /// First step. A wrong password and an e-mail without an account give the same answer after the same work.
    ///
    /// # Errors
    /// `Invalid` when a field is empty, `Rule("wrong_credentials")`, `Throttled` by address, `Unavailable`.
    pub async fn begin(&self, given: &Given<'_>) -> Result<Begun, ServiceError> {
        check_filled(given)?;
        let key = email_key(given.email);
        let person = self.account_of(&key).await?;
        let lane = self.lane(given, &key, person.as_ref());
        if let Lane::Full(full) = lane {
            return Err(throttled(full));
        }
        let tries_password = !matches!(lane, Lane::CodeFirst);
        if tries_password && !self.password_is_right(given.password, person.as_ref()).await? {
            return Err(ServiceError::Rule("wrong_credentials"));
        }
        if !matches!(lane, Lane::KnownDevice) {
            self.limits.mail(&key, given.address).map_err(throttled)?;
        }
        self.queue_code(person.as_ref(), tries_password).await
    }

    /// Whether the attempt of this token still waits, and if so whether the password has to be given with the code.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn waiting(&self, token: &Token) -> Result<Option<bool>, ServiceError> {
        Ok(self.attempt(token).await?.map(|attempt| !attempt.password_known))
    }

    /// Second step: a right code (and password, where it was not tried before) opens a new session and ends the old.
    ///
    /// # Errors
    /// `Rule("wrong_code")`, `Rule("attempt_over")`, `Invalid`, `Throttled`, `Unavailable`.
    pub async fn finish(&self, token: &Token, second: &Second<'_>) -> Result<SignedIn, ServiceError> {
        let over = || ServiceError::Rule("attempt_over");
        let attempt = self.attempt(token).await?.ok_or_else(over)?;
        check_second(&attempt, second)?;
        if !attempt.password_known {
            // Whoever has shown the right password has five tries, whatever others do at the same address.
            self.limits.address(second.address).map_err(throttled)?;
        }
        self.count_try(&attempt).await?;
        let person = match attempt.person {
            Some(id) => people::load(&self.services.store, id).await.map_err(unavailable)?,
            None => None,
        };
        let code_right = code::is_right(&self.key, &attempt.attempt, second.code);
        let password_right = attempt.password_known || self.password_is_right(second.password, person.as_ref()).await?;
        match person {
            Some(person) if person.active && code_right && password_right => self.open(&attempt, &person, second).await,
            _ => Err(ServiceError::Rule("wrong_code")),
        }
    }

    /// Opens a session for a person without password and code; only the demonstration page comes here.
    pub(super) async fn open_for(
        &self,
        person: &Person,
        user_agent: &str,
        old: Option<&Token>,
        request_id: &str,
    ) -> Result<SignedIn, ServiceError> {
        let mut tx = Tx::new();
        let signed_in = self.new_session(&mut tx, person.id, user_agent, request_id);
        self.services.store.commit(tx).await.map_err(unavailable)?;
        self.end_old(old, request_id).await?;
        Ok(signed_in)
    }

    async fn open(&self, attempt: &AttemptRow, person: &Person, second: &Second<'_>) -> Result<SignedIn, ServiceError> {
        let mut tx = Tx::new();
        // Of two requests with the same right code, one finds the attempt gone.
        tx.delete(sessions::ATTEMPT, attempt.id.as_str());
        let signed_in = self.new_session(&mut tx, person.id, second.user_agent, second.request_id);
        match self.services.store.commit(tx).await {
            Ok(()) => {}
            Err(StoreError::NotFound { .. } | StoreError::Conflict) => return Err(ServiceError::Rule("attempt_over")),
            Err(error) => return Err(unavailable(error)),
        }
        self.end_old(second.old, second.request_id).await?;
        Ok(signed_in)
    }

    fn new_session(&self, tx: &mut Tx, person: PersonId, user_agent: &str, request_id: &str) -> SignedIn {
        let now = self.services.clock.now();
        let token = Token::fresh();
        let row = SignInRow {
            id: token.hash(),
            sign_in: SignInId::new(new_ulid(now)),
            person,
            device: device::describe(user_agent),
            created_at: now,
            seen_at: now,
        };
        tx.create(sessions::SIGN_IN, row.id.as_str(), &row).audit(
            AuditEntry::new(
                person.to_string(),
                "session.sign_in",
                sessions::SIGN_IN,
                row.sign_in.to_string(),
                now,
            )
            .after(&account::Audited::of(&row))
            .request(request_id),
        );
        SignedIn {
            token,
            device_mark: device::mark(&self.key, person),
        }
    }

    async fn end_old(&self, old: Option<&Token>, request_id: &str) -> Result<(), ServiceError> {
        match old {
            Some(token) => self.sign_out(token, request_id).await,
            None => Ok(()),
        }
    }

    async fn account_of(&self, key: &str) -> Result<Option<Person>, ServiceError> {
        let Ok(email) = Email::parse(key) else {
            return Ok(None);
        };
        let person = people::by_email(&self.services.store, &email)
            .await
            .map_err(unavailable)?;
        Ok(person.filter(|person| person.active))
    }

    fn lane(&self, given: &Given<'_>, key: &str, person: Option<&Person>) -> Lane {
        let known = person
            .zip(given.device_mark)
            .and_then(|(person, mark)| device::known(&self.key, mark, person.id));
        if let Some(name) = known {
            return self.limits.device(name).map_or_else(Lane::Full, |()| Lane::KnownDevice);
        }
        if let Err(full) = self.limits.address(given.address) {
            return Lane::Full(full);
        }
        self.limits.account(key).map_or(Lane::CodeFirst, |()| Lane::Password)
    }

    async fn password_is_right(&self, password: &str, person: Option<&Person>) -> Result<bool, ServiceError> {
        let stored = match person {
            Some(person) => sessions::credential(&self.services.store, person.id)
                .await
                .map_err(unavailable)?,
            None => None,
        };
        let hash = stored.as_ref().map(|row| row.password_hash.as_str());
        Ok(self.hasher.verify(password, hash).await)
    }

    /// Notes the attempt and mails its code, in one transaction. An attempt without an account is noted too, so that it
    /// takes as long and looks the same; it can't succeed.
    async fn queue_code(&self, person: Option<&Person>, password_known: bool) -> Result<Begun, ServiceError> {
        let now = self.services.clock.now();
        let token = Token::fresh();
        let attempt = AttemptRow {
            id: token.hash(),
            attempt: new_ulid(now).to_string(),
            person: person.map(|person| person.id),
            password_known,
            tries: 0,
            created_at: now,
            version: 1,
        };
        let mut tx = Tx::new();
        tx.create(sessions::ATTEMPT, attempt.id.as_str(), &attempt);
        if let Some(person) = person {
            let mail = Mail::SignInCode {
                person: person.id,
                attempt: attempt.attempt.clone(),
                until: now + CODE_LIFE,
            };
            mail.queue(&mut tx, now);
        }
        self.services.store.commit(tx).await.map_err(unavailable)?;
        Ok(Begun {
            token,
            password_needed: !password_known,
        })
    }

    async fn attempt(&self, token: &Token) -> Result<Option<AttemptRow>, ServiceError> {
        let now = self.services.clock.now();
        let row = sessions::attempt(&self.services.store, &token.hash())
            .await
            .map_err(unavailable)?;
        Ok(row.filter(|row| now.duration_since(row.created_at) < CODE_LIFE && row.tries < MOST_TRIES))
    }

    /// Counts the try before it is judged, so that tries at the same time can't share one.
    async fn count_try(&self, attempt: &AttemptRow) -> Result<(), ServiceError> {
        let mut tx = Tx::new();
        let counted = AttemptRow {
            tries: attempt.tries + 1,
            ..attempt.clone()
        };
        tx.update_versioned(sessions::ATTEMPT, attempt.id.as_str(), attempt.version, &counted);
        match self.services.store.commit(tx).await {
            Ok(()) => Ok(()),
            Err(StoreError::Stale { .. } | StoreError::Conflict) => Err(ServiceError::Stale),
            Err(StoreError::NotFound { .. }) => Err(ServiceError::Rule("attempt_over")),
            Err(error) => Err(unavailable(error)),
        }
    }
}

/// How a first step goes on.
enum Lane {
    /// The password is tried; codes need no room of their own, for the device's bucket counts the tries.
    KnownDevice,
    /// The password is tried.
    Password,
    /// The password is not tried; it is asked for together with the mailed code.
    CodeFirst,
    /// No more for now.
    Full(Full),
}

fn check_filled(given: &Given<'_>) -> Result<(), ServiceError> {
    let mut issues = Issues::new();
    if given.email.trim().is_empty() {
        issues.push("email", IssueCode::Required);
    } else {
        issues.keep("email", Email::parse(&email_key(given.email)));
    }
    if given.password.is_empty() {
        issues.push("password", IssueCode::Required);
    }
    if issues.is_empty() {
        Ok(())
    } else {
        Err(ServiceError::Invalid(issues.into_vec()))
    }
}

fn check_second(attempt: &AttemptRow, second: &Second<'_>) -> Result<(), ServiceError> {
    let mut issues = Issues::new();
    if second.code.trim().is_empty() {
        issues.push("code", IssueCode::Required);
    }
    if !attempt.password_known && second.password.is_empty() {
        issues.push("password", IssueCode::Required);
    }
    if issues.is_empty() {
        Ok(())
    } else {
        Err(ServiceError::Invalid(issues.into_vec()))
    }
}

fn new_ulid(now: Timestamp) -> Ulid {
    Ulid::from_parts(u64::try_from(now.as_millisecond()).unwrap_or_default(), rand::random())
}
