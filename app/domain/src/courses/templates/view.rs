//! What the pages show of templates of courses.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CourseTemplate;
use crate::choice::Choice;
use crate::courses::event::Format;
use crate::courses::view::SaidBefore;
use crate::ids::{CourseTemplateId, EventId};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRow {
    /// Which.
    pub id: CourseTemplateId,
    /// Its name.
    pub title: String,
    /// Who saved it.
    pub author_name: String,
    /// Where the participants are.
    pub format: Format,
    /// How many parts.
    pub parts: usize,
    /// Minutes of the parts together.
    pub minutes: u32,
    /// How many seats.
    pub capacity: u32,
    /// Whether colleagues see it.
    pub is_shared: bool,
    /// Whether nothing is made from it any more.
    pub is_retired: bool,
}

/// The templates that a reader may make courses from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateList {
    /// The reader's own, those retired too.
    pub own: Vec<TemplateRow>,
    /// Of colleagues.
    pub shared: Vec<TemplateRow>,
}

/// A course that was made from a template, as far as the reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeRow {
    /// Which.
    pub id: EventId,
    /// Its name.
    pub title: String,
    /// The day of the first part.
    #[serde(with = "crate::time::wire")]
    pub first_day: Date,
}

/// A template with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    /// The template itself.
    pub template: CourseTemplate,
    /// Who saved it.
    pub author_name: String,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Courses made from it, the latest first.
    pub made: Vec<MadeRow>,
    /// What was said of those of them that the reader may see that of, the latest first.
    pub said: Vec<SaidBefore>,
    /// The advisers who may stand behind a course; empty where the reader is one.
    pub advisers: Vec<Choice>,
}

/// What a course says of where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeFrom {
    /// The template.
    pub id: CourseTemplateId,
    /// Its name.
    pub title: String,
}
