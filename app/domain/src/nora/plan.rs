//! A proposal and what it holds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::step::{Facts, Step, Turn};
use crate::access::Subject;
use crate::ids::{ModuleId, PersonId, ProposalId};
use crate::text::{LongText, Remark, Title, WebAddress};

/// What is proposed (domain brief, 2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalKind {
    /// A story that readers may know themselves in.
    Story,
    /// An article that gives guidance.
    Article,
    /// A teaching module.
    Module,
    /// A film, or the idea of one.
    Film,
    /// A text of the portal in another language.
    Translation,
    /// Something on the portal is wrong or out of date.
    Correction,
}

impl ProposalKind {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Story,
        Self::Article,
        Self::Module,
        Self::Film,
        Self::Translation,
        Self::Correction,
    ];

    /// The name on the wire and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::Article => "article",
            Self::Module => "module",
            Self::Film => "film",
            Self::Translation => "translation",
            Self::Correction => "correction",
        }
    }

    /// The kind of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Whom it is for: the readers that the portal has (domain brief, 2.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetGroup {
    /// Young people.
    Young,
    /// Parents.
    Parents,
    /// Staff of schools.
    Staff,
    /// Helping services.
    Services,
}

impl TargetGroup {
    /// Every group, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Young, Self::Parents, Self::Staff, Self::Services];

    /// The name on the wire and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Young => "young",
            Self::Parents => "parents",
            Self::Staff => "staff",
            Self::Services => "services",
        }
    }

    /// The group of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.name() == name)
    }
}

/// What it is written in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "form", deny_unknown_fields)]
pub enum LanguageForm {
    /// Bokmål.
    Bokmal,
    /// Nynorsk.
    Nynorsk,
    /// Another language.
    Other {
        /// Which.
        which: Title,
    },
}

impl LanguageForm {
    /// The names in forms, in the order of the list.
    pub const NAMES: [&str; 3] = ["bokmal", "nynorsk", "other"];

    /// The name on the wire and in forms.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Bokmal => "bokmal",
            Self::Nynorsk => "nynorsk",
            Self::Other { .. } => "other",
        }
    }
}

/// Where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "from", deny_unknown_fields)]
pub enum Origin {
    /// A teaching module.
    Module {
        /// Which.
        module: ModuleId,
        /// What it was called then.
        title: Title,
    },
    /// A method that worked.
    Method,
    /// Something experienced at work.
    Experience,
}

impl Origin {
    /// The name on the wire and in forms.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Module { .. } => "module",
            Self::Method => "method",
            Self::Experience => "experience",
        }
    }

    /// The module it comes from.
    pub const fn module(&self) -> Option<ModuleId> {
        match self {
            Self::Module { module, .. } => Some(*module),
            Self::Method | Self::Experience => None,
        }
    }
}

/// A point of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// It tells of no real case.
    NoRealCase,
    /// Its examples are made of several.
    Composite,
    /// No place, date or detail points at anybody.
    Unrecognisable,
    /// Who is told of has agreed to it.
    Consent,
}

impl Check {
    /// Every point, in the order of the form.
    pub const ALL: [Self; 4] = [Self::NoRealCase, Self::Composite, Self::Unrecognisable, Self::Consent];

    /// The form field's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoRealCase => "no_real_case",
            Self::Composite => "composite",
            Self::Unrecognisable => "unrecognisable",
            Self::Consent => "consent",
        }
    }
}

/// What its author vouches for before anybody else reads it (domain brief, 2.8): nobody can be known from it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Checklist {
    /// Whether it is somebody's own story. Then consent takes the place of the first two points.
    pub real_story: bool,
    /// See [`Check::NoRealCase`].
    pub no_real_case: bool,
    /// See [`Check::Composite`].
    pub composite: bool,
    /// See [`Check::Unrecognisable`].
    pub unrecognisable: bool,
    /// See [`Check::Consent`].
    pub consent: bool,
}

