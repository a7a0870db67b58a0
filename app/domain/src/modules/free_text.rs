//! What people write freely in a module: read by colleagues all over the country, so all of it is asked about. Links and
//! aims name films, books and laws.

use super::command::{CopyModule, ImportModule, ModuleCommand, NewModule};
use super::content::{Aim, Link, ModuleContent, ModuleHead, SafetyNote};
use super::module::Module;
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewModule {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { id: _, head } = self;
        head.free_texts()
    }
}

/// A file may come from anywhere, so all of it is asked about but for who made it.
impl FreeTexts for ImportModule {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { id: _, content, credit } = self;
        let mut texts = content.free_texts();
        texts.extend(credit.iter().map(|credit| FreeText::naming("credit", credit.as_str())));
        texts
    }
}

/// What is copied was asked about when it was written.
impl FreeTexts for CopyModule {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            source: _,
            follows: _,
        } = self;
        Vec::new()
    }
}

impl FreeTexts for ModuleHead {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            title,
            summary,
            grades: _,
            minutes: _,
            goals,
            subject,
            aims,
            themes: _,
            links,
            language: _,
            prerequisites,
            sensitivity: _,
            safety:
                SafetyNote {
                    duties,
                    present,
                    afterwards,
                    opt_out,
                },
            licence: _,
        } = self;
        let mut texts = vec![
            FreeText::asked("title", title.as_str()),
            FreeText::asked("summary", summary.as_str()),
            FreeText::asked("goals", goals.as_str()),
            FreeText::asked("subject", subject.as_str()),
            FreeText::asked("prerequisites", prerequisites.as_str()),
            FreeText::asked("duties", duties.as_str()),
            FreeText::asked("present", present.as_str()),
            FreeText::naming("afterwards", afterwards.as_str()),
            FreeText::asked("opt_out", opt_out.as_str()),
        ];
        for (row, Aim { code, text }) in aims.iter().enumerate() {
            texts.push(FreeText::naming(format!("aims[{row}].code"), code.as_str()));
            texts.push(FreeText::naming(format!("aims[{row}].text"), text.as_str()));
        }
        for (row, Link { title, address: _ }) in links.iter().enumerate() {
            texts.push(FreeText::naming(format!("links[{row}].title"), title.as_str()));
        }
        texts
    }
}

impl FreeTexts for ModuleCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::EditHead { head } => head.free_texts(),
            Self::EditRunSheet { edit } => edit.free_texts(),
            Self::Return { id: _, comment } => vec![FreeText::asked("comment", comment.as_str())],
            Self::Comment { id: _, text, block: _ } => vec![FreeText::asked("text", text.as_str())],
            Self::DescribeFile { id: _, about } => about.free_texts(),
            Self::TakeFile { file } => file.about.free_texts(),
            Self::RemoveFile { id: _ }
            | Self::Share
            | Self::Unshare
            | Self::Submit
            | Self::TakeBack
            | Self::Approve { review_due: _ }
            | Self::Resolve { id: _, resolved: _ }
            | Self::Revise
            | Self::Retire
            | Self::Reinstate
            | Self::Follow { follows: _ }
            | Self::MeetSource { edition: _ } => Vec::new(),
        }
    }
}

impl FreeTexts for ModuleContent {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { head, run_sheet, files } = self;
        let mut texts = head.free_texts();
        texts.extend(run_sheet.free_texts());
        texts.extend(files.iter().flat_map(|file| file.about.free_texts()));
        texts
    }
}

/// All that stands in a module: a word that stands there already needs no second confirmation.
impl FreeTexts for Module {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let mut texts = self.content.free_texts();
        let comments = self.comments.iter();
        texts.extend(comments.map(|comment| FreeText::asked("text", comment.text.as_str())));
        texts
    }
}
