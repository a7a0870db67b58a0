//! What the deliveries of a module tell of it: how often it was held, what pupils thought of it, how long its blocks take.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::delivery::{Delivery, Outcome};
use crate::evaluations::{FEWEST, Question, Smiley, Tally};
use crate::ids::{BlockId, UnitId};
use crate::modules::view::ModuleUse;
use crate::run_sheet::{Block, RunSheet};

/// How long a block takes when it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockUse {
    /// Which.
    pub block: BlockId,
    /// What happens.
    pub step: String,
    /// What is planned.
    pub planned: u16,
    /// The median of what it took, rounded up.
    pub median: u16,
    /// How often it was timed.
    pub times: u32,
}

/// How often a module was held, and what pupils thought of it. A delivery with fewer than five answers counts for none: the
/// difference between two means would tell them.
pub fn figures<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> ModuleUse {
    let (mut held, mut answers, mut points) = (0u32, 0u32, 0u32);
    for outcome in outcomes.into_iter().filter(|one| one.is_held()) {
        held += 1;
        if let Some(tally) = outcome.shown_answers() {
            answers += u32::from(tally.answers());
            points += points_of(tally);
        }
    }
    ModuleUse {
        held,
        answers,
        mean: mean(points, answers),
    }
}

/// Points of all answers to all questions: one for no, two for in between, three for yes.
fn points_of(tally: Tally) -> u32 {
    let of = |question| {
        let counts = tally.of(question);
        u32::from(counts.of(Smiley::Sad))
            + 2 * u32::from(counts.of(Smiley::Neutral))
            + 3 * u32::from(counts.of(Smiley::Happy))
    };
    Question::ALL.map(of).iter().sum()
}

/// The mean of so many answers, in tenths; none under five.
fn mean(points: u32, answers: u32) -> Option<u8> {
    if answers < u32::from(FEWEST) {
        return None;
    }
    let of = 3 * answers;
    u8::try_from((points * 10 + of / 2) / of).ok()
}

/// How often each edition was held.
pub fn by_edition<'a>(deliveries: impl IntoIterator<Item = &'a Delivery>) -> BTreeMap<u32, u32> {
    let mut counts = BTreeMap::new();
    for delivery in deliveries.into_iter().filter(|one| one.outcome.is_held()) {
        *counts.entry(delivery.edition).or_insert(0) += 1;
    }
    counts
}

/// How often it was held at each unit.
pub fn by_unit<'a>(deliveries: impl IntoIterator<Item = &'a Delivery>) -> BTreeMap<UnitId, u32> {
    let mut counts = BTreeMap::new();
    for delivery in deliveries.into_iter().filter(|one| one.outcome.is_held()) {
        *counts.entry(delivery.unit).or_insert(0) += 1;
    }
    counts
}

/// How long each block of a run sheet took where it was timed, beside what is planned.
pub fn blocks<'a>(sheet: &RunSheet, deliveries: impl IntoIterator<Item = &'a Delivery>) -> Vec<BlockUse> {
    let mut taken: BTreeMap<BlockId, Vec<u16>> = BTreeMap::new();
    for delivery in deliveries.into_iter().filter(|one| one.outcome.is_held()) {
        for block in &delivery.run_sheet.blocks {
            if let Some(minutes) = block.actual {
                taken.entry(block.id).or_default().push(minutes.get());
            }
        }
    }
    let use_of = |block: &Block| {
        let minutes = taken.get_mut(&block.id)?;
        Some(BlockUse {
            block: block.id,
            step: block.step.to_string(),
            planned: block.minutes.get(),
            times: u32::try_from(minutes.len()).unwrap_or(u32::MAX),
            median: median(minutes)?,
        })
    };
    sheet.blocks.iter().filter_map(use_of).collect()
}

/// The middle one; of two in the middle their mean, rounded up.
fn median(minutes: &mut [u16]) -> Option<u16> {
    minutes.sort_unstable();
    let upper = *minutes.get(minutes.len() / 2)?;
    if minutes.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *minutes.get(minutes.len() / 2 - 1)?;
    u16::try_from((u32::from(lower) + u32::from(upper)).div_ceil(2)).ok()
}
