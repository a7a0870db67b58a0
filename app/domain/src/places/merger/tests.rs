//! What is decided when two units become one.

use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::places::{MunicipalityCode, PlacementState, UnitKind};
use crate::text::{Note, Percent, Title};

const TODAY: Date = date(2026, 11, 23);
const DAY: Date = date(2027, 1, 1);
const ENDS: UnitId = unit_id(1);
const STAYS: UnitId = unit_id(2);
const HOST: UnitId = unit_id(3);
const OTHER: UnitId = unit_id(4);

const fn unit_id(number: u128) -> UnitId {
    UnitId::new(Ulid(number))
}

fn unit(id: UnitId) -> Unit {
    Unit {
        id,
        name: Title::parse("Granlia vgs (test)").unwrap(),
        kind: UnitKind::UpperSecondary,
        municipality: MunicipalityCode::parse("0301").unwrap(),
        owner: None,
        org_number: None,
        pupils: None,
        staff: None,
        active: true,
        merged: None,
        past: Vec::new(),
        version: 1,
    }
}

fn merged(id: UnitId, into: UnitId, from: Date) -> Unit {
    Unit {
        merged: Some(Merger { into, from }),
        ..unit(id)
    }
}

fn placed(number: u128, person: u128, unit: UnitId, percent: i64, from: Date, to: Option<Date>) -> Placement {
    Placement {
        id: PlacementId::new(Ulid(number)),
        person: Some(PersonId::new(Ulid(person))),
        unit,
        percent: Percent::new(percent).unwrap(),
        from,
        to,
        state: PlacementState::Active,
        version: 3,
    }
}

fn near(host: UnitId, nearby: UnitId) -> NearbyUnit {
    NearbyUnit {
        host,
        nearby,
        note: Note::parse("Med buss").unwrap(),
        from: None,
        to: None,
    }
}

/// The merger of the first into the second on a day, among these.
fn decide(
    (unit, into): (&Unit, &Unit),
    came: &[Unit],
    placements: &[Placement],
    nearby: &[NearbyUnit],
    from: Date,
) -> Result<MergePlan, MergeFault> {
    let mut next = 900_u128;
    let around = Around {
        unit,
        into,
        came,
        placements,
        nearby,
        today: TODAY,
    };
    plan(&around, Merger { into: into.id, from }, || {
        next += 1;
        PlacementId::new(Ulid(next))
    })
}

fn faults_of(outcome: Result<MergePlan, MergeFault>) -> Vec<(String, IssueCode)> {
    let Err(MergeFault::Fields(issues)) = outcome else {
        unreachable!("{outcome:?}")
    };
    issues.into_iter().map(|issue| (issue.field, issue.code)).collect()
}

fn one(field: &str, code: IssueCode) -> Vec<(String, IssueCode)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn what_cannot_be_is_told_beside_its_field() {
    let (a, b) = (unit(ENDS), unit(STAYS));
    let at = |units: (&Unit, &Unit), from: Date| faults_of(decide(units, &[], &[], &[], from));
    assert_eq!(at((&a, &a), DAY), one("into", IssueCode::MergedWithItself));
    let gone = merged(STAYS, OTHER, date(2027, 8, 1));
    let already = || IssueCode::MergedAlready { from: date(2027, 8, 1) };
    assert_eq!(at((&a, &gone), DAY), one("into", already()), "also before its day");
    let twice = merged(ENDS, OTHER, date(2027, 8, 1));
    assert_eq!(at((&twice, &b), DAY), one("into", already()));
    let closed = Unit {
        active: false,
        ..unit(STAYS)
    };
    assert_eq!(at((&a, &closed), DAY), one("into", IssueCode::ClosedPlace));
    let days = || IssueCode::OutsideDays {
        first: date(2026, 8, 1),
        last: date(2029, 7, 31),
    };
    assert_eq!(at((&a, &b), date(2026, 7, 31)), one("merge_from", days()));
    assert_eq!(at((&a, &b), date(1999, 1, 1)), one("merge_from", days()));
    assert_eq!(at((&a, &b), date(2029, 8, 1)), one("merge_from", days()));
    assert_eq!(at((&a, &a), date(2020, 1, 1)).len(), 2, "all at once");
    assert!(decide((&a, &b), &[], &[], &[], date(2026, 8, 1)).is_ok());
}

