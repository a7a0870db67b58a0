//! A group's row of the plan: which weeks lie between its first and its last session, where its sessions are, and when
//! the school is closed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::weeks::{week_at, weeks};
use super::{GroupBar, SessionMark};
use crate::time::length::ToLength as _;
use crate::time::{BreakKind, CalendarBreak, SchoolYear};

/// How a session is marked: what the plan tells apart of where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Took place.
    Held,
    /// Lies ahead, or was never closed.
    Planned,
    /// Will take place, but not on its date.
    Postponed,
    /// Will not take place.
    Cancelled,
}

impl Mark {
    /// Every mark, in the order of the key.
    pub const ALL: [Self; 4] = [Self::Held, Self::Planned, Self::Postponed, Self::Cancelled];

    /// The mark of a session's state, by the state's name.
    pub fn of_state(name: &str) -> Self {
        match name {
            "held" | "evaluated" => Self::Held,
            "cancelled" => Self::Cancelled,
            "postponed" => Self::Postponed,
            _ => Self::Planned,
        }
    }

    /// The name of its style.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What of a week the pupils can't be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Off {
    /// Some of its school days are free.
    Part,
    /// Exams.
    Exam,
    /// All of its school days are free.
    Whole,
}

impl Off {
    /// Every kind, in the order of the key.
    pub const ALL: [Self; 3] = [Self::Whole, Self::Part, Self::Exam];

    /// The name of its style.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Exam => "exam",
            Self::Whole => "whole",
        }
    }
}

/// Weeks beside one another that look alike. A week with a session is a run of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The place of the first week, from 0.
    pub first: usize,
    /// How many weeks, at least one.
    pub weeks: usize,
    /// Whether they lie between the group's first and last session, both included.
    pub is_in_bar: bool,
    /// Whether the school is closed.
    pub off: Option<Off>,
    /// Whether it is the week of today.
    pub is_now: bool,
    /// The sessions of the week, in order of time.
    pub sessions: Vec<SessionMark>,
}

/// What the breaks leave of the school days of the week that begins on `monday`.
pub fn days_off(breaks: &[CalendarBreak], monday: Date) -> Option<Off> {
    let mut free = 0;
    let mut has_exam = false;
    for day in (0..5_i64).map(|day| monday.saturating_add(day.days())) {
        let on_the_day = || {
            breaks
                .iter()
                .filter(|stretch| stretch.first <= day && day <= stretch.last)
        };
        free += i32::from(on_the_day().any(|stretch| stretch.kind != BreakKind::Exam));
        has_exam |= on_the_day().any(|stretch| stretch.kind == BreakKind::Exam);
    }
    match free {
        5 => Some(Off::Whole),
        _ if has_exam => Some(Off::Exam),
        0 => None,
        _ => Some(Off::Part),
    }
}

/// A group's row, from the first week of the school year to the last.
pub fn runs(year: SchoolYear, group: &GroupBar, breaks: &[CalendarBreak], today: Date) -> Vec<Run> {
    let at = |session: &SessionMark| week_at(year, session.date);
    let bar = group.sessions.iter().filter_map(at);
    let bar = bar.clone().min().zip(bar.max());
    let now = week_at(year, today);
    let mut runs: Vec<Run> = Vec::new();
    for (place, week) in weeks(year).into_iter().enumerate() {
        let run = Run {
            first: place,
            weeks: 1,
            is_in_bar: bar.is_some_and(|(first, last)| (first..=last).contains(&place)),
            off: days_off(breaks, week.monday),
            is_now: now == Some(place),
            sessions: group
                .sessions
                .iter()
                .filter(|session| at(session) == Some(place))
                .copied()
                .collect(),
        };
        match runs.last_mut().filter(|last| looks_like(last, &run)) {
            Some(last) => last.weeks += 1,
            None => runs.push(run),
        }
    }
    runs
}

