//! What a database holds, as counts and hashes: to compare a restored store with the one it was taken from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use surrealdb::types::{SurrealValue, ToSql, Value, Variables};

use crate::audit::hash;
use crate::{Result, Store};

/// Rows of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableContent {
    /// How many.
    pub rows: u64,
    /// SHA-256 over the rows in key order, each with its exact values and types.
    pub hash: String,
}

/// Every table by name.
pub type Content = BTreeMap<String, TableContent>;

/// One hash for all tables.
pub fn total(content: &Content) -> String {
    let parts: Vec<&str> = content
        .iter()
        .flat_map(|(name, table)| [name.as_str(), table.hash.as_str()])
        .collect();
    hash(&parts)
}

impl Store {
    /// Counts and hashes every table.
    pub async fn content(&self) -> Result<Content> {
        let mut content = Content::new();
        for table in self.table_names().await? {
            let rows = self.exact_rows(&table).await?;
            let mut texts: Vec<String> = rows.iter().map(ToSql::to_sql).collect();
            texts.sort_unstable();
            let parts: Vec<&str> = texts.iter().map(String::as_str).collect();
            content.insert(
                table,
                TableContent {
                    rows: parts.len() as u64,
                    hash: hash(&parts),
                },
            );
        }
        Ok(content)
    }

    /// Names of the tables that the database has, sorted.
    pub(crate) async fn table_names(&self) -> Result<Vec<String>> {
        let info = self.rows("INFO FOR DB", Variables::new()).await?;
        let tables = info
            .first()
            .and_then(|info| info.get("tables"))
            .and_then(serde_json::Value::as_object);
        let mut names: Vec<String> = tables
            .map(|tables| tables.keys().cloned().collect())
            .unwrap_or_default();
        names.sort_unstable();
        Ok(names)
    }

    async fn exact_rows(&self, table: &str) -> Result<Vec<Value>> {
        let mut binds = Variables::new();
        binds.insert("table", table.to_owned().into_value());
        let mut response = self.run("SELECT * FROM type::table($table)", binds).await?;
        let value: Value = response.take(0)?;
        Ok(match value {
            Value::Array(rows) => rows.into_vec(),
            Value::None => Vec::new(),
            one => vec![one],
        })
    }
}
