//! Moving sessions of a series: this one, this and later, or all later ones one step on; what would change is shown
//! before anything does.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::command::SessionMove;
use super::plan::{Group, GroupSession};
use crate::time::calendar::{DayOff, SchoolCalendar};
use crate::time::length::ToLength as _;
use crate::time::slot::LocalSlot;

/// What a new time runs into. A warning never blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShiftWarning {
    /// No school that day.
    DayOff(DayOff),
    /// The day is past.
    Past,
    /// At the same time as another session of the group, by number.
    Overlaps(u8),
    /// Before a session that came before it, by number.
    Before(u8),
}

/// What changes for one session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Which.
    pub number: u8,
    /// Its time now.
    pub from: LocalSlot,
    /// Its new time.
    pub to: LocalSlot,
    /// What to mind.
    pub warnings: Vec<ShiftWarning>,
}

/// This session to a new time, and every later one that still lies ahead by as many days. Where clock time or length
/// change, they change for all.
pub fn following(group: &Group, number: u8, slot: LocalSlot) -> Vec<SessionMove> {
    let sessions = open_from(group, number);
    let Some(first) = sessions.first() else {
        return Vec::new();
    };
    let days = first.slot.date.until(slot.date).unwrap_or_default();
    let moved = |session: &&GroupSession| {
        let to = if session.number == number {
            slot
        } else {
            LocalSlot {
                date: session.slot.date.checked_add(days).ok()?,
                start: changed(first.slot.start, slot.start).unwrap_or(session.slot.start),
                minutes: changed(first.slot.minutes, slot.minutes).unwrap_or(session.slot.minutes),
            }
        };
        Some(SessionMove {
            number: session.number,
            slot: to,
        })
    };
    sessions.iter().filter_map(moved).collect()
}

/// This session and every later one that lies ahead one step on: each takes date and clock time of the one after it, and
/// the last goes on by the rhythm of the series to the next day that is not off.
pub fn bumped(group: &Group, number: u8, calendar: &SchoolCalendar) -> Vec<SessionMove> {
    let sessions = open_from(group, number);
    let ahead = sessions
        .iter()
        .skip(1)
        .map(|next| Some((next.slot.date, next.slot.start)));
    let last = sessions.last().and_then(|last| {
        let date = next_free(last.slot.date, rhythm(group), calendar)?;
        Some((date, last.slot.start))
    });
    let targets = ahead.chain([last]);
    let moved = sessions.iter().zip(targets).filter_map(|(session, target)| {
        let (date, start) = target?;
        Some(SessionMove {
            number: session.number,
            slot: LocalSlot {
                date,
                start,
                minutes: session.slot.minutes,
            },
        })
    });
    moved.collect()
}

/// What the moves would change, in order of number, with what each runs into.
pub fn preview(group: &Group, moves: &[SessionMove], calendar: &SchoolCalendar, today: Date) -> Vec<Shift> {
    let slot_of = |session: &GroupSession| {
        let moved = moves.iter().find(|moved| moved.number == session.number);
        moved.map_or(session.slot, |moved| moved.slot)
    };
    let mut shifts: Vec<Shift> = moves
        .iter()
        .filter_map(|moved| {
            let session = group.session(moved.number)?;
            let mut warnings: Vec<ShiftWarning> = calendar
                .day_off(moved.slot.date)
                .map(ShiftWarning::DayOff)
                .into_iter()
                .collect();
            if moved.slot.date < today {
                warnings.push(ShiftWarning::Past);
            }
            let others = group.sessions.iter().filter(|other| other.number != moved.number);
            for other in others.filter(|other| other.state.is_open() || other.state.held().is_some()) {
                let slot = slot_of(other);
                if slot.overlaps(&moved.slot) {
                    warnings.push(ShiftWarning::Overlaps(other.number));
                } else if other.slot.date < session.slot.date && moved.slot.date < slot.date {
                    warnings.push(ShiftWarning::Before(other.number));
                }
            }
            Some(Shift {
                number: moved.number,
                from: session.slot,
                to: moved.slot,
                warnings,
            })
        })
        .collect();
    shifts.sort_by_key(|shift| shift.number);
    shifts
}

/// The session and those after it in time that still lie ahead, in order of time.
fn open_from(group: &Group, number: u8) -> Vec<&GroupSession> {
    let Some(first) = group.session(number).filter(|session| session.state.is_open()) else {
        return Vec::new();
    };
    let when = |session: &GroupSession| (session.slot.date, session.slot.start, session.number);
    let mut sessions: Vec<_> = group
        .sessions
        .iter()
        .filter(|session| session.state.is_open() && when(session) >= when(first))
        .collect();
    sessions.sort_by_key(|session| when(session));
    sessions
}

fn changed<T: PartialEq>(from: T, to: T) -> Option<T> {
    (from != to).then_some(to)
}

