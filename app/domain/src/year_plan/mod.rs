//! The year plan: the groups of each unit over a school year, week by week.

mod lane;
mod weeks;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use lane::{Mark, Off, Run, days_off, runs};
pub use weeks::{SchoolWeek, week_at, weeks};

use crate::groups::TooFew;
use crate::ids::{GroupId, UnitId};
use crate::time::{CalendarBreak, SchoolYear};

/// A school year as one reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearPlan {
    /// Which.
    pub year: SchoolYear,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Units without a group first, then by name.
    pub lanes: Vec<Lane>,
}

/// A unit with its groups of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Which.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// Holidays, planning days and exams, in order.
    pub breaks: Vec<CalendarBreak>,
    /// By the day of their first session.
    pub groups: Vec<GroupBar>,
}

/// A group as a bar of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupBar {
    /// Which.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// The leader's name.
    pub leader_name: String,
    /// The sessions of the year, in order of time; at least one.
    pub sessions: Vec<SessionMark>,
    /// Whether it begins soon with fewer pupils than it was planned to start with.
    #[serde(default)]
    pub too_few: Option<TooFew>,
}

/// A session as a mark on the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SessionMark {
    /// On which day.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// Which, from 1.
    pub number: u8,
    /// Where it stands.
    pub mark: Mark,
}

/// Puts lanes in the order they are read: where nothing is planned first, since that is what somebody must do something
/// about.
pub fn sort(lanes: &mut [Lane]) {
    for lane in lanes.iter_mut() {
        lane.groups
            .sort_by(|one, other| (one.sessions.first(), &one.name).cmp(&(other.sessions.first(), &other.name)));
    }
    lanes.sort_by(|one, other| {
        (!one.groups.is_empty(), &one.unit_name, one.unit).cmp(&(
            !other.groups.is_empty(),
            &other.unit_name,
            other.unit,
        ))
    });
}
