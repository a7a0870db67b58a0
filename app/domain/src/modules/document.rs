//! What a document that was adapted in a word processor says of a module, and the module that it would make.
//!
//! A document has words, no choices: grades, themes, the language, the level and the licence stay as they are, and so does all that
//! is not in the document at all. A block that is still in it keeps what only the run sheet knows of it.

use serde::{Deserialize, Serialize};

use super::content::ModuleContent;
use super::form::ModuleForm;
use crate::ids::BlockId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::run_sheet::{Block, MAX_BLOCKS, RunSheet};
use crate::text::{BlockMinutes, Note, ShortText, Title};

/// The words of a document, each as it stands there; none where it has no such part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadModule {
    /// Its name.
    pub title: Option<String>,
    /// What it is.
    pub summary: Option<String>,
    /// Length of the lesson in minutes.
    pub minutes: Option<String>,
    /// What the pupils should learn, a line each.
    pub goals: Option<String>,
    /// The subject.
    pub subject: Option<String>,
    /// What must be in place.
    pub prerequisites: Option<String>,
    /// The adviser's duties.
    pub duties: Option<String>,
    /// Who may be present.
    pub present: Option<String>,
    /// Where pupils go afterwards.
    pub afterwards: Option<String>,
    /// How a pupil opts out.
    pub opt_out: Option<String>,
    /// Code and words of each aim.
    pub aims: Option<Vec<(String, String)>>,
    /// Title and address of each link.
    pub links: Option<Vec<(String, String)>>,
    /// The rows of the run sheet.
    pub blocks: Option<Vec<ReadBlock>>,
}

/// A row of the run sheet in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReadBlock {
    /// How long, in minutes.
    pub minutes: String,
    /// What happens.
    pub step: String,
    /// What the pupils should get from it.
    pub goal: String,
    /// How; none where the document has no such column.
    pub method: Option<String>,
    /// With what.
    pub material: Option<String>,
    /// For whoever holds it.
    pub note: Option<String>,
}

impl ReadModule {
    /// Whether it is a module's document: any other has a title too.
    pub const fn is_of_module(&self) -> bool {
        self.blocks.is_some() || self.goals.is_some() || self.minutes.is_some()
    }

    /// What the module becomes; `fresh` names the blocks that are new.
    ///
    /// # Errors
    /// Every fault, by field: those of [`ModuleForm::parse`], `blocks`, and `blocks[row].field`, 0 for the first row.
    pub fn onto(&self, now: &ModuleContent, fresh: impl FnMut() -> BlockId) -> Result<ModuleContent, Vec<Issue>> {
        let mut issues = Issues::new();
        let head = match self.form(now).parse() {
            Ok(head) => Some(head),
            Err(found) => {
                found.into_iter().for_each(|issue| issues.push(issue.field, issue.code));
                None
            }
        };
        let blocks = match &self.blocks {
            Some(rows) => laid(rows, &now.run_sheet.blocks, fresh, &mut issues),
            None => now.run_sheet.blocks.clone(),
        };
        match head {
            Some(head) if issues.is_empty() => Ok(ModuleContent {
                head,
                run_sheet: RunSheet { blocks },
                files: now.files.clone(),
            }),
            _ => Err(issues.into_vec()),
        }
    }

    fn form(&self, now: &ModuleContent) -> ModuleForm {
        let was = ModuleForm::of(&now.head);
        let said = |read: &Option<String>, was: String| read.clone().unwrap_or(was);
        ModuleForm {
            title: said(&self.title, was.title),
            summary: said(&self.summary, was.summary),
            minutes: said(&self.minutes, was.minutes),
            goals: said(&self.goals, was.goals),
            subject: said(&self.subject, was.subject),
            aims: self.aims.clone().unwrap_or(was.aims),
            links: self.links.clone().unwrap_or(was.links),
            prerequisites: said(&self.prerequisites, was.prerequisites),
            duties: said(&self.duties, was.duties),
            present: said(&self.present, was.present),
            afterwards: said(&self.afterwards, was.afterwards),
            opt_out: said(&self.opt_out, was.opt_out),
            grades: was.grades,
            themes: was.themes,
            language: was.language,
            sensitivity: was.sensitivity,
            licence: was.licence,
        }
    }
}

/// The rows as blocks: each is the block of before that it was, where it was one.
fn laid(rows: &[ReadBlock], before: &[Block], mut fresh: impl FnMut() -> BlockId, issues: &mut Issues) -> Vec<Block> {
    if rows.len() > MAX_BLOCKS {
        let range = IssueCode::OutOfRange {
            min: 0,
            max: i64::try_from(MAX_BLOCKS).unwrap_or(i64::MAX),
        };
        issues.push("blocks", range);
        return Vec::new();
    }
    let mut blocks = Vec::with_capacity(rows.len());
    for ((at, row), was) in rows.iter().enumerate().zip(matched(rows, before)) {
        let minutes = issues.keep(format!("blocks[{at}].minutes"), BlockMinutes::parse(&row.minutes));
        let step = issues.keep(format!("blocks[{at}].step"), Title::parse(&row.step));
        let goal = issues.keep(format!("blocks[{at}].goal"), ShortText::parse(&row.goal));
        let mut short = |field: &str, text: &Option<String>| {
            let text = text.as_deref()?;
            issues.keep(format!("blocks[{at}].{field}"), ShortText::parse(text))
        };
        let (method, material) = (short("method", &row.method), short("material", &row.material));
        let note = row.note.as_deref();
        let note = note.and_then(|note| issues.keep(format!("blocks[{at}].note"), Note::parse(note)));
        let block = || {
            let (minutes, step) = (minutes?, step?);
            let stands: Block = match was {
                Some(block) => block.clone(),
                None => Block::new(fresh(), minutes, step.clone()),
            };
            Some(Block {
                minutes,
                step,
                goal: goal?,
                method: method.unwrap_or(stands.method),
                material: material.unwrap_or(stands.material),
                note: note.unwrap_or(stands.note),
                ..stands
            })
        };
        blocks.extend(block());
    }
    blocks
}

