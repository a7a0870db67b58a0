//! A group in the browser: commands are applied at once, then sent one after another; nothing is lost on the way.
//!
//! What is not saved yet is kept in this browser too, and sent when the page comes back. A command that meets a newer
//! version is made again on that version, or shown beside it (`domain::groups::rebase`).

mod sending;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use domain::command::Envelope;
use domain::groups::undo::undo;
use domain::groups::view::GroupView;
use domain::groups::{Clash, Group, GroupCommand, GroupRule, apply, rebase};
use domain::ids::CommandId;
use domain::issue::Issue;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::view_group;
use super::kept::{self, Undecided, Unsaved};
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
pub enum Refusal {
    /// The rule says no, known here at once.
    Rule(GroupRule),
    /// A text names somebody, or may.
    Texts(Vec<Issue>),
    /// The server said no.
    Server(AppError),
}

/// A change that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The group after it.
    after: Group,
    /// The commands that take it back.
    back: Vec<GroupCommand>,
}

/// What has not been saved, and the version it starts from. Outlives the page, so that the last change is sent when the
/// reader goes on.
#[derive(Debug)]
struct Queue {
    saved: Group,
    waiting: VecDeque<Envelope<GroupCommand>>,
    /// The newest version the server has shown.
    newest: u64,
    is_pumping: bool,
}

/// A group being worked on.
#[derive(Clone, Copy)]
pub struct Planner {
    /// The group as the person sees it: the server's, with the commands under way applied.
    pub view: RwSignal<GroupView>,
    /// Whether it is saved.
    pub saving: RwSignal<Saving>,
    /// What met a newer version and could not be made again; the person decides.
    pub clashes: RwSignal<Vec<Clash>>,
    /// Counts the times that waiting commands met a newer version and not all of them could be made again.
    pub clashed: RwSignal<u32>,
    /// The last refusal, for the page to show.
    pub refusal: RwSignal<Option<Refusal>>,
    /// Each change of the group as a whole since the page was opened, the latest last. A run sheet has its own history.
    pub changes: RwSignal<Vec<Change>>,
    /// Words of the group's texts that were confirmed to be nobody's name; for every field of the page.
    pub names: Names,
    queue: StoredValue<Arc<Mutex<Queue>>>,
    key: StoredValue<String>,
}

