//! Carrying out a transaction, and reading what became of it.

use std::collections::HashMap;
use std::fmt::Write;

use surrealdb::types::{AlreadyExistsError, QueryError, ToSql as _};

use crate::receipt::RECEIPT;
use crate::tx::{GUARDED, MISSING, STALE, Step};
use crate::{Key, Result, Store, StoreError, Tx, marks};

impl Store {
    /// Writes everything in `tx` or nothing. When this returns `Ok`, the rows are on the disk (embedded engine) or
    /// acknowledged by the server, and hints have been sent to [`Store::changes`].
    ///
    /// # Errors
    /// [`StoreError::Conflict`] (run the whole decision again), [`StoreError::Stale`], [`StoreError::NotFound`],
    /// [`StoreError::Taken`], [`StoreError::Repeated`], [`StoreError::Unavailable`] (the outcome is not known: send the same
    /// command again), [`StoreError::Refused`] (the schema does not allow the row).
    pub async fn commit(&self, tx: Tx) -> Result<()> {
        if tx.is_empty() {
            return Ok(());
        }
        let (steps, binds, changes) = tx.into_parts()?;
        let mut text = String::from("BEGIN;\n");
        for step in &steps {
            let _written = writeln!(text, "{};", step.text);
        }
        if steps.iter().any(|step| marks::is_followed(step.table)) {
            let _written = writeln!(text, "{};", marks::LEAVE);
        }
        text.push_str("COMMIT;");
        let mut response = self.run(&text, binds).await?;
        let errors = response.take_errors();
        if !errors.is_empty() {
            return Err(meaning(errors, &steps));
        }
        self.tell(changes);
        Ok(())
    }
}

/// The one error that made the others: every statement of a failed transaction reports one, most of them only that they were not
/// carried out, and a conflict may show at any of them.
fn meaning(errors: HashMap<usize, surrealdb::Error>, steps: &[Step]) -> StoreError {
    let conflict = errors
        .values()
        .any(|error| error.query_details() == Some(&QueryError::TransactionConflict));
    if conflict {
        return StoreError::Conflict;
    }
    let Some((index, error)) = first_cause(errors) else {
        return StoreError::Conflict;
    };
    if is_failed_commit(&error) {
        return StoreError::Unavailable(Box::new(error));
    }
    // Statement 0 is BEGIN.
    match index.checked_sub(1).and_then(|index| steps.get(index)) {
        Some(step) => at_step(error, step),
        None => error.into(),
    }
}

/// The first error that is not merely "not carried out because another failed"; failing that, the last one, which is the commit's.
pub(crate) fn first_cause(errors: HashMap<usize, surrealdb::Error>) -> Option<(usize, surrealdb::Error)> {
    let mut errors: Vec<_> = errors.into_iter().collect();
    errors.sort_by_key(|(index, _)| *index);
    let cause = errors.iter().position(|(_, error)| !is_consequence(error));
    let index = cause.or(errors.len().checked_sub(1))?;
    Some(errors.swap_remove(index))
}

fn is_consequence(error: &surrealdb::Error) -> bool {
    matches!(
        error.query_details(),
        Some(QueryError::NotExecuted | QueryError::Cancelled)
    )
}

fn at_step(error: surrealdb::Error, step: &Step) -> StoreError {
    let table = step.table;
    let message = error.message();
    if error.is_thrown() {
        let (key, expected) = thrown_at(message, step);
        if message.contains(MISSING) {
            return StoreError::NotFound { table, key };
        }
        if message.contains(STALE) {
            return StoreError::Stale { table, key, expected };
        }
        if message.contains(GUARDED) {
            return StoreError::Conflict;
        }
    }
    if error.is_already_exists() || is_unique_index(message) {
        return if table == RECEIPT {
            StoreError::Repeated
        } else {
            let key = taken_key(&error, step);
            StoreError::Taken { table, key }
        };
    }
    error.into()
}

/// Which row of the step a thrown message means, by the number at its end, and the version expected of it.
fn thrown_at(message: &str, step: &Step) -> (Key, u64) {
    let number = message.rsplit(' ').next().and_then(|last| last.parse::<usize>().ok());
    match number.and_then(|number| step.batch.get(number)) {
        Some((key, expected)) => (key.clone(), *expected),
        None => (step.key.clone(), step.expected.unwrap_or_default()),
    }
}

/// Which row of the step is there already.
fn taken_key(error: &surrealdb::Error, step: &Step) -> Key {
    let Some(AlreadyExistsError::Record { id }) = error.already_exists_details() else {
        return step.key.clone();
    };
    let is_it = |key: &&Key| key.record(step.table).to_sql() == *id;
    let named = step.batch.iter().map(|(key, _)| key).find(is_it);
    named.unwrap_or(&step.key).clone()
}

/// The statements went well and the engine failed while committing (a full disk, say), or the answer got lost: what happened is
/// not known for certain.
fn is_failed_commit(error: &surrealdb::Error) -> bool {
    error.message().starts_with("Cannot COMMIT") || error.message().contains("commit outcome is unknown")
}

/// A unique index reports its clash as an internal error with this text only.
fn is_unique_index(message: &str) -> bool {
    message.contains("Database index") && message.contains("already contains")
}
