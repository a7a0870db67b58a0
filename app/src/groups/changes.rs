//! Changes of a group as a whole that can be taken back and made again, the latest last. A run sheet has its own history.
//! Kept while this tab is open, so that they survive a reload.

use domain::groups::{Group, GroupCommand};
use domain::ids::{GroupId, PersonId};
use gloo_storage::{SessionStorage, Storage as _};
use serde::{Deserialize, Serialize};

/// How many are kept for a reload: each holds the group as it was.
const KEPT: usize = 30;

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The group after it.
    pub after: Group,
    /// The commands that take it back.
    pub back: Vec<GroupCommand>,
}

/// The steps of one person in one group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    done: Vec<Change>,
    undone: Vec<Change>,
}

/// Which way a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The latest change is taken back.
    Back,
    /// What was taken back last is made again.
    Again,
}

impl Changes {
    /// Notes a change. What was taken back can't be made again after it.
    pub fn record(&mut self, change: Change) {
        self.done.push(change);
        self.undone.clear();
    }

    /// Takes the next step of this way.
    pub fn take(&mut self, way: Way) -> Option<Change> {
        match way {
            Way::Back => self.done.pop(),
            Way::Again => self.undone.pop(),
        }
    }

    /// Notes how a step that was taken this way is taken the other way.
    pub fn took(&mut self, way: Way, change: Change) {
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

    /// The key of one person's steps in one group.
    pub fn key(person: PersonId, group: GroupId) -> String {
        format!("changes:{person}:{group}")
    }

    /// Those kept in this tab.
    pub fn kept(key: &str) -> Self {
        SessionStorage::get(key).unwrap_or_default()
    }

    /// Keeps the latest. A full storage costs the way back after a reload, nothing else.
    pub fn keep(&self, key: &str) {
        let latest = |changes: &[Change]| changes[changes.len().saturating_sub(KEPT)..].to_vec();
        let kept = Self {
            done: latest(&self.done),
            undone: latest(&self.undone),
        };
        let _ = SessionStorage::set(key, &kept);
    }
}
