//! A command that can't be made on the newest version: everything that was written in it, so that no word is lost.

use std::borrow::Cow;

use super::meet::{closed, head_rows};
use crate::clash::{ClashRow, Seen, What};
use crate::groups::command::{GroupCommand, HeadEdit};
use crate::groups::plan::{Group, GroupSession};
use crate::run_sheet::wanted_rows;

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
        GroupCommand::CommentBlock { text, .. } => row(What::Comment, Seen::Text(text.to_string()), Seen::Gone),
        GroupCommand::PlanDrafts | GroupCommand::ResolveComment { .. } => Vec::new(),
        GroupCommand::EditRunSheet { number, edit } => {
            let sheet = |group: &Group| {
                let session = group.session(*number)?;
                Some(session.run_sheet.clone())
            };
            wanted_rows(sheet(base).as_ref(), sheet(now).as_ref(), edit)
        }
    }
}
