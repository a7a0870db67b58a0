//! School calendars (skolerute): set by each school owner for each school year, and imported or edited here (domain
//! brief, 6.4). Public holidays are known by rule and are not listed.

pub mod command;
pub mod form;
pub mod view;

pub use command::CalendarCommand;

use serde::{Deserialize, Serialize};

use crate::ids::OwnerId;
use crate::issue::{IssueCode, Issues};
use crate::time::{CalendarBreak, SchoolCalendar, SchoolYear};

/// The most stretches a calendar of one year can hold.
pub const MAX_BREAKS: usize = 60;

/// An owner's breaks and exams in one school year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerCalendar {
    /// Whose.
    pub owner: OwnerId,
    /// Which school year.
    pub year: SchoolYear,
    /// In order of their first days.
    pub breaks: Vec<CalendarBreak>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// Finds what can't be, a fault at the row where it stands (from 0): an end before its start, a day outside the school year, a
/// stretch given twice. Puts the breaks in order when nothing is wrong. Stretches may overlap (exams around a public holiday, a
/// planning day at the edge of a break).
pub fn check(breaks: &mut [CalendarBreak], year: SchoolYear, issues: &mut Issues) {
    let numbered: Vec<_> = breaks.iter().enumerate().collect();
    check_rows(&numbered, year, issues);
    if issues.is_empty() {
        sort(breaks);
    }
}

/// Puts breaks in order of their days.
fn sort(breaks: &mut [CalendarBreak]) {
    breaks.sort_by_key(|stretch| (stretch.first, stretch.last, stretch.kind));
}

/// As [`check`], for rows that have numbers of their own.
fn check_rows(rows: &[(usize, &CalendarBreak)], year: SchoolYear, issues: &mut Issues) {
    if rows.len() > MAX_BREAKS {
        issues.push(
            "breaks",
            IssueCode::OutOfRange {
                min: 0,
                max: i64::try_from(MAX_BREAKS).unwrap_or(i64::MAX),
            },
        );
    }
    for (at, (row, stretch)) in rows.iter().enumerate() {
        if stretch.last < stretch.first {
            issues.push(format!("breaks[{row}].last"), IssueCode::EndBeforeStart);
        } else if stretch.first < year.first_day() {
            issues.push(format!("breaks[{row}].first"), IssueCode::OutsideSchoolYear);
        } else if stretch.last > year.last_day() {
            issues.push(format!("breaks[{row}].last"), IssueCode::OutsideSchoolYear);
        }
        let same = |other: &CalendarBreak| {
            (other.kind, other.first, other.last) == (stretch.kind, stretch.first, stretch.last)
        };
        if rows.iter().take(at).any(|(_, other)| same(other)) {
            issues.push(format!("breaks[{row}].first"), IssueCode::AlreadyExists);
        }
    }
}

/// What applies to a unit of the owner: the breaks of all its years together.
pub fn combined(calendars: &[OwnerCalendar]) -> SchoolCalendar {
    SchoolCalendar {
        breaks: calendars
            .iter()
            .flat_map(|calendar| calendar.breaks.iter().cloned())
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;
    use crate::text::Title;
    use crate::time::BreakKind;

    fn stretch(kind: BreakKind, first: Date, last: Date) -> CalendarBreak {
        CalendarBreak {
            kind,
            name: Title::parse("Fri").unwrap(),
            first,
            last,
        }
    }

    fn faults(breaks: &mut [CalendarBreak]) -> Vec<(String, IssueCode)> {
        let mut issues = Issues::new();
        check(breaks, SchoolYear::starting(2026), &mut issues);
        issues
            .into_vec()
            .into_iter()
            .map(|issue| (issue.field, issue.code))
            .collect()
    }

    #[test]
    fn a_break_outside_the_year_backwards_or_twice_is_named_by_its_row() {
        let autumn = stretch(BreakKind::Autumn, date(2026, 9, 28), date(2026, 10, 2));
        assert_eq!(faults(&mut [autumn.clone()]), []);
        assert_eq!(
            faults(&mut [autumn.clone(), autumn]),
            [("breaks[1].first".to_owned(), IssueCode::AlreadyExists)]
        );
        assert_eq!(
            faults(&mut [stretch(BreakKind::Winter, date(2027, 2, 26), date(2027, 2, 22))]),
            [("breaks[0].last".to_owned(), IssueCode::EndBeforeStart)]
        );
        assert_eq!(
            faults(&mut [stretch(BreakKind::Autumn, date(2027, 9, 28), date(2027, 10, 2))]),
            [("breaks[0].last".to_owned(), IssueCode::OutsideSchoolYear)]
        );
    }

    #[test]
    fn a_fault_is_told_at_the_row_as_typed_not_as_sorted() {
        let mut breaks = [
            stretch(BreakKind::Winter, date(2027, 2, 22), date(2027, 2, 26)),
            stretch(BreakKind::Autumn, date(2026, 10, 2), date(2026, 9, 28)),
        ];
        assert_eq!(
            faults(&mut breaks),
            [("breaks[1].last".to_owned(), IssueCode::EndBeforeStart)]
        );
    }

    #[test]
    fn breaks_are_put_in_order_of_their_first_day() {
        let mut breaks = [
            stretch(BreakKind::Winter, date(2027, 2, 22), date(2027, 2, 26)),
            stretch(BreakKind::Autumn, date(2026, 9, 28), date(2026, 10, 2)),
        ];
        assert_eq!(faults(&mut breaks), []);
        assert_eq!(breaks[0].kind, BreakKind::Autumn);
    }
}
