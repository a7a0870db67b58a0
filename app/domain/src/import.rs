//! Importing files: what can be wrong with one, row by row, and what a dry run says.
//!
//! An import is all or nothing: one row that can't be read, and nothing is saved. A second import of the same file changes
//! nothing.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most rows a file can have. The national register has fewer than 5,000 active schools.
pub const MAX_ROWS: usize = 20_000;

/// The largest file, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most faults that are told one by one; the rest is counted.
pub const MAX_FAULTS: usize = 200;

/// A file as it travels to the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "content")]
pub enum ImportText {
    /// Pasted.
    Text(String),
    /// The bytes of a chosen file in base64 (RFC 4648), since they need not be UTF-8.
    Base64(String),
}

/// What is wrong with a file or a row of it. Closed, so that each language has a sentence for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ImportFault {
    /// Nothing in the file.
    Empty,
    /// More bytes than [`MAX_BYTES`].
    TooLarge,
    /// More rows than [`MAX_ROWS`].
    TooManyRows,
    /// Not text: a spreadsheet, a picture, a compressed file.
    NotText,
    /// Begins as JSON and is not; where it stops making sense.
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON without the list of units that the register's files have.
    NoUnitList,
    /// JSON without a competence aim of the curriculum's register.
    NoAimList,
    /// A column that is needed is missing.
    MissingColumn {
        /// Its name.
        name: String,
    },
    /// A row has more or fewer cells than the heading.
    CellCount {
        /// As the heading has.
        expected: usize,
        /// As the row has.
        found: usize,
    },
    /// A cell that must be filled is empty.
    MissingValue {
        /// The column.
        column: String,
    },
    /// A value that can't be read.
    BadValue {
        /// The column.
        column: String,
        /// What stands there, at most 60 characters.
        value: String,
    },
    /// Not an organisation number.
    BadOrgNumber {
        /// What stands there.
        value: String,
    },
    /// The same organisation number, or the same owner, year and stretch, as an earlier row.
    Duplicate {
        /// The earlier row.
        first: usize,
    },
    /// A municipality code that is not known.
    UnknownMunicipality {
        /// The code.
        code: String,
    },
    /// A municipality that has been parted since; today's code is needed.
    PartedMunicipality {
        /// The code.
        code: String,
    },
    /// An owner that is not known.
    UnknownOwner {
        /// What stands there.
        value: String,
    },
    /// The last day is before the first.
    EndBeforeStart,
    /// A day outside the school year of its row.
    OutsideSchoolYear,
    /// A unit that the register has closed, where somebody works or something is planned.
    UnitInUse,
    /// A unit that the register has closed, and that another is to become a part of.
    MergerAhead {
        /// The other's name.
        name: String,
    },
}

/// What an import leaves as it is, or does beside what the row says: no fault, and told all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ImportNote {
    /// The register has a unit as open that is a part of another here: it stays so.
    StaysMerged {
        /// What it is a part of.
        into: String,
        /// Since when.
        #[serde(with = "crate::time::wire")]
        from: Date,
    },
    /// The register has closed a unit that is to become a part of another: that is what closes it here.
    ClosesByMerger {
        /// What it becomes a part of.
        into: String,
        /// From when.
        #[serde(with = "crate::time::wire")]
        from: Date,
    },
    /// A unit is closed that others are a part of: what they lead to is closed.
    ClosesWithOthers {
        /// How many.
        others: usize,
    },
}

/// A note and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowNote {
    /// The row as a spreadsheet counts.
    pub row: usize,
    /// What the row is about.
    pub about: String,
    /// What is to be known.
    pub note: ImportNote,
}

/// A fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// The row as a spreadsheet counts (the heading is 1), or the element of a JSON list from 1; none for the whole file.
    pub row: Option<usize>,
    /// What the row is about, so that it can be found: a name or a number.
    pub about: String,
    /// What is wrong.
    pub fault: ImportFault,
}

/// How the text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Windows-1252, as older spreadsheets save it.
    Windows1252,
}

