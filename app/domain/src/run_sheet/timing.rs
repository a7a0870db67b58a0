//! Clock times of a run sheet: what follows from the lengths, and how it fits locks and the session's end.

use jiff::civil::Time;

use super::{Block, RunSheet};
use crate::time::length::ToLength as _;

const DAY: i64 = 24 * 60;

/// A block with its place in time. Past midnight the clock goes on from 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedBlock<'a> {
    /// When it starts.
    pub start: Time,
    /// When it ends.
    pub end: Time,
    /// Minutes from the session's start to its own.
    pub offset: i64,
    /// Minutes left empty before it, for a lock that is later than the block before ends.
    pub gap: i64,
    /// Minutes by which it starts later than its lock says.
    pub overrun: i64,
    /// The block.
    pub block: &'a Block,
}

/// How a run sheet fits into its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// When the last block ends.
    pub end: Time,
    /// Minutes from the session's start to the end of the last block, gaps included.
    pub needed: i64,
    /// Minutes left to the session's end; negative when the run sheet is longer.
    pub left: i64,
}

/// Minutes from a session's start to a clock time; the nearest one, so a clock time before the start is negative.
pub(super) fn offset(start: Time, clock: Time) -> i64 {
    let minutes = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    (minutes(clock) - minutes(start) + DAY / 2).rem_euclid(DAY) - DAY / 2
}

impl RunSheet {
    /// The blocks with their clock times, from the session's start. A block waits for its lock, and comes late when the
    /// blocks before it run past it; it never starts before the one before it ends.
    pub fn timed(&self, start: Time) -> impl Iterator<Item = TimedBlock<'_>> {
        self.blocks.iter().scan(0i64, move |passed, block| {
            let late = block.lock.map_or(0, |lock| *passed - offset(start, lock));
            let begins = *passed + (-late).max(0);
            let ends = begins + i64::from(block.minutes.get());
            *passed = ends;
            Some(TimedBlock {
                start: start.wrapping_add(begins.minutes()),
                end: start.wrapping_add(ends.minutes()),
                offset: begins,
                gap: (-late).max(0),
                overrun: late.max(0),
                block,
            })
        })
    }

    /// How the whole fits into a session of `minutes`.
    pub fn fit(&self, start: Time, minutes: u16) -> Fit {
        let needed = self
            .timed(start)
            .last()
            .map_or(0, |last| last.offset + i64::from(last.block.minutes.get()));
        Fit {
            end: start.wrapping_add(needed.minutes()),
            needed,
            left: i64::from(minutes) - needed,
        }
    }
}
