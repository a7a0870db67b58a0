//! What people write freely in a template: it is read by colleagues all over the country, so all of it is asked about.

use super::CourseTemplate;
use super::command::{FromTemplate, NewTemplate, TemplateCommand};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewTemplate {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            from: _,
            title,
            is_shared: _,
        } = self;
        vec![FreeText::asked("title", title.as_str())]
    }
}

impl FreeTexts for TemplateCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Rename {
                title,
                about,
                is_shared: _,
            } => vec![
                FreeText::asked("title", title.as_str()),
                FreeText::asked("about", about.as_str()),
            ],
            Self::Retire | Self::Offer => Vec::new(),
        }
    }
}

/// Rooms bear names.
impl FreeTexts for FromTemplate {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            template: _,
            adviser: _,
            first_day: _,
            place,
        } = self;
        vec![FreeText::naming("place", place.as_str())]
    }
}

/// All that stands in a template: a word that stands there already needs no second confirmation.
impl FreeTexts for CourseTemplate {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let mut texts = vec![
            FreeText::asked("title", self.title.as_str()),
            FreeText::asked("about", self.about.as_str()),
            FreeText::naming("programme", self.programme.as_str()),
        ];
        texts.extend(
            self.tasks
                .iter()
                .map(|task| FreeText::naming("what", task.what.as_str())),
        );
        texts.extend(self.run_sheets.iter().flat_map(FreeTexts::free_texts));
        texts
    }
}
