//! `backup` and `restore`: of the database, and of the files beside it.

use std::path::{Path, PathBuf};

use anyhow::Result;
use service::Services;
use store::files::Files;
use store::{Store, modules};

use crate::config::Common;

/// Writes a backup with its manifest beside it, also while people write.
///
/// # Errors
/// When the database can't be read or the file not written.
pub async fn backup(services: &Services, to: &Path, lines: &mut Vec<String>) -> Result<()> {
    let Services {
        store, clock, files, ..
    } = services;
    let manifest = store::backup::write(store, to, clock.now()).await?;
    // After the dump: what it names is there by then.
    let named = modules::file_hashes(store).await?;
    let beside = files_of(to);
    files.copy_to(&Files::open(&beside)?, &named).await?;
    lines.push(format!(
        "backup written to {}; content {}",
        to.display(),
        manifest.content_hash
    ));
    lines.push(format!("{} files are in {}", named.len(), beside.display()));
    Ok(())
}

/// The folder of a backup's files: the dump's name, `.files`.
fn files_of(dump: &Path) -> PathBuf {
    dump.with_extension("files")
}

/// Restores a backup into an empty database.
///
/// # Errors
/// When the backup is damaged or the database is not empty.
pub async fn restore(common: &Common, from: &Path) -> Result<()> {
    let config = common.database()?;
    config.create_folder()?;
    let store = Store::connect(&config).await?;
    let manifest = store::backup::restore(&store, from).await?;
    // The backup may be of an older version.
    store.migrate().await?;
    let named = modules::file_hashes(&store).await?;
    if !named.is_empty() {
        Files::open(&files_of(from))?.copy_to(&common.files()?, &named).await?;
    }
    println!("restored from {}; content {}", from.display(), manifest.content_hash);
    Ok(())
}
