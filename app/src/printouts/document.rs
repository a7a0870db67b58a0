//! A module as a document for a word processor: the teacher's guide, and the pupils' sheet on a new page, to be adapted by whoever
//! holds the lesson. What it says is said here; how it is written is the server's matter.

use domain::modules::view::ModuleView;
use domain::modules::{Aim, Link, SafetyNote};
use domain::run_sheet::packing_list;
use i18n::{Language, Text, format, groups, modules, printouts as text};
use jiff::civil::Time;

use super::help::for_everybody;
use super::pupils_page::{LINES, goals_of};
use crate::modules::words;
use crate::pages::{helper_hours, helper_name};
use crate::paper::{Block, Column, Paper, Table, Turn};

/// The shares of the run sheet's columns: minutes, what, how, with what, note.
pub const SHARES: [u16; 5] = [10, 15, 12, 12, 13];

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The name of a paper, at the top of a page.
    Title(String),
    /// A heading within one.
    Heading(String),
    /// A paragraph; its lines stay lines.
    Text(String),
    /// A word and what it is.
    Fact(String, String),
    /// A row of a list.
    Bullet(String),
    /// Rows of cells under a heading of the same cells.
    Table(Vec<String>, Vec<Vec<String>>),
    /// A line to write on.
    Line,
    /// What follows begins a page.
    NewPage,
}

/// The parts of the document.
pub fn of_module(language: Language, view: &ModuleView) -> Vec<Part> {
    let mut parts = guide(language, view);
    parts.push(Part::NewPage);
    parts.extend(pupils(language, view));
    parts
}

/// The teacher's guide as sheets of A4.
pub fn guide_paper(language: Language, view: &ModuleView) -> Paper {
    paper(language, view, guide(language, view), Some(text::guide))
}

/// The pupils' sheet as sheets of A4.
pub fn pupils_paper(language: Language, view: &ModuleView) -> Paper {
    paper(language, view, pupils(language, view), None)
}

fn paper(language: Language, view: &ModuleView, parts: Vec<Part>, kind: Option<Text>) -> Paper {
    let title = view.module.content.head.title.to_string();
    let foot = kind.map_or_else(|| title.clone(), |kind| format!("{title}: {}", kind(language)));
    let mut blocks = Vec::new();
    for part in parts {
        put(&mut blocks, part);
    }
    Paper {
        title,
        language,
        turn: Turn::Portrait,
        blocks,
        foot,
    }
}

/// What follows one of its kind is of the same list.
fn put(blocks: &mut Vec<Block>, part: Part) {
    match (part, blocks.last_mut()) {
        (Part::Fact(label, value), Some(Block::Facts(facts))) => facts.push((label, value)),
        (Part::Fact(label, value), _) => blocks.push(Block::Facts(vec![(label, value)])),
        (Part::Bullet(item), Some(Block::List(items))) => items.push(item),
        (Part::Bullet(item), _) => blocks.push(Block::List(vec![item])),
        (Part::Line, Some(Block::Lines(count))) => *count += 1,
        (Part::Line, _) => blocks.push(Block::Lines(1)),
        (Part::Heading(words), _) => blocks.push(Block::Heading(words)),
        // A paragraph for each line.
        (Part::Text(words), _) => {
            let lines = words.lines().filter(|line| !line.trim().is_empty());
            blocks.extend(lines.map(|line| Block::Text(line.to_owned())));
        }
        (Part::Table(head, rows), _) => blocks.push(Block::Table(table(head, rows))),
        // The sheets have it as their title, and are of one paper.
        (Part::Title(_) | Part::NewPage, _) => {}
    }
}

/// The run sheet: what happens takes more room than when.
fn table(head: Vec<String>, rows: Vec<Vec<String>>) -> Table {
    let shares = SHARES.into_iter().map(f32::from);
    Table {
        summary: head.join(", "),
        columns: head
            .into_iter()
            .zip(shares.chain(std::iter::repeat(1.0)))
            .map(|(heading, share)| Column::new(heading, share))
            .collect(),
        rows,
    }
}

