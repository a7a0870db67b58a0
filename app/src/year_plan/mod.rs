//! The year plan: a chart on a wide screen and on paper, a list on a narrow one.

pub mod api;
mod chart;
mod list;
mod page;
mod words;

pub use page::YearPlanPage;
