//! Placements: who works where.

use domain::ids::{PersonId, PlacementId, UnitId};
use domain::places::Placement;

use crate::{Key, Query, Result, Store, Table, Tx};

/// Rows are [`Placement`] as it is.
pub const PLACEMENT: Table = Table::new("placement");

/// The placement with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: PlacementId) -> Result<Option<Placement>> {
    store.get(PLACEMENT, id.to_string()).await
}

/// Every placement, oldest first.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<Placement>> {
    store.list("SELECT * FROM placement ORDER BY from, id").await
}

/// The placements with these ids, in no order; unknown ids are left out.
///
/// # Errors
/// As every read.
pub async fn by_id(store: &Store, ids: impl IntoIterator<Item = PlacementId>) -> Result<Vec<Placement>> {
    let keys: Vec<Key> = ids.into_iter().map(|id| Key::One(id.to_string())).collect();
    store.get_all(PLACEMENT, &keys).await
}

/// A person's placements, past and coming ones too, oldest first.
///
/// # Errors
/// As every read.
pub async fn of_person(store: &Store, person: PersonId) -> Result<Vec<Placement>> {
    let query = Query::new("SELECT * FROM placement WHERE person = $person ORDER BY from, id");
    store.list(query.bind("person", &person)).await
}

/// The placements at a unit, past and coming ones too, oldest first.
///
/// # Errors
/// As every read.
pub async fn at_unit(store: &Store, unit: UnitId) -> Result<Vec<Placement>> {
    let query = Query::new("SELECT * FROM placement WHERE unit = $unit ORDER BY from, id");
    store.list(query.bind("unit", &unit)).await
}

/// Adds a placement.
pub fn create(tx: &mut Tx, placement: &Placement) {
    tx.create(PLACEMENT, placement.id.to_string(), placement);
}

/// Writes the placement over version `expected`.
pub fn save(tx: &mut Tx, placement: &Placement, expected: u64) {
    tx.update_versioned(PLACEMENT, placement.id.to_string(), expected, placement);
}
