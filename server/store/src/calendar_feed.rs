//! Addresses at which other programs read a person's calendar. A person has one at most; its secret is kept as a hash alone.

use domain::ids::PersonId;
use domain::time::{Occasion, zone};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::agenda::AgendaRow;
use crate::{Key, Query, Result, Store, Table, Tx};

/// Addresses, under the person.
pub const FEED: Table = Table::new("calendar_feed");
/// What has left a person's calendar.
pub const FAREWELL: Table = Table::new("calendar_farewell");

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

/// A session that has left a person's calendar while it was still ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FarewellRow {
    /// The activity's id.
    pub activity: String,
    /// Which part of the activity, from 1.
    pub number: u8,
    /// When it was to be, as the person last saw it.
    pub slot: Occasion,
    /// The activity's name, as the person last saw it.
    pub title: String,
    /// Higher than any that the person's calendar was told of it.
    pub sequence: u32,
    /// When it left.
    #[serde(with = "crate::instant")]
    pub left_at: Timestamp,
}

/// Notes what of `before` is in the same person's calendar no more. `counted` gives the sequence and the instant of a session after
/// the change; one that was not counted up would not be believed, and one that is over is no news.
pub(crate) fn see_off(
    tx: &mut Tx,
    before: &[AgendaRow],
    after: &[AgendaRow],
    counted: impl Fn(u8) -> Option<(u32, Timestamp)>,
) {
    let stays = |old: &AgendaRow| {
        let is_same = |new: &AgendaRow| (new.person, new.number) == (old.person, old.number);
        after.iter().any(is_same)
    };
    for old in before.iter().filter(|old| !stays(old)) {
        let Some((sequence, left_at)) = counted(old.number) else {
            continue;
        };
        if sequence <= old.sequence || old.slot.date < left_at.to_zoned(zone()).date() {
            continue;
        }
        let row = FarewellRow {
            activity: old.activity.clone(),
            number: old.number,
            slot: old.slot,
            title: old.title.clone(),
            sequence,
            left_at,
        };
        let key = Key::of([&old.person, &old.activity, &format_args!("{:02}", old.number)]);
        tx.put(FAREWELL, key, &row);
    }
}

/// What has left the person's calendar and is not forgotten yet. Some of it may be back.
///
/// # Errors
/// The store's own.
pub async fn farewells(store: &Store, person: PersonId) -> Result<Vec<FarewellRow>> {
    store.under(FAREWELL, &[&person.to_string()]).await
}

/// Forgets what of an activity has left people's calendars, with the activity itself.
///
/// # Errors
/// The store's own.
pub async fn forget_activity(store: &Store, tx: &mut Tx, activity: &str) -> Result<()> {
    let query = Query::new("SELECT VALUE id FROM calendar_farewell WHERE activity = $activity");
    let keys: Vec<Key> = store.list(query.bind("activity", activity)).await?;
    for key in keys {
        tx.delete(FAREWELL, key);
    }
    Ok(())
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
