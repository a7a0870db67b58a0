//! What a person types into the planner's forms, and the one way it becomes a command: all faults at once, each beside
//! its field.

use serde::{Deserialize, Serialize};

use super::command::{CloseSession, HeadEdit, NewGroup, NewSession, SeriesSession};
use super::plan::{Composition, Group};
use super::series::{MAX_SESSIONS, SeriesEnd, SeriesRule};
use super::state::Reflection;
use crate::ids::{GroupId, ProgrammeId, UnitId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{Headcount, Note, Seats, SessionMinutes, ShortText, Title, WorkMinutes};
use crate::time::period::Semester;
use crate::time::slot::{LocalSlot, parse_date, parse_time};

/// Before the id of an earlier group, in place of a programme: its themes, goals and run sheets come along.
pub const FROM_GROUP: &str = "group:";
/// Before the id of an earlier group, in place of a programme: its themes alone.
pub const THEMES_OF: &str = "themes:";

/// The head of a group as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HeadForm {
    /// A neutral name.
    pub name: String,
    /// Unit id.
    pub unit: String,
    /// `2026-autumn`.
    pub semester: String,
    /// `girls`, `boys` or `mixed`.
    pub composition: String,
    /// Fewest pupils to start with.
    pub seats_min: String,
    /// Number of seats.
    pub seats_max: String,
    /// Which pupils.
    pub target: String,
    /// What the pupils should get from it.
    pub goal: String,
    /// Where in the house.
    pub room: String,
    /// Co-leader by role.
    pub co_leader: String,
    /// How pupils hear of it.
    pub recruitment: String,
    /// Food, outings and who pays.
    pub budget: String,
    /// The programme's id, [`FROM_GROUP`] or [`THEMES_OF`] before the id of an earlier group, or nothing.
    pub programme: String,
}

impl HeadForm {
    /// The head of a group as it would have been typed.
    pub fn of(group: &Group) -> Self {
        Self {
            name: group.name.to_string(),
            unit: group.unit.to_string(),
            semester: group.semester.to_string(),
            composition: group.composition.name().to_owned(),
            seats_min: group.seats_min.to_string(),
            seats_max: group.seats_max.to_string(),
            target: group.target.to_string(),
            goal: group.goal.to_string(),
            room: group.room.to_string(),
            co_leader: group.co_leader.to_string(),
            recruitment: group.recruitment.to_string(),
            budget: group.budget.to_string(),
            programme: group.programme.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// The head as a command's content.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<HeadEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        match (self.head(&mut issues), issues.is_empty()) {
            (Some(head), true) => Ok(head),
            _ => Err(issues.into_vec()),
        }
    }

    /// A new group with the sessions chosen.
    ///
    /// # Errors
    /// Every fault found, those of the sessions included.
    pub fn parse_new(&self, id: GroupId, sessions: &[SessionForm]) -> Result<NewGroup, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit: Option<UnitId> = issues.keep("unit", choice(&self.unit));
        let semester: Option<Semester> = issues.keep("semester", choice(&self.semester));
        let (programme, again): (Option<Option<ProgrammeId>>, Option<GroupId>) = match self.programme.as_str() {
            "" => (Some(None), None),
            typed if typed.starts_with(THEMES_OF) => (Some(None), None),
            typed => match typed.strip_prefix(FROM_GROUP) {
                Some(earlier) => match issues.keep("programme", choice(earlier)) {
                    Some(earlier) => (Some(None), Some(earlier)),
                    None => (None, None),
                },
                None => (issues.keep("programme", choice(typed).map(Some)), None),
            },
        };
        let head = self.head(&mut issues);
        if sessions.is_empty() {
            issues.push("sessions", IssueCode::Required);
        }
        if sessions.len() > usize::from(MAX_SESSIONS) {
            issues.push(
                "sessions",
                IssueCode::OutOfRange {
                    min: 1,
                    max: i64::from(MAX_SESSIONS),
                },
            );
        }
        let planned: Vec<_> = sessions
            .iter()
            .enumerate()
            .filter_map(|(row, form)| {
                let session = form.parse_into(&format!("sessions[{row}]."), &mut issues)?;
                let has_content = programme.flatten().is_some() || again.is_some();
                let from = form.from.filter(|_| has_content);
                Some(SeriesSession { session, from })
            })
            .collect();
        match (unit, semester, head, programme) {
            (Some(unit), Some(semester), Some(head), Some(programme)) if issues.is_empty() => Ok(NewGroup {
                id,
                name: head.name,
                unit,
                semester,
                composition: head.composition,
                seats_min: head.seats_min,
                seats_max: head.seats_max,
                target: head.target,
                goal: head.goal,
                room: head.room,
                co_leader: head.co_leader,
                recruitment: head.recruitment,
                budget: head.budget,
                programme,
                again,
                draft: false,
                sessions: planned,
            }),
            _ => Err(issues.into_vec()),
        }
    }

    fn head(&self, issues: &mut Issues) -> Option<HeadEdit> {
        let name = issues.keep("name", Title::parse(&self.name));
        let composition = issues.keep(
            "composition",
            Composition::ALL
                .into_iter()
                .find(|kind| kind.name() == self.composition)
                .ok_or(IssueCode::UnknownChoice),
        );
        let seats_min = issues.keep("seats_min", Seats::parse(&self.seats_min));
        let seats_max = issues.keep("seats_max", Seats::parse(&self.seats_max));
        if let (Some(min), Some(max)) = (seats_min, seats_max)
            && min > max
        {
            issues.push(
                "seats_max",
                IssueCode::OutOfRange {
                    min: i64::from(min),
                    max: i64::from(Seats::MAX),
                },
            );
        }
        let target = issues.keep("target", ShortText::parse(&self.target));
        let goal = issues.keep("goal", Note::parse(&self.goal));
        let room = issues.keep("room", ShortText::parse(&self.room));
        let co_leader = issues.keep("co_leader", ShortText::parse(&self.co_leader));
        let recruitment = issues.keep("recruitment", Note::parse(&self.recruitment));
        let budget = issues.keep("budget", Note::parse(&self.budget));
        Some(HeadEdit {
            name: name?,
            composition: composition?,
            seats_min: seats_min?,
            seats_max: seats_max?,
            target: target?,
            goal: goal?,
            room: room?,
            co_leader: co_leader?,
            recruitment: recruitment?,
            budget: budget?,
        })
    }
}

