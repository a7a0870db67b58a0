//! Programmes that groups are planned from, a row each.

use domain::ids::ProgrammeId;
use domain::programmes::Programme;

use crate::{Result, Store, Table, Tx};

/// Rows are [`Programme`] as it is.
pub const PROGRAMME: Table = Table::new("programme");

/// The programme with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: ProgrammeId) -> Result<Option<Programme>> {
    store.get(PROGRAMME, id.to_string()).await
}

/// Every programme, by title.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<Programme>> {
    store.list("SELECT * FROM programme ORDER BY title").await
}

/// Adds a programme.
pub fn create(tx: &mut Tx, programme: &Programme) {
    tx.create(PROGRAMME, programme.id.to_string(), programme);
}

/// Writes a programme over version `expected`.
pub fn save(tx: &mut Tx, programme: &Programme, expected: u64) {
    tx.update_versioned(PROGRAMME, programme.id.to_string(), expected, programme);
}
