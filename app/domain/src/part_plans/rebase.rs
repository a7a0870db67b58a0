//! What happens to edits that met a newer version: made again where they still mean the same, else shown side by side.

use super::PartPlans;
use super::apply::{PartPlanCommand, apply};
use crate::clash::{Clash, ClashRow};
use crate::run_sheet::{RunSheet, RunSheetEdit, meet_edit, wanted_rows};

/// What became of waiting commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebased {
    /// The newest version with the kept commands made on it.
    pub plans: PartPlans,
    /// The commands that are made again, each with its place among those that waited.
    pub kept: Vec<(usize, PartPlanCommand)>,
    /// Those that can't be.
    pub clashes: Vec<Clash<PartPlanCommand>>,
}

/// Makes commands that were made on `base` again on `newest`.
pub fn rebase(base: &PartPlans, commands: &[PartPlanCommand], newest: &PartPlans) -> Rebased {
    let mut mine = base.clone();
    let mut outcome = Rebased {
        plans: newest.clone(),
        kept: Vec::new(),
        clashes: Vec::new(),
    };
    for (place, command) in commands.iter().enumerate() {
        let after = match apply(&mine, command) {
            Ok(after) => after,
            Err(rule) => {
                let rows = wanted(&mine, &outcome.plans, command);
                outcome.clashes.push(Clash::ruled(rows, rule.name(), None));
                continue;
            }
        };
        let (again, clash) = meet(&mine, &after, &outcome.plans, command);
        if let Some(command) = again {
            match apply(&outcome.plans, &command) {
                Ok(next) => {
                    outcome.plans = next;
                    outcome.kept.push((place, command));
                }
                Err(rule) => {
                    let rows = wanted(&mine, &outcome.plans, &command);
                    outcome.clashes.push(Clash::ruled(rows, rule.name(), Some(command)));
                }
            }
        }
        outcome.clashes.extend(clash);
        mine = after;
    }
    outcome
}

/// A command that the server refused for good, with everything that was written in it; it can be sent again.
pub fn refused(base: &PartPlans, command: &PartPlanCommand, newest: &PartPlans) -> Clash<PartPlanCommand> {
    Clash::of(wanted(base, newest, command), Some(command.clone()))
}

/// What is made again, and what is shown.
type Met = (Option<PartPlanCommand>, Option<Clash<PartPlanCommand>>);

fn meet(base: &PartPlans, mine: &PartPlans, now: &PartPlans, command: &PartPlanCommand) -> Met {
    let PartPlanCommand::EditRunSheet { part, edit } = command else {
        // The later one holds.
        return (Some(command.clone()), None);
    };
    let (Some(base), Some(mine), Some(now)) = (sheet(base, *part), sheet(mine, *part), sheet(now, *part)) else {
        // The rule says that the part is gone.
        return (Some(command.clone()), None);
    };
    let met = meet_edit(base, mine, now, edit);
    let command = |edit: RunSheetEdit| PartPlanCommand::EditRunSheet { part: *part, edit };
    (met.again.map(command), met.clash.map(|clash| clash.map(command)))
}

/// Each value that `command` wanted, beside what is there `now`.
fn wanted(base: &PartPlans, now: &PartPlans, command: &PartPlanCommand) -> Vec<ClashRow> {
    match command {
        PartPlanCommand::EditRunSheet { part, edit } => wanted_rows(sheet(base, *part), sheet(now, *part), edit),
        // Nothing was written in it.
        PartPlanCommand::Begin { .. } => Vec::new(),
    }
}

fn sheet(plans: &PartPlans, part: u16) -> Option<&RunSheet> {
    Some(&plans.part(part)?.run_sheet)
}
