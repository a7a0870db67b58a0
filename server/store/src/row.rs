//! The bridge between serde rows and the database's values.
//!
//! Conventions, the same for every table:
//! - a row's key is its plain field `id` (text, or an array of texts), without the table's name; on writing, the key given to
//!   the transaction counts and `id` is left out of the content;
//! - links to other records are plain text keys too;
//! - an absent value is left out (`NONE`), never `NULL`, at every depth: declare it `option<…>` in the schema;
//! - calendar dates are `YYYY-MM-DD`, instants are fixed-width UTC text ([`crate::instant`]), so that text order is time order.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use surrealdb::types::{Object, RecordIdKey, SurrealValue, Value};

use crate::{Result, StoreError};

/// The JSON of a row as it will be stored: no `id`, no nulls.
pub(crate) fn content<T: Serialize + ?Sized>(row: &T) -> Result<Json> {
    let mut json = to_json(row)?;
    if let Json::Object(fields) = &mut json {
        fields.remove("id");
    }
    Ok(without_nulls(json))
}

pub(crate) fn to_json<T: Serialize + ?Sized>(row: &T) -> Result<Json> {
    serde_json::to_value(row).map_err(|source| StoreError::Shape {
        what: std::any::type_name::<T>(),
        source,
    })
}

/// Object fields that are null are dropped, at every depth; nulls in arrays stay, for position means something there.
pub(crate) fn without_nulls(json: Json) -> Json {
    match json {
        Json::Object(fields) => Json::Object(
            fields
                .into_iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(name, value)| (name, without_nulls(value)))
                .collect(),
        ),
        Json::Array(items) => Json::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

/// A database value as JSON, record ids reduced to their keys.
pub(crate) fn json(value: Value) -> Json {
    match value {
        Value::RecordId(record) => match record.key {
            RecordIdKey::String(text) => Json::String(text),
            RecordIdKey::Number(number) => Json::String(number.to_string()),
            RecordIdKey::Array(parts) => Json::Array(parts.into_vec().into_iter().map(json).collect()),
            other => other.into_value().into_json_value(),
        },
        Value::Object(object) => Json::Object(
            object
                .into_inner()
                .into_iter()
                .filter(|(_, value)| !matches!(value, Value::None))
                .map(|(name, value)| (name, json(value)))
                .collect(),
        ),
        Value::Array(items) => Json::Array(items.into_vec().into_iter().map(json).collect()),
        other => other.into_json_value(),
    }
}

pub(crate) fn from_json<T: DeserializeOwned>(value: Json) -> Result<T> {
    serde_json::from_value(value).map_err(|source| StoreError::Shape {
        what: std::any::type_name::<T>(),
        source,
    })
}

/// JSON as a database value; top-level nulls become `NONE`, which takes a field away in a merge.
pub(crate) fn merge_value(json: Json) -> Value {
    let Json::Object(fields) = json else {
        return json.into_value();
    };
    let mut object = Object::new();
    for (name, value) in fields {
        match value {
            Json::Null => object.insert(name, Value::None),
            other => object.insert(name, without_nulls(other)),
        };
    }
    Value::Object(object)
}
