//! Running a session from its run sheet. What is kept is when each block was begun; what the screen shows follows from
//! that and the time of now, so that a reload or a sleeping device loses nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Block, RunSheet};
use crate::ids::BlockId;
use crate::text::{BlockMinutes, TakenMinutes};
use crate::time::slot::Occasion;

/// A session begun within this of its planned time is measured against the clock; one run at another time against
/// itself. In seconds.
const NEAR: i64 = 60 * 60;

/// A block that has run over its time by more than this is one that nobody went on from: the session is over, and the
/// clock was left running. In seconds.
const FORGOTTEN: i64 = 60 * 60;

/// The instant at which a block was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Which.
    pub block: BlockId,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub at: Timestamp,
}

/// How far a session has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The blocks begun, in order of time; never empty.
    marks: Vec<Mark>,
    /// Minutes given to a block beyond the plan.
    extra: BTreeMap<BlockId, u16>,
    /// When the last block ended.
    #[serde(default, with = "crate::time::wire::option")]
    finished: Option<Timestamp>,
}

/// What the screen shows at an instant. Seconds, so that the last minute can be seen running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look<'a> {
    /// The block now; `None` when all are done.
    pub current: Option<&'a Block>,
    /// Its place, 1 for the first.
    pub place: usize,
    /// The block after it.
    pub next: Option<&'a Block>,
    /// Seconds left of the current block; negative when it runs over.
    pub left: i64,
    /// Seconds by which the session will end later than planned; negative when earlier.
    pub behind: i64,
}

impl Run {
    /// Begins with the first block; `None` for an empty run sheet.
    pub fn start(sheet: &RunSheet, now: Timestamp) -> Option<Self> {
        let block = sheet.blocks.first()?.id;
        Some(Self {
            marks: vec![Mark { block, at: now }],
            extra: BTreeMap::new(),
            finished: None,
        })
    }

    /// Goes on to the next block; after the last one the run is finished.
    pub fn next(&mut self, sheet: &RunSheet, now: Timestamp) {
        if self.finished.is_some() {
            return;
        }
        match sheet.blocks.get(self.place(sheet) + 1) {
            Some(block) => self.marks.push(Mark {
                block: block.id,
                at: now,
            }),
            None => self.finished = Some(now),
        }
    }

    /// Takes the last step back, as if «next» had not been pressed; `None` in the first block, as if it had not been begun.
    pub fn back(mut self) -> Option<Self> {
        if self.finished.take().is_none() {
            self.marks.pop();
        }
        (!self.marks.is_empty()).then_some(self)
    }

    /// Gives the current block more minutes.
    pub fn extend(&mut self, minutes: u16) {
        if let Some(mark) = self.marks.last().filter(|_| self.finished.is_none()) {
            let extra = self.extra.entry(mark.block).or_default();
            *extra = extra.saturating_add(minutes).min(BlockMinutes::MAX);
        }
    }

    /// Whether the last block is done.
    pub fn is_finished(&self) -> bool {
        self.finished.is_some()
    }

    /// How long the whole took, to the nearest minute, once the last block is done; `None` when it took less than half of
    /// the time planned: the blocks were leafed through.
    pub fn took(&self, slot: &Occasion) -> Option<u32> {
        let begun = self.marks.first()?.at;
        let minutes = u32::try_from((seconds(begun, self.finished?) + 30) / 60).ok()?;
        (2 * minutes >= u32::from(slot.minutes.get())).then_some(minutes)
    }

    /// Whether nothing is done yet but to begin.
    pub fn has_just_begun(&self) -> bool {
        self.finished.is_none() && self.marks.len() == 1
    }

