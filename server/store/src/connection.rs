//! Opening the database and sending queries to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use surrealdb::engine::any::{Any, connect};
use surrealdb::opt::auth;
use surrealdb::types::Variables;
use surrealdb::{IndexedResults, Surreal};
use tokio::sync::broadcast;

use crate::changes::{BACKLOG, Change};
use crate::config::{DatabaseConfig, Engine};
use crate::folder::{self, FolderLock};
use crate::{Result, StoreError, retry_conflicts};

/// The database. Cloning is cheap and shares one connection.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    // Never cloned: a clone would open another session.
    db: Surreal<Any>,
    changes: broadcast::Sender<Change>,
    asked: AtomicU64,
    server: bool,
    folder: Option<PathBuf>,
    _lock: Option<FolderLock>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Opens the database; the schema is brought up to date by [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Folder`], [`StoreError::InUse`], [`StoreError::Credentials`] or [`StoreError::Unavailable`].
    pub async fn connect(config: &DatabaseConfig) -> Result<Self> {
        let lock = config.data_folder().map(folder::claim).transpose()?;
        if let Some(folder) = config.data_folder().filter(|folder| folder::has_open_log(folder)) {
            settle(config, folder).await?;
        }
        let db = connect(config.url.as_str()).await.map_err(opening)?;
        if config.engine == Engine::Server {
            sign_in(&db, config).await?;
        }
        // The engine's own upkeep, or another server that starts, may write beside this, which makes both where they are missing.
        retry_conflicts(async || {
            db.use_ns(&config.namespace).use_db(&config.database).await?;
            Ok::<_, StoreError>(())
        })
        .await?;
        let (changes, _) = broadcast::channel(BACKLOG);
        Ok(Self {
            inner: Arc::new(Inner {
                db,
                changes,
                asked: AtomicU64::new(0),
                server: config.engine == Engine::Server,
                folder: config.data_folder().map(Path::to_path_buf),
                _lock: lock,
            }),
        })
    }

    /// A fresh store in memory with the present schema, for tests and trials.
    pub async fn memory() -> Result<Self> {
        let store = Self::connect(&DatabaseConfig::memory()).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// Listens to hints of committed changes from now on.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// Answers when the database does.
    pub async fn ping(&self) -> Result<()> {
        self.run("RETURN true", Variables::new()).await?.check()?;
        Ok(())
    }

    /// Whether the data folder takes data: writes one block of 4 KiB in it and waits until it is on the disk. Says yes without
    /// looking where there is no folder (in memory, on a server).
    ///
    /// # Errors
    /// [`StoreError::Folder`] when the folder is gone, cannot be written to or its disk is full.
    pub async fn try_writing(&self) -> Result<()> {
        let Some(path) = self.inner.folder.clone() else {
            return Ok(());
        };
        let shown = path.display().to_string();
        // A disk that hangs must not hold up the requests.
        tokio::task::spawn_blocking(move || folder::try_writing(&path))
            .await
            .unwrap_or_else(|ended| {
                Err(StoreError::Folder {
                    path: shown,
                    problem: "could not be tried",
                    source: std::io::Error::other(ended),
                })
            })
    }

    /// Closes the database and waits until the engine has let go of its folder, so that it can be opened again at once. Other
    /// clones of this store keep it open.
    pub async fn close(self) {
        let Some(inner) = Arc::into_inner(self.inner) else {
            return;
        };
        let folder = inner.folder.clone();
        drop(inner);
        if let Some(folder) = folder {
            folder::released(&folder).await;
        }
    }

    /// How often the database was asked since this store was opened: once for each statement that reads, and once for each
    /// transaction. For measuring what a page costs.
    pub fn asked(&self) -> u64 {
        self.inner.asked.load(Ordering::Relaxed)
    }

    pub(crate) fn tell(&self, changes: Vec<Change>) {
        for change in changes {
            // Nobody listening is no fault.
            let _heard = self.inner.changes.send(change);
        }
    }

    pub(crate) async fn run(&self, text: &str, binds: Variables) -> Result<IndexedResults> {
        self.inner.asked.fetch_add(1, Ordering::Relaxed);
        Ok(self.inner.db.query(text).bind(binds).await?)
    }

    pub(crate) fn is_server(&self) -> bool {
        self.inner.server
    }

    pub(crate) fn db(&self) -> &Surreal<Any> {
        &self.inner.db
    }
}

/// Opens and closes the engine once, so that it writes its log out into its tables and begins a new one.
///
/// A process that dies while it writes may leave half a record at the end of the log. SurrealKV 0.21.4 goes on behind it, and at
/// the start after that it reads up to the half record and throws the rest away, acknowledged commits and all.
async fn settle(config: &DatabaseConfig, folder: &Path) -> Result<()> {
    tracing::info!("the database was not closed in good order; its log is written out first");
    drop(connect(config.url.as_str()).await.map_err(opening)?);
    folder::released(folder).await;
    if folder::has_open_log(folder) {
        return Err(StoreError::Folder {
            path: folder.display().to_string(),
            problem: "holds a log that could not be written out",
            source: std::io::Error::other("nothing may be written behind it; start again when the disk has room"),
        });
    }
    Ok(())
}

async fn sign_in(db: &Surreal<Any>, config: &DatabaseConfig) -> Result<()> {
    let Some(given) = &config.credentials else {
        return Err(StoreError::Config(
            "a database server needs a user name and a password".to_owned(),
        ));
    };
    // A user of this database alone is the rule; a root user is accepted for the first set-up.
    let as_owner = auth::Database {
        namespace: config.namespace.clone(),
        database: config.database.clone(),
        username: given.user.clone(),
        password: given.password.clone(),
    };
    if db.signin(as_owner).await.is_ok() {
        return Ok(());
    }
    let as_root = auth::Root {
        username: given.user.clone(),
        password: given.password.clone(),
    };
    match db.signin(as_root).await {
        Ok(_) => Ok(()),
        Err(error) if error.is_connection() => Err(StoreError::Unavailable(Box::new(error))),
        Err(error) => Err(StoreError::Credentials(Box::new(error))),
    }
}

fn opening(error: surrealdb::Error) -> StoreError {
    StoreError::Unavailable(Box::new(error))
}
