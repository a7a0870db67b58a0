//! The places of the demonstration (domain brief, 9.7): owners, units, nearby lists, placements and calendars. Units and
//! numbers are invented; municipalities and counties are real.

use domain::ids::{OwnerId, PersonId, PlacementId, UnitId};
use domain::places::{
    MunicipalityCode, NearbyUnit, OrgNumber, Owner, OwnerKind, Placement, PlacementState, Unit, UnitKind,
};
use domain::text::{Note, Percent, Title};
use jiff::civil::{Date, date};
use ulid::Ulid;

use super::people::{AINO, INGRID, SAMIR};

/// Everything of the slice that a profile holds, before it is written.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) owners: Vec<Owner>,
    pub(super) units: Vec<Unit>,
    pub(super) nearby: Vec<NearbyUnit>,
    pub(super) placements: Vec<Placement>,
}

/// The time part of every fixed id: 2026-01-01.
const EPOCH: u128 = 0x019B_76DA_A800_u128 << 80;

/// The id of the demonstration's unit with this number.
pub(super) const fn unit_id(number: u128) -> UnitId {
    UnitId::new(Ulid(EPOCH | (0x2000 + number)))
}

/// The id of the owner with this number.
pub(super) const fn owner_id(number: u128) -> OwnerId {
    OwnerId::new(Ulid(EPOCH | (0x3000 + number)))
}

/// The id of the placement with this number.
pub(super) const fn placement_id(number: u128) -> PlacementId {
    PlacementId::new(Ulid(EPOCH | (0x4000 + number)))
}

/// Granlia, where Ingrid works and Tor is the head.
pub const GRANLIA: UnitId = unit_id(1);
/// Bekkefaret, where a position is vacant.
pub const BEKKEFARET: UnitId = unit_id(2);
/// Solåsen, where Samir has 60 per cent.
pub const SOLASEN: UnitId = unit_id(3);
/// Tunvollen, where Samir has 40 per cent.
pub const TUNVOLLEN: UnitId = unit_id(4);
/// Nordlys, where Aino works, with five schools nearby.
pub const NORDLYS: UnitId = unit_id(6);

/// The demonstration's places.
pub(super) fn demo() -> Places {
    Places {
        owners: rows(include_str!("data/owners.tsv")).filter_map(owner).collect(),
        units: rows(include_str!("data/units.tsv")).filter_map(unit).collect(),
        nearby: rows(include_str!("data/nearby.tsv")).filter_map(nearby).collect(),
        placements: placements(),
    }
}

fn placements() -> Vec<Placement> {
    let vacant = PlacementState::Vacant;
    let sketches: [(u128, Option<PersonId>, UnitId, i64, Date, PlacementState); 5] = [
        (1, Some(INGRID), GRANLIA, 100, date(2024, 8, 1), PlacementState::Active),
        (2, Some(SAMIR), SOLASEN, 60, date(2025, 8, 1), PlacementState::Active),
        (3, Some(SAMIR), TUNVOLLEN, 40, date(2025, 8, 1), PlacementState::Active),
        (4, Some(AINO), NORDLYS, 100, date(2023, 8, 1), PlacementState::Active),
        (5, None, BEKKEFARET, 100, date(2026, 10, 1), vacant),
    ];
    sketches
        .into_iter()
        .filter_map(|(number, person, unit, percent, from, state)| {
            Some(Placement {
                id: placement_id(number),
                person,
                unit,
                percent: Percent::new(percent).ok()?,
                from,
                to: None,
                state,
                version: 1,
            })
        })
        .collect()
}

/// The lines of a table after its heading, cell by cell.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

fn owner(cells: Vec<&str>) -> Option<Owner> {
    let [number, name, kind, code, org_number] = cells.as_slice() else {
        return None;
    };
    Some(Owner {
        id: owner_id(number.parse().ok()?),
        name: Title::parse(name).ok()?,
        kind: OwnerKind::ALL.into_iter().find(|one| one.name() == *kind)?,
        code: Some((*code).to_owned()),
        org_number: OrgNumber::parse(org_number).ok(),
        version: 1,
    })
}

fn unit(cells: Vec<&str>) -> Option<Unit> {
    let [number, name, kind, municipality, owner, pupils, staff] = cells.as_slice() else {
        return None;
    };
    let number: u128 = number.parse().ok()?;
    Some(Unit {
        id: unit_id(number),
        name: Title::parse(name).ok()?,
        kind: UnitKind::ALL.into_iter().find(|one| one.name() == *kind)?,
        municipality: MunicipalityCode::parse(municipality).ok()?,
        owner: Some(owner_id(owner.parse().ok()?)),
        org_number: org_number(u32::try_from(number).ok()?),
        pupils: pupils.parse().ok(),
        staff: staff.parse().ok(),
        active: true,
        merged: None,
        past: Vec::new(),
        version: 1,
    })
}

/// An invented organisation number: begins with 3, where no real one does.
pub(super) fn org_number(number: u32) -> Option<OrgNumber> {
    // One in eleven has no check digit; ten numbers apart there is always one.
    (0..10).find_map(|step| OrgNumber::with_check_digit(31_100_000 + number * 10 + step))
}

fn nearby(cells: Vec<&str>) -> Option<NearbyUnit> {
    let [host, nearby] = cells.as_slice() else { return None };
    Some(NearbyUnit {
        host: unit_id(host.parse().ok()?),
        nearby: unit_id(nearby.parse().ok()?),
        note: Note::default(),
        from: None,
        to: None,
    })
}
