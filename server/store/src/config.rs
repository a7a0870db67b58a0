//! Where the data is: one URL, and credentials when it is a server.

use std::fmt;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::{Result, StoreError};

/// Which database to open and how.
#[derive(Clone)]
pub struct DatabaseConfig {
    pub(crate) url: String,
    pub(crate) engine: Engine,
    pub(crate) credentials: Option<Credentials>,
    pub(crate) namespace: String,
    pub(crate) database: String,
}

/// A database user's name and password; the password never shows in logs.
#[derive(Clone)]
pub struct Credentials {
    /// User defined on the database, or a root user.
    pub user: String,
    /// Its password.
    pub password: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Memory,
    Folder(PathBuf),
    Server,
}

impl DatabaseConfig {
    /// Reads a database URL:
    /// - `mem://`: in memory, gone with the process;
    /// - `surrealkv:///path/to/folder?sync=every`: the embedded engine; each commit is on the disk before it is acknowledged,
    ///   and a URL without `sync=every` is refused, for the engine reads its durability from nowhere else;
    /// - `ws://host:port`, `wss://host:port`: a shared SurrealDB server; credentials by [`Self::with_credentials`].
    pub fn parse(url: &str) -> Result<Self> {
        let engine = engine_of(url)?;
        Ok(Self {
            url: url.to_owned(),
            engine,
            credentials: None,
            namespace: "handlingsrom".to_owned(),
            database: "main".to_owned(),
        })
    }

    /// In memory.
    pub fn memory() -> Self {
        Self {
            url: "mem://".to_owned(),
            engine: Engine::Memory,
            credentials: None,
            namespace: "handlingsrom".to_owned(),
            database: "main".to_owned(),
        }
    }

    /// The embedded engine in this folder, with every commit flushed to the disk.
    pub fn folder(path: &Path) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(|source| StoreError::Folder {
            path: path.display().to_string(),
            problem: "has no absolute path",
            source,
        })?;
        Self::parse(&format!("surrealkv://{}?sync=every", absolute.display()))
    }

    /// The user to sign in as on a database server.
    #[must_use]
    pub fn with_credentials(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.credentials = Some(Credentials {
            user: user.into(),
            password: password.into(),
        });
        self
    }

    /// Another namespace and database than `handlingsrom` and `main`.
    #[must_use]
    pub fn with_names(mut self, namespace: impl Into<String>, database: impl Into<String>) -> Self {
        self.namespace = namespace.into();
        self.database = database.into();
        self
    }

    /// Whether the data lives in this process's memory only.
    pub fn is_memory(&self) -> bool {
        self.engine == Engine::Memory
    }

    /// The data folder of the embedded engine.
    pub fn data_folder(&self) -> Option<&Path> {
        match &self.engine {
            Engine::Folder(path) => Some(path),
            Engine::Memory | Engine::Server => None,
        }
    }

    /// Creates the data folder, and what is missing above it, for this user's eyes alone (0700), for the first start. One that is
    /// there is left as it is. Opening never creates one: a folder that has gone missing is an error to be seen, not an empty
    /// database.
    ///
    /// # Errors
    /// [`StoreError::Folder`].
    pub fn create_folder(&self) -> Result<()> {
        let Some(path) = self.data_folder() else { return Ok(()) };
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(|source| StoreError::Folder {
                path: path.display().to_string(),
                problem: "cannot be created",
                source,
            })
    }
}

impl fmt::Debug for DatabaseConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatabaseConfig")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

fn engine_of(url: &str) -> Result<Engine> {
    let refuse = |why: String| Err(StoreError::Config(why));
    let Some((scheme, rest)) = url.split_once("://") else {
        return refuse(format!(
            "the database URL {url} has no scheme; use mem://, surrealkv:///folder?sync=every, ws:// or wss://"
        ));
    };
    match scheme {
        "mem" if rest.is_empty() => Ok(Engine::Memory),
        "mem" => refuse("mem:// takes neither a path nor options".to_owned()),
        "ws" | "wss" if rest.contains('@') => {
            refuse("credentials do not belong in the database URL; give them as files".to_owned())
        }
        "ws" | "wss" => Ok(Engine::Server),
        "surrealkv" | "rocksdb" => {
            let (path, options) = rest.split_once('?').unwrap_or((rest, ""));
            if !Path::new(path).is_absolute() {
                return refuse(format!(
                    "the data folder in {url} must be an absolute path, as surrealkv:///var/lib/handlingsrom?sync=every"
                ));
            }
            if !is_durable(options) {
                return refuse(format!(
                    "{url} lacks ?sync=every: without it a commit can be lost in a power cut"
                ));
            }
            if scheme == "rocksdb" && !cfg!(feature = "rocksdb") {
                return refuse("this program is built without the RocksDB engine; use surrealkv://".to_owned());
            }
            Ok(Engine::Folder(PathBuf::from(path)))
        }
        other => refuse(format!(
            "{other}:// is not a database this program opens; use mem://, surrealkv://, ws:// or wss://"
        )),
    }
}

/// Exactly one option is about flushing, and it is `sync=every`.
fn is_durable(options: &str) -> bool {
    let mut about_flushing = options.split('&').filter(|option| option.starts_with("sync"));
    about_flushing.next() == Some("sync=every") && about_flushing.next().is_none()
}
