//! The blocks of a run sheet as they stand in the list.
//!
//! A block becomes longer, and all that come after it move. What followed the whole list would be asked two hundred times over whether it
//! has changed; so the times of each block are a signal of their own, what does not tell the time is not even asked, and the clocks of all
//! blocks are written by one hand.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use domain::ids::BlockId;
use domain::run_sheet::{Block, TimedBlock};
use i18n::{Language, format, use_language};
use jiff::civil::Time;
use leptos::prelude::*;

use super::sheet::InTime;

/// When a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it starts and ends.
    pub start: Time,
    pub end: Time,
    /// Minutes from the beginning to it.
    pub offset: i64,
    /// Minutes left empty before it.
    pub gap: i64,
    /// Minutes it comes later than its lock.
    pub overrun: i64,
}

/// What is known of a block and does not tell the time.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The block.
    pub block: Arc<Block>,
    /// The one after it.
    pub next: Option<BlockId>,
}

/// A block as it stands in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Place, 0 for the first.
    pub place: usize,
    /// When it is.
    pub times: Times,
    /// What else there is to it.
    pub known: Known,
}

/// The signals of one block.
#[derive(Clone)]
struct Watched {
    times: ArcRwSignal<Times>,
    known: ArcRwSignal<Known>,
}

/// All blocks, together and each by itself.
#[derive(Clone, Copy)]
pub struct Rows {
    /// Every block with its times, computed once for all.
    pub all: Memo<BTreeMap<BlockId, Row>>,
    watched: StoredValue<HashMap<BlockId, Watched>>,
    /// The beginning of a block in words.
    begins: fn(Language, Times) -> String,
}

impl Rows {
    /// The rows of a run sheet, while it is there.
    pub fn new(sheet: Memo<Option<InTime>>, has_clock: bool) -> Self {
        let language = use_language();
        let rows = Self {
            all: Memo::new(move |before| {
                sheet.with(|sheet| sheet.as_ref().map(|sheet| rows_of(sheet, before)).unwrap_or_default())
            }),
            watched: StoredValue::default(),
            begins: if has_clock { clock } else { from_start },
        };
        Effect::new(move |before: Option<Language>| {
            let language = language.get();
            let is_new = before.is_some_and(|before| before != language);
            rows.all.with(|all| rows.tell(all, language, is_new));
            language
        });
        rows
    }

    /// The signals of a block, while it is there.
    pub fn watch(self, id: BlockId) -> Option<(RwSignal<Times>, RwSignal<Known>)> {
        let row = self.now(id)?;
        let one = self.watched.try_update_value(|watched| {
            let fresh = || Watched {
                times: ArcRwSignal::new(row.times),
                known: ArcRwSignal::new(row.known),
            };
            watched.entry(id).or_insert_with(fresh).clone()
        })?;
        Some((one.times.into(), one.known.into()))
    }

    /// A block as it stands now.
    pub fn now(self, id: BlockId) -> Option<Row> {
        self.all.with_untracked(|all| all.get(&id).cloned())
    }

    /// What stands on the clock of a block that is drawn now. Written anew by [`Self::tell`] alone.
    pub fn clock(self, language: Language, times: Times) -> String {
        (self.begins)(language, times)
    }

    /// Tells each block that is another what it is, and writes its clock; every clock in another language.
    fn tell(self, all: &BTreeMap<BlockId, Row>, language: Language, is_new: bool) {
        let watched = self.watched.try_update_value(|watched| {
            watched.retain(|id, _| all.contains_key(id));
            watched.clone()
        });
        for (id, one) in watched.into_iter().flatten() {
            let Some(row) = all.get(&id) else { continue };
            let is_moved = one.times.get_untracked() != row.times;
            if is_moved || is_new {
                // Not there while its form is open.
                if let Some(clock) = document().get_element_by_id(&clock_id(id)) {
                    clock.set_text_content(Some(&self.clock(language, row.times)));
                }
            }
            if is_moved {
                one.times.set(row.times);
            }
            if one.known.with_untracked(|known| *known != row.known) {
                one.known.set(row.known.clone());
            }
        }
    }
}

/// Id of the clock of a block.
pub fn clock_id(id: BlockId) -> String {
    format!("starts-{id}")
}

fn clock(language: Language, times: Times) -> String {
    format::time(language, times.start)
}

/// Minutes from the beginning, as on a stopwatch: `0:25`.
fn from_start(_: Language, times: Times) -> String {
    format!("{}:{:02}", times.offset / 60, times.offset % 60)
}

/// A block that is as it was is the same one, which costs nothing to compare.
fn rows_of(sheet: &InTime, before: Option<&BTreeMap<BlockId, Row>>) -> BTreeMap<BlockId, Row> {
    let blocks = &sheet.run_sheet.blocks;
    let shared = |block: &Block| {
        let before = before.and_then(|rows| rows.get(&block.id)).map(|row| &row.known.block);
        match before {
            Some(same) if **same == *block => same.clone(),
            _ => Arc::new(block.clone()),
        }
    };
    let row = |(place, timed): (usize, TimedBlock<'_>)| {
        let row = Row {
            place,
            times: Times {
                start: timed.start,
                end: timed.end,
                offset: timed.offset,
                gap: timed.gap,
                overrun: timed.overrun,
            },
            known: Known {
                block: shared(timed.block),
                next: blocks.get(place + 1).map(|next| next.id),
            },
        };
        (timed.block.id, row)
    };
    sheet.run_sheet.timed(sheet.start).enumerate().map(row).collect()
}
