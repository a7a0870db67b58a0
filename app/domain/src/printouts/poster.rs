//! The poster of a session: what happens when, to be read from across the room.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::layout::Entry;
use crate::groups::Group;
use crate::ids::GroupId;
use crate::time::LocalSlot;
use crate::time::length::ToLength as _;

/// What hangs on the wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poster {
    /// Which group, for the way back.
    pub group: GroupId,
    /// Which session, from 1.
    pub number: u8,
    /// The group's neutral name.
    pub name: String,
    /// What the session is about.
    pub theme: String,
    /// Where in the house.
    pub room: String,
    /// When.
    pub slot: LocalSlot,
    /// The state's name.
    pub state: String,
    /// In order of time.
    pub items: Vec<PosterItem>,
}

/// A stretch of time on the poster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PosterItem {
    /// When it starts.
    #[serde(with = "crate::time::wire")]
    pub start: Time,
    /// When it ends.
    #[serde(with = "crate::time::wire")]
    pub end: Time,
    /// How long, in minutes.
    pub minutes: u32,
    /// What happens; `None` for time that is left free before a clock time that is locked.
    pub step: Option<String>,
}

impl Poster {
    /// What the layout has to know of each item.
    pub fn entries(&self) -> Vec<Entry> {
        let letters = |step: &String| step.chars().count();
        self.items
            .iter()
            .map(|item| Entry {
                minutes: item.minutes,
                letters: item.step.as_ref().map(letters),
            })
            .collect()
    }
}

/// The poster of a group's session; `None` when there is no such session.
pub fn poster(group: &Group, number: u8) -> Option<Poster> {
    let session = group.session(number)?;
    let mut items = Vec::new();
    for timed in session.run_sheet.timed(session.slot.start) {
        if timed.gap > 0 {
            items.push(PosterItem {
                start: timed.start.wrapping_sub(timed.gap.minutes()),
                end: timed.start,
                minutes: u32::try_from(timed.gap).unwrap_or_default(),
                step: None,
            });
        }
        items.push(PosterItem {
            start: timed.start,
            end: timed.end,
            minutes: timed.block.minutes.get().into(),
            step: Some(timed.block.step.to_string()),
        });
    }
    Some(Poster {
        group: group.id,
        number,
        name: group.name.to_string(),
        theme: session.theme.to_string(),
        room: group.room.to_string(),
        slot: session.slot,
        state: session.state.name().to_owned(),
        items,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use ulid::Ulid;

    use super::*;
    use crate::groups::testing::group_on;
    use crate::ids::BlockId;
    use crate::run_sheet::Block;
    use crate::text::{BlockMinutes, Note, Title};

    #[test]
    fn free_time_before_a_locked_block_stands_on_the_poster_and_notes_do_not() {
        let mut group = group_on(&[date(2026, 11, 24)]);
        let block = |id: u128, minutes: i64| {
            let minutes = BlockMinutes::new(minutes).unwrap();
            Block::new(BlockId::new(Ulid(id)), minutes, Title::parse("Runde").unwrap())
        };
        let mut guest = block(2, 20);
        guest.lock = Some(time(12, 45, 0, 0));
        guest.note = Note::parse("hemmelig").unwrap();
        group.sessions[0].run_sheet.blocks = vec![block(1, 10), guest];
        let poster = poster(&group, 1).unwrap();
        let told: Vec<_> = poster
            .items
            .iter()
            .map(|item| (item.start, item.end, item.minutes, item.step.is_some()))
            .collect();
        assert_eq!(
            told,
            [
                (time(12, 15, 0, 0), time(12, 25, 0, 0), 10, true),
                (time(12, 25, 0, 0), time(12, 45, 0, 0), 20, false),
                (time(12, 45, 0, 0), time(13, 5, 0, 0), 20, true),
            ]
        );
        assert!(!serde_json::to_string(&poster).unwrap().contains("hemmelig"));
        assert_eq!(super::poster(&group, 2), None);
    }
}