    /// What the screen shows now. The run sheet may have changed since the run began: a block that is gone is passed over.
    pub fn look<'a>(&self, sheet: &'a RunSheet, slot: &Occasion, now: Timestamp) -> Look<'a> {
        let now = self.finished.unwrap_or(now);
        let at = self.place(sheet);
        let current = sheet.blocks.get(at);
        let left = if self.finished.is_some() {
            0
        } else {
            self.left(sheet, now)
        };
        let base = self.base(slot);
        // Where the session will stand when the current block ends, and then each block to come, waiting for its lock.
        let mut cursor = seconds(base, now) + left.max(0);
        for timed in sheet.timed(slot.start).skip(at + 1) {
            let locked = timed.block.lock.map(|_| timed.offset * 60 - timed.overrun * 60);
            cursor = cursor.max(locked.unwrap_or(cursor)) + 60 * i64::from(timed.block.minutes.get());
        }
        let running = self.finished.is_none();
        Look {
            current: current.filter(|_| running),
            place: at + 1,
            next: sheet.blocks.get(at + 1).filter(|_| running),
            left,
            behind: cursor - 60 * sheet.fit(slot.start, slot.minutes.get()).needed,
        }
    }

    /// How long each block took, to the nearest minute, of those that are still on the run sheet. A block that was
    /// begun twice has both times together; the current one is counted up to now, unless it was left running.
    pub fn actual(&self, sheet: &RunSheet, now: Timestamp) -> Vec<(BlockId, TakenMinutes)> {
        let ends = self.marks.iter().skip(1).map(|mark| mark.at);
        let last = self
            .finished
            .or_else(|| (self.left(sheet, now) > -FORGOTTEN).then_some(now));
        let ends = ends.chain(last);
        let mut spent: BTreeMap<BlockId, i64> = BTreeMap::new();
        for (mark, end) in self.marks.iter().zip(ends) {
            *spent.entry(mark.block).or_default() += seconds(mark.at, end).max(0);
        }
        let minutes = |block: &Block| {
            let minutes = (spent.get(&block.id)? + 30) / 60;
            let minutes = TakenMinutes::new(minutes.min(TakenMinutes::MAX.into())).ok()?;
            Some((block.id, minutes))
        };
        sheet.blocks.iter().filter_map(minutes).collect()
    }

    /// Seconds left of the current block; negative when it runs over.
    fn left(&self, sheet: &RunSheet, now: Timestamp) -> i64 {
        let begun = self.marks.last().map_or(now, |mark| mark.at);
        sheet.blocks.get(self.place(sheet)).map_or(0, |block| {
            let extra = self.extra.get(&block.id).copied().unwrap_or_default();
            60 * (i64::from(block.minutes.get()) + i64::from(extra)) - seconds(begun, now)
        })
    }

    /// The place of the current block, 0 for the first.
    fn place(&self, sheet: &RunSheet) -> usize {
        let known = self.marks.iter().rev().find_map(|mark| sheet.position(mark.block));
        known.unwrap_or(0)
    }

    /// The instant from which the plan is measured.
    fn base(&self, slot: &Occasion) -> Timestamp {
        let begun = self.marks.first().map_or(Timestamp::UNIX_EPOCH, |mark| mark.at);
        let planned = slot.instant().filter(|planned| seconds(*planned, begun).abs() <= NEAR);
        planned.unwrap_or(begun)
    }
}

