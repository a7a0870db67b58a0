//! `check`: migrations, audit trail, queue.

use anyhow::{Result, bail};
use store::{audit, jobs};

use crate::commands::open;
use crate::config::Common;

/// Runs the command; prints what was found.
///
/// # Errors
/// When the database can't be opened, or something is wrong with it.
pub async fn run(common: &Common) -> Result<()> {
    let store = open(common).await?;
    println!("schema: up to date");
    let report = audit::verify(&store).await?;
    println!(
        "audit trail: {} entries sealed, {} waiting",
        report.sealed, report.unsealed
    );
    if let Some((sequence, hash)) = &report.head {
        println!("audit trail: last seal {sequence} {hash}");
    }
    for fault in &report.faults {
        println!("audit trail: {fault}");
    }
    let queue = jobs::state(&store).await?;
    println!("queue: {} waiting, {} laid aside", queue.waiting, queue.dead);
    if !report.faults.is_empty() {
        bail!("the audit trail has {} faults", report.faults.len());
    }
    Ok(())
}