impl Planner {
    /// Starts from what the server sent; commands kept in this browser are sent once it has taken over the page.
    pub fn new(view: GroupView) -> Self {
        let key = Unsaved::key(view.reader, view.group.id);
        let queue = Queue {
            saved: view.group.clone(),
            waiting: VecDeque::new(),
            newest: view.group.version,
            is_pumping: false,
        };
        let planner = Self {
            view: RwSignal::new(view),
            saving: RwSignal::new(Saving::Saved),
            clashes: RwSignal::new(Vec::new()),
            clashed: RwSignal::new(0),
            refusal: RwSignal::new(None),
            changes: RwSignal::new(Vec::new()),
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
    pub fn look_through(self, command: &GroupCommand) -> Result<(), Vec<Issue>> {
        let admitted = self
            .view
            .with_untracked(|view| self.names.admit_in(command, &view.group));
        admitted.map(|_| ())
    }

    /// Takes the latest change of the group as a whole back. What others changed since then stays; where that is the same
    /// thing, both are shown.
    pub fn undo(self) {
        let Some(Change { after, back }) = self.changes.try_update(Vec::pop).flatten() else {
            return;
        };
        let met = self
            .view
            .with_untracked(|view| rebase(&after, &back, &view.group, view.today));
        for (_, command) in met.kept {
            // Asked about when it was written.
            self.names.stand_in(&command);
            if !self.post(command) {
                break;
            }
        }
        self.show(&met.clashes);
    }

    /// Sends a command that was written on something older than what is on the screen now, as a form that was open while
    /// a colleague saved: `as_opened` puts the group back to what the form started from. What both changed is shown side
    /// by side, the rest is sent. What was sent, or `None` when a rule or a text says no: the form still has what was typed.
    pub fn send_from(self, as_opened: impl FnOnce(&mut Group), command: GroupCommand) -> Option<Vec<GroupCommand>> {
        let met = self.view.with_untracked(|view| {
            let mut opened = view.group.clone();
            as_opened(&mut opened);
            rebase(&opened, std::slice::from_ref(&command), &view.group, view.today)
        });
        // A rule that says no belongs to the form, which still has what was typed.
        if met.clashes.iter().any(|clash| clash.rule.is_some()) {
            return self.send(command.clone()).then(|| vec![command]);
        }
        let made: Vec<GroupCommand> = met.kept.into_iter().map(|(_, command)| command).collect();
        for command in &made {
            if !self.send(command.clone()) {
                return None;
            }
        }
        self.show(&met.clashes);
        Some(made)
    }

    /// Shows what met a change of the same thing, and keeps it until the person has chosen.
    fn show(self, clashes: &[Clash]) {
        if clashes.is_empty() {
            return;
        }
        if let Some(key) = self.key.try_with_value(|key| Undecided::key(key)) {
            Undecided::add(&key, clashes);
        }
        let _ = self.clashes.try_update(|shown| {
            for clash in clashes {
                if !shown.contains(clash) {
                    shown.push(clash.clone());
                }
            }
        });
    }

    /// Asks for the newest version, when nothing of one's own is under way: what another device did is seen without a reload.
    pub fn refresh(self) {
        let Some(queue) = self.queue.try_get_value() else {
            return;
        };
        let is_idle = |queue: &Queue| queue.waiting.is_empty() && !queue.is_pumping;
        let Some(id) = self.view.try_with_untracked(|view| view.group.id) else {
            return;
        };
        if !is_idle(&locked(&queue)) {
            return;
        }
        spawn_local(async move {
            let Ok(view) = view_group(id).await else { return };
            {
                let mut queue = locked(&queue);
                if !is_idle(&queue) || view.group.version <= queue.newest {
                    return;
                }
                queue.saved = view.group.clone();
                queue.newest = view.group.version;
            }
            let _ = self.view.try_set(view);
        });
    }

    /// Applies a command here and sends it. `false` when its texts or the rule say no; nothing is sent then.
    pub fn send(self, command: GroupCommand) -> bool {
        let back = self.view.with_untracked(|view| undo(&view.group, &command));
        let done = self.post(command);
        if done && !back.is_empty() {
            let after = self.view.with_untracked(|view| view.group.clone());
            self.changes.update(|changes| changes.push(Change { after, back }));
        }
        done
    }

    fn post(self, command: GroupCommand) -> bool {
        self.refusal.set(None);
        let admitted = self
            .view
            .with_untracked(|view| self.names.admit_in(&command, &view.group));
        let confirmed = match admitted {
            Ok(confirmed) => confirmed,
            Err(faults) => {
                self.refusal.set(Some(Refusal::Texts(faults)));
                return false;
            }
        };
        let applied = self.view.with_untracked(|view| {
            let version = view.group.version;
            apply(&view.group, &command, view.today).map(|next| (version, next))
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
                self.view.update(|view| view.group = next);
                self.start();
                true
            }
            Err(rule) => {
                self.refusal.set(Some(Refusal::Rule(rule)));
                false
            }
        }
    }

    /// Decides on a clash: mine is sent anew on the newest version, or theirs stays. Where mine can't be sent, the clash
    /// stays, for it may be the only place where the text still is.
    pub fn settle(self, place: usize, takes_mine: bool) {
        let Some(clash) = self.clashes.with_untracked(|clashes| clashes.get(place).cloned()) else {
            return;
        };
        if let Some(mine) = clash.mine.clone().filter(|_| takes_mine) {
            // Asked about when it was written.
            self.names.stand_in(&mine);
            if !self.send(mine) {
                return;
            }
        }
        self.key
            .with_value(|key| Undecided::settle(&Undecided::key(key), &clash));
        self.clashes.update(|clashes| clashes.retain(|other| *other != clash));
    }

    /// Sends what was not saved when this browser last had the group open. The keys are the same: what had arrived
    /// after all is not done twice.
    fn bring_back(self) {
        let undecided: Option<Undecided> = self.key.with_value(|key| kept::read(&Undecided::key(key)));
        if let Some(undecided) = undecided.filter(|_| self.view.with_untracked(|view| view.may_edit)) {
            self.clashes.set(undecided.clashes);
        }
        let Some(Unsaved { base, waiting }) = self.key.with_value(|key| kept::read(key)) else {
            return;
        };
        let today = self.view.with_untracked(|view| view.today);
        let shown = waiting.iter().fold(base.clone(), |group, envelope| {
            apply(&group, &envelope.command, today).unwrap_or(group)
        });
        let is_ours = self
            .view
            .with_untracked(|view| view.may_edit && view.group.id == base.id);
        if waiting.is_empty() || !is_ours {
            return;
        }
        self.with_queue(|_, queue| {
            queue.saved = base;
            queue.waiting = waiting.into();
        });
        self.view.update(|view| view.group = shown);
        self.start();
    }

    fn with_queue(self, work: impl FnOnce(&str, &mut Queue)) {
        self.queue.with_value(|queue| {
            self.key.with_value(|key| work(key, &mut locked(queue)));
        });
    }

    fn start(self) {
        let queue = self.queue.get_value();
        let was_pumping = std::mem::replace(&mut locked(&queue).is_pumping, true);
        if !was_pumping {
            self.saving.set(Saving::Underway);
            let id = self.view.with_untracked(|view| view.group.id);
            spawn_local(self.pump(id, queue, self.key.get_value()));
        }
    }
}

/// The browser has one thread; a poisoned lock holds what it held.
fn locked(queue: &Mutex<Queue>) -> std::sync::MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
