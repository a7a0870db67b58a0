//! A series of dates by rule, with the days that the school's calendar takes out listed, not hidden.

use jiff::civil::{Date, Time, Weekday};
use serde::{Deserialize, Serialize};

use crate::text::SessionMinutes;
use crate::time::calendar::{DayOff, SchoolCalendar};
use crate::time::length::ToLength as _;
use crate::time::slot::LocalSlot;

/// The most sessions a series can have (domain brief, 2.1).
pub const MAX_SESSIONS: u8 = 16;

/// When a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "value")]
pub enum SeriesEnd {
    /// After this many sessions (skipped days don't count).
    Count(u8),
    /// On or before this date.
    Until(#[serde(with = "crate::time::wire")] Date),
}

/// The rule of a series: from a date, on that weekday, every n weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesRule {
    /// The first date that may be used; the series begins on the first `weekday` from here.
    #[serde(with = "crate::time::wire")]
    pub first: Date,
    /// The weekday, 1 for Monday to 7 for Sunday (ISO 8601).
    pub weekday: i8,
    /// Clock time.
    #[serde(with = "crate::time::wire")]
    pub start: Time,
    /// Length of each session.
    pub minutes: SessionMinutes,
    /// 1 for every week, 2 for every second.
    pub every_weeks: u8,
    /// When it ends.
    pub end: SeriesEnd,
}

/// A day the rule points at, and whether the group meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesDay {
    /// Date, clock time, length.
    pub slot: LocalSlot,
    /// Why it is skipped, when it is.
    pub off: Option<DayOff>,
}

/// Every day of the rule in order, those skipped included. Never more than [`MAX_SESSIONS`] meetings, and gives up
/// after two years of skipped days.
pub fn preview(rule: &SeriesRule, calendar: &SchoolCalendar) -> Vec<SeriesDay> {
    let wanted = match rule.end {
        SeriesEnd::Count(count) => count.min(MAX_SESSIONS),
        SeriesEnd::Until(_) => MAX_SESSIONS,
    };
    let step = i64::from(rule.every_weeks.max(1)).weeks();
    let horizon = rule.first.saturating_add((2 * 366).days());
    let mut days = Vec::new();
    let mut meetings = 0;
    let mut next = first_on(rule.first, rule.weekday);
    while let Some(date) = next {
        let past_end = matches!(rule.end, SeriesEnd::Until(last) if date > last);
        if meetings == wanted || past_end || date > horizon {
            break;
        }
        let off = calendar.day_off(date);
        meetings += u8::from(off.is_none());
        days.push(SeriesDay {
            slot: LocalSlot {
                date,
                start: rule.start,
                minutes: rule.minutes,
            },
            off,
        });
        next = date.checked_add(step).ok();
    }
    days
}

/// Whether the rule has more dates than a group can have sessions, so that the preview ends before the rule does.
pub fn is_cut_short(rule: &SeriesRule, days: &[SeriesDay]) -> bool {
    let SeriesEnd::Until(last) = rule.end else {
        return false;
    };
    let meetings = days.iter().filter(|day| day.off.is_none()).count();
    let step = i64::from(rule.every_weeks.max(1)).weeks();
    let next = days.last().and_then(|day| day.slot.date.checked_add(step).ok());
    meetings == usize::from(MAX_SESSIONS) && next.is_some_and(|next| next <= last)
}

