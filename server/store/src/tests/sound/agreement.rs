//! A sound agreement, and what is spent under it.

use super::*;

/// Signed, for three school years, with everything that an agreement can have.
pub(crate) fn agreement() -> Agreement {
    let contact = |party: Party| Contact {
        party,
        name: PersonName::parse("Kari Vik").unwrap(),
        role: ShortText::parse("seksjonsleder").unwrap(),
        email: Email::parse("kari@skole.example").unwrap(),
        phone: Some(Phone::parse("22 00 00 00").unwrap()),
    };
    let new = NewAgreement {
        id: AGREEMENT,
        owner: OWNER,
        terms: Terms {
            units: BTreeSet::from([UNIT]),
            nearby: BTreeSet::from([NEARBY]),
            positions: vec![
                Position {
                    unit: UNIT,
                    percent: Percent::new(60).unwrap(),
                    placement: Some(PLACEMENT),
                },
                Position {
                    unit: UNIT,
                    percent: Percent::new(40).unwrap(),
                    placement: None,
                },
            ],
            from: date(2024, 8, 1),
            to: date(2027, 7, 31),
            notice_months: NoticeMonths::new(3).unwrap(),
            responsibilities: BTreeMap::from([(
                Item::Office,
                BTreeSet::from([Party::SchoolLeader, Party::SchoolOwner]),
            )]),
            lines: BTreeMap::from([(
                Category::Food,
                Line {
                    payer: Party::SchoolOwner,
                    yearly_limit: Some(Amount::from_ore(2_000_000).unwrap()),
                },
            )]),
            contacts: vec![contact(Party::Imdi), contact(Party::SchoolOwner)],
            document: Some(Reference::parse("2024/17-3").unwrap()),
        },
    };
    let made = domain::agreements::create(&new, PERSON, date(2024, 6, 1)).unwrap();
    Agreement {
        state: State::Active,
        ..made
    }
}

/// Food for a group.
pub(crate) fn expense() -> Expense {
    let new = NewExpense {
        id: EXPENSE,
        category: Category::Food,
        date: date(2026, 11, 2),
        amount: Amount::from_ore(124_050).unwrap(),
        activity: None,
        receipt: Reference::parse("Bilag 17").unwrap(),
        reason: ShortText::default(),
    };
    domain::agreements::record(&new, &agreement(), &[], PERSON, date(2026, 11, 23)).unwrap()
}
