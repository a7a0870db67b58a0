//! Reading rows.

use std::collections::HashMap;
use std::ops::Bound;

use serde::Serialize;
use serde::de::DeserializeOwned;
use surrealdb::types::{Array, Range, RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue, Value, Variables};

use crate::{Key, Result, Store, StoreError, Table, row};

/// A query whose text is written in the program and whose values are bound.
///
/// ```
/// # use store::Query;
/// let query = Query::new("SELECT * FROM session WHERE group = $group ORDER BY starts").bind("group", "01J…");
/// ```
#[derive(Debug)]
pub struct Query {
    text: &'static str,
    binds: Variables,
    failed: Option<StoreError>,
}

impl Query {
    /// One statement. It is `'static` so that no input can be written into it.
    pub fn new(text: &'static str) -> Self {
        Self {
            text,
            binds: Variables::new(),
            failed: None,
        }
    }

    /// Binds `$name`; `None` is bound as `NONE`.
    #[must_use]
    pub fn bind<T: Serialize + ?Sized>(mut self, name: &'static str, value: &T) -> Self {
        match row::to_json(value) {
            Ok(serde_json::Value::Null) => self.binds.insert(name, Value::None),
            Ok(json) => self.binds.insert(name, row::without_nulls(json)),
            Err(error) => self.failed = Some(error),
        }
        self
    }

    /// Binds `$name` to a record of a table.
    #[must_use]
    pub fn bind_record(mut self, name: &'static str, table: Table, key: impl Into<Key>) -> Self {
        self.binds.insert(name, key.into().record(table));
        self
    }

    /// Binds `$name` to several records of a table: `SELECT * FROM $name` reads those that are there.
    #[must_use]
    pub fn bind_records<K: Into<Key>>(
        mut self,
        name: &'static str,
        table: Table,
        keys: impl IntoIterator<Item = K>,
    ) -> Self {
        let records: Vec<Value> = keys.into_iter().map(|key| key.into().record(table)).collect();
        self.binds.insert(name, Value::Array(Array::from(records)));
        self
    }
}

impl From<&'static str> for Query {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

impl Store {
    /// The row with this key, if there.
    pub async fn get<T: DeserializeOwned>(&self, table: Table, key: impl Into<Key>) -> Result<Option<T>> {
        let mut binds = Variables::new();
        binds.insert("record", key.into().record(table));
        let rows = self.rows("SELECT * FROM $record", binds).await?;
        rows.into_iter().next().map(row::from_json).transpose()
    }

