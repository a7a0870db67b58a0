//! Teaching modules, a row each, and their editions.

use domain::ids::ModuleId;
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

fn stored(module: &Module, now: Timestamp) -> StoredModule {
    StoredModule {
        module: module.clone(),
        changed_at: now,
    }
}

fn edition_key(module: ModuleId, number: u32) -> Key {
    Key::of([&module, &format!("{number:04}")])
}
