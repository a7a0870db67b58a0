//! The one function that changes a group: in the browser at once, on the server for good. Its rules stand by subject.

mod comments;
mod create;
mod rule;
mod seats;
mod sessions;

use jiff::civil::Date;

use super::command::{GroupCommand, HeadEdit, SessionMove};
use super::leaders;
use super::plan::Group;
use super::state::SessionState;
use crate::comments::Comment;

pub use create::{create, create_again};
pub use rule::GroupRule;

use sessions::{is_draft, move_session, session_mut, step};

/// Applies a command. `today` is the date in Norway. The group given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(group: &Group, command: &GroupCommand, today: Date) -> Result<Group, GroupRule> {
    if group.binned.is_some() {
        return Err(GroupRule::Binned);
    }
    let mut next = group.clone();
    match command {
        GroupCommand::EditHead { head } => put_head(&mut next, head)?,
        GroupCommand::AddSession { session } => sessions::add(&mut next, session.clone())?,
        GroupCommand::MoveSession { number, slot } => move_session(session_mut(&mut next, *number)?, *slot)?,
        GroupCommand::MoveSessions { moves } => {
            for SessionMove { number, slot } in moves {
                move_session(session_mut(&mut next, *number)?, *slot)?;
            }
        }
        GroupCommand::ConfirmSession { number } => step(session_mut(&mut next, *number)?, SessionState::confirm)?,
        GroupCommand::PostponeSession { number, reason } => {
            step(session_mut(&mut next, *number)?, |state| state.postpone(*reason))?;
        }
        GroupCommand::DraftSession { number } => step(session_mut(&mut next, *number)?, SessionState::draft)?,
        GroupCommand::PlanDrafts => {
            for session in next.sessions.iter_mut().filter(|session| is_draft(session)) {
                step(session, SessionState::plan)?;
            }
        }
        GroupCommand::PlanSession { number } => step(session_mut(&mut next, *number)?, SessionState::plan)?,
        GroupCommand::SetTheme { number, theme } => session_mut(&mut next, *number)?.theme = theme.clone(),
        GroupCommand::SetGoal { number, goal } => session_mut(&mut next, *number)?.goal = goal.clone(),
        GroupCommand::SetGrade { seat, grade } => seats::set_grade(&mut next, *seat, *grade)?,
        GroupCommand::CancelSession { number, reason } => {
            step(session_mut(&mut next, *number)?, |state| state.cancel(*reason))?;
        }
        GroupCommand::RestoreSession { number } => step(session_mut(&mut next, *number)?, SessionState::restore)?,
        GroupCommand::EditRunSheet { number, edit } => {
            let session = session_mut(&mut next, *number)?;
            if matches!(session.state, SessionState::Cancelled { .. }) {
                return Err(GroupRule::SessionCancelled);
            }
            session.run_sheet.edit(edit)?;
        }
        GroupCommand::CommentBlock {
            number,
            id,
            block,
            by,
            text,
        } => {
            let comment = Comment {
                id: *id,
                by: *by,
                on: today,
                text: text.clone(),
                block: Some(*block),
                resolved: false,
            };
            comments::say(session_mut(&mut next, *number)?, comment)?;
        }
        GroupCommand::ResolveComment { number, id, resolved } => {
            comments::resolve(session_mut(&mut next, *number)?, *id, *resolved)?;
        }
        GroupCommand::TickSeat { number, seat, present } => seats::tick(&mut next, *number, *seat, *present)?,
        GroupCommand::CloseSession { number, closing } => sessions::close(&mut next, *number, closing, today)?,
        GroupCommand::ReopenSession { number } => step(session_mut(&mut next, *number)?, SessionState::reopen)?,
        GroupCommand::RemoveSession { number } => sessions::remove(&mut next, *number)?,
        GroupCommand::AddLeader { person } => leaders::add(&mut next, *person)?,
        GroupCommand::RemoveLeader { person } => leaders::remove(&mut next, *person)?,
        GroupCommand::HandOver { person } => leaders::hand_over(&mut next, *person)?,
    }
    next.version += 1;
    Ok(next)
}

/// The head as it was typed, where no seat in use would go.
fn put_head(group: &mut Group, head: &HeadEdit) -> Result<(), GroupRule> {
    if head.seats_min > head.seats_max {
        return Err(GroupRule::SeatsCrossed);
    }
    let last_ticked = group
        .sessions
        .iter()
        .filter_map(|session| session.ticks.keys().max())
        .chain(group.grades.keys().max())
        .max();
    if last_ticked.is_some_and(|seat| *seat > head.seats_max.get()) {
        return Err(GroupRule::SeatInUse);
    }
    head.put(group);
    Ok(())
}

#[cfg(test)]
mod tests;
