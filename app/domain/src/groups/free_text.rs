//! Which fields of a group people write freely. What tells of the work with pupils is asked for names; a room and a
//! co-leader, who is a colleague and may be named (domain brief, 2.1), are not.

use super::command::{CloseSession, GroupCommand, HeadEdit, NewGroup, NewSession, SeriesSession};
use super::plan::{Group, GroupSession};
use super::state::Reflection;
use crate::text::{Note, ShortText, Title};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewGroup {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            name,
            unit: _,
            semester: _,
            composition: _,
            seats_min: _,
            seats_max: _,
            target,
            goal,
            room,
            co_leader,
            recruitment,
            budget,
            programme: _,
            draft: _,
            again: _,
            sessions,
        } = self;
        let mut texts = head(&Head {
            name,
            target,
            goal,
            room,
            co_leader,
            recruitment,
            budget,
        });
        for (row, planned) in sessions.iter().enumerate() {
            let SeriesSession {
                session: NewSession { slot: _, theme },
                from: _,
            } = planned;
            texts.push(FreeText::asked(format!("sessions[{row}].theme"), theme.as_str()));
        }
        texts
    }
}

impl FreeTexts for GroupCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::EditHead { head: edit } => {
                let HeadEdit {
                    name,
                    composition: _,
                    seats_min: _,
                    seats_max: _,
                    target,
                    goal,
                    room,
                    co_leader,
                    recruitment,
                    budget,
                } = edit;
                head(&Head {
                    name,
                    target,
                    goal,
                    room,
                    co_leader,
                    recruitment,
                    budget,
                })
            }
            Self::AddSession {
                session: NewSession { slot: _, theme },
            }
            | Self::SetTheme { number: _, theme } => vec![FreeText::asked("theme", theme.as_str())],
            Self::SetGoal { number: _, goal } => vec![FreeText::asked("goal", goal.as_str())],
            Self::EditRunSheet { number: _, edit } => edit.free_texts(),
            Self::CommentBlock {
                number: _,
                id: _,
                block: _,
                by: _,
                text,
            } => vec![FreeText::asked("text", text.as_str())],
            Self::CloseSession { number: _, closing } => {
                let CloseSession {
                    present: _,
                    absent: _,
                    delivery_minutes: _,
                    preparation_minutes: _,
                    reflection,
                } = closing;
                self::reflection(reflection).to_vec()
            }
            Self::MoveSession { number: _, slot: _ }
            | Self::MoveSessions { moves: _ }
            | Self::ConfirmSession { number: _ }
            | Self::PostponeSession { number: _, reason: _ }
            | Self::DraftSession { number: _ }
            | Self::PlanDrafts
            | Self::ReopenSession { number: _ }
            | Self::RemoveSession { number: _ }
            | Self::PlanSession { number: _ }
            | Self::CancelSession { number: _, reason: _ }
            | Self::RestoreSession { number: _ }
            | Self::SetGrade { seat: _, grade: _ }
            | Self::ResolveComment {
                number: _,
                id: _,
                resolved: _,
            }
            | Self::AddLeader { person: _ }
            | Self::RemoveLeader { person: _ }
            | Self::HandOver { person: _ }
            | Self::TickSeat {
                number: _,
                seat: _,
                present: _,
            } => Vec::new(),
        }
    }
}

/// All that stands in a group: a word that stands there already needs no second confirmation.
impl FreeTexts for Group {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let mut texts = head(&Head {
            name: &self.name,
            target: &self.target,
            goal: &self.goal,
            room: &self.room,
            co_leader: &self.co_leader,
            recruitment: &self.recruitment,
            budget: &self.budget,
        });
        texts.extend(self.sessions.iter().flat_map(session));
        texts
    }
}

fn session(session: &GroupSession) -> Vec<FreeText<'_>> {
    let mut texts = vec![
        FreeText::asked("theme", session.theme.as_str()),
        FreeText::asked("goal", session.goal.as_str()),
    ];
    texts.extend(session.run_sheet.free_texts());
    let comments = session.comments.iter();
    texts.extend(comments.map(|comment| FreeText::asked("text", comment.text.as_str())));
    texts.extend(session.state.reflection().into_iter().flat_map(reflection));
    texts
}