impl Checklist {
    /// The points that have to be ticked.
    pub const fn asked(&self) -> &'static [Check] {
        if self.real_story {
            &[Check::Unrecognisable, Check::Consent]
        } else {
            &[Check::NoRealCase, Check::Composite, Check::Unrecognisable]
        }
    }

    /// Whether a point is ticked.
    pub const fn has(&self, check: Check) -> bool {
        match check {
            Check::NoRealCase => self.no_real_case,
            Check::Composite => self.composite,
            Check::Unrecognisable => self.unrecognisable,
            Check::Consent => self.consent,
        }
    }

    /// The points that are asked for and not ticked.
    pub fn missing(&self) -> Vec<Check> {
        self.asked().iter().copied().filter(|check| !self.has(*check)).collect()
    }

    /// Whether nothing is missing.
    pub fn is_passed(&self) -> bool {
        self.missing().is_empty()
    }
}

/// What its author writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// What is proposed.
    pub kind: ProposalKind,
    /// Whom it is for.
    pub target: TargetGroup,
    /// What it is written in.
    pub language: LanguageForm,
    /// Its heading.
    pub title: Title,
    /// The text, in Markdown.
    pub body: LongText,
    /// What its author vouches for.
    pub checklist: Checklist,
    /// Whether its author wants law and privacy to see it.
    pub legal_check: bool,
}

/// One step on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepTaken {
    /// What was done; none for the first entry, which says who proposed it.
    pub turn: Option<Turn>,
    /// Where it led.
    pub step: Step,
    /// Who did it.
    pub by: PersonId,
    /// The day in Norway.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// The comment that goes with it, by its number.
    pub comment: Option<u16>,
}

/// Who found that a comment is dealt with, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolved {
    /// Who.
    pub by: PersonId,
    /// The day in Norway.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
}

/// Something said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comment {
    /// Counts from 1.
    pub number: u16,
    /// Who said it.
    pub by: PersonId,
    /// The day in Norway.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// Where the proposal stood.
    pub step: Step,
    /// What was said.
    pub text: Remark,
    /// Whether it is dealt with.
    pub resolved: Option<Resolved>,
}

/// Where it stands on the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// The page.
    pub address: WebAddress,
    /// The day it came there.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// The day it was taken down.
    #[serde(default, with = "crate::time::wire::option")]
    pub ended: Option<Date>,
}

/// A proposal for the portal Nora.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// Who wrote it.
    pub author: PersonId,
    /// Where it comes from.
    pub origin: Origin,
    /// What its author writes.
    pub content: Content,
    /// Whether a reviewer wants law and privacy to see it; its author can't take that away.
    pub legal_asked: bool,
    /// Where it stands.
    pub step: Step,
    /// How it came there, the oldest first; never empty.
    pub history: Vec<StepTaken>,
    /// What was said about it, in order.
    pub comments: Vec<Comment>,
    /// Where it is, or was, on the portal.
    pub publication: Option<Publication>,
    /// Counts changes of text and step; a change made on another edition is refused. Comments do not count.
    pub edition: u64,
    /// Counts all changes, for the store.
    pub version: u64,
}

impl Proposal {
    /// Whose it is, for the access table.
    pub fn subject(&self) -> Subject {
        Subject::of(self.author)
    }

    /// Whether law and privacy have to see it: somebody asked, or it is somebody's own story.
    pub const fn needs_legal(&self) -> bool {
        self.content.legal_check || self.legal_asked || self.content.checklist.real_story
    }

    /// What a turn looks at.
    pub fn facts(&self) -> Facts {
        Facts {
            needs_legal: self.needs_legal(),
            was_published: self.publication.is_some(),
            is_live: self.live().is_some(),
        }
    }

    /// The page on the portal, while it is there.
    pub fn live(&self) -> Option<&Publication> {
        self.publication
            .as_ref()
            .filter(|publication| publication.ended.is_none())
    }

    /// Where a turn would lead now; none when there is no such way.
    pub fn after(&self, turn: Turn) -> Option<Step> {
        self.step.after(turn, self.facts())
    }

    /// The day it came to where it stands.
    pub fn since(&self) -> Date {
        self.history.last().map_or(Date::MIN, |taken| taken.on)
    }

    /// Whether its author has ever shown it to the reviewers. Before that it is nobody else's to read.
    pub fn was_submitted(&self) -> bool {
        self.history.iter().any(|taken| taken.turn == Some(Turn::Submit))
    }

    /// How many comments are not dealt with.
    pub fn open_comments(&self) -> usize {
        self.comments
            .iter()
            .filter(|comment| comment.resolved.is_none())
            .count()
    }
}
