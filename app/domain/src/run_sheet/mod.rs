//! The run sheet (kjøreplan): blocks with minutes, from which start times follow. One for every kind of plan.

mod edit;
mod free_text;
mod history;
mod meet;
mod packing;
pub mod running;
mod squeeze;
mod timing;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::ids::BlockId;
use crate::text::{BlockMinutes, Note, ShortText, TakenMinutes, Title};

pub use edit::{BlockField, Place, RunSheetEdit, RunSheetError, invert};
pub use history::History;
pub use meet::{EditMet, meet_edit, wanted_rows};
pub use packing::{PackingItem, packing_list};
pub use squeeze::{SqueezeError, squeeze};
pub use timing::{Fit, TimedBlock};

/// The most blocks a run sheet can have.
pub const MAX_BLOCKS: usize = 200;

/// A step of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// Made where the block is made, so that it is the same in the browser and on the server.
    pub id: BlockId,
    /// How long.
    pub minutes: BlockMinutes,
    /// What happens.
    pub step: Title,
    /// How: round, pairs, film …
    pub method: ShortText,
    /// What is needed.
    pub material: ShortText,
    /// For the leader.
    pub note: Note,
    /// What the pupils should get from it.
    #[serde(default)]
    pub goal: ShortText,
    /// Who speaks, where a programme says so: a colleague or somebody from outside.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub speaker: ShortText,
    /// Whether nothing is said in it: coffee, lunch.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_break: bool,
    /// The clock time it must start at: lunch, a guest, the bell.
    #[serde(default, with = "crate::time::wire::option")]
    pub lock: Option<Time>,
    /// The fewest minutes it makes sense with; a squeeze goes no lower.
    #[serde(default)]
    pub min_minutes: Option<BlockMinutes>,
    /// How long it took when it was run; kept beside the planned.
    #[serde(default)]
    pub actual: Option<TakenMinutes>,
}

impl Block {
    /// A block of which only length and step are known.
    pub fn new(id: BlockId, minutes: BlockMinutes, step: Title) -> Self {
        Self {
            id,
            minutes,
            step,
            method: ShortText::default(),
            material: ShortText::default(),
            note: Note::default(),
            goal: ShortText::default(),
            speaker: ShortText::default(),
            is_break: false,
            lock: None,
            min_minutes: None,
            actual: None,
        }
    }
}

/// What only programmes have is not written where it is not said: a file of a module stays as it was.
fn is_empty(text: &ShortText) -> bool {
    text.as_str().is_empty()
}

/// Blocks in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSheet {
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl RunSheet {
    /// All blocks' minutes together.
    pub fn total_minutes(&self) -> u32 {
        self.blocks.iter().map(|block| u32::from(block.minutes.get())).sum()
    }

    /// A block by its id.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == id)
    }

    /// A block's place, 0 for the first.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        self.blocks.iter().position(|block| block.id == id)
    }
}

#[cfg(test)]
mod tests;
