//! The program's commands, each a thin call into the store or a use case.

pub mod administrator;
pub mod backup;
pub mod check;
pub mod jobs;
pub mod migrate;
pub mod seed;
pub mod serve;

use anyhow::Result;
use store::Store;

use crate::config::Common;

/// Opens the database and insists on the present schema.
pub(crate) async fn open(common: &Common) -> Result<Store> {
    let store = Store::connect(&common.database()?).await?;
    store.check_migrations().await?;
    Ok(store)
}
