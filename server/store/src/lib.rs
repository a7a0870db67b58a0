//! The only place that knows SurrealDB.

/// The store (placeholder until its core lands).
#[derive(Debug)]
pub struct Store;

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database does not answer.
    #[error("unavailable")]
    Unavailable,
}
