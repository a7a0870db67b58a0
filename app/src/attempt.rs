//! The key of a command that a form sends.

use domain::command::Envelope;
use domain::ids::CommandId;
use domain::text_guard::Confirmed;
use leptos::prelude::*;

use crate::error::{AppError, ErrorCode};
use crate::fresh;

/// The key of what a form is about to do: the same at each attempt until an answer has come, so that a second press, or a
/// second try when the answer was lost on its way, has the effect of one.
#[derive(Clone, Copy)]
pub struct AttemptKey(StoredValue<Option<CommandId>>);

impl AttemptKey {
    /// No attempt yet.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// The key to send with.
    pub fn key(self) -> CommandId {
        let key = self.0.get_value().unwrap_or_else(|| CommandId::new(fresh::ulid()));
        self.0.set_value(Some(key));
        key
    }

    /// The command in its envelope.
    pub fn envelope<C>(self, expected_version: Option<u64>, command: C) -> Envelope<C> {
        self.confirmed_envelope(expected_version, Confirmed::default(), command)
    }

    /// The command in its envelope, with the words that the person said are nobody's name.
    pub fn confirmed_envelope<C>(self, expected_version: Option<u64>, confirmed: Confirmed, command: C) -> Envelope<C> {
        Envelope {
            key: self.key(),
            expected_version,
            confirmed,
            command,
        }
    }

    /// Takes note of the answer: when one came, the next attempt is another command.
    pub fn settle<T>(self, answer: &Result<T, AppError>) {
        let is_lost = matches!(answer, Err(error) if matches!(error.code, ErrorCode::Offline | ErrorCode::Unavailable));
        if !is_lost {
            self.0.set_value(None);
        }
    }
}

impl Default for AttemptKey {
    fn default() -> Self {
        Self::new()
    }
}
