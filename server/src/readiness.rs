//! `/readyz`: whether requests can be served now, with a line for each thing that was looked at.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use service::Services;
use store::StoreError;

use crate::pulse::Pulse;

/// How long one look may take: a load balancer asks again every few seconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is looked at.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The store.
    pub services: Arc<Services>,
    /// The jobs beside the requests.
    pub pulse: Pulse,
}

/// What was found: whether all is well, and a line for each look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Whether requests can be served.
    pub ready: bool,
    /// `ready` or `not ready`, then the looks.
    pub text: String,
}

impl Readiness {
    /// Looks at the schema (the database answers, and is at this program's last migration), the disk (a block of 4 KiB is written
    /// anew in the data folder and flushed; nothing where the database has no folder here) and the jobs (each ended a round not too
    /// long ago, at `now`). What is wrong is also logged, with its cause.
    pub async fn report(&self, now: Instant) -> Report {
        let store = &self.services.store;
        let (schema, disk) = tokio::join!(look(store.check_migrations()), look(store.try_writing()));
        let jobs = match self.pulse.silent(now).as_slice() {
            [] => Ok(()),
            silent => {
                tracing::warn!(?silent, "jobs give no sign of life");
                Err(format!("no sign of life from {}", silent.join(", ")))
            }
        };
        let looks = [("schema", schema), ("disk", disk), ("jobs", jobs)];
        let ready = looks.iter().all(|(_, outcome)| outcome.is_ok());
        let mut text = String::from(if ready { "ready\n" } else { "not ready\n" });
        for (name, outcome) in looks {
            let told = outcome.err();
            let _written = writeln!(text, "{name}: {}", told.as_deref().unwrap_or("ok"));
        }
        Report { ready, text }
    }
}

async fn look(outcome: impl Future<Output = Result<(), StoreError>>) -> Result<(), String> {
    match tokio::time::timeout(PATIENCE, outcome).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            Err(error.to_string())
        }
        Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
    }
}
