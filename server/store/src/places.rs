//! Owners, units and nearby lists.

use domain::ids::{OwnerId, UnitId};
use domain::places::{NearbyUnit, OrgNumber, Owner, OwnerKind, Unit};
use serde::{Deserialize, Serialize};

use crate::{Key, Query, Result, Store, Table, Tx};

/// Rows are [`Owner`] as it is.
pub const OWNER: Table = Table::new("school_owner");
/// `[kind, code]` → owner.
pub const OWNER_CODE: Table = Table::new("owner_code");
/// Rows are [`Unit`] with its county code beside.
pub const UNIT: Table = Table::new("unit");
/// Organisation number → unit.
pub const UNIT_ORG_NUMBER: Table = Table::new("unit_org_number");
/// Rows are [`NearbyUnit`] as it is, under `[host, nearby]`.
pub const NEARBY: Table = Table::new("nearby_unit");

/// A unit as it is stored.
#[derive(Debug, Serialize)]
struct UnitRow<'a> {
    #[serde(flatten)]
    unit: &'a Unit,
    county: &'a str,
}

impl<'a> From<&'a Unit> for UnitRow<'a> {
    fn from(unit: &'a Unit) -> Self {
        Self {
            unit,
            county: unit.county_code(),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct OwnerCodeRow {
    owner: OwnerId,
}

#[derive(Debug, Serialize, Deserialize)]
struct OrgNumberRow {
    unit: UnitId,
}

/// The unit with this id.
///
/// # Errors
/// As every read.
pub async fn unit(store: &Store, id: UnitId) -> Result<Option<Unit>> {
    store.get(UNIT, id.to_string()).await
}

/// The units with these ids, in no order; unknown ids are left out.
///
/// # Errors
/// As every read.
pub async fn units_by_id(store: &Store, ids: &[UnitId]) -> Result<Vec<Unit>> {
    let keys: Vec<Key> = ids.iter().map(|id| Key::One(id.to_string())).collect();
    store.get_all(UNIT, &keys).await
}

/// Every unit, by name.
///
/// # Errors
/// As every read.
pub async fn units(store: &Store) -> Result<Vec<Unit>> {
    store.list("SELECT * FROM unit ORDER BY name").await
}

/// The units of a county (two digits), by name.
///
/// # Errors
/// As every read.
pub async fn units_in_county(store: &Store, county: &str) -> Result<Vec<Unit>> {
    let query = Query::new("SELECT * FROM unit WHERE county = $county ORDER BY name");
    store.list(query.bind("county", county)).await
}

/// The units of an owner, by name.
///
/// # Errors
/// As every read.
pub async fn units_of_owner(store: &Store, owner: OwnerId) -> Result<Vec<Unit>> {
    let query = Query::new("SELECT * FROM unit WHERE owner = $owner ORDER BY name");
    store.list(query.bind("owner", &owner)).await
}

/// The units that have become, or are to become, a part of one of these.
///
/// # Errors
/// As every read.
pub async fn merged_into(store: &Store, into: &[UnitId]) -> Result<Vec<Unit>> {
    let query = Query::new("SELECT * FROM unit WHERE merged.into IN $into ORDER BY name");
    store.list(query.bind("into", into)).await
}

/// The owner with this id.
///
/// # Errors
/// As every read.
pub async fn owner(store: &Store, id: OwnerId) -> Result<Option<Owner>> {
    store.get(OWNER, id.to_string()).await
}

/// Every owner, by name.
///
/// # Errors
/// As every read.
pub async fn owners(store: &Store) -> Result<Vec<Owner>> {
    store.list("SELECT * FROM school_owner ORDER BY name").await
}

/// Everything that is served from somewhere else.
///
/// # Errors
/// As every read.
pub async fn nearby(store: &Store) -> Result<Vec<NearbyUnit>> {
    store.all(NEARBY).await
}

/// What is served from a unit.
///
/// # Errors
/// As every read.
pub async fn nearby_of(store: &Store, host: UnitId) -> Result<Vec<NearbyUnit>> {
    store.under(NEARBY, &[&host.to_string()]).await
}

/// From where a unit is served.
///
/// # Errors
/// As every read.
pub async fn hosts_of(store: &Store, nearby: UnitId) -> Result<Vec<NearbyUnit>> {
    let query = Query::new("SELECT * FROM nearby_unit WHERE nearby = $nearby");
    store.list(query.bind("nearby", &nearby)).await
}

/// Adds a unit; the commit says `Taken` when the id or the organisation number is there.
pub fn create_unit(tx: &mut Tx, unit: &Unit) {
    tx.create(UNIT, unit.id.to_string(), &UnitRow::from(unit));
    if let Some(number) = unit.org_number {
        tx.create(UNIT_ORG_NUMBER, number.to_string(), &OrgNumberRow { unit: unit.id });
    }
}

/// Adds many units at once; the commit says `Taken` when an id or an organisation number is there.
pub fn create_units(tx: &mut Tx, units: &[Unit]) {
    tx.create_all(
        UNIT,
        units.iter().map(|unit| (unit.id.to_string(), UnitRow::from(unit))),
    );
    let numbered = units
        .iter()
        .filter_map(|unit| Some((unit.org_number?.to_string(), OrgNumberRow { unit: unit.id })));
    tx.create_all(UNIT_ORG_NUMBER, numbered);
}

/// Writes the unit over version `expected`; a changed organisation number moves with it.
pub fn save_unit(tx: &mut Tx, before: &Unit, after: &Unit, expected: u64) {
    tx.update_versioned(UNIT, after.id.to_string(), expected, &UnitRow::from(after));
    if before.org_number != after.org_number {
        if let Some(old) = before.org_number {
            tx.delete(UNIT_ORG_NUMBER, old.to_string());
        }
        if let Some(new) = after.org_number {
            tx.create(UNIT_ORG_NUMBER, new.to_string(), &OrgNumberRow { unit: after.id });
        }
    }
}

/// The same for many units at once, each as it was and as it becomes: what an import changes.
pub fn save_units(tx: &mut Tx, changes: &[(Unit, Unit)]) {
    let (same, other): (Vec<_>, Vec<_>) = changes
        .iter()
        .partition(|(before, after)| before.org_number == after.org_number);
    let rows = same
        .iter()
        .map(|(before, after)| (after.id.to_string(), before.version, UnitRow::from(after)));
    tx.update_all_versioned(UNIT, rows);
    for (before, after) in other {
        save_unit(tx, before, after, before.version);
    }
}

/// Adds an owner; the commit says `Taken` when the id or the municipality or county is there.
pub fn create_owner(tx: &mut Tx, owner: &Owner) {
    tx.create(OWNER, owner.id.to_string(), owner);
    if let Some(key) = code_key(owner) {
        tx.create(OWNER_CODE, key, &OwnerCodeRow { owner: owner.id });
    }
}

/// Writes the owner over version `expected`; a changed code moves with it.
pub fn save_owner(tx: &mut Tx, before: &Owner, after: &Owner, expected: u64) {
    tx.update_versioned(OWNER, after.id.to_string(), expected, after);
    if code_key(before) != code_key(after) {
        if let Some(old) = code_key(before) {
            tx.delete(OWNER_CODE, old);
        }
        if let Some(new) = code_key(after) {
            tx.create(OWNER_CODE, new, &OwnerCodeRow { owner: after.id });
        }
    }
}

/// Puts a unit on another's list, or changes its note.
pub fn put_nearby(tx: &mut Tx, nearby: &NearbyUnit) {
    tx.put(NEARBY, Key::of([&nearby.host, &nearby.nearby]), nearby);
}

/// Takes a unit off another's list; `NotFound` if it is not on it.
pub fn remove_nearby(tx: &mut Tx, host: UnitId, nearby: UnitId) {
    tx.delete(NEARBY, Key::of([&host, &nearby]));
}

/// The unit with this organisation number.
///
/// # Errors
/// As every read.
pub async fn unit_by_org_number(store: &Store, number: OrgNumber) -> Result<Option<UnitId>> {
    let row: Option<OrgNumberRow> = store.get(UNIT_ORG_NUMBER, number.to_string()).await?;
    Ok(row.map(|row| row.unit))
}

/// The owner that stands for a municipality or county.
///
/// # Errors
/// As every read.
pub async fn owner_by_code(store: &Store, kind: OwnerKind, code: &str) -> Result<Option<OwnerId>> {
    let row: Option<OwnerCodeRow> = store.get(OWNER_CODE, Key::from([kind.name(), code])).await?;
    Ok(row.map(|row| row.owner))
}

fn code_key(owner: &Owner) -> Option<Key> {
    owner.code.as_deref().map(|code| Key::from([owner.kind.name(), code]))
}