    /// The rows with these keys, in no order; a key without a row gives none.
    pub async fn get_all<T: DeserializeOwned>(&self, table: Table, keys: &[Key]) -> Result<Vec<T>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let records: Vec<Value> = keys.iter().map(|key| key.record(table)).collect();
        let mut binds = Variables::new();
        binds.insert("records", records);
        let rows = self.rows("SELECT * FROM $records", binds).await?;
        rows.into_iter().map(row::from_json).collect()
    }

    /// One row of each of several tables, read at one moment and in one question.
    pub async fn get_each<const N: usize>(&self, records: [(Table, Key); N]) -> Result<[Option<serde_json::Value>; N]> {
        let asked: Vec<Value> = records.iter().map(|(table, key)| key.record(*table)).collect();
        let mut binds = Variables::new();
        binds.insert("records", asked);
        let mut response = self.run("SELECT * FROM $records", binds).await?;
        let Value::Array(found) = response.take::<Value>(0)? else {
            return Ok(records.map(|_| None));
        };
        let mut rows: HashMap<String, serde_json::Value> = HashMap::new();
        for item in found.into_vec() {
            let id = match &item {
                Value::Object(fields) => fields.get("id"),
                _ => None,
            };
            if let Some(Value::RecordId(record)) = id {
                let table = record.table.to_string();
                rows.insert(table, row::json(item));
            }
        }
        Ok(records.map(|(table, _)| rows.remove(table.name())))
    }

    /// The row with this key, or [`StoreError::NotFound`].
    pub async fn need<T: DeserializeOwned>(&self, table: Table, key: impl Into<Key>) -> Result<T> {
        let key = key.into();
        self.get(table, &key).await?.ok_or(StoreError::NotFound { table, key })
    }

    /// All rows of one statement, in its order.
    pub async fn list<T: DeserializeOwned>(&self, query: impl Into<Query>) -> Result<Vec<T>> {
        let Query { text, binds, failed } = query.into();
        if let Some(error) = failed {
            return Err(error);
        }
        self.rows(text, binds).await?.into_iter().map(row::from_json).collect()
    }

    /// The first row of one statement.
    pub async fn first<T: DeserializeOwned>(&self, query: impl Into<Query>) -> Result<Option<T>> {
        Ok(self.list(query).await?.into_iter().next())
    }

    /// The rows whose compound key begins with `prefix`, in key order: a range of neighbours, no index needed.
    pub async fn under<T: DeserializeOwned>(&self, table: Table, prefix: &[&str]) -> Result<Vec<T>> {
        let mut binds = Variables::new();
        binds.insert("range", neighbours(table, prefix));
        self.rows("SELECT * FROM $range", binds)
            .await?
            .into_iter()
            .map(row::from_json)
            .collect()
    }

    /// The rows whose compound key lies between two prefixes, both included with all below them, in key order.
    pub async fn between<T: DeserializeOwned>(&self, table: Table, first: &[&str], last: &[&str]) -> Result<Vec<T>> {
        let mut binds = Variables::new();
        binds.insert("range", range(table, first, last));
        self.rows("SELECT * FROM $range", binds)
            .await?
            .into_iter()
            .map(row::from_json)
            .collect()
    }

    /// Rows with a key of one text that begins with `prefix`, in key order.
    pub(crate) async fn named<T: DeserializeOwned>(&self, table: Table, prefix: &str) -> Result<Vec<T>> {
        let text = |text: String| RecordIdKey::String(text);
        let range = RecordIdKeyRange {
            start: Bound::Included(text(prefix.to_owned())),
            // No name has a character behind this one.
            end: Bound::Excluded(text(format!("{prefix}\u{10FFFF}"))),
        };
        let mut binds = Variables::new();
        binds.insert("range", RecordId::new(table.name(), range).into_value());
        self.rows("SELECT * FROM $range", binds)
            .await?
            .into_iter()
            .map(row::from_json)
            .collect()
    }

    /// All rows of a table in key order, for small tables, checks and exports.
    pub async fn all<T: DeserializeOwned>(&self, table: Table) -> Result<Vec<T>> {
        // The name is a constant of small letters (`Table::new`), so it can stand in the text.
        let text = format!("SELECT * FROM {table}");
        self.rows(&text, Variables::new())
            .await?
            .into_iter()
            .map(row::from_json)
            .collect()
    }

    /// How many rows a table has.
    pub async fn count(&self, table: Table) -> Result<u64> {
        let text = format!("SELECT VALUE count FROM (SELECT count() FROM {table} GROUP ALL)");
        let rows = self.rows(&text, Variables::new()).await?;
        rows.into_iter().next().map_or(Ok(0), row::from_json)
    }

    pub(crate) async fn rows(&self, text: &str, binds: Variables) -> Result<Vec<serde_json::Value>> {
        let mut response = self.run(text, binds).await?;
        let value: Value = response.take(0)?;
        Ok(match value {
            Value::Array(items) => items.into_vec().into_iter().map(row::json).collect(),
            Value::None | Value::Null => Vec::new(),
            one => vec![row::json(one)],
        })
    }
}

/// `table:[a, b]..=[a, b, ..]`
fn neighbours(table: Table, prefix: &[&str]) -> Value {
    range(table, prefix, prefix)
}

/// `table:[a, b]..=[a, c, ..]`
fn range(table: Table, first: &[&str], last: &[&str]) -> Value {
    let texts = |parts: &[&str]| {
        parts
            .iter()
            .map(|part| Value::String((*part).to_owned()))
            .collect::<Vec<_>>()
    };
    let mut end = texts(last);
    end.push(Value::Range(Box::new(Range::unbounded())));
    let range = RecordIdKeyRange {
        start: Bound::Included(RecordIdKey::Array(Array::from(texts(first)))),
        end: Bound::Included(RecordIdKey::Array(Array::from(end))),
    };
    RecordId::new(table.name(), range).into_value()
}
