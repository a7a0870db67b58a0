//! What happens to edits that met a newer version: those that still mean what they meant are made again on the newest;
//! the others are shown side by side, mine and theirs. None is lost without a word.

mod clash;

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};

use super::apply::{GroupRule, apply};
use super::command::{CloseSession, GroupCommand};
use super::plan::{Composition, Grade, Group};
use super::run_sheet::BlockField;
use crate::text::Seats;
use crate::time::slot::LocalSlot;

/// What became of waiting commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebased {
    /// The newest version with the kept commands made on it.
    pub group: Group,
    /// The commands that are made again, each with its place among those that waited.
    pub kept: Vec<(usize, GroupCommand)>,
    /// Those that can't be.
    pub clashes: Vec<Clash>,
}

/// A command, or a part of one, that met something else on the newest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// What differs, side by side.
    pub rows: Vec<ClashRow>,
    /// The rule that says no, when it is no difference of values.
    pub rule: Option<GroupRule>,
    /// What «mine» sends, on the newest version; `None` when only theirs is possible.
    pub mine: Option<GroupCommand>,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashRow {
    /// What it is about.
    pub what: What,
    /// As this person wants it.
    pub mine: Seen,
    /// As it is on the newest version.
    pub theirs: Seen,
}

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A field of the group's head, by its name in [`super::command::HeadEdit`].
    Head(&'static str),
    /// A session's time.
    Slot(u8),
    /// A session's theme.
    Theme(u8),
    /// A session's goal.
    Goal(u8),
    /// The grade of a seat.
    Grade(u8),
    /// Where a session stands.
    State(u8),
    /// A seat in a session.
    Seat {
        /// Session.
        number: u8,
        /// Seat.
        seat: u8,
    },
    /// A field of a block.
    Field {
        /// The block's step, as this person knew it.
        step: String,
        /// Which field; its value is without meaning here.
        field: BlockField,
    },
    /// A block as a whole.
    Block {
        /// Its step, as this person knew it.
        step: String,
    },
}

/// A value as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It is not there.
    Gone,
    /// It is there, with this text.
    Text(String),
    /// Minutes.
    Minutes(u16),
    /// A clock time, or none.
    Clock(Option<Time>),
    /// A date and time.
    Slot(LocalSlot),
    /// A state's name.
    State(&'static str),
    /// How a session was closed.
    Closing(Box<CloseSession>),
    /// Present, absent, or not ticked.
    Tick(Option<bool>),
    /// Who the group is for.
    Composition(Composition),
    /// Seats.
    Seats(Seats),
    /// A grade, or none.
    Grade(Option<Grade>),
}

/// Makes commands that were made on `base` again on `newest`.
pub fn rebase(base: &Group, commands: &[GroupCommand], newest: &Group, today: Date) -> Rebased {
    let mut mine = base.clone();
    let mut outcome = Rebased {
        group: newest.clone(),
        kept: Vec::new(),
        clashes: Vec::new(),
    };
    // A session added here may get another number, when a colleague has added one too.
    let mut renumbered: BTreeMap<u8, u8> = BTreeMap::new();
    for (place, command) in commands.iter().enumerate() {
        let mut command = command.clone();
        for number in command.numbers_mut() {
            *number = renumbered.get(number).copied().unwrap_or(*number);
        }
        let command = &command;
        // It was applied here before it was sent.
        let Ok(mut after) = apply(&mine, command, today) else {
            continue;
        };
        let again = clash::meet(&mine, &after, &outcome.group, command);
        if let Some(command) = again.command {
            match apply(&outcome.group, &command, today) {
                Ok(next) => {
                    outcome.group = next;
                    if matches!(command, GroupCommand::AddSession { .. }) {
                        let (here, there) = (after.last_number(), outcome.group.last_number());
                        renumber(&mut after, here, there);
                        renumbered.insert(here, there);
                    }
                    outcome.kept.push((place, command));
                }
                Err(rule) => outcome.clashes.push(Clash {
                    rows: clash::whole(&mine, &after, &outcome.group, &command),
                    rule: Some(rule),
                    mine: None,
                }),
            }
        }
        outcome.clashes.extend(again.clash);
        mine = after;
    }
    outcome
}

/// Gives a session another number; one that had it is no longer on the newest version.
fn renumber(group: &mut Group, from: u8, to: u8) {
    if from == to {
        return;
    }
    group.sessions.retain(|session| session.number != to);
    for session in &mut group.sessions {
        if session.number == from {
            session.number = to;
        }
    }
}

#[cfg(test)]
mod tests;
