//! A plan in the browser: commands are applied at once, then sent one after another; nothing is lost on the way.
//!
//! What is not saved yet is kept in this browser too, and sent when the page comes back. A command that meets a newer
//! version is made again on that version, or shown beside it (`domain::groups::rebase`, `domain::modules::rebase`).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use domain::clash::Clash;
use domain::command::Envelope;
use domain::ids::CommandId;
use domain::issue::Issue;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::changes::{Change, Changes, Way};
use super::kept::{self, Unsaved};
use super::plan::Plan;
use super::pump::{Queue, locked};
use crate::error::AppError;
use crate::form::Names;
use crate::fresh;

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

/// Why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal<R> {
    /// The rule says no, known here at once.
    Rule(R),
    /// A text names somebody, or may.
    Texts(Vec<Issue>),
    /// The server said no.
    Server(AppError),
}

/// A plan being worked on.
pub struct Planner<P: Plan> {
    /// The plan as the person sees it: the server's, with the commands under way applied.
    pub view: RwSignal<P::View>,
    /// Whether it is saved.
    pub saving: RwSignal<Saving>,
    /// What met a newer version and could not be made again; the person decides.
    pub clashes: RwSignal<Vec<Clash<P::Command>>>,
    /// Counts the times that waiting commands met a newer version and not all of them could be made again.
    pub clashed: RwSignal<u32>,
    /// The last refusal, for the page to show.
    pub refusal: RwSignal<Option<Refusal<P::Rule>>>,
    /// The changes of the plan as a whole, to be taken back and made again. A run sheet has its own history.
    pub changes: RwSignal<Changes<P>>,
    /// Words of the plan's texts that were confirmed to be nobody's name; for every field of the page.
    pub names: Names,
    pub(super) queue: StoredValue<Arc<Mutex<Queue<P>>>>,
    pub(super) key: StoredValue<String>,
}

impl<P: Plan> Clone for Planner<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Plan> Copy for Planner<P> {}

impl<P: Plan> Planner<P> {
    /// Starts from what the server sent; commands kept in this browser are sent once it has taken over the page.
    pub fn new(view: P::View) -> Self {
        let key = kept::unsaved_key(P::reader(&view), P::of(&view).id());
        let queue = Queue {
            saved: P::of(&view).clone(),
            waiting: VecDeque::new(),
            newest: P::of(&view).version(),
            is_pumping: false,
        };
        let planner = Self {
            view: RwSignal::new(view),
            saving: RwSignal::new(Saving::Saved),
            clashes: RwSignal::new(Vec::new()),
            clashed: RwSignal::new(0),
            refusal: RwSignal::new(None),
            changes: RwSignal::new(Changes::default()),
            names: Names::new(),
            queue: StoredValue::new(Arc::new(Mutex::new(queue))),
            key: StoredValue::new(key),
        };
        Effect::new(move |_| planner.bring_back());
        planner
    }

