//! Tests that look inside the store.

mod audit_trail;
mod backups;
mod connecting;
mod forgetting;
mod migrations;
mod queue;
mod sound;
mod whole;
mod writes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use surrealdb::types::Variables;

use crate::{Store, Table};

/// A table of the tests' own.
pub(crate) const PROBE: Table = Table::new("probe");

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Probe {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) note: Option<String>,
    pub(crate) seats: Vec<Option<u32>>,
    pub(crate) version: u64,
}

impl Probe {
    pub(crate) fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: format!("Probe {id}"),
            note: None,
            seats: vec![Some(1), None],
            version: 1,
        }
    }
}

/// A store with the table `probe`, on which `name` is unique.
pub(crate) async fn store() -> Store {
    let store = Store::memory().await.unwrap();
    store
        .run_schema(
            "DEFINE TABLE probe SCHEMAFULL;
             DEFINE FIELD name ON probe TYPE string;
             DEFINE FIELD note ON probe TYPE option<string>;
             DEFINE FIELD seats ON probe TYPE array<int | null>;
             DEFINE FIELD version ON probe TYPE int;
             DEFINE INDEX probe_name ON probe FIELDS name UNIQUE;",
        )
        .await
        .unwrap();
    store
}

pub(crate) fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

/// What the database says about itself and each of its tables.
pub(crate) async fn structure(store: &Store) -> BTreeMap<String, serde_json::Value> {
    let mut parts = BTreeMap::new();
    parts.insert(
        String::new(),
        store.rows("INFO FOR DB", Variables::new()).await.unwrap().remove(0),
    );
    for table in store.table_names().await.unwrap() {
        let info = store
            .rows(&format!("INFO FOR TABLE `{table}`"), Variables::new())
            .await
            .unwrap();
        parts.insert(table, info.into_iter().next().unwrap());
    }
    parts
}
