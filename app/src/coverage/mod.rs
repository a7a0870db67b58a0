//! Coverage: the matrix of places and measures, a place's page with what is behind the figures, and its targets.

pub mod api;
mod follow;
pub mod lists;
mod matrix_filter;
mod matrix_page;
mod matrix_table;
mod targets_form;
mod unit_page;
mod unit_parts;
mod words;

pub use matrix_page::CoveragePage;
pub use unit_page::UnitCoveragePage;
