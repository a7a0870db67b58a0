//! The people of the demonstration (domain brief, 9.7), all fictional. Their ids are fixed, so that tests can name them.

use domain::ids::PersonId;
use domain::people::pledge::{Acceptance, CURRENT_VERSION};
use domain::people::{Language, Person};
use domain::role::{Role, RoleGrant, Scope};
use domain::text::{Email, Title};
use jiff::{SignedDuration, Timestamp};
use store::{Tx, people};
use ulid::Ulid;

use super::places::GRANLIA;

const fn id(number: u128) -> PersonId {
    // 2026-01-01 as the time part, a small number as the rest.
    PersonId::new(Ulid((0x019B_76DA_A800_u128 << 80) | (0x1000 + number)))
}

/// Ingrid Moen, adviser at Granlia; has accepted the declaration of secrecy.
pub const INGRID: PersonId = id(1);
/// Samir Haddad-Lie, adviser at Solåsen and Tunvollen; has not accepted the declaration yet.
pub const SAMIR: PersonId = id(2);
/// Aino Pedersen, adviser at Nordlys.
pub const AINO: PersonId = id(3);
/// Vegard Strøm, professional team.
pub const VEGARD: PersonId = id(4);
/// Marte Oppdal, coordinator; edits the portal Nora too.
pub const MARTE: PersonId = id(5);
/// Jonas Bakke, supervisor of cases.
pub const JONAS: PersonId = id(6);
/// Nina Fossum, statistics.
pub const NINA: PersonId = id(7);
/// Tor Hegge, head of Granlia.
pub const TOR: PersonId = id(8);
/// Silje Ruud, takes part in courses.
pub const SILJE: PersonId = id(9);
/// Per Aas, data protection officer.
pub const PER: PersonId = id(10);
/// The administrator.
pub const ADMIN: PersonId = id(11);

struct Sketch(PersonId, &'static str, &'static str, RoleGrant, Language);

fn sketches() -> [Sketch; 11] {
    let all = RoleGrant::everywhere;
    let head = RoleGrant {
        role: Role::SchoolLeader,
        scope: Scope::Unit(GRANLIA),
    };
    [
        Sketch(INGRID, "Ingrid Moen", "ingrid.moen", all(Role::Adviser), Language::Nb),
        Sketch(
            SAMIR,
            "Samir Haddad-Lie",
            "samir.haddad-lie",
            all(Role::Adviser),
            Language::Nb,
        ),
        Sketch(AINO, "Aino Pedersen", "aino.pedersen", all(Role::Adviser), Language::Nn),
        Sketch(VEGARD, "Vegard Strøm", "vegard.strom", all(Role::FagTeam), Language::Nb),
        Sketch(
            MARTE,
            "Marte Oppdal",
            "marte.oppdal",
            all(Role::Coordinator),
            Language::Nb,
        ),
        Sketch(
            JONAS,
            "Jonas Bakke",
            "jonas.bakke",
            all(Role::CaseSupervisor),
            Language::Nb,
        ),
        Sketch(NINA, "Nina Fossum", "nina.fossum", all(Role::Statistics), Language::Nb),
        Sketch(TOR, "Tor Hegge", "tor.hegge", head, Language::Nn),
        Sketch(SILJE, "Silje Ruud", "silje.ruud", all(Role::Participant), Language::Nb),
        Sketch(PER, "Per Aas", "per.aas", all(Role::PrivacyOfficer), Language::Nb),
        Sketch(ADMIN, "Admin Handlingsrom", "admin", all(Role::Admin), Language::Nb),
    ]
}

/// The role of the sketch, and Marte's second one.
fn roles(id: PersonId, first: RoleGrant) -> Vec<RoleGrant> {
    let second = (id == MARTE).then_some(RoleGrant::everywhere(Role::NoraEditor));
    [first].into_iter().chain(second).collect()
}

/// Adds the demonstration's people. Everyone but Samir has accepted the declaration of secrecy a month ago.
pub(super) fn demo(tx: &mut Tx, now: Timestamp) {
    for Sketch(id, name, box_name, grant, language) in sketches() {
        let (Ok(name), Ok(email)) = (
            Title::parse(name),
            Email::parse(&format!("{box_name}@handlingsrom.example")),
        ) else {
            continue;
        };
        let person = Person {
            id,
            name,
            email,
            language,
            grants: roles(id, grant),
            active: true,
            version: 1,
        };
        add(tx, &person, now);
    }
}

/// Adds a person, who accepted the declaration of secrecy a month ago; but not Samir.
pub(super) fn add(tx: &mut Tx, person: &Person, now: Timestamp) {
    people::create(tx, person);
    if person.id != SAMIR {
        let accepted = Acceptance {
            version: CURRENT_VERSION,
            at: now - SignedDuration::from_hours(30 * 24),
        };
        people::accept(tx, person.id, accepted);
    }
}
