//! What a person types into the forms of a presentation, and the one way it becomes a command: all faults at once, each beside its
//! field.

mod parts;
mod plan;

pub use parts::{CloseForm, InterpreterForm, MaterialForm, TaskForm, parse_evaluation, parse_invitation, parse_reason};
pub use plan::{PlanForm, RowForm};

use crate::issue::IssueCode;
use crate::languages::Tongue;

fn tongue_of(tag: &str) -> Result<Tongue, IssueCode> {
    match tag.trim() {
        "" => Err(IssueCode::Required),
        tag => Tongue::from_tag(tag).ok_or(IssueCode::UnknownChoice),
    }
}

#[cfg(test)]
mod tests;
