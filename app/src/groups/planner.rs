//! A group in the browser: commands are applied at once, then sent one after another; nothing is lost on the way.
//!
//! What is not saved yet is kept in this browser too, and sent when the page comes back. A command that meets a newer
//! version is made again on that version, or shown beside it (`domain::groups::rebase`).

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::clash::Clash;
use domain::command::Envelope;
use domain::groups::rebase::refused;
use domain::groups::undo::undo;
use domain::groups::view::GroupView;
use domain::groups::{Group, GroupCommand, GroupRule, apply, rebase};
use domain::ids::{CommandId, GroupId};
use domain::issue::Issue;
use domain::text_guard::{Confirmed, names_in};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{change_group, view_group};
use super::changes::{Change, Changes, Way};
use super::kept::{self, Unsaved};
use crate::error::{AppError, ErrorCode};
use crate::form::Names;
use crate::fresh;
use crate::pause::pause;

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
    /// The changes of the group as a whole, to be taken back and made again. A run sheet has its own history.
    pub changes: RwSignal<Changes>,
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
    pub fn look_through(self, command: &GroupCommand) -> Result<(), Vec<Issue>> {
        let admitted = self
            .view
            .with_untracked(|view| self.names.admit_in(command, &view.group));
        admitted.map(|_| ())
    }

    /// The rule that said no to what was sent last, for the form that sent it.
    pub fn rule_refused(self) -> Option<GroupRule> {
        self.refusal.with_untracked(|refusal| match refusal {
            Some(Refusal::Rule(rule)) => Some(*rule),
            _ => None,
        })
    }

    /// Takes the latest change of the group as a whole back, or makes it again. What others changed since then stays; where
    /// that is the same thing, both are shown. `false` when there is none.
    pub fn step(self, way: Way) -> bool {
        let Some(Change { after, back }) = self.changes.try_update(|changes| changes.take(way)).flatten() else {
            return false;
        };
        let met = self
            .view
            .with_untracked(|view| rebase(&after, &back, &view.group, view.today));
        // The other way, the latest first.
        let mut other_way = Vec::new();
        for (_, command) in met.kept {
            let taken_back = self.view.with_untracked(|view| undo(&view.group, &command));
            // Asked about when it was written.
            self.names.stand_in(&command);
            if !self.post(command) {
                break;
            }
            other_way.splice(0..0, taken_back);
        }
        if !other_way.is_empty() {
            let after = self.view.with_untracked(|view| view.group.clone());
            self.remember(|changes| changes.took(way, Change { after, back: other_way }));
        } else {
            self.remember(|_| ());
        }
        self.key.with_value(|key| self.show(key, met.clashes));
        true
    }

    fn remember(self, change: impl FnOnce(&mut Changes)) {
        let _ = self.changes.try_update(change);
        let key = self
            .view
            .try_with_untracked(|view| Changes::key(view.reader, view.group.id));
        let kept = self.changes.try_with_untracked(Changes::clone);
        if let (Some(key), Some(changes)) = (key, kept) {
            changes.keep(&key);
        }
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
        self.key.with_value(|key| self.show(key, met.clashes));
        Some(made)
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
            kept::note_newest(&view);
            let _ = self.view.try_set(view);
        });
    }

    /// Applies a command here and sends it. `false` when its texts or the rule say no; nothing is sent then.
    pub fn send(self, command: GroupCommand) -> bool {
        let back = self.view.with_untracked(|view| undo(&view.group, &command));
        let done = self.post(command);
        if done && !back.is_empty() {
            let after = self.view.with_untracked(|view| view.group.clone());
            self.remember(|changes| changes.record(Change { after, back }));
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
        match kept::newest(view.group.id) {
            Some(seen) if seen.reader == view.reader && seen.group.version > view.group.version => {
                self.with_queue(|_, queue| {
                    queue.newest = seen.group.version;
                    queue.saved = seen.group.clone();
                });
                self.view.set(seen);
            }
            _ => kept::note_newest(&view),
        }
    }

    /// Sends what was not saved when this browser last had the group open. The keys are the same: what had arrived
    /// after all is not done twice.
    fn bring_back(self) {
        let steps = self
            .view
            .with_untracked(|view| Changes::key(view.reader, view.group.id));
        self.changes.set(Changes::kept(&steps));
        self.take_newest_seen();
        let clashes = self.key.with_value(|key| kept::clashes(key));
        if !clashes.is_empty() && self.view.with_untracked(|view| view.may_edit) {
            self.clashes.set(clashes);
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

    /// Sends what waits, one after another. The same envelope is sent again when the server can't be reached: its key
    /// makes a second arrival harmless. The page may be left meanwhile; then nobody looks at the signals any more.
    async fn pump(self, id: GroupId, queue: Arc<Mutex<Queue>>, key: String) {
        loop {
            let next = locked(&queue).waiting.front().cloned();
            let Some(envelope) = next else { break };
            let command = envelope.key;
            match change_group(id, envelope).await {
                Ok(view) => {
                    if self.saving.try_get_untracked() == Some(Saving::SignedOut) {
                        let _ = self.refusal.try_set(None);
                    }
                    Unsaved::settle(&key, command, &view.group);
                    kept::note_newest(&view);
                    let (all_sent, is_newest) = {
                        let mut queue = locked(&queue);
                        queue.waiting.pop_front();
                        queue.saved = view.group.clone();
                        (queue.waiting.is_empty(), view.group.version >= queue.newest)
                    };
                    // A command that had arrived before is answered with what it made then.
                    let view = if is_newest {
                        Some(view)
                    } else {
                        view_group(id).await.ok()
                    };
                    if let Some(view) = view.filter(|_| all_sent) {
                        locked(&queue).newest = view.group.version;
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
                Err(error) if error.code == ErrorCode::Stale => match view_group(id).await {
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
    fn meet(self, queue: &Mutex<Queue>, key: &str, newest: GroupView) {
        let mut queue = locked(queue);
        let commands: Vec<GroupCommand> = queue.waiting.iter().map(|envelope| envelope.command.clone()).collect();
        let met = rebase(&queue.saved, &commands, &newest.group, newest.today);
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
        queue.saved = newest.group.clone();
        queue.newest = newest.group.version;
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
        let _ = self.view.try_set(GroupView {
            group: met.group,
            ..newest
        });
    }

    /// The server said no for good to what was sent: it is shown with all that it would have written, and what waits behind
    /// it is made on the newest version.
    async fn give_up(self, queue: &Mutex<Queue>, key: &str, id: GroupId, error: AppError) {
        let newest = match view_group(id).await {
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
            let clash = refused(&queue.saved, &command, &newest.group);
            // What waits was made on top of it.
            if let Ok(next) = apply(&queue.saved, &command, newest.today) {
                queue.saved = next;
            }
            clash
        };
        self.show(key, vec![clash]);
        self.meet(queue, key, newest);
        let _ = self.refusal.try_set(Some(Refusal::Server(error)));
    }

    /// Shows side by side what waits for a choice, and keeps it until it is made: the page may be left before.
    fn show(self, key: &str, clashes: Vec<Clash>) {
        if !clashes.is_empty() {
            kept::add_clashes(key, &clashes);
            let _ = self.clashes.try_update(|shown| shown.extend(clashes));
        }
    }
}

/// The browser has one thread; a poisoned lock holds what it held.
fn locked(queue: &Mutex<Queue>) -> std::sync::MutexGuard<'_, Queue> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
