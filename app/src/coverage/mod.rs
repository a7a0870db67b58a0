//! Coverage: the matrix of places and measures, a place's page with what is behind the figures, and its targets.

pub mod api;
mod follow;
mod gap_steps;
mod gaps_page;
pub mod lists;
mod matrix_filter;
mod matrix_page;
mod matrix_table;
pub mod paper;
mod rules_form;
mod services_page;
mod tabs;
mod targets_form;
mod unit_page;
mod unit_parts;
mod words;

pub(crate) use gap_steps::Tasks;
pub use gaps_page::GapsPage;
pub use matrix_page::CoveragePage;
pub use services_page::ServicesPage;
pub use unit_page::UnitCoveragePage;