fn seconds(from: Timestamp, to: Timestamp) -> i64 {
    to.as_second() - from.as_second()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use ulid::Ulid;

    use super::*;
    use crate::text::{OccasionMinutes, Title};
    use crate::time::length::ToLength as _;

    fn slot() -> Occasion {
        Occasion {
            date: date(2026, 11, 24),
            start: time(12, 15, 0, 0),
            minutes: OccasionMinutes::new(75).unwrap(),
        }
    }

    fn sheet(lengths: &[i64]) -> RunSheet {
        let block = |(length, n): (&i64, u128)| {
            let minutes = BlockMinutes::new(*length).unwrap();
            Block::new(BlockId::new(Ulid(n)), minutes, Title::parse("Runde").unwrap())
        };
        RunSheet {
            blocks: lengths.iter().zip(1..).map(block).collect(),
        }
    }

    /// The instant so many minutes after the planned start.
    fn at(minutes: i64) -> Timestamp {
        slot().instant().unwrap() + minutes.minutes()
    }

    #[test]
    fn a_run_begun_late_is_behind_and_catches_up_when_a_block_is_cut_short() {
        let sheet = sheet(&[10, 25, 40]);
        let mut run = Run::start(&sheet, at(3)).unwrap();
        let look = run.look(&sheet, &slot(), at(5));
        assert_eq!((look.place, look.left, look.behind), (1, 8 * 60, 3 * 60));
        run.next(&sheet, at(8));
        let look = run.look(&sheet, &slot(), at(8));
        assert_eq!((look.place, look.left, look.behind), (2, 25 * 60, -2 * 60));
        assert_eq!(look.next.map(|block| block.minutes.get()), Some(40));
    }

    #[test]
    fn a_block_that_runs_over_puts_the_session_behind_minute_by_minute() {
        let sheet = sheet(&[10, 65]);
        let mut run = Run::start(&sheet, at(0)).unwrap();
        assert_eq!(run.look(&sheet, &slot(), at(14)).left, -4 * 60);
        assert_eq!(run.look(&sheet, &slot(), at(14)).behind, 4 * 60);
        run.extend(5);
        let look = run.look(&sheet, &slot(), at(14));
        assert_eq!((look.left, look.behind), (60, 5 * 60));
    }

    #[test]
    fn waiting_for_a_lock_takes_up_what_is_behind() {
        let mut sheet = sheet(&[10, 20, 30]);
        // 10 minutes of slack before the last block at 12:55.
        sheet.blocks[2].lock = Some(time(12, 55, 0, 0));
        let run = Run::start(&sheet, at(6)).unwrap();
        assert_eq!(run.look(&sheet, &slot(), at(6)).behind, 0);
        let late = Run::start(&sheet, at(14)).unwrap();
        assert_eq!(late.look(&sheet, &slot(), at(14)).behind, 4 * 60);
    }

    #[test]
    fn a_run_on_another_day_is_measured_against_itself() {
        let sheet = sheet(&[10, 65]);
        let run = Run::start(&sheet, at(60 * 24)).unwrap();
        assert_eq!(run.look(&sheet, &slot(), at(60 * 24 + 2)).behind, 0);
    }

    #[test]
    fn the_minutes_that_each_block_took_are_kept_over_a_reload() {
        let sheet = sheet(&[10, 20, 30]);
        let mut run = Run::start(&sheet, at(0)).unwrap();
        run.next(&sheet, at(12));
        run.next(&sheet, at(13));
        let run = run.back().unwrap();
        let mut run: Run = serde_json::from_str(&serde_json::to_string(&run).unwrap()).unwrap();
        run.next(&sheet, at(30));
        run.next(&sheet, at(58));
        assert!(run.is_finished() && !run.has_just_begun());
        assert_eq!(run.took(&slot()), Some(58));
        let mut leafed = Run::start(&sheet, at(0)).unwrap();
        for minute in 1..=3 {
            leafed.next(&sheet, at(minute));
        }
        assert!(leafed.is_finished());
        assert_eq!(leafed.took(&slot()), None);
        let minutes: Vec<u16> = run
            .actual(&sheet, at(90))
            .iter()
            .map(|(_, minutes)| minutes.get())
            .collect();
        assert_eq!(minutes, [12, 18, 28]);
        let look = run.look(&sheet, &slot(), at(90));
        assert_eq!((look.current, look.next, look.behind), (None, None, -2 * 60));
    }

    #[test]
    fn a_run_that_was_only_tried_out_is_taken_back_altogether() {
        let sheet = sheet(&[10, 20]);
        let mut run = Run::start(&sheet, at(0)).unwrap();
        assert!(run.has_just_begun());
        run.next(&sheet, at(1));
        assert!(!run.has_just_begun());
        let run = run.back().unwrap();
        assert!(run.has_just_begun());
        assert_eq!(run.back(), None);
    }

    #[test]
    fn the_last_block_of_a_run_that_was_left_running_has_no_minutes() {
        let sheet = sheet(&[10, 20]);
        let mut run = Run::start(&sheet, at(0)).unwrap();
        run.next(&sheet, at(12));
        let taken = |minute| -> Vec<u16> {
            let actual = run.actual(&sheet, at(minute));
            actual.iter().map(|(_, minutes)| minutes.get()).collect()
        };
        // Planned to end after 32 minutes.
        assert_eq!(taken(40), [12, 28]);
        assert_eq!(taken(91), [12, 79]);
        assert_eq!(taken(92), [12]);
        assert_eq!(taken(60 * 24), [12], "closed the day after");
    }

    #[test]
    fn a_block_that_a_colleague_removed_is_passed_over() {
        let mut plan = sheet(&[10, 20, 30]);
        let mut run = Run::start(&plan, at(0)).unwrap();
        run.next(&plan, at(10));
        plan.blocks.remove(1);
        assert_eq!(run.look(&plan, &slot(), at(11)).place, 1);
        run.next(&plan, at(12));
        assert_eq!(
            run.look(&plan, &slot(), at(12))
                .current
                .map(|block| block.minutes.get()),
            Some(30)
        );
        assert_eq!(run.actual(&plan, at(20)).len(), 2);
        assert_eq!(Run::start(&sheet(&[]), at(0)), None);
    }
}
