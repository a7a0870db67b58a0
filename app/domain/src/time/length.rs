//! Lengths of time by name: `3.days()`. The same words as jiff's own, but a plain duration instead of a span of calendar units:
//! wall time needs no more, and a span that can't be made brings all of jiff's error messages into the first page's code.

use jiff::SignedDuration;

/// A number of minutes, hours, days of 24 hours, or weeks. Too many are as many as there can be.
pub trait ToLength {
    /// So many minutes.
    fn minutes(self) -> SignedDuration;
    /// So many hours.
    fn hours(self) -> SignedDuration;
    /// So many days.
    fn days(self) -> SignedDuration;
    /// So many weeks.
    fn weeks(self) -> SignedDuration;
}

impl ToLength for i64 {
    fn minutes(self) -> SignedDuration {
        SignedDuration::from_secs(self.saturating_mul(60))
    }

    fn hours(self) -> SignedDuration {
        self.saturating_mul(60).minutes()
    }

    fn days(self) -> SignedDuration {
        self.saturating_mul(24).hours()
    }

    fn weeks(self) -> SignedDuration {
        self.saturating_mul(7).days()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date, time};

    use super::*;

    #[test]
    fn days_and_weeks_are_counted_on_the_calendar() {
        assert_eq!(date(2026, 2, 27).saturating_add(2.days()), date(2026, 3, 1));
        assert_eq!(date(2026, 11, 23).saturating_sub(3.weeks()), date(2026, 11, 2));
        // The clock is changed on 25 October: wall time does not mind.
        assert_eq!(date(2026, 10, 24).saturating_add(1.weeks()), date(2026, 10, 31));
    }

    #[test]
    fn minutes_go_past_midnight() {
        assert_eq!(time(23, 30, 0, 0).wrapping_add(45.minutes()), time(0, 15, 0, 0));
        assert_eq!(
            date(2026, 12, 31).at(23, 0, 0, 0).saturating_add(2.hours()).date(),
            date(2027, 1, 1)
        );
    }

    #[test]
    fn more_than_there_can_be_ends_at_the_last_date() {
        assert_eq!(date(2026, 1, 1).saturating_add(i64::MAX.weeks()), Date::MAX);
    }
}
