//! What may be told of sums, and what may not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ulid::Ulid;

use super::TODAY;
use crate::hours::{FEWEST_PEOPLE, Figures, HourSpan, Month, Part, Sums, figures};
use crate::ids::{PersonId, UnitId};

fn part(person: u128, unit: Option<u128>, county: Option<&str>, pupils: u32) -> Part {
    Part {
        person: PersonId::new(Ulid(person)),
        month: Month::of(TODAY),
        is_closed: true,
        unit: unit.map(|unit| UnitId::new(Ulid(unit))),
        county: county.map(str::to_owned),
        sums: Sums {
            pupils,
            ..Sums::default()
        },
    }
}

#[test]
fn two_peoples_time_is_told_neither_alone_nor_as_what_is_left() {
    // Three at unit 1, two at unit 2 in one county; one in another county.
    let mut parts: Vec<Part> = (1..=3).map(|person| part(person, Some(1), Some("03"), 60)).collect();
    assert_eq!(figures(&parts[..2]), Figures::default());
    let alone = figures(&parts);
    assert_eq!(alone.nation.map(|figure| figure.people), Some(3));
    assert_eq!(alone.counties[0].units.len(), 1);
    parts.extend((4..=5).map(|person| part(person, Some(2), Some("03"), 60)));
    let told = figures(&parts);
    assert_eq!(told.counties.len(), 1);
    // Unit 1 by itself would tell of the two at unit 2.
    assert_eq!(told.counties[0].units, []);
    assert_eq!(told.counties[0].figure.people, 5);
    parts.push(part(6, Some(3), Some("55"), 60));
    let told = figures(&parts);
    assert_eq!(told.nation.map(|figure| figure.people), Some(6));
    assert_eq!((told.counties.len(), told.elsewhere), (0, None));
    parts.extend((7..=8).map(|person| part(person, None, None, 60)));
    let told = figures(&parts);
    assert_eq!(
        (told.counties.len(), told.elsewhere.map(|figure| figure.people)),
        (1, Some(3))
    );
}

#[test]
fn a_month_that_is_open_for_one_who_has_a_part_in_it_is_not_told() {
    let november = Month::of(TODAY);
    let mut parts: Vec<Part> = (1..=3).map(|person| part(person, Some(1), Some("03"), 60)).collect();
    let october: Vec<Part> = parts
        .iter()
        .map(|one| Part {
            month: november.previous(),
            ..one.clone()
        })
        .collect();
    parts[2].is_closed = false;
    let told = figures(&parts);
    assert_eq!((told.nation, told.waiting), (None, vec![november]));
    let told = figures(&[parts, october].concat());
    assert_eq!((told.months, told.waiting), (vec![november.previous()], vec![november]));
    let nation = told.nation.unwrap();
    assert_eq!((nation.people, nation.guide.sums.pupils), (3, 180));
}

#[test]
fn a_month_with_too_few_is_in_no_sum_and_is_not_waited_for() {
    let mut parts: Vec<Part> = (1..=3).map(|person| part(person, Some(1), Some("03"), 60)).collect();
    let next = Month::of(TODAY).next();
    parts.push(Part {
        month: next,
        ..part(1, Some(1), Some("03"), 60)
    });
    let told = figures(&parts);
    assert_eq!((told.months, told.waiting), (vec![Month::of(TODAY)], Vec::new()));
    assert_eq!(told.nation.unwrap().guide.sums.pupils, 180);
}

#[test]
fn a_place_is_told_of_when_each_of_the_months_tells_of_it() {
    let of = |month: Month, unit: u128, people: std::ops::RangeInclusive<u128>| {
        people
            .map(|person| Part {
                month,
                ..part(person, Some(unit), Some("03"), 60)
            })
            .collect::<Vec<Part>>()
    };
    let (first, second) = (Month::of(TODAY), Month::of(TODAY).next());
    // The first tells of unit 2 and the rest, the second of unit 1 too.
    let one = [of(first, 1, 1..=3), of(first, 2, 4..=6), of(first, 3, 7..=7)].concat();
    let other = [of(second, 1, 1..=3), of(second, 2, 4..=6)].concat();
    let units = |parts: &[Part]| -> Vec<u128> {
        let told = figures(parts);
        told.counties[0].units.iter().map(|(unit, _)| unit.ulid().0).collect()
    };
    assert_eq!((units(&one), units(&other)), (vec![2], vec![1, 2]));
    let both = [one, other].concat();
    assert_eq!(units(&both), [2]);
    let told = figures(&both);
    assert_eq!(told.nation.map(|figure| figure.people), Some(7));
    assert_eq!(told.counties[0].other_units.map(|figure| figure.people), Some(4));
}

#[test]
fn a_span_is_read_as_it_is_written_and_follows_the_one_before() {
    for (text, before, after) in [
        ("2026-autumn", "2026-spring", "2027-spring"),
        ("2026-spring", "2025-autumn", "2026-autumn"),
        ("2026", "2025", "2027"),
    ] {
        let span: HourSpan = text.parse().unwrap();
        assert_eq!(
            (span.to_string(), span.previous().to_string(), span.next().to_string()),
            (text.to_owned(), before.to_owned(), after.to_owned())
        );
        assert_eq!(span.previous().next(), span);
    }
    for bad in ["", "1", "2026-winter", "autumn"] {
        assert!(bad.parse::<HourSpan>().is_err(), "{bad}");
    }
}

/// Where a part is found in what is told: the narrowest sum that holds it.
fn found_in(told: &Figures, part: &Part) -> String {
    let is_of = |code: &str| part.county.as_deref() == Some(code);
    let Some(county) = told.counties.iter().find(|county| is_of(&county.code)) else {
        return "elsewhere".to_owned();
    };
    match part.unit {
        Some(unit) if county.units.iter().any(|(one, _)| *one == unit) => unit.to_string(),
        _ => county.code.clone(),
    }
}

proptest! {
    #[test]
    fn whatever_is_told_and_whatever_two_sums_have_not_in_common_is_of_three_people_at_least(
        sketch in proptest::collection::vec(
            (0_u128..9, proptest::option::of(0_u128..6), any::<bool>(), 1_u32..100, 0_u8..20),
            0..60,
        ),
    ) {
        let (first, second) = (Month::of(TODAY), Month::of(TODAY).next());
        let parts: Vec<Part> = sketch
            .into_iter()
            .map(|(person, unit, is_second, minutes, open)| {
                let county = unit.map(|unit| if unit < 3 { "03" } else { "55" });
                let month = if is_second { second } else { first };
                Part { month, is_closed: open > 0, ..part(person, unit, county, minutes) }
            })
            .collect();
        let of = |month: Month| parts.iter().filter(|part| part.month == month).cloned().collect::<Vec<Part>>();
        let spans = [figures(&of(first)), figures(&of(second)), figures(&parts)];
        // Parts that no two sums tell apart.
        let mut together: BTreeMap<(Month, Vec<String>), BTreeSet<PersonId>> = BTreeMap::new();
        for part in &parts {
            let told = spans.iter().filter(|span| span.months.contains(&part.month));
            let places: Vec<String> = told.map(|span| found_in(span, part)).collect();
            if places.is_empty() {
                continue;
            }
            prop_assert!(parts.iter().filter(|one| one.month == part.month).all(|one| one.is_closed));
            together.entry((part.month, places)).or_default().insert(part.person);
        }
        for (place, people) in together {
            prop_assert!(people.len() >= FEWEST_PEOPLE, "{:?} is of {}", place, people.len());
        }
        for span in &spans {
            prop_assert_eq!(span.nation.is_some(), !span.months.is_empty());
        }
    }
}
