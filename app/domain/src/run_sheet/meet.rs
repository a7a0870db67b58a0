//! Whether an edit of a run sheet still means the same on a newer version, and everything that is written in one.

use super::{Block, BlockField, Place, RunSheet, RunSheetEdit};
use crate::clash::{Clash, ClashRow, Seen, What};
use crate::ids::BlockId;
use crate::text::{BlockMinutes, TakenMinutes};

/// What becomes of an edit on a newer version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditMet {
    /// Made again; `None` when nothing of it is left to do.
    pub again: Option<RunSheetEdit>,
    /// Shown side by side.
    pub clash: Option<Clash<RunSheetEdit>>,
}

/// Compares what an edit was made on (`base`), what it makes (`mine`) and what is there now: each part of it on its own.
pub fn meet_edit(base: &RunSheet, mine: &RunSheet, now: &RunSheet, edit: &RunSheetEdit) -> EditMet {
    let parts = match edit {
        RunSheetEdit::Many { edits } => edits.clone(),
        one => vec![one.clone()],
    };
    let (mut again, mut wanted, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    for part in &parts {
        match meet_part(base, mine, now, part) {
            Part::Again(edit) => again.push(edit),
            Part::Done => {}
            Part::Clash {
                rows: differing,
                again: rest,
                mine: want,
            } => {
                rows.extend(differing);
                again.extend(rest);
                wanted.extend(want);
            }
        }
    }
    EditMet {
        again: together(again),
        clash: (!rows.is_empty()).then(|| Clash::of(rows, together(wanted))),
    }
}

/// Several edits as one; `None` for none.
fn together(edits: Vec<RunSheetEdit>) -> Option<RunSheetEdit> {
    match <[RunSheetEdit; 1]>::try_from(edits) {
        Ok([one]) => Some(one),
        Err(edits) if edits.is_empty() => None,
        Err(edits) => Some(RunSheetEdit::Many { edits }),
    }
}

enum Part {
    Again(RunSheetEdit),
    Done,
    Clash {
        rows: Vec<ClashRow>,
        again: Vec<RunSheetEdit>,
        mine: Vec<RunSheetEdit>,
    },
}

fn meet_part(base: &RunSheet, mine: &RunSheet, now: &RunSheet, edit: &RunSheetEdit) -> Part {
    match edit {
        RunSheetEdit::Change { id, fields } => match (base.block(*id), now.block(*id)) {
            (Some(base), Some(now)) => meet_fields(base, now, fields),
            (_, None) => gone(mine, *id),
            (None, Some(_)) => Part::Again(edit.clone()),
        },
        RunSheetEdit::Remove { id } => match (base.block(*id), now.block(*id)) {
            (_, None) => Part::Done,
            (Some(before), Some(block)) if before != block => Part::Clash {
                rows: vec![ClashRow {
                    what: What::Block {
                        step: before.step.to_string(),
                    },
                    mine: Seen::Gone,
                    theirs: Seen::Text(block.step.to_string()),
                }],
                again: Vec::new(),
                mine: vec![edit.clone()],
            },
            _ => Part::Again(edit.clone()),
        },
        RunSheetEdit::Move { id, .. } | RunSheetEdit::Split { id, .. } | RunSheetEdit::Duplicate { id, .. }
            if base.block(*id).is_some() && now.block(*id).is_none() =>
        {
            gone(mine, *id)
        }
        RunSheetEdit::Move { id, .. } if went_apart(base, mine, now, *id) => Part::Clash {
            rows: vec![ClashRow {
                what: What::Block {
                    step: mine.block(*id).map(|block| block.step.to_string()).unwrap_or_default(),
                },
                mine: place(mine, *id),
                theirs: place(now, *id),
            }],
            again: Vec::new(),
            mine: vec![edit.clone()],
        },
        _ => Part::Again(edit.clone()),
    }
}

/// Whether both moved a block, and not to the same neighbour. A block that others were moved around has not moved: only
/// one of its neighbours is another then.
fn went_apart(base: &RunSheet, mine: &RunSheet, now: &RunSheet, id: BlockId) -> bool {
    let is_common = |other: BlockId| [base, mine, now].iter().all(|sheet| sheet.block(other).is_some());
    let neighbours = |sheet: &RunSheet| {
        let order: Vec<BlockId> = sheet
            .blocks
            .iter()
            .map(|block| block.id)
            .filter(|id| is_common(*id))
            .collect();
        let at = order.iter().position(|other| *other == id)?;
        Some((
            at.checked_sub(1).map(|before| order[before]),
            order.get(at + 1).copied(),
        ))
    };
    match (neighbours(base), neighbours(mine), neighbours(now)) {
        (Some(base), Some(mine), Some(now)) => base.0 != now.0 && base.1 != now.1 && mine.0 != now.0 && mine.1 != now.1,
        _ => false,
    }
}

/// Where a block stands, by the one before it.
fn place(sheet: &RunSheet, id: BlockId) -> Seen {
    let before = sheet.position(id).and_then(|at| sheet.blocks.get(at.checked_sub(1)?));
    Seen::After(before.map(|block| block.step.to_string()))
}

/// A colleague took the block out: mine puts it back as I wanted it.
fn gone(mine: &RunSheet, id: BlockId) -> Part {
    let Some((at, block)) = mine.position(id).zip(mine.block(id)) else {
        return Part::Done;
    };
    let step = block.step.to_string();
    Part::Clash {
        rows: vec![ClashRow {
            what: What::Block { step: step.clone() },
            mine: Seen::Text(step),
            theirs: Seen::Gone,
        }],
        again: Vec::new(),
        mine: vec![RunSheetEdit::Insert {
            place: Place::among(&mine.blocks, at),
            block: block.clone(),
        }],
    }
}

fn meet_fields(base: &Block, now: &Block, fields: &[BlockField]) -> Part {
    let clashes = |field: &&BlockField| field.of(now) != field.of(base) && field.of(now) != **field;
    let (differing, free): (Vec<&BlockField>, Vec<&BlockField>) = fields.iter().partition(clashes);
    let edit = |fields: &[&BlockField]| {
        (!fields.is_empty()).then(|| RunSheetEdit::Change {
            id: base.id,
            fields: fields.iter().map(|field| (*field).clone()).collect(),
        })
    };
    if differing.is_empty() {
        return edit(&free).map_or(Part::Done, Part::Again);
    }
    let row = |field: &&BlockField| ClashRow {
        what: What::Field {
            step: base.step.to_string(),
            field: (*field).clone(),
        },
        mine: seen(field),
        theirs: seen(&field.of(now)),
    };
    Part::Clash {
        rows: differing.iter().map(row).collect(),
        again: edit(&free).into_iter().collect(),
        mine: edit(&differing).into_iter().collect(),
    }
}

/// A field's value as it is shown.
fn seen(field: &BlockField) -> Seen {
    let given = |minutes: Option<u16>| minutes.map_or_else(|| Seen::Text(String::new()), Seen::Minutes);
    match field {
        BlockField::Minutes(minutes) => Seen::Minutes(minutes.get()),
        BlockField::MinMinutes(minutes) => given(minutes.map(BlockMinutes::get)),
        BlockField::Actual(minutes) => given(minutes.map(TakenMinutes::get)),
        BlockField::Step(text) => Seen::Text(text.to_string()),
        BlockField::Method(text) | BlockField::Material(text) | BlockField::Goal(text) | BlockField::Speaker(text) => {
            Seen::Text(text.to_string())
        }
        BlockField::Break(true) => Seen::Choices(vec!["break".into()]),
        BlockField::Break(false) => Seen::Choices(Vec::new()),
        BlockField::Note(text) => Seen::Text(text.to_string()),
        BlockField::Lock(clock) => Seen::Clock(*clock),
    }
}

/// Each value that `edit` wanted, beside what is there `now`. `base` is what it was made on; either may be gone.
pub fn wanted_rows(base: Option<&RunSheet>, now: Option<&RunSheet>, edit: &RunSheetEdit) -> Vec<ClashRow> {
    let block = |sheet: Option<&RunSheet>, id| sheet?.block(id).cloned();
    let fields_of = |step: String, id: BlockId, fields: &[BlockField]| -> Vec<ClashRow> {
        let there = block(now, id);
        let row = |field: &BlockField| ClashRow {
            what: What::Field {
                step: step.clone(),
                field: field.clone(),
            },
            mine: seen(field),
            theirs: there.as_ref().map_or(Seen::Gone, |block| seen(&field.of(block))),
        };
        fields.iter().map(row).collect()
    };
    let as_block = |id: BlockId, is_wanted: bool| {
        let known = block(base, id).or_else(|| block(now, id))?;
        let text = |block: &Block| Seen::Text(block.step.to_string());
        Some(ClashRow {
            what: What::Block {
                step: known.step.to_string(),
            },
            mine: if is_wanted { text(&known) } else { Seen::Gone },
            theirs: block(now, id).as_ref().map_or(Seen::Gone, text),
        })
    };
    match edit {
        RunSheetEdit::Change { id, fields } => {
            let step = block(base, *id).or_else(|| block(now, *id));
            fields_of(
                step.map(|block| block.step.to_string()).unwrap_or_default(),
                *id,
                fields,
            )
        }
        RunSheetEdit::Insert { block, .. } => {
            let step = block.step.to_string();
            let bare = Block::new(block.id, block.minutes, block.step.clone());
            let mut fields = vec![BlockField::Minutes(block.minutes)];
            fields.extend(BlockField::changed(&bare, block));
            let mut rows = vec![ClashRow {
                what: What::Block { step: step.clone() },
                mine: Seen::Text(step.clone()),
                theirs: Seen::Gone,
            }];
            rows.extend(fields_of(step, block.id, &fields));
            rows
        }
        RunSheetEdit::Remove { id } => as_block(*id, false).into_iter().collect(),
        RunSheetEdit::Move { id, .. } | RunSheetEdit::Split { id, .. } | RunSheetEdit::Duplicate { id, .. } => {
            as_block(*id, true).into_iter().collect()
        }
        RunSheetEdit::Merge { id, next } => [as_block(*id, true), as_block(*next, false)]
            .into_iter()
            .flatten()
            .collect(),
        RunSheetEdit::Many { edits } => edits.iter().flat_map(|edit| wanted_rows(base, now, edit)).collect(),
    }
}
