//! Instants in rows: fixed-width UTC text with milliseconds, `2026-11-23T03:46:16.000Z`, so that text order is time order.
//!
//! Use `#[serde(with = "store::instant")]` on a `jiff::Timestamp` field and `#[serde(default, with = "store::instant::option")]`
//! on an optional one; bind [`text`] in queries that compare.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde::{Deserialize, Deserializer, Serializer};

/// The instant as it is stored, cut to whole milliseconds.
pub fn text(at: Timestamp) -> String {
    format!("{:.3}", cut(at))
}

/// The instant cut to whole milliseconds, as it will be read back.
pub fn cut(at: Timestamp) -> Timestamp {
    at.round(TimestampRound::new().smallest(Unit::Millisecond).mode(RoundMode::Floor))
        .unwrap_or(at)
}

/// Writes the stored form.
pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&text(*at))
}

/// Reads any RFC 3339 instant.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    Timestamp::deserialize(deserializer)
}

/// The same for `Option<Timestamp>`; an absent instant is left out of the row.
pub mod option {
    use super::{Deserialize, Deserializer, Serializer, Timestamp};

    /// Writes the stored form, or null, which the store leaves out.
    pub fn serialize<S: Serializer>(at: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::serialize(at, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads any RFC 3339 instant, or nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        Option::<Timestamp>::deserialize(deserializer)
    }
}
