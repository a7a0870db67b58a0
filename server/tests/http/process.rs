//! The program itself: what it says when it can't start.

use std::path::Path;
use std::process::{Command, Output};

use store::{DatabaseConfig, Store};

fn server(folder: &Path, step: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_server"))
        .arg(step)
        .env(
            "HANDLINGSROM_DATABASE",
            format!("surrealkv://{}?sync=every", folder.display()),
        )
        .env("HANDLINGSROM_INTERNAL_ADDR", "off")
        .env("HANDLINGSROM_ADDR", "127.0.0.1:0")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_lost_data_folder_is_said_and_not_made_anew() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("store");
    let text = told(&server(&folder, "serve"));
    assert!(
        text.contains("handlingsrom: the data folder") && text.contains("cannot be opened"),
        "{text}"
    );
    assert!(!folder.exists());
}

#[tokio::test]
async fn a_second_process_on_the_same_folder_is_refused_in_a_clear_sentence() {
    let parent = tempfile::tempdir().unwrap();
    let config = DatabaseConfig::folder(&parent.path().join("store")).unwrap();
    config.create_folder().unwrap();
    let held = Store::connect(&config).await.unwrap();
    held.migrate().await.unwrap();
    let folder = parent.path().join("store");
    let text = told(
        &tokio::task::spawn_blocking(move || server(&folder, "serve"))
            .await
            .unwrap(),
    );
    assert!(text.contains("is in use by another process; stop it first"), "{text}");
}

#[test]
fn a_database_that_was_never_migrated_is_said() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("store");
    std::fs::create_dir(&folder).unwrap();
    let text = told(&server(&folder, "serve"));
    assert!(text.contains("run migrate"), "{text}");
}
