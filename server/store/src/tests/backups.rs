use std::path::{Path, PathBuf};

use serde_json::json;

use super::{PROBE, Probe, at, empty, fresh, store, structure};
use crate::backup::{BackupError, manifest_path, read_manifest, restore, write};
use crate::check::check;
use crate::{AuditEntry, Store, StoreError, Tx, audit};

async fn filled() -> Store {
    let store = store().await;
    for (id, note) in [("a", Some("ø \"quoted\" \\ `tick`\nline")), ("b", None)] {
        let row = Probe {
            note: note.map(str::to_owned),
            ..Probe::new(id)
        };
        let mut tx = Tx::new();
        tx.create(PROBE, id, &row)
            .audit(AuditEntry::new("anna", "probe.make", PROBE, id, at("2026-11-23T08:00:00Z")).after(&row))
            .outbox("mail", id, &json!({ "to": null }), at("2026-11-23T08:00:00Z"))
            .receipt("anna", id, &json!({ "id": id }), at("2026-11-23T08:00:00Z"));
        store.commit(tx).await.unwrap();
    }
    audit::seal(&store).await.unwrap();
    store
}

async fn backed_up() -> (Store, tempfile::TempDir, PathBuf) {
    let store = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.surql");
    write(&store, &path, at("2026-11-23T09:00:00Z")).await.unwrap();
    (store, folder, path)
}

fn why(error: StoreError) -> BackupError {
    match error {
        StoreError::Backup(error) => error,
        other => panic!("{other:?}"),
    }
}

fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn a_restored_store_holds_the_same_by_hash() {
    let (store, _folder, path) = backed_up().await;
    let manifest = read_manifest(&path).unwrap();
    assert_eq!(manifest.tables["probe"].rows, 2);
    assert_eq!(manifest.audit_head.as_ref().unwrap().0, 2);
    let copy = empty().await;
    restore(&copy, &path).await.unwrap();
    assert_eq!(copy.content().await.unwrap(), store.content().await.unwrap());
    assert_eq!(
        copy.need::<Probe>(PROBE, "a").await.unwrap(),
        store.need::<Probe>(PROBE, "a").await.unwrap()
    );
    assert_eq!(copy.migrate().await.unwrap(), 0);
    assert_eq!(check(&copy, manifest.noted()).await.unwrap().findings, []);
}

#[tokio::test]
async fn the_whole_schema_survives_a_backup() {
    let store = fresh().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.surql");
    let written = write(&store, &path, at("2026-11-23T09:00:00Z")).await;
    let hint =
        "the database cannot read its own dump: a field of several types one of which is an array is such a case";
    assert!(written.is_ok(), "{hint}: {written:?}");
    let copy = empty().await;
    restore(&copy, &path).await.unwrap();
    assert_eq!(structure(&copy).await, structure(&store).await);
}

#[tokio::test]
async fn the_hash_notices_a_value_and_a_type() {
    let store = store().await;
    let mut tx = Tx::new();
    tx.create(PROBE, "a", &Probe::new("a"));
    store.commit(tx).await.unwrap();
    let before = store.content().await.unwrap();
    let mut tx = Tx::new();
    tx.merge(PROBE, "a", &json!({ "seats": [1, 0] }));
    store.commit(tx).await.unwrap();
    assert_ne!(store.content().await.unwrap()["probe"], before["probe"]);
}

#[tokio::test]
async fn a_migrated_store_without_rows_counts_as_empty() {
    let (store, _folder, path) = backed_up().await;
    let copy = fresh().await;
    restore(&copy, &path).await.unwrap();
    assert_eq!(copy.content().await.unwrap(), store.content().await.unwrap());
}

#[tokio::test]
async fn a_store_with_rows_is_not_written_over() {
    let (store, _folder, path) = backed_up().await;
    let before = store.content().await.unwrap();
    let error = why(restore(&store, &path).await.unwrap_err());
    assert!(matches!(error, BackupError::NotEmpty { .. }), "{error:?}");
    assert_eq!(store.content().await.unwrap(), before);
}

#[tokio::test]
async fn a_damaged_dump_a_missing_file_and_a_foreign_manifest_are_refused() {
    let (_store, folder, path) = backed_up().await;
    let mut text = std::fs::read(&path).unwrap();
    text.truncate(text.len() - 40);
    std::fs::write(&path, text).unwrap();
    let copy = empty().await;
    assert!(matches!(
        why(restore(&copy, &path).await.unwrap_err()),
        BackupError::Damaged { .. }
    ));
    let nowhere = folder.path().join("nowhere.surql");
    assert!(matches!(
        why(restore(&copy, &nowhere).await.unwrap_err()),
        BackupError::File { .. }
    ));
    std::fs::write(manifest_path(&path), "{}").unwrap();
    assert!(matches!(
        why(restore(&copy, &path).await.unwrap_err()),
        BackupError::Manifest { .. }
    ));
    assert!(copy.content().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_backup_is_for_its_owners_eyes_alone() {
    let (_store, _folder, path) = backed_up().await;
    assert_eq!((mode(&path), mode(&manifest_path(&path))), (0o600, 0o600));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_people_write_restores_whole() {
    let store = filled().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("busy.surql");
    let writer = {
        let store = store.clone();
        tokio::spawn(async move {
            for number in 0..200 {
                let id = format!("w{number}");
                let mut tx = Tx::new();
                tx.create(PROBE, &id, &Probe::new(&id));
                tx.audit(AuditEntry::new(
                    "bo",
                    "probe.make",
                    PROBE,
                    &id,
                    at("2026-11-23T08:00:00Z"),
                ));
                store.commit(tx).await.unwrap();
                tokio::task::yield_now().await;
            }
        })
    };
    write(&store, &path, at("2026-11-23T09:00:00Z")).await.unwrap();
    writer.await.unwrap();
    let copy = empty().await;
    let manifest = restore(&copy, &path).await.unwrap();
    let (probes, entries) = (manifest.tables["probe"].rows, manifest.tables["audit_entry"].rows);
    assert_eq!(
        probes, entries,
        "a change and its audit entry are both in the backup or both not"
    );
}
