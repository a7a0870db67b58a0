//! Presentations: for parents, pupils, staff or services, with interpreters, a checklist, an invitation, and what was made known
//! when they are closed.
//!
//! One aggregate. It is planned by the one who holds it, and stands in that person's week.

mod alerts;
mod apply;
mod booking;
mod calendar;
mod command;
pub mod form;
mod free_text;
mod plan;
mod rule;
pub mod series;
#[cfg(test)]
pub(crate) mod testing;
pub mod view;

pub use alerts::{Alert, REMINDER_DAYS};
pub use apply::{apply, create, plan_series};
pub use booking::{Booking, BookingState, BookingStep, StepError};
pub use calendar::note_change;
pub use command::{NewPresentation, NewSeries, NewTask, PlanEdit, PresentationCommand};
pub use plan::{
    CancelReason, Closing, Evaluation, MAX_INTERPRETERS, MAX_MATERIALS, MAX_SERIES, MAX_TASKS, Material, MaterialKind,
    Outcome, Presentation, Stage, Task, TaskKind,
};
pub use rule::PresentationRule;

#[cfg(test)]
mod tests;