fn first_on(from: Date, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let ahead = i64::from(from.weekday().until(weekday));
    from.checked_add(ahead.days()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use proptest::prelude::*;

    use super::*;
    use crate::text::Title;
    use crate::time::calendar::{BreakKind, CalendarBreak};
    use crate::time::holidays::public_holiday;

    fn autumn_holiday() -> SchoolCalendar {
        SchoolCalendar {
            breaks: vec![CalendarBreak {
                kind: BreakKind::Autumn,
                name: Title::parse("Høstferie").unwrap(),
                first: date(2026, 10, 5),
                last: date(2026, 10, 9),
            }],
        }
    }

    fn tuesdays(end: SeriesEnd) -> SeriesRule {
        SeriesRule {
            first: date(2026, 9, 1),
            weekday: 2,
            start: time(12, 15, 0, 0),
            minutes: SessionMinutes::new(75).unwrap(),
            every_weeks: 1,
            end,
        }
    }

    #[test]
    fn eight_tuesdays_from_1_september_skip_week_41_and_end_on_27_october() {
        let days = preview(&tuesdays(SeriesEnd::Count(8)), &autumn_holiday());
        let met: Vec<Date> = days.iter().filter(|d| d.off.is_none()).map(|d| d.slot.date).collect();
        assert_eq!(met.len(), 8);
        assert_eq!(met.last(), Some(&date(2026, 10, 27)));
        let skipped: Vec<Date> = days.iter().filter(|d| d.off.is_some()).map(|d| d.slot.date).collect();
        assert_eq!(skipped, [date(2026, 10, 6)]);
    }

    #[test]
    fn a_series_until_a_date_ends_on_it() {
        let days = preview(&tuesdays(SeriesEnd::Until(date(2026, 9, 22))), &autumn_holiday());
        assert_eq!(days.last().map(|d| d.slot.date), Some(date(2026, 9, 22)));
    }

    #[test]
    fn a_series_until_a_date_that_is_too_far_is_cut_at_sixteen_and_said() {
        let cut = |last| {
            let rule = tuesdays(SeriesEnd::Until(last));
            let days = preview(&rule, &autumn_holiday());
            (
                days.iter().filter(|day| day.off.is_none()).count(),
                is_cut_short(&rule, &days),
            )
        };
        // Sixteen Tuesdays from 1 September with one in the autumn holiday: the last is 22 December.
        assert_eq!(cut(date(2026, 12, 22)), (16, false));
        assert_eq!(cut(date(2026, 12, 29)), (16, true));
        assert_eq!(cut(date(2026, 12, 15)), (15, false));
    }

    #[test]
    fn a_series_that_only_meets_holidays_comes_to_an_end() {
        let year_off = SchoolCalendar {
            breaks: vec![CalendarBreak {
                kind: BreakKind::Other,
                name: Title::parse("Ombygging").unwrap(),
                first: date(2026, 1, 1),
                last: date(2040, 12, 31),
            }],
        };
        let days = preview(&tuesdays(SeriesEnd::Count(8)), &year_off);
        assert!(days.iter().all(|d| d.off.is_some()));
        assert!(days.len() < 110);
    }

    /// The last Sundays of March and October, when the clocks change.
    fn changes_the_clocks(day: Date) -> bool {
        matches!(day.month(), 3 | 10) && day.day() >= 25 && day.weekday() == Weekday::Sunday
    }

    #[test]
    fn a_series_over_any_change_of_the_clocks_and_any_public_holiday_to_2036_keeps_its_time_and_skips_the_holiday() {
        let (mut changes, mut holidays) = (0, 0);
        let mut day = date(2026, 1, 1);
        while day <= date(2036, 12, 31) {
            let is_off = public_holiday(day).is_some();
            if is_off || changes_the_clocks(day) {
                changes += usize::from(changes_the_clocks(day));
                holidays += usize::from(is_off);
                for hour in [8, 12, 23] {
                    // The day is the second of three of its weekday.
                    let rule = SeriesRule {
                        first: day - 7.days(),
                        weekday: day.weekday().to_monday_one_offset(),
                        start: time(hour, 15, 0, 0),
                        ..tuesdays(SeriesEnd::Count(3))
                    };
                    let days = preview(&rule, &SchoolCalendar::default());
                    let met = days.iter().find(|met| met.slot.date == day);
                    assert_eq!(met.map(|met| met.off.is_some()), Some(is_off), "{day}");
                    assert_eq!(days.iter().filter(|met| met.off.is_none()).count(), 3, "{day}");
                    for met in &days {
                        let wall = met.slot.instant().unwrap().to_zoned(crate::time::zone());
                        assert_eq!((wall.date(), wall.time()), (met.slot.date, rule.start), "{day}");
                    }
                }
            }
            day = day.tomorrow().unwrap();
        }
        assert_eq!(changes, 22);
        // Twelve a year, but where 17 May meets Ascension Day or Whitsun.
        assert!((11 * 11..=11 * 12).contains(&holidays), "{holidays}");
    }

    proptest! {
        #[test]
        fn every_date_is_on_the_weekday_in_order_and_never_more_than_asked(
            // To the end of 2036, at any hour of the day: over every change of the clocks and every public holiday.
            offset in 0i64..=3987, weekday in 1i8..=7, every in 1u8..=4, count in 1u8..=16, hour in 0i8..24,
        ) {
            let rule = SeriesRule {
                first: date(2026, 1, 1).checked_add(offset.days()).unwrap(),
                weekday,
                every_weeks: every,
                start: time(hour, 30, 0, 0),
                ..tuesdays(SeriesEnd::Count(count))
            };
            let days = preview(&rule, &autumn_holiday());
            prop_assert!(days.iter().all(|d| d.slot.date.weekday().to_monday_one_offset() == weekday));
            prop_assert!(days.iter().all(|d| d.slot.date >= rule.first));
            prop_assert!(days.windows(2).all(|w| w[0].slot.date < w[1].slot.date));
            prop_assert_eq!(days.iter().filter(|d| d.off.is_none()).count(), usize::from(count));
            for day in &days {
                prop_assert_eq!(day.slot.start, rule.start);
                prop_assert!(day.off.is_some() || public_holiday(day.slot.date).is_none());
                // The clock on the wall says what was planned, but for the hour that a night in March does not have.
                let wall = day.slot.instant().unwrap().to_zoned(crate::time::zone());
                let is_skipped = hour == 2 && day.slot.date.month() == 3 && day.slot.date.day() >= 25;
                prop_assert!(is_skipped || wall.time() == rule.start, "{wall}");
                prop_assert_eq!(wall.date(), day.slot.date);
            }
        }
    }
}
