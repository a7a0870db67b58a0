//! What participants see of a programme: what, when, who speaks, and the breaks. Methods, material, goals and notes are for
//! those who hold it.

use jiff::civil::Time;

use super::PartPlans;
use crate::run_sheet::TimedBlock;
use crate::time::Occasion;

/// A part as participants see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicPart {
    /// When it is.
    pub slot: Occasion,
    /// What happens; never empty.
    pub items: Vec<PublicItem>,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicItem {
    /// From.
    pub start: Time,
    /// To.
    pub end: Time,
    /// What.
    pub what: String,
    /// Who speaks; may be empty.
    pub speaker: String,
    /// Whether it is a break.
    pub is_break: bool,
}

impl PartPlans {
    /// The parts of which something is planned.
    pub fn public(&self) -> Vec<PublicPart> {
        let item = |timed: TimedBlock<'_>| PublicItem {
            start: timed.start,
            end: timed.end,
            what: timed.block.step.to_string(),
            speaker: timed.block.speaker.to_string(),
            is_break: timed.block.is_break,
        };
        let planned = self.parts.iter().filter(|part| !part.run_sheet.blocks.is_empty());
        planned
            .map(|part| PublicPart {
                slot: part.slot,
                items: part.run_sheet.timed(part.slot.start).map(item).collect(),
            })
            .collect()
    }
}
