//! One press that makes the blocks fit: each stretch between two locks is shrunk or stretched in proportion.

use jiff::civil::Time;

use super::timing::offset;
use super::{Block, RunSheet, RunSheetEdit};
use crate::ids::BlockId;
use crate::text::BlockMinutes;

/// Why the blocks can't be made to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SqueezeError {
    /// The shortest that the blocks may be is too long.
    #[error("{minutes} minutes too few")]
    TooShort {
        /// The locked block that can't be reached in time; `None` for the session's end.
        until: Option<BlockId>,
        /// By how many minutes.
        minutes: u32,
    },
    /// The blocks can't be stretched so far.
    #[error("{minutes} minutes too many")]
    TooLong {
        /// The locked block they would have to reach; `None` for the session's end.
        until: Option<BlockId>,
        /// By how many minutes.
        minutes: u32,
    },
}

/// The edit after which the blocks fill `length` minutes exactly: from its start to the first lock, from lock to lock, and
/// from the last lock to its end. Whole minutes by largest remainder, never below a block's minimum. A block of no
/// minutes stays one, any other keeps at least one. A stretch without blocks stays a gap.
///
/// # Errors
/// The first stretch that can't fit, with the minutes that are missing.
pub fn squeeze(sheet: &RunSheet, start: Time, length: u16) -> Result<RunSheetEdit, SqueezeError> {
    let mut edits = Vec::new();
    let mut from = 0;
    let mut stretch: Vec<&Block> = Vec::new();
    let ends = sheet.blocks.iter().map(Some).chain([None]);
    for block in ends {
        let until = match block {
            Some(block) => block.lock.map(|lock| offset(start, lock)),
            None => Some(i64::from(length)),
        };
        if let Some(until) = until {
            edits.extend(fitted(&stretch, until - from, block.map(|block| block.id))?);
            stretch.clear();
            from = until;
        }
        stretch.extend(block);
    }
    Ok(RunSheetEdit::Many { edits })
}

fn fewest(block: &Block) -> i64 {
    block.min_minutes.map_or(BlockMinutes::MIN.into(), i64::from)
}

/// The edits that give the blocks of one stretch `target` minutes together.
fn fitted(blocks: &[&Block], target: i64, until: Option<BlockId>) -> Result<Vec<RunSheetEdit>, SqueezeError> {
    let count = |minutes: i64| u32::try_from(minutes).unwrap_or(u32::MAX);
    let least: i64 = blocks.iter().map(|block| fewest(block)).sum();
    if target < least {
        return Err(SqueezeError::TooShort {
            until,
            minutes: count(least - target),
        });
    }
    if blocks.is_empty() {
        return Ok(Vec::new());
    }
    let shared = share(blocks, target);
    let most = i64::from(BlockMinutes::MAX);
    let beyond: i64 = shared.iter().map(|minutes| (minutes - most).max(0)).sum();
    if beyond > 0 {
        return Err(SqueezeError::TooLong {
            until,
            minutes: count(beyond),
        });
    }
    let changed = blocks.iter().zip(shared).filter_map(|(block, minutes)| {
        let minutes = BlockMinutes::new(minutes).ok()?;
        (minutes != block.minutes).then(|| RunSheetEdit::minutes(block.id, minutes))
    });
    Ok(changed.collect())
}

/// `target` minutes shared in proportion to the lengths: those that would fall below their minimum get the minimum, the
/// others share what is left. `target` is at least the sum of the minima.
fn share(blocks: &[&Block], target: i64) -> Vec<i64> {
    let weight = |block: &Block| i64::from(block.minutes.get());
    let mut fixed: Vec<Option<i64>> = vec![None; blocks.len()];
    let (mut left, mut total);
    loop {
        left = target - fixed.iter().flatten().sum::<i64>();
        let open = blocks.iter().zip(&fixed).filter(|(_, fixed)| fixed.is_none());
        total = open.map(|(block, _)| weight(block)).sum::<i64>();
        let mut met = true;
        for (block, fixed) in blocks.iter().zip(&mut fixed) {
            if fixed.is_none() && weight(block) * left < fewest(block) * total {
                *fixed = Some(fewest(block));
                met = false;
            }
        }
        if met {
            break;
        }
    }
    let mut shares: Vec<i64> = blocks
        .iter()
        .zip(&fixed)
        .map(|(block, fixed)| fixed.unwrap_or_else(|| weight(block) * left / total.max(1)))
        .collect();
    let mut by_remainder: Vec<usize> = (0..blocks.len()).filter(|at| fixed[*at].is_none()).collect();
    by_remainder.sort_by_key(|at| std::cmp::Reverse(weight(blocks[*at]) * left % total.max(1)));
    let mut missing = target - shares.iter().sum::<i64>();
    // All have their minimum and some is left over: the last block takes it.
    if by_remainder.is_empty() {
        if let Some(last) = shares.last_mut() {
            *last += missing;
        }
        return shares;
    }
    for at in by_remainder.into_iter().cycle() {
        if missing <= 0 {
            break;
        }
        shares[at] += 1;
        missing -= 1;
    }
    shares
}
