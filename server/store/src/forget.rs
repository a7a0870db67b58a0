//! Letting go of what was only kept so that a repeat is known: receipts of commands and effects that were carried out, and yesterday's
//! [`marks`].

use jiff::{SignedDuration, Timestamp};
use surrealdb::types::Variables;

use crate::calendar_feed::FAREWELL;
use crate::presence::PRESENCE;
use crate::receipt::RECEIPT;
use crate::{Key, Result, Store, StoreError, Table, Tx, instant, jobs, marks, row};

/// How long they are kept: 90 days. A tablet that lay in a drawer over the summer holidays, eight weeks, may still send what it
/// had waiting, and it must be known again.
pub const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Rows taken away in one transaction.
const BATCH: usize = 500;

/// Deletes receipts and finished jobs from before `before`, and marks of yesterday, up to 500 of each; returns how many. Call again until it is none.
/// A command or effect that comes in again after that is carried out again, so `before` lies [`KEPT`] back.
///
/// # Errors
/// As every read and commit; another process at the same work is no error.
pub async fn forget(store: &Store, before: Timestamp) -> Result<usize> {
    let receipts = forget_in(
        store,
        RECEIPT,
        "SELECT id, at FROM command_receipt WHERE at < $before LIMIT $most",
        before,
    );
    let done = forget_in(
        store,
        jobs::DONE,
        "SELECT id, done_at FROM outbox_done WHERE done_at < $before LIMIT $most",
        before,
    );
    Ok(receipts.await? + done.await? + marks::forget(store).await?)
}

/// Deletes what had left people's calendars before `before`, up to 500; returns how many.
///
/// # Errors
/// As every read and commit; another process at the same work is no error.
pub async fn forget_farewells(store: &Store, before: Timestamp) -> Result<usize> {
    let query = "SELECT id, left_at FROM calendar_farewell WHERE left_at < $before LIMIT $most";
    forget_in(store, FAREWELL, query, before).await
}

/// Deletes up to 500 of those who had a plan open until `before`; returns how many.
///
/// # Errors
/// As every read and commit; another process at the same work is no error.
pub async fn forget_presence(store: &Store, before: Timestamp) -> Result<usize> {
    let query = "SELECT id, until FROM plan_presence WHERE until < $before LIMIT $most";
    forget_in(store, PRESENCE, query, before).await
}

#[derive(serde::Deserialize)]
struct Old {
    id: Key,
}

async fn forget_in(store: &Store, table: Table, query: &'static str, before: Timestamp) -> Result<usize> {
    let mut binds = Variables::new();
    binds.insert("before", instant::text(before));
    binds.insert("most", BATCH as i64);
    let rows: Vec<Old> = store
        .rows(query, binds)
        .await?
        .into_iter()
        .map(row::from_json)
        .collect::<Result<_>>()?;
    let mut tx = Tx::new();
    for old in &rows {
        tx.delete(table, &old.id);
    }
    match store.commit(tx).await {
        Ok(()) => Ok(rows.len()),
        // Another process is at the same work.
        Err(StoreError::Conflict | StoreError::NotFound { .. }) => Ok(0),
        Err(error) => Err(error),
    }
}
