//! A planned piece of time: a date, a clock time and a length, as written on the wall.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::zone;
use crate::issue::IssueCode;
use crate::text::{OccasionMinutes, SessionMinutes};
use crate::time::length::ToLength as _;

const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// Wall time in Europe/Oslo. The length is minutes of wall time, within what the kind of occasion may last: a session's when
/// nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LocalSlot<M = SessionMinutes> {
    /// The date (ISO 8601).
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// The clock time it starts.
    #[serde(with = "crate::time::wire")]
    pub start: Time,
    /// How long it lasts.
    pub minutes: M,
}

/// The time of anything that stands in a calendar.
pub type Occasion = LocalSlot<OccasionMinutes>;

impl From<LocalSlot> for Occasion {
    fn from(slot: LocalSlot) -> Self {
        Self {
            date: slot.date,
            start: slot.start,
            minutes: slot.minutes.into(),
        }
    }
}

impl<M: Copy + Into<i64>> LocalSlot<M> {
    /// When it ends on the wall clock; past midnight it is the next day.
    pub fn end(&self) -> DateTime {
        // Counted here: what adds to a date and a time at once brings all of jiff's error messages into the first page's code.
        let clock = i64::from(self.start.hour()) * 60 + i64::from(self.start.minute()) + self.minutes.into();
        let date = self.date.saturating_add((clock / MINUTES_OF_A_DAY).days());
        let minute = clock % MINUTES_OF_A_DAY;
        let part = |value: i64| i8::try_from(value).unwrap_or_default();
        let end = Time::new(part(minute / 60), part(minute % 60), self.start.second(), 0);
        date.to_datetime(end.unwrap_or(self.start))
    }

    /// The instant it starts. A clock time that the change to summer time skips is moved forward by the gap; one that
    /// comes twice in autumn means the first.
    pub fn instant(&self) -> Option<Timestamp> {
        zone()
            .to_zoned(self.date.to_datetime(self.start))
            .ok()
            .map(|zoned| zoned.timestamp())
    }

    /// Whether two slots share any minute.
    pub fn overlaps<N: Copy + Into<i64>>(&self, other: &LocalSlot<N>) -> bool {
        self.date.to_datetime(self.start) < other.end() && other.date.to_datetime(other.start) < self.end()
    }
}

/// Reads `YYYY-MM-DD`.
///
/// # Errors
/// `Required` when empty, `NotADate` otherwise; years outside 2000–2100 are typing errors.
pub fn parse_date(text: &str) -> Result<Date, IssueCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IssueCode::Required);
    }
    let date: Date = text.parse().map_err(|_| IssueCode::NotADate)?;
    if (2000..=2100).contains(&date.year()) {
        Ok(date)
    } else {
        Err(IssueCode::NotADate)
    }
}

/// Reads a clock time as people type it: `9:30`, `09:30`, `09.30`, `0930`, `930`.
///
/// # Errors
/// `Required` when empty, `NotATime` otherwise.
pub fn parse_time(text: &str) -> Result<Time, IssueCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IssueCode::Required);
    }
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '.')).collect();
    if text.chars().count() - digits.chars().count() > 2 || !digits.chars().all(|c| c.is_ascii_digit()) {
        return Err(IssueCode::NotATime);
    }
    let (hour, minute) = match digits.len() {
        1 | 2 => (digits.as_str(), "0"),
        3 => digits.split_at(1),
        4 => digits.split_at(2),
        // `09:30:00`, as some browsers send it
        6 if digits.ends_with("00") => digits.split_at(4).0.split_at(2),
        _ => return Err(IssueCode::NotATime),
    };
    let number = |text: &str| text.parse::<i8>().map_err(|_| IssueCode::NotATime);
    Time::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| IssueCode::NotATime)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_slot_past_midnight_ends_on_the_next_day() {
        let slot = |start, minutes| LocalSlot {
            date: date(2026, 12, 31),
            start,
            minutes: SessionMinutes::new(minutes).unwrap(),
        };
        assert_eq!(slot(time(12, 15, 0, 0), 75).end(), date(2026, 12, 31).at(13, 30, 0, 0));
        assert_eq!(slot(time(23, 0, 0, 0), 60).end(), date(2027, 1, 1).at(0, 0, 0, 0));
        assert_eq!(slot(time(23, 30, 0, 0), 180).end(), date(2027, 1, 1).at(2, 30, 0, 0));
    }

    #[test]
    fn a_session_in_the_calendar_is_at_the_same_time() {
        let slot = LocalSlot {
            date: date(2026, 11, 24),
            start: time(18, 0, 0, 0),
            minutes: SessionMinutes::new(90).unwrap(),
        };
        let occasion = Occasion::from(slot);
        assert_eq!((occasion.end(), occasion.instant()), (slot.end(), slot.instant()));
        assert!(slot.overlaps(&occasion) && occasion.overlaps(&slot));
        let short = Occasion {
            minutes: OccasionMinutes::new(15).unwrap(),
            start: time(19, 30, 0, 0),
            ..occasion
        };
        assert!(!short.overlaps(&slot));
    }

    #[test]
    fn a_clock_time_is_read_as_people_type_it() {
        for good in ["9:30", "09:30", "09.30", "0930", "930", " 09:30:00 "] {
            assert_eq!(parse_time(good), Ok(time(9, 30, 0, 0)), "{good}");
        }
        for bad in ["25:00", "9:60", "ni", "9:3:0:0", "-930", "12345"] {
            assert_eq!(parse_time(bad), Err(IssueCode::NotATime), "{bad}");
        }
    }

    #[test]
    fn a_thirteenth_month_is_not_a_date() {
        assert_eq!(parse_date("2026-13-01"), Err(IssueCode::NotADate));
        assert_eq!(parse_date("0026-01-01"), Err(IssueCode::NotADate));
        assert_eq!(parse_date("2026-11-23"), Ok(date(2026, 11, 23)));
    }
}
