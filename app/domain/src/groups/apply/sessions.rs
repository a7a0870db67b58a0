//! The sessions of a group: added, moved, taken away, closed.

use jiff::civil::Date;

use super::GroupRule;
use crate::groups::command::{CloseSession, NewSession};
use crate::groups::plan::{Group, GroupSession};
use crate::groups::series::MAX_SESSIONS;
use crate::groups::state::{Held, SessionState, TransitionError};
use crate::run_sheet::RunSheet;
use crate::text::ShortText;
use crate::time::slot::LocalSlot;

/// A session of which only time, theme and state are known.
pub(super) fn blank(number: u8, new: NewSession, state: SessionState) -> GroupSession {
    GroupSession {
        number,
        slot: new.slot,
        theme: new.theme,
        goal: ShortText::default(),
        state,
        run_sheet: RunSheet::default(),
        ticks: Default::default(),
        comments: Vec::new(),
        calendar: Default::default(),
    }
}

/// A session by number, to be changed.
pub(super) fn session_mut(group: &mut Group, number: u8) -> Result<&mut GroupSession, GroupRule> {
    group
        .sessions
        .iter_mut()
        .find(|session| session.number == number)
        .ok_or(GroupRule::UnknownSession)
}

/// Takes a session from one state to the next.
pub(super) fn step(
    session: &mut GroupSession,
    transition: impl FnOnce(SessionState) -> Result<SessionState, TransitionError>,
) -> Result<(), GroupRule> {
    session.state = transition(session.state.clone())?;
    Ok(())
}

/// One more session, with the next number.
pub(super) fn add(group: &mut Group, session: NewSession) -> Result<(), GroupRule> {
    if group.sessions.len() >= usize::from(MAX_SESSIONS) {
        return Err(GroupRule::TooManySessions);
    }
    let number = group.last_number() + 1;
    // One more date of what is being thought out.
    let state = if group.sessions.iter().all(is_draft) {
        SessionState::Draft
    } else {
        SessionState::Planned
    };
    group.sessions.push(blank(number, session, state));
    Ok(())
}

/// One session fewer: the last one, while it is as it was added.
pub(super) fn remove(group: &mut Group, number: u8) -> Result<(), GroupRule> {
    let removed = group.session(number).ok_or(GroupRule::UnknownSession)?.clone();
    group.sessions.retain(|session| session.number != number);
    let mut again = group.clone();
    let new = NewSession {
        slot: removed.slot,
        theme: removed.theme.clone(),
    };
    add(&mut again, new)?;
    let as_added = again.session(number).map(|session| GroupSession {
        calendar: removed.calendar,
        ..session.clone()
    });
    if group.sessions.is_empty() || as_added != Some(removed) {
        return Err(GroupRule::SessionInUse);
    }
    Ok(())
}

/// Whether it is still being thought out.
pub(super) fn is_draft(session: &GroupSession) -> bool {
    session.state == SessionState::Draft
}

/// Another time for a session.
pub(super) fn move_session(session: &mut GroupSession, slot: LocalSlot) -> Result<(), GroupRule> {
    // A draft stays one; a confirmed session is to be confirmed anew.
    if !is_draft(session) {
        step(session, SessionState::plan)?;
    }
    session.slot = slot;
    Ok(())
}

/// How a session went; from its day on.
pub(super) fn close(group: &mut Group, number: u8, closing: &CloseSession, today: Date) -> Result<(), GroupRule> {
    let seats = u16::from(group.seats_max.get());
    let session = session_mut(group, number)?;
    if session.slot.date > today {
        return Err(GroupRule::NotYet);
    }
    if closing.present.get() + closing.absent.get() > seats {
        return Err(GroupRule::MorePupilsThanSeats);
    }
    let held = Held {
        present: closing.present,
        absent: closing.absent,
        delivery_minutes: closing.delivery_minutes,
        preparation_minutes: closing.preparation_minutes,
    };
    step(session, |state| state.hold(held))?;
    if !closing.reflection.is_empty() {
        step(session, |state| state.evaluate(closing.reflection.clone()))?;
    }
    Ok(())
}
