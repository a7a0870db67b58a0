//! Surveys as typed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::super::area::{Area, StaffGroup};
use super::super::survey::{MAX_DAYS, MAX_PRIORITIES, NewSurvey, Survey, SurveyCommand, SurveyPlan, too_few_invited};
use crate::ids::SurveyId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::marks::FEWEST;
use crate::outreach::{ticked, unit_of};
use crate::text::{Note, StaffCount};
use crate::time::length::ToLength as _;
use crate::time::slot::parse_date;

/// A survey as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SurveyForm {
    /// Unit id; of a new one alone.
    pub unit: String,
    /// Names of those ticked.
    pub audience: Vec<String>,
    /// How many are asked.
    pub invited: String,
    /// `YYYY-MM-DD`.
    pub closes_on: String,
}

impl SurveyForm {
    /// A survey as it would have been typed.
    pub fn of(survey: &Survey) -> Self {
        Self {
            unit: survey.unit.to_string(),
            audience: survey.audience.iter().map(|group| group.name().to_owned()).collect(),
            invited: survey.invited.to_string(),
            closes_on: survey.closes_on.to_string(),
        }
    }

    /// A survey that is opened today.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: SurveyId, today: Date) -> Result<NewSurvey, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let plan = self.plan(&mut issues, today, today);
        match (unit, plan) {
            (Some(unit), Some(plan)) if issues.is_empty() => Ok(NewSurvey { id, unit, plan }),
            _ => Err(issues.into_vec()),
        }
    }

    /// The command that changes a survey which was opened on a day.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self, opens_on: Date, today: Date) -> Result<SurveyCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        match self.plan(&mut issues, opens_on, today) {
            Some(plan) if issues.is_empty() => Ok(SurveyCommand::Edit { plan }),
            _ => Err(issues.into_vec()),
        }
    }

    fn plan(&self, issues: &mut Issues, opens_on: Date, today: Date) -> Option<SurveyPlan> {
        let audience = issues.keep("audience", ticked(&self.audience, StaffGroup::from_name));
        let invited = issues.keep("invited", parse_invited(&self.invited));
        let closes_on = issues.keep("closes_on", parse_date(&self.closes_on));
        if let Some(day) = closes_on {
            if day < today {
                issues.push("closes_on", IssueCode::Past);
            } else if day > opens_on.saturating_add(MAX_DAYS.days()) {
                issues.push("closes_on", IssueCode::TooFarAhead { days: MAX_DAYS });
            }
        }
        Some(SurveyPlan {
            audience: audience?,
            invited: invited?,
            closes_on: closes_on?,
        })
    }
}

fn parse_invited(typed: &str) -> Result<StaffCount, IssueCode> {
    match StaffCount::parse(typed) {
        Ok(few) if few.get() < FEWEST => Err(too_few_invited()),
        Err(IssueCode::OutOfRange { .. }) => Err(too_few_invited()),
        other => other,
    }
}

/// How many were asked, counted anew.
///
/// # Errors
/// The fault of the field `counted`.
pub fn parse_count(typed: &str) -> Result<SurveyCommand, Vec<Issue>> {
    match parse_invited(typed) {
        Ok(invited) => Ok(SurveyCommand::Count { invited }),
        Err(code) => Err(vec![Issue::new("counted", code)]),
    }
}

/// What the leaders said, as typed.
///
/// # Errors
/// The fault of the field `text`.
pub fn parse_interview(text: &str) -> Result<SurveyCommand, Vec<Issue>> {
    match Note::parse(text) {
        Ok(text) => Ok(SurveyCommand::Interview { text }),
        Err(code) => Err(vec![Issue::new("text", code)]),
    }
}

/// The needs that come first, by name in order; an empty one is left out.
///
/// # Errors
/// A fault of `priority[0]` and so on: an unknown one, or one that was chosen before.
pub fn parse_priorities(names: &[String]) -> Result<SurveyCommand, Vec<Issue>> {
    let mut issues = Issues::new();
    let mut areas: Vec<Area> = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let area = match Area::from_name(name) {
            None => Err(IssueCode::UnknownChoice),
            Some(area) if areas.contains(&area) => Err(IssueCode::AlreadyExists),
            Some(_) if at >= MAX_PRIORITIES => Err(IssueCode::MustBeEmpty),
            Some(area) => Ok(area),
        };
        areas.extend(issues.keep(format!("priority[{at}]"), area));
    }
    if issues.is_empty() {
        Ok(SurveyCommand::Prioritise { areas })
    } else {
        Err(issues.into_vec())
    }
}
