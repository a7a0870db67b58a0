//! An agreement to try rules on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use ulid::Ulid;

use super::*;
use crate::ids::{AgreementId, OwnerId, PersonId, PlacementId, UnitId};
use crate::text::{Email, NoticeMonths, Percent, PersonName, ShortText};

pub(crate) const TODAY: Date = date(2026, 11, 23);
pub(crate) const WRITER: PersonId = PersonId::new(Ulid(1));
pub(crate) const ADVISER: PersonId = PersonId::new(Ulid(2));
pub(crate) const UNIT: UnitId = UnitId::new(Ulid(3));
pub(crate) const NEAR: UnitId = UnitId::new(Ulid(4));
pub(crate) const PLACEMENT: PlacementId = PlacementId::new(Ulid(5));

pub(crate) fn contact(party: Party, name: &str) -> Contact {
    Contact {
        party,
        name: PersonName::parse(name).unwrap(),
        role: ShortText::parse("kontakt").unwrap(),
        email: Email::parse("kontakt@skole.example").unwrap(),
        phone: Some(Phone::parse("22 00 00 00").unwrap()),
    }
}

/// Three school years from 1 August 2024, one adviser, food up to 20 000 kroner a year.
pub(crate) fn terms() -> Terms {
    let line = |payer: Party, kroner: Option<i64>| Line {
        payer,
        yearly_limit: kroner.map(|kroner| Amount::from_ore(kroner * 100).unwrap()),
    };
    Terms {
        units: BTreeSet::from([UNIT]),
        nearby: BTreeSet::from([NEAR]),
        positions: vec![Position {
            unit: UNIT,
            percent: Percent::new(100).unwrap(),
            placement: Some(PLACEMENT),
        }],
        from: date(2024, 8, 1),
        to: date(2027, 7, 31),
        notice_months: NoticeMonths::new(3).unwrap(),
        responsibilities: Item::ALL.map(|item| (item, BTreeSet::from([Party::Imdi]))).into(),
        lines: BTreeMap::from([
            (Category::Salary, line(Party::Imdi, None)),
            (Category::Food, line(Party::SchoolOwner, Some(20_000))),
            (Category::Travel, line(Party::Imdi, None)),
        ]),
        contacts: vec![
            contact(Party::Imdi, "Marte Oppdal"),
            contact(Party::SchoolOwner, "Kari Vik"),
        ],
        document: None,
    }
}

pub(crate) fn draft() -> Agreement {
    let new = NewAgreement {
        id: AgreementId::new(Ulid(10)),
        owner: OwnerId::new(Ulid(9)),
        terms: terms(),
    };
    create(&new, WRITER, TODAY).unwrap()
}

/// In a state that steps lead to; the last day is as in [`terms`].
pub(crate) fn standing_in(state: State) -> Agreement {
    Agreement { state, ..draft() }
}
