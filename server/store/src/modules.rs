//! Teaching modules, a row each, their editions and the files that were brought to them.

use std::collections::BTreeSet;

use domain::files::{Attachment, FileHash};
use domain::ids::{FileId, ModuleId, PersonId};
use domain::modules::Module;
use domain::modules::view::Edition;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Key, Query, Result, Store, Table, Tx};

/// Rows are [`Module`] with the instant of their last change.
pub const MODULE: Table = Table::new("module");
/// Rows are [`Edition`], under [module, number].
pub const EDITION: Table = Table::new("module_edition");
/// Rows are [`ModuleFileRow`], under [module, file].
pub const FILE: Table = Table::new("module_file");

/// A module as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredModule {
    /// The module.
    #[serde(flatten)]
    pub module: Module,
    /// When it was written last.
    #[serde(with = "crate::instant")]
    pub changed_at: Timestamp,
}

/// A file that was brought to a module. It stays when the module's author takes it away, for as long as that can be taken back and
/// for as long as an edition has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleFileRow {
    /// To which module.
    pub module: ModuleId,
    /// The file, as it was first described.
    pub file: Attachment,
    /// Who brought it.
    pub by: PersonId,
    /// When.
    #[serde(with = "crate::instant")]
    pub at: Timestamp,
    /// When it was taken away; none while the module has it.
    #[serde(default, with = "crate::instant::option", skip_serializing_if = "Option::is_none")]
    pub left_at: Option<Timestamp>,
}

/// Number and day of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionDay {
    /// Of which module.
    pub module: ModuleId,
    /// Its number.
    pub number: u32,
    /// When it was approved.
    #[serde(with = "domain::time::wire")]
    pub on: Date,
}

/// The module with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: ModuleId) -> Result<Option<Module>> {
    let stored: Option<StoredModule> = store.get(MODULE, id.to_string()).await?;
    Ok(stored.map(|stored| stored.module))
}

/// The modules written at or after an instant; all without one.
///
/// # Errors
/// As every read.
pub async fn changed_since(store: &Store, since: Option<Timestamp>) -> Result<Vec<StoredModule>> {
    let since = crate::instant::text(since.unwrap_or(Timestamp::UNIX_EPOCH));
    let query = Query::new("SELECT * FROM module WHERE changed_at >= $since").bind("since", &since);
    store.list(query).await
}

/// When a module was written last.
///
/// # Errors
/// As every read.
pub async fn last_change(store: &Store) -> Result<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        #[serde(with = "crate::instant")]
        changed_at: Timestamp,
    }
    let last: Option<Row> = store
        .first("SELECT changed_at FROM module ORDER BY changed_at DESC LIMIT 1")
        .await?;
    Ok(last.map(|row| row.changed_at))
}

/// One edition.
///
/// # Errors
/// As every read.
pub async fn edition(store: &Store, module: ModuleId, number: u32) -> Result<Option<Edition>> {
    store.get(EDITION, edition_key(module, number)).await
}

/// The editions of a module without what they hold, the latest first.
///
/// # Errors
/// As every read.
pub async fn editions(store: &Store, module: ModuleId) -> Result<Vec<EditionDay>> {
    let mut days: Vec<EditionDay> = store.under(EDITION, &[&module.to_string()]).await?;
    days.reverse();
    Ok(days)
}

/// Adds a module.
pub fn create(tx: &mut Tx, module: &Module, now: Timestamp) {
    tx.create(MODULE, module.id.to_string(), &stored(module, now));
}

/// Writes a module over version `expected`.
pub fn save(tx: &mut Tx, module: &Module, expected: u64, now: Timestamp) {
    tx.update_versioned(MODULE, module.id.to_string(), expected, &stored(module, now));
}

/// Keeps what a module is as its edition `module.edition`.
pub fn keep_edition(tx: &mut Tx, module: &Module, on: Date) {
    let edition = Edition {
        module: module.id,
        number: module.edition,
        on,
        content: module.content.clone(),
    };
    tx.create(EDITION, edition_key(module.id, module.edition), &edition);
}

/// A file that was brought to a module, whether the module still has it or not.
///
/// # Errors
/// As every read.
pub async fn file(store: &Store, module: ModuleId, id: FileId) -> Result<Option<ModuleFileRow>> {
    store.get(FILE, file_key(module, id)).await
}

/// Whether an edition of the module has the file.
///
/// # Errors
/// As every read.
pub async fn is_in_an_edition(store: &Store, module: ModuleId, id: FileId) -> Result<bool> {
    let query = Query::new(
        "SELECT VALUE number FROM module_edition WHERE module = $module \
         AND array::any(content.files ?? [], |$file| $file.id = $id) LIMIT 1",
    );
    let numbers: Vec<u32> = store.list(query.bind("module", &module).bind("id", &id)).await?;
    Ok(!numbers.is_empty())
}

/// Files that were taken away from their modules before an instant.
///
/// # Errors
/// As every read.
pub async fn files_left_before(store: &Store, before: Timestamp) -> Result<Vec<ModuleFileRow>> {
    let before = crate::instant::text(before);
    let query = Query::new("SELECT * FROM module_file WHERE left_at != NONE AND left_at < $before");
    store.list(query.bind("before", &before)).await
}

/// The hashes of all files that a row names.
///
/// # Errors
/// As every read.
pub async fn file_hashes(store: &Store) -> Result<BTreeSet<FileHash>> {
    let hashes: Vec<FileHash> = store.list("SELECT VALUE file.hash FROM module_file").await?;
    Ok(hashes.into_iter().collect())
}

/// Writes that a module has a file, or that it left.
pub fn put_file(tx: &mut Tx, row: &ModuleFileRow) {
    tx.put(FILE, file_key(row.module, row.file.id), row);
}

/// Forgets a file that left its module.
pub fn forget_file(tx: &mut Tx, row: &ModuleFileRow) {
    tx.delete(FILE, file_key(row.module, row.file.id));
}

fn file_key(module: ModuleId, id: FileId) -> Key {
    Key::of([&module, &id])
}

fn stored(module: &Module, now: Timestamp) -> StoredModule {
    StoredModule {
        module: module.clone(),
        changed_at: now,
    }
}

fn edition_key(module: ModuleId, number: u32) -> Key {
    Key::of([&module, &format!("{number:04}")])
}
