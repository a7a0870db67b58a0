//! Undo and redo of one session's run sheet. Each step is an edit that goes to the server like any other: it takes back
//! what this person did and leaves what others did meanwhile.

use serde::{Deserialize, Serialize};

use super::{RunSheet, RunSheetEdit, RunSheetError, invert};

/// The steps that can be taken back and made again, the latest last. Without a limit; serialised, it survives a reload.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct History {
    undo: Vec<RunSheetEdit>,
    redo: Vec<RunSheetEdit>,
}

impl History {
    /// Notes an edit that is made on `before`. What was undone can't be made again after it.
    pub fn record(&mut self, before: &RunSheet, edit: &RunSheetEdit) {
        if let Ok(back) = invert(before, edit) {
            self.undo.push(back);
            self.redo.clear();
        }
    }

    /// The edit that takes the latest step back, for the run sheet as it is now.
    ///
    /// # Errors
    /// The block of that step is gone, or others changed the run sheet so that the step has no way back; the step is let
    /// go, and the one before it is next.
    pub fn undo(&mut self, now: &RunSheet) -> Option<Result<RunSheetEdit, RunSheetError>> {
        step(&mut self.undo, &mut self.redo, now)
    }

    /// The edit that makes the latest undone step again.
    ///
    /// # Errors
    /// As [`History::undo`].
    pub fn redo(&mut self, now: &RunSheet) -> Option<Result<RunSheetEdit, RunSheetError>> {
        step(&mut self.redo, &mut self.undo, now)
    }

    /// Whether something can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether something can be made again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

fn step(
    from: &mut Vec<RunSheetEdit>,
    to: &mut Vec<RunSheetEdit>,
    now: &RunSheet,
) -> Option<Result<RunSheetEdit, RunSheetError>> {
    let edit = from.pop()?;
    Some(invert(now, &edit).map(|back| {
        to.push(back);
        edit
    }))
}
