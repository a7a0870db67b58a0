//! What can go wrong in a use case, by what the caller can do about it.

use std::time::Duration;

use domain::issue::Issue;
use store::StoreError;

/// The kinds a caller acts on.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Nobody is signed in, or the sign-in has lapsed.
    #[error("not signed in")]
    SignedOut,
    /// The declaration of secrecy must be accepted first.
    #[error("the declaration of secrecy is not accepted")]
    PledgeNeeded,
    /// Signed in, but the access table says no.
    #[error("not allowed")]
    Denied,
    /// Nothing there that this person may know of.
    #[error("not found")]
    NotFound,
    /// The values given are wrong, field by field.
    #[error("invalid input")]
    Invalid(Vec<Issue>),
    /// The values are right but a rule of the field says no.
    #[error("against a rule: {0}")]
    Rule(&'static str),
    /// Someone else changed it since the person's screen was drawn.
    #[error("changed by someone else meanwhile")]
    Stale,
    /// Too many attempts; try again after a while.
    #[error("too many attempts")]
    Throttled {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The store can't answer now; nothing was saved.
    #[error("the store is unavailable")]
    Unavailable(#[source] StoreError),
}

impl ServiceError {
    /// A fault in one field.
    pub fn field(field: &str, code: domain::issue::IssueCode) -> Self {
        Self::Invalid(vec![Issue::new(field, code)])
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound { .. } => Self::NotFound,
            StoreError::Stale { .. } => Self::Stale,
            other => Self::Unavailable(other),
        }
    }
}

impl store::MaybeConflict for ServiceError {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Unavailable(source) if source.is_conflict())
    }
}
