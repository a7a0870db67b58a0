//! What a time runs into: asked for while it is typed, shown beside it, and never in the way.

pub mod api;
mod warnings;

use domain::conflicts::Conflict;

/// What the times on the screen run into. Those of times that are no longer there are of no use, and name their time.
pub type LookUp = crate::look_up::LookUp<Vec<Conflict>>;

pub use warnings::{ConflictSummary, ConflictWarnings, NotLookedUp};
