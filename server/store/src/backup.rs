//! Backups: the database's own dump, and beside it a manifest that says what is in it.
//!
//! A backup is read back into memory before it counts as made, so the manifest describes what *restores*. Dump and manifest hold
//! everything the database holds: keep them where the database may be kept, and encrypted.

use std::fs::{self, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use surrealdb::types::Variables;

use crate::content::{Content, total};
use crate::{DatabaseConfig, Result, Store, StoreError, audit};

/// So often is a dump taken of a database that is written to meanwhile, before it is given up.
const ATTEMPTS: u32 = 3;

/// Why a backup could not be made or restored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The store to restore into holds rows.
    #[error("the database to restore into is not empty: {table} has {rows} rows")]
    NotEmpty {
        /// A table with rows.
        table: String,
        /// How many.
        rows: u64,
    },
    /// A file could not be read or written.
    #[error("the backup file {path} cannot be read or written")]
    File {
        /// The file.
        path: String,
        /// What the operating system said.
        #[source]
        source: std::io::Error,
    },
    /// The manifest is not one that this program reads.
    #[error("the manifest {path} cannot be read")]
    Manifest {
        /// The file.
        path: String,
        /// What is wrong with it.
        #[source]
        source: serde_json::Error,
    },
    /// The dump is not the file that the manifest was written for.
    #[error("the dump {path} is not the one that its manifest describes; it is damaged or belongs to another backup")]
    Damaged {
        /// The dump.
        path: String,
    },
    /// What was restored is not what the manifest says.
    #[error("table {table} does not hold after the restore what it held before")]
    Differs {
        /// The first table that differs.
        table: String,
    },
    /// A shared database server is backed up with its own tool.
    #[error("this database is on a server: use the server's own export")]
    Server,
}

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Shape of this file; 1.
    pub format: u32,
    /// When the backup was made.
    #[serde(with = "crate::instant")]
    pub made_at: Timestamp,
    /// SHA-256 of the dump file.
    pub dump_hash: String,
    /// Rows and hash of each table.
    pub tables: Content,
    /// Hash over all tables.
    pub content_hash: String,
    /// Where the audit chain ended: hold it against the database later with [`audit::verify_since`].
    pub audit_head: Option<(u64, String)>,
}

impl Manifest {
    /// The noted end of the chain, as the checks take it.
    pub fn noted(&self) -> Option<(u64, &str)> {
        self.audit_head
            .as_ref()
            .map(|(sequence, hash)| (*sequence, hash.as_str()))
    }
}

/// Where the manifest of a dump lies: the same name, `.manifest.json`.
pub fn manifest_path(dump: &Path) -> PathBuf {
    dump.with_extension("manifest.json")
}

/// Writes the dump to `path` (readable by this user alone) and the manifest beside it.
///
/// # Errors
/// [`BackupError::File`], [`BackupError::Server`], and [`BackupError::Differs`] if the dump does not read back.
pub async fn write(store: &Store, path: &Path, now: Timestamp) -> Result<Manifest> {
    if store.is_server() {
        return Err(BackupError::Server.into());
    }
    let partial = path.with_extension("partial");
    let made = checked(store, &partial).await;
    if made.is_err() {
        // What is no backup must not lie about as one, with everything in it.
        let _ = fs::remove_file(&partial);
    }
    let (copy, tables) = made?;
    // A database of before the first migration has no trail.
    let audit_head = if tables.contains_key(audit::HEAD.name()) {
        audit::head(&copy).await?
    } else {
        None
    };
    let manifest = Manifest {
        format: 1,
        made_at: now,
        dump_hash: file_hash(&partial)?,
        content_hash: total(&tables),
        tables,
        audit_head,
    };
    // On the disk before the name says that it is there.
    File::open(&partial)
        .and_then(|file| file.sync_all())
        .map_err(|source| file_error(&partial, source))?;
    fs::rename(&partial, path).map_err(|source| file_error(path, source))?;
    let text = serde_json::to_vec_pretty(&manifest).map_err(|source| StoreError::Shape {
        what: "Manifest",
        source,
    })?;
    let target = manifest_path(path);
    let mut file = create(&target)?;
    file.write_all(&text)
        .and_then(|()| file.sync_all())
        .map_err(|source| file_error(&target, source))?;
    Ok(manifest)
}

/// Dumps and reads back, until what was read holds what it must.
async fn checked(store: &Store, partial: &Path) -> Result<(Store, Content)> {
    let mut attempts = ATTEMPTS;
    loop {
        attempts -= 1;
        let before = store.content().await?;
        // Made first and empty, so that no moment passes in which others may read it.
        create(partial)?;
        store.db().export(partial).await?;
        let after = store.content().await?;
        let copy = Store::connect(&DatabaseConfig::memory()).await?;
        copy.db().import(partial).await?;
        let tables = copy.content().await?;
        match missing(&before, &after, &tables) {
            None => return Ok((copy, tables)),
            // A row that came and went meanwhile makes a table look untouched: then it is tried once more.
            Some(_) if before != after && attempts > 0 => {}
            Some(table) => return Err(BackupError::Differs { table }.into()),
        }
    }
}

