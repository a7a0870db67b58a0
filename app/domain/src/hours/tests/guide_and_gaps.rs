//! The guide of 60 and 40, what is planned added to it, and days with nothing.

use super::*;
use crate::places::{Placement, PlacementState};
use crate::text::Percent;

#[test]
fn the_guide_is_amber_outside_50_to_70_and_says_nothing_of_nothing() {
    let of = |pupils, competence| {
        Guide::of(Sums {
            pupils,
            competence,
            common: 999,
        })
    };
    assert_eq!((of(0, 0).share(), of(0, 0).zone()), (None, None));
    for (pupils, competence, share, zone) in [
        (50, 50, 50, Zone::Within),
        (70, 30, 70, Zone::Within),
        (71, 29, 71, Zone::Outside),
        (49, 51, 49, Zone::Outside),
        (100, 0, 100, Zone::Outside),
        (0, 100, 0, Zone::Outside),
    ] {
        assert_eq!(
            (of(pupils, competence).share(), of(pupils, competence).zone()),
            (Some(share), Some(zone))
        );
    }
}

#[test]
fn the_projection_adds_what_is_planned_and_counts_nothing_twice() {
    let rules = Rules::default();
    let held = booking(1, MONDAY, 75, Standing::Held);
    let planned = booking(2, date(2026, 12, 3), 75, Standing::Planned);
    let cancelled = booking(3, date(2026, 12, 3), 75, Standing::Off);
    let next_year = booking(4, date(2027, 1, 7), 75, Standing::Planned);
    let world = World {
        proposals: proposals(
            &sheet(MONDAY),
            &[],
            std::slice::from_ref(&held),
            &rules,
            &BTreeSet::new(),
            TODAY.at(8, 0, 0, 0),
        ),
        ..World::default()
    };
    let week = world.confirm(&sheet(MONDAY)).unwrap();
    let week = world.apply(&week, &add(spent(MONDAY, HourKind::Guidance, 60))).unwrap();
    let (first, last) = Semester::of(TODAY).days();
    let all = [held, planned, cancelled, next_year];
    let guide = projection(&[week], &all, &rules, &BTreeSet::new(), (first, last));
    assert_eq!(
        guide.sums,
        Sums {
            pupils: 240,
            competence: 60,
            common: 0
        }
    );
}

#[test]
fn a_working_day_with_nothing_is_a_gap_and_a_part_time_position_expects_its_part() {
    let placed = |unit: u128, percent: i64, state| Placement {
        id: crate::ids::PlacementId::new(Ulid(unit)),
        person: Some(PERSON),
        unit: UnitId::new(Ulid(unit)),
        percent: Percent::new(percent).unwrap(),
        from: date(2026, 8, 1),
        to: Some(date(2026, 11, 18)),
        state,
        version: 1,
    };
    let own = [
        placed(1, 60, PlacementState::Active),
        placed(2, 20, PlacementState::Active),
    ];
    assert_eq!(position_on(&own, PERSON, MONDAY), 80);
    assert_eq!(position_on(&own, PERSON, date(2026, 11, 19)), 0);
    assert_eq!(position_on(&[placed(1, 60, PlacementState::Leave)], PERSON, MONDAY), 0);
    assert_eq!(position_on(&own, BY, MONDAY), 100);
    assert_eq!(expected_on(80, MONDAY), 360);
    assert_eq!(expected_on(100, date(2026, 11, 21)), 0);
    assert_eq!(expected_on(100, date(2026, 12, 25)), 0, "a public holiday");

    let world = World::default();
    let tuesday = date(2026, 11, 17);
    let absence = Absence {
        day: tuesday,
        kind: AbsenceKind::Leave,
        minutes: AbsenceMinutes::new(360).unwrap(),
    };
    let week = world.apply(&sheet(MONDAY), &WeekStep::SetAbsence { absence }).unwrap();
    let week = world
        .apply(&week, &add(spent(date(2026, 11, 19), HourKind::Cases, 60)))
        .unwrap();
    let expected = |day| expected_on(100, day);
    assert_eq!(
        gaps(&week, &[], expected, date(2026, 11, 18)),
        BTreeSet::from([MONDAY, date(2026, 11, 18)])
    );
    let cleared = world.apply(&week, &WeekStep::ClearAbsence { day: tuesday }).unwrap();
    assert!(gaps(&cleared, &[], expected, TODAY).contains(&tuesday));
}
