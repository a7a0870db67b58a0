//! What registration goes by: seats, and the instants at which things end. Computed from the event, so that the rules of seats
//! need neither dates nor zones.

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::event::{CourseEvent, GroupPolicy, Lifecycle, Promotion};
use super::quota::MAX_QUOTAS;
use crate::time::length::ToLength as _;
use crate::time::{public_holiday, zone};

/// School days before the start from which nobody is moved up by itself: who has a seat then has had time to plan for it.
const FROZEN_SCHOOL_DAYS: u32 = 2;

/// What registration goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// How many seats.
    pub capacity: u32,
    /// Whether it is published, not closed by hand and not cancelled.
    pub is_open: bool,
    /// Whether a freed seat can go on: it is published and not cancelled.
    pub gives_on: bool,
    /// The instant after the last day to register.
    pub until: Timestamp,
    /// When the first part begins.
    pub starts: Timestamp,
    /// When the last part ends.
    pub ends: Timestamp,
    /// From when nobody is moved up by itself.
    pub frozen_from: Timestamp,
    /// Seats that are kept, by the place of their quota.
    pub kept: [u32; MAX_QUOTAS],
    /// Until when.
    pub kept_until: Timestamp,
    /// How somebody who waits gets a seat.
    pub promotion: Promotion,
    /// What happens behind a group that does not fit.
    pub group_policy: GroupPolicy,
}

impl Opening {
    pub(super) fn of(event: &CourseEvent) -> Self {
        let first = event.first();
        let starts = first.and_then(crate::time::Occasion::instant).unwrap_or(Timestamp::MIN);
        let ends = event
            .parts
            .last()
            .map(|part| instant(part.end().date(), part.end().time()));
        let frozen = first.map(|part| frozen_from(part.date));
        Self {
            capacity: u32::from(event.capacity.get()),
            is_open: matches!(event.lifecycle, Lifecycle::Published { closed: false, .. }),
            gives_on: matches!(event.lifecycle, Lifecycle::Published { .. }),
            until: instant(event.deadline.saturating_add(1.days()), Time::midnight()).min(starts),
            starts,
            ends: ends.unwrap_or(starts),
            frozen_from: frozen.map_or(starts, |day| instant(day, Time::midnight())),
            kept: event.kept(),
            kept_until: event
                .quotas
                .as_ref()
                .map_or(Timestamp::MIN, |quotas| instant(quotas.released_on, Time::midnight())),
            promotion: event.promotion,
            group_policy: event.group_policy,
        }
    }

    /// Whether one can register at an instant.
    pub fn takes_registrations(&self, now: Timestamp) -> bool {
        self.is_open && now < self.until
    }

    /// Whether a freed seat stays free at an instant, until the organiser gives it: in the last days, and in a course that is not
    /// held.
    pub fn is_frozen(&self, now: Timestamp) -> bool {
        !self.gives_on || now >= self.frozen_from
    }

    /// Whether the course is over at an instant.
    pub fn ended_by(&self, now: Timestamp) -> bool {
        now >= self.ends
    }
}

/// The instant of a wall time in Norway.
pub(super) fn instant(day: Date, time: Time) -> Timestamp {
    zone()
        .to_zoned(day.to_datetime(time))
        .map_or(Timestamp::MAX, |zoned| zoned.timestamp())
}

/// The same hour so many working days later.
pub fn school_days_after(from: Timestamp, days: u32) -> Timestamp {
    let mut day = from.to_zoned(zone()).date();
    let mut left = days;
    while left > 0 && day < Date::MAX {
        day = day.saturating_add(1.days());
        if is_working_day(day) {
            left -= 1;
        }
    }
    instant(day, from.to_zoned(zone()).time())
}

pub(super) fn is_working_day(day: Date) -> bool {
    day.weekday().to_monday_zero_offset() < 5 && public_holiday(day).is_none()
}

/// The day so many school days before the first part.
pub(super) fn frozen_from(first: Date) -> Date {
    let mut day = first;
    let mut left = FROZEN_SCHOOL_DAYS;
    while left > 0 {
        day = day.saturating_sub(1.days());
        if is_working_day(day) {
            left -= 1;
        }
        if day == Date::MIN {
            break;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn working_days_leave_out_weekends_and_holidays() {
        let at = |text: &str| -> Timestamp { text.parse().unwrap() };
        // From a Thursday to the Tuesday after.
        assert_eq!(
            school_days_after(at("2026-11-26T11:00:00Z"), 3),
            at("2026-12-01T11:00:00Z")
        );
        // Over Christmas: 24 December is one, 25 and 26 are not.
        assert_eq!(
            school_days_after(at("2026-12-23T11:00:00Z"), 2),
            at("2026-12-28T11:00:00Z")
        );
    }

    #[test]
    fn nobody_is_moved_up_from_two_school_days_before_weekends_and_holidays_not_counted() {
        // A Monday: Thursday before.
        assert_eq!(frozen_from(date(2026, 11, 30)), date(2026, 11, 26));
        // The Tuesday after Easter 2027: Maundy Thursday to Easter Monday do not count.
        assert_eq!(frozen_from(date(2027, 3, 30)), date(2027, 3, 23));
    }
}