fn reflection(reflection: &Reflection) -> [FreeText<'_>; 2] {
    let Reflection {
        worked,
        next_time,
        follow_up: _,
    } = reflection;
    [
        FreeText::asked("worked", worked.as_str()),
        FreeText::asked("next_time", next_time.as_str()),
    ]
}

/// The texts of a head.
struct Head<'a> {
    name: &'a Title,
    target: &'a ShortText,
    goal: &'a Note,
    room: &'a ShortText,
    co_leader: &'a ShortText,
    recruitment: &'a Note,
    budget: &'a Note,
}

fn head<'a>(head: &Head<'a>) -> Vec<FreeText<'a>> {
    vec![
        FreeText::asked("name", head.name.as_str()),
        FreeText::asked("target", head.target.as_str()),
        FreeText::asked("goal", head.goal.as_str()),
        FreeText::naming("room", head.room.as_str()),
        FreeText::naming("co_leader", head.co_leader.as_str()),
        FreeText::asked("recruitment", head.recruitment.as_str()),
        FreeText::asked("budget", head.budget.as_str()),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::groups::testing::group_on;
    use crate::issue::{Issue, IssueCode};
    use crate::text::{Headcount, WorkMinutes};
    use crate::text_guard::{Confirmed, FindingKind, check, confirmed_names};

    fn closing(reflection: &str) -> GroupCommand {
        GroupCommand::CloseSession {
            number: 3,
            closing: CloseSession {
                present: Headcount::new(8).unwrap(),
                absent: Headcount::new(2).unwrap(),
                delivery_minutes: WorkMinutes::new(75).unwrap(),
                preparation_minutes: WorkMinutes::new(30).unwrap(),
                reflection: Reflection {
                    worked: Note::parse(reflection).unwrap(),
                    ..Reflection::default()
                },
            },
        }
    }

    #[test]
    fn a_name_in_a_reflection_is_asked_and_a_telephone_refused() {
        let none = Confirmed::default();
        assert_eq!(
            check(&closing("Fatima gråt"), &none),
            [Issue::new("worked", IssueCode::MayBeAName { start: 0, end: 6 })]
        );
        let fatima: Confirmed = ["Fatima"].into_iter().collect();
        assert_eq!(check(&closing("Fatima gråt"), &fatima), []);
        let phone = IssueCode::IdentifiesAPerson {
            what: FindingKind::Phone,
            start: 12,
            end: 22,
        };
        assert_eq!(
            check(&closing("Fatima ring 912 34 567"), &none),
            [Issue::new("worked", phone)]
        );
    }

    #[test]
    fn a_colleague_may_be_named_but_not_telephoned() {
        let theme = |theme: &str| GroupCommand::SetTheme {
            number: 1,
            theme: ShortText::parse(theme).unwrap(),
        };
        assert_eq!(check(&theme("Samtale om ære"), &Confirmed::default()), []);
        let group = Group {
            room: ShortText::parse("Rom Galdhøpiggen").unwrap(),
            co_leader: ShortText::parse("Kari Nordli, 912 34 567").unwrap(),
            ..group_on(&[date(2026, 9, 1)])
        };
        let faults = check(&group, &Confirmed::default());
        assert_eq!(
            faults.iter().map(|issue| issue.field.as_str()).collect::<Vec<_>>(),
            ["co_leader"]
        );
    }

    #[test]
    fn what_passed_by_confirmation_is_told_by_place_and_not_by_word() {
        let confirmed: Confirmed = ["Fatima", "Ali"].into_iter().collect();
        let told = confirmed_names(&closing("Vi så at Fatima gråt"), &confirmed, &Confirmed::default());
        let json = serde_json::to_string(&told).unwrap();
        assert_eq!(json, r#"[{"field":"worked","start":10,"end":16}]"#);
        let standing = ["Fatima"].into_iter().collect();
        assert_eq!(
            confirmed_names(&closing("Vi så at Fatima gråt"), &confirmed, &standing),
            []
        );
    }
}
