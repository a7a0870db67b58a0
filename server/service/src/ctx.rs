//! What every use case is given: the services of the process and the one who asks.

use std::sync::Arc;

use domain::access::{self, Action, Actor, Subject};
use domain::command::Envelope;
use domain::people::Language;
use domain::text_guard::{FreeTexts, confirmed_names, names_in};
use jiff::Timestamp;
use serde::Serialize;
use store::Store;
use store::files::Files;

use crate::ballots::Ballots;
use crate::clock::Clock;
use crate::courses::Desks;
use crate::coverage::Coverage;
use crate::curriculum::Aims;
use crate::error::ServiceError;
use crate::modules::Library;

/// What lives as long as the process.
#[derive(Debug)]
pub struct Services {
    /// The store.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// The library of modules, ready to be searched.
    pub library: Library,
    /// What files hold.
    pub files: Files,
    /// The curriculum's aims, ready to be searched.
    pub aims: Aims,
    /// What coverage is counted from.
    pub coverage: Coverage,
    /// Where seats of courses are given.
    pub desks: Desks,
    /// Where answers to surveys stand in line.
    pub ballots: Ballots,
}

impl Services {
    /// A process with nothing read yet, whose files are in memory.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self::with_files(store, clock, Files::memory())
    }

    /// The same with files somewhere.
    pub fn with_files(store: Store, clock: Clock, files: Files) -> Self {
        Self {
            store,
            clock,
            library: Library::default(),
            files,
            aims: Aims::default(),
            coverage: Coverage::default(),
            desks: Desks::default(),
            ballots: Ballots::default(),
        }
    }
}

/// One request: who asks, in which language, under which request id.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// The services of the process.
    pub services: Arc<Services>,
    /// Who is signed in, if anyone.
    pub actor: Option<Actor>,
    /// Whether the declaration of secrecy is accepted and in date.
    pub pledge_in_force: bool,
    /// The language of the answer.
    pub language: Language,
    /// Told to the reader when something fails, and written in the log and the audit trail.
    pub request_id: String,
}

impl Ctx {
    /// The store.
    pub fn store(&self) -> &Store {
        &self.services.store
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.services.clock.now()
    }

    /// Today's date in Norway.
    pub fn today(&self) -> jiff::civil::Date {
        self.services.clock.local().date()
    }

    /// An audit entry for what `actor` does to a record now, in this request.
    pub fn audit(
        &self,
        actor: &Actor,
        action: &str,
        table: store::Table,
        key: impl Into<store::Key>,
    ) -> store::AuditEntry {
        store::AuditEntry::new(actor.person.to_string(), action, table, key, self.now()).request(&self.request_id)
    }

    /// The same for a record that a command changes: how it was and became, and the names that were confirmed in the command. What stood in
    /// the record before was confirmed before.
    pub fn audit_change<C: FreeTexts, R: FreeTexts + Serialize>(
        &self,
        actor: &Actor,
        action: &str,
        (table, key): (store::Table, String),
        (before, after): (&R, &R),
        envelope: &Envelope<C>,
    ) -> store::AuditEntry {
        let standing = names_in(before).into_iter().collect();
        self.audit(actor, action, table, key)
            .before(before)
            .after(after)
            .confirmed(&confirmed_names(&envelope.command, &envelope.confirmed, &standing))
    }

    /// The signed-in person, before the declaration of secrecy is looked at. For sign-in itself alone.
    ///
    /// # Errors
    /// `SignedOut`.
    pub fn signed_in(&self) -> Result<&Actor, ServiceError> {
        self.actor.as_ref().ok_or(ServiceError::SignedOut)
    }

    /// The first line of every use case: signed in, declaration accepted, and the access table says yes.
    ///
    /// # Errors
    /// `SignedOut`, `PledgeNeeded` or `Denied`.
    pub fn authorise(&self, action: Action, subject: &Subject) -> Result<&Actor, ServiceError> {
        let actor = self.signed_in()?;
        if !self.pledge_in_force {
            return Err(ServiceError::PledgeNeeded);
        }
        if access::may(actor, action, subject) {
            return Ok(actor);
        }
        tracing::info!(request_id = %self.request_id, person = %actor.person, ?action, "access denied");
        Err(ServiceError::Denied)
    }

    /// For lists: signed in, declaration accepted, and some role of the person's reaches the action somewhere. The rows
    /// are then filtered one by one with [`access::may`].
    ///
    /// # Errors
    /// `SignedOut`, `PledgeNeeded` or `Denied`.
    pub fn authorise_some(&self, action: Action) -> Result<&Actor, ServiceError> {
        let actor = self.signed_in()?;
        if !self.pledge_in_force {
            return Err(ServiceError::PledgeNeeded);
        }
        if access::may_some(&actor.grants, action) {
            Ok(actor)
        } else {
            Err(ServiceError::Denied)
        }
    }
}
