//! Coverage: the matrix of units and measures, a unit's page, and targets. Figures come from memory ([`Coverage`]); a page asks the
//! store for what is new and for places and people, however many activities there are.

mod alerts;
mod county;
pub mod drafts;
mod follow;
mod ground;
mod known;
mod matrix;
mod municipalities;
mod outlines;
mod services;
mod start;
mod targets;
mod trend;
mod unit;

pub use alerts::{alerts, note_gap, set_rule};
pub(crate) use alerts::{tasks, weeks_to_confirm};
pub use county::{county, map};
pub use follow::Coverage;
pub(crate) use known::Known;
pub use matrix::{every_row, mark, matrix, open_figures};
pub use services::services;
pub use start::start;
pub use targets::set_targets;
pub use trend::trend;
pub use unit::unit;
