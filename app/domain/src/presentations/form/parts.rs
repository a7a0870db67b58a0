//! The smaller forms as typed: interpreters, checklist, materials, closing, invitation.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::tongue_of;
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::{Known, optional};
use crate::presentations::{
    CancelReason, Closing, Evaluation, Material, MaterialKind, NewTask, Presentation, PresentationCommand, TaskKind,
};
use crate::text::{Headcount, InterpreterCount, Note, ShortText, Title, WebAddress, WorkMinutes};
use crate::themes::Theme;
use crate::time::parse_date;

/// A language and how many interpreters, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InterpreterForm {
    /// The language's tag.
    pub tongue: String,
    /// How many.
    pub count: String,
}

impl InterpreterForm {
    /// The command that adds it.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<PresentationCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let tongue = issues.keep("tongue", tongue_of(&self.tongue));
        let count = issues.keep("count", InterpreterCount::parse(&self.count));
        match (tongue, count) {
            (Some(tongue), Some(count)) => Ok(PresentationCommand::AddInterpreter { tongue, count }),
            _ => Err(issues.into_vec()),
        }
    }
}

/// A point of the checklist as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TaskForm {
    /// A kind's name.
    pub kind: String,
    /// What exactly.
    pub what: String,
    /// `YYYY-MM-DD`, or nothing.
    pub due: String,
}

impl TaskForm {
    /// The command that adds it.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<PresentationCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let kind = issues.keep("kind", TaskKind::from_name(&self.kind).ok_or(IssueCode::UnknownChoice));
        let what = issues.keep("what", ShortText::parse(&self.what));
        if let (Some(TaskKind::Other), Some(what)) = (kind, &what)
            && what.as_str().is_empty()
        {
            issues.push("what", IssueCode::Required);
        }
        let due = issues.keep("due", optional(&self.due, parse_date));
        let task = || {
            Some(NewTask {
                kind: kind?,
                what: what?,
                due: due?,
            })
        };
        match task() {
            Some(task) if issues.is_empty() => Ok(PresentationCommand::AddTask { task }),
            _ => Err(issues.into_vec()),
        }
    }
}

/// Slides, a link or a handout as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MaterialForm {
    /// A kind's name.
    pub kind: String,
    /// Its name.
    pub title: String,
    /// Where it lies.
    pub address: String,
    /// The language's tag.
    pub tongue: String,
}

impl MaterialForm {
    /// The command that adds it.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<PresentationCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let kind = issues.keep(
            "material_kind",
            MaterialKind::from_name(&self.kind).ok_or(IssueCode::UnknownChoice),
        );
        let title = issues.keep("material_title", Title::parse(&self.title));
        let address = issues.keep("address", optional(&self.address, WebAddress::parse));
        if let (Some(MaterialKind::Slides | MaterialKind::Link), Some(None)) = (kind, &address) {
            issues.push("address", IssueCode::Required);
        }
        let tongue = issues.keep("material_tongue", tongue_of(&self.tongue));
        let material = || {
            Some(Material {
                kind: kind?,
                title: title?,
                address: address?,
                tongue: tongue?,
            })
        };
        match material() {
            Some(material) if issues.is_empty() => Ok(PresentationCommand::AddMaterial { material }),
            _ => Err(issues.into_vec()),
        }
    }
}

/// The closing as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CloseForm {
    /// How many were there.
    pub present: String,
    /// Names of what was made known.
    pub known: Vec<String>,
    /// Names of the themes that were asked about.
    pub questions: Vec<String>,
    /// Time with the guests, in minutes.
    pub delivery_minutes: String,
    /// Preparation and follow-up work, in minutes.
    pub preparation_minutes: String,
}

impl CloseForm {
    /// What stands in the form at first: what was said before, or what was planned.
    pub fn of(presentation: &Presentation) -> Self {
        match presentation.closing() {
            Some(closing) => Self {
                present: closing.present.to_string(),
                known: closing.known.iter().map(|known| known.name().to_owned()).collect(),
                questions: closing.questions.iter().map(|theme| theme.name().to_owned()).collect(),
                delivery_minutes: closing.delivery_minutes.to_string(),
                preparation_minutes: closing.preparation_minutes.to_string(),
            },
            None => Self {
                delivery_minutes: presentation.slot.minutes.to_string(),
                ..Self::default()
            },
        }
    }

    /// The command that closes it.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<PresentationCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let present = issues.keep("present", Headcount::parse(&self.present));
        let known = issues.keep("known", all_of(&self.known, Known::from_name));
        let questions = issues.keep("questions", all_of(&self.questions, Theme::from_name));
        let delivery = issues.keep("delivery_minutes", WorkMinutes::parse(&self.delivery_minutes));
        let preparation = issues.keep("preparation_minutes", WorkMinutes::parse(&self.preparation_minutes));
        let closing = || {
            Some(Closing {
                present: present?,
                known: known?,
                questions: questions?,
                delivery_minutes: delivery?,
                preparation_minutes: preparation?,
            })
        };
        match closing() {
            Some(closing) => Ok(PresentationCommand::Close { closing }),
            None => Err(issues.into_vec()),
        }
    }
}

/// Those ticked, if any.
fn all_of<T: Ord>(names: &[String], of: fn(&str) -> Option<T>) -> Result<BTreeSet<T>, IssueCode> {
    let found: Option<BTreeSet<T>> = names.iter().map(|name| of(name)).collect();
    found.ok_or(IssueCode::UnknownChoice)
}

/// What was thought of it, as typed.
///
/// # Errors
/// Every fault found.
pub fn parse_evaluation(worked: &str, next_time: &str) -> Result<PresentationCommand, Vec<Issue>> {
    let mut issues = Issues::new();
    let worked = issues.keep("worked", Note::parse(worked));
    let next_time = issues.keep("next_time", Note::parse(next_time));
    let evaluation = worked
        .zip(next_time)
        .map(|(worked, next_time)| Evaluation { worked, next_time });
    match evaluation {
        Some(evaluation) if evaluation.is_empty() => Err(vec![Issue::new("worked", IssueCode::Required)]),
        Some(evaluation) => Ok(PresentationCommand::Evaluate { evaluation }),
        None => Err(issues.into_vec()),
    }
}

/// Why it is cancelled, as chosen.
///
/// # Errors
/// `UnknownChoice` beside `reason`.
pub fn parse_reason(reason: &str) -> Result<PresentationCommand, Vec<Issue>> {
    CancelReason::from_name(reason)
        .map(|reason| PresentationCommand::Cancel { reason })
        .ok_or_else(|| vec![Issue::new("reason", IssueCode::UnknownChoice)])
}

/// What the invitation says in a language, as typed.
///
/// # Errors
/// Every fault found.
pub fn parse_invitation(tongue: &str, text: &str) -> Result<PresentationCommand, Vec<Issue>> {
    let mut issues = Issues::new();
    let tongue = issues.keep("tongue", tongue_of(tongue));
    let text = issues.keep("text", Note::parse(text));
    match tongue.zip(text) {
        Some((tongue, text)) => Ok(PresentationCommand::SetInvitation { tongue, text }),
        None => Err(issues.into_vec()),
    }
}
