//! What people write freely in a programme: it is read by colleagues all over the country, so all of it is asked about.

use super::command::{NewProgramme, ProgrammeCommand, SessionWording};
use super::plan::{Programme, ProgrammeSession};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewProgramme {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            from: _,
            title,
            summary,
        } = self;
        head(title.as_str(), summary.as_str())
    }
}

impl FreeTexts for ProgrammeCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit {
                title,
                summary,
                sessions,
            } => {
                let mut texts = head(title.as_str(), summary.as_str());
                for (row, SessionWording { theme, goal }) in sessions.iter().enumerate() {
                    texts.push(FreeText::asked(format!("sessions[{row}].theme"), theme.as_str()));
                    texts.push(FreeText::asked(format!("sessions[{row}].goal"), goal.as_str()));
                }
                texts
            }
            Self::Withdraw | Self::Offer => Vec::new(),
        }
    }
}

/// All that stands in a programme: a word that stands there already needs no second confirmation.
impl FreeTexts for Programme {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let mut texts = head(self.title.as_str(), self.summary.as_str());
        for ProgrammeSession { theme, goal, run_sheet } in &self.sessions {
            texts.push(FreeText::asked("theme", theme.as_str()));
            texts.push(FreeText::asked("goal", goal.as_str()));
            texts.extend(run_sheet.free_texts());
        }
        texts
    }
}

fn head<'a>(title: &'a str, summary: &'a str) -> Vec<FreeText<'a>> {
    vec![FreeText::asked("title", title), FreeText::asked("summary", summary)]
}
