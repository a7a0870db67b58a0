//! What can be done with templates of courses, and the forms it is typed in.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CourseTemplate;
use crate::courses::event::Format;
use crate::ids::{CourseTemplateId, EventId, PersonId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{Note, ShortText, Title};
use crate::time::slot::parse_date;

/// Saves a course as a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewTemplate {
    /// Made where the person saves.
    pub id: CourseTemplateId,
    /// The course.
    pub from: EventId,
    /// Its name.
    pub title: Title,
    /// Whether colleagues see it.
    pub is_shared: bool,
}

/// One change of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum TemplateCommand {
    /// Changes its words, and who sees it.
    Rename {
        /// Its name.
        title: Title,
        /// What one learns.
        about: Note,
        /// Whether colleagues see it.
        is_shared: bool,
    },
    /// Nothing is made from it any more.
    Retire,
    /// It is offered again.
    Offer,
}

/// Makes a course from a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FromTemplate {
    /// Made where the person plans.
    pub id: EventId,
    /// What it is made from.
    pub template: CourseTemplateId,
    /// The adviser who stands behind it; the planner, where that is an adviser.
    pub adviser: Option<PersonId>,
    /// The day of the first part.
    #[serde(with = "crate::time::wire")]
    pub first_day: Date,
    /// Where the room is; empty where there is none.
    pub place: ShortText,
}

/// A template's words as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateForm {
    /// Its name.
    pub title: String,
    /// What one learns.
    pub about: String,
    /// Whether colleagues see it.
    pub is_shared: bool,
}

impl TemplateForm {
    /// The words of a template as they stand.
    pub fn of(template: &CourseTemplate) -> Self {
        Self {
            title: template.title.to_string(),
            about: template.about.to_string(),
            is_shared: template.is_shared,
        }
    }

    /// The command that saves a course.
    ///
    /// # Errors
    /// What is wrong with the name.
    pub fn parse_new(&self, id: CourseTemplateId, from: EventId) -> Result<NewTemplate, Vec<Issue>> {
        match Title::parse(&self.title) {
            Ok(title) => Ok(NewTemplate {
                id,
                from,
                title,
                is_shared: self.is_shared,
            }),
            Err(code) => Err(vec![Issue::new("title", code)]),
        }
    }

    /// The command that changes the words.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<TemplateCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let title = issues.keep("title", Title::parse(&self.title));
        let about = issues.keep("about", Note::parse(&self.about));
        match title.zip(about) {
            Some((title, about)) if issues.is_empty() => Ok(TemplateCommand::Rename {
                title,
                about,
                is_shared: self.is_shared,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}

/// What is typed to make a course from a template.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FromTemplateForm {
    /// `YYYY-MM-DD`.
    pub first_day: String,
    /// Where the room is.
    pub place: String,
    /// The adviser who stands behind it; nothing where the planner does.
    pub adviser: String,
}

impl FromTemplateForm {
    /// The command. `names_adviser` where the planner is no adviser.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(
        &self,
        id: EventId,
        (template, format): (CourseTemplateId, Format),
        names_adviser: bool,
    ) -> Result<FromTemplate, Vec<Issue>> {
        let mut issues = Issues::new();
        let first_day = issues.keep("first_day", parse_date(&self.first_day));
        let place = issues.keep("place", ShortText::parse(&self.place));
        if format.has_room() && place.as_ref().is_some_and(|place| place.as_str().is_empty()) {
            issues.push("place", IssueCode::Required);
        }
        let adviser = self.adviser.parse().ok();
        if names_adviser && adviser.is_none() {
            issues.push("adviser", IssueCode::Required);
        }
        match first_day.zip(place) {
            Some((first_day, place)) if issues.is_empty() => Ok(FromTemplate {
                id,
                template,
                adviser,
                first_day,
                place,
            }),
            _ => Err(issues.into_vec()),
        }
    }
}