/// One session as typed: in the preview before saving, and when it is moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionForm {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// `HH:MM`, or as people type it.
    pub start: String,
    /// Length in minutes.
    pub minutes: String,
    /// What it is about.
    pub theme: String,
    /// The session of the programme that it is planned from.
    pub from: Option<u8>,
}

impl SessionForm {
    /// A session as a command's content.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<NewSession, Vec<Issue>> {
        let mut issues = Issues::new();
        self.parse_into("", &mut issues).ok_or_else(|| issues.into_vec())
    }

    fn parse_into(&self, prefix: &str, issues: &mut Issues) -> Option<NewSession> {
        let date = issues.keep(format!("{prefix}date"), parse_date(&self.date));
        let start = issues.keep(format!("{prefix}start"), parse_time(&self.start));
        let minutes = issues.keep(format!("{prefix}minutes"), SessionMinutes::parse(&self.minutes));
        let theme = issues.keep(format!("{prefix}theme"), ShortText::parse(&self.theme));
        Some(NewSession {
            slot: LocalSlot {
                date: date?,
                start: start?,
                minutes: minutes?,
            },
            theme: theme?,
        })
    }
}

/// The rule of a series as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeriesForm {
    /// `YYYY-MM-DD`.
    pub first: String,
    /// Clock time.
    pub start: String,
    /// Length in minutes.
    pub minutes: String,
    /// 1 for every week.
    pub every_weeks: String,
    /// How many sessions.
    pub count: String,
    /// Or until this date; empty when `count` decides.
    pub until: String,
}

impl SeriesForm {
    /// The rule; the weekday is that of the first date.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self) -> Result<SeriesRule, Vec<Issue>> {
        let mut issues = Issues::new();
        let first = issues.keep("first", parse_date(&self.first));
        let start = issues.keep("start", parse_time(&self.start));
        let minutes = issues.keep("minutes", SessionMinutes::parse(&self.minutes));
        let every_weeks = issues.keep("every_weeks", small(&self.every_weeks, 1, 8));
        let end = if self.until.trim().is_empty() {
            issues
                .keep("count", small(&self.count, 1, MAX_SESSIONS))
                .map(SeriesEnd::Count)
        } else {
            issues.keep("until", parse_date(&self.until)).map(SeriesEnd::Until)
        };
        if let (Some(first), Some(SeriesEnd::Until(last))) = (first, end)
            && last < first
        {
            issues.push("until", IssueCode::EndBeforeStart);
        }
        match (first, start, minutes, every_weeks, end) {
            (Some(first), Some(start), Some(minutes), Some(every_weeks), Some(end)) if issues.is_empty() => {
                let weekday = first.weekday().to_monday_one_offset();
                Ok(SeriesRule {
                    first,
                    weekday,
                    start,
                    minutes,
                    every_weeks,
                    end,
                })
            }
            _ => Err(issues.into_vec()),
        }
    }
}

/// The closing of a session as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CloseForm {
    /// Pupils who were there.
    pub present: String,
    /// Pupils who were expected and were not.
    pub absent: String,
    /// Time with the group, in minutes.
    pub delivery_minutes: String,
    /// Preparation and follow-up work, in minutes.
    pub preparation_minutes: String,
    /// What worked; no names.
    pub worked: String,
    /// What to do in another way next time.
    pub next_time: String,
    /// Whether something needs following up.
    pub follow_up: bool,
}

