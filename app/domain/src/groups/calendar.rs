//! What calendars outside the house go by: how often a session has moved (RFC 5545, 3.8.7.4), and when it last did.
//!
//! Counted by comparing a group with what it was, whatever the command: a new command that moves a session is counted without
//! knowing of calendars.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::plan::{Group, GroupSession};
use crate::ids::PersonId;

/// How a session stands in calendars outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarMark {
    /// Counts changes of date, time, length, room and whether it takes place; a typo in a name or a theme is none.
    pub sequence: u32,
    /// When what calendars show was last changed, in whole seconds.
    #[serde(with = "crate::time::wire")]
    pub changed_at: Timestamp,
}

impl CalendarMark {
    /// The mark after a change. `before` is none for something new; `is_moved` counts, `is_renamed` is only told.
    pub(crate) fn after(before: Option<Self>, is_moved: bool, is_renamed: bool, now: Timestamp) -> Self {
        // Calendars know no smaller unit.
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        let Some(before) = before else {
            return Self {
                sequence: 0,
                changed_at: now,
            };
        };
        Self {
            sequence: before.sequence + u32::from(is_moved),
            changed_at: if is_moved || is_renamed { now } else { before.changed_at },
        }
    }
}

/// What a calendar says of whether a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not promised to anyone yet.
    Draft,
    /// Takes place, or took place.
    Firm,
    /// Will take place, but not on its date.
    Postponed,
    /// Will not take place.
    Cancelled,
}

impl Standing {
    /// By the name of the session's state.
    pub fn of(state: &str) -> Self {
        match state {
            "draft" => Self::Draft,
            "postponed" => Self::Postponed,
            "cancelled" => Self::Cancelled,
            _ => Self::Firm,
        }
    }

    /// Whether leader and room are taken at that time.
    pub const fn takes_time(self) -> bool {
        matches!(self, Self::Draft | Self::Firm)
    }
}

/// Marks every session of `after` that calendars have to hear of. `before` is the group as it was, none for a new one.
///
/// Other leaders, and the way into the bin and out of it, count for every session: the calendars of those who left hear of it once more,
/// and those of whoever comes back believe what is newer than that.
pub fn note_changes(before: Option<&Group>, after: &mut Group, now: Timestamp) {
    let moved_house = before.is_some_and(|before| (before.unit, &before.room) != (after.unit, &after.room));
    let other_calendars = before.is_some_and(|before| calendars(before) != calendars(after));
    let renamed = before.is_some_and(|before| before.name != after.name);
    for session in &mut after.sessions {
        let old = before.and_then(|before| before.session(session.number));
        let moved = old.is_some_and(|old| {
            moved_house || other_calendars || old.slot != session.slot || standing(old) != standing(session)
        });
        session.calendar = CalendarMark::after(old.map(|old| old.calendar), moved, renamed, now);
    }
}

/// In whose calendars the sessions stand.
fn calendars(group: &Group) -> BTreeSet<PersonId> {
    group.leaders().filter(|_| group.binned.is_none()).collect()
}

