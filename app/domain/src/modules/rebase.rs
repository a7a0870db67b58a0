//! What happens to edits of a module that met a newer version: made again where they still mean the same, else shown
//! side by side. None is lost without a word.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::apply::{At, apply};
use super::command::ModuleCommand;
use super::content::{Aim, Link, ModuleHead};
use super::module::Module;
use crate::clash::{Clash, ClashRow, Seen, What};
use crate::groups::Grade;
use crate::ids::FileId;
use crate::run_sheet::{meet_edit, wanted_rows};
use crate::themes::Theme;

/// What became of waiting commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebased {
    /// The newest version with the kept commands made on it.
    pub module: Module,
    /// The commands that are made again, each with its place among those that waited.
    pub kept: Vec<(usize, ModuleCommand)>,
    /// Those that can't be.
    pub clashes: Vec<Clash<ModuleCommand>>,
}

/// Makes commands that were made on `base` again on `newest`.
pub fn rebase(base: &Module, commands: &[ModuleCommand], newest: &Module, at: &At) -> Rebased {
    let mut mine = base.clone();
    let mut outcome = Rebased {
        module: newest.clone(),
        kept: Vec::new(),
        clashes: Vec::new(),
    };
    for (place, command) in commands.iter().enumerate() {
        let after = match apply(&mine, command, at) {
            Ok(after) => after,
            Err(rule) => {
                let rows = whole(&mine, &outcome.module, command);
                outcome.clashes.push(Clash::ruled(rows, rule.name(), None));
                continue;
            }
        };
        let (again, clash) = meet(&mine, &after, &outcome.module, command);
        if let Some(command) = again {
            match apply(&outcome.module, &command, at) {
                Ok(next) => {
                    outcome.module = next;
                    outcome.kept.push((place, command));
                }
                Err(rule) => {
                    let rows = whole(&mine, &outcome.module, &command);
                    outcome.clashes.push(Clash::ruled(rows, rule.name(), Some(command)));
                }
            }
        }
        outcome.clashes.extend(clash);
        mine = after;
    }
    outcome
}

/// A command that the server refused for good, with everything that was written in it; it can be sent again.
pub fn refused(base: &Module, command: &ModuleCommand, newest: &Module) -> Clash<ModuleCommand> {
    Clash::of(whole(base, newest, command), Some(command.clone()))
}

/// What is made again, and what is shown.
type Met = (Option<ModuleCommand>, Option<Clash<ModuleCommand>>);

fn meet(base: &Module, mine: &Module, now: &Module, command: &ModuleCommand) -> Met {
    match command {
        ModuleCommand::EditHead { head } => meet_head(&base.content.head, &now.content.head, head),
        ModuleCommand::EditRunSheet { edit } => {
            let sheet = |module: &Module| module.content.run_sheet.clone();
            let met = meet_edit(&sheet(base), &sheet(mine), &sheet(now), edit);
            let command = |edit| ModuleCommand::EditRunSheet { edit };
            (met.again.map(command), met.clash.map(|clash| clash.map(command)))
        }
        // What was read is not what is there now: it is approved again, or not.
        ModuleCommand::Approve { .. } if base.content != now.content => {
            (None, Some(Clash::of(stage(mine, now), Some(command.clone()))))
        }
        ModuleCommand::RemoveFile { id } if now.file(*id).is_none() => (None, None),
        ModuleCommand::TakeFile { file } if now.file(file.id).is_some() => (None, None),
        ModuleCommand::DescribeFile { id, .. } | ModuleCommand::RemoveFile { id }
            if now.file(*id) != base.file(*id) && now.file(*id) != mine.file(*id) =>
        {
            (None, Some(Clash::of(files(mine, now, *id), Some(command.clone()))))
        }
        ModuleCommand::Resolve { id, resolved } if now.comment(*id).is_some_and(|now| now.resolved == *resolved) => {
            (None, None)
        }
        _ if is_step(command) && now.state == mine.state && now.shelf == mine.shelf && now.edition == mine.edition => {
            (None, None)
        }
        _ if is_step(command) && (now.state != base.state || now.shelf != base.shelf) => {
            (None, Some(Clash::of(stage(mine, now), Some(command.clone()))))
        }
        _ => (Some(command.clone()), None),
    }
}

