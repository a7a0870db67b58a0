//! Drafts and steps as typed.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::change::WhatIfCommand;
use super::step::{Step, StepKind};
use crate::coverage::{Kind, Period};
use crate::ids::WhatIfId;
use crate::issue::{Issue, IssueCode, Issues};
use crate::text::{Headcount, MeasureCount, Percent, Title, WorkMinutes};
use crate::time::slot::parse_date;

/// A new draft.
///
/// # Errors
/// Every fault found, beside `name` and `period`.
pub fn parse_new(id: WhatIfId, name: &str, period: &str) -> Result<WhatIfCommand, Vec<Issue>> {
    let mut issues = Issues::new();
    let name = issues.keep("name", Title::parse(name));
    let period: Option<Period> = issues.keep("period", period.parse());
    match (name, period) {
        (Some(name), Some(period)) => Ok(WhatIfCommand::Create { id, name, period }),
        _ => Err(issues.into_vec()),
    }
}

/// A step as typed; which fields are read depends on its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StepForm {
    /// A [`StepKind`].
    pub kind: String,
    /// Which placement.
    pub placement: String,
    /// Whose; empty for a vacant position.
    pub person: String,
    /// Where, or where to.
    pub unit: String,
    /// Per cent of a full position.
    pub percent: String,
    /// A day.
    pub on: String,
    /// A kind of measure.
    pub measure: String,
    /// How many.
    pub number: String,
    /// Minutes for pupils, of each; empty for none.
    pub pupils: String,
    /// Minutes for the competence of staff, of each; empty for none.
    pub competence: String,
    /// Staff who are reached; empty for none.
    pub staff: String,
}

impl StepForm {
    /// The step.
    ///
    /// # Errors
    /// Every fault found, beside its field.
    pub fn parse(&self) -> Result<Step, Vec<Issue>> {
        let mut issues = Issues::new();
        let kind = StepKind::from_name(&self.kind).ok_or(IssueCode::Required);
        let step = match issues.keep("kind", kind) {
            None => None,
            Some(StepKind::Move) => self.moved(&mut issues),
            Some(StepKind::End) => self.ended(&mut issues),
            Some(StepKind::Add) => self.added(&mut issues),
            Some(StepKind::Measure) => self.planned(&mut issues),
        };
        match step {
            Some(step) if issues.is_empty() => Ok(step),
            _ => Err(issues.into_vec()),
        }
    }

    fn moved(&self, issues: &mut Issues) -> Option<Step> {
        let placement = issues.keep("placement", chosen(&self.placement));
        let unit = issues.keep("unit", chosen(&self.unit));
        let percent = issues.keep("percent", Percent::parse(&self.percent));
        let on = issues.keep("on", parse_date(&self.on));
        Some(Step::Move {
            placement: placement?,
            unit: unit?,
            percent: percent?,
            on: on?,
        })
    }

    fn ended(&self, issues: &mut Issues) -> Option<Step> {
        let placement = issues.keep("placement", chosen(&self.placement));
        let on = issues.keep("on", parse_date(&self.on));
        Some(Step::End {
            placement: placement?,
            on: on?,
        })
    }

    fn added(&self, issues: &mut Issues) -> Option<Step> {
        let person = match self.person.trim() {
            "" => Some(None),
            typed => issues.keep("person", chosen(typed)).map(Some),
        };
        let unit = issues.keep("unit", chosen(&self.unit));
        let percent = issues.keep("percent", Percent::parse(&self.percent));
        let on = issues.keep("on", parse_date(&self.on));
        Some(Step::Add {
            person: person?,
            unit: unit?,
            percent: percent?,
            on: on?,
        })
    }

    fn planned(&self, issues: &mut Issues) -> Option<Step> {
        let measure = match self.measure.trim() {
            "" => Err(IssueCode::Required),
            name => Kind::from_name(name).ok_or(IssueCode::UnknownChoice),
        };
        let measure = issues.keep("measure", measure);
        let unit = issues.keep("unit", chosen(&self.unit));
        let on = issues.keep("on", parse_date(&self.on));
        let number = issues.keep("number", MeasureCount::parse(&self.number));
        let pupils = issues.keep("pupils", WorkMinutes::parse(or_none(&self.pupils)));
        let competence = issues.keep("competence", WorkMinutes::parse(or_none(&self.competence)));
        let staff = issues.keep("staff", Headcount::parse(or_none(&self.staff)));
        Some(Step::Measure {
            measure: measure?,
            unit: unit?,
            on: on?,
            number: number?,
            pupils: pupils?,
            competence: competence?,
            staff: staff?,
        })
    }
}

fn chosen<T: FromStr>(typed: &str) -> Result<T, IssueCode> {
    match typed.trim() {
        "" => Err(IssueCode::Required),
        typed => typed.parse().map_err(|_| IssueCode::UnknownChoice),
    }
}

fn or_none(typed: &str) -> &str {
    if typed.trim().is_empty() { "0" } else { typed }
}
