//! What the planner keeps in this browser: commands that are not saved yet, steps that can be undone, ticks of the packing
//! list, how far a session has come. Keyed by person, so that a shared device mixes nothing up; signing out clears it
//! (`Clear-Site-Data`).

use std::fmt::Display;

use domain::clash::Clash;
use domain::command::Envelope;
use domain::ids::{CommandId, PersonId};
use gloo_storage::{LocalStorage, Storage as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::plan::Plan;

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

/// The key of one person's unsaved commands for one plan.
pub fn unsaved_key(person: PersonId, plan: impl Display) -> String {
    format!("unsaved:{person}:{plan}")
}

/// What met a newer version and waits for a choice, beside the unsaved commands of the same key.
pub fn clashes<C: DeserializeOwned>(key: &str) -> Vec<Clash<C>> {
    read(&clash_key(key)).unwrap_or_default()
}

/// Adds what waits for a choice.
pub fn add_clashes<C: Clone + Serialize + DeserializeOwned>(key: &str, more: &[Clash<C>]) {
    let mut all = clashes(key);
    all.extend_from_slice(more);
    keep_clashes(key, &all);
}

/// Keeps exactly these.
pub fn keep_clashes<C: Serialize>(key: &str, all: &[Clash<C>]) {
    let key = clash_key(key);
    if all.is_empty() {
        forget(&key);
    } else {
        write(&key, &all);
    }
}

/// Notes the newest version of the plan that is open: it is shown where there is no network.
pub fn note_newest<P: Plan>(view: &P::View) {
    write(&format!("{}{}", P::NEWEST, P::reader(view)), view);
}

/// The newest version of a plan that this browser has seen, when it is the one that was opened last.
pub fn newest<P: Plan>(id: P::Id) -> Option<P::View> {
    let kept = keys(P::NEWEST).into_iter().find_map(|key| read::<P::View>(&key));
    kept.filter(|view| P::of(view).id() == id)
}

/// The kinds of plan of which the newest version is kept, by what their keys begin with.
pub const KINDS: [&str; 3] = ["newest:", "newest-module:", "newest-parts:"];

/// Lets go of what another person of this browser had open.
pub fn stays_with(reader: PersonId) {
    for kind in KINDS {
        let own = format!("{kind}{reader}");
        for key in keys(kind).into_iter().filter(|key| *key != own) {
            forget(&key);
        }
    }
}

fn clash_key(key: &str) -> String {
    format!("clashes:{key}")
}

/// Commands on their way, and the version they start from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Unsaved<P: Plan> {
    /// As the server had it.
    pub base: P,
    /// In order, oldest first.
    pub waiting: Vec<Envelope<P::Command>>,
}

impl<P: Plan> Unsaved<P> {
    /// Adds a command to those kept.
    pub fn add(key: &str, base: &P, envelope: &Envelope<P::Command>) {
        let mut unsaved = read::<Self>(key).unwrap_or_else(|| Self {
            base: base.clone(),
            waiting: Vec::new(),
        });
        unsaved.waiting.push(envelope.clone());
        write(key, &unsaved);
    }

    /// Takes out a command that is saved; `saved` is the plan after it.
    pub fn settle(key: &str, command: CommandId, saved: &P) {
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
