//! The way to the server: what waits is sent one after another, again and again until it has arrived; what meets a newer version is made
//! anew on it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::command::Envelope;
use domain::text_guard::{Confirmed, names_in};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::changes::Changes;
use super::kept::{self, Unsaved};
use super::plan::{Met, Plan};
use super::work::{Planner, Refusal, Saving};
use crate::error::{AppError, ErrorCode};
use crate::pause::pause;

/// How long to wait before a command that did not reach the server is sent again.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// What has not been saved, and the version it starts from. Outlives the page, so that the last change is sent when the
/// reader goes on.
#[derive(Debug)]
pub(super) struct Queue<P: Plan> {
    pub(super) saved: P,
    pub(super) waiting: VecDeque<Envelope<P::Command>>,
    /// The newest version the server has shown.
    pub(super) newest: u64,
    pub(super) is_pumping: bool,
}

impl<P: Plan> Planner<P> {
    /// Begins to send, unless that is under way.
    pub(super) fn start(self) {
        let queue = self.queue.get_value();
        let was_pumping = std::mem::replace(&mut locked(&queue).is_pumping, true);
        if !was_pumping {
            self.saving.set(Saving::Underway);
            let id = self.view.with_untracked(|view| P::of(view).id());
            let key = self.key.get_value();
            spawn_local(async move {
                // What was pressed is drawn first: to begin to send takes as long as that.
                pause(Duration::ZERO).await;
                self.pump(id, queue, key).await;
            });
        }
    }

    /// Sends what waits, one after another. The same envelope is sent again when the server can't be reached: its key
    /// makes a second arrival harmless. The page may be left meanwhile; then nobody looks at the signals any more.
    async fn pump(self, id: P::Id, queue: Arc<Mutex<Queue<P>>>, key: String) {
        loop {
            let next = locked(&queue).waiting.front().cloned();
            let Some(envelope) = next else { break };
            let command = envelope.key;
            match P::send(id, envelope).await {
                Ok(view) => {
                    if self.saving.try_get_untracked() == Some(Saving::SignedOut) {
                        let _ = self.refusal.try_set(None);
                    }
                    Unsaved::settle(&key, command, P::of(&view));
                    kept::note_newest::<P>(&view);
                    let (all_sent, is_newest) = {
                        let mut queue = locked(&queue);
                        queue.waiting.pop_front();
                        queue.saved = P::of(&view).clone();
                        (queue.waiting.is_empty(), P::of(&view).version() >= queue.newest)
                    };
                    // A command that had arrived before is answered with what it made then.
                    let view = if is_newest { Some(view) } else { P::load(id).await.ok() };
                    if let Some(view) = view.filter(|_| all_sent) {
                        locked(&queue).newest = P::of(&view).version();
                        let _ = self.view.try_set(view);
                    }
                    let _ = self.saving.try_set(Saving::Underway);
                }
                Err(error)
                    if matches!(
                        error.code,
                        ErrorCode::Offline | ErrorCode::Unavailable | ErrorCode::Throttled
                    ) =>
                {
                    let _ = self.saving.try_set(Saving::Waiting);
                    pause(RETRY_AFTER).await;
                }
                Err(error) if error.code == ErrorCode::Stale => match P::load(id).await {
                    Ok(newest) => self.meet(&queue, &key, newest),
                    // Asked again with the next attempt.
                    Err(_) => pause(RETRY_AFTER).await,
                },
                Err(error) if error.code == ErrorCode::SignedOut => {
                    // Told once, not at every attempt.
                    if self.saving.try_get_untracked() != Some(Saving::SignedOut) {
                        let _ = self.saving.try_set(Saving::SignedOut);
                        let _ = self.refusal.try_set(Some(Refusal::Server(error)));
                    }
                    pause(RETRY_AFTER).await;
                }
                Err(error) => self.give_up(&queue, &key, id, error).await,
            }
        }
        locked(&queue).is_pumping = false;
        let _ = self.saving.try_set(Saving::Saved);
    }

    /// Makes what waits again on the newest version; what can't be is shown side by side.
    fn meet(self, queue: &Mutex<Queue<P>>, key: &str, newest: P::View) {
        let mut queue = locked(queue);
        let commands: Vec<P::Command> = queue.waiting.iter().map(|envelope| envelope.command.clone()).collect();
        let met: Met<P> = queue.saved.rebase(&commands, &newest);
        let versions = P::of(&newest).version()..;
        let standing: Confirmed = names_in(P::of(&newest)).into_iter().collect();
        let again: VecDeque<_> = met
            .kept
            .into_iter()
            .zip(versions)
            .filter_map(|((place, command), version)| {
                let refused = queue.waiting.get(place)?;
                // A text that came along from the newest version was confirmed there.
                let confirmed = names_in(&command)
                    .into_iter()
                    .filter(|words| refused.confirmed.has(words) || standing.has(words))
                    .collect();
                Some(Envelope {
                    // Still free: the command was refused.
                    key: refused.key,
                    expected_version: Some(version),
                    confirmed,
                    command,
                })
            })
            .collect();
        queue.saved = P::of(&newest).clone();
        queue.newest = P::of(&newest).version();
        queue.waiting = again;
        kept::forget(key);
        for envelope in &queue.waiting {
            Unsaved::add(key, &queue.saved, envelope);
        }
        drop(queue);
        if !met.clashes.is_empty() {
            let _ = self.clashed.try_update(|times| *times += 1);
            // The way back may lead over a change that was never made.
            self.remember(|changes| *changes = Changes::default());
        }
        self.show(key, met.clashes);
        let mut shown = newest;
        *P::of_mut(&mut shown) = met.plan;
        let _ = self.view.try_set(shown);
    }

    /// The server said no for good to what was sent: it is shown with all that it would have written, and what waits behind
    /// it is made on the newest version.
    async fn give_up(self, queue: &Mutex<Queue<P>>, key: &str, id: P::Id, error: AppError) {
        let newest = match P::load(id).await {
            Ok(newest) => newest,
            Err(gone) if matches!(gone.code, ErrorCode::NotFound | ErrorCode::Denied) => {
                locked(queue).waiting.clear();
                kept::forget(key);
                let _ = self.refusal.try_set(Some(Refusal::Server(error)));
                return;
            }
            // Asked again with the next attempt.
            Err(_) => return pause(RETRY_AFTER).await,
        };
        let clash = {
            let mut queue = locked(queue);
            let Some(Envelope { command, .. }) = queue.waiting.pop_front() else {
                return;
            };
            let clash = queue.saved.refused(&command, P::of(&newest));
            // What waits was made on top of it.
            if let Ok(next) = queue.saved.apply(&command, &newest) {
                queue.saved = next;
            }
            clash
        };
        self.show(key, vec![clash]);
        self.meet(queue, key, newest);
        let _ = self.refusal.try_set(Some(Refusal::Server(error)));
    }
}

/// The browser has one thread; a poisoned lock holds what it held.
pub(super) fn locked<P: Plan>(queue: &Mutex<Queue<P>>) -> std::sync::MutexGuard<'_, Queue<P>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
