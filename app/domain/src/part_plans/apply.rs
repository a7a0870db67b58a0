//! What can be done to the plans of parts.

use serde::{Deserialize, Serialize};

use super::PartPlans;
use crate::ids::ModuleId;
use crate::run_sheet::{RunSheetEdit, RunSheetError};

/// One change of the plans of parts. Parts come and go with the course or the measure itself.
#[cfg_attr(
    not(target_family = "wasm"),
    expect(
        clippy::large_enum_variant,
        reason = "nearly all of them are edits, and one is held at a time"
    )
)]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum PartPlanCommand {
    /// Changes what happens in a part.
    EditRunSheet {
        /// Which part, by its number.
        part: u16,
        /// How.
        edit: RunSheetEdit,
    },
    /// Says that the plan of a part was begun with a teaching module.
    Begin {
        /// Which part, by its number.
        part: u16,
        /// With which.
        module: ModuleId,
    },
}

impl PartPlanCommand {
    /// Which part it is of.
    pub const fn part(&self) -> u16 {
        match self {
            Self::EditRunSheet { part, .. } | Self::Begin { part, .. } => *part,
        }
    }
}

/// Why a plan of a part is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PartPlanRule {
    /// The part has been taken away.
    #[error("there is no such part")]
    NoSuchPart,
    /// The course or the measure is not held.
    #[error("it is not held")]
    NotHeld,
    /// The edit can't be made.
    #[error(transparent)]
    RunSheet(#[from] RunSheetError),
}

impl PartPlanRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSuchPart => "no_such_part",
            Self::NotHeld => "parts_not_held",
            Self::RunSheet(error) => error.name(),
        }
    }
}

/// Applies a command. The plans given are not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(before: &PartPlans, command: &PartPlanCommand) -> Result<PartPlans, PartPlanRule> {
    let mut next = before.clone();
    let mut parts = next.parts.iter_mut();
    let of = parts
        .find(|one| one.part == command.part())
        .ok_or(PartPlanRule::NoSuchPart)?;
    match command {
        PartPlanCommand::EditRunSheet { edit, .. } => {
            let had_any = !of.run_sheet.blocks.is_empty();
            of.run_sheet.edit(edit)?;
            // What was taken from a module is gone again, and what comes next was not begun with it.
            if had_any && of.run_sheet.blocks.is_empty() {
                of.module = None;
            }
        }
        PartPlanCommand::Begin { module, .. } => of.module = Some(*module),
    }
    next.version += 1;
    Ok(next)
}
