//! Running a decision again when another change got in between.

use std::time::Duration;

use crate::{Result, StoreError};

/// How often a decision is made anew before the conflict is reported.
const ATTEMPTS: u32 = 8;

/// Runs the *whole* decision (load, rule, commit) again on [`StoreError::Conflict`], a few times with growing random pauses.
/// To retry the commit alone would write a decision made on rows that have changed since.
///
/// `E` is the caller's error; it says whether it is a conflict, see [`MaybeConflict`]. The decision is an `async ||` closure that
/// reads what it borrows; it is not asked for as `AsyncFn`, whose future no caller could then send to another thread.
pub async fn retry_conflicts<T, E, Run>(decision: impl Fn() -> Run) -> Result<T, E>
where
    E: MaybeConflict,
    Run: Future<Output = Result<T, E>>,
{
    let mut attempt = 1;
    loop {
        match decision().await {
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => {
                tokio::time::sleep(pause(attempt)).await;
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}

/// An error that knows whether the decision is worth making again.
pub trait MaybeConflict {
    /// Whether it wraps [`StoreError::Conflict`].
    fn is_conflict(&self) -> bool;
}

impl MaybeConflict for StoreError {
    fn is_conflict(&self) -> bool {
        Self::is_conflict(self)
    }
}

/// Between nothing and 2, 4, 8 … 200 ms, so that rivals drift apart.
fn pause(attempt: u32) -> Duration {
    let most = 1_u64 << attempt.min(7);
    Duration::from_millis(rand::random_range(0..=most.min(200)))
}
