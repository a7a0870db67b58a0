//! The program itself: what it says when it can't start.

use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use domain::files::{Attachment, FileAbout, FileKind};
use domain::ids::{FileId, ModuleId, PersonId};
use domain::modules::{Licence, ModuleHead, NewModule, add_file, create};
use domain::people::{Language, Person};
use domain::text::{Email, LessonMinutes, Title};
use store::files::Files;
use store::modules::ModuleFileRow;
use store::{AuditEntry, DatabaseConfig, Store, Table, Tx, audit, jobs, modules, people};
use ulid::Ulid;

fn server(folder: &Path, step: &str) -> Output {
    server_with(folder, &[step])
}

fn server_with(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
    command
        .args(arguments)
        .env(
            "HANDLINGSROM_DATABASE",
            format!("surrealkv://{}?sync=every", folder.display()),
        )
        .env("HANDLINGSROM_INTERNAL_ADDR", "off")
        .env("HANDLINGSROM_ADDR", "127.0.0.1:0");
    command
}

fn told(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A server of the folder's own, which is stopped when the test is over, however it ends.
struct Serving(std::process::Child);

impl Serving {
    /// Starts it and waits until it says where it is, which it does when it takes orders.
    fn start(folder: &Path) -> Self {
        let mut child = command(folder, &["serve"])
            .env("HANDLINGSROM_SITE_ROOT", folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let serving = Self(child);
        assert!(first.contains("Handlingsrom is at"), "{first}");
        serving
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_server_that_runs_is_backed_up_looked_through_and_given_an_administrator() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("a/store");
    said(&server(&folder, "migrate"));
    let serving = Serving::start(&folder);
    let socket = folder.join("control.sock");
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);

    let found = said(&server_with(
        &folder,
        &[
            "administrator",
            "--name",
            "Kari Nordmann",
            "--email",
            "kari@imdi.example",
        ],
    ));
    assert!(
        found.starts_with("Kari Nordmann has an account as administrator.\n"),
        "{found}"
    );
    let backup = parent.path().join("backup.surql").display().to_string();
    let text = said(&server_with(&folder, &["backup", &backup]));
    assert!(
        text.starts_with(&format!("backup written to {backup}; content ")),
        "{text}"
    );
    assert!(said(&server(&folder, "check")).ends_with("nothing is wrong\n"));
    assert!(said(&server(&folder, "jobs")).ends_with(" waiting, 0 laid aside\n"));
    assert!(told(&server_with(&folder, &["jobs", "--revive", "code.2"])).contains("code.2 cannot be put back"));
    let bad = ["administrator", "--name", "Kari", "--email", "nobody"];
    assert!(told(&server_with(&folder, &bad)).contains("nobody is not an e-mail address"));
    // What changes the schema wants the folder for itself.
    assert!(told(&server(&folder, "migrate")).contains("is in use by another process; stop it first"));

    // What a killed server leaves behind keeps nobody out: the folder is opened as it is.
    drop(serving);
    assert!(socket.exists());
    assert!(said(&server(&folder, "check")).ends_with("nothing is wrong\n"));
    let second = parent.path().join("b/store");
    said(&server_with(&second, &["restore", &backup]));
    let again = ["administrator", "--name", "Kari", "--email", "kari@imdi.example"];
    assert!(said(&server_with(&second, &again)).starts_with("Kari Nordmann had an account"));
    drop(Serving::start(&folder));
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

fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

#[test]
fn migrate_and_restore_make_a_data_folder_for_its_owner_alone() {
    let parent = tempfile::tempdir().unwrap();
    let mode = |folder: &Path| std::fs::metadata(folder).unwrap().permissions().mode() & 0o777;
    let (first, second) = (parent.path().join("a/store"), parent.path().join("b/store"));
    said(&server(&first, "migrate"));
    assert_eq!(mode(&first), 0o700);
    let backup = parent.path().join("backup.surql").display().to_string();
    said(&server_with(&first, &["backup", &backup]));
    said(&server_with(&second, &["restore", &backup]));
    assert_eq!(mode(&second), 0o700);
}

#[tokio::test(flavor = "multi_thread")]
async fn check_holds_the_trail_against_a_manifest_and_ends_badly_when_it_was_cut() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("store");
    let config = DatabaseConfig::folder(&folder).unwrap();
    config.create_folder().unwrap();
    let now: jiff::Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    let store = Store::connect(&config).await.unwrap();
    store.migrate().await.unwrap();
    let mut tx = Tx::new();
    tx.audit(AuditEntry::new("anna", "probe.make", Table::new("term"), "a", now));
    store.commit(tx).await.unwrap();
    audit::seal(&store).await.unwrap();
    store.close().await;

    let backup = parent.path().join("backup.surql").display().to_string();
    said(&server_with(&folder, &["backup", &backup]));
    let manifest = parent.path().join("backup.manifest.json").display().to_string();
    let check = ["check", "--manifest", &manifest];
    let text = said(&server_with(&folder, &check));
    assert!(text.contains("held against seal 1 of the manifest\n"), "{text}");
    assert!(text.ends_with("nothing is wrong\n"), "{text}");

    let other = parent.path().join("other");
    said(&server(&other, "migrate"));
    let cut = server_with(&other, &check);
    let text = String::from_utf8_lossy(&cut.stdout);
    assert!(text.contains("audit: seal 1 is not the one that was noted\n"), "{text}");
    assert!(told(&cut).contains("1 thing is wrong"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_laid_aside_is_listed_without_what_it_carries_and_put_back() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("store");
    let config = DatabaseConfig::folder(&folder).unwrap();
    config.create_folder().unwrap();
    let store = Store::connect(&config).await.unwrap();
    store.migrate().await.unwrap();
    let mut now: jiff::Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
    let mut tx = Tx::new();
    tx.outbox("mail", "code.1", &serde_json::json!({ "to": "kari" }), now);
    store.commit(tx).await.unwrap();
    for _ in 0..jobs::MOST_ATTEMPTS {
        now += jiff::SignedDuration::from_hours(7);
        let lease = std::time::Duration::from_secs(60);
        let job = jobs::claim(&store, "one", 1, now, lease).await.unwrap().remove(0);
        jobs::failed(&store, &job, "the mail server is away", now)
            .await
            .unwrap();
    }
    store.close().await;

    let text = said(&server(&folder, "jobs"));
    assert!(text.starts_with("code.1: mail, laid aside 2026-11-2"), "{text}");
    assert!(
        text.contains("12 attempts, last error: the mail server is away\n"),
        "{text}"
    );
    assert!(text.ends_with("0 waiting, 1 laid aside\n"), "{text}");
    assert!(!text.contains("kari"), "{text}");
    assert!(told(&server_with(&folder, &["jobs", "--revive", "code.2"])).contains("code.2 cannot be put back"));
    said(&server_with(&folder, &["jobs", "--revive", "code.1"]));
    let text = said(&server(&folder, "jobs"));
    assert!(text.ends_with("1 waiting, 0 laid aside\n"), "{text}");
    assert!(told(&server_with(&folder, &["jobs", "--revive", "code.1"])).contains("cannot be put back"));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_into_a_backup_come_back_and_are_missed_when_they_are_gone() {
    let parent = tempfile::tempdir().unwrap();
    let place = |name: &str| parent.path().join(name).join("store");
    let (first, second) = (place("a"), place("b"));
    said(&server(&first, "migrate"));
    let hash = {
        let store = Store::connect(&DatabaseConfig::folder(&first).unwrap()).await.unwrap();
        let files = Files::open(&parent.path().join("a/files")).unwrap();
        let hash = files.put(b"%PDF-1.7".to_vec()).await.unwrap();
        let mut tx = Tx::new();
        let now: jiff::Timestamp = "2026-11-23T08:00:00Z".parse().unwrap();
        let person = Person {
            id: PersonId::new(Ulid(1)),
            name: Title::parse("Ingrid Moen").unwrap(),
            email: Email::parse("ingrid@imdi.example").unwrap(),
            language: Language::Nb,
            grants: Vec::new(),
            active: true,
            version: 1,
        };
        people::create(&mut tx, &person);
        let head = ModuleHead::new(Title::parse("Rettar").unwrap(), LessonMinutes::new(45).unwrap());
        let id = ModuleId::new(Ulid(9));
        let file = Attachment {
            id: FileId::new(Ulid(1)),
            about: FileAbout {
                name: Title::parse("Lovkort").unwrap(),
                licence: Licence::CcBy,
                expires: None,
            },
            kind: FileKind::Pdf,
            bytes: 8,
            hash: hash.clone(),
        };
        let module = create(&NewModule { id, head }, person.id).unwrap();
        modules::create(&mut tx, &add_file(&module, &file, person.id).unwrap(), now);
        let row = ModuleFileRow {
            module: id,
            file,
            by: person.id,
            at: now,
            left_at: None,
        };
        modules::put_file(&mut tx, &row);
        store.commit(tx).await.unwrap();
        store.close().await;
        hash
    };
    let backup = parent.path().join("backup.surql").display().to_string();
    let text = said(&server_with(&first, &["backup", &backup]));
    assert!(text.contains("1 files are in "), "{text}");
    said(&server_with(&second, &["restore", &backup]));
    let back = Files::open(&parent.path().join("b/files")).unwrap();
    assert_eq!(back.get(&hash).await.unwrap().as_deref(), Some(&b"%PDF-1.7"[..]));
    assert!(said(&server(&second, "check")).contains("files: 1\n"));

    let kept = parent
        .path()
        .join("b/files")
        .join(&hash.as_str()[..2])
        .join(hash.as_str());
    std::fs::remove_file(kept).unwrap();
    let missed = server(&second, "check");
    let text = String::from_utf8_lossy(&missed.stdout);
    assert!(text.contains(&format!("files: {hash} is missing")), "{text}");
    assert!(told(&missed).contains("1 thing is wrong"));
    std::fs::remove_dir_all(parent.path().join("backup.files")).unwrap();
    let third = told(&server_with(&place("c"), &["restore", &backup]));
    assert!(third.contains("is missing"), "{third}");
}
