//! `check`: schema, audit trail, links, counts, and how the queue stands.

use std::path::Path;

use anyhow::{Result, bail};
use service::Services;
use store::backup::Manifest;
use store::check::Finding;
use store::{audit, backup, jobs, modules};

/// Says what was found. `manifest` is that of a backup: the audit trail must still hold where it ended then. `live`: people may be
/// writing, so that what one look finds may be a change under way; what two looks find is not.
///
/// # Errors
/// When the database or the manifest can't be read, or something is wrong with the database.
pub async fn run(services: &Services, manifest: Option<&Path>, live: bool, lines: &mut Vec<String>) -> Result<()> {
    let manifest = manifest.map(backup::manifest_in).transpose()?;
    let noted = manifest.as_ref().and_then(Manifest::noted);
    let store = &services.store;
    let mut checked = store::check::check(store, noted).await?;
    if live && !checked.findings.is_empty() {
        let again = store::check::check(store, noted).await?;
        checked.findings = in_both(checked.findings, &again.findings);
    }
    if let Some(report) = &checked.audit {
        lines.push("schema: up to date".into());
        trail(report, lines);
        match (&manifest, noted) {
            (Some(_), Some((sequence, _))) => {
                lines.push(format!("audit trail: held against seal {sequence} of the manifest"));
            }
            (Some(_), None) => lines.push("audit trail: nothing was sealed when the backup was made".into()),
            (None, _) => {}
        }
        let queue = jobs::state(store).await?;
        lines.push(format!("queue: {} waiting, {} laid aside", queue.waiting, queue.dead));
    }
    for Finding { check, what } in &checked.findings {
        lines.push(format!("{check}: {what}"));
    }
    let mut wrong = checked.findings.len();
    // Without the schema there is no table to look at.
    if checked.audit.is_some() {
        wrong += seats(services, live, lines).await?;
        wrong += files(services, lines).await?;
    }
    match wrong {
        0 => {
            lines.push("nothing is wrong".into());
            Ok(())
        }
        1 => bail!("1 thing is wrong"),
        many => bail!("{many} things are wrong"),
    }
}

fn in_both<Found: PartialEq>(first: Vec<Found>, second: &[Found]) -> Vec<Found> {
    first.into_iter().filter(|found| second.contains(found)).collect()
}

/// Free seats that somebody waits for.
async fn seats(services: &Services, live: bool, lines: &mut Vec<String>) -> Result<usize> {
    let mut found = service::courses::owed(services).await?;
    if live && !found.is_empty() {
        found = in_both(found, &service::courses::owed(services).await?);
    }
    lines.extend(found.iter().map(|owed| format!("seats: {owed}")));
    Ok(found.len())
}

async fn files(services: &Services, lines: &mut Vec<String>) -> Result<usize> {
    let named = modules::file_hashes(&services.store).await?;
    lines.push(format!("files: {}", named.len()));
    let mut wrong = 0;
    for hash in &named {
        match services.files.get(hash).await {
            Ok(Some(_)) => continue,
            Ok(None) => lines.push(format!("files: {hash} is missing")),
            Err(error) => lines.push(format!("files: {error}")),
        }
        wrong += 1;
    }
    Ok(wrong)
}

fn trail(report: &audit::Report, lines: &mut Vec<String>) {
    lines.push(format!(
        "audit trail: {} entries sealed, {} waiting",
        report.sealed, report.unsealed
    ));
    if let Some((sequence, hash)) = &report.head {
        lines.push(format!("audit trail: last seal {sequence} {hash}"));
    }
}
