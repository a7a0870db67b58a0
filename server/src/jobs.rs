//! What runs beside the requests: the outbox, the seals of the audit trail, and forgetting what has lapsed.

use std::sync::Arc;
use std::time::Duration;

use domain::ids::PersonId;
use service::mail::{self, Mail};
use service::session::SignInDesk;
use service::{ServiceError, Services};
use store::jobs::{self, Job};
use store::{StoreError, audit};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::mail::Mailer;

/// How often the queue is looked at.
const OUTBOX_EVERY: Duration = Duration::from_secs(1);
/// How long a runner may take for one batch before another takes over.
const LEASE: Duration = Duration::from_secs(120);
/// Jobs taken at once.
const BATCH: usize = 10;
/// How often audit entries are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(5);
/// How often lapsed sessions are forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(300);

/// Everything the jobs need.
#[derive(Debug, Clone)]
pub struct Jobs {
    /// Store and clock.
    pub services: Arc<Services>,
    /// Sign-in, for its key and its lapsed sessions.
    pub desk: Arc<SignInDesk>,
    /// The way out for mails.
    pub mailer: Arc<Mailer>,
    /// The address that people type, for links in mails.
    pub public_url: String,
}

impl Jobs {
    /// Starts all of them; they end when `stop` is cancelled, after what they are at.
    pub fn start(&self, tracker: &TaskTracker, stop: &CancellationToken) {
        let runner = PersonId::new(ulid::Ulid::generate()).to_string();
        let this = self.clone();
        tracker.spawn(every(OUTBOX_EVERY, stop.clone(), move || {
            let (this, runner) = (this.clone(), runner.clone());
            async move {
                while this.run_outbox(&runner).await? == BATCH {}
                Ok::<_, StoreError>(())
            }
        }));
        let this = self.clone();
        tracker.spawn(every(SEAL_EVERY, stop.clone(), move || {
            let this = this.clone();
            async move { this.seal().await }
        }));
        let this = self.clone();
        tracker.spawn(every(FORGET_EVERY, stop.clone(), move || {
            let this = this.clone();
            async move { this.forget().await }
        }));
    }

    /// Carries out what is due now; says how many jobs were done.
    ///
    /// # Errors
    /// When the store does not answer. A job that fails is put back and is no error here.
    pub async fn run_outbox(&self, runner: &str) -> Result<usize, StoreError> {
        if !self.mailer.is_set_up() {
            return Ok(0);
        }
        let store = &self.services.store;
        let mut done = 0;
        for job in jobs::claim(store, runner, BATCH, self.services.clock.now(), LEASE).await? {
            match self.carry_out(&job).await {
                Ok(()) => match jobs::done(store, &job, self.services.clock.now()).await {
                    Ok(()) => done += 1,
                    // Another runner has finished it; it carried the same name.
                    Err(StoreError::Stale { .. } | StoreError::NotFound { .. } | StoreError::Conflict) => {}
                    Err(error) => return Err(error),
                },
                Err(error) => {
                    let text = format!("{error:#}");
                    tracing::warn!(job = job.id, attempt = job.attempt, error = text, "a job failed");
                    jobs::failed(store, &job, &text, self.services.clock.now()).await?;
                }
            }
        }
        Ok(done)
    }

    async fn carry_out(&self, job: &Job) -> anyhow::Result<()> {
        match job.kind.as_str() {
            mail::KIND => {
                let mail: Mail = job.payload()?;
                let desk = mail::Desk {
                    store: &self.services.store,
                    key: self.desk.key(),
                    public_url: &self.public_url,
                    now: self.services.clock.now(),
                };
                let letter = mail.write(desk).await?;
                match letter {
                    Some(letter) => self.mailer.send(&letter, &job.id).await,
                    // It has become pointless; nothing to send.
                    None => Ok(()),
                }
            }
            other => anyhow::bail!("nobody here carries out {other}"),
        }
    }

    async fn seal(&self) -> Result<(), StoreError> {
        while audit::seal(&self.services.store).await? > 0 {}
        let state = jobs::state(&self.services.store).await?;
        metrics::gauge!("outbox_waiting").set(state.waiting as f64);
        metrics::gauge!("outbox_dead").set(state.dead as f64);
        Ok(())
    }

    async fn forget(&self) -> Result<(), ServiceError> {
        let forgotten = self.desk.forget_lapsed().await?;
        if forgotten > 0 {
            tracing::info!(forgotten, "lapsed sessions forgotten");
        }
        Ok(())
    }
}

/// Runs a job again and again with a pause between, until stopped. A failure is logged and does not end it.
async fn every<Job, Run, Failure>(pause: Duration, stop: CancellationToken, mut job: Job)
where
    Job: FnMut() -> Run,
    Run: Future<Output = Result<(), Failure>>,
    Failure: std::error::Error + 'static,
{
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        if let Err(error) = job().await {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a job beside the requests failed"
            );
        }
    }
}
