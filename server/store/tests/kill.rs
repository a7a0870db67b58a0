//! Kill test: a process that writes is killed at a random moment, again and again, and nothing that it had acknowledged may be
//! lost and no transaction be there in part.
//!
//! The rounds share one growing folder, so that each start also replays what all earlier rounds left in the log; that is quicker
//! than a fresh schema each round, too. `HANDLINGSROM_KILL_ROUNDS` asks for more than 50 rounds, `HANDLINGSROM_KILL_ENGINE=rocksdb`
//! (with the feature of that name) for the other engine.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;
use store::{AuditEntry, DatabaseConfig, Key, Query, Store, StoreError, Table, Tx, audit};

const RECEIPT: Table = Table::new("command_receipt");
const ENTRY: Table = Table::new("audit_entry");
const UNSEALED: Table = Table::new("audit_unsealed");
const OUTBOX: Table = Table::new("outbox");

/// What one transaction of the child writes; `audit_unsealed` until its entry is sealed.
const ALL: [Table; 4] = [RECEIPT, ENTRY, UNSEALED, OUTBOX];

/// Writers in the child.
const WRITERS: usize = 8;
/// What the parent looks for beyond the last acknowledged write of a writer: one may have been under way.
const BEYOND: u32 = 2;

/// What one step of a round may take: one that hangs is told by its name, not by the end of the whole test.
const STEP: Duration = Duration::from_secs(60);

/// Waits for a step of a round. Its name is printed first: a hang that blocks every thread keeps the clock from running out, too.
async fn step<T>(name: &str, round: u32, work: impl Future<Output = T>) -> T {
    println!("round {round}: {name}");
    match tokio::time::timeout(STEP, work).await {
        Ok(done) => done,
        Err(_) => panic!("round {round}: {name} hangs"),
    }
}

/// How the child writes.
#[derive(Clone, Copy, PartialEq)]
enum Arm {
    /// As the program does.
    Honest,
    /// Says so before the commit: acknowledged writes must be seen to be lost.
    EarlyAcknowledgement,
    /// One change in two transactions: halves must be seen.
    Halves,
}

impl Arm {
    fn name(self) -> &'static str {
        match self {
            Self::Honest => "honest",
            Self::EarlyAcknowledgement => "early",
            Self::Halves => "halves",
        }
    }
}

fn config(folder: &Path) -> DatabaseConfig {
    let engine = std::env::var("HANDLINGSROM_KILL_ENGINE").unwrap_or_else(|_| "surrealkv".to_owned());
    DatabaseConfig::parse(&format!("{engine}://{}?sync=every", folder.display())).unwrap()
}

/// Opens the store, again if the engine has not yet let go of the folder since it was closed.
async fn open(config: &DatabaseConfig) -> Store {
    for _ in 0..500 {
        match Store::connect(config).await {
            Err(StoreError::Unavailable(_)) => tokio::time::sleep(Duration::from_millis(10)).await,
            outcome => return outcome.unwrap(),
        }
    }
    panic!("the folder is not let go of");
}

fn now() -> jiff::Timestamp {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

fn name(round: u32, writer: usize, number: u32) -> String {
    format!("r{round:05}w{writer}n{number:06}")
}

fn first_half(tx: &mut Tx, name: &str) {
    let mut entry = AuditEntry::new("writer", "probe.make", OUTBOX, name, now()).after(&json!({ "name": name }));
    entry.id = name.to_owned();
    tx.audit(entry);
}

fn second_half(tx: &mut Tx, name: &str) {
    tx.receipt("writer", name, &json!({ "name": name }), now())
        .outbox("mail", name, &json!({ "to": name }), now());
}

/// The child. Run by itself it does nothing; the parent runs this same program with the settings in the environment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the writing process of the other tests in this file"]
async fn writer_process() {
    let Ok(folder) = std::env::var("KILL_FOLDER") else {
        return;
    };
    let round: u32 = std::env::var("KILL_ROUND").unwrap().parse().unwrap();
    let arm = std::env::var("KILL_ARM").unwrap();
    let store = Store::connect(&config(Path::new(&folder))).await.unwrap();
    let mut tasks = tokio::task::JoinSet::new();
    say("ready");
    for writer in 0..WRITERS {
        let (store, arm) = (store.clone(), arm.clone());
        tasks.spawn(async move {
            for number in 0.. {
                let name = name(round, writer, number);
                if arm == "early" {
                    say(&name);
                }
                let mut tx = Tx::new();
                first_half(&mut tx, &name);
                if arm == "halves" {
                    store.commit(std::mem::take(&mut tx)).await.unwrap();
                }
                second_half(&mut tx, &name);
                if let Err(error) = store.commit(tx).await {
                    say(&format!("refused {error:?}"));
                    return;
                }
                if arm != "early" {
                    say(&name);
                }
            }
        });
    }
    while tasks.join_next().await.is_some() {}
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "@{line}").unwrap();
    out.flush().unwrap();
}