fn looks_like(one: &Run, other: &Run) -> bool {
    let key = |run: &Run| (run.is_in_bar, run.off, run.is_now);
    one.sessions.is_empty() && other.sessions.is_empty() && key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;
    use crate::ids::GroupId;
    use crate::text::Title;

    fn bar(year: SchoolYear, days: &[i64]) -> GroupBar {
        let session = |(number, day): (u8, &i64)| SessionMark {
            date: year.first_day().saturating_add(day.days()),
            number,
            mark: Mark::Planned,
        };
        GroupBar {
            id: GroupId::new(Ulid(1)),
            name: "Jentegruppe".to_owned(),
            leader_name: String::new(),
            sessions: (1..).zip(days).map(session).collect(),
            too_few: None,
        }
    }

    fn stretch(kind: BreakKind, first: Date, last: Date) -> CalendarBreak {
        let name = Title::parse("Fri").unwrap();
        CalendarBreak {
            kind,
            name,
            first,
            last,
        }
    }

    proptest! {
        #[test]
        fn a_row_covers_every_week_once_and_holds_every_session_of_the_year(
            start in 2024_i16..=2036,
            days in prop::collection::vec(0_i64..365, 1..=16),
            free in (0_i64..365, 0_i64..60),
            today in 0_i64..400,
        ) {
            let year = SchoolYear::starting(start);
            let group = bar(year, &days);
            let first = year.first_day().saturating_add(free.0.days());
            let breaks = [stretch(BreakKind::Other, first, first.saturating_add(free.1.days()))];
            let today = year.first_day().saturating_add(today.days());
            let runs = runs(year, &group, &breaks, today);
            let mut next = 0;
            for run in &runs {
                prop_assert_eq!(run.first, next);
                prop_assert!(run.sessions.is_empty() || run.is_in_bar && run.weeks == 1);
                next += run.weeks;
            }
            prop_assert_eq!(next, weeks(year).len());
            let mut seen: Vec<u8> = runs.iter().flat_map(|run| &run.sessions).map(|session| session.number).collect();
            seen.sort_unstable();
            let all: Vec<u8> = group.sessions.iter().map(|session| session.number).collect();
            prop_assert_eq!(seen, all);
            let now: usize = runs.iter().filter(|run| run.is_now).map(|run| run.weeks).sum();
            prop_assert_eq!(now, usize::from(today <= year.last_day()));
            let with_sessions = |run: &&Run| !run.sessions.is_empty();
            let (one, other) = (runs.iter().find(with_sessions).unwrap(), runs.iter().rfind(with_sessions).unwrap());
            prop_assert!(runs.iter().all(|run| run.is_in_bar == (one.first..=other.first).contains(&run.first)));
        }
    }

    #[test]
    fn a_week_is_off_as_a_whole_in_part_or_for_exams() {
        let monday = date(2026, 9, 28);
        let off = |kind, first: i64, last: i64| {
            let day = |day: i64| monday.saturating_add(day.days());
            days_off(&[stretch(kind, day(first), day(last))], monday)
        };
        assert_eq!(off(BreakKind::Autumn, 0, 4), Some(Off::Whole));
        assert_eq!(off(BreakKind::PlanningDay, 4, 4), Some(Off::Part));
        assert_eq!(off(BreakKind::Exam, 2, 8), Some(Off::Exam));
        assert_eq!(off(BreakKind::Other, 5, 6), None);
        assert_eq!(off(BreakKind::Autumn, 7, 11), None);
    }

    #[test]
    fn a_session_that_was_thought_over_is_held_and_one_that_nobody_closed_is_planned() {
        let marks = [
            "held",
            "evaluated",
            "planned",
            "confirmed",
            "draft",
            "postponed",
            "cancelled",
        ]
        .map(Mark::of_state);
        use Mark::{Cancelled, Held, Planned, Postponed};
        assert_eq!(marks, [Held, Held, Planned, Planned, Planned, Postponed, Cancelled]);
    }
}
