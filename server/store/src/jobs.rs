//! The outbox: effects outside the database, queued in the transaction of the change that wants them.
//!
//! A runner claims rows for a while (a lease), carries the effect out under the row's id (a mail's Message-ID, for instance), and
//! reports. A runner that dies leaves its lease to run out, and another takes the row again with the *same id*: the receiver of the
//! effect sees one effect. Rows that are carried out move to `outbox_done`, so that the queue stays short and the id stays known.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Key, Query, Result, Store, StoreError, Table, Tx, instant};

pub(crate) const OUTBOX: Table = Table::new("outbox");
pub(crate) const DONE: Table = Table::new("outbox_done");

/// Attempts after which a job is laid aside for a person to look at.
pub const MOST_ATTEMPTS: u32 = 12;

/// Bytes kept of a failure's text.
const MOST_ERROR: usize = 500;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct JobRow {
    #[serde(default)]
    id: String,
    kind: String,
    /// JSON text, so that the database does not look into it.
    payload: String,
    #[serde(with = "crate::instant")]
    due: Timestamp,
    attempts: u32,
    #[serde(default, with = "crate::instant::option")]
    lease_until: Option<Timestamp>,
    #[serde(default)]
    leased_by: Option<String>,
    #[serde(default)]
    last_error: Option<String>,
    #[serde(default, with = "crate::instant::option")]
    done_at: Option<Timestamp>,
    #[serde(default, with = "crate::instant::option")]
    dead_at: Option<Timestamp>,
    /// Why a finished job was not carried out.
    #[serde(default)]
    outcome: Option<Outcome>,
    version: u64,
}

/// Why a finished job was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Somebody took it out of the queue before a runner had it.
    HeldBack,
    /// There was nothing to do any more.
    Pointless,
}

impl JobRow {
    pub(crate) fn new(kind: &str, payload: serde_json::Value, due: Timestamp) -> Self {
        Self {
            id: String::new(),
            kind: kind.to_owned(),
            payload: payload.to_string(),
            due,
            attempts: 0,
            lease_until: None,
            leased_by: None,
            last_error: None,
            done_at: None,
            dead_at: None,
            outcome: None,
            version: 1,
        }
    }
}

/// A claimed job. Its `id` is the name of the effect: the same at every attempt.
#[derive(Clone, Debug)]
pub struct Job {
    /// The dedupe key it was queued with.
    pub id: String,
    /// What is to be done, as `mail`.
    pub kind: String,
    /// Attempts including this one.
    pub attempt: u32,
    row: JobRow,
}

impl Job {
    /// The payload as it was queued.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(&self.row.payload).map_err(|source| StoreError::Shape {
            what: "outbox payload",
            source,
        })
    }
}

/// What became of a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    /// It will be tried again at this instant.
    Again(Timestamp),
    /// It was laid aside after [`MOST_ATTEMPTS`].
    Dead,
}

/// How the queue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueState {
    /// Waiting or leased.
    pub waiting: u64,
    /// Laid aside.
    pub dead: u64,
}

