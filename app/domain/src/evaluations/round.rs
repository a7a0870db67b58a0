//! Rounds of an evaluation, and what of it is published when.
//!
//! Results are not those of the moment: they change only when a round is closed, and only when at least [`FEWEST`] answers have
//! come since they last changed. Whatever two states of the results somebody has seen, what lies between them is a sum of at
//! least [`FEWEST`] answers, and any two of those may have been swapped.

use serde::{Deserialize, Serialize};

use super::tally::Tally;
use crate::text::Seats;
use crate::text_guard::{FreeText, FreeTexts};

/// Answers are shown together with at least this many others, themselves included (domain brief, 4.4).
pub const FEWEST: u8 = 5;

/// Where an evaluation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// No round was opened yet.
    NotOpened,
    /// The tablet goes round.
    Open,
    /// The last round is over.
    Closed,
}

/// The evaluation of one group. Has no sent form: readers get [`Results`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluation {
    /// Where it stands.
    pub state: RoundState,
    /// Every answer that has come in.
    pub given: Tally,
    /// Those that readers see the sums of; none at first.
    pub published: Tally,
    /// Whether a round was closed that had answers: the group counts as evaluated.
    pub is_evaluated: bool,
}

impl Default for Evaluation {
    fn default() -> Self {
        Self {
            state: RoundState::NotOpened,
            given: Tally::default(),
            published: Tally::default(),
            is_evaluated: false,
        }
    }
}

/// What can be done with an evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum EvaluationCommand {
    /// Opens a round, the first or another.
    Open,
    /// Closes it and publishes what may be published.
    Close,
    /// Adds the answers that one tablet has gathered. They may arrive after the round is closed, for they may have waited
    /// for a network; then they count, and are published with a later round.
    Add {
        /// Their sum.
        answers: Tally,
    },
}

impl EvaluationCommand {
    /// The name in the audit trail.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open => "open_evaluation",
            Self::Close => "close_evaluation",
            Self::Add { .. } => "add_answers",
        }
    }
}

impl FreeTexts for EvaluationCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Open | Self::Close | Self::Add { answers: _ } => Vec::new(),
        }
    }
}

/// What the rules look at besides the evaluation: facts of the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grounds {
    /// How many can answer.
    pub seats: Seats,
    /// Whether a session was held.
    pub has_held: bool,
}

/// Why something is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationRule {
    /// There is nothing to evaluate.
    #[error("no session of the group was held")]
    NoSessionHeld,
    /// A round is open.
    #[error("a round is open already")]
    AlreadyOpen,
    /// No round is open.
    #[error("no round is open")]
    NotOpen,
    /// No answer in what was sent.
    #[error("there is no answer to add")]
    NoAnswer,
    /// More answers than seats.
    #[error("there would be more answers than seats")]
    MoreAnswersThanSeats,
}

impl EvaluationRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSessionHeld => "no_session_held",
            Self::AlreadyOpen => "round_already_open",
            Self::NotOpen => "round_not_open",
            Self::NoAnswer => "no_answer",
            Self::MoreAnswersThanSeats => "more_answers_than_seats",
        }
    }
}

/// What readers may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Results {
    /// Too few answers, or the round has not been closed: how many there are, and nothing else.
    Hidden {
        /// How many have come in.
        answers: u8,
    },
    /// The sums that were published last.
    Shown {
        /// The sums.
        tally: Tally,
        /// Answers that have come in since and are not in the sums.
        waiting: u8,
    },
}

impl Evaluation {
    /// What readers may see.
    pub fn results(&self) -> Results {
        let shown = self.published.answers();
        if shown < FEWEST {
            return Results::Hidden {
                answers: self.given.answers(),
            };
        }
        Results::Shown {
            tally: self.published,
            waiting: self.given.answers().saturating_sub(shown),
        }
    }

    /// How many more can answer.
    pub fn room(&self, seats: Seats) -> u8 {
        seats.get().saturating_sub(self.given.answers())
    }

    /// The rule of publishing.
    fn publish(self) -> Tally {
        let fresh = self.given.answers().saturating_sub(self.published.answers());
        if fresh >= FEWEST { self.given } else { self.published }
    }
}

/// The evaluation after a command.
///
/// # Errors
/// The rule that says no.
pub fn apply(before: &Evaluation, command: &EvaluationCommand, grounds: Grounds) -> Result<Evaluation, EvaluationRule> {
    match command {
        EvaluationCommand::Open => match before.state {
            RoundState::Open => Err(EvaluationRule::AlreadyOpen),
            RoundState::NotOpened | RoundState::Closed if !grounds.has_held => Err(EvaluationRule::NoSessionHeld),
            RoundState::NotOpened | RoundState::Closed => Ok(Evaluation {
                state: RoundState::Open,
                ..*before
            }),
        },
        EvaluationCommand::Close => match before.state {
            RoundState::NotOpened | RoundState::Closed => Err(EvaluationRule::NotOpen),
            RoundState::Open => Ok(Evaluation {
                state: RoundState::Closed,
                published: before.publish(),
                is_evaluated: before.is_evaluated || before.given.answers() > 0,
                ..*before
            }),
        },
        EvaluationCommand::Add { answers } => {
            if before.state == RoundState::NotOpened {
                return Err(EvaluationRule::NotOpen);
            }
            if answers.answers() == 0 {
                return Err(EvaluationRule::NoAnswer);
            }
            let given = before
                .given
                .plus(*answers)
                .filter(|given| given.answers() <= grounds.seats.get())
                .ok_or(EvaluationRule::MoreAnswersThanSeats)?;
            Ok(Evaluation { given, ..*before })
        }
    }
}
