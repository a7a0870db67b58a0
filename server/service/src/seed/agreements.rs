//! The agreements with the owners: one that ends in five months, one that has expired, and what was spent. In the full profile one for
//! each owner of a unit with an adviser.

use std::collections::{BTreeMap, BTreeSet};

use domain::agreements::months::{months_after, months_before};
use domain::agreements::{
    Agreement, AgreementCommand, AgreementRule, Amount, Category, Contact, Expense, ExpenseRule, Item, Line, Meeting,
    NewAgreement, NewExpense, Party, Phone, Position, Reference, Terms, apply, create, record,
};
use domain::ids::{AgreementId, ExpenseId, OwnerId, PersonId, UnitId};
use domain::issue::IssueCode;
use domain::places::Owner;
use domain::text::{Email, NoticeMonths, PersonName, ShortText};
use domain::time::SchoolYear;
use domain::time::length::ToLength as _;
use jiff::civil::Date;
use ulid::Ulid;

use super::people::{AINO, INGRID, MARTE, SAMIR};
use super::places::{Places, owner_id};

/// Where identifiers of the demonstration's agreements and expenses begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0xB000;

/// Oslo, whose agreement ends in five months.
const OSLO: OwnerId = owner_id(1);
/// Akershus, where the parties have not met this semester.
const AKERSHUS: OwnerId = owner_id(2);
/// Finnmark, whose agreement has expired.
const FINNMARK: OwnerId = owner_id(3);

/// How many months are left of the first agreements of the full profile beyond the demonstration's own; the others have years.
const ENDING: [u32; 3] = [2, 4, 6];

