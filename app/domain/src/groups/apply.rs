//! The one function that changes a group: in the browser at once, on the server for good.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::command::{CloseSession, GroupCommand, HeadEdit, NewGroup, NewSession, SeriesSession, SessionMove};
use super::leaders;
use super::plan::{Grade, Group, GroupSession};
use super::series::MAX_SESSIONS;
use super::state::{Held, SessionState, TransitionError};
use crate::ids::{OwnerId, PersonId};
use crate::issue::IssueCode;
use crate::programmes::Programme;
use crate::run_sheet::{RunSheet, RunSheetError};
use crate::text::{Seats, ShortText};
use crate::time::slot::LocalSlot;

/// Why a change can't be made. The names are keys of the translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GroupRule {
    /// No session with this number.
    #[error("unknown session")]
    UnknownSession,
    /// No seat with this number.
    #[error("unknown seat")]
    UnknownSeat,
    /// Fewer seats than the fewest to start with.
    #[error("more seats needed than there are")]
    SeatsCrossed,
    /// A seat that is ticked in a session would go.
    #[error("a seat in use can't be removed")]
    SeatInUse,
    /// More than sixteen sessions.
    #[error("too many sessions")]
    TooManySessions,
    /// Only the last session can be taken away, and only while it is as it was added.
    #[error("the session is in use")]
    SessionInUse,
    /// A series needs at least one session.
    #[error("no sessions")]
    NoSessions,
    /// Closing a session before its day.
    #[error("the session's day has not come")]
    NotYet,
    /// More came or stayed away than there are seats.
    #[error("more pupils than seats")]
    MorePupilsThanSeats,
    /// The run sheet of a cancelled session is closed until the session is set up again.
    #[error("the session is cancelled")]
    SessionCancelled,
    /// The programme has no session with this number.
    #[error("unknown session of the programme")]
    UnknownProgrammeSession,
    /// The group lies in the bin.
    #[error("the group is in the bin")]
    Binned,
    /// The group does not lie in the bin.
    #[error("the group is not in the bin")]
    NotBinned,
    /// The person leads the group already.
    #[error("leads the group already")]
    AlreadyLeader,
    /// The person does not lead the group.
    #[error("does not lead the group")]
    NotLeader,
    /// A group has somebody who leads it.
    #[error("the last leader can't be removed")]
    LastLeader,
    /// The one who is responsible hands that over before leaving.
    #[error("the one responsible can't be removed")]
    Responsible,
    /// More than four leaders.
    #[error("too many leaders")]
    TooManyLeaders,
    /// The step does not exist from here.
    #[error(transparent)]
    Transition(#[from] TransitionError),
    /// The run sheet can't be edited so.
    #[error(transparent)]
    RunSheet(#[from] RunSheetError),
}

impl GroupRule {
    /// The name on the wire, a key of the translations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownSession => "unknown_session",
            Self::UnknownSeat => "unknown_seat",
            Self::SeatsCrossed => "seats_crossed",
            Self::SeatInUse => "seat_in_use",
            Self::TooManySessions => "too_many_sessions",
            Self::SessionInUse => "session_in_use",
            Self::NoSessions => "no_sessions",
            Self::NotYet => "not_yet",
            Self::MorePupilsThanSeats => "more_pupils_than_seats",
            Self::Transition(_) => "no_such_step",
            Self::RunSheet(error) => error.name(),
            Self::SessionCancelled => "session_cancelled",
            Self::UnknownProgrammeSession => "unknown_programme_session",
            Self::Binned => "group_binned",
            Self::NotBinned => "group_not_binned",
            Self::AlreadyLeader => "already_leader",
            Self::NotLeader => "not_leader",
            Self::LastLeader => "last_leader",
            Self::Responsible => "responsible_leader",
            Self::TooManyLeaders => "too_many_leaders",
        }
    }

    /// The form field it belongs beside, where there is one.
    pub const fn field(self) -> Option<(&'static str, IssueCode)> {
        match self {
            Self::SeatsCrossed => Some((
                "seats_max",
                IssueCode::OutOfRange {
                    min: Seats::MIN as i64,
                    max: Seats::MAX as i64,
                },
            )),
            Self::NoSessions => Some(("sessions", IssueCode::Required)),
            Self::UnknownProgrammeSession => Some(("programme", IssueCode::UnknownChoice)),
            _ => None,
        }
    }
}

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
            let session = blank_session(number, session, state);
            let Some(from) = from else {
                return Ok(session);
            };
            let template = programme.and_then(|programme| programme.session(from));
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
        programme: programme.map(|programme| programme.id),
        leader,
        further_leaders: BTreeSet::new(),
        grades: BTreeMap::new(),
        sessions,
        binned: None,
        version: 1,
    })
}

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
        GroupCommand::EditHead { head } => edit_head(&mut next, head)?,
        GroupCommand::AddSession { session } => add_session(&mut next, session.clone())?,
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
        GroupCommand::SetGrade { seat, grade } => set_grade(&mut next, *seat, *grade)?,
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
        GroupCommand::TickSeat { number, seat, present } => tick(&mut next, *number, *seat, *present)?,
        GroupCommand::CloseSession { number, closing } => close(&mut next, *number, closing, today)?,
        GroupCommand::ReopenSession { number } => step(session_mut(&mut next, *number)?, SessionState::reopen)?,
        GroupCommand::RemoveSession { number } => remove_session(&mut next, *number)?,
        GroupCommand::AddLeader { person } => leaders::add(&mut next, *person)?,
        GroupCommand::RemoveLeader { person } => leaders::remove(&mut next, *person)?,
        GroupCommand::HandOver { person } => leaders::hand_over(&mut next, *person)?,
    }
    next.version += 1;
    Ok(next)
}

