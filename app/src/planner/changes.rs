//! Changes of a plan as a whole that can be taken back and made again, the latest last. A run sheet has its own history.
//! Kept while this tab is open, so that they survive a reload.

use domain::ids::PersonId;
use gloo_storage::{SessionStorage, Storage as _};
use serde::{Deserialize, Serialize};

use super::plan::Plan;

/// How many are kept for a reload: each holds the plan as it was.
const KEPT: usize = 30;

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Change<P: Plan> {
    /// The plan after it.
    pub after: P,
    /// The commands that take it back.
    pub back: Vec<P::Command>,
}

/// The steps of one person in one plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Changes<P: Plan> {
    done: Vec<Change<P>>,
    undone: Vec<Change<P>>,
}

impl<P: Plan> Default for Changes<P> {
    fn default() -> Self {
        Self {
            done: Vec::new(),
            undone: Vec::new(),
        }
    }
}

/// Which way a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The latest change is taken back.
    Back,
    /// What was taken back last is made again.
    Again,
}

impl<P: Plan> Changes<P> {
    /// Notes a change. What was taken back can't be made again after it.
    pub fn record(&mut self, change: Change<P>) {
        self.done.push(change);
        self.undone.clear();
    }

    /// Takes the next step of this way.
    pub fn take(&mut self, way: Way) -> Option<Change<P>> {
        match way {
            Way::Back => self.done.pop(),
            Way::Again => self.undone.pop(),
        }
    }

    /// Notes how a step that was taken this way is taken the other way.
    pub fn took(&mut self, way: Way, change: Change<P>) {
        match way {
            Way::Back => self.undone.push(change),
            Way::Again => self.done.push(change),
        }
    }

    /// Whether a step can be taken this way.
    pub fn can(&self, way: Way) -> bool {
        match way {
            Way::Back => !self.done.is_empty(),
            Way::Again => !self.undone.is_empty(),
        }
    }

    /// The key of one person's steps in one plan.
    pub fn key(person: PersonId, plan: P::Id) -> String {
        format!("changes:{person}:{plan}")
    }

    /// Those kept in this tab.
    pub fn kept(key: &str) -> Self {
        SessionStorage::get(key).unwrap_or_default()
    }

    /// Keeps the latest. A full storage costs the way back after a reload, nothing else.
    pub fn keep(&self, key: &str) {
        let latest = |changes: &[Change<P>]| changes[changes.len().saturating_sub(KEPT)..].to_vec();
        let kept = Self {
            done: latest(&self.done),
            undone: latest(&self.undone),
        };
        let _ = SessionStorage::set(key, &kept);
    }
}