/// For each row the block that it was: one that is called the same; else the one that stood after the block of the row above and is
/// no other row's.
fn matched<'a>(rows: &[ReadBlock], before: &'a [Block]) -> Vec<Option<&'a Block>> {
    let mut taken = vec![false; before.len()];
    let mut places: Vec<Option<usize>> = Vec::with_capacity(rows.len());
    for row in rows {
        let same = |at: &usize| {
            !taken.get(*at).copied().unwrap_or(true)
                && before
                    .get(*at)
                    .is_some_and(|block| block.step.as_str() == row.step.trim())
        };
        let place = (0..before.len()).find(same);
        if let Some(taken) = place.and_then(|place| taken.get_mut(place)) {
            *taken = true;
        }
        places.push(place);
    }
    let mut next = 0;
    for place in &mut places {
        if place.is_none() && taken.get(next).is_some_and(|taken| !taken) {
            *place = Some(next);
            if let Some(taken) = taken.get_mut(next) {
                *taken = true;
            }
        }
        if let Some(place) = place {
            next = *place + 1;
        }
    }
    places.into_iter().map(|place| before.get(place?)).collect()
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;
    use crate::modules::testing::{content, minutes};
    use crate::modules::{Difference, differences};

    fn row(minutes: &str, step: &str) -> ReadBlock {
        ReadBlock {
            minutes: minutes.to_owned(),
            step: step.to_owned(),
            ..ReadBlock::default()
        }
    }

    fn onto(read: &ReadModule, now: &ModuleContent) -> Result<ModuleContent, Vec<Issue>> {
        let mut number = 100;
        read.onto(now, || {
            number += 1;
            BlockId::new(Ulid(number))
        })
    }

    #[test]
    fn what_is_not_in_the_document_stays_as_it_is() {
        let now = content();
        assert!(!ReadModule::default().is_of_module());
        assert_eq!(onto(&ReadModule::default(), &now), Ok(now.clone()));
        let read = ReadModule {
            goals: Some("Kjenne egne rettigheter\nVite hvem som hjelper".to_owned()),
            ..ReadModule::default()
        };
        let made = onto(&read, &now).unwrap();
        assert_eq!(made.head.goals.as_str().lines().count(), 2);
        assert_eq!(
            (&made.head.themes, &made.head.grades, &made.run_sheet),
            (&now.head.themes, &now.head.grades, &now.run_sheet)
        );
    }

    #[test]
    fn a_row_is_the_block_that_it_was_where_its_name_or_its_place_says_so() {
        let mut now = content();
        now.run_sheet.blocks[1].min_minutes = Some(minutes(10));
        let read = ReadModule {
            blocks: Some(vec![
                row("15", "Runde"),
                row("20", "Film"),
                row("20", "Hva ville du ha gjort?"),
                row("5", "Takk for i dag"),
            ]),
            ..ReadModule::default()
        };
        let made = onto(&read, &now).unwrap();
        let ids: Vec<u128> = made.run_sheet.blocks.iter().map(|block| block.id.ulid().0).collect();
        assert_eq!(ids, [3, 1, 2, 101]);
        let renamed = &made.run_sheet.blocks[2];
        assert_eq!((renamed.minutes, renamed.min_minutes), (minutes(20), Some(minutes(10))));
        let found = differences(&now, &made);
        assert!(found.iter().any(|one| matches!(one, Difference::Moved { .. })));
        assert!(found.iter().any(|one| matches!(one, Difference::Added { .. })));
        assert!(!found.iter().any(|one| matches!(one, Difference::Removed { .. })));
    }

    #[test]
    fn every_fault_is_told_by_its_field_and_row_and_nothing_is_made() {
        let read = ReadModule {
            title: Some(String::new()),
            links: Some(vec![("Film".to_owned(), "javascript:alert(1)".to_owned())]),
            blocks: Some(vec![row("20", "Film"), row("ti", "")]),
            ..ReadModule::default()
        };
        let found = onto(&read, &content()).unwrap_err();
        let fields: Vec<&str> = found.iter().map(|issue| issue.field.as_str()).collect();
        assert_eq!(
            fields,
            ["title", "links[0].address", "blocks[1].minutes", "blocks[1].step"]
        );
        let many = ReadModule {
            blocks: Some(vec![row("1", "Del"); MAX_BLOCKS + 1]),
            ..ReadModule::default()
        };
        let found = onto(&many, &content()).unwrap_err();
        assert!(matches!(found[0].code, IssueCode::OutOfRange { max: 200, .. }));
    }
}
