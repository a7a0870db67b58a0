//! Coverage (dekning): which measures reached which units in a period, what is planned, and where there are gaps.
//!
//! Counted from [`Fact`]s, one for each part of each activity; nothing is typed for it. The definitions are the domain brief's, 6.2:
//! a unit is *reached* by a measure with at least one activity carried out in the period, it is *planned* with none carried out and
//! one to come, and a *gap* otherwise. Headcounts are participations, not persons. A routine is carried out as long as it holds: adopted or
//! gone through, and not due again by the period's last day, or by today while the period lasts ([`Fact::counts_in`],
//! [`crate::routines::Routine::spans`]).

mod board;
mod cell;
pub mod county;
pub mod drafts;
mod fact;
pub mod gaps;
mod period;
pub mod services;
mod sources;
mod target;
#[cfg(test)]
mod tests;
mod trend;
pub mod view;

pub use board::Board;
pub use cell::{Breadth, Cell, CellState, UnitFigures};
pub use fact::{Activity, Fact, Kind, Reached, Source, Standing};
pub use period::{Period, PeriodKind};
pub use sources::{of_delivery, of_group, of_measure, of_network, of_outreach, of_presentation, of_routine, of_survey};
pub use target::{SetTargets, TargetChange, TargetForm, TargetRule, Targets, UnitTargets, set};
pub use trend::{TREND_YEARS, TrendYear, trend};
