//! The changes of a run sheet, each with its inverse: undo is a command like any other.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Block, MAX_BLOCKS, RunSheet};
use crate::ids::BlockId;
use crate::text::{BlockMinutes, Note, ShortText, TakenMinutes, Title};

/// Where a block goes: after a neighbour, so that it lands where it was meant when others have changed the order; at a
/// place when that neighbour is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The block before it; `None` for a place by number alone.
    pub after: Option<BlockId>,
    /// 0 first; past the end means last.
    pub at: usize,
}

impl Place {
    /// A place by number alone.
    pub const fn number(at: usize) -> Self {
        Self { after: None, at }
    }

    /// The place `at` among `blocks`, tied to the block before it.
    pub fn among<'a>(blocks: impl IntoIterator<Item = &'a Block>, at: usize) -> Self {
        let before = at.checked_sub(1);
        Self {
            after: before.and_then(|before| blocks.into_iter().nth(before).map(|block| block.id)),
            at,
        }
    }

    fn resolve(self, blocks: &[Block]) -> usize {
        self.after
            .and_then(|after| blocks.iter().position(|block| block.id == after))
            .map_or(self.at.min(blocks.len()), |before| before + 1)
    }
}

/// One field of a block with the value it gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "field", content = "value")]
pub enum BlockField {
    /// How long.
    Minutes(BlockMinutes),
    /// What happens.
    Step(Title),
    /// How.
    Method(ShortText),
    /// What is needed.
    Material(ShortText),
    /// For the leader.
    Note(Note),
    /// What the pupils should get from it.
    Goal(ShortText),
    /// Who speaks.
    Speaker(ShortText),
    /// Whether it is a break.
    Break(bool),
    /// The clock time it must start at.
    Lock(#[serde(with = "crate::time::wire::option")] Option<Time>),
    /// The fewest minutes.
    MinMinutes(Option<BlockMinutes>),
    /// How long it took.
    Actual(Option<TakenMinutes>),
}

impl BlockField {
    /// The same field as it stands in a block.
    pub fn of(&self, block: &Block) -> Self {
        match self {
            Self::Minutes(_) => Self::Minutes(block.minutes),
            Self::Step(_) => Self::Step(block.step.clone()),
            Self::Method(_) => Self::Method(block.method.clone()),
            Self::Material(_) => Self::Material(block.material.clone()),
            Self::Note(_) => Self::Note(block.note.clone()),
            Self::Goal(_) => Self::Goal(block.goal.clone()),
            Self::Speaker(_) => Self::Speaker(block.speaker.clone()),
            Self::Break(_) => Self::Break(block.is_break),
            Self::Lock(_) => Self::Lock(block.lock),
            Self::MinMinutes(_) => Self::MinMinutes(block.min_minutes),
            Self::Actual(_) => Self::Actual(block.actual),
        }
    }

    /// Writes the value into a block.
    pub fn put(&self, block: &mut Block) {
        match self {
            Self::Minutes(minutes) => block.minutes = *minutes,
            Self::Step(step) => block.step = step.clone(),
            Self::Method(method) => block.method = method.clone(),
            Self::Material(material) => block.material = material.clone(),
            Self::Note(note) => block.note = note.clone(),
            Self::Goal(goal) => block.goal = goal.clone(),
            Self::Speaker(speaker) => block.speaker = speaker.clone(),
            Self::Break(is_break) => block.is_break = *is_break,
            Self::Lock(lock) => block.lock = *lock,
            Self::MinMinutes(minutes) => block.min_minutes = *minutes,
            Self::Actual(minutes) => block.actual = *minutes,
        }
    }

