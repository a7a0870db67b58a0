//! What the planner keeps in this browser: commands that are not saved yet, steps that can be undone, ticks of the packing
//! list, how far a session has come. Keyed by person, so that a shared device mixes nothing up; signing out clears it
//! (`Clear-Site-Data`).

use domain::command::Envelope;
use domain::groups::{Clash, Group, GroupCommand};
use domain::ids::{CommandId, GroupId, PersonId};
use gloo_storage::{LocalStorage, Storage as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Reads what is kept under a key; nothing when it is of another shape than it was.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    LocalStorage::get(key).ok()
}

/// Keeps a value. A full or closed storage costs what is kept, not the work.
pub fn write<T: Serialize>(key: &str, value: &T) {
    let _ = LocalStorage::set(key, value);
}

/// Forgets a key.
pub fn forget(key: &str) {
    LocalStorage::delete(key);
}

/// The key of what is kept of one session.
pub fn session_key(what: &str, person: PersonId, group: GroupId, number: u8) -> String {
    format!("{what}:{person}:{group}:{number}")
}

/// Commands on their way, and the version they start from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unsaved {
    /// As the server had it.
    pub base: Group,
    /// In order, oldest first.
    pub waiting: Vec<Envelope<GroupCommand>>,
}

impl Unsaved {
    /// The key of one person's unsaved commands for one group.
    pub fn key(person: PersonId, group: GroupId) -> String {
        format!("unsaved:{person}:{group}")
    }

    /// Adds a command to those kept.
    pub fn add(key: &str, base: &Group, envelope: &Envelope<GroupCommand>) {
        let mut unsaved = read::<Self>(key).unwrap_or_else(|| Self {
            base: base.clone(),
            waiting: Vec::new(),
        });
        unsaved.waiting.push(envelope.clone());
        write(key, &unsaved);
    }

    /// Takes out a command that is saved; `saved` is the group after it.
    pub fn settle(key: &str, command: CommandId, saved: &Group) {
        let Some(mut unsaved) = read::<Self>(key) else { return };
        unsaved.waiting.retain(|envelope| envelope.key != command);
        if unsaved.waiting.is_empty() {
            forget(key);
        } else {
            unsaved.base = saved.clone();
            write(key, &unsaved);
        }
    }
}

/// What waits for a choice, mine or theirs. Nothing of it is lost when the page is left before the person has chosen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Undecided {
    /// In the order they were met.
    pub clashes: Vec<Clash>,
}

impl Undecided {
    /// The key of one person's choices for one group, beside the unsaved commands kept under `unsaved`.
    pub fn key(unsaved: &str) -> String {
        format!("undecided:{unsaved}")
    }

    /// Adds what is not kept already.
    pub fn add(key: &str, clashes: &[Clash]) {
        let mut undecided = read::<Self>(key).unwrap_or_default();
        for clash in clashes {
            if !undecided.clashes.contains(clash) {
                undecided.clashes.push(clash.clone());
            }
        }
        if !undecided.clashes.is_empty() {
            write(key, &undecided);
        }
    }

    /// Takes out what was decided.
    pub fn settle(key: &str, decided: &Clash) {
        let Some(mut undecided) = read::<Self>(key) else { return };
        undecided.clashes.retain(|clash| clash != decided);
        if undecided.clashes.is_empty() {
            forget(key);
        } else {
            write(key, &undecided);
        }
    }
}
