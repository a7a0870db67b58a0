//! Every minute lands in exactly one place, whatever is entered.

use proptest::prelude::*;
use ulid::Ulid;

use super::{MONDAY, World, add, sheet, spent};
use crate::hours::bucket::tests::splits;
use crate::hours::{
    Bucket, DAY_MINUTES, EntryMinutes, HourKind, HourRule, NewEntry, Rules, TravelMinutes, counted, days_of, default_of,
};
use crate::ids::UnitId;
use crate::time::length::ToLength as _;

prop_compose! {
    fn entries()(
        day in 0_i64..7,
        kind in 0_usize..HourKind::ALL.len(),
        quarters in 1_i64..=8,
        travel in 0_i64..=4,
        unit in proptest::option::of(0_u128..3),
    ) -> NewEntry {
        NewEntry {
            day: MONDAY.saturating_add(day.days()),
            kind: HourKind::ALL[kind],
            minutes: EntryMinutes::new(quarters * 15).unwrap(),
            travel: TravelMinutes::new(travel * 15).unwrap(),
            unit: unit.map(|unit| UnitId::new(Ulid(unit))),
        }
    }
}

prop_compose! {
    fn rules()(split in splits(), other in splits(), kind in 0_usize..HourKind::ALL.len()) -> Rules {
        let rule = |kind, split| HourRule { split, ..default_of(kind) };
        Rules::with([rule(HourKind::ALL[kind], split), rule(HourKind::Travel, other)])
    }
}

proptest! {
    #[test]
    fn all_minutes_of_a_week_land_in_exactly_one_bucket_month_and_unit(
        rules in rules(),
        spent in proptest::collection::vec(entries(), 0..20),
    ) {
        let world = World { rules, ..World::default() };
        let mut week = sheet(MONDAY);
        let mut minutes = 0;
        for one in spent {
            if let Ok(after) = world.apply(&week, &add(one)) {
                week = after;
                minutes += u32::from(one.minutes.get()) + u32::from(one.travel.get());
            }
        }
        prop_assert_eq!(week.sums_between(MONDAY, days_of(MONDAY)[6]).total(), minutes);
        prop_assert_eq!(week.monthly().values().map(|sums| sums.total()).sum::<u32>(), minutes);
        prop_assert_eq!(week.days().map(|day| week.worked(day)).iter().sum::<u32>(), minutes);
        for day in week.days() {
            prop_assert!(week.worked(day) <= DAY_MINUTES);
        }
    }

    #[test]
    fn sums_of_whole_buckets_are_the_same_however_an_entry_is_divided(
        kind in 0_usize..HourKind::ALL.len(),
        first in 1_i64..=20,
        second in 1_i64..=20,
    ) {
        let kind = HourKind::ALL[kind];
        let rules = Rules::default();
        let of = |quarters: i64| counted(&spent(MONDAY, kind, quarters * 15), &rules);
        let (whole, parts) = (of(first + second), of(first) + of(second));
        prop_assert_eq!(whole.total(), parts.total());
        // A mixed kind is off by the odd minute of each part.
        for bucket in Bucket::ALL {
            prop_assert!(whole.of(bucket).abs_diff(parts.of(bucket)) <= 1);
        }
    }
}
