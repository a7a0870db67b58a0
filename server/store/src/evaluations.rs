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

/// Whether an evaluation of the group was ever opened.
///
/// # Errors
/// As every read.
pub async fn exists(store: &Store, group: GroupId) -> Result<bool> {
    let row: Option<EvaluationRow> = store.get(EVALUATION, group.to_string()).await?;
    Ok(row.is_some())
}

/// Takes the sums away, with their group.
pub fn remove(tx: &mut Tx, group: GroupId) {
    tx.delete(EVALUATION, group.to_string());
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

#[cfg(test)]
mod tests {
    use domain::evaluations::{Answer, EvaluationCommand, Grounds, Smiley, apply};
    use domain::text::Seats;
    use ulid::Ulid;

    use super::*;

    const GROUP: GroupId = GroupId::new(Ulid(6));
    const OTHER: GroupId = GroupId::new(Ulid(7));

    /// One that was closed after six of the same answer.
    fn closed() -> Evaluation {
        let answer = Answer::complete(|_| Some(Smiley::Neutral)).unwrap();
        let answers = (0..6).fold(Tally::default(), |tally, _| tally.with(&answer).unwrap());
        let grounds = Grounds {
            seats: Seats::new(10).unwrap(),
            has_held: true,
        };
        [
            EvaluationCommand::Open,
            EvaluationCommand::Add { answers },
            EvaluationCommand::Close,
        ]
        .iter()
        .fold(Evaluation::default(), |before, command| {
            apply(&before, command, grounds).unwrap()
        })
    }

    #[tokio::test]
    async fn an_evaluation_comes_back_as_it_was_written_and_lists_know_which_are_done() {
        let store = Store::memory().await.unwrap();
        assert_eq!(load(&store, GROUP).await.unwrap(), Evaluation::default());
        let mut tx = Tx::new();
        save(&mut tx, GROUP, &closed());
        save(&mut tx, OTHER, &Evaluation::default());
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, GROUP).await.unwrap(), closed());
        assert_eq!(load(&store, OTHER).await.unwrap(), Evaluation::default());
        let done = evaluated(&store, [GROUP, OTHER, GroupId::new(Ulid(8))]).await.unwrap();
        assert_eq!(done, BTreeSet::from([GROUP]));
    }

    #[tokio::test]
    async fn two_tablets_that_send_at_once_do_not_write_over_each_other() {
        let store = Store::memory().await.unwrap();
        let seen = [guard(&store, GROUP).await.unwrap(), guard(&store, GROUP).await.unwrap()];
        let mut outcomes = Vec::new();
        for guard in &seen {
            let mut tx = Tx::new();
            tx.guard(guard);
            save(&mut tx, GROUP, &closed());
            outcomes.push(store.commit(tx).await);
        }
        assert!(outcomes[0].is_ok());
        assert!(matches!(outcomes[1], Err(crate::StoreError::Conflict)), "{outcomes:?}");
    }
}