/// Whether a command moves a module on in its life and changes nothing else.
const fn is_step(command: &ModuleCommand) -> bool {
    matches!(
        command,
        ModuleCommand::Share
            | ModuleCommand::Unshare
            | ModuleCommand::Submit
            | ModuleCommand::TakeBack
            | ModuleCommand::Approve { .. }
            | ModuleCommand::Return { .. }
            | ModuleCommand::Revise
            | ModuleCommand::Retire
            | ModuleCommand::Reinstate
    )
}

fn files(mine: &Module, now: &Module, id: FileId) -> Vec<ClashRow> {
    let seen = |module: &Module| module.file(id).map_or(Seen::Gone, |file| text(&file.about.name));
    vec![ClashRow {
        what: What::Head("files".into()),
        mine: seen(mine),
        theirs: seen(now),
    }]
}

fn stage(mine: &Module, now: &Module) -> Vec<ClashRow> {
    let seen = |module: &Module| Seen::State(module.state.name().into());
    vec![ClashRow {
        what: What::Stage,
        mine: seen(mine),
        theirs: seen(now),
    }]
}

/// Each value that `command` wanted, beside what is there `now`.
fn whole(base: &Module, now: &Module, command: &ModuleCommand) -> Vec<ClashRow> {
    let comment = |text: &crate::text::Note| {
        vec![ClashRow {
            what: What::Comment,
            mine: Seen::Text(text.to_string()),
            theirs: Seen::Gone,
        }]
    };
    match command {
        ModuleCommand::EditHead { head } => head_rows(&base.content.head, &now.content.head, head),
        ModuleCommand::EditRunSheet { edit } => {
            wanted_rows(Some(&base.content.run_sheet), Some(&now.content.run_sheet), edit)
        }
        ModuleCommand::Return { comment: text, .. } | ModuleCommand::Comment { text, .. } => comment(text),
        ModuleCommand::DescribeFile { id, about } => {
            let mut rows = files(base, now, *id);
            rows.iter_mut().for_each(|row| row.mine = text(&about.name));
            rows
        }
        ModuleCommand::RemoveFile { id } => files(base, now, *id),
        ModuleCommand::TakeFile { file } => vec![ClashRow {
            what: What::Head("files".into()),
            mine: text(&file.about.name),
            theirs: Seen::Gone,
        }],
        ModuleCommand::Resolve { .. } | ModuleCommand::Follow { .. } | ModuleCommand::MeetSource { .. } => Vec::new(),
        _ => stage(base, now),
    }
}

fn text(text: &impl ToString) -> Seen {
    Seen::Text(text.to_string())
}

fn choice(name: &'static str) -> Seen {
    Seen::Choices(vec![Cow::Borrowed(name)])
}

fn grades(grades: &BTreeSet<Grade>) -> Seen {
    Seen::Choices(grades.iter().map(|grade| grade.name().into()).collect())
}

fn themes(themes: &BTreeSet<Theme>) -> Seen {
    Seen::Choices(themes.iter().map(|theme| theme.name().into()).collect())
}

fn aims(aims: &[Aim]) -> Seen {
    let lines: Vec<String> = aims.iter().map(|aim| format!("{} {}", aim.code, aim.text)).collect();
    Seen::Text(lines.join("\n"))
}

fn links(links: &[Link]) -> Seen {
    let lines: Vec<String> = links
        .iter()
        .map(|link| format!("{} {}", link.title, link.address))
        .collect();
    Seen::Text(lines.join("\n"))
}

