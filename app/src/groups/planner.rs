//! A group in the browser: commands are applied at once, then sent one after another; nothing is lost on the way.

use std::collections::VecDeque;
use std::time::Duration;

use domain::command::Envelope;
use domain::groups::view::GroupView;
use domain::groups::{GroupCommand, GroupRule, apply};
use domain::ids::CommandId;
use domain::issue::Issue;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{change_group, view_group};
use crate::error::{AppError, ErrorCode};
use crate::form::Names;
use crate::fresh;

/// How long to wait before a command that did not reach the server is sent again.
const RETRY_AFTER: Duration = Duration::from_secs(3);

/// Whether what is on the screen is on the server too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// All is saved, or nothing was changed.
    Saved,
    /// On its way.
    Underway,
    /// The server can't be reached; tried again.
    Waiting,
    /// The session has ended; tried again, for the person may sign in elsewhere in this browser.
    SignedOut,
}

/// A group being worked on.
#[derive(Clone, Copy)]
pub struct Planner {
    /// The group as the person sees it: the server's, with the commands under way applied.
    pub view: RwSignal<GroupView>,
    /// Whether it is saved.
    pub saving: RwSignal<Saving>,
    /// Commands that met a newer version; the person decides.
    pub conflict: RwSignal<Vec<GroupCommand>>,
    /// The last refusal, for the page to show.
    pub refusal: RwSignal<Option<Refusal>>,
    /// Words of the group's texts that were confirmed to be nobody's name; for every field of the page.
    pub names: Names,
    waiting: StoredValue<VecDeque<Envelope<GroupCommand>>>,
}

/// Why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The rule says no, known here at once.
    Rule(GroupRule),
    /// A text names somebody, or may.
    Texts(Vec<Issue>),
    /// The server said no.
    Server(AppError),
}

impl Planner {
    /// Starts from what the server sent.
    pub fn new(view: GroupView) -> Self {
        Self {
            view: RwSignal::new(view),
            saving: RwSignal::new(Saving::Saved),
            conflict: RwSignal::new(Vec::new()),
            refusal: RwSignal::new(None),
            names: Names::new(),
            waiting: StoredValue::new(VecDeque::new()),
        }
    }

    /// Whether the command's texts may be stored. A form asks before it sends, so that faults stand beside their fields.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn look_through(self, command: &GroupCommand) -> Result<(), Vec<Issue>> {
        let admitted = self
            .view
            .with_untracked(|view| self.names.admit_in(command, &view.group));
        admitted.map(|_| ())
    }

    /// Applies a command here and sends it. `false` when its texts or the rule say no; nothing is sent then.
    pub fn send(self, command: GroupCommand) -> bool {
        self.refusal.set(None);
        let (group, today) = self.view.with_untracked(|view| (view.group.clone(), view.today));
        let confirmed = match self.names.admit_in(&command, &group) {
            Ok(confirmed) => confirmed,
            Err(faults) => {
                self.refusal.set(Some(Refusal::Texts(faults)));
                return false;
            }
        };
        match apply(&group, &command, today) {
            Ok(next) => {
                let envelope = Envelope {
                    key: CommandId::new(fresh::ulid()),
                    expected_version: Some(group.version),
                    confirmed,
                    command,
                };
                self.view.update(|view| view.group = next);
                self.waiting.update_value(|waiting| waiting.push_back(envelope));
                if self.saving.get_untracked() == Saving::Saved {
                    self.saving.set(Saving::Underway);
                    spawn_local(self.pump());
                }
                true
            }
            Err(rule) => {
                self.refusal.set(Some(Refusal::Rule(rule)));
                false
            }
        }
    }

    /// Makes the commands that met a newer version anew, on that version.
    pub fn apply_conflict(self) {
        for command in self.conflict.get_untracked() {
            if !self.send(command) {
                break;
            }
        }
        self.conflict.set(Vec::new());
    }

    /// Lets the commands that met a newer version go.
    pub fn drop_conflict(self) {
        self.conflict.set(Vec::new());
    }

    /// Sends what waits, one after another. The same envelope is sent again when the server can't be reached: its key
    /// makes a second arrival harmless.
    async fn pump(self) {
        let id = self.view.with_untracked(|view| view.group.id);
        while let Some(envelope) = self.waiting.with_value(|waiting| waiting.front().cloned()) {
            match change_group(id, envelope).await {
                Ok(view) => {
                    if self.saving.get_untracked() == Saving::SignedOut {
                        self.refusal.set(None);
                    }
                    let all_sent = self.waiting.try_update_value(|waiting| {
                        waiting.pop_front();
                        waiting.is_empty()
                    });
                    if all_sent == Some(true) {
                        self.view.set(view);
                    }
                    self.saving.set(Saving::Underway);
                }
                Err(error) if error.code == ErrorCode::Offline || error.code == ErrorCode::Unavailable => {
                    self.saving.set(Saving::Waiting);
                    pause(RETRY_AFTER).await;
                }
                Err(error) if error.code == ErrorCode::SignedOut => {
                    // Told once, not at every attempt.
                    if self.saving.get_untracked() != Saving::SignedOut {
                        self.saving.set(Saving::SignedOut);
                        self.refusal.set(Some(Refusal::Server(error)));
                    }
                    pause(RETRY_AFTER).await;
                }
                Err(error) => self.give_up(error).await,
            }
        }
        self.saving.set(Saving::Saved);
    }

    /// The server refused: shows the newest, and keeps what was done for the person to decide on.
    async fn give_up(self, error: AppError) {
        let undone: Vec<GroupCommand> = self
            .waiting
            .try_update_value(|waiting| waiting.drain(..).map(|envelope| envelope.command).collect())
            .unwrap_or_default();
        let id = self.view.with_untracked(|view| view.group.id);
        if error.code == ErrorCode::Stale {
            self.conflict.set(undone);
        } else {
            self.refusal.set(Some(Refusal::Server(error)));
        }
        if let Ok(newest) = view_group(id).await {
            self.view.set(newest);
        }
    }
}

#[cfg(feature = "hydrate")]
async fn pause(length: Duration) {
    gloo_timers::future::sleep(length).await;
}

#[cfg(not(feature = "hydrate"))]
async fn pause(_length: Duration) {}
