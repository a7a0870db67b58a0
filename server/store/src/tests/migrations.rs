use std::collections::BTreeMap;
use std::path::Path;

use super::{PROBE, at, empty, fresh, structure};
use crate::migrate::{Migration, MigrationError, migrations};
use crate::{StoreError, Tx, schema};

async fn from_schema_files() -> BTreeMap<String, serde_json::Value> {
    let store = empty().await;
    store.run_schema(&schema::present()).await.unwrap();
    structure(&store).await
}

fn step(number: u32, text: &'static str) -> Migration {
    Migration {
        number,
        name: format!("step{number}"),
        text: text.into(),
    }
}

#[tokio::test]
async fn all_migrations_from_empty_give_the_schema_files() {
    let store = fresh().await;
    let (migrated, files) = (structure(&store).await, from_schema_files().await);
    for (table, expected) in &files {
        let hint = "change the schema in a new migration too; before the first release: \
                    cargo run -p store --example freeze_schema";
        assert_eq!(migrated.get(table), Some(expected), "{table}: {hint}");
    }
    assert_eq!(migrated.len(), files.len());
    let defined = schema::tables();
    assert_eq!(
        store.table_names().await.unwrap(),
        defined,
        "a schema file defines one table with OVERWRITE"
    );
}

#[tokio::test]
async fn the_newest_migration_is_harmless_twice() {
    let store = fresh().await;
    let entry = crate::AuditEntry::new("anna", "probe.make", PROBE, "a", at("2026-11-23T08:00:00Z"));
    let mut tx = Tx::new();
    tx.audit(entry)
        .outbox("mail", "m", &serde_json::json!({}), at("2026-11-23T08:00:00Z"));
    store.commit(tx).await.unwrap();
    let (shape, rows) = (structure(&store).await, store.content().await.unwrap());
    store
        .run_schema(&migrations().unwrap().last().unwrap().text)
        .await
        .unwrap();
    assert_eq!(structure(&store).await, shape);
    assert_eq!(store.content().await.unwrap(), rows);
    assert_eq!(store.migrate().await.unwrap(), 0);
}

#[tokio::test]
async fn dumps_of_earlier_versions_migrate_to_the_present_schema() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dumps");
    let expected = from_schema_files().await;
    let mut dumps = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "surql") {
            let store = empty().await;
            crate::backup::restore(&store, &path).await.unwrap();
            store.migrate().await.unwrap();
            assert_eq!(structure(&store).await, expected, "{}", path.display());
            dumps += 1;
        }
    }
    assert!(
        dumps > 0 || schema::MIGRATIONS.len() < 2,
        "a second migration needs a dump of the first version"
    );
}

#[tokio::test]
async fn a_dump_of_the_step_before_is_brought_forward_with_its_rows() {
    const FIRST: &str = "DEFINE TABLE OVERWRITE migration SCHEMALESS;
        DEFINE TABLE OVERWRITE probe SCHEMAFULL; DEFINE FIELD OVERWRITE name ON probe TYPE string;";
    const SECOND: &str = "DEFINE FIELD OVERWRITE label ON probe TYPE string DEFAULT '';
        UPDATE probe SET label = name WHERE label = NONE OR label = '';";
    let old = empty().await;
    old.migrate_to(&[step(1, FIRST)]).await.unwrap();
    let mut tx = Tx::new();
    tx.create(PROBE, "a", &serde_json::json!({ "name": "A" }));
    old.commit(tx).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("old.surql");
    crate::backup::write(&old, &dump, at("2026-11-23T08:00:00Z"))
        .await
        .unwrap();

    let new = empty().await;
    crate::backup::restore(&new, &dump).await.unwrap();
    let steps = [step(1, FIRST), step(2, SECOND)];
    assert_eq!(new.migrate_to(&steps).await.unwrap(), 1);
    let row: serde_json::Value = new.need(PROBE, "a").await.unwrap();
    assert_eq!(row["label"], "A");
    assert_eq!(new.migrate_to(&steps).await.unwrap(), 0);
}

#[tokio::test]
async fn a_changed_step_and_a_newer_database_are_refused() {
    let store = empty().await;
    store
        .migrate_to(&[step(1, "DEFINE TABLE a;"), step(2, "DEFINE TABLE b;")])
        .await
        .unwrap();
    let changed = [
        step(1, "DEFINE TABLE a SCHEMAFULL;"),
        step(2, "DEFINE TABLE b;"),
        step(3, "DEFINE TABLE c;"),
    ];
    let error = store.migrate_to(&changed).await.unwrap_err();
    assert!(
        matches!(error, StoreError::Migration(MigrationError::Changed { number: 1, .. })),
        "{error:?}"
    );
    let error = store.migrate_to(&[step(1, "DEFINE TABLE a;")]).await.unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Migration(MigrationError::Newer {
                database: 2,
                program: 1
            })
        ),
        "{error:?}"
    );
    assert_eq!(
        store.table_names().await.unwrap(),
        ["a", "b", "migration"],
        "nothing was changed"
    );
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_and_no_line_in_the_ledger() {
    let store = empty().await;
    let broken = step(1, "DEFINE TABLE a; CREATE a:one; CREATE a:one;");
    store.migrate_to(&[broken]).await.unwrap_err();
    assert_eq!(store.table_names().await.unwrap(), ["migration"]);
    assert_eq!(store.migrate_to(&[step(1, "DEFINE TABLE a;")]).await.unwrap(), 1);
}

#[tokio::test]
async fn a_database_that_is_behind_is_reported_by_the_check() {
    let store = empty().await;
    let checked = crate::check::check(&store, None).await.unwrap();
    assert_eq!(checked.audit, None);
    assert_eq!(checked.findings.len(), 1);
    assert_eq!(checked.findings[0].check, "migrations");
    store.migrate().await.unwrap();
    assert_eq!(crate::check::check(&store, None).await.unwrap().findings, []);
}
