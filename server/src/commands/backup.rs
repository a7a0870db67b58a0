//! `backup` and `restore`.

use std::path::Path;

use anyhow::Result;
use store::Store;

use crate::commands::open;
use crate::config::Common;

/// Writes a backup with its manifest beside it.
///
/// # Errors
/// When the database can't be read or the file not written.
pub async fn backup(common: &Common, to: &Path) -> Result<()> {
    let store = open(common).await?;
    let manifest = store::backup::write(&store, to, common.clock().now()).await?;
    println!("backup written to {}; content {}", to.display(), manifest.content_hash);
    Ok(())
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
    println!("restored from {}; content {}", from.display(), manifest.content_hash);
    Ok(())
}