fn guide(language: Language, view: &ModuleView) -> Vec<Part> {
    let head = &view.module.content.head;
    let sheet = &view.module.content.run_sheet;
    let mut parts = vec![
        Part::Title(head.title.to_string()),
        Part::Text(text::guide(language).to_owned()),
    ];
    if !head.summary.as_str().is_empty() {
        parts.push(Part::Text(head.summary.to_string()));
    }
    let author = view.name_of(view.module.author).unwrap_or_default().to_owned();
    let facts = [
        (
            modules::length as Text,
            format::duration(language, head.minutes.get().into()),
        ),
        (modules::grades, words::grades(language, &head.grades)),
        (modules::subject, head.subject.to_string()),
        (i18n::themes::title, words::themes(language, &head.themes)),
        (modules::prerequisites, head.prerequisites.to_string()),
        (modules::author, author),
        (modules::licence, words::licence(language, head.licence).to_owned()),
    ];
    parts.extend(filled(language, facts));
    let goals = goals_of(head);
    if !goals.is_empty() {
        parts.push(heading(language, modules::goals));
        parts.extend(goals.into_iter().map(Part::Bullet));
    }
    let SafetyNote {
        duties,
        present,
        afterwards,
        opt_out,
    } = &head.safety;
    let safety = filled(
        language,
        [
            (modules::duties as Text, duties.to_string()),
            (modules::present, present.to_string()),
            (modules::afterwards, afterwards.to_string()),
            (modules::opt_out, opt_out.to_string()),
        ],
    );
    if !safety.is_empty() {
        parts.push(heading(language, modules::safety));
        parts.extend(safety);
    }
    if !sheet.blocks.is_empty() {
        parts.push(heading(language, groups::run_sheet));
        let head = [
            text::minutes,
            groups::block_step,
            groups::block_method,
            groups::block_material,
            text::note,
        ];
        let rows = sheet.timed(Time::midnight()).map(|timed| {
            let block = timed.block;
            vec![
                text::from_to(language, timed.offset, timed.offset + i64::from(block.minutes.get())),
                joined(&[block.step.as_str(), block.goal.as_str()]),
                block.method.to_string(),
                block.material.to_string(),
                block.note.to_string(),
            ]
        });
        let head = head.map(|word: Text| word(language).to_owned());
        parts.push(Part::Table(head.to_vec(), rows.collect()));
    }
    let packing: Vec<String> = packing_list(sheet).iter().map(|item| item.name.to_owned()).collect();
    if !packing.is_empty() {
        parts.push(heading(language, groups::packing));
        parts.extend(packing.into_iter().map(Part::Bullet));
    }
    if !head.aims.is_empty() {
        parts.push(heading(language, modules::aims));
        let row = |Aim { code, text }: &Aim| Part::Bullet(format!("{code} {text}"));
        parts.extend(head.aims.iter().map(row));
    }
    if !head.links.is_empty() {
        parts.push(heading(language, modules::links));
        let row = |Link { title, address }: &Link| Part::Bullet(format!("{title}: {address}"));
        parts.extend(head.links.iter().map(row));
    }
    let day = format::date_medium(language, view.today);
    parts.push(Part::Text(match view.module.edition {
        0 => text::module_as_of(language, day),
        edition => text::edition_as_of(language, edition, day),
    }));
    parts
}

fn pupils(language: Language, view: &ModuleView) -> Vec<Part> {
    let head = &view.module.content.head;
    let mut parts = vec![Part::Title(head.title.to_string())];
    let goals = goals_of(head);
    if !goals.is_empty() {
        parts.push(heading(language, text::you_learn));
        parts.extend(goals.into_iter().map(Part::Bullet));
    }
    parts.push(heading(language, text::we_do));
    for timed in view.module.content.run_sheet.timed(Time::midnight()) {
        let to = timed.offset + i64::from(timed.block.minutes.get());
        let when = text::from_to(language, timed.offset, to);
        let what = joined(&[timed.block.step.as_str(), timed.block.goal.as_str()]);
        parts.push(Part::Fact(when, what));
    }
    parts.push(heading(language, text::own_notes));
    parts.extend((0..LINES).map(|_| Part::Line));
    parts.push(heading(language, text::help));
    parts.extend(for_everybody().map(|number| {
        let name = helper_name(number.helper, language);
        let hours = helper_hours(number.hours, language);
        Part::Fact(number.number.to_owned(), format!("{name}. {hours}"))
    }));
    parts
}

fn heading(language: Language, word: Text) -> Part {
    Part::Heading(word(language).to_owned())
}

fn filled<const N: usize>(language: Language, facts: [(Text, String); N]) -> Vec<Part> {
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts
        .map(|(label, value)| Part::Fact(label(language).to_owned(), value))
        .collect()
}

fn joined(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}
