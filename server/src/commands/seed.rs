//! `seed`: fills an empty database by the profile.

use anyhow::Result;
use service::seed::{self, Outcome};
use store::Store;

use crate::commands::open;
use crate::config::{Common, Profile};

/// Runs the command.
///
/// # Errors
/// When the database can't be opened or written.
pub async fn run(common: &Common) -> Result<()> {
    fill(&open(common).await?, common).await
}

/// The same on a store that is open.
///
/// # Errors
/// When the database can't be written.
pub async fn fill(store: &Store, common: &Common) -> Result<()> {
    match seed::run(store, profile(common.profile), common.clock().now()).await? {
        Outcome::LeftAlone => tracing::info!("nothing to fill: the profile is empty or the database has content"),
        Outcome::Filled => tracing::info!(profile = ?common.profile, "the database has been filled"),
    }
    Ok(())
}

fn profile(profile: Profile) -> seed::Profile {
    match profile {
        Profile::Demo => seed::Profile::Demo,
        Profile::Full => seed::Profile::Full,
        Profile::Empty => seed::Profile::Empty,
    }
}