    /// Whether the command's texts may be stored. A form asks before it sends, so that faults stand beside their fields.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn look_through(self, command: &P::Command) -> Result<(), Vec<Issue>> {
        let admitted = self
            .view
            .with_untracked(|view| self.names.admit_in(command, P::of(view)));
        admitted.map(|_| ())
    }

    /// The rule that said no to what was sent last, for the form that sent it.
    pub fn rule_refused(self) -> Option<P::Rule> {
        self.refusal.with_untracked(|refusal| match refusal {
            Some(Refusal::Rule(rule)) => Some(*rule),
            _ => None,
        })
    }

    /// Takes the latest change of the plan as a whole back, or makes it again. What others changed since then stays; where
    /// that is the same thing, both are shown. `false` when there is none.
    pub fn step(self, way: Way) -> bool {
        let Some(Change { after, back }) = self.changes.try_update(|changes| changes.take(way)).flatten() else {
            return false;
        };
        let met = self.view.with_untracked(|view| after.rebase(&back, view));
        // The other way, the latest first.
        let mut other_way = Vec::new();
        for (_, command) in met.kept {
            let taken_back = self.view.with_untracked(|view| P::of(view).undo(&command));
            // Asked about when it was written.
            self.names.stand_in(&command);
            if !self.post(command) {
                break;
            }
            other_way.splice(0..0, taken_back);
        }
        if !other_way.is_empty() {
            let after = self.view.with_untracked(|view| P::of(view).clone());
            self.remember(|changes| changes.took(way, Change { after, back: other_way }));
        } else {
            self.remember(|_| ());
        }
        self.key.with_value(|key| self.show(key, met.clashes));
        true
    }

    pub(super) fn remember(self, change: impl FnOnce(&mut Changes<P>)) {
        let _ = self.changes.try_update(change);
        let key = self
            .view
            .try_with_untracked(|view| Changes::<P>::key(P::reader(view), P::of(view).id()));
        let kept = self.changes.try_with_untracked(Clone::clone);
        if let (Some(key), Some(changes)) = (key, kept) {
            changes.keep(&key);
        }
    }

    /// Sends a command that was written on something older than what is on the screen now, as a form that was open while
    /// a colleague saved: `as_opened` puts the plan back to what the form started from. What both changed is shown side
    /// by side, the rest is sent. What was sent, or `None` when a rule or a text says no: the form still has what was typed.
    pub fn send_from(self, as_opened: impl FnOnce(&mut P), command: P::Command) -> Option<Vec<P::Command>> {
        let met = self.view.with_untracked(|view| {
            let mut opened = P::of(view).clone();
            as_opened(&mut opened);
            opened.rebase(std::slice::from_ref(&command), view)
        });
        // A rule that says no belongs to the form, which still has what was typed.
        if met.clashes.iter().any(|clash| clash.rule.is_some()) {
            return self.send(command.clone()).then(|| vec![command]);
        }
        let made: Vec<P::Command> = met.kept.into_iter().map(|(_, command)| command).collect();
        for command in &made {
            if !self.send(command.clone()) {
                return None;
            }
        }
        self.key.with_value(|key| self.show(key, met.clashes));
        Some(made)
    }

    /// Asks for the newest version, when nothing of one's own is under way: what another device did is seen without a reload.
    pub fn refresh(self) {
        let Some(queue) = self.queue.try_get_value() else {
            return;
        };
        let is_idle = |queue: &Queue<P>| queue.waiting.is_empty() && !queue.is_pumping;
        let Some(id) = self.view.try_with_untracked(|view| P::of(view).id()) else {
            return;
        };
        if !is_idle(&locked(&queue)) {
            return;
        }
        spawn_local(async move {
            let Ok(view) = P::load(id).await else { return };
            {
                let mut queue = locked(&queue);
                if !is_idle(&queue) || P::of(&view).version() <= queue.newest {
                    return;
                }
                queue.saved = P::of(&view).clone();
                queue.newest = P::of(&view).version();
            }
            kept::note_newest::<P>(&view);
            let _ = self.view.try_set(view);
        });
    }

    /// Applies a command here and sends it. `false` when its texts or the rule say no; nothing is sent then.
    pub fn send(self, command: P::Command) -> bool {
        let back = self.view.with_untracked(|view| P::of(view).undo(&command));
        let done = self.post(command);
        if done && !back.is_empty() {
            let after = self.view.with_untracked(|view| P::of(view).clone());
            self.remember(|changes| changes.record(Change { after, back }));
        }
        done
    }

    fn post(self, command: P::Command) -> bool {
        self.refusal.set(None);
        let admitted = self
            .view
            .with_untracked(|view| self.names.admit_in(&command, P::of(view)));
        let confirmed = match admitted {
            Ok(confirmed) => confirmed,
            Err(faults) => {
                self.refusal.set(Some(Refusal::Texts(faults)));
                return false;
            }
        };
        let applied = self.view.with_untracked(|view| {
            let plan = P::of(view);
            plan.apply(&command, view).map(|next| (plan.version(), next))
        });
        match applied {
            Ok((version, next)) => {
                let envelope = Envelope {
                    key: CommandId::new(fresh::ulid()),
                    expected_version: Some(version),
                    confirmed,
                    command,
                };
                self.with_queue(|key, queue| {
                    Unsaved::add(key, &queue.saved, &envelope);
                    queue.waiting.push_back(envelope);
                });
                self.view.update(|view| *P::of_mut(view) = next);
                self.start();
                true
            }
            Err(rule) => {
                self.refusal.set(Some(Refusal::Rule(rule)));
                false
            }
        }
    }

    /// Decides on a clash: mine is sent anew on the newest version, or theirs stays.
    pub fn settle(self, place: usize, takes_mine: bool) {
        let Some(clash) = self.clashes.with_untracked(|clashes| clashes.get(place).cloned()) else {
            return;
        };
        if let Some(mine) = clash.mine.filter(|_| takes_mine) {
            // Asked about when it was written.
            self.names.stand_in(&mine);
            if !self.send(mine) {
                // It still waits for a choice: what was written stays on the screen.
                return;
            }
        }
        self.clashes.update(|clashes| {
            clashes.remove(place);
            self.key.with_value(|key| kept::keep_clashes(key, clashes));
        });
    }

    /// A page that was kept for when there is no network may be older than what this browser has saved since.
    fn take_newest_seen(self) {
        let view = self.view.get_untracked();
        match kept::newest::<P>(P::of(&view).id()) {
            Some(seen) if P::reader(&seen) == P::reader(&view) && P::of(&seen).version() > P::of(&view).version() => {
                self.with_queue(|_, queue| {
                    queue.newest = P::of(&seen).version();
                    queue.saved = P::of(&seen).clone();
                });
                self.view.set(seen);
            }
            _ => kept::note_newest::<P>(&view),
        }
    }

    /// Sends what was not saved when this browser last had the plan open. The keys are the same: what had arrived
    /// after all is not done twice.
    fn bring_back(self) {
        let steps = self
            .view
            .with_untracked(|view| Changes::<P>::key(P::reader(view), P::of(view).id()));
        self.changes.set(Changes::kept(&steps));
        self.take_newest_seen();
        let clashes = self.key.with_value(|key| kept::clashes(key));
        if !clashes.is_empty() && self.view.with_untracked(P::may_change) {
            self.clashes.set(clashes);
        }
        let Some(Unsaved { base, waiting }) = self.key.with_value(|key| kept::read::<Unsaved<P>>(key)) else {
            return;
        };
        let shown = self.view.with_untracked(|view| {
            waiting.iter().fold(base.clone(), |plan: P, envelope| {
                plan.apply(&envelope.command, view).unwrap_or(plan)
            })
        });
        let is_ours = self
            .view
            .with_untracked(|view| P::may_change(view) && P::of(view).id() == base.id());
        if waiting.is_empty() || !is_ours {
            return;
        }
        self.with_queue(|_, queue| {
            queue.saved = base;
            queue.waiting = waiting.into();
        });
        self.view.update(|view| *P::of_mut(view) = shown);
        self.start();
    }

    fn with_queue(self, work: impl FnOnce(&str, &mut Queue<P>)) {
        self.queue.with_value(|queue| {
            self.key.with_value(|key| work(key, &mut locked(queue)));
        });
    }

    /// Shows side by side what waits for a choice, and keeps it until it is made: the page may be left before.
    pub(super) fn show(self, key: &str, clashes: Vec<Clash<P::Command>>) {
        if !clashes.is_empty() {
            kept::add_clashes(key, &clashes);
            let _ = self.clashes.try_update(|shown| shown.extend(clashes));
        }
    }
}
