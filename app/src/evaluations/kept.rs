//! What the tablet keeps of answers until they are sent: their sum, never an answer by itself.
//!
//! Kept in this browser, so that a reload or an empty battery loses nothing; keyed by person and group. Signing out clears it
//! (`Clear-Site-Data`).

use domain::command::Envelope;
use domain::evaluations::{Answer, EvaluationCommand, Tally};
use domain::ids::{CommandId, GroupId, PersonId};
use domain::text_guard::Confirmed;
use serde::{Deserialize, Serialize};

use crate::fresh;
use crate::planner::kept;

/// The answers of one group that are not on the server yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Gathered, in the round that is going on.
    gathered: Tally,
    /// On their way: sent with the same key until an answer has come.
    sending: Option<Envelope<EvaluationCommand>>,
}

/// Where the answers of one group are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(String);

impl Place {
    /// Of one person and one group.
    pub fn of(person: PersonId, group: GroupId) -> Self {
        Self(format!("evaluation:{person}:{group}"))
    }

    /// The groups that answers of a person are kept of in this browser.
    pub fn groups(person: PersonId) -> Vec<GroupId> {
        let start = format!("evaluation:{person}:");
        kept::keys(&start)
            .iter()
            .filter_map(|key| key.strip_prefix(&start)?.parse().ok())
            .collect()
    }

    fn read(&self) -> Kept {
        kept::read(&self.0).unwrap_or_default()
    }

    fn write(&self, new: &Kept) {
        if *new == Kept::default() {
            kept::forget(&self.0);
        } else {
            kept::write(&self.0, new);
        }
    }

    /// How many answers are kept.
    pub fn answers(&self) -> u8 {
        let Kept { gathered, sending } = self.read();
        let under_way = match sending.map(|envelope| envelope.command) {
            Some(EvaluationCommand::Add { answers }) => answers.answers(),
            _ => 0,
        };
        gathered.answers().saturating_add(under_way)
    }

    /// Adds an answer to the sum. `false` when this browser does not keep it.
    #[must_use]
    pub fn add(&self, answer: &Answer) -> bool {
        let Kept { gathered, sending } = self.read();
        let Some(gathered) = gathered.with(answer) else {
            return false;
        };
        let new = Kept { gathered, sending };
        self.write(&new);
        self.read() == new
    }

    /// What is to be sent next. What was gathered goes on its way as one sum, under a key that stays the same over reloads.
    pub fn next(&self) -> Option<Envelope<EvaluationCommand>> {
        let Kept { gathered, sending } = self.read();
        if sending.is_some() {
            return sending;
        }
        if gathered.answers() == 0 {
            return None;
        }
        let envelope = Envelope {
            key: CommandId::new(fresh::ulid()),
            expected_version: None,
            confirmed: Confirmed::default(),
            command: EvaluationCommand::Add { answers: gathered },
        };
        self.write(&Kept {
            gathered: Tally::default(),
            sending: Some(envelope.clone()),
        });
        Some(envelope)
    }

    /// Forgets what has arrived.
    pub fn settle(&self, key: CommandId) {
        let mut kept = self.read();
        if kept.sending.as_ref().is_some_and(|envelope| envelope.key == key) {
            kept.sending = None;
            self.write(&kept);
        }
    }

    /// Forgets everything, for what the server will never take.
    pub fn discard(&self) {
        kept::forget(&self.0);
    }
}
