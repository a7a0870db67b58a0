//! Writes the schema files as migration 0001, and a dump of a database at that step, for the first release.
//!
//! Until the first release this may be run again after a schema file has changed; databases made before must then be made anew.
//! Later, a change of the schema is a new migration, written by hand.

use std::path::Path;

use anyhow::Context;
use store::{DatabaseConfig, Store, backup, migrate, schema};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if migrate::migrations()?.len() > 1 {
        anyhow::bail!("the first release is out: write a new migration instead");
    }
    let text = schema::present();
    std::fs::create_dir_all(root.join("migrations"))?;
    std::fs::write(root.join("migrations/0001_initial.surql"), &text)?;
    let store = Store::connect(&DatabaseConfig::memory()).await?;
    let first = migrate::Migration {
        number: 1,
        name: "initial".to_owned(),
        text: text.into(),
    };
    store
        .migrate_to(&[first])
        .await
        .context("the schema files do not run")?;
    let dump = root.join("tests/dumps/0001.surql");
    backup::write(&store, &dump, "2026-01-01T00:00:00Z".parse()?).await?;
    println!("wrote migrations/0001_initial.surql and tests/dumps/0001.surql");
    Ok(())
}