/// A value that its type refuses, or a rule that says no.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error("a value is refused: {0:?}")]
    Value(IssueCode),
    #[error(transparent)]
    Agreement(#[from] AgreementRule),
    #[error(transparent)]
    Expense(#[from] ExpenseRule),
}

impl From<IssueCode> for Untold {
    fn from(code: IssueCode) -> Self {
        Self::Value(code)
    }
}

/// An agreement with what was spent under it.
pub(super) type Told = (Agreement, Vec<Expense>);

/// The agreements of all owners of units where somebody is placed. One whose values are not as they should be is left out; a test
/// counts them.
pub(super) fn told(made: &Places, today: Date) -> Vec<Told> {
    let hosts: BTreeSet<UnitId> = made.placements.iter().map(|one| one.unit).collect();
    let is_host = |owner: &&Owner| {
        made.units
            .iter()
            .any(|unit| unit.owner == Some(owner.id) && hosts.contains(&unit.id))
    };
    let mut ending = ENDING.into_iter();
    made.owners
        .iter()
        .filter(is_host)
        .zip(1_u8..)
        .filter_map(|(owner, number)| {
            let (from, to) = period(owner.id, &mut ending, number, today);
            let agreement = signed(made, owner.id, number, from, to, today).ok()?;
            let spent = spent(&agreement, today).ok()?;
            Some((agreement, spent))
        })
        .collect()
}

fn period(owner: OwnerId, ending: &mut impl Iterator<Item = u32>, number: u8, today: Date) -> (Date, Date) {
    let year = SchoolYear::of(today);
    let demo = [OSLO, AKERSHUS, FINNMARK, owner_id(4)];
    let until = |to: Date| (months_before(to, 36).saturating_add(1.days()), to);
    if owner == OSLO {
        return until(month_end(months_after(today, 5)));
    }
    if owner == FINNMARK {
        return until(year.first_day().saturating_sub(1.days()));
    }
    match (!demo.contains(&owner)).then(|| ending.next()).flatten() {
        Some(months) => until(month_end(months_after(today, months - 1))),
        // Two years or three from this summer.
        None => until(months_after(year.last_day(), 12 + 12 * u32::from(number % 2))),
    }
}

fn month_end(day: Date) -> Date {
    Date::new(day.year(), day.month(), day.days_in_month()).unwrap_or(day)
}

fn signed(made: &Places, owner: OwnerId, number: u8, from: Date, to: Date, today: Date) -> Result<Agreement, Untold> {
    let signed_on = from.saturating_sub(30.days());
    let new = NewAgreement {
        id: AgreementId::new(Ulid(FIRST_ID | u128::from(number))),
        owner,
        terms: terms(made, owner, number, from, to)?,
    };
    let mut one = create(&new, MARTE, signed_on)?;
    for command in [AgreementCommand::Send, AgreementCommand::Sign] {
        one = apply(&one, &command, MARTE, signed_on)?;
    }
    one.version = 1;
    // Everybody meets twice a year, but for the two where somebody has to look.
    if owner != AKERSHUS && owner != FINNMARK {
        let held = |weeks: i64| Meeting {
            date: today.saturating_sub(weeks.weeks()),
            is_held: true,
        };
        one.meetings = [held(34), held(8)]
            .into_iter()
            .filter(|meeting| from <= meeting.date)
            .collect();
    }
    Ok(one)
}

fn terms(made: &Places, owner: OwnerId, number: u8, from: Date, to: Date) -> Result<Terms, Untold> {
    let own: BTreeSet<UnitId> = made
        .units
        .iter()
        .filter(|unit| unit.owner == Some(owner))
        .map(|unit| unit.id)
        .collect();
    let nearby = made
        .nearby
        .iter()
        .filter(|row| own.contains(&row.host) && !own.contains(&row.nearby))
        .map(|row| row.nearby)
        .collect();
    let positions = made
        .placements
        .iter()
        .filter(|one| own.contains(&one.unit))
        .map(|one| Position {
            unit: one.unit,
            percent: one.percent,
            placement: Some(one.id),
        })
        .collect();
    Ok(Terms {
        units: own,
        nearby,
        positions,
        from,
        to,
        notice_months: NoticeMonths::new(3)?,
        responsibilities: responsibilities(),
        lines: lines()?,
        contacts: contacts(number)?,
        document: Some(Reference::parse(&format!(
            "{}/{}-2",
            from.year(),
            1200 + i64::from(number)
        ))?),
    })
}

fn responsibilities() -> BTreeMap<Item, BTreeSet<Party>> {
    use Party::{Imdi, SchoolLeader, SchoolOwner};
    let who = |item: Item| match item {
        Item::FollowUp | Item::Employer | Item::Equipment | Item::Budget => vec![Imdi],
        Item::Office | Item::Systems | Item::Keys => vec![SchoolLeader],
        Item::Meetings => vec![Imdi, SchoolLeader],
        Item::Privacy => vec![Imdi, SchoolOwner],
        Item::Nearby => vec![Imdi, SchoolOwner],
    };
    Item::ALL
        .into_iter()
        .map(|item| (item, who(item).into_iter().collect()))
        .collect()
}

fn lines() -> Result<BTreeMap<Category, Line>, Untold> {
    let line = |payer: Party, kroner: Option<i64>| -> Result<Line, Untold> {
        Ok(Line {
            payer,
            yearly_limit: kroner.map(|kroner| Amount::from_ore(kroner * 100)).transpose()?,
        })
    };
    Ok(BTreeMap::from([
        (Category::Salary, line(Party::Imdi, None)?),
        (Category::Food, line(Party::SchoolOwner, Some(20_000))?),
        (Category::Interpreter, line(Party::SchoolOwner, Some(30_000))?),
        (Category::Material, line(Party::SchoolLeader, Some(5_000))?),
        (Category::Travel, line(Party::Imdi, None)?),
    ]))
}

fn contacts(number: u8) -> Result<Vec<Contact>, Untold> {
    const OF_OWNERS: [&str; 6] = [
        "Kari Vik",
        "Geir Solheim",
        "Berit Aune",
        "Terje Nygård",
        "Liv Haugen",
        "Odd Myhre",
    ];
    let contact = |party: Party, name: &str, role: &str, email: &str, phone: &str| -> Result<Contact, Untold> {
        Ok(Contact {
            party,
            name: PersonName::parse(name)?,
            role: ShortText::parse(role)?,
            email: Email::parse(email)?,
            phone: Some(Phone::parse(phone)?),
        })
    };
    let name = OF_OWNERS
        .get(usize::from(number) % OF_OWNERS.len())
        .copied()
        .unwrap_or("Kari Vik");
    Ok(vec![
        contact(
            Party::Imdi,
            "Marte Oppdal",
            "koordinator",
            "marte.oppdal@handlingsrom.example",
            "22 00 00 01",
        )?,
        contact(
            Party::SchoolOwner,
            name,
            "seksjonsleder",
            &format!("kontakt{number:02}@skoleeier.example"),
            &format!("22 00 01 {number:02}"),
        )?,
    ])
}

struct Spent {
    by: PersonId,
    category: Category,
    ore: i64,
    days_ago: i64,
}

/// What the demonstration's advisers have spent this autumn.
fn spent(agreement: &Agreement, today: Date) -> Result<Vec<Expense>, Untold> {
    let one = |by, category, ore, days_ago| Spent {
        by,
        category,
        ore,
        days_ago,
    };
    let told = if agreement.owner == OSLO {
        vec![
            one(INGRID, Category::Food, 124_050, 40),
            one(INGRID, Category::Food, 98_000, 12),
            one(INGRID, Category::Interpreter, 360_000, 20),
            one(INGRID, Category::Material, 489_900, 26),
        ]
    } else if agreement.owner == AKERSHUS {
        vec![one(SAMIR, Category::Travel, 61_200, 9)]
    } else if agreement.owner == FINNMARK {
        vec![one(AINO, Category::Travel, 845_000, 160)]
    } else {
        Vec::new()
    };
    let mut written: Vec<Expense> = Vec::new();
    for (number, one) in (1_u128..).zip(told) {
        let first = FIRST_ID | 0x200 | (agreement.id.ulid().0 & 0x1F) << 4;
        let new = NewExpense {
            id: ExpenseId::new(Ulid(first | number)),
            category: one.category,
            date: today.saturating_sub(one.days_ago.days()),
            amount: Amount::from_ore(one.ore)?,
            activity: None,
            receipt: Reference::parse(&format!("Bilag {}", 40 + number))?,
            reason: ShortText::default(),
        };
        written.push(record(&new, agreement, &written, one.by, today)?);
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use domain::agreements::{Alert, Nearness, alerts};
    use jiff::civil::date;

    use super::super::places;
    use super::*;

    #[test]
    fn every_owner_has_an_agreement_and_two_need_somebody_at_once() {
        let today = date(2026, 11, 23);
        let told = told(&places::demo(), today);
        assert_eq!(told.len(), 4);
        let first = |number: usize| {
            alerts(&told[number].0, &[], &Default::default(), today)
                .first()
                .copied()
        };
        let ends = Alert::Ends {
            nearness: Nearness::Six,
            months: 5,
        };
        assert_eq!(first(0), Some(ends));
        assert_eq!(first(1), Some(Alert::NoMeeting));
        let last_day = date(2026, 7, 31);
        assert_eq!(first(2), Some(Alert::Expired { last_day }));
        assert_eq!(first(3), None);
        assert_eq!(told[0].1.len(), 4);
        assert!(told.iter().all(|(one, _)| one.terms.is_complete()));
        assert!(told[0].0.terms.from < date(2024, 9, 1));
    }
}