/// This program again, as the writer; `wrap` may put a shell around it.
fn start(folder: &Path, round: u32, arm: Arm, limit_blocks: Option<u64>) -> Child {
    let program = std::env::current_exe().unwrap();
    let mut command = match limit_blocks {
        None => Command::new(program),
        Some(blocks) => {
            let mut shell = Command::new("sh");
            shell
                .arg("-c")
                .arg(format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""))
                .arg(program);
            shell
        }
    };
    command
        .args([
            "writer_process",
            "--exact",
            "--ignored",
            "--nocapture",
            "--test-threads",
            "1",
        ])
        .env("KILL_FOLDER", folder)
        .env("KILL_ROUND", round.to_string())
        .env("KILL_ARM", arm.name())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Lines of the child as it says them, without the test runner's own.
fn lines(child: &mut Child) -> impl Iterator<Item = String> + use<> {
    let out = BufReader::new(child.stdout.take().unwrap());
    out.lines()
        .map_while(Result::ok)
        .filter_map(|line| line.split_once('@').map(|(_, said)| said.to_owned()))
}

/// Kills the child some time after it is ready and returns what it acknowledged.
fn killed_after(folder: &Path, round: u32, arm: Arm, pause: Duration) -> BTreeSet<String> {
    println!("round {round}: writing");
    let mut child = start(folder, round, arm, None);
    let mut said = lines(&mut child);
    let (tell, told) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let first = said.next();
        // Nobody listens any more when it came too late.
        let _ = tell.send(first);
        said.collect::<BTreeSet<_>>()
    });
    let first = told.recv_timeout(STEP);
    if first.is_err() {
        child.kill().unwrap();
    }
    assert_eq!(
        first.ok().flatten().as_deref(),
        Some("ready"),
        "the writer of round {round} did not start"
    );
    std::thread::sleep(pause);
    println!("round {round}: killing");
    child.kill().unwrap();
    child.wait().unwrap();
    println!("round {round}: killed");
    let acknowledged = reader.join().unwrap();
    assert!(
        !acknowledged.iter().any(|line| line.starts_with("refused")),
        "{acknowledged:?}"
    );
    acknowledged
}

#[derive(Debug, Default, PartialEq)]
struct Loss {
    acknowledged_but_gone: Vec<String>,
    halves: Vec<String>,
}

/// Compares what was acknowledged in a round with what is there.
async fn compare(store: &Store, written: &[Table], round: u32, acknowledged: &BTreeSet<String>) -> Loss {
    let mut looked_for = Vec::new();
    for writer in 0..WRITERS {
        let said = (0..)
            .take_while(|number| acknowledged.contains(&name(round, writer, *number)))
            .count();
        let said = u32::try_from(said).unwrap();
        looked_for.extend((0..said + BEYOND).map(|number| name(round, writer, number)));
    }
    assert_eq!(
        acknowledged.iter().filter(|name| !looked_for.contains(name)).count(),
        0,
        "gaps in what was said"
    );
    let mut tables = Vec::new();
    for &table in written {
        let keys = looked_for.iter().map(|name| match table {
            RECEIPT => Key::from(["writer", name.as_str()]),
            _ => Key::from(name),
        });
        let query = Query::new("SELECT VALUE record::id(id) FROM $records").bind_records("records", table, keys);
        let there: Vec<Key> = store.list(query).await.unwrap();
        let there: BTreeSet<String> = there
            .into_iter()
            .map(|key| match key {
                Key::One(name) => name,
                Key::Many(mut parts) => parts.pop().unwrap(),
            })
            .collect();
        tables.push(there);
    }
    let mut loss = Loss::default();
    for name in looked_for {
        let rows = tables.iter().filter(|there| there.contains(&name)).count();
        if rows != 0 && rows != tables.len() {
            loss.halves.push(name);
        } else if rows == 0 && acknowledged.contains(&name) {
            loss.acknowledged_but_gone.push(name);
        }
    }
    loss
}

async fn prepared() -> (tempfile::TempDir, DatabaseConfig) {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let store = open(&config).await;
    store.migrate().await.unwrap();
    store.close().await;
    (folder, config)
}

/// A process that dies while it writes may leave half a record at the end of the engine's log. Whoever starts on that must not
/// write behind it: the next start reads up to the half record and no further.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_after_a_torn_log_is_kept() {
    if std::env::var("HANDLINGSROM_KILL_ENGINE").is_ok_and(|engine| engine != "surrealkv") {
        return;
    }
    for torn in [1, 20, 300] {
        let (folder, config) = prepared().await;
        killed_after(folder.path(), 0, Arm::Honest, Duration::from_millis(200));
        tear(folder.path(), torn);
        let acknowledged = killed_after(folder.path(), 1, Arm::Honest, Duration::from_millis(200));
        assert!(!acknowledged.is_empty(), "nothing was written behind the tear");
        let store = open(&config).await;
        let loss = compare(&store, &ALL, 1, &acknowledged).await;
        assert_eq!(
            loss,
            Loss::default(),
            "{torn} bytes torn off, {} acknowledged",
            acknowledged.len()
        );
        store.close().await;
    }
}

