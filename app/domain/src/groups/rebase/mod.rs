//! What happens to edits that met a newer version: those that still mean what they meant are made again on the newest;
//! the others are shown side by side, mine and theirs. None is lost without a word.

mod meet;
mod whole;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::apply::apply;
use super::command::GroupCommand;
use super::plan::Group;
use crate::clash::Clash;

/// What became of waiting commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebased {
    /// The newest version with the kept commands made on it.
    pub group: Group,
    /// The commands that are made again, each with its place among those that waited.
    pub kept: Vec<(usize, GroupCommand)>,
    /// Those that can't be.
    pub clashes: Vec<Clash<GroupCommand>>,
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
                outcome.clashes.push(Clash::ruled(rows, rule.name(), None));
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
                outcome.clashes.push(Clash::ruled(rows, rule.name(), None));
                continue;
            }
        };
        let again = meet::meet(&mine, &after, &outcome.group, &command);
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
                    outcome.clashes.push(Clash::ruled(rows, rule.name(), Some(command)));
                }
            }
        }
        outcome.clashes.extend(again.clash);
        mine = after;
    }
    outcome
}

/// A command that the server refused for good, with everything that was written in it; it can be sent again.
pub fn refused(base: &Group, command: &GroupCommand, newest: &Group) -> Clash<GroupCommand> {
    Clash::of(whole::whole(base, newest, command), Some(command.clone()))
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
