//! What people write freely in a proposal. It is meant for everybody to read, so all of it is asked about.

use super::command::{NewProposal, ProposalCommand};
use super::plan::{Comment, Content, LanguageForm, Origin, Proposal};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewProposal {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            origin,
            content: written,
            is_idea: _,
        } = self;
        let mut texts = content(written);
        texts.extend(origin_text(origin));
        texts
    }
}

impl FreeTexts for ProposalCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { content: written } | Self::Begin { content: written } | Self::Submit { content: written } => {
                content(written)
            }
            Self::Return { comment } => vec![FreeText::asked("comment", comment.as_str())],
            Self::Comment { text } => vec![FreeText::asked("text", text.as_str())],
            // A page's address is no text that somebody makes up.
            Self::Publish { address: _, on: _ }
            | Self::TakeBack
            | Self::Pass { ask_legal: _ }
            | Self::Unpublish
            | Self::Revise
            | Self::Resolve { number: _, resolved: _ } => Vec::new(),
        }
    }
}

/// All that stands in a proposal: a word that stands there already needs no second confirmation.
impl FreeTexts for Proposal {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let said = |comment| {
            let Comment {
                number: _,
                by: _,
                on: _,
                step: _,
                text,
                resolved: _,
            }: &Comment = comment;
            FreeText::asked("text", text.as_str())
        };
        let mut texts = content(&self.content);
        texts.extend(origin_text(&self.origin));
        texts.extend(self.comments.iter().map(said));
        texts
    }
}

fn content(content: &Content) -> Vec<FreeText<'_>> {
    let Content {
        kind: _,
        target: _,
        language,
        title,
        body,
        checklist: _,
        legal_check: _,
    } = content;
    let mut texts = vec![FreeText::asked("title", title.as_str())];
    if let LanguageForm::Other { which } = language {
        texts.push(FreeText::naming("other_language", which.as_str()));
    }
    texts.push(FreeText::asked("body", body.as_str()));
    texts
}

/// A module's title was asked about in the library.
fn origin_text(origin: &Origin) -> Option<FreeText<'_>> {
    match origin {
        Origin::Module { module: _, title } => Some(FreeText::naming("origin", title.as_str())),
        Origin::Method | Origin::Experience => None,
    }
}
