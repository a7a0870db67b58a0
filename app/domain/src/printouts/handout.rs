//! The programme of a group, for those who take part and those at home.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::groups::{Group, GroupSession, SessionState};
use crate::ids::GroupId;
use crate::time::LocalSlot;

/// What a paper that anybody may find can say of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handout {
    /// Which group, for the way back.
    pub group: GroupId,
    /// Its neutral name.
    pub name: String,
    /// The unit's name.
    pub unit_name: String,
    /// Where in the house.
    pub room: String,
    /// The leader's name.
    pub leader_name: String,
    /// In order of time; those without a date last.
    pub sessions: Vec<HandoutSession>,
    /// Today in Norway: the day the paper tells of.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// A session as those who take part see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoutSession {
    /// When; `None` when it is postponed and has no new date yet.
    pub slot: Option<LocalSlot>,
    /// What it is about.
    pub theme: String,
}

/// The programme of a group: what is cancelled, or not promised to anyone yet, is left out.
pub fn handout(group: &Group, unit_name: String, leader_name: String, today: Date) -> Handout {
    let mut sessions: Vec<HandoutSession> = group.sessions.iter().filter_map(shown).collect();
    sessions.sort_by_key(|session| (session.slot.is_none(), session.slot));
    Handout {
        group: group.id,
        name: group.name.to_string(),
        unit_name,
        room: group.room.to_string(),
        leader_name,
        sessions,
        today,
    }
}

fn shown(session: &GroupSession) -> Option<HandoutSession> {
    let slot = match session.state {
        SessionState::Cancelled { .. } | SessionState::Draft => return None,
        SessionState::Postponed { .. } => None,
        _ => Some(session.slot),
    };
    Some(HandoutSession {
        slot,
        theme: session.theme.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use ulid::Ulid;

    use super::*;
    use crate::groups::CancelReason;
    use crate::groups::testing::group_on;
    use crate::ids::BlockId;
    use crate::run_sheet::Block;
    use crate::text::{BlockMinutes, Note, ShortText, Title};

    fn told(group: &Group) -> Handout {
        handout(group, "Granlia".to_owned(), "Ingrid".to_owned(), date(2026, 11, 23))
    }

    #[test]
    fn cancelled_and_draft_sessions_are_left_out_moved_ones_stand_where_they_are_now_and_postponed_ones_last() {
        let mut group = group_on(&[
            date(2026, 11, 24),
            date(2026, 12, 1),
            date(2026, 12, 8),
            date(2026, 12, 15),
            date(2027, 1, 12),
        ]);
        let reason = CancelReason::Room;
        group.sessions[0].slot.date = date(2027, 1, 5);
        group.sessions[1].state = SessionState::Cancelled { reason };
        group.sessions[2].state = SessionState::Postponed { reason };
        group.sessions[4].state = SessionState::Draft;
        let dates: Vec<_> = told(&group)
            .sessions
            .iter()
            .map(|session| session.slot.map(|slot| slot.date))
            .collect();
        assert_eq!(dates, [Some(date(2026, 12, 15)), Some(date(2027, 1, 5)), None]);
    }

    #[test]
    fn nothing_internal_is_in_the_programme() {
        let mut group = group_on(&[date(2026, 11, 24)]);
        let secret = "hemmelig";
        group.goal = Note::parse(secret).unwrap();
        group.co_leader = ShortText::parse(secret).unwrap();
        let mut block = Block::new(
            BlockId::new(Ulid(1)),
            BlockMinutes::new(10).unwrap(),
            Title::parse(secret).unwrap(),
        );
        block.note = Note::parse(secret).unwrap();
        group.sessions[0].run_sheet.blocks.push(block);
        group.sessions[0].ticks.insert(3, false);
        let sent = serde_json::to_string(&told(&group)).unwrap();
        assert!(
            !sent.contains(secret) && !sent.contains("ticks") && !sent.contains("seat"),
            "{sent}"
        );
    }
}
