//! The guide of 60 and 40: a guide (W1: «veiledende»), never a judgement. Measured over a semester, not a week.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::propose::{Booking, Standing, planned_time};
use super::sheet::counted;
use super::{HourKind, Month, Rules, Sums, WeekSheet};
use crate::ids::PersonId;
use crate::places::Placement;
use crate::time::public_holiday;

/// The share for pupils that the mandate guides to, in per cent.
pub const TARGET: u8 = 60;
/// Shares that are not pointed out, both ends included, in per cent.
pub const BAND: std::ops::RangeInclusive<u8> = 50..=70;
/// Minutes of a working day in a full position: 37.5 hours a week.
pub const FULL_DAY: u32 = 450;

/// Where a share lies. There is no third: nothing here is an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Near enough to the guide.
    Within,
    /// Worth a look.
    Outside,
}

/// Minutes held against the guide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// The minutes.
    pub sums: Sums,
}

impl Guide {
    /// The guide of these minutes.
    pub const fn of(sums: Sums) -> Self {
        Self { sums }
    }

    /// The share for pupils in whole per cent of what the guide counts; `None` when nothing is counted.
    pub fn share(self) -> Option<u8> {
        let pupils = u64::from(self.sums.pupils);
        let all = pupils + u64::from(self.sums.competence);
        let rounded = (pupils * 200 + all).checked_div(all * 2)?;
        u8::try_from(rounded).ok()
    }

    /// Where the share lies.
    pub fn zone(self) -> Option<Zone> {
        self.share().map(|share| {
            if BAND.contains(&share) {
                Zone::Within
            } else {
                Zone::Outside
            }
        })
    }
}

/// The minutes of weeks from the first date to the last, both included.
pub fn sums_of<'a>(sheets: impl IntoIterator<Item = &'a WeekSheet>, first: Date, last: Date) -> Sums {
    sheets.into_iter().map(|sheet| sheet.sums_between(first, last)).sum()
}

/// Where a person ends with these plans: what is entered, and what the calendar holds and no week accounts for. Of a closed month only
/// what is entered counts, for nothing more can be.
pub fn projection(
    sheets: &[WeekSheet],
    bookings: &[Booking],
    rules: &Rules,
    closed: &BTreeSet<Month>,
    (first, last): (Date, Date),
) -> Guide {
    let planned = bookings
        .iter()
        .filter(|one| one.standing != Standing::Off && first <= one.slot.date && one.slot.date <= last)
        .filter(|one| !closed.contains(&Month::of(one.slot.date)))
        .filter(|one| !sheets.iter().any(|sheet| accounts_for(sheet, one)))
        .map(|one| counted(&one.time(rules), rules));
    Guide::of(sums_of(sheets, first, last) + planned.sum::<Sums>())
}

/// Whether time for it was entered, or the week that it lies in passes it over.
fn accounts_for(sheet: &WeekSheet, one: &Booking) -> bool {
    let is_passed = sheet.passed.contains(&one.activity) && sheet.days().contains(&one.slot.date);
    is_passed || sheet.entered(one.activity).is_some()
}

/// Work that somebody is about to plan, which no calendar has yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intended {
    /// Of what kind.
    pub kind: HourKind,
    /// On which day.
    pub day: Date,
    /// How many minutes, without preparation.
    pub minutes: i64,
}

/// Where a person ends with what is about to be planned as well. Days of closed months count nothing.
pub fn with_intended(
    before: Guide,
    intended: &[Intended],
    rules: &Rules,
    closed: &BTreeSet<Month>,
    (first, last): (Date, Date),
) -> Guide {
    let more = intended
        .iter()
        .filter(|one| first <= one.day && one.day <= last && !closed.contains(&Month::of(one.day)))
        .map(|one| counted(&planned_time(one.kind, one.day, one.minutes, rules), rules));
    Guide::of(before.sums + more.sum::<Sums>())
}

/// The per cent of a full position that a person serves on a day, 100 at most. A person who is placed nowhere, as in the
/// professional team, has a full position.
pub fn position_on(placements: &[Placement], person: PersonId, day: Date) -> u32 {
    let own: Vec<&Placement> = placements.iter().filter(|one| one.person == Some(person)).collect();
    if own.is_empty() {
        return 100;
    }
    let serving = own.iter().filter(|one| one.serves_on(day));
    serving.map(|one| u32::from(one.percent.get())).sum::<u32>().min(100)
}

/// Minutes that are expected of a position of so many per cent on a day: none on Saturdays, Sundays and public holidays.
pub fn expected_on(percent: u32, day: Date) -> u32 {
    let is_free = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || public_holiday(day).is_some();
    if is_free { 0 } else { FULL_DAY * percent / 100 }
}
