//! Coverage: the matrix of places and measures, a place's page with what is behind the figures, and its targets.

pub mod api;
mod county_page;
mod county_parts;
pub mod drafts;
mod follow;
mod gap_steps;
mod gaps_page;
pub mod lists;
mod map_drawing;
mod map_page;
mod matrix_filter;
mod matrix_page;
mod matrix_table;
mod municipality_map;
mod outlines;
pub mod paper;
mod rules_form;
mod services_page;
mod start;
mod tabs;
mod targets_form;
mod trend_chart;
mod trend_page;
mod unit_page;
mod unit_parts;
pub(crate) mod words;

pub use county_page::CountyPage;
pub use drafts::{CompareDraftsPage, DraftPage, DraftsPage};
pub(crate) use gap_steps::{Sentence, Tasks, sentence_form};
pub use gaps_page::GapsPage;
pub use map_page::MapPage;
pub use matrix_page::CoveragePage;
pub use services_page::ServicesPage;
pub(crate) use start::StartCoverage;
pub use trend_page::TrendPage;
pub use unit_page::UnitCoveragePage;
