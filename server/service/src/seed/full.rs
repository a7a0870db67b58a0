//! National scale (domain brief, 9.4): 63 units with 65 advisers, and 190 schools nearby. The demonstration's people and
//! places are among them; the rest is made by a generator with a fixed start, so that totals can be asserted.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::{OwnerId, PersonId, UnitId};
use domain::people::{Language, Person};
use domain::places::codes::{county, municipality_on};
use domain::places::{Municipality, NearbyUnit, Owner, OwnerKind, Placement, PlacementState, Unit, UnitKind};
use domain::role::{Role, RoleGrant};
use domain::text::{Email, Note, Percent, Title};
use i18n::places as words;
use jiff::civil::{Date, date};
use ulid::Ulid;

use super::places::{GRANLIA, NORDLYS, Places, SOLASEN, TUNVOLLEN, org_number, owner_id, placement_id, rows, unit_id};

/// The day whose municipality codes the generator uses.
const DAY: Date = date(2026, 1, 1);

/// Everything of the full profile beyond the demonstration's own people.
pub(super) struct Full {
    pub(super) places: Places,
    pub(super) advisers: Vec<Person>,
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }
}

struct Maker {
    chance: SplitMix,
    places: Places,
    owners: BTreeMap<(OwnerKind, String), OwnerId>,
    names: BTreeSet<String>,
    next_unit: u128,
}

/// Makes the profile, on top of the demonstration's places.
pub(super) fn make(demo: Places) -> Full {
    let mut maker = Maker {
        chance: SplitMix(2026),
        owners: demo
            .owners
            .iter()
            .filter_map(|owner| Some(((owner.kind, owner.code.clone()?), owner.id)))
            .collect(),
        names: BTreeSet::new(),
        next_unit: 0x100,
        places: demo,
    };
    let hosts = maker.hosts();
    let advisers = maker.staff(&hosts);
    maker.surround(&hosts);
    Full {
        places: maker.places,
        advisers,
    }
}

impl Maker {
    /// The 63 units with an adviser: the demonstration's seven first, then as the table of 9.4 says.
    fn hosts(&mut self) -> Vec<UnitId> {
        let mut hosts: Vec<UnitId> = (1..=7).map(unit_id).collect();
        for cells in rows(include_str!("data/full_units.tsv")) {
            let [county_code, _, counts @ ..] = cells.as_slice() else {
                continue;
            };
            let kinds = [
                UnitKind::LowerSecondary,
                UnitKind::UpperSecondary,
                UnitKind::AdultEducation,
                UnitKind::GuidanceCentre,
            ];
            for (kind, count) in kinds.into_iter().zip(counts) {
                let wanted: usize = count.parse().unwrap_or(0);
                let there = self
                    .places
                    .units
                    .iter()
                    .filter(|unit| hosts.contains(&unit.id) && unit.kind == kind && unit.county_code() == *county_code)
                    .count();
                for _ in there..wanted {
                    hosts.extend(self.unit(county_code, kind));
                }
            }
        }
        hosts
    }

    /// 62 advisers beside the demonstration's three: one a unit, two at Granlia and Solåsen. Samir and Tunvollen's adviser
    /// share two units 60/40; two are on leave, and a second position at Bekkefaret is vacant as in the demonstration.
    fn staff(&mut self, hosts: &[UnitId]) -> Vec<Person> {
        let demo: Vec<UnitId> = vec![GRANLIA, SOLASEN, NORDLYS];
        let mut posts: Vec<UnitId> = hosts.iter().copied().filter(|unit| !demo.contains(unit)).collect();
        posts.extend([GRANLIA, SOLASEN]);
        let mut advisers = Vec::new();
        for (at, unit) in posts.into_iter().enumerate() {
            let Some(person) = self.adviser(at) else { continue };
            let number = 0x100 + u128::try_from(at).unwrap_or(0) * 2;
            let since = date(2018 + i16::try_from(self.chance.below(8)).unwrap_or(0), 8, 1);
            if unit == TUNVOLLEN {
                // The other half of Samir's split: 60 per cent here and 40 at Solåsen.
                self.place(number, person.id, TUNVOLLEN, 60, since, PlacementState::Active);
                self.place(number + 1, person.id, SOLASEN, 40, since, PlacementState::Active);
            } else {
                let state = if matches!(at, 20 | 40) {
                    PlacementState::Leave
                } else {
                    PlacementState::Active
                };
                self.place(number, person.id, unit, 100, since, state);
            }
            advisers.push(person);
        }
        advisers
    }

    fn place(&mut self, number: u128, person: PersonId, unit: UnitId, percent: i64, from: Date, state: PlacementState) {
        let Ok(percent) = Percent::new(percent) else { return };
        self.places.placements.push(Placement {
            id: placement_id(number),
            person: Some(person),
            unit,
            percent,
            from,
            to: None,
            state,
            version: 1,
        });
    }