impl CloseForm {
    /// The closing as a command's content.
    ///
    /// # Errors
    /// Every fault found; more pupils than `seats` is one.
    pub fn parse(&self, seats: Seats) -> Result<CloseSession, Vec<Issue>> {
        let mut issues = Issues::new();
        let present = issues.keep("present", Headcount::parse(&self.present));
        let absent = issues.keep("absent", Headcount::parse(&self.absent));
        if let (Some(present), Some(absent)) = (present, absent) {
            let left = i64::from(seats) - i64::from(absent);
            if i64::from(present) > left {
                issues.push(
                    "present",
                    IssueCode::OutOfRange {
                        min: 0,
                        max: left.max(0),
                    },
                );
            }
        }
        let delivery = issues.keep("delivery_minutes", WorkMinutes::parse(&self.delivery_minutes));
        let preparation = issues.keep("preparation_minutes", WorkMinutes::parse(&self.preparation_minutes));
        let worked = issues.keep("worked", Note::parse(&self.worked));
        let next_time = issues.keep("next_time", Note::parse(&self.next_time));
        let closing = || {
            Some(CloseSession {
                present: present?,
                absent: absent?,
                delivery_minutes: delivery?,
                preparation_minutes: preparation?,
                reflection: Reflection {
                    worked: worked?,
                    next_time: next_time?,
                    follow_up: self.follow_up,
                },
            })
        };
        match closing() {
            Some(closing) if issues.is_empty() => Ok(closing),
            _ => Err(issues.into_vec()),
        }
    }
}

fn choice<T: std::str::FromStr>(text: &str) -> Result<T, IssueCode> {
    if text.trim().is_empty() {
        return Err(IssueCode::Required);
    }
    text.trim().parse().map_err(|_| IssueCode::UnknownChoice)
}

fn small(text: &str, min: u8, max: u8) -> Result<u8, IssueCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(IssueCode::Required);
    }
    let number: i64 = text.parse().map_err(|_| IssueCode::NotANumber)?;
    let range = IssueCode::OutOfRange {
        min: i64::from(min),
        max: i64::from(max),
    };
    u8::try_from(number)
        .ok()
        .filter(|n| (min..=max).contains(n))
        .ok_or(range)
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    fn head() -> HeadForm {
        HeadForm {
            name: "Jentegruppe høst".into(),
            unit: UnitId::new(Ulid(1)).to_string(),
            semester: "2026-autumn".into(),
            composition: "girls".into(),
            seats_min: "6".into(),
            seats_max: "10".into(),
            ..HeadForm::default()
        }
    }

    #[test]
    fn all_faults_are_found_at_once_and_named_by_field() {
        let form = HeadForm {
            name: " ".into(),
            seats_min: "-1".into(),
            semester: "høst".into(),
            ..head()
        };
        let session = SessionForm {
            date: "2026-02-30".into(),
            start: "12:15".into(),
            minutes: "75".into(),
            ..SessionForm::default()
        };
        let fields: Vec<String> = form
            .parse_new(GroupId::new(Ulid(2)), &[session])
            .unwrap_err()
            .into_iter()
            .map(|issue| issue.field)
            .collect();
        assert_eq!(fields, ["semester", "name", "seats_min", "sessions[0].date"]);
    }

    #[test]
    fn fewer_seats_than_the_fewest_is_said_beside_the_number_of_seats() {
        let form = HeadForm {
            seats_max: "4".into(),
            ..head()
        };
        assert_eq!(
            form.parse_edit().unwrap_err(),
            [Issue::new("seats_max", IssueCode::OutOfRange { min: 6, max: 15 })]
        );
    }

    #[test]
    fn a_text_of_ten_thousand_characters_is_too_long_and_not_cut() {
        let form = HeadForm {
            goal: "å".repeat(10_000),
            ..head()
        };
        assert_eq!(
            form.parse_edit().unwrap_err(),
            [Issue::new("goal", IssueCode::TooLong { max: 2000 })]
        );
    }

    #[test]
    fn a_series_that_ends_before_it_starts_is_refused() {
        let form = SeriesForm {
            first: "2026-09-01".into(),
            start: "1215".into(),
            minutes: "75".into(),
            every_weeks: "1".into(),
            until: "2026-08-31".into(),
            ..SeriesForm::default()
        };
        assert_eq!(
            form.parse().unwrap_err(),
            [Issue::new("until", IssueCode::EndBeforeStart)]
        );
    }

    #[test]
    fn more_pupils_than_seats_is_said_beside_the_number() {
        let form = CloseForm {
            present: "9".into(),
            absent: "2".into(),
            delivery_minutes: "75".into(),
            preparation_minutes: "30".into(),
            ..CloseForm::default()
        };
        let seats = Seats::new(10).unwrap();
        assert_eq!(
            form.parse(seats).unwrap_err(),
            [Issue::new("present", IssueCode::OutOfRange { min: 0, max: 8 })]
        );
    }
}
