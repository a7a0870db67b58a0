//! Calendar months: an agreement is for so many of them and ends in so many.

use jiff::civil::Date;

/// The day so many months later; the last of a month that is too short. The last date there is for more than there can be.
pub fn months_after(day: Date, months: u32) -> Date {
    shifted(day, i32::try_from(months).unwrap_or(i32::MAX)).unwrap_or(Date::MAX)
}

/// The day so many months before.
pub fn months_before(day: Date, months: u32) -> Date {
    shifted(day, i32::try_from(months).map_or(i32::MIN, |months| -months)).unwrap_or(Date::MIN)
}

/// How many whole months lie between two days; none where the second is not after the first.
pub fn months_between(from: Date, to: Date) -> u32 {
    let span = number(to).saturating_sub(number(from));
    let whole = if from.day() > to.day() && to.day() < to.days_in_month() {
        span - 1
    } else {
        span
    };
    u32::try_from(whole).unwrap_or(0)
}

/// Months since the year nought.
fn number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

fn shifted(day: Date, months: i32) -> Option<Date> {
    let all = number(day).checked_add(months)?;
    let year = i16::try_from(all.div_euclid(12)).ok()?;
    let month = i8::try_from(all.rem_euclid(12) + 1).ok()?;
    let first = Date::new(year, month, 1).ok()?;
    Date::new(year, month, day.day().min(first.days_in_month())).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn months_end_where_a_month_is_short() {
        assert_eq!(months_after(date(2026, 1, 31), 1), date(2026, 2, 28));
        assert_eq!(months_before(date(2027, 7, 31), 5), date(2027, 2, 28));
        assert_eq!(months_after(date(2026, 11, 23), 14), date(2028, 1, 23));
        assert_eq!(months_between(date(2026, 11, 23), date(2027, 4, 30)), 5);
        assert_eq!(months_between(date(2026, 11, 23), date(2027, 4, 22)), 4);
        assert_eq!(months_between(date(2027, 4, 22), date(2026, 11, 23)), 0);
        assert_eq!(months_after(date(2026, 1, 1), u32::MAX), Date::MAX);
    }

    proptest! {
        #[test]
        fn what_is_so_many_months_later_is_so_many_months_away(days in 0_i64..30_000, months in 0_u32..120) {
            let day = date(2000, 1, 1).saturating_add(jiff::SignedDuration::from_hours(days * 24));
            let later = months_after(day, months);
            prop_assert_eq!(months_between(day, later), months);
            prop_assert!(months_before(later, months) <= day);
        }
    }
}
