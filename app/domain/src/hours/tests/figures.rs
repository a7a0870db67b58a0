//! What may be told of sums, and what may not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ulid::Ulid;

use super::TODAY;
use crate::hours::{FEWEST_PEOPLE, Figures, HourSpan, Part, Sums, figures};
use crate::ids::{PersonId, UnitId};
use crate::time::Semester;

fn part(person: u128, unit: Option<u128>, county: Option<&str>, pupils: u32) -> Part {
    Part {
        person: PersonId::new(Ulid(person)),
        semester: Semester::of(TODAY),
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
fn a_school_year_tells_of_a_place_what_each_of_its_semesters_may_tell() {
    let mut parts: Vec<Part> = (1..=3).map(|person| part(person, Some(1), Some("03"), 60)).collect();
    parts.push(Part {
        semester: Semester::of(TODAY).next(),
        ..part(1, Some(1), Some("03"), 60)
    });
    assert_eq!(figures(&parts), Figures::default());
}

#[test]
fn a_school_year_tells_of_the_whole_and_of_no_place() {
    // Autumn tells of unit 2 and the rest, spring of unit 1: the year's unit 1 without the spring's would be one of few.
    let of = |semester: Semester, unit: u128, people: std::ops::RangeInclusive<u128>| {
        people
            .map(|person| Part {
                semester,
                ..part(person, Some(unit), Some("03"), 60)
            })
            .collect::<Vec<Part>>()
    };
    let (autumn, spring) = (Semester::of(TODAY), Semester::of(TODAY).next());
    let first = [of(autumn, 1, 1..=3), of(autumn, 2, 4..=6), of(autumn, 3, 7..=7)].concat();
    let second = [of(spring, 1, 1..=3), of(spring, 2, 4..=6)].concat();
    assert!(!figures(&first).counties.is_empty() && !figures(&second).counties.is_empty());
    let year = figures(&[first, second].concat());
    assert_eq!(year.nation.map(|figure| figure.people), Some(7));
    assert_eq!((year.counties, year.elsewhere), (Vec::new(), None));
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

proptest! {
    #[test]
    fn whatever_is_told_and_whatever_is_left_is_of_three_people_at_least(
        sketch in proptest::collection::vec((0_u128..9, proptest::option::of(0_u128..6), any::<bool>(), 1_u32..100), 0..40),
    ) {
        let parts: Vec<Part> = sketch
            .into_iter()
            .map(|(person, unit, is_spring, minutes)| {
                let county = unit.map(|unit| if unit < 3 { "03" } else { "55" });
                let semester = if is_spring { Semester::of(TODAY).next() } else { Semester::of(TODAY) };
                Part { semester, ..part(person, unit, county, minutes) }
            })
            .collect();
        let told = figures(&parts);
        let people = |parts: &[&Part]| {
            let mut by_semester: BTreeMap<Semester, BTreeSet<PersonId>> = BTreeMap::new();
            for part in parts {
                by_semester.entry(part.semester).or_default().insert(part.person);
            }
            by_semester.values().map(BTreeSet::len).min()
        };
        let is_enough = |parts: &[&Part]| people(parts).is_none_or(|fewest| fewest >= FEWEST_PEOPLE);
        if told.nation.is_some() {
            prop_assert!(is_enough(&parts.iter().collect::<Vec<_>>()));
        }
        let is_told = |part: &Part| told.counties.iter().any(|county| part.county.as_ref() == Some(&county.code));
        if !told.counties.is_empty() {
            let left: Vec<&Part> = parts.iter().filter(|part| !is_told(part)).collect();
            prop_assert!(is_enough(&left));
        }
        for county in &told.counties {
            let here: Vec<&Part> = parts.iter().filter(|part| part.county.as_ref() == Some(&county.code)).collect();
            prop_assert!(is_enough(&here));
            let is_shown = |part: &Part| county.units.iter().any(|(unit, _)| part.unit == Some(*unit));
            for (unit, _) in &county.units {
                let there: Vec<&Part> = here.iter().copied().filter(|part| part.unit == Some(*unit)).collect();
                prop_assert!(is_enough(&there));
            }
            if !county.units.is_empty() {
                let left: Vec<&Part> = here.iter().copied().filter(|part| !is_shown(part)).collect();
                prop_assert!(is_enough(&left));
            }
        }
    }
}