fn standing(session: &GroupSession) -> Standing {
    Standing::of(session.state.name())
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::groups::state::CancelReason;
    use crate::groups::state::Reflection;
    use crate::groups::testing::group_on;
    use crate::groups::{BinCommand, CloseSession, GroupCommand, HeadEdit, NewSession, apply, apply_to_bin};
    use crate::text::{Headcount, Note, SessionMinutes, ShortText, Title, WorkMinutes};
    use crate::time::LocalSlot;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn slot(day: i8, hour: i8, minutes: i64) -> LocalSlot {
        LocalSlot {
            date: date(2026, 9, day),
            start: time(hour, 15, 0, 0),
            minutes: SessionMinutes::new(minutes).unwrap(),
        }
    }

    fn new_session(day: i8) -> NewSession {
        NewSession {
            slot: slot(day, 12, 75),
            theme: ShortText::default(),
        }
    }

    fn group() -> Group {
        let mut group = group_on(&[date(2026, 9, 1), date(2026, 9, 8)]);
        note_changes(None, &mut group, at(0));
        group
    }

    /// The group after the command, carried out at a second.
    fn done(before: &Group, command: GroupCommand, second: i64) -> Group {
        let mut after = apply(before, &command, date(2026, 9, 30)).unwrap();
        note_changes(Some(before), &mut after, at(second));
        after
    }

    fn marks(group: &Group) -> Vec<(u32, i64)> {
        let seconds = |mark: CalendarMark| (mark.sequence, mark.changed_at.as_second() - at(0).as_second());
        group.sessions.iter().map(|session| seconds(session.calendar)).collect()
    }

    #[test]
    fn moving_cancelling_and_bringing_back_count_for_that_session_alone() {
        let moved = done(
            &group(),
            GroupCommand::MoveSession {
                number: 2,
                slot: slot(9, 12, 75),
            },
            10,
        );
        assert_eq!(marks(&moved), [(0, 0), (1, 10)]);
        let longer = done(
            &moved,
            GroupCommand::MoveSession {
                number: 2,
                slot: slot(9, 12, 90),
            },
            20,
        );
        assert_eq!(marks(&longer), [(0, 0), (2, 20)]);
        let reason = CancelReason::Illness;
        let cancelled = done(&longer, GroupCommand::CancelSession { number: 2, reason }, 30);
        assert_eq!(marks(&cancelled), [(0, 0), (3, 30)]);
        let back = done(&cancelled, GroupCommand::RestoreSession { number: 2 }, 40);
        assert_eq!(marks(&back), [(0, 0), (4, 40)]);
    }

    #[test]
    fn another_room_counts_for_every_session_and_another_name_is_told_but_not_counted() {
        let before = group();
        let room = HeadEdit {
            room: ShortText::parse("Biblioteket").unwrap(),
            ..HeadEdit::of(&before)
        };
        let moved = done(&before, GroupCommand::EditHead { head: room }, 10);
        assert_eq!(marks(&moved), [(1, 10), (1, 10)]);
        let name = HeadEdit {
            name: Title::parse("Jentegruppa i haust").unwrap(),
            ..HeadEdit::of(&moved)
        };
        let renamed = done(&moved, GroupCommand::EditHead { head: name }, 20);
        assert_eq!(marks(&renamed), [(1, 20), (1, 20)]);
    }

    #[test]
    fn what_calendars_do_not_show_is_neither_counted_nor_told() {
        let before = group();
        let goal = HeadEdit {
            goal: Note::parse("Et annet mål").unwrap(),
            ..HeadEdit::of(&before)
        };
        let theme = ShortText::parse("Brobyger").unwrap();
        let closing = CloseSession {
            present: Headcount::new(8).unwrap(),
            absent: Headcount::new(1).unwrap(),
            delivery_minutes: WorkMinutes::new(75).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
            reflection: Reflection {
                worked: Note::parse("Godt driv").unwrap(),
                ..Reflection::default()
            },
        };
        let present = Some(true);
        for command in [
            GroupCommand::EditHead { head: goal },
            GroupCommand::SetTheme { number: 1, theme },
            GroupCommand::MoveSession {
                number: 1,
                slot: before.sessions[0].slot,
            },
            GroupCommand::TickSeat {
                number: 1,
                seat: 1,
                present,
            },
            GroupCommand::CloseSession { number: 1, closing },
        ] {
            let after = done(&before, command.clone(), 10);
            assert_eq!(marks(&after), [(0, 0), (0, 0)], "{command:?}");
        }
    }

    #[test]
    fn another_leader_counts_for_every_session_and_another_responsible_for_none() {
        let person = PersonId::new(ulid::Ulid(9));
        let joined = done(&group(), GroupCommand::AddLeader { person }, 10);
        assert_eq!(marks(&joined), [(1, 10), (1, 10)]);
        let handed = done(&joined, GroupCommand::HandOver { person }, 20);
        assert_eq!(marks(&handed), [(1, 10), (1, 10)], "it stands in the same calendars");
        let person = joined.leader;
        let left = done(&handed, GroupCommand::RemoveLeader { person }, 30);
        assert_eq!(marks(&left), [(2, 30), (2, 30)]);
    }

    #[test]
    fn the_way_into_the_bin_and_out_of_it_count() {
        let before = group();
        let to_bin = |before: &Group, command, second| {
            let mut after = apply_to_bin(before, command, before.leader, date(2026, 9, 1)).unwrap();
            note_changes(Some(before), &mut after, at(second));
            after
        };
        let group = before.id;
        let binned = to_bin(&before, BinCommand::ThrowAway { group }, 10);
        assert_eq!(marks(&binned), [(1, 10), (1, 10)]);
        let back = to_bin(&binned, BinCommand::TakeBack { group }, 20);
        assert_eq!(marks(&back), [(2, 20), (2, 20)]);
    }

    #[test]
    fn a_session_that_is_added_begins_at_nought_and_leaves_the_others() {
        let session = new_session(15);
        let added = done(&group(), GroupCommand::AddSession { session }, 10);
        assert_eq!(marks(&added), [(0, 0), (0, 0), (0, 10)]);
    }
}
