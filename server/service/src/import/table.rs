//! A file of cells: comma, semicolon or tab, with or without quotes.

use domain::import::{FileShape, ImportFault, ImportReport, MAX_ROWS};

/// A heading and its rows.
pub(super) struct CellTable {
    headings: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// One row with the headings beside.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    headings: &'a [String],
    /// As a spreadsheet counts: the heading is row 1.
    pub(super) number: usize,
    cells: &'a [String],
}

impl Row<'_> {
    /// The cell under a heading, trimmed; empty where the column is missing.
    pub(super) fn cell(&self, column: &str) -> &str {
        self.headings
            .iter()
            .position(|heading| heading == column)
            .and_then(|at| self.cells.get(at))
            .map_or("", |cell| cell.trim())
    }
}

impl CellTable {
    /// Reads the cells; rows with another number of cells than the heading are refused in the report.
    pub(super) fn read(text: &str, report: &mut ImportReport) -> Option<Self> {
        let (separator, shape) = separator(text);
        report.shape = Some(shape);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut table = Self {
            headings: Vec::new(),
            rows: Vec::new(),
        };
        let mut lines = Lines::new(text);
        for (at, record) in reader.records().enumerate() {
            let Ok(record) = record else {
                // The text is valid UTF-8 by now, so nothing else can fail; a fault all the same must not be lost.
                report.refuse(Some(at + 1), "", ImportFault::NotText);
                continue;
            };
            let byte = record
                .position()
                .and_then(|position| usize::try_from(position.byte()).ok());
            let number = byte.map_or(at + 1, |byte| lines.of(byte));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            if table.headings.is_empty() {
                table.headings = record.iter().map(heading).collect();
                continue;
            }
            if table.rows.len() == MAX_ROWS {
                report.refuse(None, "", ImportFault::TooManyRows);
                return None;
            }
            let (expected, found) = (table.headings.len(), record.len());
            if expected == found {
                table.rows.push((number, record.iter().map(str::to_owned).collect()));
            } else {
                let about = record.get(0).unwrap_or_default();
                report.refuse(Some(number), about, ImportFault::CellCount { expected, found });
            }
        }
        Some(table)
    }

    /// Refuses the file for each of these columns that it lacks.
    pub(super) fn need(&self, columns: &[&str], report: &mut ImportReport) -> bool {
        let lacks = |column: &&&str| !self.headings.iter().any(|name| name == **column);
        let missing: Vec<&&str> = columns.iter().filter(lacks).collect();
        for column in &missing {
            let name = (**column).to_owned();
            report.refuse(None, "", ImportFault::MissingColumn { name });
        }
        missing.is_empty()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(number, cells)| Row {
            headings: &self.headings,
            number: *number,
            cells,
        })
    }
}

/// Small letters, since people write headings as they like.
fn heading(cell: &str) -> String {
    cell.trim().to_lowercase()
}

/// The separator that the first line has most of; Norwegian spreadsheets write semicolons.
fn separator(text: &str) -> (u8, FileShape) {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |wanted: char| first.chars().filter(|c| *c == wanted).count();
    let (semicolons, commas, tabs) = (count(';'), count(','), count('\t'));
    if tabs > semicolons && tabs > commas {
        (b'\t', FileShape::TabCsv)
    } else if commas > semicolons {
        (b',', FileShape::CommaCsv)
    } else {
        (b';', FileShape::SemicolonCsv)
    }
}

/// Counts lines up to a place in the text. The reader's own count lags one line behind after `\r\n`.
struct Lines<'a> {
    text: &'a [u8],
    passed: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            passed: 0,
            line: 1,
        }
    }

    /// The line, from 1, of the first text at or after a byte. Bytes are asked for in rising order.
    fn of(&mut self, byte: usize) -> usize {
        while let Some(next) = self.text.get(self.passed) {
            if self.passed >= byte && !matches!(next, b'\r' | b'\n') {
                break;
            }
            self.line += usize::from(*next == b'\n');
            self.passed += 1;
        }
        self.line
    }
}
