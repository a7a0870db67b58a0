//! The planner: one for every kind of plan. A plan is worked on at once in the browser and saved on the way; nothing is lost,
//! and what two people change at once stands side by side.

mod changes;
mod clash;
mod follow;
pub(crate) mod kept;
mod plan;
mod pump;
mod run_sheet;
mod status;
mod undo_buttons;
pub(crate) mod words;
mod work;

pub use changes::Way;
pub use clash::seen_alone;
pub use follow::follow;
pub use plan::{Met, Plan};
pub use run_sheet::{Beside, Editor, InTime, RunSheetSection, Sheet, running};
pub use status::{SaveStatus, refused_here};
pub use undo_buttons::{PlanUndo, UndoWords};
pub use work::{Planner, Refusal, Saving};
