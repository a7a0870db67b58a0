//! `check`: schema, audit trail, links, counts, and how the queue stands.

use std::path::Path;

use anyhow::{Result, bail};
use store::backup::Manifest;
use store::{Store, audit, backup, jobs, modules};

use crate::config::Common;

/// Runs the command; prints what was found. `manifest` is that of a backup: the audit trail must still hold where it ended then.
///
/// # Errors
/// When the database or the manifest can't be read, or something is wrong with the database.
pub async fn run(common: &Common, manifest: Option<&Path>) -> Result<()> {
    let manifest = manifest.map(backup::manifest_in).transpose()?;
    let noted = manifest.as_ref().and_then(Manifest::noted);
    let store = Store::connect(&common.database()?).await?;
    let checked = store::check::check(&store, noted).await?;
    if let Some(report) = &checked.audit {
        println!("schema: up to date");
        trail(report);
        match (&manifest, noted) {
            (Some(_), Some((sequence, _))) => println!("audit trail: held against seal {sequence} of the manifest"),
            (Some(_), None) => println!("audit trail: nothing was sealed when the backup was made"),
            (None, _) => {}
        }
        let queue = jobs::state(&store).await?;
        println!("queue: {} waiting, {} laid aside", queue.waiting, queue.dead);
    }
    for finding in &checked.findings {
        println!("{}: {}", finding.check, finding.what);
    }
    let mut wrong = checked.findings.len();
    if checked.audit.is_some() {
        let services = service::Services::new(store.clone(), common.clock());
        for owed in service::courses::owed(&services).await? {
            println!("seats: {owed}");
            wrong += 1;
        }
    }
    // Without the schema there is no table to look at.
    if checked.audit.is_some() {
        let files = common.files()?;
        let named = modules::file_hashes(&store).await?;
        println!("files: {}", named.len());
        for hash in &named {
            match files.get(hash).await {
                Ok(Some(_)) => continue,
                Ok(None) => println!("files: {hash} is missing"),
                Err(error) => println!("files: {error}"),
            }
            wrong += 1;
        }
    }
    match wrong {
        0 => {
            println!("nothing is wrong");
            Ok(())
        }
        1 => bail!("1 thing is wrong"),
        many => bail!("{many} things are wrong"),
    }
}

fn trail(report: &audit::Report) {
    println!(
        "audit trail: {} entries sealed, {} waiting",
        report.sealed, report.unsealed
    );
    if let Some((sequence, hash)) = &report.head {
        println!("audit trail: last seal {sequence} {hash}");
    }
}
