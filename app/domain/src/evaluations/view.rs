//! What the pages show of evaluations.

use serde::{Deserialize, Serialize};

use super::round::{Results, RoundState};
use crate::ids::{GroupId, PersonId};

/// The evaluation of a group, for those who may see its results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationView {
    /// Whose.
    pub group: GroupId,
    /// The group's name.
    pub group_name: String,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// Whether the reader may open and close rounds.
    pub may_edit: bool,
    /// Whether there is something to evaluate: a session was held.
    pub has_held: bool,
    /// Where it stands.
    pub state: RoundState,
    /// Whether the group counts as evaluated.
    pub is_evaluated: bool,
    /// How many more can answer.
    pub room: u8,
    /// What may be seen of the answers.
    pub results: Results,
}

/// What the page needs that goes round among the pupils: nothing of the group, and no result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundView {
    /// Whose round.
    pub group: GroupId,
    /// Who leads the round, so that what the tablet keeps is sent as theirs.
    pub reader: PersonId,
    /// Whether a round is open.
    pub is_open: bool,
    /// How many more can answer.
    pub room: u8,
}
