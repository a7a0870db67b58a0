//! The weeks of a school year by ISO 8601: a week begins on Monday, and some calendar years have a week 53.

use jiff::civil::Date;

use crate::time::SchoolYear;
use crate::time::length::ToLength as _;

/// A week that holds days of a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchoolWeek {
    /// Its first day.
    pub monday: Date,
}

impl SchoolWeek {
    /// Its number in the calendar, 1–53.
    pub fn number(self) -> i8 {
        self.monday.iso_week_date().week()
    }

    /// The day that decides which month a week belongs to, as it decides the year.
    pub fn thursday(self) -> Date {
        self.monday.saturating_add(3.days())
    }
}

/// Every week with a day between 1 August and 31 July, in order. The first and the last may be shared with the school
/// years beside.
pub fn weeks(year: SchoolYear) -> Vec<SchoolWeek> {
    let first = monday_of(year.first_day());
    (0..54_i64)
        .map(|week| SchoolWeek {
            monday: first.saturating_add(week.weeks()),
        })
        .take_while(|week| week.monday <= year.last_day())
        .collect()
}

/// The place of a day's week among [`weeks`]; `None` for a day outside the school year.
pub fn week_at(year: SchoolYear, day: Date) -> Option<usize> {
    if !(year.first_day()..=year.last_day()).contains(&day) {
        return None;
    }
    let days = monday_of(year.first_day()).until(day).ok()?.get_days();
    usize::try_from(days / 7).ok()
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_school_year_2026_has_a_week_53_and_2027_has_none() {
        let numbers = |start| {
            weeks(SchoolYear::starting(start))
                .into_iter()
                .map(SchoolWeek::number)
                .collect::<Vec<_>>()
        };
        let with = numbers(2026);
        assert_eq!((with.first(), with.last(), with.len()), (Some(&31), Some(&30), 53));
        assert!(with.windows(3).any(|three| three == [52, 53, 1]));
        let without = numbers(2027);
        assert!(!without.contains(&53));
        assert!(without.windows(2).any(|two| two == [52, 1]));
    }

    proptest! {
        #[test]
        fn every_day_of_a_school_year_lies_in_its_week(start in 2024_i16..=2036, day in 0_i64..=366) {
            let year = SchoolYear::starting(start);
            let day = year.first_day().saturating_add(day.days());
            let weeks = weeks(year);
            match week_at(year, day) {
                Some(at) => {
                    let week = weeks[at];
                    prop_assert_eq!(week.monday.weekday(), Weekday::Monday);
                    prop_assert!(week.monday <= day && day < week.monday.saturating_add(7.days()));
                    let iso = day.iso_week_date();
                    prop_assert_eq!(week.number(), iso.week());
                    prop_assert_eq!(week.thursday().year(), iso.year());
                }
                None => prop_assert!(day > year.last_day()),
            }
        }

        #[test]
        fn weeks_follow_one_another_from_the_first_of_august_to_the_last_of_july(start in 2024_i16..=2036) {
            let year = SchoolYear::starting(start);
            let weeks = weeks(year);
            prop_assert!(matches!(weeks.len(), 53 | 54));
            prop_assert!(weeks.windows(2).all(|two| two[1].monday == two[0].monday.saturating_add(7.days())));
            prop_assert_eq!(week_at(year, year.first_day()), Some(0));
            prop_assert_eq!(week_at(year, year.last_day()), Some(weeks.len() - 1));
            prop_assert_eq!(week_at(year, date(start, 7, 31)), None);
        }
    }
}
