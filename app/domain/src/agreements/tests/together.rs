//! Agreements beside each other: positions, and the days of a unit.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::testing::NEAR;
use super::*;
use crate::ids::PlacementId;
use crate::places::{Placement, PlacementState};
use crate::text::Percent;

#[test]
fn nobody_has_more_than_a_full_position_on_any_day() {
    let placements = placed([(5, None), (6, None)]);
    let position = |placement: u128, percent: i64| Position {
        unit: UNIT,
        percent: Percent::new(percent).unwrap(),
        placement: Some(PlacementId::new(Ulid(placement))),
    };
    let split = Terms {
        positions: vec![position(5, 60), position(6, 50)],
        ..terms()
    };
    let told = |at: usize, percent| Issue::new(format!("positions[{at}].percent"), IssueCode::MoreThanFull { percent });
    assert_eq!(over_full(&split, &placements, &[]), [told(1, 110)]);
    // Two others that follow one another are not there at once.
    let other = |from, to, percent| Agreement {
        terms: Terms {
            from,
            to,
            positions: vec![position(5, percent)],
            ..terms()
        },
        ..standing_in(State::Active)
    };
    let first = other(date(2024, 1, 1), date(2025, 12, 31), 40);
    let second = other(date(2026, 1, 1), date(2027, 12, 31), 50);
    let half = Terms {
        positions: vec![position(6, 50)],
        ..terms()
    };
    assert_eq!(over_full(&half, &placements, &[&first, &second]), []);
    let more = Terms {
        positions: vec![position(6, 60)],
        ..terms()
    };
    assert_eq!(over_full(&more, &placements, &[&first, &second]), [told(0, 110)]);
    // A vacant position is nobody's, and a draft is nothing yet.
    assert_eq!(over_full(&more, &BTreeMap::new(), &[&second]), []);
    let unsigned = Agreement {
        state: State::Draft,
        ..second
    };
    assert_eq!(over_full(&more, &placements, &[&unsigned]), []);
}

/// Placements of the adviser since 2020, with their last days.
fn placed<const N: usize>(rows: [(u128, Option<Date>); N]) -> BTreeMap<PlacementId, Placement> {
    let row = |(id, to)| {
        let id = PlacementId::new(Ulid(id));
        let placement = Placement {
            id,
            person: Some(ADVISER),
            unit: UNIT,
            percent: Percent::new(100).unwrap(),
            from: date(2020, 1, 1),
            to,
            state: PlacementState::Active,
            version: 1,
        };
        (id, placement)
    };
    rows.map(row).into()
}

fn at_unit(from: Date, to: Date) -> Agreement {
    Agreement {
        terms: Terms { from, to, ..terms() },
        ..standing_in(State::Active)
    }
}

#[test]
fn a_unit_stands_with_the_agreement_that_is_in_force_or_with_the_last_that_was() {
    let id = draft().id;
    let on = |all: &[Agreement], day| standing_of(UNIT, all, day);
    let first = at_unit(date(2024, 8, 1), date(2027, 7, 31));
    assert_eq!(on(&[], TODAY), None);
    assert_eq!(on(&[draft()], TODAY), None, "a draft is no agreement");
    assert_eq!(on(std::slice::from_ref(&first), date(2024, 7, 31)), None);
    assert_eq!(
        on(std::slice::from_ref(&first), date(2026, 8, 1)),
        Some(AgreementStanding::Active { agreement: id })
    );
    assert_eq!(
        on(std::slice::from_ref(&first), TODAY),
        Some(AgreementStanding::Ends {
            agreement: id,
            last_day: date(2027, 7, 31),
            months: 8
        })
    );
    assert_eq!(
        on(std::slice::from_ref(&first), date(2027, 8, 1)),
        Some(AgreementStanding::Expired {
            agreement: id,
            last_day: date(2027, 7, 31)
        })
    );
    assert!(standing_of(NEAR, std::slice::from_ref(&first), TODAY).is_some());
    assert_eq!(
        standing_of(UnitId::new(Ulid(99)), std::slice::from_ref(&first), TODAY),
        None
    );
    // What follows without a gap is its going on; with a gap it is not.
    let next = at_unit(date(2027, 8, 1), date(2030, 7, 31));
    assert_eq!(
        on(&[first.clone(), next.clone()], TODAY),
        Some(AgreementStanding::Active { agreement: id })
    );
    let late = at_unit(date(2027, 8, 2), date(2030, 7, 31));
    assert!(matches!(
        on(&[first.clone(), late], TODAY),
        Some(AgreementStanding::Ends { months: 8, .. })
    ));
    // Notice was given.
    let ended = apply(&first, &notice(date(2026, 12, 31)), WRITER, TODAY).unwrap();
    assert!(matches!(
        on(std::slice::from_ref(&ended), TODAY),
        Some(AgreementStanding::Ends { months: 1, .. })
    ));
    assert!(matches!(
        on(std::slice::from_ref(&ended), date(2027, 1, 1)),
        Some(AgreementStanding::Expired { .. })
    ));
}

proptest! {
    /// Whatever agreements there are, a unit is in force exactly on the days of one of them.
    #[test]
    fn a_unit_is_covered_on_the_days_of_its_agreements_and_on_no_others(
        spans in proptest::collection::vec((0_i64..900, 0_i64..400), 0..5),
        day in 0_i64..1500,
    ) {
        let start = date(2024, 1, 1);
        let later = |days: i64| start.saturating_add(jiff::SignedDuration::from_hours(days * 24));
        let all: Vec<Agreement> = spans.iter().map(|(from, length)| at_unit(later(*from), later(from + length))).collect();
        let today = later(day);
        let standing = standing_of(UNIT, &all, today);
        let in_force = all.iter().any(|one| one.is_in_force(today));
        prop_assert_eq!(
            matches!(standing, Some(AgreementStanding::Active { .. } | AgreementStanding::Ends { .. })),
            in_force
        );
        let has_ended = all.iter().any(|one| one.terms.to < today);
        prop_assert_eq!(matches!(standing, Some(AgreementStanding::Expired { .. })), !in_force && has_ended);
    }

    /// Renewed again and again, the agreements follow one another without a gap.
    #[test]
    fn a_renewal_begins_the_day_after_and_is_as_long(first in 0_i64..5000, length in 0_i64..2000) {
        let start = date(2020, 1, 1).saturating_add(jiff::SignedDuration::from_hours(first * 24));
        let end = start.saturating_add(jiff::SignedDuration::from_hours(length * 24));
        let old = at_unit(start, end);
        let next = renew(&old, AgreementId::new(Ulid(11)), WRITER, TODAY).unwrap();
        prop_assert_eq!(next.terms.from, end.tomorrow().unwrap());
        prop_assert!(next.terms.from <= next.terms.to);
        let days = |terms: &Terms| terms.to.duration_since(terms.from).as_hours() / 24;
        prop_assert!((days(&next.terms) - length).abs() <= 5, "{} and {length}", days(&next.terms));
    }
}
