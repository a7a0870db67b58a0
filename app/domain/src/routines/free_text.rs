//! Which fields of a routine people write freely. An address on the web is no text that somebody makes up.

use super::apply::RoutineCommand;
use super::routine::{Details, Edition, Routine};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for RoutineCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Begin { details } | Self::Edit { details } => {
                let Details {
                    title,
                    document,
                    link: _,
                    planned_on: _,
                    anchored: _,
                    note,
                } = details;
                vec![
                    FreeText::asked("title", title.as_str()),
                    FreeText::asked("document", document.as_str()),
                    FreeText::asked("note", note.as_str()),
                ]
            }
            Self::Submit
            | Self::Return
            | Self::TakeIntoUse
            | Self::Adopt {
                on: _,
                by: _,
                next_review: _,
            }
            | Self::Review { on: _, next_review: _ }
            | Self::Revise { planned_on: _ } => Vec::new(),
        }
    }
}

/// All that stands in a routine: a word that stands there already needs no second confirmation.
impl FreeTexts for Routine {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            at: _,
            owner: _,
            title,
            editions,
            planned_on: _,
            anchored: _,
            note,
            by: _,
            version: _,
        } = self;
        let document = |edition| {
            let Edition {
                number: _,
                state: _,
                document,
                link: _,
                adopted: _,
            }: &Edition = edition;
            FreeText::asked("document", document.as_str())
        };
        let mut texts = vec![
            FreeText::asked("title", title.as_str()),
            FreeText::asked("note", note.as_str()),
        ];
        texts.extend(editions.iter().map(document));
        texts
    }
}
