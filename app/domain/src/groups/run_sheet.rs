//! The run sheet (kjøreplan): blocks with minutes, from which start times follow.

use jiff::ToSpan;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::ids::BlockId;
use crate::text::{BlockMinutes, Note, ShortText, Title};

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
}

/// Blocks in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSheet {
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// One change of a run sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "edit", deny_unknown_fields)]
pub enum RunSheetEdit {
    /// Puts a block in at a place (0 first; past the end means last).
    Insert {
        /// Where.
        at: usize,
        /// The block.
        block: Block,
    },
    /// Changes a block's content; its place stays.
    Change {
        /// The block, with the id of the one it replaces.
        block: Block,
    },
    /// Moves a block to a place among the others.
    Move {
        /// Which.
        id: BlockId,
        /// The place it gets (past the end means last).
        to: usize,
    },
    /// Takes a block out.
    Remove {
        /// Which.
        id: BlockId,
    },
}

/// Why an edit can't be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RunSheetError {
    /// The block is not there (any more).
    #[error("unknown block")]
    UnknownBlock,
    /// The id is taken already.
    #[error("a block with this id exists")]
    DuplicateBlock,
    /// [`MAX_BLOCKS`] reached.
    #[error("too many blocks")]
    Full,
}

/// A block and the clock time it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedBlock<'a> {
    /// When it starts.
    pub start: Time,
    /// The block.
    pub block: &'a Block,
}

impl RunSheet {
    /// Makes one edit.
    ///
    /// # Errors
    /// [`RunSheetError`]; the run sheet is unchanged then.
    pub fn edit(&mut self, edit: &RunSheetEdit) -> Result<(), RunSheetError> {
        match edit {
            RunSheetEdit::Insert { at, block } => {
                if self.blocks.len() >= MAX_BLOCKS {
                    return Err(RunSheetError::Full);
                }
                if self.position(block.id).is_ok() {
                    return Err(RunSheetError::DuplicateBlock);
                }
                self.blocks.insert((*at).min(self.blocks.len()), block.clone());
            }
            RunSheetEdit::Change { block } => {
                let at = self.position(block.id)?;
                self.blocks[at] = block.clone();
            }
            RunSheetEdit::Move { id, to } => {
                let block = self.blocks.remove(self.position(*id)?);
                self.blocks.insert((*to).min(self.blocks.len()), block);
            }
            RunSheetEdit::Remove { id } => {
                self.blocks.remove(self.position(*id)?);
            }
        }
        Ok(())
    }

    /// All blocks' minutes together.
    pub fn total_minutes(&self) -> u32 {
        self.blocks.iter().map(|block| u32::from(block.minutes.get())).sum()
    }

    /// The blocks with the clock time each starts, from the session's start. Past midnight the clock goes on from 00:00.
    pub fn timed(&self, start: Time) -> impl Iterator<Item = TimedBlock<'_>> {
        self.blocks.iter().scan(0i64, move |passed, block| {
            let at = start.wrapping_add((*passed).minutes());
            *passed += i64::from(block.minutes.get());
            Some(TimedBlock { start: at, block })
        })
    }

    fn position(&self, id: BlockId) -> Result<usize, RunSheetError> {
        self.blocks
            .iter()
            .position(|block| block.id == id)
            .ok_or(RunSheetError::UnknownBlock)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use proptest::prelude::*;
    use ulid::Ulid;

    use super::*;

    fn block(n: u128, minutes: i64) -> Block {
        Block {
            id: BlockId::new(Ulid(n)),
            minutes: BlockMinutes::new(minutes).unwrap(),
            step: Title::parse("Runde").unwrap(),
            method: ShortText::default(),
            material: ShortText::default(),
            note: Note::default(),
        }
    }

    #[test]
    fn a_block_moved_past_the_end_comes_last() {
        let mut sheet = RunSheet {
            blocks: vec![block(1, 10), block(2, 20), block(3, 30)],
        };
        sheet
            .edit(&RunSheetEdit::Move {
                id: BlockId::new(Ulid(1)),
                to: 99,
            })
            .unwrap();
        assert_eq!(
            sheet.blocks.iter().map(|b| b.id.ulid().0).collect::<Vec<_>>(),
            [2, 3, 1]
        );
    }

    #[test]
    fn an_edit_of_a_block_that_is_gone_is_refused_and_changes_nothing() {
        let mut sheet = RunSheet {
            blocks: vec![block(1, 10)],
        };
        let before = sheet.clone();
        for edit in [
            RunSheetEdit::Change { block: block(2, 5) },
            RunSheetEdit::Remove {
                id: BlockId::new(Ulid(2)),
            },
            RunSheetEdit::Move {
                id: BlockId::new(Ulid(2)),
                to: 0,
            },
        ] {
            assert_eq!(sheet.edit(&edit), Err(RunSheetError::UnknownBlock));
        }
        assert_eq!(
            sheet.edit(&RunSheetEdit::Insert {
                at: 0,
                block: block(1, 5)
            }),
            Err(RunSheetError::DuplicateBlock)
        );
        assert_eq!(sheet, before);
    }

    proptest! {
        #[test]
        fn each_block_starts_when_the_one_before_ends(minutes in proptest::collection::vec(0i64..=60, 1..40)) {
            let blocks = minutes.iter().zip(1..).map(|(m, n)| block(n, *m)).collect();
            let sheet = RunSheet { blocks };
            let start = time(8, 0, 0, 0);
            let mut expected = 8 * 60;
            for (timed, length) in sheet.timed(start).zip(&minutes) {
                let clock = i64::from(timed.start.hour()) * 60 + i64::from(timed.start.minute());
                prop_assert_eq!(clock, expected % (24 * 60));
                expected += length;
            }
            prop_assert_eq!(i64::from(sheet.total_minutes()), expected - 8 * 60);
        }
    }
}
