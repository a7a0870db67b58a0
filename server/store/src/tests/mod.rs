//! Tests that look inside the store.

mod audit_trail;
mod backups;
mod connecting;
mod courses;
mod forgetting;
mod migrations;
mod queue;
mod server;
pub(crate) mod sound;
mod whole;
mod writes;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use surrealdb::types::Variables;

use crate::{DatabaseConfig, Store, Table};

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

/// A database with nothing in it: in memory or, when `HANDLINGSROM_TEST_SERVER` holds the URL of a SurrealDB server with the user
/// `root` and the password `root`, a new one there.
pub(crate) async fn empty() -> Store {
    let config = match std::env::var("HANDLINGSROM_TEST_SERVER") {
        Ok(url) => DatabaseConfig::parse(&url)
            .unwrap()
            .with_credentials("root", "root")
            .with_names("tests", format!("test_{:032x}", rand::random::<u128>())),
        Err(_) => DatabaseConfig::memory(),
    };
    Store::connect(&config).await.unwrap()
}

/// One with the present schema.
pub(crate) async fn fresh() -> Store {
    let store = empty().await;
    store.migrate().await.unwrap();
    store
}

/// A store with the table `probe`, on which `name` is unique.
pub(crate) async fn store() -> Store {
    let store = fresh().await;
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
