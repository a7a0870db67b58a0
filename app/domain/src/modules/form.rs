//! The head of a module as typed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::content::{Aim, LanguageForm, Licence, Link, MAX_ROWS, ModuleHead, SafetyNote, Sensitivity};
use crate::groups::Grade;
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{LessonMinutes, Note, ShortText, Title, WebAddress};
use crate::themes::Theme;

/// The head as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModuleForm {
    /// Its name.
    pub title: String,
    /// What it is.
    pub summary: String,
    /// Names of grades.
    pub grades: BTreeSet<String>,
    /// Length of the lesson.
    pub minutes: String,
    /// What the pupils should learn.
    pub goals: String,
    /// The subject.
    pub subject: String,
    /// Code and words of each aim.
    pub aims: Vec<(String, String)>,
    /// Names of themes.
    pub themes: BTreeSet<String>,
    /// Title and address of each link.
    pub links: Vec<(String, String)>,
    /// Name of the language form.
    pub language: String,
    /// What must be in place.
    pub prerequisites: String,
    /// Name of the level.
    pub sensitivity: String,
    /// The adviser's duties.
    pub duties: String,
    /// Who may be in the room.
    pub present: String,
    /// Where pupils go afterwards.
    pub afterwards: String,
    /// How a pupil opts out.
    pub opt_out: String,
    /// Name of the licence.
    pub licence: String,
}

impl ModuleForm {
    /// The head as it stands.
    pub fn of(head: &ModuleHead) -> Self {
        let names = |names: Vec<&'static str>| names.into_iter().map(str::to_owned).collect();
        Self {
            title: head.title.to_string(),
            summary: head.summary.to_string(),
            grades: names(head.grades.iter().map(|grade| grade.name()).collect()),
            minutes: head.minutes.to_string(),
            goals: head.goals.to_string(),
            subject: head.subject.to_string(),
            aims: head
                .aims
                .iter()
                .map(|aim| (aim.code.to_string(), aim.text.to_string()))
                .collect(),
            themes: names(head.themes.iter().map(|theme| theme.name()).collect()),
            links: head
                .links
                .iter()
                .map(|link| (link.title.to_string(), link.address.to_string()))
                .collect(),
            language: head.language.name().to_owned(),
            prerequisites: head.prerequisites.to_string(),
            sensitivity: head.sensitivity.name().to_owned(),
            duties: head.safety.duties.to_string(),
            present: head.safety.present.to_string(),
            afterwards: head.safety.afterwards.to_string(),
            opt_out: head.safety.opt_out.to_string(),
            licence: head.licence.name().to_owned(),
        }
    }

