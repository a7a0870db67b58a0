//! What is otherwise in one set of terms than in another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::agreement::{Category, Item, Terms};

/// A part of the terms that can be compared and read by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Field {
    /// The owner's units.
    Units,
    /// Units nearby.
    Nearby,
    /// Positions.
    Positions,
    /// The first day.
    From,
    /// The last day.
    To,
    /// Months of notice.
    Notice,
    /// Who is responsible for an item.
    Responsibility(Item),
    /// Who pays for one kind of expense.
    Line(Category),
    /// Contact persons.
    Contacts,
    /// The paper in the archive.
    Document,
}

impl Field {
    /// Every part, in the order of the page.
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::From,
            Self::To,
            Self::Notice,
            Self::Units,
            Self::Nearby,
            Self::Positions,
        ];
        all.extend(Item::ALL.map(Self::Responsibility));
        all.extend(Category::ALL.map(Self::Line));
        all.extend([Self::Contacts, Self::Document]);
        all
    }

    /// Whether it can be changed in a signed agreement without both signing anew: who to talk to, and where the paper lies.
    pub const fn is_free(self) -> bool {
        match self {
            Self::Contacts | Self::Document => true,
            Self::Units
            | Self::Nearby
            | Self::Positions
            | Self::From
            | Self::To
            | Self::Notice
            | Self::Responsibility(_)
            | Self::Line(_) => false,
        }
    }

    /// Whether two sets of terms say the same of it.
    fn is_same(self, one: &Terms, other: &Terms) -> bool {
        match self {
            Self::Units => one.units == other.units,
            Self::Nearby => one.nearby == other.nearby,
            Self::Positions => one.positions == other.positions,
            Self::From => one.from == other.from,
            Self::To => one.to == other.to,
            Self::Notice => one.notice_months == other.notice_months,
            Self::Responsibility(item) => one.responsibilities.get(&item) == other.responsibilities.get(&item),
            Self::Line(category) => one.lines.get(&category) == other.lines.get(&category),
            Self::Contacts => one.contacts == other.contacts,
            Self::Document => one.document == other.document,
        }
    }
}

/// The parts that two sets of terms say otherwise, in the order of the page.
pub fn differences(before: &Terms, after: &Terms) -> Vec<Field> {
    let mut found = Field::all();
    found.retain(|field| !field.is_same(before, after));
    found
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Units => f.write_str("units"),
            Self::Nearby => f.write_str("nearby"),
            Self::Positions => f.write_str("positions"),
            Self::From => f.write_str("from"),
            Self::To => f.write_str("to"),
            Self::Notice => f.write_str("notice"),
            Self::Responsibility(item) => write!(f, "responsibility.{}", item.name()),
            Self::Line(category) => write!(f, "line.{}", category.name()),
            Self::Contacts => f.write_str("contacts"),
            Self::Document => f.write_str("document"),
        }
    }
}

/// The text names no part of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no part of an agreement")]
pub struct NoField;

impl FromStr for Field {
    type Err = NoField;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::all()
            .into_iter()
            .find(|field| field.to_string() == text)
            .ok_or(NoField)
    }
}

impl TryFrom<String> for Field {
    type Error = NoField;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}
