//! A module as it is worked on: its content, where it stands in its life, and what colleagues say of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::content::ModuleContent;
use super::faults::faults;
use crate::access::Subject;
use crate::comments::Comment;
use crate::files::Attachment;
use crate::ids::{CommentId, FileId, ModuleId, PersonId};
use crate::text::Title;

/// Who finds a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// Its author alone.
    Personal,
    /// All colleagues, as a colleague's own.
    Shared,
    /// All colleagues, reviewed.
    National,
}

impl Shelf {
    /// Every shelf, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Personal, Self::Shared, Self::National];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Shared => "shared",
            Self::National => "national",
        }
    }
}

/// Where the work on a module stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModuleState {
    /// Being written; with an edition, being revised while that edition is used.
    Draft,
    /// Read by the professional team.
    InReview,
    /// Approved; its content is that of the latest edition.
    Approved,
    /// No longer to be used.
    Retired,
}

impl ModuleState {
    /// Every state, in the order of a module's life.
    pub const ALL: [Self; 4] = [Self::Draft, Self::InReview, Self::Approved, Self::Retired];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::Retired => "retired",
        }
    }
}

/// Where a module stands in its life, as colleagues call it (domain brief, 2.2); follows from state, editions and use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModuleStage {
    /// Utkast.
    Draft,
    /// Kollegavurdering.
    InReview,
    /// Godkjent.
    Approved,
    /// I bruk.
    InUse,
    /// A new edition is written while the latest is used.
    Revised,
    /// Utgått.
    Retired,
}

impl ModuleStage {
    /// Every stage, in the order of a module's life.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::InReview,
        Self::Approved,
        Self::InUse,
        Self::Revised,
        Self::Retired,
    ];

    /// The sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Approved => "approved",
            Self::InUse => "in_use",
            Self::Revised => "revised",
            Self::Retired => "retired",
        }
    }
}

/// The module that one was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasedOn {
    /// Which.
    pub module: ModuleId,
    /// Its name then.
    pub title: Title,
    /// Who had made it.
    pub author: PersonId,
    /// The edition of it that has been looked at, 0 when it had none.
    pub edition: u32,
    /// Whether its later editions are offered here.
    pub follows: bool,
}

/// A teaching module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Which.
    pub id: ModuleId,
    /// Who makes it.
    pub author: PersonId,
    /// Who finds it.
    pub shelf: Shelf,
    /// Where the work stands.
    pub state: ModuleState,
    /// What it is.
    pub content: ModuleContent,
    /// The number of the latest approved edition, 0 for none.
    pub edition: u32,
    /// When it was approved last.
    #[serde(default, with = "crate::time::wire::option")]
    pub approved_on: Option<Date>,
    /// Who approved it last.
    pub approved_by: Option<PersonId>,
    /// When it should be looked at again.
    #[serde(default, with = "crate::time::wire::option")]
    pub review_due: Option<Date>,
    /// What it was made from.
    pub based_on: Option<BasedOn>,
    /// Who made it first, of one that came as a file.
    #[serde(default)]
    pub credit: Option<Title>,
    /// In the order they were written.
    pub comments: Vec<Comment>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl Module {
    /// Whose it is, for the access table.
    pub fn subject(&self) -> Subject {
        Subject::of(self.author)
    }

    /// Whether every colleague finds it.
    pub fn is_shared(&self) -> bool {
        self.shelf != Shelf::Personal
    }

    /// Where it stands in its life; `uses` is how often it has been held.
    pub const fn stage(&self, uses: u32) -> ModuleStage {
        match self.state {
            ModuleState::Draft if self.edition > 0 => ModuleStage::Revised,
            ModuleState::Draft => ModuleStage::Draft,
            ModuleState::InReview => ModuleStage::InReview,
            ModuleState::Approved if uses > 0 => ModuleStage::InUse,
            ModuleState::Approved => ModuleStage::Approved,
            ModuleState::Retired => ModuleStage::Retired,
        }
    }

    /// Whether its content may be changed: an approved one is revised first, so that nobody changes it unawares.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, ModuleState::Draft | ModuleState::InReview)
    }

    /// Whether it can be reviewed and approved as it is.
    pub fn is_sound(&self) -> bool {
        faults(&self.content).is_empty()
    }

    /// Whether it should have been looked at again by now.
    pub fn is_review_due(&self, today: Date) -> bool {
        self.state == ModuleState::Approved && self.review_due.is_some_and(|due| due <= today)
    }

    /// A file by its id.
    pub fn file(&self, id: FileId) -> Option<&Attachment> {
        self.content.files.iter().find(|file| file.id == id)
    }

    /// A comment by its id.
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }
}
