//! A proposal as typed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::command::ProposalCommand;
use super::plan::{Checklist, Content, LanguageForm, ProposalKind, TargetGroup};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{LongText, Title, WebAddress};
use crate::time::wire::Wire as _;

/// What its author writes, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProposalForm {
    /// A name of [`ProposalKind`].
    pub kind: String,
    /// A name of [`TargetGroup`].
    pub target: String,
    /// One of [`LanguageForm::NAMES`].
    pub language: String,
    /// Which, when it is another.
    pub other_language: String,
    /// Its heading.
    pub title: String,
    /// The text, in Markdown.
    pub body: String,
    /// What its author vouches for.
    pub checklist: Checklist,
    /// Whether its author wants law and privacy to see it.
    pub legal_check: bool,
}

impl ProposalForm {
    /// What is written as it stands.
    pub fn of(content: &Content) -> Self {
        let other = match &content.language {
            LanguageForm::Other { which } => which.to_string(),
            LanguageForm::Bokmal | LanguageForm::Nynorsk => String::new(),
        };
        Self {
            kind: content.kind.name().to_owned(),
            target: content.target.name().to_owned(),
            language: content.language.name().to_owned(),
            other_language: other,
            title: content.title.to_string(),
            body: content.body.to_string(),
            checklist: content.checklist,
            legal_check: content.legal_check,
        }
    }

    /// What is written, to be kept.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<Content, Vec<Issue>> {
        let mut issues = Issues::new();
        let content = self.content(&mut issues);
        content.filter(|_| issues.is_empty()).ok_or_else(|| issues.into_vec())
    }

    /// What is written, to be reviewed: the text is there and the checklist is passed.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_for_review(&self) -> Result<Content, Vec<Issue>> {
        let mut issues = Issues::new();
        let content = self.content(&mut issues);
        if self.body.trim().is_empty() {
            issues.push("body", IssueCode::Required);
        }
        for check in self.checklist.missing() {
            issues.push(check.name(), IssueCode::MustBeAccepted);
        }
        content.filter(|_| issues.is_empty()).ok_or_else(|| issues.into_vec())
    }

    fn content(&self, issues: &mut Issues) -> Option<Content> {
        let kind = issues.keep("kind", chosen(&self.kind, ProposalKind::from_name));
        let target = issues.keep("target", chosen(&self.target, TargetGroup::from_name));
        let language = self.language(issues);
        let title = issues.keep("title", Title::parse(&self.title));
        let body = issues.keep("body", LongText::parse(&self.body));
        Some(Content {
            kind: kind?,
            target: target?,
            language: language?,
            title: title?,
            body: body?,
            checklist: self.checklist,
            legal_check: self.legal_check,
        })
    }

    fn language(&self, issues: &mut Issues) -> Option<LanguageForm> {
        match self.language.as_str() {
            "bokmal" => Some(LanguageForm::Bokmal),
            "nynorsk" => Some(LanguageForm::Nynorsk),
            "other" => {
                let which = issues.keep("other_language", Title::parse(&self.other_language))?;
                Some(LanguageForm::Other { which })
            }
            other => issues.keep("language", chosen(other, |_| None)),
        }
    }
}

/// Where and when it came to the portal, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicationForm {
    /// The page.
    pub address: String,
    /// The day it came there.
    pub on: String,
}

impl PublicationForm {
    /// The command that publishes.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, today: Date) -> Result<ProposalCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let address = issues.keep("address", WebAddress::parse(&self.address));
        let on = issues.keep("on", past_day(&self.on, today));
        match (address, on) {
            (Some(address), Some(on)) => Ok(ProposalCommand::Publish { address, on }),
            _ => Err(issues.into_vec()),
        }
    }
}

fn chosen<T>(name: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, IssueCode> {
    if name.is_empty() {
        return Err(IssueCode::Required);
    }
    of(name).ok_or(IssueCode::UnknownChoice)
}

fn past_day(text: &str, today: Date) -> Result<Date, IssueCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IssueCode::Required);
    }
    let day = Date::read(text).ok_or(IssueCode::NotADate)?;
    if day > today {
        return Err(IssueCode::AfterToday);
    }
    Ok(day)
}
