//! The way of the planner's commands to the server and back: sent one after another, made again on what is newer, shown
//! where they can't be.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::command::Envelope;
use domain::groups::rebase::refused;
use domain::groups::view::GroupView;
use domain::groups::{Clash, Group, GroupCommand, apply, rebase};
use domain::ids::{CommandId, GroupId};
use domain::text_guard::{Confirmed, names_in};
use leptos::prelude::*;

use super::{Planner, Queue, Refusal, Saving, locked};
use crate::error::{AppError, ErrorCode};
use crate::groups::api::{change_group, view_group};
use crate::groups::kept::{self, Undecided, Unsaved};
use crate::groups::retry::{Next, Tries};

impl Planner {
    /// Sends what waits, one after another. The same envelope is sent again when the server can't be reached: its key
    /// makes a second arrival harmless. The page may be left meanwhile; then nobody looks at the signals any more.
    pub(super) async fn pump(self, id: GroupId, queue: Arc<Mutex<Queue>>, key: String) {
        let mut tries = Tries::default();
        loop {
            let next = locked(&queue).waiting.front().cloned();
            let Some(envelope) = next else { break };
            let command = envelope.key;
            match change_group(id, envelope).await {
                Ok(view) => {
                    tries = Tries::default();
                    self.saved(&queue, &key, command, view).await;
                }
                Err(error) if error.code == ErrorCode::Stale => match view_group(id).await {
                    Ok(newest) => self.meet(&queue, &key, newest),
                    // Asked again with the next attempt.
                    Err(error) => pause(tries.wait(&error)).await,
                },
                Err(error) if error.code == ErrorCode::SignedOut => {
                    // Told once, not at every attempt.
                    if self.saving.try_get_untracked() != Some(Saving::SignedOut) {
                        let _ = self.saving.try_set(Saving::SignedOut);
                        let _ = self.refusal.try_set(Some(Refusal::Server(error.clone())));
                    }
                    pause(tries.wait(&error)).await;
                }
                Err(error) => match tries.after(&error) {
                    Next::Wait(length) => {
                        let _ = self.saving.try_set(Saving::Waiting);
                        pause(length).await;
                    }
                    Next::GiveUp => {
                        tries = Tries::default();
                        self.give_up(&queue, &key, id, error).await;
                    }
                },
            }
        }
        locked(&queue).is_pumping = false;
        let _ = self.saving.try_set(Saving::Saved);
    }

    /// Takes a saved command out of the queue, and shows what the server made when nothing more waits.
    async fn saved(self, queue: &Mutex<Queue>, key: &str, command: CommandId, view: GroupView) {
        if self.saving.try_get_untracked() == Some(Saving::SignedOut) {
            let _ = self.refusal.try_set(None);
        }
        Unsaved::settle(key, command, &view.group);
        let (all_sent, is_newest) = {
            let mut queue = locked(queue);
            queue.waiting.pop_front();
            queue.saved = view.group.clone();
            (queue.waiting.is_empty(), view.group.version >= queue.newest)
        };
        // A command that had arrived before is answered with what it made then.
        let view = if is_newest {
            Some(view)
        } else {
            view_group(view.group.id).await.ok()
        };
        if let Some(view) = view.filter(|_| all_sent) {
            locked(queue).newest = view.group.version;
            let _ = self.view.try_set(view);
        }
        let _ = self.saving.try_set(Saving::Underway);
    }

    /// Makes what waits again on the newest version; what can't be is shown side by side.
    fn meet(self, queue: &Mutex<Queue>, key: &str, newest: GroupView) {
        let base = locked(queue).saved.clone();
        self.meet_from(queue, key, &base, newest, Vec::new());
    }

    /// As [`Self::meet`], of commands that were made on `base`; `before` is shown too, and first.
    fn meet_from(self, queue: &Mutex<Queue>, key: &str, base: &Group, newest: GroupView, before: Vec<Clash>) {
        let mut queue = locked(queue);
        let commands: Vec<GroupCommand> = queue.waiting.iter().map(|envelope| envelope.command.clone()).collect();
        let met = rebase(base, &commands, &newest.group, newest.today);
        let versions = newest.group.version..;
        let standing: Confirmed = names_in(&newest.group).into_iter().collect();
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
        let clashes: Vec<Clash> = before.into_iter().chain(met.clashes).collect();
        // Kept first: the page may be left at any moment, or have been left already.
        Undecided::add(&Undecided::key(key), &clashes);
        queue.saved = newest.group.clone();
        queue.newest = newest.group.version;
        queue.waiting = again;
        kept::forget(key);
        for envelope in &queue.waiting {
            Unsaved::add(key, &queue.saved, envelope);
        }
        drop(queue);
        if !clashes.is_empty() {
            let _ = self.clashed.try_update(|times| *times += 1);
            // The way back may lead over a change that was never made.
            let _ = self.changes.try_set(Vec::new());
        }
        self.show(&clashes);
        let _ = self.view.try_set(GroupView {
            group: met.group,
            ..newest
        });
    }

    /// The server said no for good: shows why and what was written, and makes the rest again on the newest.
    async fn give_up(self, queue: &Mutex<Queue>, key: &str, id: GroupId, error: AppError) {
        let mut tries = Tries::default();
        let newest = loop {
            match view_group(id).await {
                Ok(newest) => break Some(newest),
                Err(error) => match tries.after(&error) {
                    Next::Wait(length) => {
                        let _ = self.saving.try_set(Saving::Waiting);
                        pause(length).await;
                    }
                    // It may not be seen any more: what was saved last is the newest that is known.
                    Next::GiveUp => {
                        let saved = locked(queue).saved.clone();
                        break self
                            .view
                            .try_get_untracked()
                            .map(|view| GroupView { group: saved, ..view });
                    }
                },
            }
        };
        // The page was left, and the group can't be seen: what waits stays kept for when it is opened again.
        let Some(newest) = newest else {
            locked(queue).waiting.clear();
            return;
        };
        let (base, clash) = {
            let mut queue = locked(queue);
            let Some(dropped) = queue.waiting.pop_front() else {
                return;
            };
            let clash = refused(&queue.saved, &dropped.command, &newest.group);
            // The others were written on what it had made.
            let base = apply(&queue.saved, &dropped.command, newest.today).unwrap_or_else(|_| queue.saved.clone());
            (base, clash)
        };
        self.meet_from(queue, key, &base, newest, vec![clash]);
        let _ = self.refusal.try_set(Some(Refusal::Server(error)));
    }
}

#[cfg(feature = "hydrate")]
async fn pause(length: Duration) {
    gloo_timers::future::sleep(length).await;
}

#[cfg(not(feature = "hydrate"))]
async fn pause(_length: Duration) {}
