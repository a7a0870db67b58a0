//! Imports: choose or paste a file, see what would change, then save.

pub mod api;
mod page;
mod report;

pub use page::{ImportAimsPage, ImportCalendarsPage, ImportUnitsPage};
