//! Those who have registered, as sheets of A4: for the table at the door, with the same rights as the file for spreadsheets.

use domain::courses::{CourseEvent, Registration};
use domain::time::zone;
use i18n::{Language, courses as text, format};
use jiff::civil::Date;

use super::list::{list_headings, list_rows};
use crate::courses::words;
use crate::paper::{Block, Column, Paper, Table, Turn};

/// The columns on paper: which of the file's stand in each, the second below the first, and the share of the width.
const COLUMNS: [(&[usize], f32); 7] = [
    (&[1, 0], 2.2),
    (&[2, 3], 2.8),
    (&[5, 6], 2.2),
    (&[7, 8], 2.2),
    (&[4], 0.8),
    (&[9, 12], 1.5),
    (&[10, 11], 2.2),
];
/// The first column of the file that is of a part.
const FIRST_PART: usize = 13;
/// When somebody registered: the day is enough at the door, and stands on one line.
const AT: usize = 12;
/// The name of whoever comes, and of whoever has registered them.
const NAMES: (usize, usize) = (1, 3);

/// A row for each who has registered and not left, on as many sheets as it takes. `today` is the day on which it was so.
pub fn list_paper(language: Language, event: &CourseEvent, all: &[Registration], today: Date) -> Paper {
    let parts = event.parts.len();
    let rows: Vec<Vec<String>> = all
        .iter()
        .flat_map(|one| {
            let day = format::date_short(language, one.at.to_zoned(zone()).date());
            list_rows(language, one, parts).into_iter().map(move |mut row| {
                if let Some(cell) = row.get_mut(AT) {
                    cell.clone_from(&day);
                }
                on_paper(named(row))
            })
        })
        .collect();
    let printed = text::list_printed(language, format::date_long(language, today));
    let mut blocks = vec![Block::Strong(text::list_title(language).to_owned())];
    blocks.push(Block::List(
        event.parts.iter().map(|part| words::when(language, part)).collect(),
    ));
    if rows.is_empty() {
        blocks.push(Block::Text(text::no_registrations(language).to_owned()));
    } else {
        blocks.push(Block::Table(Table {
            summary: text::people_caption(language).to_owned(),
            columns: columns(language, parts),
            rows,
        }));
    }
    Paper {
        title: event.title.to_string(),
        language,
        turn: Turn::Landscape,
        blocks,
        foot: format!("{} · {printed}", event.title),
    }
}

fn columns(language: Language, parts: usize) -> Vec<Column> {
    let headings = on_paper(list_headings(language, parts));
    let shares = COLUMNS.iter().map(|(_, share)| *share).chain(std::iter::repeat(0.9));
    let numbered = headings.into_iter().zip(shares);
    numbered.map(|(heading, share)| Column::new(heading, share)).collect()
}

/// A staff that comes by number is named by whoever has registered it, for the first column names the row; who has registered alone is
/// named once.
fn named(mut row: Vec<String>) -> Vec<String> {
    let (name, contact) = NAMES;
    let is_alone = row.get(name) == row.get(contact);
    if row.get(name).is_some_and(String::is_empty) {
        row.swap(name, contact);
    } else if is_alone && let Some(cell) = row.get_mut(contact) {
        cell.clear();
    }
    row
}

/// The cells of a row of the file as they stand on paper.
fn on_paper(row: Vec<String>) -> Vec<String> {
    let cell = |which: &[usize]| {
        let said = which.iter().filter_map(|at| row.get(*at));
        let said: Vec<&str> = said.map(String::as_str).filter(|text| !text.is_empty()).collect();
        said.join("\n")
    };
    let fixed = COLUMNS.iter().map(|(which, _)| cell(which));
    let of_parts = row.iter().skip(FIRST_PART).cloned();
    fixed.chain(of_parts).collect()
}
