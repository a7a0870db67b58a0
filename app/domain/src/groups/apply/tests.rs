use jiff::civil::{date, time};
use ulid::Ulid;

use super::*;
use crate::groups::command::{CloseSession, NewGroup, NewSession, SeriesSession};
use crate::groups::plan::{Composition, Grade, Stage};
use crate::groups::series::MAX_SESSIONS;
use crate::groups::state::{CancelReason, Reflection};
use crate::ids::{GroupId, PersonId, UnitId};
use crate::run_sheet::RunSheetEdit;
use crate::text::{Headcount, Note, Seats, SessionMinutes, ShortText, Title, WorkMinutes};
use crate::time::period::{Half, Semester};
use crate::time::slot::LocalSlot;

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
        again: None,
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
