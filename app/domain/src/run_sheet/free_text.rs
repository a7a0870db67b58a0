//! What people write freely in a run sheet; asked for names.

use super::{Block, BlockField, RunSheet, RunSheetEdit};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for RunSheet {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        self.blocks.iter().flat_map(block).collect()
    }
}

impl FreeTexts for RunSheetEdit {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Insert {
                place: _,
                block: content,
            } => block(content),
            Self::Change { id: _, fields } => fields.iter().filter_map(block_field).collect(),
            Self::Many { edits } => edits.iter().flat_map(Self::free_texts).collect(),
            // Texts that stand in the run sheet already, copied or put together.
            Self::Split {
                id: _,
                first: _,
                new: _,
            }
            | Self::Merge { id: _, next: _ }
            | Self::Duplicate { id: _, new: _ }
            | Self::Move { id: _, place: _ }
            | Self::Remove { id: _ } => Vec::new(),
        }
    }
}

fn block_field(field: &BlockField) -> Option<FreeText<'_>> {
    Some(match field {
        BlockField::Step(text) => FreeText::asked("step", text.as_str()),
        BlockField::Method(text) => FreeText::asked("method", text.as_str()),
        BlockField::Material(text) => FreeText::asked("material", text.as_str()),
        BlockField::Note(text) => FreeText::asked("note", text.as_str()),
        BlockField::Goal(text) => FreeText::asked("goal", text.as_str()),
        BlockField::Speaker(text) => FreeText::asked("speaker", text.as_str()),
        BlockField::Minutes(_)
        | BlockField::Break(_)
        | BlockField::Lock(_)
        | BlockField::MinMinutes(_)
        | BlockField::Actual(_) => return None,
    })
}

fn block(block: &Block) -> Vec<FreeText<'_>> {
    let Block {
        id: _,
        minutes: _,
        step,
        method,
        material,
        note,
        goal,
        speaker,
        is_break: _,
        lock: _,
        min_minutes: _,
        actual: _,
    } = block;
    vec![
        FreeText::asked("step", step.as_str()),
        FreeText::asked("method", method.as_str()),
        FreeText::asked("material", material.as_str()),
        FreeText::asked("note", note.as_str()),
        FreeText::asked("goal", goal.as_str()),
        FreeText::asked("speaker", speaker.as_str()),
    ]
}