/// Days between sessions: the distance that comes most often, the shorter one when two come as often; a week for a group
/// of one session.
fn rhythm(group: &Group) -> SignedDuration {
    let mut dates: Vec<Date> = group.sessions.iter().map(|session| session.slot.date).collect();
    dates.sort_unstable();
    let distances: Vec<i32> = dates
        .windows(2)
        .filter_map(|pair| pair[0].until(pair[1]).ok())
        .map(|span| span.get_days())
        .filter(|days| *days > 0)
        .collect();
    let often = |days: &i32| distances.iter().filter(|other| *other == days).count();
    let most = distances.iter().copied().max_by_key(|days| (often(days), -days));
    i64::from(most.unwrap_or(7)).days()
}

fn next_free(from: Date, step: SignedDuration, calendar: &SchoolCalendar) -> Option<Date> {
    // No break lasts a hundred steps.
    (0..100)
        .scan(from, |date, _| {
            *date = date.checked_add(step).ok()?;
            Some(*date)
        })
        .find(|date| calendar.day_off(*date).is_none())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::groups::apply::apply;
    use crate::groups::command::GroupCommand;
    use crate::groups::state::CancelReason;
    use crate::groups::testing::group_on;
    use crate::text::Title;
    use crate::time::calendar::{BreakKind, CalendarBreak};

    fn tuesdays() -> Group {
        group_on(&[
            date(2026, 9, 15),
            date(2026, 9, 22),
            date(2026, 9, 29),
            date(2026, 10, 13),
        ])
    }

    fn autumn() -> SchoolCalendar {
        SchoolCalendar {
            breaks: vec![CalendarBreak {
                kind: BreakKind::Autumn,
                name: Title::parse("Høstferie").unwrap(),
                first: date(2026, 10, 5),
                last: date(2026, 10, 9),
            }],
        }
    }

    fn dates(moves: &[SessionMove]) -> Vec<(u8, Date)> {
        moves.iter().map(|moved| (moved.number, moved.slot.date)).collect()
    }

    #[test]
    fn this_and_later_go_by_as_many_days_and_take_the_new_clock_time() {
        let group = tuesdays();
        let slot = LocalSlot {
            date: date(2026, 9, 24),
            start: time(9, 0, 0, 0),
            ..group.sessions[1].slot
        };
        let moves = following(&group, 2, slot);
        assert_eq!(
            dates(&moves),
            [(2, date(2026, 9, 24)), (3, date(2026, 10, 1)), (4, date(2026, 10, 15))]
        );
        assert!(moves.iter().all(|moved| moved.slot.start == time(9, 0, 0, 0)));
        assert!(moves.iter().all(|moved| moved.slot.minutes == slot.minutes));
    }

    #[test]
    fn a_cancelled_session_stays_where_it_was() {
        let cancel = GroupCommand::CancelSession {
            number: 3,
            reason: CancelReason::Room,
        };
        let group = apply(&tuesdays(), &cancel, date(2026, 9, 1)).unwrap();
        let slot = LocalSlot {
            date: date(2026, 9, 23),
            ..group.sessions[1].slot
        };
        assert_eq!(
            dates(&following(&group, 2, slot)),
            [(2, date(2026, 9, 23)), (4, date(2026, 10, 14))]
        );
        assert!(following(&group, 3, slot).is_empty());
    }

    #[test]
    fn the_rest_is_bumped_along_the_series_and_over_the_holiday() {
        let moves = bumped(&tuesdays(), 2, &autumn());
        assert_eq!(
            dates(&moves),
            [(2, date(2026, 9, 29)), (3, date(2026, 10, 13)), (4, date(2026, 10, 20))]
        );
        let only = group_on(&[date(2026, 9, 29)]);
        assert_eq!(dates(&bumped(&only, 1, &autumn())), [(1, date(2026, 10, 13))]);
    }

    #[test]
    fn a_preview_says_what_each_new_time_runs_into() {
        let group = tuesdays();
        let to = |number, day| SessionMove {
            number,
            slot: LocalSlot {
                date: day,
                ..group.sessions[0].slot
            },
        };
        let moves = [
            to(2, date(2026, 10, 6)),
            to(3, date(2026, 9, 1)),
            to(1, date(2026, 10, 13)),
        ];
        let shown = preview(&group, &moves, &autumn(), date(2026, 9, 10));
        assert_eq!(shown[0].warnings, [ShiftWarning::Overlaps(4)]);
        assert!(matches!(
            shown[1].warnings[..],
            [ShiftWarning::DayOff(_), ShiftWarning::Before(1)]
        ));
        assert_eq!(
            shown[2].warnings,
            [ShiftWarning::Past, ShiftWarning::Before(1), ShiftWarning::Before(2)]
        );
        assert_eq!((shown[2].number, shown[2].from), (3, group.sessions[2].slot));
    }
}
