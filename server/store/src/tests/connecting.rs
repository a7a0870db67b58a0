use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::at;
use crate::{DatabaseConfig, Store, StoreError, Tx};

fn refusal(url: &str) -> String {
    match DatabaseConfig::parse(url) {
        Err(StoreError::Config(why)) => why,
        other => panic!("{url}: {other:?}"),
    }
}

#[test]
fn a_url_that_could_lose_a_commit_is_refused() {
    for url in [
        "surrealkv:///var/lib/h",
        "surrealkv:///var/lib/h?sync=never",
        "surrealkv:///var/lib/h?sync=200ms",
        "surrealkv:///var/lib/h?sync=every2",
        "surrealkv:///var/lib/h?versioned=true",
    ] {
        assert!(refusal(url).contains("sync=every"), "{url}");
    }
    assert!(DatabaseConfig::parse("surrealkv:///var/lib/h?sync=every").is_ok());
    assert!(DatabaseConfig::parse("surrealkv:///var/lib/h?versioned=false&sync=every").is_ok());
}

#[test]
fn other_urls_are_refused_with_a_reason() {
    assert!(refusal("here").contains("no scheme"));
    assert!(refusal("surrealkv://data?sync=every").contains("absolute"));
    assert!(refusal("postgres://x").contains("postgres"));
    assert!(refusal("mem://x").contains("mem://"));
    assert!(refusal("ws://root:secret@localhost:8000").contains("files"));
    assert!(DatabaseConfig::parse("wss://db.example:8000").is_ok());
}

#[test]
fn two_options_of_which_the_last_weakens_durability_are_refused() {
    assert!(refusal("surrealkv:///var/lib/h?sync=every&sync=never").contains("sync"));
}

#[test]
fn a_password_never_shows() {
    let config = DatabaseConfig::parse("wss://db.example")
        .unwrap()
        .with_credentials("owner", "hunter2");
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_missing_folder_is_an_error_and_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let lost = folder.path().join("lost");
    let config = DatabaseConfig::folder(&lost).unwrap();
    let error = Store::connect(&config).await.unwrap_err();
    assert!(error.to_string().contains("cannot be opened"), "{error}");
    assert!(!lost.exists());
    std::fs::write(&lost, "").unwrap();
    assert!(
        Store::connect(&config)
            .await
            .unwrap_err()
            .to_string()
            .contains("is not a folder")
    );
}

#[tokio::test]
async fn a_folder_opens_again_after_it_was_closed_and_holds_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let config = DatabaseConfig::folder(&folder.path().join("data")).unwrap();
    config.create_folder().unwrap();
    for round in 0..3_u64 {
        let store = Store::connect(&config).await.unwrap();
        assert_eq!(store.migrate().await.unwrap(), usize::from(round == 0));
        assert_eq!(store.count(crate::jobs::OUTBOX).await.unwrap(), round);
        let mut tx = Tx::new();
        tx.outbox(
            "mail",
            &round.to_string(),
            &serde_json::json!({}),
            at("2026-11-23T08:00:00Z"),
        );
        store.commit(tx).await.unwrap();
        store.close().await;
    }
}

#[tokio::test]
async fn a_second_opening_of_the_same_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let config = DatabaseConfig::folder(folder.path()).unwrap();
    let first = Store::connect(&config).await.unwrap();
    let error = Store::connect(&config).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::InUse { path } if Path::new(path) == folder.path()),
        "{error:?}"
    );
    first.close().await;
    Store::connect(&config).await.unwrap();
}

#[tokio::test]
async fn a_database_server_that_does_not_answer_is_unavailable() {
    let config = DatabaseConfig::parse("ws://127.0.0.1:9")
        .unwrap()
        .with_credentials("owner", "secret");
    let error = Store::connect(&config).await.unwrap_err();
    assert!(matches!(error, StoreError::Unavailable(_)), "{error:?}");
}

#[tokio::test]
async fn a_data_folder_is_made_for_its_owner_alone_and_one_that_is_there_is_left() {
    let root = tempfile::tempdir().unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let made = root.path().join("var/store");
    DatabaseConfig::folder(&made).unwrap().create_folder().unwrap();
    assert_eq!((mode(&made), mode(&root.path().join("var"))), (0o700, 0o700));
    std::fs::set_permissions(&made, Permissions::from_mode(0o750)).unwrap();
    DatabaseConfig::folder(&made).unwrap().create_folder().unwrap();
    assert_eq!(mode(&made), 0o750);
}

#[tokio::test]
async fn a_full_disk_and_a_folder_that_is_gone_are_noticed_by_trying_to_write() {
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("data");
    let config = DatabaseConfig::folder(&data).unwrap();
    config.create_folder().unwrap();
    let store = Store::connect(&config).await.unwrap();
    store.try_writing().await.unwrap();
    store.try_writing().await.unwrap();
    // A file on a disk without room.
    std::fs::remove_file(data.join("handlingsrom.trial")).unwrap();
    std::os::unix::fs::symlink("/dev/full", data.join("handlingsrom.trial")).unwrap();
    let error = store.try_writing().await.unwrap_err();
    assert!(error.to_string().contains("takes no data"), "{error}");
    std::fs::remove_file(data.join("handlingsrom.trial")).unwrap();
    store.try_writing().await.unwrap();
    std::fs::rename(&data, root.path().join("elsewhere")).unwrap();
    store.try_writing().await.unwrap_err();
    Store::memory().await.unwrap().try_writing().await.unwrap();
}
