//! What can be done to programmes, and the form it is typed in.

use serde::{Deserialize, Serialize};

use super::plan::Programme;
use crate::ids::{GroupId, ProgrammeId};
use crate::issue::{Issue, Issues};
use crate::text::{Note, ShortText, Title};

/// Saves a group as a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewProgramme {
    /// Made where the person saves.
    pub id: ProgrammeId,
    /// The group.
    pub from: GroupId,
    /// Its name.
    pub title: Title,
    /// For whom and how; may be empty.
    pub summary: Note,
}

/// The words of one session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionWording {
    /// What it is about.
    pub theme: ShortText,
    /// What the pupils should get from it.
    pub goal: ShortText,
}

/// One change of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum ProgrammeCommand {
    /// Changes its words.
    Edit {
        /// Its name.
        title: Title,
        /// For whom and how.
        summary: Note,
        /// One for each session.
        sessions: Vec<SessionWording>,
    },
    /// It is no longer offered.
    Withdraw,
    /// It is offered again.
    Offer,
}

/// The words of a programme as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProgrammeForm {
    /// Its name.
    pub title: String,
    /// For whom and how.
    pub summary: String,
    /// Theme and goal of each session.
    pub sessions: Vec<(String, String)>,
}

impl ProgrammeForm {
    /// The words of a programme as they stand.
    pub fn of(programme: &Programme) -> Self {
        Self {
            title: programme.title.to_string(),
            summary: programme.summary.to_string(),
            sessions: programme
                .sessions
                .iter()
                .map(|session| (session.theme.to_string(), session.goal.to_string()))
                .collect(),
        }
    }

    /// The command that saves a group.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: ProgrammeId, from: GroupId) -> Result<NewProgramme, Vec<Issue>> {
        let mut issues = Issues::new();
        match self.head(&mut issues) {
            Some((title, summary)) if issues.is_empty() => Ok(NewProgramme {
                id,
                from,
                title,
                summary,
            }),
            _ => Err(issues.into_vec()),
        }
    }

    /// The command that changes the words.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<ProgrammeCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let head = self.head(&mut issues);
        let wording = |(row, (theme, goal)): (usize, &(String, String))| {
            let theme = issues.keep(format!("sessions[{row}].theme"), ShortText::parse(theme));
            let goal = issues.keep(format!("sessions[{row}].goal"), ShortText::parse(goal));
            Some(SessionWording {
                theme: theme?,
                goal: goal?,
            })
        };
        let sessions = self.sessions.iter().enumerate().filter_map(wording).collect();
        match head {
            Some((title, summary)) if issues.is_empty() => Ok(ProgrammeCommand::Edit {
                title,
                summary,
                sessions,
            }),
            _ => Err(issues.into_vec()),
        }
    }

    fn head(&self, issues: &mut Issues) -> Option<(Title, Note)> {
        let title = issues.keep("title", Title::parse(&self.title));
        let summary = issues.keep("summary", Note::parse(&self.summary));
        title.zip(summary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::IssueCode;

    #[test]
    fn every_fault_is_told_beside_its_field() {
        let form = ProgrammeForm {
            sessions: vec![("ok".to_owned(), "x".repeat(500))],
            ..ProgrammeForm::default()
        };
        let issues = form.parse_edit().unwrap_err();
        let told: Vec<_> = issues.iter().map(|issue| issue.field.as_str()).collect();
        assert_eq!(told, ["title", "sessions[0].goal"]);
        assert_eq!(issues[0].code, IssueCode::Required);
    }
}
