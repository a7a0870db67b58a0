//! Hints that something has changed: which slice, which record, never the data.
//!
//! The hints come from this process's own commits. Several processes on one database server will also need one LIVE query per
//! table and process, folded into the same channel; nothing above the store changes then.

use crate::{Key, Table};

/// A committed change. The reader fetches what it may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Table that changed.
    pub table: Table,
    /// Record that changed.
    pub key: Key,
}

/// Hints kept for a slow listener; one that falls further behind is told that it missed some and refetches.
pub(crate) const BACKLOG: usize = 1024;
