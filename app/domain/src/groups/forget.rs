//! What each seat holds is kept for a time only: thirty days after a group is finished its ticks and grades go, and the
//! headcounts stay (domain brief, 2.1). What is kept for longer, as the audit trail, never has them.

use jiff::civil::Date;
use serde::Serialize;

use super::plan::{Group, Stage};
use crate::time::length::ToLength as _;

/// How many days after its last session a finished group keeps what its seats hold.
pub const DAYS_OF_SEATS: i64 = 30;

/// The last day on which a finished group's last session may lie for its seats to be forgotten today.
pub fn seats_due(today: Date) -> Date {
    today.saturating_sub(DAYS_OF_SEATS.days())
}

/// The group without ticks and grades, once it is time; `None` when it is not yet or there is nothing to forget.
pub fn forget_seats(group: &Group, today: Date) -> Option<Group> {
    let last = group.sessions.iter().map(|session| session.slot.date).max()?;
    let is_time = group.stage() == Stage::Finished && last <= seats_due(today);
    let is_empty = group.grades.is_empty() && group.sessions.iter().all(|session| session.ticks.is_empty());
    (is_time && !is_empty).then(|| Group {
        version: group.version + 1,
        ..emptied(group)
    })
}

/// A group as it is kept for long: the seats are counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupOnRecord {
    #[serde(flatten)]
    group: Group,
    /// For each session with a tick: its number, how many were there and how many were not.
    ticked: Vec<(u8, u16, u16)>,
    /// How many seats have a grade.
    graded: usize,
}

impl From<&Group> for GroupOnRecord {
    fn from(group: &Group) -> Self {
        let ticked = group.sessions.iter().filter(|session| !session.ticks.is_empty());
        Self {
            ticked: ticked
                .map(|session| (session.number, session.present(), session.absent()))
                .collect(),
            graded: group.grades.len(),
            group: emptied(group),
        }
    }
}

fn emptied(group: &Group) -> Group {
    let mut group = group.clone();
    group.grades.clear();
    for session in &mut group.sessions {
        session.ticks.clear();
    }
    group
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::groups::apply::apply;
    use crate::groups::command::{CloseSession, GroupCommand};
    use crate::groups::plan::Grade;
    use crate::groups::state::{CancelReason, Reflection};
    use crate::groups::testing::group_on;
    use crate::text::{Headcount, WorkMinutes};

    const LAST: Date = date(2026, 11, 3);

    fn ticked() -> Group {
        let group = group_on(&[date(2026, 10, 27), LAST]);
        let commands = [
            GroupCommand::SetGrade {
                seat: 2,
                grade: Some(Grade::Vg1),
            },
            GroupCommand::TickSeat {
                number: 1,
                seat: 2,
                present: Some(true),
            },
        ];
        commands
            .iter()
            .fold(group, |group, command| apply(&group, command, LAST).unwrap())
    }

    fn closed(group: &Group) -> Group {
        let closing = CloseSession {
            present: Headcount::new(7).unwrap(),
            absent: Headcount::new(1).unwrap(),
            delivery_minutes: WorkMinutes::new(75).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
            reflection: Reflection::default(),
        };
        let commands = [
            GroupCommand::CloseSession { number: 1, closing },
            GroupCommand::CancelSession {
                number: 2,
                reason: CancelReason::Illness,
            },
        ];
        commands
            .iter()
            .fold(group.clone(), |group, command| apply(&group, command, LAST).unwrap())
    }

    #[test]
    fn seats_are_forgotten_thirty_days_after_the_last_session_and_counts_stay() {
        let group = closed(&ticked());
        assert_eq!(forget_seats(&group, date(2026, 12, 2)), None);
        let after = forget_seats(&group, date(2026, 12, 3)).unwrap();
        assert!(after.grades.is_empty());
        assert!(after.sessions.iter().all(|session| session.ticks.is_empty()));
        assert_eq!(after.sessions[0].state, group.sessions[0].state);
        assert_eq!(after.version, group.version + 1);
        assert_eq!(forget_seats(&after, date(2027, 1, 1)), None);
    }

    #[test]
    fn a_group_with_a_session_that_was_never_closed_keeps_its_seats() {
        assert_eq!(forget_seats(&ticked(), date(2027, 6, 1)), None);
    }

    #[test]
    fn what_is_kept_for_long_has_counts_and_no_seats() {
        let record = GroupOnRecord::from(&ticked());
        assert_eq!((record.ticked.as_slice(), record.graded), (&[(1, 1, 0)][..], 1));
        let text = serde_json::to_value(&record).unwrap();
        assert_eq!(text["grades"], serde_json::json!({}));
        assert_eq!(text["sessions"][0]["ticks"], serde_json::json!({}));
        assert_eq!(text["name"], "Jentegruppe høst");
    }
}
