//! The audit trail: who did what to which record when, before and after.
//!
//! An entry is written in the transaction of the change itself ([`crate::Tx::audit`]) with a marker beside it, and touches nothing
//! that another writer touches, so writers never queue. A job of its own, [`seal`], takes the marked entries soon after and appends
//! a seal for each to a chain of SHA-256 hashes; [`verify`] walks the chain and names every sealed entry that was edited, removed,
//! inserted or moved.

mod seal;
mod verify;

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Key, Table};

pub use seal::{head, seal};
pub use verify::{Fault, Report, verify, verify_since};

pub(crate) const ENTRY: Table = Table::new("audit_entry");
pub(crate) const UNSEALED: Table = Table::new("audit_unsealed");
pub(crate) const SEAL: Table = Table::new("audit_seal");
pub(crate) const HEAD: Table = Table::new("audit_head");

/// One action on one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// ULID of the entry; its first part is the time.
    pub id: String,
    /// When, UTC, whole milliseconds.
    #[serde(with = "crate::instant")]
    pub at: Timestamp,
    /// Person id, or the name of a job.
    pub actor: String,
    /// What was done, as `group.close`.
    pub action: String,
    /// Table of the record.
    pub table: String,
    /// Key of the record; the parts of a compound key are joined by `/`.
    pub key: String,
    /// The record before, as canonical JSON; none when it was made.
    #[serde(default)]
    pub before: Option<String>,
    /// The record after, as canonical JSON; none when it was removed or only read.
    #[serde(default)]
    pub after: Option<String>,
    /// Words of the record's free texts that passed because the person said that they are nobody's name: fields and
    /// places as canonical JSON, never the words; none when there were none.
    #[serde(default)]
    pub confirmed: Option<String>,
    /// Request that caused it, as shown to the reader in errors.
    #[serde(default)]
    pub request: Option<String>,
}

impl AuditEntry {
    /// An action by a person or job on a record, at `at`.
    pub fn new(
        actor: impl Into<String>,
        action: impl Into<String>,
        table: Table,
        key: impl Into<Key>,
        at: Timestamp,
    ) -> Self {
        let milliseconds = u64::try_from(at.as_millisecond()).unwrap_or_default();
        Self {
            id: ulid::Ulid::from_parts(milliseconds, rand::random()).to_string(),
            at: crate::instant::cut(at),
            actor: actor.into(),
            action: action.into(),
            table: table.name().to_owned(),
            key: key.into().to_string(),
            before: None,
            after: None,
            confirmed: None,
            request: None,
        }
    }

    /// The record as it was. Sealed and secret fields are left out by the row's own serialisation.
    #[must_use]
    pub fn before<T: Serialize + ?Sized>(mut self, row: &T) -> Self {
        self.before = serde_json::to_value(row).ok().map(|json| canonical(&json));
        self
    }

    /// The record as it became.
    #[must_use]
    pub fn after<T: Serialize + ?Sized>(mut self, row: &T) -> Self {
        self.after = serde_json::to_value(row).ok().map(|json| canonical(&json));
        self
    }

    /// Where the words stand that the person confirmed to be nobody's name.
    #[must_use]
    pub fn confirmed<T: Serialize>(mut self, places: &[T]) -> Self {
        let json = (!places.is_empty())
            .then(|| serde_json::to_value(places).ok())
            .flatten();
        self.confirmed = json.map(|json| canonical(&json));
        self
    }

    /// The request that caused it.
    #[must_use]
    pub fn request(mut self, id: impl Into<String>) -> Self {
        self.request = Some(id.into());
        self
    }
}

/// JSON with sorted keys, no spaces and no null fields: the same content always gives the same text.
pub fn canonical(json: &serde_json::Value) -> String {
    use serde_json::Value as Json;
    match json {
        Json::Object(fields) => {
            let mut sorted: Vec<_> = fields.iter().filter(|(_, value)| !value.is_null()).collect();
            sorted.sort_by_key(|(name, _)| *name);
            let inner: Vec<_> = sorted
                .into_iter()
                .map(|(name, value)| format!("{}:{}", Json::from(name.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", inner.join(","))
        }
        Json::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        scalar => scalar.to_string(),
    }
}

/// SHA-256 of the parts, each preceded by its length so that no two lists of parts run into one another; as small hex.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hasher
        .finalize()
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _written = write!(text, "{byte:02x}");
            text
        })
}