#[test]
fn a_unit_that_took_another_in_goes_on_after_that_day_alone_and_there_is_no_circle() {
    let (a, b) = (unit(ENDS), unit(STAYS));
    let came = [merged(OTHER, ENDS, date(2027, 8, 1))];
    let on = |from: Date| decide((&a, &b), &came, &[], &[], from);
    let before = IssueCode::BeforeLastMerger { day: date(2027, 8, 1) };
    assert_eq!(faults_of(on(DAY)), one("merge_from", before.clone()));
    assert_eq!(faults_of(on(date(2027, 8, 1))), one("merge_from", before));
    assert!(on(date(2027, 8, 2)).is_ok(), "a chain in the order of the days");
    let circle = decide((&a, &came[0]), &came, &[], &[], date(2028, 1, 1));
    assert_eq!(
        faults_of(circle),
        one("into", IssueCode::MergedAlready { from: date(2027, 8, 1) })
    );
}

#[test]
fn placements_end_the_day_before_and_go_on_at_the_other_as_they_were() {
    let (a, b) = (unit(ENDS), unit(STAYS));
    let all = [
        placed(1, 7, ENDS, 60, date(2026, 8, 1), None),
        placed(2, 8, ENDS, 100, date(2025, 8, 1), Some(date(2026, 12, 31))),
        placed(3, 9, ENDS, 50, date(2027, 1, 1), Some(date(2027, 7, 31))),
        placed(4, 7, STAYS, 40, date(2026, 8, 1), None),
    ];
    let plan = decide((&a, &b), &[], &all, &[], DAY).unwrap();
    assert_eq!(plan.unit.merged, Some(Merger { into: STAYS, from: DAY }));
    assert_eq!((plan.unit.active, plan.unit.version), (true, 2));
    let changed: Vec<_> = plan.changed.iter().map(|(_, after)| after.clone()).collect();
    let ended = Placement {
        to: Some(date(2026, 12, 31)),
        version: 4,
        ..all[0].clone()
    };
    let moved = Placement {
        unit: STAYS,
        version: 4,
        ..all[2].clone()
    };
    assert_eq!(changed, [ended, moved], "what ends in time stays as it is");
    let begun = Placement {
        id: PlacementId::new(Ulid(901)),
        unit: STAYS,
        from: DAY,
        version: 1,
        ..all[0].clone()
    };
    assert_eq!(plan.begun, [begun]);
    assert_eq!(plan.going_on().count(), 2);
}

#[test]
fn whoever_has_more_than_a_full_position_is_told_and_nothing_is_decided() {
    let (a, b) = (unit(ENDS), unit(STAYS));
    let all = [
        placed(1, 7, ENDS, 60, date(2026, 8, 1), None),
        placed(2, 7, OTHER, 50, date(2027, 3, 1), None),
    ];
    let person = PersonId::new(Ulid(7));
    let outcome = decide((&a, &b), &[], &all, &[], DAY);
    let told = PlacementWarning::OverFull {
        person,
        from: date(2027, 3, 1),
        percent: 110,
    };
    assert_eq!(outcome, Err(MergeFault::OverFull(vec![told])));
    let before = [
        placed(1, 7, ENDS, 60, date(2026, 8, 1), None),
        placed(2, 7, OTHER, 50, date(2026, 3, 1), Some(date(2026, 12, 31))),
    ];
    assert!(
        decide((&a, &b), &[], &before, &[], DAY).is_ok(),
        "what was is no hindrance"
    );
}

#[test]
fn nearby_lists_get_the_other_from_the_day_and_keep_what_was() {
    let (a, b) = (unit(ENDS), unit(STAYS));
    let rows = [
        near(HOST, ENDS),
        near(ENDS, OTHER),
        near(ENDS, STAYS),
        near(STAYS, HOST),
        near(ENDS, HOST),
    ];
    let plan = decide((&a, &b), &[], &[], &rows, DAY).unwrap();
    let ended = |host, nearby| NearbyUnit {
        to: Some(date(2026, 12, 31)),
        ..near(host, nearby)
    };
    let new = |host, nearby| NearbyUnit {
        from: Some(DAY),
        ..near(host, nearby)
    };
    assert_eq!(
        plan.listed,
        [
            ended(ENDS, STAYS),
            ended(ENDS, HOST),
            ended(ENDS, OTHER),
            new(STAYS, OTHER),
            ended(HOST, ENDS),
            new(HOST, STAYS),
        ],
        "what it served itself is at home, and what stood on the other's list already stands there"
    );
    assert_eq!(plan.unlisted, []);
}

