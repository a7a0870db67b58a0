//! Who has a plan open just now. No trail is kept of it, and lapsed rows are taken away.

use domain::ids::{GroupId, PersonId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, Result, Store, Table, Tx};

/// Those who have the run sheet of a session open.
pub const PRESENCE: Table = Table::new("plan_presence");

/// Somebody who has it open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PresenceRow {
    /// Who.
    pub person: PersonId,
    /// When that is no longer so, unless it is heard anew.
    #[serde(with = "crate::instant")]
    pub until: Timestamp,
}

/// Those who have the run sheet open or had it, lapsed ones included.
///
/// # Errors
/// As every read.
pub async fn of_session(store: &Store, group: GroupId, number: u8) -> Result<Vec<PresenceRow>> {
    store
        .under(PRESENCE, &[&group.to_string(), &format!("{number:02}")])
        .await
}

/// Notes that somebody has it open.
pub fn keep(tx: &mut Tx, group: GroupId, number: u8, row: &PresenceRow) {
    tx.put(PRESENCE, key(group, number, row.person), row);
}

/// Notes that somebody has left it; fails with `NotFound` when that was noted before.
pub fn end(tx: &mut Tx, group: GroupId, number: u8, person: PersonId) {
    tx.delete(PRESENCE, key(group, number, person));
}

fn key(group: GroupId, number: u8, person: PersonId) -> Key {
    Key::of([&group, &format_args!("{number:02}"), &person])
}
