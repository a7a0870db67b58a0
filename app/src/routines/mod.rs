//! Routines of schools: which are missing or have expired, and one routine with its next steps.

pub mod api;
mod desk;
mod fields;
mod list_page;
mod page;
mod steps;
pub(crate) mod words;

pub use list_page::RoutinesPage;
pub use page::RoutinePage;