/// The shape of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileShape {
    /// The register's JSON.
    Json,
    /// Cells between semicolons.
    SemicolonCsv,
    /// Cells between commas.
    CommaCsv,
    /// Cells between tabs: pasted from a spreadsheet.
    TabCsv,
}

/// What an import would do, or has done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// How the text was written; none when it could not be read.
    pub encoding: Option<TextEncoding>,
    /// The shape; none when it could not be told.
    pub shape: Option<FileShape>,
    /// Rows that make something new.
    pub new: usize,
    /// Rows that change something.
    pub changed: usize,
    /// Rows that say what is known already.
    pub unchanged: usize,
    /// Rows of no concern here: kindergartens, primary schools, closed schools that were never known.
    pub skipped: usize,
    /// Rows with a fault. When there is one, nothing is saved.
    pub refused: usize,
    /// The first [`MAX_FAULTS`] faults.
    pub faults: Vec<RowFault>,
    /// The first [`MAX_FAULTS`] notes.
    #[serde(default)]
    pub notes: Vec<RowNote>,
    /// Whether it was saved.
    pub saved: bool,
}

impl ImportReport {
    /// A file that can't be read at all.
    pub fn unreadable(fault: ImportFault) -> Self {
        let mut report = Self::default();
        report.refuse(None, "", fault);
        report
    }

    /// Notes a fault.
    pub fn refuse(&mut self, row: Option<usize>, about: &str, fault: ImportFault) {
        self.refused += 1;
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(RowFault {
                row,
                about: shortened(about),
                fault,
            });
        }
    }

    /// Notes what is no fault.
    pub fn note(&mut self, row: usize, about: &str, note: ImportNote) {
        if self.notes.len() < MAX_FAULTS {
            self.notes.push(RowNote {
                row,
                about: shortened(about),
                note,
            });
        }
    }

    /// Whether it can be saved: nothing refused, and something to do.
    pub const fn is_ready(&self) -> bool {
        self.refused == 0 && self.new + self.changed > 0
    }
}

/// The first 60 characters: a cell of a broken file can hold anything.
pub fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 60 {
        return text.to_owned();
    }
    text.chars().take(59).chain(['…']).collect()
}

/// Bytes as text: UTF-8 when they are, else Windows-1252 unless they hold what no text holds.
///
/// # Errors
/// `Empty` or `NotText`.
pub fn decode(bytes: &[u8]) -> Result<(String, TextEncoding), ImportFault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, encoding) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), TextEncoding::Utf8),
        Err(_) => (
            bytes.iter().map(|byte| windows_1252(*byte)).collect(),
            TextEncoding::Windows1252,
        ),
    };
    if text
        .chars()
        .any(|c| c == '\0' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r')))
    {
        return Err(ImportFault::NotText);
    }
    if text.trim().is_empty() {
        return Err(ImportFault::Empty);
    }
    Ok((text, encoding))
}

/// A byte of Windows-1252; the five that it leaves open become control characters, which no text holds.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_an_old_spreadsheet_keeps_its_norwegian_letters() {
        assert_eq!(
            decode(b"Sk\xE5nland \x96 \xD8st"),
            Ok(("Skånland – Øst".to_owned(), TextEncoding::Windows1252))
        );
        assert_eq!(
            decode("\u{feff}Vadsø".as_bytes()),
            Ok(("Vadsø".to_owned(), TextEncoding::Utf8))
        );
    }

    #[test]
    fn a_spreadsheet_file_and_an_empty_one_are_not_text() {
        assert_eq!(decode(b"PK\x03\x04\x14\x00\x06\x00"), Err(ImportFault::NotText));
        assert_eq!(decode(b"\xEF\xBB\xBF \r\n"), Err(ImportFault::Empty));
    }

    #[test]
    fn only_the_first_faults_are_told_and_all_are_counted() {
        let mut report = ImportReport::default();
        for row in 0..500 {
            report.refuse(Some(row), &"æ".repeat(100), ImportFault::Empty);
        }
        assert_eq!((report.refused, report.faults.len()), (500, MAX_FAULTS));
        assert_eq!(report.faults[0].about.chars().count(), 60);
        assert!(!report.is_ready());
    }
}
