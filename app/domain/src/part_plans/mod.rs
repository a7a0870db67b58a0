//! What happens in each part of a course or of a competence measure: a run sheet a part, from the planner that groups and
//! modules have. Of a course it is the programme, and participants see it.

mod apply;
mod follow;
mod free_text;
mod public;
mod rebase;
pub mod view;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{EventId, MeasureId, ModuleId};
use crate::run_sheet::RunSheet;
use crate::time::Occasion;

pub use apply::{PartPlanCommand, PartPlanRule, apply};
pub use public::{PublicItem, PublicPart};
pub use rebase::{Rebased, rebase, refused};

/// Whose parts they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum PlanOf {
    /// A course.
    Course(EventId),
    /// A competence measure.
    Measure(MeasureId),
}

impl PlanOf {
    /// The kind's stored and sent name.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Course(_) => "course",
            Self::Measure(_) => "measure",
        }
    }

    /// Which course or measure.
    pub fn id(self) -> String {
        match self {
            Self::Course(id) => id.to_string(),
            Self::Measure(id) => id.to_string(),
        }
    }
}

impl fmt::Display for PlanOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.kind(), self.id())
    }
}

/// A part and what happens in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPlan {
    /// Names the part for as long as it is there, whatever is moved or taken away before it. Counted from 1, never used
    /// twice; not its place among the parts.
    pub part: u16,
    /// When it is: as the course or measure says, and kept equal to it.
    pub slot: Occasion,
    /// What happens in it.
    pub run_sheet: RunSheet,
    /// The teaching module that its plan was begun with: what is learnt from the part goes back there.
    #[serde(default)]
    pub module: Option<ModuleId>,
}

/// The parts of a course or a measure with what happens in each, in order of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPlans {
    /// Whose.
    #[serde(rename = "activity")]
    pub of: PlanOf,
    /// A row for each part.
    pub parts: Vec<PartPlan>,
    /// The last number that was given to a part.
    pub last: u16,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

impl PartPlans {
    /// Parts of which nothing is planned yet.
    pub fn new(of: PlanOf, parts: &[Occasion]) -> Self {
        Self::with(of, parts.iter().map(|slot| (*slot, RunSheet::default())))
    }

    /// The same for parts that take their place one by one, as when a course is held again: what happens is taken along,
    /// how long it took is not.
    #[must_use]
    pub fn copied(&self, of: PlanOf, parts: &[Occasion]) -> Self {
        let sheets = self.parts.iter().map(|part| {
            let mut sheet = part.run_sheet.clone();
            sheet.blocks.iter_mut().for_each(|block| block.actual = None);
            sheet
        });
        Self::from_sheets(of, parts, sheets)
    }

    /// Parts that take what happens in them one by one, as far as there is something for them.
    #[must_use]
    pub fn from_sheets(of: PlanOf, parts: &[Occasion], sheets: impl Iterator<Item = RunSheet>) -> Self {
        let sheets = sheets.chain(std::iter::repeat_with(RunSheet::default));
        Self::with(of, parts.iter().copied().zip(sheets))
    }

    fn with(of: PlanOf, parts: impl Iterator<Item = (Occasion, RunSheet)>) -> Self {
        let parts: Vec<PartPlan> = (1_u16..)
            .zip(parts)
            .map(|(part, (slot, run_sheet))| PartPlan {
                part,
                slot,
                run_sheet,
                module: None,
            })
            .collect();
        Self {
            of,
            last: parts.last().map_or(0, |last| last.part),
            parts,
            version: 1,
        }
    }

    /// A part by its number.
    pub fn part(&self, part: u16) -> Option<&PartPlan> {
        self.parts.iter().find(|one| one.part == part)
    }

    /// The place of a part among the others, from 1 for the first.
    pub fn place(&self, part: u16) -> Option<usize> {
        self.parts
            .iter()
            .position(|one| one.part == part)
            .map(|place| place + 1)
    }

    /// The run sheet of a part.
    pub fn run_sheet_mut(&mut self, part: u16) -> Option<&mut RunSheet> {
        let one = self.parts.iter_mut().find(|one| one.part == part)?;
        Some(&mut one.run_sheet)
    }

    /// Whether anything is planned in any part.
    pub fn has_any(&self) -> bool {
        self.parts.iter().any(|part| !part.run_sheet.blocks.is_empty())
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
