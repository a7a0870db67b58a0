//! What happens to edits that met a newer version: those that still mean what they meant are made again on the newest;
//! the others are shown side by side, mine and theirs. None is lost without a word.

mod clash;
mod sheet;
mod whole;

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use super::apply::{GroupRule, apply};
use super::command::{CloseSession, GroupCommand};
use super::plan::{Composition, Grade, Group};
use super::run_sheet::BlockField;
use crate::ids::PersonId;
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// What differs, side by side.
    pub rows: Vec<ClashRow>,
    /// The rule that says no, by its name, when it is no difference of values.
    pub rule: Option<Cow<'static, str>>,
    /// What «mine» sends, on the newest version; `None` when only theirs is possible.
    pub mine: Option<GroupCommand>,
}

impl Clash {
    fn ruled(rows: Vec<ClashRow>, rule: GroupRule, mine: Option<GroupCommand>) -> Self {
        Self {
            rows,
            rule: Some(rule.name().into()),
            mine,
        }
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClashRow {
    /// What it is about.
    pub what: What,
    /// As this person wants it.
    pub mine: Seen,
    /// As it is on the newest version.
    pub theirs: Seen,
}

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A field of the group's head, by its name in [`super::command::HeadEdit`].
    Head(Cow<'static, str>),
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
    /// Who is responsible for the group.
    Responsible,
    /// Whether a person leads the group.
    Leader,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// It is not there.
    Gone,
    /// It is there, with this text.
    Text(String),
    /// Minutes.
    Minutes(u16),
    /// A clock time, or none.
    Clock(#[serde(with = "crate::time::wire::option")] Option<Time>),
    /// A date and time.
    Slot(LocalSlot),
    /// A state's name.
    State(Cow<'static, str>),
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
    /// A place among blocks: after the one with this step, or first.
    After(Option<String>),
    /// A person.
    Person(PersonId),
}

/// Makes commands that were made on `base` again on `newest`.
pub fn rebase(base: &Group, commands: &[GroupCommand], newest: &Group, today: Date) -> Rebased {
    let mut shown = base.clone();
    let mut mine = base.clone();
    let mut numbers = Numbers::default();
    let mut outcome = Rebased {
        group: newest.clone(),
        kept: Vec::new(),
        clashes: Vec::new(),
    };
    for (place, written) in commands.iter().enumerate() {
        // It was applied here before it was sent; one before it may have been taken out since.
        let next = match apply(&shown, written, today) {
            Ok(next) => next,
            Err(rule) => {
                let rows = whole::whole(&shown, &outcome.group, written);
                outcome.clashes.push(Clash::ruled(rows, rule, None));
                continue;
            }
        };
        shown = next;
        let command = numbers.on_newest(written);
        let mut after = match apply(&mine, &command, today) {
            Ok(after) => after,
            // The session it is about is gone there too.
            Err(_) if matches!(command, GroupCommand::RemoveSession { .. }) => continue,
            Err(rule) => {
                let rows = whole::whole(&shown, &outcome.group, written);
                outcome.clashes.push(Clash::ruled(rows, rule, None));
                continue;
            }
        };
        let again = clash::meet(&mine, &after, &outcome.group, &command);
        if let Some(command) = again.command {
            match apply(&outcome.group, &command, today) {
                Ok(next) => {
                    outcome.group = next;
                    if matches!(command, GroupCommand::AddSession { .. }) {
                        numbers.added(shown.last_number(), &mut after, outcome.group.last_number());
                    }
                    outcome.kept.push((place, command));
                }
                Err(rule) => {
                    let rows = whole::whole(&mine, &outcome.group, &command);
                    outcome.clashes.push(Clash::ruled(rows, rule, Some(command)));
                }
            }
        }
        outcome.clashes.extend(again.clash);
        mine = after;
    }
    outcome
}

/// A command that the server refused for good, with everything that was written in it; it can be sent again.
pub fn refused(base: &Group, command: &GroupCommand, newest: &Group) -> Clash {
    Clash {
        rows: whole::whole(base, newest, command),
        rule: None,
        mine: Some(command.clone()),
    }
}

/// No session has this number: that of one which is gone on the newest version, when its own went to another.
const NONE: u8 = 0;

/// Which number a session of this screen has on the newest version: one that was added here gets another when a colleague
/// has added or taken away one too.
#[derive(Debug, Default)]
struct Numbers(BTreeMap<u8, u8>);

impl Numbers {
    fn on_newest(&self, written: &GroupCommand) -> GroupCommand {
        let mut command = written.clone();
        for number in command.numbers_mut() {
            *number = self.0.get(number).copied().unwrap_or(*number);
        }
        command
    }

    /// The session that got `shown` on this screen, the last of `mine`, has got `newest` there.
    fn added(&mut self, shown: u8, mine: &mut Group, newest: u8) {
        let last = mine.last_number();
        for session in &mut mine.sessions {
            if session.number == last {
                session.number = newest;
            } else if session.number == newest {
                session.number = NONE;
            }
        }
        for number in self.0.values_mut().filter(|number| **number == newest) {
            *number = NONE;
        }
        if shown != newest {
            self.0.entry(newest).or_insert(NONE);
        }
        self.0.insert(shown, newest);
    }
}

#[cfg(test)]
mod tests;
