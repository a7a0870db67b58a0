//! A text in Markdown as it is drawn: a small tree of what is harmless. There is no node for HTML, for a script, for an image
//! or for a link that is not to a page on the safe web, so none can be drawn.

use serde::{Deserialize, Serialize};

use crate::text::WebAddress;

/// How deep quotes, lists and emphases lie in each other; what lies deeper is drawn at this depth.
pub const MAX_DEPTH: usize = 12;

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Words.
    Paragraph(Vec<Inline>),
    /// A heading, 1 the largest.
    Heading(u8, Vec<Inline>),
    /// A list with points.
    Bullets(Vec<Vec<Block>>),
    /// A list with numbers, and the first of them.
    Numbers(u64, Vec<Vec<Block>>),
    /// Somebody's words.
    Quote(Vec<Block>),
    /// Text as it is typed.
    Verbatim(String),
    /// A line across.
    Rule,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(String),
    /// With stress.
    Emphasis(Vec<Inline>),
    /// With much stress.
    Strong(Vec<Inline>),
    /// As typed.
    Verbatim(String),
    /// A page that the reader can go to.
    Link(WebAddress, Vec<Inline>),
    /// A new line.
    Break,
}
