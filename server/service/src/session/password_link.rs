//! Links to choose a password: mailed to a new person, to one who has forgotten it, or printed on the command line.
//!
//! The link holds a random name and a secret that is derived from it with the server's key, so that neither the store nor
//! the queue of mails ever holds one. It is good once, and for a while; a newer one takes the place of the older.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::PersonId;
use domain::issue::IssueCode;
use domain::people::Person;
use domain::text::Email;
use jiff::{SignedDuration, Timestamp};
use store::password_links::{self as rows, PASSWORD_LINK, PasswordLinkRow};
use store::sessions::{self, CREDENTIAL, CredentialRow};
use store::{AuditEntry, StoreError, Tx, people};
use subtle::ConstantTimeEq;

use super::code::Key;
use super::limits::email_key;
use super::{SignInDesk, account, password, unavailable};
use crate::error::ServiceError;
use crate::mail::Mail;
use crate::{Ctx, Services};

/// How long an invitation is good: a week, for it may wait over days off.
pub const INVITED: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a link is good that somebody has asked for just now.
pub const ASKED: SignedDuration = SignedDuration::from_mins(30);
/// The page that a link opens.
pub const PATH: &str = "/password";
const PURPOSE: &str = "password link";

/// The link's address below the public address; a secret.
pub fn path(key: &Key, link: &str) -> String {
    format!("{PATH}?link={}", secret(key, link))
}

/// The name and the secret derived from it, as the link carries them.
fn secret(key: &Key, link: &str) -> String {
    format!("{link}.{}", URL_SAFE_NO_PAD.encode(key.mac(PURPOSE, link)))
}

/// The link's name, if the secret beside it is right.
fn genuine<'a>(key: &Key, text: &'a str) -> Option<&'a str> {
    let (link, _) = text.split_once('.')?;
    let right: bool = secret(key, link).as_bytes().ct_eq(text.as_bytes()).into();
    right.then_some(link)
}

/// Writes a new link for the person and takes the older away; gives its name.
pub(crate) fn renew(
    tx: &mut Tx,
    older: &[PasswordLinkRow],
    person: &Person,
    life: SignedDuration,
    now: Timestamp,
) -> String {
    let link = PasswordLinkRow {
        id: URL_SAFE_NO_PAD.encode(rand::random::<[u8; 16]>()),
        person: person.id,
        until: now + life,
    };
    rows::renew(tx, older, &link);
    link.id
}

/// Queues an invitation.
pub(crate) fn invite(tx: &mut Tx, older: &[PasswordLinkRow], person: &Person, now: Timestamp) {
    let link = renew(tx, older, person, INVITED, now);
    let mail = Mail::Invitation {
        person: person.id,
        link,
        until: now + INVITED,
    };
    mail.queue(tx, now);
}

/// Until when the person's newest link is good; nothing without one.
pub(crate) async fn good_until(ctx: &Ctx, person: PersonId) -> Result<Option<Timestamp>, ServiceError> {
    let links = rows::of_person(ctx.store(), person).await?;
    let now = ctx.now();
    Ok(links
        .into_iter()
        .map(|link| link.until)
        .filter(|until| now < *until)
        .max())
}

