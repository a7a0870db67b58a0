//! What the pages show of the plans of parts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PartPlans;
use crate::ids::PersonId;
use crate::time::Occasion;

/// How far the plan of a part has come, for the page of the course or the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRow {
    /// The part's number.
    pub part: u16,
    /// When it is.
    pub slot: Occasion,
    /// How many blocks there are.
    pub blocks: usize,
    /// Their minutes together.
    pub minutes: u32,
}

impl PartPlans {
    /// A row for each part, in order of time.
    pub fn rows(&self) -> Vec<PartRow> {
        let parts = self.parts.iter();
        parts
            .map(|part| PartRow {
                part: part.part,
                slot: part.slot,
                blocks: part.run_sheet.blocks.len(),
                minutes: part.run_sheet.total_minutes(),
            })
            .collect()
    }
}

/// The plans with what their page shows, and what the reader may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPlansView {
    /// The plans themselves.
    pub plans: PartPlans,
    /// The name of the course or the measure.
    pub title: String,
    /// Whose staff it is for; empty of a course.
    pub unit_name: String,
    /// Where; may be empty.
    pub place: String,
    /// Who holds it, or stands behind it.
    pub held_by: String,
    /// What those who come are to know or do afterwards; may be empty.
    pub goal: String,
    /// What is needed besides what the blocks name; may be empty.
    pub materials: String,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// Whether it is held, or is to be.
    pub is_held: bool,
    /// Whether the reader may change the course or the measure, and so its plans.
    pub may_edit: bool,
    /// Who reads.
    pub reader: PersonId,
}

impl PartPlansView {
    /// Whether the reader can change something now.
    pub const fn can_change(&self) -> bool {
        self.may_edit && self.is_held
    }
}
