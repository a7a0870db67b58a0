//! Routines of a school (rutiner; O5, domain brief, 2.7): one for each of five purposes, written, adopted by the school's leaders, in use, and
//! gone through again every year. An edition that is replaced stays readable.

mod apply;
mod form;
mod free_text;
mod routine;
mod state;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod view;

pub use apply::{RoutineCommand, RoutineRule, apply};
pub use form::{AdoptForm, DetailsForm, ReviewForm, ReviseForm};
pub use routine::{
    Adopter, Adoption, Anchor, DUE_DAYS, Details, Edition, FRESH_MONTHS, Review, Routine, RoutineRef, RoutineSign,
    proposed_review,
};
pub use state::{RoutineScope, RoutineState, RoutineStep};