    /// The fields in which two versions of a block differ, with the values of the second.
    pub fn changed(before: &Block, after: &Block) -> Vec<Self> {
        let all = [
            Self::Minutes(after.minutes),
            Self::Step(after.step.clone()),
            Self::Method(after.method.clone()),
            Self::Material(after.material.clone()),
            Self::Note(after.note.clone()),
            Self::Goal(after.goal.clone()),
            Self::Speaker(after.speaker.clone()),
            Self::Break(after.is_break),
            Self::Lock(after.lock),
            Self::MinMinutes(after.min_minutes),
            Self::Actual(after.actual),
        ];
        all.into_iter().filter(|field| field.of(before) != *field).collect()
    }
}

/// One change of a run sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "edit", deny_unknown_fields)]
pub enum RunSheetEdit {
    /// Puts a block in.
    Insert {
        /// Where.
        place: Place,
        /// The block.
        block: Block,
    },
    /// Changes fields of a block; the others and its place stay.
    Change {
        /// Which.
        id: BlockId,
        /// The fields with their new values.
        fields: Vec<BlockField>,
    },
    /// Moves a block to a place among the others.
    Move {
        /// Which.
        id: BlockId,
        /// The place it gets among the others.
        place: Place,
    },
    /// Takes a block out.
    Remove {
        /// Which.
        id: BlockId,
    },
    /// Makes two blocks of one; both keep its texts, the first keeps its lock.
    Split {
        /// Which.
        id: BlockId,
        /// The minutes the first keeps; more than none and fewer than all.
        first: BlockMinutes,
        /// The id of the second.
        new: BlockId,
    },
    /// Makes one block of two neighbours; texts and minutes are put together, the first one's lock stays.
    Merge {
        /// The first, which stays.
        id: BlockId,
        /// The one right after it, which goes.
        next: BlockId,
    },
    /// Puts a copy after a block, without its lock.
    Duplicate {
        /// Which.
        id: BlockId,
        /// The id of the copy.
        new: BlockId,
    },
    /// Several at once: all or none.
    Many {
        /// In order; none of them `Many`.
        edits: Vec<RunSheetEdit>,
    },
}

impl RunSheetEdit {
    /// Gives a block another length.
    pub fn minutes(id: BlockId, minutes: BlockMinutes) -> Self {
        Self::Change {
            id,
            fields: vec![BlockField::Minutes(minutes)],
        }
    }
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
    /// A block is split inside its minutes.
    #[error("a block is split inside its minutes")]
    SplitOutside,
    /// The two are not neighbours (any more).
    #[error("the blocks are not neighbours")]
    NotNeighbours,
    /// The texts or minutes of both are too long for one block.
    #[error("too long to be one block")]
    TooLongTogether,
    /// Edits inside edits, or more than a run sheet can need.
    #[error("too many edits at once")]
    TooManyEdits,
}

impl RunSheetError {
    /// The name on the wire, a key of the translations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownBlock => "unknown_block",
            Self::DuplicateBlock => "duplicate_block",
            Self::Full => "too_many_blocks",
            Self::SplitOutside => "split_outside",
            Self::NotNeighbours => "not_neighbours",
            Self::TooLongTogether => "too_long_together",
            Self::TooManyEdits => "too_many_edits",
        }
    }
}

impl RunSheet {
    /// Makes one edit.
    ///
    /// # Errors
    /// [`RunSheetError`]; the run sheet is unchanged then.
    pub fn edit(&mut self, edit: &RunSheetEdit) -> Result<(), RunSheetError> {
        match edit {
            RunSheetEdit::Insert { place, block } => {
                self.may_grow(block.id)?;
                self.blocks.insert(place.resolve(&self.blocks), block.clone());
            }
            RunSheetEdit::Change { id, fields } => {
                let at = self.at(*id)?;
                fields.iter().for_each(|field| field.put(&mut self.blocks[at]));
            }
            RunSheetEdit::Move { id, place } => {
                let block = self.blocks.remove(self.at(*id)?);
                self.blocks.insert(place.resolve(&self.blocks), block);
            }
            RunSheetEdit::Remove { id } => {
                self.blocks.remove(self.at(*id)?);
            }
            RunSheetEdit::Split { id, first, new } => self.split(*id, *first, *new)?,
            RunSheetEdit::Merge { id, next } => self.merge(*id, *next)?,
            RunSheetEdit::Duplicate { id, new } => {
                let at = self.at(*id)?;
                self.may_grow(*new)?;
                let copy = Block {
                    id: *new,
                    lock: None,
                    actual: None,
                    ..self.blocks[at].clone()
                };
                self.blocks.insert(at + 1, copy);
            }
            RunSheetEdit::Many { edits } => {
                let nested = edits.iter().any(|edit| matches!(edit, RunSheetEdit::Many { .. }));
                if nested || edits.len() > 2 * MAX_BLOCKS {
                    return Err(RunSheetError::TooManyEdits);
                }
                let mut next = self.clone();
                for edit in edits {
                    next.edit(edit)?;
                }
                *self = next;
            }
        }
        Ok(())
    }

    fn split(&mut self, id: BlockId, first: BlockMinutes, new: BlockId) -> Result<(), RunSheetError> {
        let at = self.at(id)?;
        self.may_grow(new)?;
        let whole = &mut self.blocks[at];
        let rest = whole.minutes.get().checked_sub(first.get()).filter(|rest| *rest > 0);
        let rest = rest
            .filter(|_| first.get() > 0)
            .and_then(|rest| BlockMinutes::new(rest.into()).ok())
            .ok_or(RunSheetError::SplitOutside)?;
        whole.minutes = first;
        // What the whole needs at least says nothing about its halves.
        whole.min_minutes = None;
        let second = Block {
            id: new,
            minutes: rest,
            lock: None,
            actual: None,
            ..whole.clone()
        };
        self.blocks.insert(at + 1, second);
        Ok(())
    }

    fn merge(&mut self, id: BlockId, next: BlockId) -> Result<(), RunSheetError> {
        let at = self.at(id)?;
        if self.at(next)? != at + 1 {
            return Err(RunSheetError::NotNeighbours);
        }
        self.blocks[at] = merged(&self.blocks[at], &self.blocks[at + 1]).ok_or(RunSheetError::TooLongTogether)?;
        self.blocks.remove(at + 1);
        Ok(())
    }