#[test]
fn an_entry_that_had_not_begun_begins_at_the_other() {
    let (a, b) = (unit(ENDS), unit(STAYS));
    // The host becomes another in August.
    let rows = [
        NearbyUnit {
            to: Some(date(2027, 7, 31)),
            ..near(HOST, ENDS)
        },
        NearbyUnit {
            from: Some(date(2027, 8, 1)),
            ..near(OTHER, ENDS)
        },
    ];
    let plan = decide((&a, &b), &[], &[], &rows, DAY).unwrap();
    assert_eq!(plan.unlisted, [rows[1].clone()]);
    let spans: Vec<_> = plan
        .listed
        .iter()
        .map(|row| (row.host, row.nearby, row.from, row.to))
        .collect();
    assert_eq!(
        spans,
        [
            (HOST, ENDS, None, Some(date(2026, 12, 31))),
            (HOST, STAYS, Some(DAY), Some(date(2027, 7, 31))),
            (OTHER, STAYS, Some(date(2027, 8, 1)), None),
        ]
    );
}

/// The placements as they are after a plan.
fn after(all: &[Placement], plan: &MergePlan) -> Vec<Placement> {
    let is_kept = |one: &&Placement| plan.changed.iter().all(|(before, _)| before.id != one.id);
    let changed = plan.changed.iter().map(|(_, after)| after);
    let kept = all.iter().filter(is_kept);
    kept.chain(changed).chain(&plan.begun).cloned().collect()
}

fn percent_at(all: &[Placement], unit: UnitId, day: Date) -> u32 {
    let there = all.iter().filter(|one| one.unit == unit && one.holds_on(day));
    there.map(|one| u32::from(one.percent.get())).sum()
}

proptest! {
    /// No share is lost or won on any day, nothing moves before the day, and nobody is left at the unit that ended.
    #[test]
    fn every_share_of_every_day_is_somewhere_once(
        shares in proptest::collection::vec((1u128..4, 1u128..4, 1i64..=30, 0i16..500, proptest::option::of(0i16..300)), 0..8),
        on in 0i16..250,
    ) {
        let start = date(2026, 8, 1);
        let day = |n: i16| start.checked_add(n.days()).unwrap();
        let from = day(on);
        let all: Vec<Placement> = (1u128..)
            .zip(&shares)
            .map(|(number, (person, unit, percent, first, length))| {
                let to = length.map(|length| day(first + length));
                placed(number, *person, unit_id(*unit), *percent, day(*first), to)
            })
            .collect();
        let (a, b) = (unit(ENDS), unit(STAYS));
        // A person over a full position is refused: another test's matter.
        if let Ok(plan) = decide((&a, &b), &[], &all, &[], from) {
            let after = after(&all, &plan);
            for day in (0..900).map(day) {
                for person in (1..4).map(|number| PersonId::new(Ulid(number))) {
                    prop_assert_eq!(percent_on(&all, person, day), percent_on(&after, person, day));
                }
                if day < from {
                    for unit in [ENDS, STAYS, HOST] {
                        prop_assert_eq!(percent_at(&all, unit, day), percent_at(&after, unit, day));
                    }
                } else {
                    prop_assert_eq!(percent_at(&after, ENDS, day), 0);
                    let both = percent_at(&all, ENDS, day) + percent_at(&all, STAYS, day);
                    prop_assert_eq!(percent_at(&after, STAYS, day), both);
                }
            }
        }
    }

    /// A stretch before the day is told by the same lists as before.
    #[test]
    fn the_lists_of_a_stretch_before_are_as_they_were(
        pairs in proptest::collection::btree_set((1u128..6, 1u128..6), 0..12),
        on in 1i16..250,
        length in 1i16..200,
    ) {
        let rows: Vec<NearbyUnit> = pairs
            .into_iter()
            .filter(|(host, nearby)| host != nearby)
            .map(|(host, nearby)| near(unit_id(host), unit_id(nearby)))
            .collect();
        let from = date(2026, 8, 1).checked_add(on.days()).unwrap();
        let (a, b) = (unit(ENDS), unit(STAYS));
        let plan = decide((&a, &b), &[], &[], &rows, from).unwrap();
        let mut after: BTreeMap<(UnitId, UnitId), NearbyUnit> = BTreeMap::new();
        for row in rows.iter().chain(&plan.listed) {
            after.insert((row.host, row.nearby), row.clone());
        }
        for row in &plan.unlisted {
            after.remove(&(row.host, row.nearby));
        }
        let last = from.yesterday().unwrap();
        let first = last.checked_sub(length.days()).unwrap();
        let then: BTreeSet<_> = rows.iter().map(|row| (row.host, row.nearby)).collect();
        let told: BTreeSet<_> = after
            .values()
            .filter(|row| row.holds_between(first, last))
            .map(|row| (row.host, row.nearby))
            .collect();
        prop_assert_eq!(then, told);
        let names_it = |row: &&NearbyUnit| row.host == ENDS || row.nearby == ENDS;
        prop_assert!(!after.values().filter(names_it).any(|row| row.has_not_ended(from)));
    }
}
