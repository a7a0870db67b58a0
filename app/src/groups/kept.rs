//! What the planner keeps in this browser: commands that are not saved yet, steps that can be undone, ticks of the packing
//! list, how far a session has come. Keyed by person, so that a shared device mixes nothing up; signing out clears it
//! (`Clear-Site-Data`).

use domain::clash::Clash;
use domain::command::Envelope;
use domain::groups::view::GroupView;
use domain::groups::{Group, GroupCommand};
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

/// The keys that begin so.
pub fn keys(start: &str) -> Vec<String> {
    let storage = LocalStorage::raw();
    let length = LocalStorage::length();
    (0..length)
        .filter_map(|place| storage.key(place).ok().flatten())
        .filter(|key| key.starts_with(start))
        .collect()
}

/// The key of what is kept of one session.
pub fn session_key(what: &str, person: PersonId, group: GroupId, number: u8) -> String {
    format!("{what}:{person}:{group}:{number}")
}

/// What met a newer version and waits for a choice, beside the unsaved commands of the same key.
pub fn clashes(key: &str) -> Vec<Clash> {
    read(&clash_key(key)).unwrap_or_default()
}

/// Adds what waits for a choice.
pub fn add_clashes(key: &str, more: &[Clash]) {
    let mut all = clashes(key);
    all.extend_from_slice(more);
    keep_clashes(key, &all);
}

/// Keeps exactly these.
pub fn keep_clashes(key: &str, all: &[Clash]) {
    let key = clash_key(key);
    if all.is_empty() {
        forget(&key);
    } else {
        write(&key, &all);
    }
}

/// The newest version of the group that was opened last stands under this and its reader.
const NEWEST: &str = "newest:";

/// Notes the newest version of the group that is open: it is shown where there is no network.
pub fn note_newest(view: &GroupView) {
    write(&format!("{NEWEST}{}", view.reader), view);
}

/// The newest version of a group that this browser has seen, when it is the one that was opened last.
pub fn newest(id: GroupId) -> Option<GroupView> {
    let kept = keys(NEWEST).into_iter().find_map(|key| read::<GroupView>(&key));
    kept.filter(|view| view.group.id == id)
}

/// Lets go of what another person of this browser had open.
pub fn stays_with(reader: PersonId) {
    let own = format!("{NEWEST}{reader}");
    for key in keys(NEWEST).into_iter().filter(|key| *key != own) {
        forget(&key);
    }
}

fn clash_key(key: &str) -> String {
    format!("clashes:{key}")
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
