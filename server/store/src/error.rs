//! What can go wrong in the store, sorted by what the caller does about it.

use crate::{Key, Table};

/// The kinds a use case acts on; everything else about the cause is in the source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A record that the transaction meant to change or delete is not there.
    #[error("{table} {key} does not exist")]
    NotFound {
        /// Table that was addressed.
        table: Table,
        /// Key that was addressed.
        key: Key,
    },
    /// A record with this key, or with the same value in a unique index, is there already.
    #[error("{table} {key} is taken")]
    Taken {
        /// Table that was written.
        table: Table,
        /// Key of the record that could not be written.
        key: Key,
    },
    /// Another transaction got in between; load, decide and commit again ([`crate::retry_conflicts`]).
    #[error("another change came in between")]
    Conflict,
    /// The record has moved on since the reader saw `expected`; a person has to look again.
    #[error("{table} {key} is no longer at version {expected}")]
    Stale {
        /// Table that was addressed.
        table: Table,
        /// Key that was addressed.
        key: Key,
        /// The version that the caller had read.
        expected: u64,
    },
    /// The command was carried out before; the first answer is in [`crate::Store::receipt`].
    #[error("the command has been carried out before")]
    Repeated,
    /// The database cannot be reached or cannot write (connection lost, disk full, shutting down).
    #[error("the database is not available")]
    Unavailable(#[source] Source),
    /// The database refused the query or the row: a mistake in a query or schema, not in a person's input.
    #[error("the database refused: {0}")]
    Refused(#[source] Source),
    /// A row does not have the shape its type says.
    #[error("a row of {what} cannot be read or written")]
    Shape {
        /// Type that was read or written.
        what: &'static str,
        /// What the conversion said.
        #[source]
        source: serde_json::Error,
    },
    /// The database URL or its options are not usable.
    #[error("{0}")]
    Config(String),
    /// The data folder is missing, not a folder, or not writable.
    #[error("the data folder {path} {problem}")]
    Folder {
        /// The folder as configured.
        path: String,
        /// What is wrong with it, as the end of a sentence.
        problem: &'static str,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// Another process has the data folder open.
    #[error("the data folder {path} is in use by another process; stop it first")]
    InUse {
        /// The folder as configured.
        path: String,
    },
    /// The database server refused the user name or password.
    #[error("the database server refused the credentials")]
    Credentials(#[source] Source),
    /// The schema in the database and the one in this program do not fit.
    #[error(transparent)]
    Migration(#[from] crate::migrate::MigrationError),
    /// A backup could not be made or restored.
    #[error(transparent)]
    Backup(#[from] crate::backup::BackupError),
}

/// The database's own error, boxed so that results stay small.
pub type Source = Box<dyn std::error::Error + Send + Sync>;

/// Result of a store call.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl StoreError {
    /// Whether running the whole decision again may succeed.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict)
    }
}

impl From<surrealdb::Error> for StoreError {
    fn from(error: surrealdb::Error) -> Self {
        use surrealdb::types::{NotAllowedError, QueryError};
        if matches!(error.query_details(), Some(QueryError::TransactionConflict)) {
            return Self::Conflict;
        }
        if matches!(error.not_allowed_details(), Some(NotAllowedError::Auth(_))) {
            return Self::Credentials(Box::new(error));
        }
        if error.is_connection() || is_storage_failure(error.message()) {
            return Self::Unavailable(Box::new(error));
        }
        Self::Refused(Box::new(error))
    }
}

/// The engine reports a full disk or a broken file as an internal error with the system's text only.
fn is_storage_failure(message: &str) -> bool {
    const SIGNS: [&str; 7] = [
        "No space left",
        "os error",
        "Io error",
        "IO error",
        "I/O error",
        "datastore",
        "background error",
    ];
    SIGNS.iter().any(|sign| message.contains(sign))
}
