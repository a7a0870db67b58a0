//! Wall time over every clock change of 2026–2036. The changes are found in the time zone data itself, not listed.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::text::SessionMinutes;
use domain::time::{LocalSlot, PublicHoliday, public_holiday, zone};
use jiff::civil::{Date, DateTime, Time, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

fn oslo() -> TimeZone {
    zone()
}

/// Every instant at which the clocks change, with the hours they move.
fn changes() -> Vec<(Timestamp, i32)> {
    let zone = oslo();
    let from: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    let until: Timestamp = "2037-01-01T00:00:00Z".parse().unwrap();
    let mut before = zone.to_offset(from).seconds();
    let found = zone
        .following(from)
        .take_while(|change| change.timestamp() < until)
        .map(|change| {
            let moved = change.offset().seconds() - before;
            before = change.offset().seconds();
            (change.timestamp(), moved / 3600)
        });
    found.collect()
}

fn slot(start: DateTime, minutes: i64) -> LocalSlot {
    LocalSlot {
        date: start.date(),
        start: start.time(),
        minutes: SessionMinutes::new(minutes).unwrap(),
    }
}

#[test]
fn the_clocks_change_twice_a_year_on_the_last_sundays_of_march_and_october() {
    let changes = changes();
    assert_eq!(changes.len(), 22);
    for (at, hours) in changes {
        let day = at.to_zoned(oslo()).date();
        assert_eq!(day.weekday(), Weekday::Sunday);
        assert_eq!((day.month(), hours), if hours == 1 { (3, 1) } else { (10, -1) });
        assert!(day.day() > 24, "{day} is the last Sunday");
    }
}

#[test]
fn a_weekly_group_keeps_its_clock_time_over_every_change() {
    for (at, hours) in changes() {
        let sunday = at.to_zoned(oslo()).date();
        let before = slot((sunday - 4.days()).at(12, 15, 0, 0), 60);
        let after = slot((sunday + 3.days()).at(12, 15, 0, 0), 60);
        let apart = after.instant().unwrap().duration_since(before.instant().unwrap());
        assert_eq!(apart.as_hours(), i64::from(7 * 24 - hours), "{sunday}");
        for one in [before, after] {
            let read_back = one.instant().unwrap().to_zoned(oslo()).datetime();
            assert_eq!(read_back, one.date.to_datetime(one.start));
        }
    }
}

#[test]
fn a_time_that_spring_skips_is_moved_by_the_gap_and_one_that_comes_twice_means_the_first() {
    for (at, hours) in changes() {
        let sunday = at.to_zoned(oslo()).date();
        let instant = slot(sunday.at(2, 30, 0, 0), 45).instant().unwrap();
        if hours == 1 {
            assert_eq!(instant.to_zoned(oslo()).time(), Time::constant(3, 30, 0, 0));
        } else {
            assert_eq!(instant.to_zoned(oslo()).time(), Time::constant(2, 30, 0, 0));
            assert!(instant < at, "the first of the two");
        }
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (0..4017i64).prop_map(|days| date(2026, 1, 1) + days.days())
}

proptest! {
    #[test]
    fn outside_the_changed_hour_an_instant_reads_back_as_the_time_on_the_wall(
        day in any_day(), minute in 0i64..1440, length in 30i64..=180
    ) {
        let start = day.to_datetime(Time::midnight()) + minute.minutes();
        let one = slot(start, length);
        let read_back = one.instant().unwrap().to_zoned(oslo()).datetime();
        let in_gap = changes().into_iter().any(|(at, hours)| {
            hours == 1 && at.to_zoned(oslo()).date() == day && start.hour() == 2
        });
        if in_gap {
            prop_assert_eq!(read_back, start + 1.hours());
        } else {
            prop_assert_eq!(read_back, start);
        }
        prop_assert_eq!(one.end(), start + length.minutes());
    }

    #[test]
    fn slots_one_after_another_do_not_overlap_and_shifted_ones_do(
        day in any_day(), minute in 0i64..1260, length in 30i64..=180, shift in 1i64..180
    ) {
        let start = day.to_datetime(Time::midnight()) + minute.minutes();
        let one = slot(start, length);
        let next = slot(one.end(), length);
        prop_assert!(!one.overlaps(&next) && !next.overlaps(&one));
        let shifted = slot(start + shift.minutes(), length);
        prop_assert_eq!(one.overlaps(&shifted), shift < length);
    }

    #[test]
    fn a_year_has_twelve_public_holidays_less_those_that_fall_together(year in 2000i16..2100) {
        let days: Vec<_> = (0..366i64)
            .map(|n| date(year, 1, 1) + n.days())
            .filter(|day| day.year() == year)
            .filter_map(|day| public_holiday(day).map(|holiday| (day, holiday)))
            .collect();
        prop_assert!((10..=12).contains(&days.len()));
        for (day, holiday) in days {
            let weekday = day.weekday();
            match holiday {
                PublicHoliday::MaundyThursday | PublicHoliday::AscensionDay => {
                    prop_assert_eq!(weekday, Weekday::Thursday);
                }
                PublicHoliday::GoodFriday => prop_assert_eq!(weekday, Weekday::Friday),
                PublicHoliday::EasterSunday | PublicHoliday::WhitSunday => prop_assert_eq!(weekday, Weekday::Sunday),
                PublicHoliday::EasterMonday | PublicHoliday::WhitMonday => prop_assert_eq!(weekday, Weekday::Monday),
                _ => {}
            }
        }
    }
}
