//! Guards: rules that span several records.
//!
//! The database isolates by snapshot: two transactions that write different records never clash, even if each made its decision
//! on what the other is changing (the last seat, the last administrator, a period being frozen). A guard is a counter that all
//! such decisions share. Read the guard first, then the records, decide, and commit with the guard: the commit fails with
//! `Conflict` unless the counter is where it was, and moves it on.

use serde::{Deserialize, Serialize};

use crate::{Key, Result, Store, Table};

pub(crate) const GUARD: Table = Table::new("guard");

/// A guard as it was read. Read it before the records that the decision rests on.
#[derive(Clone, Debug)]
pub struct Guard {
    pub(crate) key: Key,
    pub(crate) seen: u64,
}

#[derive(Serialize, Deserialize)]
struct GuardRow {
    count: u64,
}

impl Store {
    /// Reads the guard of a record: everything that the rule covers hangs under `table:key`.
    pub async fn guard(&self, table: Table, key: impl Into<Key>) -> Result<Guard> {
        let key = match key.into() {
            Key::One(one) => Key::Many(vec![table.name().to_owned(), one]),
            Key::Many(parts) => Key::Many(std::iter::once(table.name().to_owned()).chain(parts).collect()),
        };
        let row: Option<GuardRow> = self.get(GUARD, &key).await?;
        Ok(Guard {
            key,
            seen: row.map_or(0, |row| row.count),
        })
    }
}