    fn adviser(&mut self, at: usize) -> Option<Person> {
        let table: Vec<Vec<&str>> = rows(include_str!("data/people.tsv")).collect();
        let first = table.get(at % table.len())?.first()?;
        // Another last name each time the first names come round, so that no pair comes twice.
        let last = table.get((at * 7 + at / table.len()) % table.len())?.get(1)?;
        let id = PersonId::new(Ulid(
            (0x019B_76DA_A800_u128 << 80) | (0x1100 + u128::try_from(at).ok()?),
        ));
        Some(Person {
            id,
            name: Title::parse(&format!("{first} {last}")).ok()?,
            email: Email::parse(&format!("adviser{:02}@handlingsrom.example", at + 1)).ok()?,
            language: if at.is_multiple_of(6) {
                Language::Nn
            } else {
                Language::Nb
            },
            grants: vec![RoleGrant::everywhere(Role::Adviser)],
            active: true,
            version: 1,
        })
    }

    /// 190 schools nearby: nine for Nordlys (five of them the demonstration's), two for five units, three for the others.
    fn surround(&mut self, hosts: &[UnitId]) {
        self.places.nearby.retain(|row| row.host == NORDLYS);
        for (at, host) in hosts.iter().enumerate() {
            let wanted = match at {
                _ if *host == NORDLYS => 9,
                7..12 => 2,
                _ => 3,
            };
            let Some(county_code) = self
                .places
                .units
                .iter()
                .find(|unit| unit.id == *host)
                .map(Unit::county_code)
            else {
                continue;
            };
            let county_code = county_code.to_owned();
            let there = self.places.nearby.iter().filter(|row| row.host == *host).count();
            for number in there..wanted {
                let kind = if number % 3 == 0 {
                    UnitKind::UpperSecondary
                } else {
                    UnitKind::LowerSecondary
                };
                if let Some(nearby) = self.unit(&county_code, kind) {
                    self.places.nearby.push(NearbyUnit {
                        host: *host,
                        nearby,
                        note: Note::default(),
                        from: None,
                        to: None,
                    });
                }
            }
        }
    }

    fn unit(&mut self, county_code: &str, kind: UnitKind) -> Option<UnitId> {
        let municipality = self.municipality(county_code)?;
        let owner = self.owner(kind.owned_by(), municipality)?;
        let id = unit_id(self.next_unit);
        let number = u32::try_from(self.next_unit).ok()?;
        self.next_unit += 1;
        let pupils = match kind {
            UnitKind::LowerSecondary => 180 + self.chance.below(360),
            UnitKind::UpperSecondary => 250 + self.chance.below(900),
            UnitKind::AdultEducation => 120 + self.chance.below(400),
            UnitKind::GuidanceCentre => 0,
        };
        let unit = Unit {
            id,
            name: Title::parse(&self.name(kind)).ok()?,
            kind,
            municipality: municipality.into(),
            owner: Some(owner),
            org_number: org_number(number),
            pupils: u16::try_from(pupils).ok().filter(|pupils| *pupils > 0),
            staff: u16::try_from(pupils / 8).ok().filter(|staff| *staff > 0),
            active: true,
            merged: None,
            past: Vec::new(),
            version: 1,
        };
        self.places.units.push(unit);
        Some(id)
    }

    /// One of the seed's municipalities in the county.
    fn municipality(&mut self, county_code: &str) -> Option<&'static Municipality> {
        let codes: Vec<&'static str> = include_str!("data/full_municipalities.txt")
            .split_whitespace()
            .filter(|code| code.starts_with(county_code))
            .collect();
        municipality_on(self.chance.pick(&codes)?, DAY).ok()
    }

    /// The owner by law; Oslo kommune is both municipality and county.
    fn owner(&mut self, kind: OwnerKind, place: &'static Municipality) -> Option<OwnerId> {
        let oslo = place.code == "0301";
        let (kind, code) = match kind {
            OwnerKind::CountyAuthority if !oslo => (kind, place.code.get(..2)?),
            _ => (OwnerKind::Municipality, place.code),
        };
        if let Some(known) = self.owners.get(&(kind, code.to_owned())) {
            return Some(*known);
        }
        let nb = Language::Nb;
        let name = match kind {
            OwnerKind::CountyAuthority => words::county_authority_name(nb, county(code)?.name),
            _ => words::municipal_owner_name(nb, place.name),
        };
        let id = owner_id(0x100 + u128::try_from(self.owners.len()).ok()?);
        self.places.owners.push(Owner {
            id,
            name: Title::parse(&name).ok()?,
            kind,
            code: Some(code.to_owned()),
            org_number: None,
            version: 1,
        });
        self.owners.insert((kind, code.to_owned()), id);
        Some(id)
    }

    /// A name of two words of nature that no unit has yet.
    fn name(&mut self, kind: UnitKind) -> String {
        let table: Vec<Vec<&str>> = rows(include_str!("data/words.tsv")).collect();
        let nb = Language::Nb;
        loop {
            let first = table
                .get(self.chance.below(table.len()))
                .and_then(|row| row.first().copied());
            let second = table
                .get(self.chance.below(table.len()))
                .and_then(|row| row.get(1).copied());
            let word = format!("{}{}", first.unwrap_or_default(), second.unwrap_or_default());
            let name = match kind {
                UnitKind::LowerSecondary => words::demo_lower_secondary(nb, &word),
                UnitKind::UpperSecondary => words::demo_upper_secondary(nb, &word),
                UnitKind::AdultEducation => words::demo_adult_education(nb, &word),
                UnitKind::GuidanceCentre => words::demo_guidance_centre(nb, &word),
            };
            if self.names.insert(name.clone()) {
                return name;
            }
        }
    }
}