impl SignInDesk {
    /// Somebody has forgotten a password: mails a link if the e-mail has an open account. The answer is the same in any case.
    ///
    /// # Errors
    /// `Invalid` when it is no e-mail; `Throttled`; `Unavailable`.
    pub async fn forgotten(&self, typed: &str, address: IpAddr) -> Result<(), ServiceError> {
        let key = email_key(typed);
        let email = Email::parse(&key).map_err(|code| ServiceError::field("email", code))?;
        self.limits
            .address(address)
            .and_then(|()| self.limits.mail(&key, address))
            .map_err(super::throttled)?;
        let store = &self.services.store;
        let person = people::by_email(store, &email).await.map_err(unavailable)?;
        let Some(person) = person.filter(|person| person.active) else {
            return Ok(());
        };
        let now = self.services.clock.now();
        let older = rows::of_person(store, person.id).await.map_err(unavailable)?;
        let mut tx = Tx::new();
        let link = renew(&mut tx, &older, &person, ASKED, now);
        let mail = Mail::ForgottenPassword {
            person: person.id,
            link,
            until: now + ASKED,
        };
        mail.queue(&mut tx, now);
        match store.commit(tx).await {
            // Asked twice at once: the other one mails.
            Ok(()) | Err(StoreError::NotFound { .. } | StoreError::Conflict) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Whose password a link sets; nobody when it is used, lapsed, replaced or not ours.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn owner_of_link(&self, text: &str) -> Result<Option<Person>, ServiceError> {
        Ok(self.link(text).await?.map(|(_, person)| person))
    }

    /// Sets the password by a link, uses the link up, and ends every session of the person.
    ///
    /// # Errors
    /// `Rule("link_over")` when the link is no good; `Invalid` for a weak password; `Unavailable`.
    pub async fn set_by_link(&self, text: &str, chosen: &str, request_id: &str) -> Result<Person, ServiceError> {
        let over = || ServiceError::Rule("link_over");
        let (link, person) = self.link(text).await?.ok_or_else(over)?;
        check(chosen, &person)?;
        let store = &self.services.store;
        let now = self.services.clock.now();
        let mut tx = Tx::new();
        rows::use_up(&mut tx, &link);
        set(&mut tx, &person, self.hasher.hash(chosen).await?, now, request_id);
        for row in sessions::of_person(store, person.id).await.map_err(unavailable)? {
            account::end_in(&mut tx, &row, "session.revoke", now, request_id);
        }
        match store.commit(tx).await {
            Ok(()) => Ok(person),
            Err(StoreError::NotFound { table, .. }) if table == PASSWORD_LINK => Err(over()),
            Err(error) => Err(unavailable(error)),
        }
    }

    async fn link(&self, text: &str) -> Result<Option<(PasswordLinkRow, Person)>, ServiceError> {
        let Some(name) = genuine(&self.key, text) else {
            return Ok(None);
        };
        let Services { store, clock, .. } = &*self.services;
        let Some(link) = rows::load(store, name).await.map_err(unavailable)? else {
            return Ok(None);
        };
        if link.until <= clock.now() {
            return Ok(None);
        }
        let person = people::load(store, link.person).await.map_err(unavailable)?;
        Ok(person.filter(|person| person.active).map(|person| (link, person)))
    }

    /// The signed-in person chooses another password; every other session of theirs ends.
    ///
    /// # Errors
    /// `SignedOut`, `PledgeNeeded`; `Invalid` at `current` when it is not the present password, at `password` when the new
    /// one is weak; `Throttled`; `Unavailable`.
    pub async fn change_password(&self, ctx: &Ctx, current: &str, chosen: &str) -> Result<(), ServiceError> {
        let actor = account::authorise_own(ctx)?;
        let store = ctx.store();
        let person = people::load(store, actor.person).await.map_err(unavailable)?;
        let person = person.ok_or(ServiceError::NotFound)?;
        self.limits
            .account(&email_key(person.email.as_str()))
            .map_err(super::throttled)?;
        let known = sessions::credential(store, person.id).await.map_err(unavailable)?;
        let hash = known.as_ref().map(|row| row.password_hash.as_str());
        if !self.hasher.verify(current, hash).await {
            return Err(ServiceError::field("current", IssueCode::WrongPassword));
        }
        check(chosen, &person)?;
        let mut tx = Tx::new();
        set(
            &mut tx,
            &person,
            self.hasher.hash(chosen).await?,
            ctx.now(),
            &ctx.request_id,
        );
        account::end_others_in(ctx, actor, &mut tx).await?;
        store.commit(tx).await.map_err(unavailable)
    }
}

fn check(chosen: &str, person: &Person) -> Result<(), ServiceError> {
    password::judge(chosen, &[person.name.as_str(), person.email.as_str()])
        .map_err(|code| ServiceError::field("password", code))
}

fn set(tx: &mut Tx, person: &Person, password_hash: String, now: Timestamp, request_id: &str) {
    let row = CredentialRow {
        password_hash,
        changed_at: now,
    };
    sessions::set_credential(tx, person.id, &row);
    let who = person.id.to_string();
    // That it changed and when; never the hash.
    tx.audit(AuditEntry::new(who.clone(), "session.set_password", CREDENTIAL, who, now).request(request_id));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_good_for_its_own_name_and_this_servers_key_alone() {
        let key = Key::new([7; 32]);
        let link = path(&key, "name");
        let text = link.strip_prefix("/password?link=").unwrap();
        assert_eq!(genuine(&key, text), Some("name"));
        assert_eq!(genuine(&Key::new([8; 32]), text), None);
        let swapped = text.replacen("name", "mane", 1);
        for bad in ["", "name", "name.", swapped.as_str(), &text[..text.len() - 1]] {
            assert_eq!(genuine(&key, bad), None, "{bad}");
        }
    }
}
