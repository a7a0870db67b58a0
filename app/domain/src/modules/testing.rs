//! A module for tests: whole, sixty minutes, three blocks.

use jiff::civil::{Date, date};
use ulid::Ulid;

use super::{At, Licence, Module, ModuleCommand, ModuleContent, ModuleHead, NewModule, SafetyNote, apply, create};
use crate::files::{Attachment, FileAbout, FileHash, FileKind};
use crate::groups::Grade;
use crate::ids::{BlockId, FileId, ModuleId, PersonId};
use crate::run_sheet::{Block, RunSheet};
use crate::text::{BlockMinutes, LessonMinutes, Note, Title};
use crate::themes::Theme;

pub(crate) const AUTHOR: PersonId = PersonId::new(Ulid(1));
pub(crate) const REVIEWER: PersonId = PersonId::new(Ulid(2));
pub(crate) const TODAY: Date = date(2026, 11, 23);

pub(crate) fn minutes(length: i64) -> BlockMinutes {
    BlockMinutes::new(length).unwrap()
}

pub(crate) fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

pub(crate) fn block(id: u128, length: i64, step: &str) -> Block {
    Block::new(BlockId::new(Ulid(id)), minutes(length), Title::parse(step).unwrap())
}

pub(crate) fn head() -> ModuleHead {
    ModuleHead {
        summary: note("Elevene ser en film og tar stilling."),
        grades: [Grade::Vg1].into(),
        goals: note("Kjenne egne rettigheter"),
        themes: [Theme::Rights].into(),
        safety: SafetyNote {
            duties: note("Avvergeplikt"),
            present: note("Læreren blir i rommet"),
            afterwards: note("Kontor 214"),
            opt_out: note("Oppgave på biblioteket"),
        },
        ..ModuleHead::new(
            Title::parse("Retten til å velge selv").unwrap(),
            LessonMinutes::new(60).unwrap(),
        )
    }
}

pub(crate) fn content() -> ModuleContent {
    ModuleContent {
        head: head(),
        run_sheet: RunSheet {
            blocks: vec![
                block(1, 20, "Film"),
                block(2, 25, "Hva ville du gjort?"),
                block(3, 15, "Runde"),
            ],
        },
        files: Vec::new(),
    }
}

/// A file by its number: of other bytes than another's.
pub(crate) fn file(id: u128, name: &str) -> Attachment {
    Attachment {
        id: FileId::new(Ulid(id)),
        about: FileAbout {
            name: Title::parse(name).unwrap(),
            licence: Licence::CcBy,
            expires: None,
        },
        kind: FileKind::Pdf,
        bytes: 2048,
        hash: FileHash::try_from(format!("{id:064x}")).unwrap(),
    }
}

/// By whom, today.
pub(crate) fn by(person: PersonId) -> At {
    At {
        by: person,
        today: TODAY,
    }
}

pub(crate) fn module() -> Module {
    let new = NewModule {
        id: ModuleId::new(Ulid(9)),
        head: head(),
    };
    Module {
        content: content(),
        ..create(&new, AUTHOR).unwrap()
    }
}

/// After commands that must be possible.
pub(crate) fn after(module: &Module, commands: &[(ModuleCommand, PersonId)]) -> Module {
    commands.iter().fold(module.clone(), |module, (command, person)| {
        apply(&module, command, &by(*person)).unwrap()
    })
}
