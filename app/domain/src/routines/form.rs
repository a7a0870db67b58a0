//! What a person types into the forms of a routine, and the one way it becomes a command.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::apply::RoutineCommand;
use super::routine::{Adopter, Anchor, Details, Routine, proposed_review};
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::optional;
use crate::text::{Note, ShortText, WebAddress};
use crate::time::parse_date;

/// What is written of a routine, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DetailsForm {
    /// A name of its own.
    pub title: String,
    /// Where the document lies.
    pub document: String,
    /// Its address.
    pub link: String,
    /// `YYYY-MM-DD`, or nothing.
    pub planned_on: String,
    /// Names of those ticked.
    pub anchored: Vec<String>,
    /// What is to be remembered.
    pub note: String,
}

impl DetailsForm {
    /// As a routine would have been typed.
    pub fn of(routine: &Routine) -> Self {
        let details = routine.details();
        Self {
            title: details.title.to_string(),
            document: details.document.to_string(),
            link: details.link.map(String::from).unwrap_or_default(),
            planned_on: details.planned_on.map(|day| day.to_string()).unwrap_or_default(),
            anchored: details.anchored.iter().map(|one| one.name().to_owned()).collect(),
            note: details.note.to_string(),
        }
    }

    /// What is written.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<Details, Vec<Issue>> {
        let mut issues = Issues::new();
        let title = issues.keep("title", ShortText::parse(&self.title));
        let document = issues.keep("document", ShortText::parse(&self.document));
        let link = issues.keep("link", optional(&self.link, WebAddress::parse));
        let planned_on = issues.keep("planned_on", optional(&self.planned_on, parse_date));
        let anchored: Option<BTreeSet<Anchor>> = self.anchored.iter().map(|name| Anchor::from_name(name)).collect();
        let anchored = issues.keep("anchored", anchored.ok_or(IssueCode::UnknownChoice));
        let note = issues.keep("note", Note::parse(&self.note));
        let details = || {
            Some(Details {
                title: title?,
                document: document?,
                link: link?,
                planned_on: planned_on?,
                anchored: anchored?,
                note: note?,
            })
        };
        details().ok_or_else(|| issues.into_vec())
    }
}

/// An adoption as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AdoptForm {
    /// `YYYY-MM-DD`.
    pub on: String,
    /// An adopter's name.
    pub by: String,
    /// `YYYY-MM-DD`; nothing for twelve months after.
    pub next_review: String,
}

impl AdoptForm {
    /// The command.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<RoutineCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let on = issues.keep("on", parse_date(&self.on));
        let by = issues.keep("by", Adopter::from_name(&self.by).ok_or(IssueCode::UnknownChoice));
        let next_review = next(&mut issues, on, ("next_review", &self.next_review));
        let command = || {
            Some(RoutineCommand::Adopt {
                on: on?,
                by: by?,
                next_review: next_review?,
            })
        };
        command().ok_or_else(|| issues.into_vec())
    }
}

/// A review as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewForm {
    /// `YYYY-MM-DD`.
    pub reviewed_on: String,
    /// `YYYY-MM-DD`; nothing for twelve months after.
    pub review_again: String,
}

impl ReviewForm {
    /// The command.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<RoutineCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let on = issues.keep("reviewed_on", parse_date(&self.reviewed_on));
        let next_review = next(&mut issues, on, ("review_again", &self.review_again));
        let command = || {
            Some(RoutineCommand::Review {
                on: on?,
                next_review: next_review?,
            })
        };
        command().ok_or_else(|| issues.into_vec())
    }
}

/// The beginning of the next edition, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReviseForm {
    /// `YYYY-MM-DD`, or nothing.
    pub planned_on: String,
}

impl ReviseForm {
    /// The command.
    ///
    /// # Errors
    /// For what is no day.
    pub fn parse(&self) -> Result<RoutineCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        match issues.keep("planned_on", optional(&self.planned_on, parse_date)) {
            Some(planned_on) => Ok(RoutineCommand::Revise { planned_on }),
            None => Err(issues.into_vec()),
        }
    }
}

/// The next review; the one that is proposed where none is typed.
fn next(issues: &mut Issues, on: Option<Date>, (field, typed): (&str, &str)) -> Option<Date> {
    let next = issues.keep(field, optional(typed, parse_date))?;
    next.or_else(|| on.map(proposed_review))
}
