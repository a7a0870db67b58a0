//! What if (domain brief, 6): a draft in which a coordinator moves placements and plans measures, to see what coverage and the guide of
//! 60 and 40 would be. Nothing is carried out by it: placements and activities are changed where they always are.

mod change;
mod form;
mod outcome;
mod post;
mod step;
#[cfg(test)]
mod tests;
pub mod view;

pub use change::{MAX_STEPS, WhatIf, WhatIfCommand, WhatIfRule, apply};
pub use form::{StepForm, parse_new};
pub use outcome::{CellChange, Change, Field, Left, Outcome, Tally, outcome};
pub use post::{Post, posts};
pub use step::{Step, StepKind, faults};
