//! `jobs`: what waits in the queue and what was laid aside, and putting a job back.

use anyhow::{Context as _, Result};
use service::Services;
use store::instant;
use store::jobs::{self, Listed};

/// Lists the queue, or puts the job named by `revive` back into it.
///
/// # Errors
/// When the database can't be read or written, or there is no such job laid aside.
pub async fn run(services: &Services, revive: Option<&str>, lines: &mut Vec<String>) -> Result<()> {
    let store = &services.store;
    if let Some(id) = revive {
        jobs::revive(store, id, services.clock.now())
            .await
            .with_context(|| format!("{id} cannot be put back"))?;
        lines.push(format!("{id} is put back and due now"));
        return Ok(());
    }
    let queue = jobs::queue(store).await?;
    lines.extend(queue.iter().map(line));
    let dead = queue.iter().filter(|job| job.dead_at.is_some()).count();
    lines.push(format!("{} waiting, {dead} laid aside", queue.len() - dead));
    Ok(())
}

/// A line a job: its name, what it is, and how it stands. What it carries is not shown, for it names people.
fn line(job: &Listed) -> String {
    let Listed { id, kind, attempts, .. } = job;
    let stands = match (job.dead_at, job.lease_until) {
        (Some(at), _) => format!("laid aside {}", instant::text(at)),
        (None, Some(until)) => format!("taken by a runner until {}", instant::text(until)),
        (None, None) => format!("due {}", instant::text(job.due)),
    };
    let error = job.last_error.as_deref().map(|error| format!(", last error: {error}"));
    format!(
        "{id}: {kind}, {stands}, {attempts} attempts{}",
        error.unwrap_or_default()
    )
}
