//! Norwegian public holidays by rule (lov om helligdager og helligdagsfred § 2, lov om 1. og 17. mai).

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::time::length::ToLength as _;

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicHoliday {
    /// 1 January.
    NewYearsDay,
    /// The Thursday before Easter.
    MaundyThursday,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    EasterSunday,
    /// Easter Monday.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 17 May.
    ConstitutionDay,
    /// 39 days after Easter Sunday.
    AscensionDay,
    /// 49 days after Easter Sunday.
    WhitSunday,
    /// 50 days after Easter Sunday.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    BoxingDay,
}

/// Easter Sunday of a year in the Gregorian calendar (Meeus, Jones and Butcher).
pub fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    let narrow = |n: i32| i8::try_from(n).unwrap_or(1);
    Date::new(year, narrow(month), narrow(day)).unwrap_or_else(|_| date(year, 4, 1))
}

/// The public holiday on a date, if it is one. Where two fall together (17 May 2027 is Whit Monday too) the fixed date
/// is named.
pub fn public_holiday(day: Date) -> Option<PublicHoliday> {
    let fixed = match (day.month(), day.day()) {
        (1, 1) => Some(PublicHoliday::NewYearsDay),
        (5, 1) => Some(PublicHoliday::LabourDay),
        (5, 17) => Some(PublicHoliday::ConstitutionDay),
        (12, 25) => Some(PublicHoliday::ChristmasDay),
        (12, 26) => Some(PublicHoliday::BoxingDay),
        _ => None,
    };
    fixed.or_else(|| {
        let easter = easter_sunday(day.year());
        let offset = |days: i64| easter.checked_add(days.days()).ok() == Some(day);
        [
            (-3, PublicHoliday::MaundyThursday),
            (-2, PublicHoliday::GoodFriday),
            (0, PublicHoliday::EasterSunday),
            (1, PublicHoliday::EasterMonday),
            (39, PublicHoliday::AscensionDay),
            (49, PublicHoliday::WhitSunday),
            (50, PublicHoliday::WhitMonday),
        ]
        .into_iter()
        .find_map(|(days, holiday)| offset(days).then_some(holiday))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2038, 4, 25),
        ] {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    #[test]
    fn the_holidays_of_2027_are_those_of_the_almanac() {
        assert_eq!(public_holiday(date(2027, 5, 6)), Some(PublicHoliday::AscensionDay));
        assert_eq!(public_holiday(date(2027, 5, 16)), Some(PublicHoliday::WhitSunday));
        assert_eq!(public_holiday(date(2027, 5, 17)), Some(PublicHoliday::ConstitutionDay));
        assert_eq!(public_holiday(date(2027, 5, 18)), None);
    }
}