/// Takes up to `most` jobs that are due at `now`, oldest first, for `lease` long. No other runner gets them until then.
pub async fn claim(store: &Store, runner: &str, most: usize, now: Timestamp, lease: Duration) -> Result<Vec<Job>> {
    let query = Query::new(
        "SELECT * FROM outbox WHERE dead_at = NONE AND due <= $now AND (lease_until = NONE OR lease_until <= $now) \
         ORDER BY due, id LIMIT $most",
    );
    let rows: Vec<JobRow> = store
        .list(query.bind("now", &instant::text(now)).bind("most", &most))
        .await?;
    let until = now + SignedDuration::try_from(lease).unwrap_or(SignedDuration::from_secs(60));
    let mut jobs = Vec::with_capacity(rows.len());
    for mut row in rows {
        let expected = row.version;
        row.attempts += 1;
        row.lease_until = Some(until);
        row.leased_by = Some(runner.to_owned());
        row.version += 1;
        let mut tx = Tx::new();
        tx.update_versioned(OUTBOX, &row.id, expected, &row);
        match store.commit(tx).await {
            Ok(()) => jobs.push(Job {
                id: row.id.clone(),
                kind: row.kind.clone(),
                attempt: row.attempts,
                row,
            }),
            // Another runner was quicker.
            Err(StoreError::Conflict | StoreError::Stale { .. } | StoreError::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(jobs)
}

/// Reports that the effect happened. [`StoreError::Stale`] or [`StoreError::NotFound`] if the lease ran out and another runner has
/// the job or has finished it; the effect carried the same id, so there is nothing to undo.
pub async fn done(store: &Store, job: &Job, now: Timestamp) -> Result<()> {
    finish(store, job, None, now).await
}

/// Reports that there was nothing to do any more. Else as [`done`].
pub async fn pointless(store: &Store, job: &Job, now: Timestamp) -> Result<()> {
    finish(store, job, Some(Outcome::Pointless), now).await
}

async fn finish(store: &Store, job: &Job, outcome: Option<Outcome>, now: Timestamp) -> Result<()> {
    let mut row = job.row.clone();
    row.done_at = Some(now);
    row.outcome = outcome;
    // The name of the effect is kept, so that it is known again; what it told of whom is not.
    row.payload = "null".to_owned();
    row.lease_until = None;
    row.leased_by = None;
    let mut tx = Tx::new();
    tx.delete_versioned(OUTBOX, &job.id, job.row.version)
        .create(DONE, &job.id, &row);
    store.commit(tx).await
}

/// Reports a failure: the job waits (30 s, doubling, at most 6 h) and is laid aside after [`MOST_ATTEMPTS`].
pub async fn failed(store: &Store, job: &Job, error: &str, now: Timestamp) -> Result<AfterFailure> {
    let mut row = job.row.clone();
    row.last_error = Some(error.chars().take(MOST_ERROR).collect());
    row.lease_until = None;
    row.leased_by = None;
    let outcome = if row.attempts >= MOST_ATTEMPTS {
        row.dead_at = Some(now);
        AfterFailure::Dead
    } else {
        row.due = now + back_off(row.attempts);
        AfterFailure::Again(instant::cut(row.due))
    };
    let mut tx = Tx::new();
    tx.update_versioned(OUTBOX, &job.id, job.row.version, &row);
    store.commit(tx).await?;
    Ok(outcome)
}

/// A job that has not been carried out, for a person to look at. What it carries is left out: it names people.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Listed {
    /// The dedupe key it was queued with.
    pub id: String,
    /// What is to be done, as `mail`.
    pub kind: String,
    /// When it is to be tried (again).
    pub due: Timestamp,
    /// Attempts so far.
    pub attempts: u32,
    /// Until when a runner has it.
    #[serde(default)]
    pub lease_until: Option<Timestamp>,
    /// What the last failure said.
    #[serde(default)]
    pub last_error: Option<String>,
    /// When it was laid aside.
    #[serde(default)]
    pub dead_at: Option<Timestamp>,
}

/// Everything in the queue, what is due first on top.
///
/// # Errors
/// As every read.
pub async fn queue(store: &Store) -> Result<Vec<Listed>> {
    store.list("SELECT * FROM outbox ORDER BY due, id").await
}

/// Puts a laid-aside job back in the queue, with its attempts forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] when there is none of this name laid aside, [`StoreError::Stale`] when somebody was quicker.
pub async fn revive(store: &Store, id: &str, now: Timestamp) -> Result<()> {
    let mut row: JobRow = store.need(OUTBOX, id).await?;
    if row.dead_at.is_none() {
        return Err(StoreError::NotFound {
            table: OUTBOX,
            key: Key::from(id),
        });
    }
    let expected = row.version;
    row.dead_at = None;
    row.attempts = 0;
    row.due = now;
    let mut tx = Tx::new();
    tx.update_versioned(OUTBOX, Key::from(id), expected, &row);
    store.commit(tx).await
}

/// Counts the queue, for health and metrics.
pub async fn state(store: &Store) -> Result<QueueState> {
    let dead: Vec<String> = store
        .list("SELECT VALUE record::id(id) FROM outbox WHERE dead_at != NONE")
        .await?;
    let dead = dead.len() as u64;
    Ok(QueueState {
        waiting: store.count(OUTBOX).await? - dead,
        dead,
    })
}

/// A job in the queue whose name begins in some way, as it was read.
#[derive(Clone, Debug)]
pub struct Queued {
    row: JobRow,
}

impl Queued {
    /// The dedupe key it was queued with.
    pub fn id(&self) -> &str {
        &self.row.id
    }

    /// When it is to be tried (again).
    pub fn due(&self) -> Timestamp {
        self.row.due
    }

    /// Whether a runner has it, or had it and never said what became of it: then it may have been carried out.
    pub fn is_taken(&self) -> bool {
        self.row.lease_until.is_some()
    }

    /// Whether it was laid aside.
    pub fn is_dead(&self) -> bool {
        self.row.dead_at.is_some()
    }

    /// What the last failure said.
    pub fn last_error(&self) -> Option<&str> {
        self.row.last_error.as_deref()
    }
}

/// A finished job whose name begins in some way.
#[derive(Clone, Debug)]
pub struct Finished {
    row: JobRow,
}

impl Finished {
    /// The dedupe key it was queued with.
    pub fn id(&self) -> &str {
        &self.row.id
    }

    /// When it was finished.
    pub fn at(&self) -> Timestamp {
        self.row.done_at.unwrap_or(self.row.due)
    }

    /// Why it was not carried out; none where it was.
    pub fn outcome(&self) -> Option<Outcome> {
        self.row.outcome
    }
}

/// The jobs in the queue whose names begin with `prefix`, by name.
///
/// # Errors
/// As every read.
pub async fn queued(store: &Store, prefix: &str) -> Result<Vec<Queued>> {
    let rows: Vec<JobRow> = store.named(OUTBOX, prefix).await?;
    Ok(rows.into_iter().map(|row| Queued { row }).collect())
}

/// The finished jobs whose names begin with `prefix`, by name, for as long as they are kept.
///
/// # Errors
/// As every read.
pub async fn finished(store: &Store, prefix: &str) -> Result<Vec<Finished>> {
    let rows: Vec<JobRow> = store.named(DONE, prefix).await?;
    Ok(rows.into_iter().map(|row| Finished { row }).collect())
}

/// Takes a job out of the queue, as it was read: a runner that has claimed it since makes the commit [`StoreError::Stale`], one that has
/// finished it [`StoreError::NotFound`], and who commits first wins. Its name stays known, and its payload, so that it can be put back. Don't
/// call it for one that [is taken](Queued::is_taken).
pub fn hold_back(tx: &mut Tx, job: &Queued, now: Timestamp) {
    let mut row = job.row.clone();
    row.done_at = Some(now);
    row.outcome = Some(Outcome::HeldBack);
    tx.delete_versioned(OUTBOX, &job.row.id, job.row.version)
        .create(DONE, &job.row.id, &row);
}

/// Makes a job due at once; the commit fails as that of [`hold_back`] does.
pub fn hasten(tx: &mut Tx, job: &Queued, now: Timestamp) {
    let mut row = job.row.clone();
    row.due = now;
    tx.update_versioned(OUTBOX, &job.row.id, job.row.version, &row);
}

/// Puts a job that was held back into the queue again, due at once.
pub fn put_back(tx: &mut Tx, job: &Finished, now: Timestamp) {
    let mut row = job.row.clone();
    row.due = now;
    row.done_at = None;
    row.dead_at = None;
    row.attempts = 0;
    row.outcome = None;
    tx.delete_versioned(DONE, &job.row.id, job.row.version)
        .create(OUTBOX, &job.row.id, &row);
}

/// 30 s after the first attempt, then twice as long each time, at most 6 hours.
fn back_off(attempts: u32) -> SignedDuration {
    const MOST: i64 = 6 * 60 * 60;
    let seconds = 30_i64.saturating_mul(1 << attempts.saturating_sub(1).min(20));
    SignedDuration::from_secs(seconds.min(MOST))
}
