//! Addresses at which other programs read a person's calendar. A person has one at most; its secret is kept as a hash alone.

use domain::ids::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Query, Result, Store, Table, Tx};

/// Addresses, under the person.
pub const FEED: Table = Table::new("calendar_feed");

/// An address in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedRow {
    /// Whose calendar.
    pub id: PersonId,
    /// SHA-256 of the secret, in hexadecimal.
    pub token_hash: String,
    /// The day it was made.
    pub made_on: Date,
    /// The day it was last asked for.
    #[serde(default)]
    pub read_on: Option<Date>,
    /// Counts changes.
    pub version: u64,
}

/// The person's address.
///
/// # Errors
/// The store's own.
pub async fn of_person(store: &Store, person: PersonId) -> Result<Option<FeedRow>> {
    store.get(FEED, person.to_string()).await
}

/// The address whose secret has this hash.
///
/// # Errors
/// The store's own.
pub async fn by_token_hash(store: &Store, hash: &str) -> Result<Option<FeedRow>> {
    let query = Query::new("SELECT * FROM calendar_feed WHERE token_hash = $hash");
    store.first(query.bind("hash", hash)).await
}

/// Writes a new address in the place of the older one, if there is one.
pub fn make(tx: &mut Tx, older: Option<&FeedRow>, new: &FeedRow) {
    let key = new.id.to_string();
    match older {
        Some(older) => tx.update_versioned(FEED, key, older.version, new),
        None => tx.create(FEED, key, new),
    };
}

/// Notes the day on which the address was asked for. Fails with `Stale` or `NotFound` when it was replaced or revoked meanwhile,
/// so that the note brings no old address back.
pub fn note_read(tx: &mut Tx, row: &FeedRow, day: Date) {
    let read = FeedRow {
        read_on: Some(day),
        ..row.clone()
    };
    tx.update_versioned(FEED, row.id.to_string(), row.version, &read);
}

/// Takes the address away.
pub fn end(tx: &mut Tx, row: &FeedRow) {
    tx.delete(FEED, row.id.to_string());
}
