//! The way back from a change of a group as a whole: commands like any other. A run sheet's edits have their own way
//! ([`crate::run_sheet::invert`]).

use super::command::{GroupCommand, HeadEdit, NewSession, SessionMove};
use super::plan::{Group, GroupSession};
use super::state::SessionState;

/// The commands that take a change back, computed from the group before it; none for a run sheet's, which has another way.
pub fn undo(before: &Group, command: &GroupCommand) -> Vec<GroupCommand> {
    let session = |number: &u8| before.session(*number);
    match command {
        GroupCommand::EditHead { .. } => vec![GroupCommand::EditHead {
            head: HeadEdit::of(before),
        }],
        GroupCommand::MoveSession { number, .. } => session(number)
            .map(|session| moved_back(&[session]))
            .unwrap_or_default(),
        GroupCommand::MoveSessions { moves } => {
            let sessions: Vec<_> = moves.iter().filter_map(|moved| session(&moved.number)).collect();
            moved_back(&sessions)
        }
        GroupCommand::SetTheme { number, .. } => session(number)
            .map(|session| GroupCommand::SetTheme {
                number: *number,
                theme: session.theme.clone(),
            })
            .into_iter()
            .collect(),
        GroupCommand::SetGoal { number, .. } => session(number)
            .map(|session| GroupCommand::SetGoal {
                number: *number,
                goal: session.goal.clone(),
            })
            .into_iter()
            .collect(),
        GroupCommand::SetGrade { seat, .. } => vec![GroupCommand::SetGrade {
            seat: *seat,
            grade: before.grades.get(seat).copied(),
        }],
        GroupCommand::TickSeat { number, seat, .. } => session(number)
            .map(|session| GroupCommand::TickSeat {
                number: *number,
                seat: *seat,
                present: session.ticks.get(seat).copied(),
            })
            .into_iter()
            .collect(),
        GroupCommand::CancelSession { number, .. } => {
            let restored = GroupCommand::RestoreSession { number: *number };
            session(number)
                .map(|session| planned_and(restored, session))
                .unwrap_or_default()
        }
        GroupCommand::RestoreSession { number }
        | GroupCommand::ConfirmSession { number }
        | GroupCommand::PostponeSession { number, .. }
        | GroupCommand::DraftSession { number }
        | GroupCommand::PlanSession { number } => {
            let planned = GroupCommand::PlanSession { number: *number };
            session(number)
                .map(|session| planned_and(planned, session))
                .unwrap_or_default()
        }
        GroupCommand::PlanDrafts => before.sessions.iter().filter_map(stood).filter(is_draft).collect(),
        GroupCommand::AddSession { .. } => vec![GroupCommand::RemoveSession {
            number: before.last_number() + 1,
        }],
        GroupCommand::RemoveSession { number } => session(number)
            .map(|session| GroupCommand::AddSession {
                session: NewSession {
                    slot: session.slot,
                    theme: session.theme.clone(),
                },
            })
            .into_iter()
            .collect(),
        GroupCommand::CloseSession { number, .. } => {
            let reopened = GroupCommand::ReopenSession { number: *number };
            session(number)
                .map(|session| planned_and(reopened, session))
                .unwrap_or_default()
        }
        GroupCommand::ReopenSession { number } => session(number).and_then(stood).into_iter().collect(),
        GroupCommand::AddLeader { person } => vec![GroupCommand::RemoveLeader { person: *person }],
        GroupCommand::RemoveLeader { person } => vec![GroupCommand::AddLeader { person: *person }],
        GroupCommand::HandOver { .. } => vec![GroupCommand::HandOver { person: before.leader }],
        GroupCommand::ResolveComment { number, id, resolved } => vec![GroupCommand::ResolveComment {
            number: *number,
            id: *id,
            resolved: !resolved,
        }],
        // What was said is answered or dealt with, not unsaid.
        GroupCommand::EditRunSheet { .. } | GroupCommand::CommentBlock { .. } => Vec::new(),
    }
}

fn moved_back(sessions: &[&GroupSession]) -> Vec<GroupCommand> {
    let moves = sessions.iter().map(|session| SessionMove {
        number: session.number,
        slot: session.slot,
    });
    let mut back = vec![GroupCommand::MoveSessions { moves: moves.collect() }];
    back.extend(sessions.iter().filter_map(|session| stood(session)));
    back
}

fn planned_and(planned: GroupCommand, session: &GroupSession) -> Vec<GroupCommand> {
    [planned].into_iter().chain(stood(session)).collect()
}

/// From planned to where the session stood.
fn stood(session: &GroupSession) -> Option<GroupCommand> {
    let number = session.number;
    match &session.state {
        SessionState::Draft => Some(GroupCommand::DraftSession { number }),
        SessionState::Planned => None,
        SessionState::Confirmed => Some(GroupCommand::ConfirmSession { number }),
        SessionState::Postponed { reason } => Some(GroupCommand::PostponeSession {
            number,
            reason: *reason,
        }),
        SessionState::Cancelled { reason } => Some(GroupCommand::CancelSession {
            number,
            reason: *reason,
        }),
        SessionState::Held { .. } | SessionState::Evaluated { .. } => session
            .closing()
            .map(|closing| GroupCommand::CloseSession { number, closing }),
    }
}

