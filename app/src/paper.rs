//! What stands on the sheets that are saved as PDF, without where it stands there.

use i18n::Language;

/// How a sheet of A4 lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// On its end.
    Portrait,
    /// On its side.
    Landscape,
}

/// Sheets of one matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The heading of the first level, and what the file is called inside.
    pub title: String,
    /// What it is written in.
    pub language: Language,
    /// How its sheets lie.
    pub turn: Turn,
    /// From the top.
    pub blocks: Vec<Block>,
    /// At the foot of each sheet, before its number.
    pub foot: String,
}

/// A piece of a matter.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of the second level.
    Heading(String),
    /// A heading of the third level.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// A paragraph that is read first.
    Strong(String),
    /// Terms, each with what is said of it.
    Facts(Vec<(String, String)>),
    /// A list without an order.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// Lines to write on by hand, so many.
    Lines(usize),
}

/// A table whose first column names the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is of, for those who don't see it.
    pub summary: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// As many cells as there are columns. A cell's lines are parted by a line feed.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands above it, on every sheet.
    pub heading: String,
    /// Its share of the width, against that of the others.
    pub share: f32,
}

impl Column {
    /// A column as wide as its share says.
    pub fn new(heading: impl Into<String>, share: f32) -> Self {
        Self {
            heading: heading.into(),
            share,
        }
    }
}