/// Reads the dump at `path` into an empty database and compares it with the manifest. Run [`Store::migrate`] afterwards: the
/// backup may be of an older version.
///
/// # Errors
/// [`BackupError::NotEmpty`], [`BackupError::Damaged`], [`BackupError::File`]; nothing has been written then.
/// [`BackupError::Differs`] after writing: throw the new database away.
pub async fn restore(store: &Store, path: &Path) -> Result<Manifest> {
    if store.is_server() {
        return Err(BackupError::Server.into());
    }
    let manifest = read_manifest(path)?;
    if file_hash(path)? != manifest.dump_hash {
        return Err(BackupError::Damaged {
            path: path.display().to_string(),
        }
        .into());
    }
    clear_empty(store).await?;
    store.db().import(path).await?;
    let content = store.content().await?;
    match differing(&manifest.tables, &content) {
        Some(table) => Err(BackupError::Differs { table }.into()),
        None => Ok(manifest),
    }
}

/// Reads the manifest that lies beside a dump.
///
/// # Errors
/// As [`manifest_in`].
pub fn read_manifest(dump: &Path) -> Result<Manifest> {
    manifest_in(&manifest_path(dump))
}

/// Reads a manifest from its own file, which may be kept apart from the dump.
///
/// # Errors
/// [`BackupError::File`], [`BackupError::Manifest`].
pub fn manifest_in(path: &Path) -> Result<Manifest> {
    let text = fs::read(path).map_err(|source| file_error(path, source))?;
    serde_json::from_slice(&text).map_err(|source| {
        BackupError::Manifest {
            path: path.display().to_string(),
            source,
        }
        .into()
    })
}

/// A database may have been migrated before the restore: tables without rows (but for the ledger) make way.
async fn clear_empty(store: &Store) -> Result<()> {
    let content = store.content().await?;
    let filled = content
        .iter()
        .find(|(name, table)| table.rows > 0 && *name != crate::migrate::LEDGER.name());
    if let Some((name, table)) = filled {
        return Err(BackupError::NotEmpty {
            table: name.clone(),
            rows: table.rows,
        }
        .into());
    }
    for name in content.keys() {
        store
            .run(&format!("REMOVE TABLE `{name}`"), Variables::new())
            .await?
            .check()?;
    }
    Ok(())
}

/// A table whose dump does not hold what it must. One that nothing was written to meanwhile is there to the byte. Of one that was, rows
/// may have come and gone (the outbox, sessions), so no number of them is certain; only the trail never loses one.
fn missing(before: &Content, after: &Content, dumped: &Content) -> Option<String> {
    let is_whole = |name: &String| {
        let (first, last, found) = (before.get(name), after.get(name), dumped.get(name));
        if first == last {
            return found == first;
        }
        let (Some(first), Some(found)) = (first, found) else {
            return found.is_some();
        };
        name != audit::ENTRY.name() || found.rows >= first.rows
    };
    before.keys().find(|name| !is_whole(name)).cloned()
}

fn differing(expected: &Content, found: &Content) -> Option<String> {
    expected
        .keys()
        .chain(found.keys())
        .find(|name| expected.get(*name) != found.get(*name))
        .cloned()
}

fn create(path: &Path) -> Result<File> {
    OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(true)
        .mode(0o600)
        .open(path)
        .map_err(|source| file_error(path, source))
}

fn file_hash(path: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    let mut file = File::open(path).map_err(|source| file_error(path, source))?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer).map_err(|source| file_error(path, source))?;
        if read == 0 {
            return Ok(hex::encode(hasher.finalize()));
        }
        hasher.update(&buffer[..read]);
    }
}

fn file_error(path: &Path, source: std::io::Error) -> StoreError {
    BackupError::File {
        path: path.display().to_string(),
        source,
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::TableContent;

    fn content(tables: &[(&str, u64, &str)]) -> Content {
        let table = |&(name, rows, hash): &(&str, u64, &str)| {
            let hash = hash.to_owned();
            (name.to_owned(), TableContent { rows, hash })
        };
        tables.iter().map(table).collect()
    }

    #[test]
    fn what_nothing_was_written_to_is_there_to_the_byte() {
        let quiet = content(&[("unit", 2, "a"), ("outbox", 1, "b")]);
        assert_eq!(missing(&quiet, &quiet, &quiet), None);
        let other = content(&[("unit", 2, "c"), ("outbox", 1, "b")]);
        assert_eq!(missing(&quiet, &quiet, &other), Some("unit".to_owned()));
        // Beside a table that was written to as well.
        let later = content(&[("unit", 2, "a"), ("outbox", 2, "d")]);
        assert_eq!(missing(&quiet, &later, &other), Some("unit".to_owned()));
        let less = content(&[("outbox", 1, "b")]);
        assert_eq!(missing(&quiet, &later, &less), Some("unit".to_owned()));
    }

    #[test]
    fn rows_that_come_and_go_meanwhile_are_no_fault() {
        let before = content(&[("outbox", 3, "a"), ("audit_entry", 9, "k")]);
        let after = content(&[("outbox", 0, "b"), ("audit_entry", 12, "l")]);
        // Five were there at the moment of the dump: two had come and none had gone yet.
        let dumped = content(&[("outbox", 5, "c"), ("audit_entry", 10, "m")]);
        assert_eq!(missing(&before, &after, &dumped), None);
        let all_gone = content(&[("outbox", 0, "b"), ("audit_entry", 10, "m")]);
        assert_eq!(missing(&before, &after, &all_gone), None);
        // The trail loses none.
        let shorter = content(&[("outbox", 5, "c"), ("audit_entry", 8, "n")]);
        assert_eq!(missing(&before, &after, &shorter), Some("audit_entry".to_owned()));
    }
}