/// Calls a macro with every field of the head, its name and how it is shown.
macro_rules! head_fields {
    ($each:ident) => {
        $each!(
            title, "title", |head: &ModuleHead| text(&head.title);
            summary, "summary", |head: &ModuleHead| text(&head.summary);
            grades, "grades", |head: &ModuleHead| grades(&head.grades);
            minutes, "minutes", |head: &ModuleHead| Seen::Minutes(head.minutes.get());
            goals, "goals", |head: &ModuleHead| text(&head.goals);
            subject, "subject", |head: &ModuleHead| text(&head.subject);
            aims, "aims", |head: &ModuleHead| aims(&head.aims);
            themes, "themes", |head: &ModuleHead| themes(&head.themes);
            links, "links", |head: &ModuleHead| links(&head.links);
            language, "language", |head: &ModuleHead| choice(head.language.name());
            prerequisites, "prerequisites", |head: &ModuleHead| text(&head.prerequisites);
            sensitivity, "sensitivity", |head: &ModuleHead| choice(head.sensitivity.name());
            safety.duties, "duties", |head: &ModuleHead| text(&head.safety.duties);
            safety.present, "present", |head: &ModuleHead| text(&head.safety.present);
            safety.afterwards, "afterwards", |head: &ModuleHead| text(&head.safety.afterwards);
            safety.opt_out, "opt_out", |head: &ModuleHead| text(&head.safety.opt_out);
            licence, "licence", |head: &ModuleHead| choice(head.licence.name());
        )
    };
}

/// Each field of the head that `mine` changed and that is another now.
pub(super) fn head_rows(base: &ModuleHead, now: &ModuleHead, mine: &ModuleHead) -> Vec<ClashRow> {
    let mut rows = Vec::new();
    macro_rules! show {
        ($($($field:ident).+, $name:literal, $seen:expr;)+) => {$(
            if mine.$($field).+ != base.$($field).+ && mine.$($field).+ != now.$($field).+ {
                let seen = $seen;
                rows.push(ClashRow { what: What::Head($name.into()), mine: seen(mine), theirs: seen(now) });
            }
        )+};
    }
    head_fields!(show);
    rows
}

/// `onto` with the named fields as they are in `from`: what is taken over of another module's head.
pub fn take_fields(onto: &ModuleHead, from: &ModuleHead, names: &BTreeSet<&str>) -> ModuleHead {
    let mut taken = onto.clone();
    macro_rules! take {
        ($($($field:ident).+, $name:literal, $seen:expr;)+) => {$(
            if names.contains($name) {
                taken.$($field).+.clone_from(&from.$($field).+);
            }
        )+};
    }
    head_fields!(take);
    taken
}

/// Each field of the head on its own: mine where only I changed it, theirs where only they did.
fn meet_head(base: &ModuleHead, theirs: &ModuleHead, mine: &ModuleHead) -> Met {
    // What is made again, and what «mine» makes on top of it.
    let (mut merged, mut wanted) = (theirs.clone(), theirs.clone());
    let mut is_met = false;
    macro_rules! meet {
        ($($($field:ident).+, $name:literal, $seen:expr;)+) => {$(
            if mine.$($field).+ != base.$($field).+ && mine.$($field).+ != theirs.$($field).+ {
                wanted.$($field).+.clone_from(&mine.$($field).+);
                if theirs.$($field).+ == base.$($field).+ {
                    merged.$($field).+.clone_from(&mine.$($field).+);
                } else {
                    is_met = true;
                }
            }
        )+};
    }
    head_fields!(meet);
    let edit = |head: ModuleHead| ModuleCommand::EditHead { head: Box::new(head) };
    let clash = is_met.then(|| Clash::of(head_rows(base, &merged, mine), Some(edit(wanted))));
    ((merged != *theirs).then(|| edit(merged)), clash)
}

#[cfg(test)]
mod tests;