fn blank_session(number: u8, new: NewSession, state: SessionState) -> GroupSession {
    GroupSession {
        number,
        slot: new.slot,
        theme: new.theme,
        goal: ShortText::default(),
        state,
        run_sheet: RunSheet::default(),
        ticks: Default::default(),
        calendar: Default::default(),
    }
}

fn session_mut(group: &mut Group, number: u8) -> Result<&mut GroupSession, GroupRule> {
    group
        .sessions
        .iter_mut()
        .find(|session| session.number == number)
        .ok_or(GroupRule::UnknownSession)
}

fn step(
    session: &mut GroupSession,
    transition: impl FnOnce(SessionState) -> Result<SessionState, TransitionError>,
) -> Result<(), GroupRule> {
    session.state = transition(session.state.clone())?;
    Ok(())
}

fn edit_head(group: &mut Group, head: &HeadEdit) -> Result<(), GroupRule> {
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

fn add_session(group: &mut Group, session: NewSession) -> Result<(), GroupRule> {
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
    group.sessions.push(blank_session(number, session, state));
    Ok(())
}

fn remove_session(group: &mut Group, number: u8) -> Result<(), GroupRule> {
    let removed = group.session(number).ok_or(GroupRule::UnknownSession)?.clone();
    group.sessions.retain(|session| session.number != number);
    let mut again = group.clone();
    let new = NewSession {
        slot: removed.slot,
        theme: removed.theme.clone(),
    };
    add_session(&mut again, new)?;
    let as_added = again.session(number).map(|session| GroupSession {
        calendar: removed.calendar,
        ..session.clone()
    });
    if group.sessions.is_empty() || as_added != Some(removed) {
        return Err(GroupRule::SessionInUse);
    }
    Ok(())
}

fn is_draft(session: &GroupSession) -> bool {
    session.state == SessionState::Draft
}

fn move_session(session: &mut GroupSession, slot: LocalSlot) -> Result<(), GroupRule> {
    // A draft stays one; a confirmed session is to be confirmed anew.
    if !is_draft(session) {
        step(session, SessionState::plan)?;
    }
    session.slot = slot;
    Ok(())
}

fn set_grade(group: &mut Group, seat: u8, grade: Option<Grade>) -> Result<(), GroupRule> {
    if seat == 0 || seat > group.seats_max.get() {
        return Err(GroupRule::UnknownSeat);
    }
    match grade {
        Some(grade) => group.grades.insert(seat, grade),
        None => group.grades.remove(&seat),
    };
    Ok(())
}

fn tick(group: &mut Group, number: u8, seat: u8, present: Option<bool>) -> Result<(), GroupRule> {
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

fn close(group: &mut Group, number: u8, closing: &CloseSession, today: Date) -> Result<(), GroupRule> {
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

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use ulid::Ulid;

    use super::*;
    use crate::groups::plan::{Composition, Stage};
    use crate::groups::state::CancelReason;
    use crate::groups::state::Reflection;
    use crate::ids::{GroupId, UnitId};
    use crate::run_sheet::RunSheetEdit;
    use crate::text::{Headcount, Note, SessionMinutes, ShortText, Title, WorkMinutes};
    use crate::time::period::{Half, Semester};

    const SEATS: i64 = 10;

    fn slot(day: i8) -> LocalSlot {
        LocalSlot {
            date: date(2026, 9, day),
            start: time(12, 15, 0, 0),
            minutes: SessionMinutes::new(75).unwrap(),
        }
    }

    fn group() -> Group {
        let session = |day| SeriesSession {
            session: NewSession {
                slot: slot(day),
                theme: ShortText::default(),
            },
            from: None,
        };
        let new = NewGroup {
            id: GroupId::new(Ulid(1)),
            name: Title::parse("Jentegruppe høst").unwrap(),
            unit: UnitId::new(Ulid(2)),
            semester: Semester {
                year: 2026,
                half: Half::Autumn,
            },
            composition: Composition::Girls,
            seats_min: Seats::new(6).unwrap(),
            seats_max: Seats::new(SEATS).unwrap(),
            target: ShortText::default(),
            goal: Note::default(),
            room: ShortText::default(),
            co_leader: ShortText::default(),
            recruitment: Note::default(),
            budget: Note::default(),
            programme: None,
            draft: false,
            sessions: vec![session(8), session(1)],
        };
        create(&new, PersonId::new(Ulid(3)), None, None).unwrap()
    }

    fn closing(present: i64, absent: i64, reflection: &str) -> CloseSession {
        CloseSession {
            present: Headcount::new(present).unwrap(),
            absent: Headcount::new(absent).unwrap(),
            delivery_minutes: WorkMinutes::new(75).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
            reflection: Reflection {
                worked: Note::parse(reflection).unwrap(),
                ..Reflection::default()
            },
        }
    }

    fn done(group: &Group, command: GroupCommand) -> Result<Group, GroupRule> {
        apply(group, &command, date(2026, 9, 1))
    }

    #[test]
    fn sessions_are_numbered_by_date_whatever_order_they_came_in() {
        let dates: Vec<_> = group().sessions.iter().map(|s| (s.number, s.slot.date.day())).collect();
        assert_eq!(dates, [(1, 1), (2, 8)]);
    }

    #[test]
    fn moving_one_session_leaves_the_others() {
        let moved = done(
            &group(),
            GroupCommand::MoveSession {
                number: 2,
                slot: slot(9),
            },
        )
        .unwrap();
        assert_eq!(moved.sessions[0], group().sessions[0]);
        assert_eq!(moved.sessions[1].slot, slot(9));
        assert_eq!(moved.version, 2);
    }

    #[test]
    fn several_sessions_are_moved_together_or_not_at_all() {
        let to = |number, day| SessionMove {
            number,
            slot: slot(day),
        };
        let moved = done(
            &group(),
            GroupCommand::MoveSessions {
                moves: vec![to(1, 2), to(2, 9)],
            },
        )
        .unwrap();
        assert_eq!(
            moved.sessions.iter().map(|s| s.slot).collect::<Vec<_>>(),
            [slot(2), slot(9)]
        );
        let unknown = GroupCommand::MoveSessions {
            moves: vec![to(1, 2), to(3, 9)],
        };
        assert_eq!(done(&group(), unknown), Err(GroupRule::UnknownSession));
    }

    #[test]
    fn a_session_is_confirmed_postponed_and_planned_again() {
        let reason = CancelReason::Illness;
        let confirmed = done(&group(), GroupCommand::ConfirmSession { number: 1 }).unwrap();
        assert_eq!(confirmed.sessions[0].state, SessionState::Confirmed);
        let postponed = done(&confirmed, GroupCommand::PostponeSession { number: 1, reason }).unwrap();
        assert_eq!(postponed.sessions[0].state, SessionState::Postponed { reason });
        let planned = done(&postponed, GroupCommand::PlanSession { number: 1 }).unwrap();
        assert_eq!(planned.sessions[0].state, SessionState::Planned);
    }

    #[test]
    fn the_run_sheet_of_a_cancelled_session_is_closed() {
        let edit = GroupCommand::EditRunSheet {
            number: 1,
            edit: RunSheetEdit::Many { edits: Vec::new() },
        };
        assert!(done(&group(), edit.clone()).is_ok());
        let reason = CancelReason::Room;
        let cancelled = done(&group(), GroupCommand::CancelSession { number: 1, reason }).unwrap();
        assert_eq!(done(&cancelled, edit), Err(GroupRule::SessionCancelled));
    }

    #[test]
    fn a_session_is_closed_on_its_day_but_not_before() {
        let close = |number| GroupCommand::CloseSession {
            number,
            closing: closing(8, 2, ""),
        };
        assert_eq!(done(&group(), close(2)), Err(GroupRule::NotYet));
        let held = done(&group(), close(1)).unwrap();
        assert_eq!(held.sessions[0].state.name(), "held");
        assert_eq!(held.stage(), Stage::Running);
    }

    #[test]
    fn a_closing_with_a_reflection_is_evaluated_and_a_second_one_without_takes_it_away() {
        let close = |present, text: &str| GroupCommand::CloseSession {
            number: 1,
            closing: closing(present, 2, text),
        };
        let first = done(&group(), close(7, "Godt driv")).unwrap();
        let second = done(&first, close(8, "Rolig")).unwrap();
        assert_eq!(
            second.sessions[0].state.reflection().map(|one| one.worked.as_str()),
            Some("Rolig")
        );
        assert_eq!(second.sessions[0].state.held().map(|h| h.present.get()), Some(8));
    }

    #[test]
    fn a_reflection_can_be_taken_out_again() {
        let close = |text: &str| GroupCommand::CloseSession {
            number: 1,
            closing: closing(7, 2, text),
        };
        let first = done(&group(), close("Noe om en elev")).unwrap();
        let second = done(&first, close("")).unwrap();
        assert_eq!(second.sessions[0].state.reflection(), None);
        assert_eq!(second.sessions[0].state.name(), "held");
    }

    #[test]
    fn more_pupils_than_seats_are_refused() {
        let close = GroupCommand::CloseSession {
            number: 1,
            closing: closing(9, 2, ""),
        };
        assert_eq!(done(&group(), close), Err(GroupRule::MorePupilsThanSeats));
    }

    #[test]
    fn a_seat_that_does_not_exist_can_not_be_ticked_and_one_in_use_can_not_go() {
        let tick = |seat| GroupCommand::TickSeat {
            number: 1,
            seat,
            present: Some(true),
        };
        assert_eq!(done(&group(), tick(0)), Err(GroupRule::UnknownSeat));
        assert_eq!(done(&group(), tick(11)), Err(GroupRule::UnknownSeat));
        let ticked = done(&group(), tick(10)).unwrap();
        assert_eq!((ticked.sessions[0].present(), ticked.sessions[0].absent()), (1, 0));
        let fewer = HeadEdit {
            seats_max: Seats::new(9).unwrap(),
            ..HeadEdit::of(&ticked)
        };
        assert_eq!(
            done(&ticked, GroupCommand::EditHead { head: fewer }),
            Err(GroupRule::SeatInUse)
        );
    }

    #[test]
    fn nobody_is_ticked_in_a_cancelled_session() {
        let cancel = GroupCommand::CancelSession {
            number: 1,
            reason: CancelReason::Room,
        };
        let cancelled = done(&group(), cancel).unwrap();
        let tick = GroupCommand::TickSeat {
            number: 1,
            seat: 1,
            present: Some(true),
        };
        assert!(matches!(done(&cancelled, tick), Err(GroupRule::Transition(_))));
    }

    #[test]
    fn a_seat_gets_a_grade_and_one_that_has_a_grade_can_not_go() {
        let grade = |seat, grade| GroupCommand::SetGrade { seat, grade };
        assert_eq!(done(&group(), grade(11, Some(Grade::Vg1))), Err(GroupRule::UnknownSeat));
        let known = done(&group(), grade(10, Some(Grade::Vg1))).unwrap();
        assert_eq!(known.grades.get(&10), Some(&Grade::Vg1));
        assert!(done(&known, grade(10, None)).unwrap().grades.is_empty());
    }

    #[test]
    fn a_group_is_finished_when_nothing_lies_ahead() {
        let held = done(
            &group(),
            GroupCommand::CloseSession {
                number: 1,
                closing: closing(8, 2, ""),
            },
        )
        .unwrap();
        let cancel = GroupCommand::CancelSession {
            number: 2,
            reason: CancelReason::Illness,
        };
        let finished = done(&held, cancel).unwrap();
        assert_eq!(finished.stage(), Stage::Finished);
        assert_eq!(finished.planned_minutes(), 75);
    }

    #[test]
    fn a_group_saved_as_a_draft_is_moved_added_to_and_set_up() {
        let mut draft = group();
        for session in &mut draft.sessions {
            session.state = SessionState::Draft;
        }
        let moved = GroupCommand::MoveSession {
            number: 1,
            slot: draft.sessions[1].slot,
        };
        let added = GroupCommand::AddSession {
            session: NewSession {
                slot: slot(22),
                theme: ShortText::default(),
            },
        };
        let more = done(&done(&draft, moved).unwrap(), added).unwrap();
        assert!(more.sessions.iter().all(|session| session.state == SessionState::Draft));
        let tick = GroupCommand::CloseSession {
            number: 1,
            closing: closing(8, 2, ""),
        };
        assert!(done(&more, tick).is_err());
        let planned = done(&more, GroupCommand::PlanDrafts).unwrap();
        assert!(
            planned
                .sessions
                .iter()
                .all(|session| session.state == SessionState::Planned)
        );
        assert!(!planned.has_drafts());
    }

    #[test]
    fn the_last_session_is_taken_away_while_nothing_is_in_it() {
        let remove = |number| GroupCommand::RemoveSession { number };
        let fewer = done(&group(), remove(2)).unwrap();
        assert_eq!(fewer.sessions.len(), 1);
        assert_eq!(
            done(&fewer, remove(1)),
            Err(GroupRule::SessionInUse),
            "a group has a session"
        );
        assert_eq!(
            done(&group(), remove(1)),
            Err(GroupRule::SessionInUse),
            "the first of two"
        );
        let ticked = GroupCommand::TickSeat {
            number: 2,
            seat: 1,
            present: Some(true),
        };
        let used = done(&group(), ticked).unwrap();
        assert_eq!(done(&used, remove(2)), Err(GroupRule::SessionInUse));
    }

    #[test]
    fn a_session_closed_by_mistake_is_planned_again_and_keeps_its_ticks() {
        let ticked = GroupCommand::TickSeat {
            number: 1,
            seat: 1,
            present: Some(true),
        };
        let close = GroupCommand::CloseSession {
            number: 1,
            closing: closing(1, 0, "Godt driv"),
        };
        let held = done(&done(&group(), ticked).unwrap(), close).unwrap();
        let again = done(&held, GroupCommand::ReopenSession { number: 1 }).unwrap();
        assert_eq!(
            (again.sessions[0].state.name(), again.sessions[0].present()),
            ("planned", 1)
        );
    }

    #[test]
    fn a_seventeenth_session_is_refused() {
        let session = NewSession {
            slot: slot(20),
            theme: ShortText::default(),
        };
        let mut full = group();
        for _ in 2..MAX_SESSIONS {
            full = done(
                &full,
                GroupCommand::AddSession {
                    session: session.clone(),
                },
            )
            .unwrap();
        }
        assert_eq!(full.sessions.len(), 16);
        assert_eq!(
            done(&full, GroupCommand::AddSession { session }),
            Err(GroupRule::TooManySessions)
        );
    }
}
