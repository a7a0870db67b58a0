//! How `backup`, `check`, `jobs` and `administrator` reach the data: through the server that runs, or, where none does, by opening the
//! database themselves.
//!
//! The embedded engine belongs to one process, so a running server listens on a socket in its data folder, which its user alone may
//! open. An order is one line of JSON, and so is its answer. A database on a server is opened by whoever asks.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde::{Deserialize, Serialize};
use service::Services;
use service::session::code::Key;
use store::Store;
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::commands::{administrator, backup, check, jobs, open, serve};
use crate::config::{Administrator, Common};

/// The socket's name in the data folder.
const SOCKET: &str = "control.sock";

/// Bytes of an order at most: two paths and some words.
const LONGEST_ORDER: u64 = 64 * 1024;

/// An order is a line that its command writes at once. Whoever says nothing is not waited for, or the server could not stop in good order.
const PATIENCE: Duration = Duration::from_secs(10);

/// What can be asked of a server that runs. Paths are absolute: the server may have been started elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Write a backup to this file.
    Backup(PathBuf),
    /// Look the data through, and hold the audit trail against this manifest.
    Check(Option<PathBuf>),
    /// List the jobs, or put this one back.
    Jobs(Option<String>),
    /// Make or open an administrator's account.
    Administrator(Administrator),
}

impl Order {
    /// For the log, which names neither people nor places.
    const fn name(&self) -> &'static str {
        match self {
            Self::Backup(_) => "backup",
            Self::Check(_) => "check",
            Self::Jobs(_) => "jobs",
            Self::Administrator(_) => "administrator",
        }
    }
}

/// What the command prints, and why it fails if it does.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Answer {
    lines: Vec<String>,
    fault: Option<String>,
}

impl Answer {
    fn of(lines: Vec<String>, outcome: Result<()>) -> Self {
        let fault = outcome.err().map(|error| format!("{error:#}"));
        Self { lines, fault }
    }
}

/// What an order is carried out with.
#[derive(Clone)]
struct Inside {
    services: Arc<Services>,
    key: Key,
    /// Whether people may be writing meanwhile.
    live: bool,
}

/// Runs a command and prints what it says.
///
/// # Errors
/// When the command fails, or the database can be reached in neither way.
pub async fn run(common: &Common, order: Order) -> Result<()> {
    let answer = match running(common).await? {
        Some(server) => ask(server, &order).await.context("the running server gave no answer")?,
        None => alone(common, &order).await?,
    };
    for line in &answer.lines {
        println!("{line}");
    }
    match answer.fault {
        None => Ok(()),
        Some(fault) => bail!(fault),
    }
}

fn socket(common: &Common) -> Result<Option<PathBuf>> {
    let database = common.database()?;
    Ok(database.data_folder().map(|folder| folder.join(SOCKET)))
}

/// The server that has the data folder open, if one does. What a server that was killed has left answers nobody.
async fn running(common: &Common) -> Result<Option<UnixStream>> {
    let Some(path) = socket(common)? else { return Ok(None) };
    match UnixStream::connect(&path).await {
        Ok(stream) => Ok(Some(stream)),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            Err(error).context("a server runs for another user; ask as that user")
        }
        // No server, or an address too long for a socket: then the folder itself says whether it is in use.
        Err(_) => Ok(None),
    }
}

async fn ask(mut server: UnixStream, order: &Order) -> Result<Answer> {
    let mut line = serde_json::to_vec(order)?;
    line.push(b'\n');
    server.write_all(&line).await?;
    let mut text = Vec::new();
    server.read_to_end(&mut text).await?;
    Ok(serde_json::from_slice(&text)?)
}

async fn alone(common: &Common, order: &Order) -> Result<Answer> {
    let clock = common.clock();
    let (services, key) = match order {
        // Looks at what does not fit the schema too.
        Order::Check(_) => {
            let store = Store::connect(&common.database()?).await?;
            (Services::with_files(store, clock, common.files()?), Key::fresh())
        }
        Order::Backup(_) => {
            let store = open(common).await?;
            (Services::with_files(store, clock, common.files()?), Key::fresh())
        }
        Order::Jobs(_) => (Services::new(open(common).await?, clock), Key::fresh()),
        Order::Administrator(_) => {
            let key = serve::key(common)?;
            (Services::new(open(common).await?, clock), key)
        }
    };
    let store = services.store.clone();
    let inside = Inside {
        services: Arc::new(services),
        key,
        live: false,
    };
    let answer = carry_out(&inside, order).await;
    drop(inside);
    store.close().await;
    Ok(answer)
}

async fn carry_out(inside: &Inside, order: &Order) -> Answer {
    let Inside { services, key, live } = inside;
    let mut lines = Vec::new();
    let outcome = match order {
        Order::Backup(to) => backup::backup(services, to, &mut lines).await,
        Order::Check(manifest) => check::run(services, manifest.as_deref(), *live, &mut lines).await,
        Order::Jobs(revive) => jobs::run(services, revive.as_deref(), &mut lines).await,
        Order::Administrator(given) => administrator::run(services, key, given, &mut lines).await,
    };
    Answer::of(lines, outcome)
}

/// Takes orders until `stop`. A server without a data folder takes none, and one whose folder's name is too long for a socket says so.
///
/// # Errors
/// When the database's address can't be read.
pub fn listen(
    common: &Common,
    services: &Arc<Services>,
    key: Key,
    tracker: &TaskTracker,
    stop: &CancellationToken,
) -> Result<()> {
    let Some(path) = socket(common)? else { return Ok(()) };
    let listener = match bind(&path) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::warn!(%error, socket = %path.display(), "no socket: backup, check, jobs and administrator need the server stopped");
            return Ok(());
        }
    };
    let inside = Inside {
        services: services.clone(),
        key,
        live: true,
    };
    let stopped = stop.clone();
    let orders = tracker.clone();
    tracker.spawn(async move {
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = stopped.cancelled() => break,
            };
            match accepted {
                Ok((stream, _)) => drop(orders.spawn(heard(inside.clone(), stream))),
                Err(error) => tracing::warn!(%error, "an order could not be heard"),
            }
        }
        // The next server would take it away too.
        let _ = fs::remove_file(&path);
    });
    Ok(())
}

/// The folder is this process's own by now, so a socket that lies there is left over.
fn bind(path: &Path) -> io::Result<UnixListener> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn heard(inside: Inside, mut stream: UnixStream) {
    let (reading, mut writing) = stream.split();
    let answer = match order(BufReader::new(reading.take(LONGEST_ORDER))).await {
        Ok(order) => {
            tracing::info!(order = order.name(), "an order came by the socket");
            carry_out(&inside, &order).await
        }
        Err(error) => Answer::of(Vec::new(), Err(error.context("the order can't be read"))),
    };
    let told = match serde_json::to_vec(&answer) {
        Ok(text) => writing.write_all(&text).await,
        Err(error) => Err(error.into()),
    };
    if let Err(error) = told {
        tracing::warn!(%error, "nobody waited for the answer to an order");
    }
}

async fn order(mut reading: impl AsyncBufRead + Unpin) -> Result<Order> {
    let mut line = String::new();
    timeout(PATIENCE, reading.read_line(&mut line))
        .await
        .context("nothing was asked in time")??;
    Ok(serde_json::from_str(&line)?)
}