    fn at(&self, id: BlockId) -> Result<usize, RunSheetError> {
        self.position(id).ok_or(RunSheetError::UnknownBlock)
    }

    fn may_grow(&self, new: BlockId) -> Result<(), RunSheetError> {
        if self.blocks.len() >= MAX_BLOCKS {
            Err(RunSheetError::Full)
        } else if self.position(new).is_some() {
            Err(RunSheetError::DuplicateBlock)
        } else {
            Ok(())
        }
    }
}

/// The edit that takes an edit back, computed from the run sheet before it. It names only what the edit touched, so that
/// what others changed since then stays.
///
/// # Errors
/// As [`RunSheet::edit`]: what can't be done needs no way back.
pub fn invert(before: &RunSheet, edit: &RunSheetEdit) -> Result<RunSheetEdit, RunSheetError> {
    let mut after = before.clone();
    after.edit(edit)?;
    Ok(match edit {
        RunSheetEdit::Insert { block, .. } => RunSheetEdit::Remove { id: block.id },
        RunSheetEdit::Change { id, fields } => {
            let block = &before.blocks[before.at(*id)?];
            RunSheetEdit::Change {
                id: *id,
                fields: fields.iter().map(|field| field.of(block)).collect(),
            }
        }
        RunSheetEdit::Move { id, .. } => RunSheetEdit::Move {
            id: *id,
            place: Place::among(&before.blocks, before.at(*id)?),
        },
        RunSheetEdit::Remove { id } => put_back(before, *id)?,
        RunSheetEdit::Split { id, new, .. } => RunSheetEdit::Many {
            edits: vec![RunSheetEdit::Remove { id: *new }, as_before(before, &after, *id)?],
        },
        RunSheetEdit::Merge { id, next } => RunSheetEdit::Many {
            edits: vec![as_before(before, &after, *id)?, put_back(before, *next)?],
        },
        RunSheetEdit::Duplicate { new, .. } => RunSheetEdit::Remove { id: *new },
        RunSheetEdit::Many { edits } => {
            let mut state = before.clone();
            let mut back = Vec::new();
            for edit in edits {
                match invert(&state, edit)? {
                    // Undone from the last to the first: an inverse of several parts goes in backwards too.
                    RunSheetEdit::Many { edits } => back.extend(edits.into_iter().rev()),
                    one => back.push(one),
                }
                state.edit(edit)?;
            }
            back.reverse();
            RunSheetEdit::Many { edits: back }
        }
    })
}

fn put_back(before: &RunSheet, id: BlockId) -> Result<RunSheetEdit, RunSheetError> {
    let at = before.at(id)?;
    Ok(RunSheetEdit::Insert {
        place: Place::among(&before.blocks, at),
        block: before.blocks[at].clone(),
    })
}

fn as_before(before: &RunSheet, after: &RunSheet, id: BlockId) -> Result<RunSheetEdit, RunSheetError> {
    let (old, new) = (&before.blocks[before.at(id)?], &after.blocks[after.at(id)?]);
    Ok(RunSheetEdit::Change {
        id,
        fields: BlockField::changed(new, old),
    })
}

/// Two blocks as one; `None` when something is too long.
fn merged(first: &Block, second: &Block) -> Option<Block> {
    let sum = |a: BlockMinutes, b: BlockMinutes| BlockMinutes::new(i64::from(a) + i64::from(b)).ok();
    let fewest = match (first.min_minutes, second.min_minutes) {
        (Some(a), Some(b)) => Some(sum(a, b)?),
        (one, other) => one.or(other),
    };
    let actual = match (first.actual, second.actual) {
        (Some(a), Some(b)) => Some(TakenMinutes::new(i64::from(a) + i64::from(b)).ok()?),
        (one, other) => one.or(other),
    };
    let short = |a: &ShortText, b: &ShortText| ShortText::parse(&joined(a.as_str(), b.as_str(), ", ")).ok();
    Some(Block {
        id: first.id,
        minutes: sum(first.minutes, second.minutes)?,
        step: Title::parse(&joined(first.step.as_str(), second.step.as_str(), " + ")).ok()?,
        method: short(&first.method, &second.method)?,
        material: short(&first.material, &second.material)?,
        note: Note::parse(&joined(first.note.as_str(), second.note.as_str(), "\n")).ok()?,
        goal: short(&first.goal, &second.goal)?,
        speaker: short(&first.speaker, &second.speaker)?,
        is_break: first.is_break && second.is_break,
        lock: first.lock,
        min_minutes: fewest,
        actual,
    })
}

fn joined(first: &str, second: &str, between: &str) -> String {
    match (first, second) {
        (one, "") | ("", one) => one.to_owned(),
        (one, other) if one == other => one.to_owned(),
        (one, other) => format!("{one}{between}{other}"),
    }
}