    /// The head typed. A row of an aim or a link that is empty altogether is left out.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn parse(&self) -> Result<ModuleHead, Vec<Issue>> {
        let mut issues = Issues::new();
        let title = issues.keep("title", Title::parse(&self.title));
        let summary = issues.keep("summary", Note::parse(&self.summary));
        let grades = issues.keep("grades", all_of(&self.grades, &Grade::ALL, |grade| grade.name()));
        let minutes = issues.keep("minutes", LessonMinutes::parse(&self.minutes));
        let goals = issues.keep("goals", Note::parse(&self.goals));
        let subject = issues.keep("subject", ShortText::parse(&self.subject));
        let aims = self.parse_aims(&mut issues);
        let themes = issues.keep("themes", all_of(&self.themes, &Theme::ALL, |theme| theme.name()));
        let links = self.parse_links(&mut issues);
        let language = issues.keep(
            "language",
            one_of(&self.language, &LanguageForm::ALL, |form| form.name()),
        );
        let prerequisites = issues.keep("prerequisites", Note::parse(&self.prerequisites));
        let level = one_of(&self.sensitivity, &Sensitivity::ALL, |level| level.name());
        let sensitivity = issues.keep("sensitivity", level);
        let duties = issues.keep("duties", Note::parse(&self.duties));
        let present = issues.keep("present", Note::parse(&self.present));
        let afterwards = issues.keep("afterwards", Note::parse(&self.afterwards));
        let opt_out = issues.keep("opt_out", Note::parse(&self.opt_out));
        let licence = issues.keep(
            "licence",
            one_of(&self.licence, &Licence::ALL, |licence| licence.name()),
        );
        let head = || {
            Some(ModuleHead {
                title: title?,
                summary: summary?,
                grades: grades?,
                minutes: minutes?,
                goals: goals?,
                subject: subject?,
                aims,
                themes: themes?,
                links,
                language: language?,
                prerequisites: prerequisites?,
                sensitivity: sensitivity?,
                safety: SafetyNote {
                    duties: duties?,
                    present: present?,
                    afterwards: afterwards?,
                    opt_out: opt_out?,
                },
                licence: licence?,
            })
        };
        match head() {
            Some(head) if issues.is_empty() => Ok(head),
            _ => Err(issues.into_vec()),
        }
    }

    fn parse_aims(&self, issues: &mut Issues) -> Vec<Aim> {
        rows("aims", &self.aims, issues, |row, (code, text), issues| {
            let required = |code: &str| match ShortText::parse(code) {
                Ok(code) if code.as_str().is_empty() => Err(IssueCode::Required),
                parsed => parsed,
            };
            let code = issues.keep(format!("aims[{row}].code"), required(code));
            let text = issues.keep(format!("aims[{row}].text"), Note::parse(text));
            Some(Aim {
                code: code?,
                text: text?,
            })
        })
    }

    fn parse_links(&self, issues: &mut Issues) -> Vec<Link> {
        rows("links", &self.links, issues, |row, (title, address), issues| {
            let title = issues.keep(format!("links[{row}].title"), Title::parse(title));
            let address = issues.keep(format!("links[{row}].address"), WebAddress::parse(address));
            Some(Link {
                title: title?,
                address: address?,
            })
        })
    }
}

fn rows<T>(
    field: &str,
    typed: &[(String, String)],
    issues: &mut Issues,
    parse: impl Fn(usize, (&str, &str), &mut Issues) -> Option<T>,
) -> Vec<T> {
    if typed.len() > MAX_ROWS {
        let range = IssueCode::OutOfRange {
            min: 0,
            max: i64::try_from(MAX_ROWS).unwrap_or(i64::MAX),
        };
        issues.push(field, range);
        return Vec::new();
    }
    let is_given = |(one, other): &(String, String)| !(one.trim().is_empty() && other.trim().is_empty());
    typed
        .iter()
        .enumerate()
        .filter(|(_, row)| is_given(row))
        .filter_map(|(at, (one, other))| parse(at, (one, other), issues))
        .collect()
}

fn one_of<T: Copy>(typed: &str, all: &[T], name: impl Fn(T) -> &'static str) -> Result<T, IssueCode> {
    let found = all.iter().copied().find(|choice| name(*choice) == typed);
    found.ok_or(IssueCode::UnknownChoice)
}

fn all_of<T: Copy + Ord>(
    typed: &BTreeSet<String>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<BTreeSet<T>, IssueCode> {
    typed.iter().map(|typed| one_of(typed, all, &name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::modules::testing::head;

    #[test]
    fn what_is_typed_of_a_head_is_that_head() {
        let mut whole = head();
        whole.aims = vec![Aim {
            code: ShortText::parse("KM2092").unwrap(),
            text: Note::parse("reflektere").unwrap(),
        }];
        whole.links = vec![Link {
            title: Title::parse("Nora").unwrap(),
            address: WebAddress::parse("https://www.imdi.no/nora/").unwrap(),
        }];
        assert_eq!(ModuleForm::of(&whole).parse(), Ok(whole));
    }

    #[test]
    fn every_fault_stands_by_its_field_and_an_empty_row_is_none() {
        let form = ModuleForm {
            title: String::new(),
            minutes: "5".to_owned(),
            links: vec![
                ("Film".to_owned(), "javascript:alert(1)".to_owned()),
                (String::new(), " ".to_owned()),
            ],
            aims: vec![(String::new(), "Uten kode".to_owned())],
            themes: ["ski".to_owned()].into(),
            language: "dansk".to_owned(),
            ..ModuleForm::of(&head())
        };
        let faults = form.parse().unwrap_err();
        let fields: Vec<&str> = faults.iter().map(|issue| issue.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "title",
                "minutes",
                "aims[0].code",
                "themes",
                "links[0].address",
                "language"
            ]
        );
    }
}
