//! School calendars, a row an owner and school year.

use domain::calendars::OwnerCalendar;
use domain::ids::OwnerId;
use domain::time::SchoolYear;

use crate::{Key, Result, Store, Table, Tx};

/// Rows are [`OwnerCalendar`] as it is, under `[owner, year]`.
pub const CALENDAR: Table = Table::new("school_calendar");

/// An owner's calendar of one school year.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, owner: OwnerId, year: SchoolYear) -> Result<Option<OwnerCalendar>> {
    store.get(CALENDAR, key(owner, year)).await
}

/// An owner's calendars, oldest first.
///
/// # Errors
/// As every read.
pub async fn of_owner(store: &Store, owner: OwnerId) -> Result<Vec<OwnerCalendar>> {
    store.under(CALENDAR, &[&owner.to_string()]).await
}

/// The calendars of these owners for a school year, in no order; an owner without one gives none.
///
/// # Errors
/// As every read.
pub async fn of_year(store: &Store, owners: &[OwnerId], year: SchoolYear) -> Result<Vec<OwnerCalendar>> {
    let keys: Vec<Key> = owners.iter().map(|owner| key(*owner, year)).collect();
    store.get_all(CALENDAR, &keys).await
}

/// Every calendar.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<OwnerCalendar>> {
    store.all(CALENDAR).await
}

/// Adds a calendar; the commit says `Taken` when the owner has one for the year.
pub fn create(tx: &mut Tx, calendar: &OwnerCalendar) {
    tx.create(CALENDAR, key(calendar.owner, calendar.year), calendar);
}

/// Writes the calendar over version `expected`.
pub fn save(tx: &mut Tx, calendar: &OwnerCalendar, expected: u64) {
    tx.update_versioned(CALENDAR, key(calendar.owner, calendar.year), expected, calendar);
}

/// The record key of an owner's calendar.
pub fn key(owner: OwnerId, year: SchoolYear) -> Key {
    Key::of([&owner, &year.start_year()])
}
