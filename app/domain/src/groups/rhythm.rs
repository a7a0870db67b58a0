//! The rhythm of a series: what its dates have in common.

use jiff::civil::{Time, Weekday};

use super::plan::Group;
use super::state::SessionState;
use crate::text::SessionMinutes;
use crate::time::slot::LocalSlot;

/// What the dates of a series have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// The same weekday, clock time and length, every so many weeks but for those that were skipped.
    Every {
        /// 1 for every week, 2 for every second.
        weeks: u8,
        /// On which day.
        weekday: Weekday,
        /// Clock time.
        start: Time,
        /// Length of each.
        minutes: SessionMinutes,
    },
    /// Dates without a rule.
    Uneven,
}

/// The rhythm of times in any order; none for fewer than two. Weeks are skipped, as for a holiday, so long as most of the
/// meetings keep the distance of the closest two.
pub fn rhythm(slots: &[LocalSlot]) -> Option<Rhythm> {
    let mut slots = slots.to_vec();
    slots.sort_unstable();
    let (first, _) = slots.split_first().filter(|(_, others)| !others.is_empty())?;
    let is_alike = |slot: &LocalSlot| {
        slot.start == first.start && slot.minutes == first.minutes && slot.date.weekday() == first.date.weekday()
    };
    if !slots.iter().all(is_alike) {
        return Some(Rhythm::Uneven);
    }
    let gaps: Vec<i32> = slots
        .windows(2)
        .filter_map(|pair| match pair {
            [one, next] => Some(one.date.duration_until(next.date).as_hours() / (24 * 7)),
            _ => None,
        })
        .filter_map(|weeks| i32::try_from(weeks).ok())
        .collect();
    let closest = gaps.iter().copied().min().unwrap_or(0);
    let keeping = gaps.iter().filter(|gap| **gap == closest).count();
    let is_even = closest > 0 && 2 * keeping >= gaps.len() && gaps.iter().all(|gap| gap % closest == 0);
    match u8::try_from(closest) {
        Ok(weeks) if is_even => Some(Rhythm::Every {
            weeks,
            weekday: first.date.weekday(),
            start: first.start,
            minutes: first.minutes,
        }),
        _ => Some(Rhythm::Uneven),
    }
}

impl Group {
    /// The rhythm of the sessions that are not cancelled.
    pub fn rhythm(&self) -> Option<Rhythm> {
        let meets = |state: &SessionState| !matches!(state, SessionState::Cancelled { .. });
        let slots: Vec<LocalSlot> = self
            .sessions
            .iter()
            .filter(|session| meets(&session.state))
            .map(|session| session.slot)
            .collect();
        rhythm(&slots)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date, time};
    use proptest::prelude::*;

    use super::*;
    use crate::time::length::ToLength as _;

    fn slot(date: Date) -> LocalSlot {
        LocalSlot {
            date,
            start: time(12, 15, 0, 0),
            minutes: SessionMinutes::new(90).unwrap(),
        }
    }

    fn of(weeks: &[i64]) -> Option<Rhythm> {
        let first = date(2026, 9, 1);
        let slots: Vec<LocalSlot> = weeks.iter().map(|week| slot(first + week.weeks())).collect();
        rhythm(&slots)
    }

    fn every(weeks: u8) -> Option<Rhythm> {
        Some(Rhythm::Every {
            weeks,
            weekday: Weekday::Tuesday,
            start: time(12, 15, 0, 0),
            minutes: SessionMinutes::new(90).unwrap(),
        })
    }

    #[test]
    fn tuesdays_with_a_holiday_between_are_every_week() {
        assert_eq!(of(&[0, 1, 2, 3, 4, 6, 7]), every(1));
        assert_eq!(of(&[0, 2, 4, 8]), every(2));
        assert_eq!(of(&[6, 0, 3]), every(3));
    }

    #[test]
    fn one_session_has_no_rhythm() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[0]), None);
    }

    #[test]
    fn dates_without_a_rule_are_uneven() {
        assert_eq!(of(&[0, 1, 4, 9]), Some(Rhythm::Uneven));
        assert_eq!(of(&[0, 2, 5]), Some(Rhythm::Uneven));
        assert_eq!(of(&[0, 0]), Some(Rhythm::Uneven));
        let other_day = [slot(date(2026, 9, 1)), slot(date(2026, 9, 9))];
        assert_eq!(rhythm(&other_day), Some(Rhythm::Uneven));
        let mut later = slot(date(2026, 9, 8));
        later.start = time(13, 0, 0, 0);
        assert_eq!(rhythm(&[slot(date(2026, 9, 1)), later]), Some(Rhythm::Uneven));
    }

    proptest! {
        #[test]
        fn the_rhythm_of_a_series_is_its_rule_in_any_order(
            offset in 0i64..3000, weeks in 1u8..=4, count in 2i64..=16, turned in 0usize..16,
        ) {
            let first = date(2026, 1, 1) + offset.days();
            let mut slots: Vec<LocalSlot> = (0..count).map(|at| slot(first + (at * i64::from(weeks)).weeks())).collect();
            let turned = turned % slots.len();
            slots.rotate_left(turned);
            let rule = Rhythm::Every {
                weeks,
                weekday: first.weekday(),
                start: time(12, 15, 0, 0),
                minutes: SessionMinutes::new(90).unwrap(),
            };
            prop_assert_eq!(rhythm(&slots), Some(rule));
        }
    }
}
