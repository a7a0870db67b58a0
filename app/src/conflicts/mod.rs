//! What a time runs into: asked for while it is typed, shown beside it, and never in the way.

pub mod api;
mod look_up;
mod warnings;

pub use look_up::{LookUp, look_up};
pub use warnings::{ConflictSummary, ConflictWarnings, NotLookedUp};
