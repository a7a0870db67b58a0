//! What is otherwise with a SurrealDB server.

use super::{at, fresh};
use crate::StoreError;
use crate::backup::{BackupError, restore, write};

#[tokio::test]
#[ignore = "for a SurrealDB server: cargo xtask test --only database"]
async fn a_backup_and_a_restore_of_a_server_are_left_to_its_own_tool() {
    let store = fresh().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.surql");
    let written = write(&store, &path, at("2026-11-23T09:00:00Z")).await.unwrap_err();
    let restored = restore(&store, &path).await.unwrap_err();
    for error in [written, restored] {
        assert!(matches!(error, StoreError::Backup(BackupError::Server)), "{error:?}");
    }
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
}
