//! Names of tables and keys of records.

use std::fmt;

use serde::{Deserialize, Serialize};
use surrealdb::types::{Array, RecordId, RecordIdKey, Value};

/// A table's name, written once as a constant beside the rows it holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Table(&'static str);

impl Table {
    /// Takes a name of small letters, digits and underscores; anything else fails to compile as a constant.
    pub const fn new(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        assert!(!bytes.is_empty(), "a table has a name");
        let mut index = 0;
        while index < bytes.len() {
            let byte = bytes[index];
            assert!(
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_',
                "a table is named in small letters, digits and underscores"
            );
            index += 1;
        }
        Self(name)
    }

    /// The name as the database knows it.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A record's key within its table: one text, or several where the parts together are the uniqueness rule
/// (`registration:[course, person]`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Key {
    /// One text, as a ULID or a code.
    One(String),
    /// Several texts in order; rows that share the first parts lie side by side.
    Many(Vec<String>),
}

impl Key {
    /// A compound key of the parts, in order.
    pub fn of<const N: usize>(parts: [&dyn fmt::Display; N]) -> Self {
        Self::Many(parts.iter().map(ToString::to_string).collect())
    }

    pub(crate) fn record(&self, table: Table) -> Value {
        Value::RecordId(RecordId::new(table.name(), self.to_db()))
    }

    pub(crate) fn to_db(&self) -> RecordIdKey {
        match self {
            Self::One(text) => RecordIdKey::String(text.clone()),
            Self::Many(parts) => RecordIdKey::Array(array(parts)),
        }
    }
}

pub(crate) fn array(parts: &[String]) -> Array {
    parts.iter().cloned().map(Value::String).collect::<Vec<_>>().into()
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(text) => f.write_str(text),
            Self::Many(parts) => f.write_str(&parts.join("/")),
        }
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self::One(text)
    }
}

impl From<&String> for Key {
    fn from(text: &String) -> Self {
        Self::One(text.clone())
    }
}

impl From<&Key> for Key {
    fn from(key: &Key) -> Self {
        key.clone()
    }
}

impl From<ulid::Ulid> for Key {
    fn from(id: ulid::Ulid) -> Self {
        Self::One(id.to_string())
    }
}

impl<const N: usize> From<[&str; N]> for Key {
    fn from(parts: [&str; N]) -> Self {
        Self::Many(parts.iter().map(|part| (*part).to_owned()).collect())
    }
}

impl<const N: usize> From<[String; N]> for Key {
    fn from(parts: [String; N]) -> Self {
        Self::Many(parts.to_vec())
    }
}

impl From<Vec<String>> for Key {
    fn from(parts: Vec<String>) -> Self {
        Self::Many(parts)
    }
}
