//! Evaluations of groups: one row of sums a group.

use std::collections::BTreeSet;

use domain::evaluations::{Evaluation, RoundState, Tally};
use domain::ids::GroupId;
use serde::{Deserialize, Serialize};

use crate::{Guard, Key, Result, Store, Table, Tx};

/// The sums.
pub const EVALUATION: Table = Table::new("group_evaluation");

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct EvaluationRow {
    state: RoundState,
    given: Tally,
    published: Tally,
    is_evaluated: bool,
}

/// What lists want to know of an evaluation.
#[derive(Deserialize)]
struct Mark {
    id: GroupId,
    is_evaluated: bool,
}

/// The guard of a group's evaluation: read it before the evaluation, commit with it.
///
/// # Errors
/// As every read.
pub async fn guard(store: &Store, group: GroupId) -> Result<Guard> {
    store.guard(EVALUATION, group.to_string()).await
}

/// The evaluation of a group; one that was never opened has no row.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, group: GroupId) -> Result<Evaluation> {
    let row: Option<EvaluationRow> = store.get(EVALUATION, group.to_string()).await?;
    Ok(row.map(evaluation).unwrap_or_default())
}

/// Which of the groups their pupils have evaluated.
///
/// # Errors
/// As every read.
pub async fn evaluated(store: &Store, groups: impl IntoIterator<Item = GroupId>) -> Result<BTreeSet<GroupId>> {
    let keys: Vec<Key> = groups.into_iter().map(|group| Key::One(group.to_string())).collect();
    let marks: Vec<Mark> = store.get_all(EVALUATION, &keys).await?;
    Ok(marks
        .into_iter()
        .filter(|mark| mark.is_evaluated)
        .map(|mark| mark.id)
        .collect())
}

/// Writes the evaluation. Commit with the [`guard`] that was read before it.
pub fn save(tx: &mut Tx, group: GroupId, evaluation: &Evaluation) {
    let Evaluation {
        state,
        given,
        published,
        is_evaluated,
    } = *evaluation;
    let row = EvaluationRow {
        state,
        given,
        published,
        is_evaluated,
    };
    tx.put(EVALUATION, group.to_string(), &row);
}

fn evaluation(row: EvaluationRow) -> Evaluation {
    Evaluation {
        state: row.state,
        given: row.given,
        published: row.published,
        is_evaluated: row.is_evaluated,
    }
}
