//! What the pages show of modules.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::content::ModuleContent;
use super::module::{Module, ModuleStage, Shelf};
use crate::deliveries::usage::BlockUse;
use crate::deliveries::view::Adaptation;
use crate::groups::Grade;
use crate::ids::{ModuleId, PersonId};
use crate::text::LessonMinutes;
use crate::themes::Theme;

/// How often a module was held, and what pupils thought of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleUse {
    /// How often it was held.
    pub held: u32,
    /// How many pupils answered.
    pub answers: u32,
    /// The mean of their answers in tenths, 10–30; none under five answers.
    pub mean: Option<u8>,
}

/// A row of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleRow {
    /// Which.
    pub id: ModuleId,
    /// Its name.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// Who made it.
    pub author_name: String,
    /// Whether the reader did.
    pub is_own: bool,
    /// Whom it is for.
    pub grades: BTreeSet<Grade>,
    /// How long it is.
    pub minutes: LessonMinutes,
    /// What it is about.
    pub themes: BTreeSet<Theme>,
    /// The subject.
    pub subject: String,
    /// Who finds it.
    pub shelf: Shelf,
    /// Where it stands.
    pub stage: ModuleStage,
    /// How it was used.
    pub used: ModuleUse,
    /// Whether it should have been looked at again by now.
    pub is_review_due: bool,
    /// How many files it has.
    pub files: usize,
}

/// What is looked for in the library. Empty fields ask for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModuleSearch {
    /// Words, in bokmål or nynorsk, with small slips.
    pub words: String,
    /// One of these themes.
    pub themes: BTreeSet<Theme>,
    /// One of these grades.
    pub grades: BTreeSet<Grade>,
    /// At most so many minutes.
    pub minutes: Option<u16>,
    /// The code of a competence aim, or the name of a subject.
    pub subject: String,
    /// One of these shelves.
    pub shelves: BTreeSet<Shelf>,
    /// One of these stages.
    pub stages: BTreeSet<ModuleStage>,
    /// Held at a school of the reader's.
    pub at_my_schools: bool,
    /// What pupils think of well: a mean of 2.5 or more, from five answers on.
    pub is_well_rated: bool,
    /// From which hit on, 0 for the first.
    pub from: usize,
}

/// How many modules have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet<T> {
    /// The value.
    pub value: T,
    /// How many have it, among those that the other questions leave.
    pub count: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleList {
    /// A page of what was found, the best first.
    pub rows: Vec<ModuleRow>,
    /// How many were found in all.
    pub total: usize,
    /// Themes with counts.
    pub themes: Vec<Facet<Theme>>,
    /// Grades with counts.
    pub grades: Vec<Facet<Grade>>,
    /// Shelves with counts.
    pub shelves: Vec<Facet<Shelf>>,
    /// Stages with counts.
    pub stages: Vec<Facet<ModuleStage>>,
    /// How many wait for the professional team.
    pub waiting: usize,
    /// Whether the reader may write modules.
    pub may_create: bool,
    /// Whether the reader may import competence aims.
    pub may_import_aims: bool,
}

/// An edition as it was approved, or as a class was held from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Of which module.
    pub module: ModuleId,
    /// Its number, 1 for the first.
    pub number: u32,
    /// When it was approved.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// What it holds.
    pub content: ModuleContent,
}

/// An edition in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionRow {
    /// Its number.
    pub number: u32,
    /// When it was approved.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// How often a class was held from it.
    pub held: u32,
}

/// The source's later edition, with the one that was looked at last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceOffer {
    /// The number of the later edition.
    pub number: u32,
    /// What was looked at last; the reader's own content when that is not kept.
    pub before: ModuleContent,
    /// What it is now.
    pub after: ModuleContent,
}

/// A module with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleView {
    /// The module itself.
    pub module: Module,
    /// Today, where the server is.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Who reads.
    pub reader: PersonId,
    /// Names of everyone in it.
    pub names: Vec<(PersonId, String)>,
    /// Whether the reader may write in it.
    pub may_edit: bool,
    /// Whether the reader may say something of it.
    pub may_comment: bool,
    /// Whether the reader may approve or return it.
    pub may_review: bool,
    /// Whether the reader may make a copy.
    pub may_use: bool,
    /// Whether the reader may hold it for a class.
    pub may_hold: bool,
    /// How it was used.
    pub used: ModuleUse,
    /// Where, and how often: the units by name.
    pub at_units: Vec<(String, u32)>,
    /// How long its blocks took, beside what is planned.
    pub blocks: Vec<BlockUse>,
    /// What colleagues did in another way, the latest first.
    pub adaptations: Vec<Adaptation>,
    /// Its editions, the latest first.
    pub editions: Vec<EditionRow>,
    /// What the source offers, when it is followed.
    pub source: Option<SourceOffer>,
}

impl ModuleView {
    /// Whether the reader can change something of it: its words, or where it stands.
    pub const fn can_change(&self) -> bool {
        self.may_edit || self.may_comment || self.may_review
    }

    /// A person's name, when it is known.
    pub fn name_of(&self, person: PersonId) -> Option<&str> {
        self.names
            .iter()
            .find(|(id, _)| *id == person)
            .map(|(_, name)| name.as_str())
    }
}
