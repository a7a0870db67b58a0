//! What runs beside the requests: the outbox, the seals of the audit trail, and forgetting what has lapsed.

use std::sync::Arc;
use std::time::Duration;

use domain::ids::PersonId;
use service::mail::{self, Mail};
use service::session::SignInDesk;
use service::{ServiceError, Services};
use store::jobs::{self, Job};
use store::{StoreError, audit, forget};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::mail::Mailer;
use crate::pulse::Pulse;

/// How often the queue is looked at.
const OUTBOX_EVERY: Duration = Duration::from_secs(1);
/// How long a runner may take for one batch before another takes over.
const LEASE: Duration = Duration::from_secs(120);
/// Jobs taken at once.
const BATCH: usize = 10;
/// How often audit entries are sealed.
const SEAL_EVERY: Duration = Duration::from_secs(5);
/// How often seats that nobody has said yes to are given on.
const SEATS_EVERY: Duration = Duration::from_secs(5);
/// How often reminders and certificates that are due are looked for.
const COURSES_EVERY: Duration = Duration::from_secs(60);
/// How often what has lapsed is forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(300);

/// The jobs, as the pulse knows them.
const OUTBOX: &str = "outbox";
const SEAL: &str = "seal";
const SEATS: &str = "seats";
const COURSES: &str = "courses";
const FORGET: &str = "forget";

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
    /// Where each job says that it is alive.
    pub pulse: Pulse,
}

/// What one round of forgetting took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Signed-in devices and attempts to sign in that had lapsed.
    pub sign_ins: usize,
    /// Receipts of commands and finished jobs older than [`forget::KEPT`].
    pub kept_for_repeats: usize,
    /// Sessions that had left somebody's calendar long enough ago.
    pub farewells: usize,
    /// Groups that had lain in the bin long enough.
    pub groups: usize,
    /// Groups, finished for long enough, whose ticks and grades were taken away.
    pub seats: usize,
    /// Contents of files that no record has any more.
    pub files: usize,
    /// Registrations whose needs and questions, or all, were taken away.
    pub registrations: usize,
}

/// What became of a job that did not fail.
enum Carried {
    /// The effect happened.
    Out,
    /// There was nothing to do any more.
    Nothing,
}

impl Jobs {
    /// Starts all of them; they end when `stop` is cancelled, after what they are at. Each begins with a round at once.
    pub fn start(&self, tracker: &TaskTracker, stop: &CancellationToken) {
        let runner = PersonId::new(ulid::Ulid::generate()).to_string();
        self.repeat(OUTBOX, OUTBOX_EVERY, tracker, stop, move |this| {
            let runner = runner.clone();
            async move {
                while this.run_outbox(&runner).await? == BATCH {}
                Ok::<_, StoreError>(())
            }
        });
        self.repeat(SEAL, SEAL_EVERY, tracker, stop, |this| async move { this.seal().await });
        self.repeat(
            SEATS,
            SEATS_EVERY,
            tracker,
            stop,
            |this| async move { this.give_on().await },
        );
        self.repeat(COURSES, COURSES_EVERY, tracker, stop, |this| async move {
            this.remind_and_certify().await
        });
        self.repeat(FORGET, FORGET_EVERY, tracker, stop, |this| async move {
            this.forget().await.map(|_| ())
        });
    }

