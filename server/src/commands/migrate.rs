//! `migrate`: makes the data folder if it is missing, and brings the schema up to date.

use anyhow::Result;
use store::Store;

use crate::config::Common;

/// Runs the command.
///
/// # Errors
/// When the database can't be opened or a step fails.
pub async fn run(common: &Common) -> Result<()> {
    let config = common.database()?;
    config.create_folder()?;
    let store = Store::connect(&config).await?;
    match store.migrate().await? {
        0 => tracing::info!("the schema is up to date"),
        steps => tracing::info!(steps, "the schema has been brought up to date"),
    }
    Ok(())
}