fn is_draft(command: &GroupCommand) -> bool {
    matches!(command, GroupCommand::DraftSession { .. })
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::*;
    use crate::groups::apply::apply;
    use crate::groups::command::CloseSession;
    use crate::groups::plan::Grade;
    use crate::groups::state::{CancelReason, Reflection};
    use crate::groups::testing::group_on;
    use crate::text::{Headcount, Note, ShortText, Title, WorkMinutes};
    use crate::time::slot::LocalSlot;

    const TODAY: Date = date(2026, 9, 1);

    fn commands() -> impl Strategy<Value = GroupCommand> {
        let reason = CancelReason::Test;
        let slot = |day: i8| LocalSlot {
            date: date(2026, 10, day),
            ..group_on(&[TODAY]).sessions[0].slot
        };
        prop_oneof![
            (1u8..=3, 1i8..28).prop_map(move |(number, day)| GroupCommand::MoveSession {
                number,
                slot: slot(day)
            }),
            (1i8..14, 14i8..28).prop_map(move |(one, other)| GroupCommand::MoveSessions {
                moves: vec![
                    SessionMove {
                        number: 1,
                        slot: slot(one)
                    },
                    SessionMove {
                        number: 3,
                        slot: slot(other)
                    },
                ],
            }),
            (1u8..=3).prop_map(|number| GroupCommand::ConfirmSession { number }),
            (1u8..=3).prop_map(move |number| GroupCommand::PostponeSession { number, reason }),
            (1u8..=3).prop_map(|number| GroupCommand::DraftSession { number }),
            Just(GroupCommand::PlanDrafts),
            (1u8..=3).prop_map(|number| GroupCommand::PlanSession { number }),
            (1i8..28).prop_map(move |day| GroupCommand::AddSession {
                session: NewSession {
                    slot: slot(day),
                    theme: ShortText::default(),
                },
            }),
            (3u8..=6).prop_map(|number| GroupCommand::RemoveSession { number }),
            (1u8..=2, 0i64..=8, "[a-z]{0,3}").prop_map(|(number, present, worked)| GroupCommand::CloseSession {
                number,
                closing: CloseSession {
                    present: Headcount::new(present).unwrap(),
                    absent: Headcount::new(2).unwrap(),
                    delivery_minutes: WorkMinutes::new(75).unwrap(),
                    preparation_minutes: WorkMinutes::new(30).unwrap(),
                    reflection: Reflection {
                        worked: Note::parse(&worked).unwrap(),
                        ..Reflection::default()
                    },
                },
            }),
            (1u8..=2).prop_map(|number| GroupCommand::ReopenSession { number }),
            (1u8..=3).prop_map(move |number| GroupCommand::CancelSession { number, reason }),
            (1u8..=3).prop_map(|number| GroupCommand::RestoreSession { number }),
            (1u8..=3, "[a-z]{0,5}").prop_map(|(number, theme)| GroupCommand::SetTheme {
                number,
                theme: ShortText::parse(&theme).unwrap(),
            }),
            (1u8..=3, "[a-z]{0,5}").prop_map(|(number, goal)| GroupCommand::SetGoal {
                number,
                goal: ShortText::parse(&goal).unwrap(),
            }),
            (
                1u8..=10,
                proptest::option::of(proptest::sample::select(Grade::ALL.to_vec()))
            )
                .prop_map(|(seat, grade)| GroupCommand::SetGrade { seat, grade }),
            (1u8..=3, 1u8..=10, proptest::option::of(any::<bool>()))
                .prop_map(|(number, seat, present)| GroupCommand::TickSeat { number, seat, present }),
            (0u8..3, 1u128..6).prop_map(|(kind, id)| {
                let person = crate::ids::PersonId::new(ulid::Ulid(id));
                match kind {
                    0 => GroupCommand::AddLeader { person },
                    1 => GroupCommand::RemoveLeader { person },
                    _ => GroupCommand::HandOver { person },
                }
            }),
            "[a-z]{1,5}".prop_map(|name| GroupCommand::EditHead {
                head: HeadEdit {
                    name: Title::parse(&name).unwrap(),
                    ..HeadEdit::of(&group_on(&[TODAY]))
                },
            }),
        ]
    }

    proptest! {
        #[test]
        fn every_change_of_a_group_is_undone_to_what_it_was(
            earlier in proptest::collection::vec(commands(), 0..12), command in commands(),
        ) {
            let start = group_on(&[date(2026, 8, 25), date(2026, 9, 1), date(2026, 9, 15)]);
            let before = earlier
                .iter()
                .fold(start, |group, command| apply(&group, command, TODAY).unwrap_or(group));
            if let Ok(after) = apply(&before, &command, TODAY) {
                let back = undo(&before, &command);
                prop_assert!(!back.is_empty() || after.sessions == before.sessions);
                let mut undone = back.iter().fold(after, |group, command| apply(&group, command, TODAY).unwrap());
                undone.version = before.version;
                prop_assert_eq!(undone, before);
            }
        }
    }
}
