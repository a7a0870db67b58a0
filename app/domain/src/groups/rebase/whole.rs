//! A command that can't be made on the newest version: everything that was written in it, so that no word is lost.

use std::borrow::Cow;

use super::clash::{closed, head_rows};
use super::sheet::seen;
use super::{ClashRow, Seen, What};
use crate::groups::command::{GroupCommand, HeadEdit};
use crate::groups::plan::{Group, GroupSession};
use crate::groups::run_sheet::{Block, BlockField, RunSheetEdit};
use crate::ids::BlockId;

/// Each value that `command` wanted, beside what is there `now`. `base` is what it was made on.
pub(super) fn whole(base: &Group, now: &Group, command: &GroupCommand) -> Vec<ClashRow> {
    let theirs = |number: u8, read: &dyn Fn(&GroupSession) -> Seen| now.session(number).map_or(Seen::Gone, read);
    let row = |what, mine, theirs| vec![ClashRow { what, mine, theirs }];
    let state = |number: u8, mine: &'static str| {
        let there = theirs(number, &|session| Seen::State(session.state.name().into()));
        row(What::State(number), Seen::State(Cow::Borrowed(mine)), there)
    };
    match command {
        GroupCommand::EditHead { head } => head_rows(&HeadEdit::of(base), &HeadEdit::of(now), head),
        GroupCommand::AddSession { session } => {
            let number = base.last_number().saturating_add(1);
            let mut rows = row(What::Slot(number), Seen::Slot(session.slot), Seen::Gone);
            if !session.theme.as_str().is_empty() {
                rows.extend(row(
                    What::Theme(number),
                    Seen::Text(session.theme.to_string()),
                    Seen::Gone,
                ));
            }
            rows
        }
        GroupCommand::MoveSession { number, slot } => {
            let there = theirs(*number, &|session| Seen::Slot(session.slot));
            row(What::Slot(*number), Seen::Slot(*slot), there)
        }
        GroupCommand::MoveSessions { moves } => moves
            .iter()
            .map(|moved| ClashRow {
                what: What::Slot(moved.number),
                mine: Seen::Slot(moved.slot),
                theirs: theirs(moved.number, &|session| Seen::Slot(session.slot)),
            })
            .collect(),
        GroupCommand::SetTheme { number, theme } => {
            let there = theirs(*number, &|session| Seen::Text(session.theme.to_string()));
            row(What::Theme(*number), Seen::Text(theme.to_string()), there)
        }
        GroupCommand::SetGoal { number, goal } => {
            let there = theirs(*number, &|session| Seen::Text(session.goal.to_string()));
            row(What::Goal(*number), Seen::Text(goal.to_string()), there)
        }
        GroupCommand::SetGrade { seat, grade } => {
            let there = Seen::Grade(now.grades.get(seat).copied());
            row(What::Grade(*seat), Seen::Grade(*grade), there)
        }
        GroupCommand::TickSeat { number, seat, present } => {
            let what = What::Seat {
                number: *number,
                seat: *seat,
            };
            let there = theirs(*number, &|session| Seen::Tick(session.ticks.get(seat).copied()));
            row(what, Seen::Tick(*present), there)
        }
        GroupCommand::CloseSession { number, closing } => {
            let there = theirs(*number, &closed);
            row(What::State(*number), Seen::Closing(Box::new(closing.clone())), there)
        }
        GroupCommand::CancelSession { number, .. } => state(*number, "cancelled"),
        GroupCommand::PostponeSession { number, .. } => state(*number, "postponed"),
        GroupCommand::ConfirmSession { number } => state(*number, "confirmed"),
        GroupCommand::DraftSession { number } => state(*number, "draft"),
        GroupCommand::PlanSession { number }
        | GroupCommand::RestoreSession { number }
        | GroupCommand::ReopenSession { number } => state(*number, "planned"),
        GroupCommand::RemoveSession { number } => {
            let there = theirs(*number, &|session| Seen::Slot(session.slot));
            row(What::Slot(*number), Seen::Gone, there)
        }
        GroupCommand::AddLeader { person } => row(What::Leader, Seen::Person(*person), Seen::Gone),
        GroupCommand::RemoveLeader { person } => row(What::Leader, Seen::Gone, Seen::Person(*person)),
        GroupCommand::HandOver { person } => row(What::Responsible, Seen::Person(*person), Seen::Person(now.leader)),
        GroupCommand::PlanDrafts => Vec::new(),
        GroupCommand::EditRunSheet { number, edit } => rows_of_edit(base, now, *number, edit),
    }
}

fn rows_of_edit(base: &Group, now: &Group, number: u8, edit: &RunSheetEdit) -> Vec<ClashRow> {
    let block = |group: &Group, id| {
        let session = group.session(number)?;
        session.run_sheet.block(id).cloned()
    };
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
        RunSheetEdit::Many { edits } => edits
            .iter()
            .flat_map(|edit| rows_of_edit(base, now, number, edit))
            .collect(),
    }
}