/// Takes bytes off the end of the newest log.
fn tear(folder: &Path, bytes: u64) {
    let logs = std::fs::read_dir(folder.join("wal")).unwrap();
    let newest = logs.map(|entry| entry.unwrap().path()).max().unwrap();
    let log = std::fs::OpenOptions::new().write(true).open(&newest).unwrap();
    let length = log.metadata().unwrap().len();
    assert!(length > bytes, "the log of {length} bytes is too short to tear");
    log.set_len(length - bytes).unwrap();
}

// More threads than the engine's own upkeep can block at once: the clock of a step needs one.
#[tokio::test(flavor = "multi_thread", worker_threads = 6)]
async fn nothing_acknowledged_is_lost_and_nothing_is_half_written_when_the_process_is_killed() {
    let rounds = std::env::var("HANDLINGSROM_KILL_ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(50);
    let (folder, config) = prepared().await;
    let started = Instant::now();
    let mut everything = Vec::new();
    let mut unseen = 0;
    for round in 0..rounds {
        let pause = Duration::from_millis(rand::random_range(1..=400));
        everything.push(killed_after(folder.path(), round, Arm::Honest, pause));
        unseen += 1;
        // Every third look waits, so that a killed writer also starts on what another killed writer left.
        if round % 3 == 1 && round + 1 < rounds {
            continue;
        }
        let store = step("opening", round, open(&config)).await;
        for (seen, acknowledged) in everything.iter().enumerate().rev().take(unseen) {
            let seen_round = u32::try_from(seen).unwrap();
            let loss = step("looking", round, compare(&store, &ALL, seen_round, acknowledged)).await;
            assert_eq!(
                loss,
                Loss::default(),
                "round {seen}, the last one killed after {pause:?}"
            );
        }
        unseen = 0;
        while step("sealing", round, audit::seal(&store)).await.unwrap() > 0 {}
        step("closing", round, store.close()).await;
    }
    let writes: usize = everything.iter().map(BTreeSet::len).sum();
    let store = open(&config).await;
    for (round, acknowledged) in everything.iter().enumerate() {
        let loss = compare(
            &store,
            &[RECEIPT, ENTRY, OUTBOX],
            u32::try_from(round).unwrap(),
            acknowledged,
        )
        .await;
        assert_eq!(loss, Loss::default(), "round {round}, at the end");
    }
    let report = audit::verify(&store).await.unwrap();
    assert_eq!((report.unsealed, report.faults), (0, vec![]));
    assert!(report.sealed >= writes as u64, "{} sealed of {writes}", report.sealed);
    assert!(writes > 0, "nothing was written at all");
    println!(
        "{rounds} kills, {writes} acknowledged transactions of 4 rows, {:.1?}: none lost, none half",
        started.elapsed()
    );
}

/// Kills until the comparison notices, which shows that it can.
async fn until_noticed(arm: Arm, noticed: impl Fn(&Loss) -> bool) {
    let (folder, config) = prepared().await;
    for round in 0..40 {
        let pause = Duration::from_millis(rand::random_range(20..=200));
        let acknowledged = killed_after(folder.path(), round, arm, pause);
        let store = open(&config).await;
        let loss = compare(&store, &ALL, round, &acknowledged).await;
        store.close().await;
        if noticed(&loss) {
            return;
        }
    }
    panic!("40 kills and nothing noticed");
}

#[tokio::test(flavor = "multi_thread")]
async fn control_an_acknowledgement_before_the_commit_is_noticed_as_a_loss() {
    until_noticed(Arm::EarlyAcknowledgement, |loss| !loss.acknowledged_but_gone.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn control_a_change_in_two_transactions_is_noticed_as_half() {
    until_noticed(Arm::Halves, |loss| !loss.halves.is_empty()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_answered_as_unavailable_and_loses_nothing_acknowledged() {
    let (folder, config) = prepared().await;
    // No file may grow beyond 256 blocks of 512 bytes (1 KiB in some shells), as if the disk were full there.
    let mut child = start(folder.path(), 0, Arm::Honest, Some(256));
    let said: Vec<String> = lines(&mut child).collect();
    child.wait().unwrap();
    let refused: Vec<&String> = said.iter().filter(|line| line.starts_with("refused")).collect();
    let acknowledged: BTreeSet<String> = said
        .iter()
        .filter(|line| line.starts_with('r') && !line.starts_with("re"))
        .cloned()
        .collect();
    assert_eq!(refused.len(), WRITERS, "every writer is told: {refused:?}");
    assert!(refused.iter().all(|line| line.contains("Unavailable")), "{refused:?}");
    assert!(!acknowledged.is_empty());
    let store = open(&config).await;
    let loss = compare(&store, &ALL, 0, &acknowledged).await;
    assert_eq!(loss, Loss::default(), "{} acknowledged", acknowledged.len());
    let mut tx = Tx::new();
    first_half(&mut tx, "after");
    store.commit(tx).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_process_on_the_same_folder_is_refused() {
    let (folder, config) = prepared().await;
    let mut child = start(folder.path(), 0, Arm::Honest, None);
    assert_eq!(lines(&mut child).next().as_deref(), Some("ready"));
    let second = Store::connect(&config).await;
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(matches!(second, Err(StoreError::InUse { .. })), "{second:?}");
}
