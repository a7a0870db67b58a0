//! Labels that the owner may rename, a row a key and first day.

use domain::terms::{Term, TermKey};
use jiff::civil::Date;

use crate::{Key, Result, Store, Table, Tx};

/// Rows are [`Term`] as it is, under `[key, first day]`.
pub const TERM: Table = Table::new("term");

/// Every term ever, by key and day.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<Term>> {
    store.all(TERM).await
}

/// Adds a wording; the commit says `Taken` when the key has one from that day.
pub fn create(tx: &mut Tx, term: &Term) {
    tx.create(TERM, key(term.key, term.valid_from), term);
}

/// Writes the wording over version `expected`.
pub fn save(tx: &mut Tx, term: &Term, expected: u64) {
    tx.update_versioned(TERM, key(term.key, term.valid_from), expected, term);
}

/// The record key of a wording.
pub fn key(term: TermKey, valid_from: Date) -> Key {
    Key::of([&term.name(), &valid_from])
}
