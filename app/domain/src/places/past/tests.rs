//! Changes of a unit from a day on.

use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;
use ulid::Ulid;

use super::*;
use crate::ids::UnitId;
use crate::places::Merger;
use crate::text::Title;

const TODAY: Date = date(2026, 11, 23);
const FIRST: Date = date(2025, 8, 1);
const LAST: Date = date(2026, 7, 31);

fn owner(number: u128) -> Option<OwnerId> {
    Some(OwnerId::new(Ulid(number)))
}

fn unit() -> Unit {
    Unit {
        id: UnitId::new(Ulid(1)),
        name: Title::parse("Granlia vgs (test)").unwrap(),
        kind: UnitKind::UpperSecondary,
        municipality: MunicipalityCode::parse("0301").unwrap(),
        owner: owner(1),
        org_number: None,
        pupils: Some(400),
        staff: Some(60),
        active: true,
        merged: None,
        past: Vec::new(),
        version: 1,
    }
}

#[test]
fn a_change_holds_from_its_day_and_last_years_figures_stay_what_they_were() {
    let before = unit();
    let after = Unit {
        owner: owner(2),
        staff: Some(70),
        ..before.clone()
    };
    let changed = before.changed_from(TODAY, after);
    assert_eq!((changed.owner, changed.staff), (owner(2), Some(70)));
    let then = changed.clone().as_of(LAST);
    assert_eq!((then.owner, then.staff), (owner(1), Some(60)));
    let eve = changed.terms_on(TODAY.yesterday().unwrap());
    assert_eq!(eve.staff, Some(60));
    assert_eq!(changed.terms_on(TODAY).staff, Some(70));
}

#[test]
fn a_change_that_is_taken_back_the_same_day_leaves_nothing() {
    let before = unit();
    let other = before.changed_from(
        TODAY,
        Unit {
            staff: Some(6),
            ..before.clone()
        },
    );
    assert_eq!(other.past.len(), 1);
    let back = other.changed_from(
        TODAY,
        Unit {
            staff: Some(60),
            ..other.clone()
        },
    );
    assert_eq!(back, before);
}

#[test]
fn what_was_wrong_is_put_right_from_an_earlier_day_and_the_rest_keeps_its_days() {
    let before = unit();
    let moved = before.changed_from(
        date(2026, 3, 1),
        Unit {
            owner: owner(2),
            ..before.clone()
        },
    );
    let right = moved.changed_from(
        FIRST,
        Unit {
            staff: Some(64),
            ..moved.clone()
        },
    );
    assert_eq!(right.terms_on(date(2025, 7, 31)).staff, Some(60));
    let winter = right.terms_on(date(2026, 1, 15));
    assert_eq!((winter.owner, winter.staff), (owner(1), Some(64)));
    let spring = right.terms_on(date(2026, 3, 1));
    assert_eq!((spring.owner, spring.staff), (owner(2), Some(64)));
}

#[test]
fn a_place_that_was_closed_was_open_in_the_year_before() {
    let before = unit();
    let closed = before.changed_from(
        date(2026, 8, 1),
        Unit {
            active: false,
            ..before.clone()
        },
    );
    assert!(closed.was_open_between(FIRST, LAST));
    assert!(!closed.was_open_between(date(2026, 8, 1), date(2027, 7, 31)));
    let opened = closed.changed_from(
        date(2026, 10, 1),
        Unit {
            active: true,
            ..closed.clone()
        },
    );
    assert!(opened.was_open_between(date(2026, 8, 1), date(2027, 7, 31)));
    assert!(!opened.was_open_between(date(2026, 8, 1), date(2026, 9, 30)));
    let merged = Unit {
        merged: Some(Merger {
            into: UnitId::new(Ulid(2)),
            from: FIRST,
        }),
        ..before
    };
    assert!(!merged.was_open_between(FIRST, LAST));
}

#[test]
fn a_change_is_for_a_day_that_has_come() {
    let (first, last) = change_days(TODAY);
    assert_eq!((first, last), (date(2016, 8, 1), TODAY));
}

fn change() -> impl Strategy<Value = (i64, u128, u16, bool)> {
    (0_i64..900, 1_u128..4, 1_u16..5, any::<bool>())
}

proptest! {
    /// Whatever is changed from whatever days: before the day nothing is another, from it on what was changed is the new, and the rest of
    /// each day stays.
    #[test]
    fn only_what_is_changed_is_another_and_only_from_its_day_on(changes in prop::collection::vec(change(), 1..8)) {
        let mut now = unit();
        for (back, number, staff, active) in changes {
            let from = TODAY.saturating_sub(back.days());
            let wanted = Unit { owner: owner(number), staff: Some(staff), active, ..now.clone() };
            let after = now.changed_from(from, wanted.clone());
            prop_assert_eq!(after.terms(), wanted.terms());
            prop_assert!(after.past.windows(2).all(|pair| pair[0].until < pair[1].until && pair[0].terms != pair[1].terms));
            prop_assert!(after.past.iter().all(|one| one.until < TODAY));
            for days in 0..910_i64 {
                let day = TODAY.saturating_sub(days.days());
                let (was, is) = (now.terms_on(day), after.terms_on(day));
                if day < from {
                    prop_assert_eq!(was, is);
                } else {
                    prop_assert_eq!(is.owner, if now.owner == wanted.owner { was.owner } else { wanted.owner });
                    prop_assert_eq!(is.staff, if now.staff == wanted.staff { was.staff } else { wanted.staff });
                    prop_assert_eq!(is.active, if now.active == wanted.active { was.active } else { wanted.active });
                }
            }
            now = after;
        }
    }
}