    /// Runs a job again and again with a pause between, until stopped. A failure is logged and does not end it.
    fn repeat<Run, Failure>(
        &self,
        name: &'static str,
        pause: Duration,
        tracker: &TaskTracker,
        stop: &CancellationToken,
        job: impl Fn(Self) -> Run + Send + 'static,
    ) where
        Run: Future<Output = Result<(), Failure>> + Send,
        Failure: std::error::Error + 'static,
    {
        self.pulse.expect(name, pause);
        let (this, stop) = (self.clone(), stop.clone());
        tracker.spawn(async move {
            while !stop.is_cancelled() {
                if let Err(error) = job(this.clone()).await {
                    let error = &error as &dyn std::error::Error;
                    tracing::error!(job = name, error, "a job beside the requests failed");
                }
                this.pulse.beat(name);
                tokio::select! {
                    () = stop.cancelled() => {}
                    () = tokio::time::sleep(pause) => {}
                }
            }
        });
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
                Ok(carried) => {
                    let now = self.services.clock.now();
                    let reported = match carried {
                        Carried::Out => jobs::done(store, &job, now).await,
                        Carried::Nothing => jobs::pointless(store, &job, now).await,
                    };
                    match reported {
                        Ok(()) => done += 1,
                        // Another runner has finished it; it carried the same name.
                        Err(StoreError::Stale { .. } | StoreError::NotFound { .. } | StoreError::Conflict) => {}
                        Err(error) => return Err(error),
                    }
                }
                Err(error) => {
                    let text = format!("{error:#}");
                    tracing::warn!(job = job.id, attempt = job.attempt, error = text, "a job failed");
                    jobs::failed(store, &job, &text, self.services.clock.now()).await?;
                }
            }
            self.pulse.beat(OUTBOX);
        }
        Ok(done)
    }

    async fn carry_out(&self, job: &Job) -> anyhow::Result<Carried> {
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
                    Some(letter) => {
                        self.mailer.send(&letter, &job.id).await?;
                        Ok(Carried::Out)
                    }
                    // It has become pointless; nothing to send.
                    None => Ok(Carried::Nothing),
                }
            }
            other => anyhow::bail!("nobody here carries out {other}"),
        }
    }

    /// Gives on the seats that nobody has said yes to in time.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn give_on(&self) -> Result<(), ServiceError> {
        service::courses::lapse(&self.services).await?;
        Ok(())
    }

    /// Queues the reminders that are due, and gives the certificates that have been earned.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remind_and_certify(&self) -> Result<(), ServiceError> {
        // Neither waits for the other to work.
        let reminded = service::courses::remind(&self.services).await;
        service::courses::certify(&self.services).await?;
        reminded.map(|_| ())
    }

    async fn seal(&self) -> Result<(), StoreError> {
        while audit::seal(&self.services.store).await? > 0 {}
        let state = jobs::state(&self.services.store).await?;
        metrics::gauge!("outbox_waiting").set(state.waiting as f64);
        metrics::gauge!("outbox_dead").set(state.dead as f64);
        Ok(())
    }

    /// Takes away what has lapsed and what was kept long enough.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget(&self) -> Result<Forgotten, ServiceError> {
        let mut forgotten = Forgotten {
            sign_ins: self.desk.forget_lapsed().await?,
            // Before the groups, of which they tell.
            farewells: service::calendar_feed::forget_farewells(&self.services.store, self.services.clock.now())
                .await?,
            groups: service::groups::purge(&self.services.store, self.services.clock.now()).await?,
            seats: service::groups::forget_seats(&self.services.store, self.services.clock.now()).await?,
            files: service::modules::forget_files(&self.services, self.services.clock.now()).await?,
            registrations: service::courses::forget(&self.services).await?,
            ..Forgotten::default()
        };
        while forget::forget_presence(&self.services.store, self.services.clock.now()).await? > 0 {}
        let before = self.services.clock.now() - forget::KEPT;
        loop {
            match forget::forget(&self.services.store, before).await? {
                0 => break,
                some => forgotten.kept_for_repeats += some,
            }
            self.pulse.beat(FORGET);
        }
        if forgotten != Forgotten::default() {
            tracing::info!(
                sign_ins = forgotten.sign_ins,
                kept_for_repeats = forgotten.kept_for_repeats,
                farewells = forgotten.farewells,
                groups = forgotten.groups,
                seats = forgotten.seats,
                files = forgotten.files,
                registrations = forgotten.registrations,
                "what has lapsed is forgotten"
            );
        }
        Ok(forgotten)
    }
}
