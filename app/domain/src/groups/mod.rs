//! Discussion groups for pupils (O1): a series of sessions, each with a run sheet, numbered seats and a closing.
//!
//! Participants have no names here: seats are numbered, the real list stays with the school (domain brief, 2.1).

pub mod apply;
pub mod calendar;
pub mod command;
pub mod form;
pub mod plan;
pub mod run_sheet;
pub mod series;
pub mod state;
pub mod view;

pub use apply::{GroupRule, apply, create};
pub use calendar::{CalendarMark, Standing, note_changes};
pub use command::{CloseSession, GroupCommand, HeadEdit, NewGroup, NewSession};
pub use plan::{Composition, Group, GroupSession, Stage};
pub use run_sheet::{Block, RunSheet, RunSheetEdit, TimedBlock};
pub use series::{SeriesDay, SeriesEnd, SeriesRule, preview};
pub use state::{CancelReason, Held, SessionState, TransitionError};
