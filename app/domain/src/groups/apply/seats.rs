//! What a numbered seat holds: a grade, and who was there.

use super::GroupRule;
use super::sessions::session_mut;
use crate::groups::plan::{Grade, Group};
use crate::groups::state::{SessionState, TransitionError};

/// The grade of the pupil on a seat, or none.
pub(super) fn set_grade(group: &mut Group, seat: u8, grade: Option<Grade>) -> Result<(), GroupRule> {
    if seat == 0 || seat > group.seats_max.get() {
        return Err(GroupRule::UnknownSeat);
    }
    match grade {
        Some(grade) => group.grades.insert(seat, grade),
        None => group.grades.remove(&seat),
    };
    Ok(())
}

/// Whether a seat's pupil was there; `None` takes the tick away.
pub(super) fn tick(group: &mut Group, number: u8, seat: u8, present: Option<bool>) -> Result<(), GroupRule> {
    if seat == 0 || seat > group.seats_max.get() {
        return Err(GroupRule::UnknownSeat);
    }
    let session = session_mut(group, number)?;
    if matches!(session.state, SessionState::Cancelled { .. }) {
        return Err(TransitionError {
            from: session.state.name(),
            to: "ticked",
        }
        .into());
    }
    match present {
        Some(there) => session.ticks.insert(seat, there),
        None => session.ticks.remove(&seat),
    };
    Ok(())
}
