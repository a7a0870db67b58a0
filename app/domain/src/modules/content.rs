//! What a teaching module is: for whom, what they should learn, how it runs, and what must be thought of first.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::files::Attachment;
use crate::groups::Grade;
use crate::run_sheet::RunSheet;
use crate::text::{LessonMinutes, Note, ShortText, Title, WebAddress};
use crate::themes::Theme;

/// The most competence aims, and the most links, of a module.
pub const MAX_ROWS: usize = 20;

/// The most files of a module.
pub const MAX_FILES: usize = 20;

/// The language that a module is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LanguageForm {
    /// Bokmål.
    #[default]
    Bokmal,
    /// Nynorsk.
    Nynorsk,
    /// Simple Norwegian, for introductory classes.
    Simple,
    /// English.
    English,
}

impl LanguageForm {
    /// Every form, in the order of the list.
    pub const ALL: [Self; 4] = [Self::Bokmal, Self::Nynorsk, Self::Simple, Self::English];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bokmal => "bokmal",
            Self::Nynorsk => "nynorsk",
            Self::Simple => "simple",
            Self::English => "english",
        }
    }
}

/// How near a module may come to what pupils live with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// For any class.
    #[default]
    Low,
    /// May stir something: the teacher is told beforehand.
    Medium,
    /// May touch somebody in the room: a safety note is needed.
    High,
}

impl Sensitivity {
    /// Every level, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What others may do with a module.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Licence {
    /// Creative Commons Attribution 4.0.
    #[default]
    CcBy,
    /// Creative Commons Attribution-ShareAlike 4.0.
    CcBySa,
    /// Within the scheme only.
    Internal,
}

impl Licence {
    /// Every licence, in the order of the list.
    pub const ALL: [Self; 3] = [Self::CcBy, Self::CcBySa, Self::Internal];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CcBy => "cc_by",
            Self::CcBySa => "cc_by_sa",
            Self::Internal => "internal",
        }
    }
}

/// A competence aim (kompetansemål) of the curriculum: its code in the national register, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aim {
    /// As in the register, e.g. `KM2092`.
    pub code: ShortText,
    /// Its words when it was chosen.
    pub text: Note,
}

/// Something to read, see or hand out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it is.
    pub title: Title,
    /// Where it is.
    pub address: WebAddress,
}

/// What must be thought of before a sensitive theme is taken up with a class (domain brief, 2.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyNote {
    /// The adviser's duties: to avert, to report.
    pub duties: Note,
    /// Who may be in the room.
    pub present: Note,
    /// Where pupils go afterwards.
    pub afterwards: Note,
    /// How a pupil opts out.
    pub opt_out: Note,
}

impl SafetyNote {
    /// The fields that are still empty, by their names.
    pub fn missing(&self) -> Vec<&'static str> {
        let Self {
            duties,
            present,
            afterwards,
            opt_out,
        } = self;
        [
            ("duties", duties),
            ("present", present),
            ("afterwards", afterwards),
            ("opt_out", opt_out),
        ]
        .into_iter()
        .filter(|(_, text)| text.as_str().is_empty())
        .map(|(field, _)| field)
        .collect()
    }
}

/// Everything of a module but its run sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleHead {
    /// Its name.
    pub title: Title,
    /// What it is, in a few sentences.
    pub summary: Note,
    /// Whom it is for.
    pub grades: BTreeSet<Grade>,
    /// How long the lesson is.
    pub minutes: LessonMinutes,
    /// What the pupils should learn, a line each.
    pub goals: Note,
    /// The subject that it belongs to.
    pub subject: ShortText,
    /// Aims of the curriculum.
    pub aims: Vec<Aim>,
    /// What it is about.
    pub themes: BTreeSet<Theme>,
    /// Material on the web.
    pub links: Vec<Link>,
    /// The language it is written in.
    pub language: LanguageForm,
    /// What must be in place: a film room, an earlier lesson.
    pub prerequisites: Note,
    /// How near it comes.
    pub sensitivity: Sensitivity,
    /// What must be thought of first.
    pub safety: SafetyNote,
    /// What others may do with it.
    pub licence: Licence,
}

impl ModuleHead {
    /// One with a name and a length; the rest empty.
    pub fn new(title: Title, minutes: LessonMinutes) -> Self {
        Self {
            title,
            summary: Note::default(),
            grades: BTreeSet::new(),
            minutes,
            goals: Note::default(),
            subject: ShortText::default(),
            aims: Vec::new(),
            themes: BTreeSet::new(),
            links: Vec::new(),
            language: LanguageForm::default(),
            prerequisites: Note::default(),
            sensitivity: Sensitivity::default(),
            safety: SafetyNote::default(),
            licence: Licence::default(),
        }
    }

    /// Whether it may touch somebody in the room.
    pub fn is_sensitive(&self) -> bool {
        self.sensitivity == Sensitivity::High || self.themes.iter().any(|theme| theme.is_sensitive())
    }
}

/// A module's content: what an edition keeps, and what is exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleContent {
    /// All but the run sheet.
    pub head: ModuleHead,
    /// What happens, block by block.
    pub run_sheet: RunSheet,
    /// What is handed out or shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
}
