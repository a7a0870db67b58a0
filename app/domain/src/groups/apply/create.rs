//! A group as it is first planned.

use std::collections::{BTreeMap, BTreeSet};

use super::GroupRule;
use super::sessions::blank;
use crate::groups::command::{NewGroup, SeriesSession};
use crate::groups::plan::{Group, GroupSession};
use crate::groups::series::MAX_SESSIONS;
use crate::groups::state::SessionState;
use crate::ids::{OwnerId, PersonId, ProgrammeId};
use crate::programmes::{Programme, ProgrammeSession, sessions_of};

/// A new group, led by the one who plans it; sessions are numbered by date. Goals and run sheets are taken from the programme.
///
/// # Errors
/// `SeatsCrossed`, `NoSessions`, `TooManySessions` or `UnknownProgrammeSession`.
pub fn create(
    new: &NewGroup,
    leader: PersonId,
    owner: Option<OwnerId>,
    programme: Option<&Programme>,
) -> Result<Group, GroupRule> {
    let templates = programme.map(|programme| programme.sessions.as_slice());
    plan(
        new,
        leader,
        owner,
        templates.unwrap_or_default(),
        programme.map(|programme| programme.id),
    )
}

/// The same from an earlier group: its goals and run sheets, and the programme that it was planned from.
///
/// # Errors
/// As [`create`].
pub fn create_again(
    new: &NewGroup,
    leader: PersonId,
    owner: Option<OwnerId>,
    earlier: &Group,
) -> Result<Group, GroupRule> {
    plan(new, leader, owner, &sessions_of(earlier), earlier.programme)
}

fn plan(
    new: &NewGroup,
    leader: PersonId,
    owner: Option<OwnerId>,
    templates: &[ProgrammeSession],
    programme: Option<ProgrammeId>,
) -> Result<Group, GroupRule> {
    if new.seats_min > new.seats_max {
        return Err(GroupRule::SeatsCrossed);
    }
    if new.sessions.is_empty() {
        return Err(GroupRule::NoSessions);
    }
    if new.sessions.len() > usize::from(MAX_SESSIONS) {
        return Err(GroupRule::TooManySessions);
    }
    let mut planned = new.sessions.clone();
    planned.sort_by_key(|planned| (planned.session.slot.date, planned.session.slot.start));
    let sessions = planned
        .into_iter()
        .zip(1..)
        .map(|(SeriesSession { session, from }, number)| {
            let state = if new.draft {
                SessionState::Draft
            } else {
                SessionState::Planned
            };
            let session = blank(number, session, state);
            let Some(from) = from else {
                return Ok(session);
            };
            let template = from.checked_sub(1).and_then(|at| templates.get(usize::from(at)));
            let template = template.ok_or(GroupRule::UnknownProgrammeSession)?;
            Ok(GroupSession {
                goal: template.goal.clone(),
                run_sheet: template.run_sheet.clone(),
                ..session
            })
        })
        .collect::<Result<_, GroupRule>>()?;
    Ok(Group {
        id: new.id,
        name: new.name.clone(),
        unit: new.unit,
        owner,
        semester: new.semester,
        composition: new.composition,
        seats_min: new.seats_min,
        seats_max: new.seats_max,
        target: new.target.clone(),
        goal: new.goal.clone(),
        room: new.room.clone(),
        co_leader: new.co_leader.clone(),
        recruitment: new.recruitment.clone(),
        budget: new.budget.clone(),
        programme,
        leader,
        further_leaders: BTreeSet::new(),
        grades: BTreeMap::new(),
        sessions,
        binned: None,
        version: 1,
    })
}
