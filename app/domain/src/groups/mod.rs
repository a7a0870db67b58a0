//! Discussion groups for pupils (O1): a series of sessions, each with a run sheet, numbered seats and a closing.
//!
//! Participants have no names here: seats are numbered, the real list stays with the school (domain brief, 2.1).

pub mod apply;
pub mod bin;
pub mod calendar;
pub mod command;
pub mod enough;
pub mod forget;
pub mod form;
mod free_text;
pub mod leaders;
pub mod plan;
pub mod presence;
pub mod rebase;
pub mod rhythm;
pub mod series;
pub mod shift;
pub mod state;
#[cfg(test)]
pub(crate) mod testing;
pub mod undo;
pub mod view;

pub use apply::{GroupRule, apply, create, create_again};
pub use bin::{BinCommand, Binned, apply_to_bin};
pub use calendar::{CalendarMark, Standing, note_changes};
pub use command::{CloseSession, GroupCommand, HeadEdit, NewGroup, NewSession, SeriesSession, SessionMove};
pub use enough::TooFew;
pub use forget::{GroupOnRecord, forget_seats};
pub use leaders::MAX_LEADERS;
pub use plan::{Composition, Grade, Group, GroupSession, Stage};
pub use rebase::{Rebased, rebase};
pub use rhythm::{Rhythm, rhythm};
pub use series::{SeriesDay, SeriesEnd, SeriesRule, is_cut_short, preview};
pub use state::{CancelReason, Held, Reflection, SessionState, TransitionError};
