//! What a person types into the forms of a delivery, and the one way it becomes a command: all faults at once, each beside its
//! field.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::command::{DeliveryCommand, DeliveryPlan, NewDelivery, Taken};
use super::delivery::{CallOff, Closing, Delivery};
use crate::evaluations::{Counts, Question, Smiley, Tally};
use crate::ids::{DeliveryId, ModuleId};
use crate::issue::{Issue, IssueCode, Issues};
use crate::outreach::unit_of;
use crate::text::{Headcount, LessonMinutes, Note, OccasionMinutes, ShortText, WorkMinutes};
use crate::time::slot::{LocalSlot, Occasion, parse_date, parse_time};

/// The most answers of one kind: more pupils than any class has.
const MAX_COUNT: i64 = 80;

/// The plan of a delivery as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanForm {
    /// Unit id; of a new one alone.
    pub unit: String,
    /// Why there, where the unit is neither own nor nearby; of a new one alone.
    pub reason: String,
    /// Which class.
    pub class: String,
    /// What the teacher does.
    pub teacher: String,
    /// Where in the house.
    pub place: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// Clock time.
    pub start: String,
    /// How long, in minutes.
    pub minutes: String,
    /// What is done in another way.
    pub adaptation: String,
}

impl PlanForm {
    /// The plan of a delivery as it would have been typed.
    pub fn of(delivery: &Delivery) -> Self {
        let clock = |time: Time| time.strftime("%H:%M").to_string();
        Self {
            unit: delivery.unit.to_string(),
            reason: delivery.reason.to_string(),
            class: delivery.class.to_string(),
            teacher: delivery.teacher.to_string(),
            place: delivery.place.to_string(),
            date: delivery.slot.date.to_string(),
            start: clock(delivery.slot.start),
            minutes: delivery.slot.minutes.to_string(),
            adaptation: delivery.adaptation.to_string(),
        }
    }

    /// The command that changes the plan.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_edit(&self) -> Result<DeliveryCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        match self.plan(&mut issues) {
            Some(plan) if issues.is_empty() => Ok(DeliveryCommand::Edit { plan }),
            _ => Err(issues.into_vec()),
        }
    }

    /// A new delivery; `is_elsewhere` says that the unit is neither own nor nearby, which needs a reason.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse_new(&self, id: DeliveryId, module: ModuleId, is_elsewhere: bool) -> Result<NewDelivery, Vec<Issue>> {
        let mut issues = Issues::new();
        let unit = issues.keep("unit", unit_of(&self.unit));
        let reason = if is_elsewhere {
            issues.keep("reason", given(&self.reason))
        } else {
            Some(ShortText::default())
        };
        let plan = self.plan(&mut issues);
        match (unit, reason, plan) {
            (Some(unit), Some(reason), Some(plan)) if issues.is_empty() => Ok(NewDelivery {
                id,
                module,
                unit,
                reason,
                plan,
            }),
            _ => Err(issues.into_vec()),
        }
    }

    /// When it is, if that can be read: for what is looked up while one types.
    pub fn slot(&self) -> Option<Occasion> {
        self.time(&mut Issues::new())
    }

    fn plan(&self, issues: &mut Issues) -> Option<DeliveryPlan> {
        let class = issues.keep("class", given(&self.class));
        let slot = self.time(issues);
        let place = issues.keep("place", ShortText::parse(&self.place));
        let teacher = issues.keep("teacher", ShortText::parse(&self.teacher));
        let adaptation = issues.keep("adaptation", Note::parse(&self.adaptation));
        Some(DeliveryPlan {
            class: class?,
            teacher: teacher?,
            place: place?,
            slot: slot?,
            adaptation: adaptation?,
        })
    }

    fn time(&self, issues: &mut Issues) -> Option<Occasion> {
        let date = issues.keep("date", parse_date(&self.date));
        let start = issues.keep("start", parse_time(&self.start));
        let minutes = issues.keep("minutes", lesson(&self.minutes));
        Some(LocalSlot {
            date: date?,
            start: start?,
            minutes: minutes?,
        })
    }
}

fn given(text: &str) -> Result<ShortText, IssueCode> {
    ShortText::parse(text).and_then(|text| match text.as_str() {
        "" => Err(IssueCode::Required),
        _ => Ok(text),
    })
}

fn lesson(text: &str) -> Result<OccasionMinutes, IssueCode> {
    OccasionMinutes::new(LessonMinutes::parse(text)?.into())
}

/// The closing as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CloseForm {
    /// How many pupils were there.
    pub present: String,
    /// How many got in touch afterwards; nothing typed is none.
    pub contacts: String,
    /// What was learnt.
    pub learnt: String,
    /// Time with the class, in minutes.
    pub delivery_minutes: String,
    /// Preparation and follow-up work, in minutes.
    pub preparation_minutes: String,
}

impl CloseForm {
    /// What stands in the form at first: what was said before, or what was planned.
    pub fn of(delivery: &Delivery) -> Self {
        match delivery.closing() {
            Some(closing) => Self {
                present: closing.present.to_string(),
                contacts: closing.contacts.to_string(),
                learnt: closing.learnt.to_string(),
                delivery_minutes: closing.delivery_minutes.to_string(),
                preparation_minutes: closing.preparation_minutes.to_string(),
            },
            None => Self {
                delivery_minutes: delivery.slot.minutes.to_string(),
                preparation_minutes: "30".to_owned(),
                ..Self::default()
            },
        }
    }

    /// The command that closes it.
    ///
    /// # Errors
    /// Every fault found.
    pub fn parse(&self, taken: Vec<Taken>) -> Result<DeliveryCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let present = issues.keep("present", Headcount::parse(&self.present));
        let contacts = issues.keep("contacts", Headcount::parse(or_none(&self.contacts)));
        let learnt = issues.keep("learnt", Note::parse(&self.learnt));
        let delivery = issues.keep("delivery_minutes", WorkMinutes::parse(&self.delivery_minutes));
        let preparation = issues.keep("preparation_minutes", WorkMinutes::parse(&self.preparation_minutes));
        let closing = || {
            Some(Closing {
                present: present?,
                contacts: contacts?,
                learnt: learnt?,
                delivery_minutes: delivery?,
                preparation_minutes: preparation?,
            })
        };
        match closing() {
            Some(closing) => Ok(DeliveryCommand::Close { closing, taken }),
            None => Err(issues.into_vec()),
        }
    }
}

/// Nothing typed is none.
fn or_none(text: &str) -> &str {
    match text.trim() {
        "" => "0",
        typed => typed,
    }
}

/// What the pupils answered, as counted: how often each smiley was chosen, question by question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CountForm {
    /// For each question, in order, the counts from no to yes.
    pub counts: [[String; 3]; 3],
}

impl CountForm {
    /// The name of the field for a question and a smiley.
    pub fn field(question: Question, smiley: Smiley) -> String {
        format!("{}_{}", question.name(), smiley.name())
    }

    /// What stands in the form at first.
    pub fn of(answers: Option<Tally>) -> Self {
        let count = |question, smiley| {
            answers
                .map(|tally: Tally| tally.of(question).of(smiley).to_string())
                .unwrap_or_default()
        };
        Self {
            counts: Question::ALL.map(|question| Smiley::ALL.map(|smiley| count(question, smiley))),
        }
    }

    /// The command that keeps the count. Every pupil answers all three questions, so their sums agree.
    ///
    /// # Errors
    /// Every fault found; sums that differ are told beside the question that differs from the first.
    pub fn parse(&self) -> Result<DeliveryCommand, Vec<Issue>> {
        let mut issues = Issues::new();
        let mut of_questions = Vec::new();
        for (question, row) in Question::ALL.into_iter().zip(&self.counts) {
            let mut counts = [0u8; 3];
            for ((smiley, typed), count) in Smiley::ALL.into_iter().zip(row).zip(&mut counts) {
                *count = issues
                    .keep(Self::field(question, smiley), whole(typed))
                    .unwrap_or_default();
            }
            of_questions.push(counts);
        }
        if !issues.is_empty() {
            return Err(issues.into_vec());
        }
        let sum = |counts: &[u8; 3]| counts.iter().map(|count| u32::from(*count)).sum::<u32>();
        let first = of_questions.first().map(sum).unwrap_or_default();
        for (question, counts) in Question::ALL.into_iter().zip(&of_questions).skip(1) {
            if sum(counts) != first {
                issues.push(Self::field(question, Smiley::Sad), IssueCode::DoesNotAddUp);
            }
        }
        let [safe, useful, recommend] = [0, 1, 2].map(|at| of_questions.get(at).copied().unwrap_or_default());
        let of = |[sad, neutral, happy]: [u8; 3]| Counts::new(sad, neutral, happy);
        match Tally::counted(of(safe), of(useful), of(recommend)) {
            Some(answers) if issues.is_empty() => Ok(DeliveryCommand::Count { answers }),
            Some(_) => Err(issues.into_vec()),
            None if issues.is_empty() => Err(vec![Issue::new(
                Self::field(Question::Safe, Smiley::Sad),
                IssueCode::OutOfRange { min: 0, max: MAX_COUNT },
            )]),
            None => Err(issues.into_vec()),
        }
    }
}

/// A count as typed; nothing is none.
fn whole(text: &str) -> Result<u8, IssueCode> {
    let range = IssueCode::OutOfRange { min: 0, max: MAX_COUNT };
    let count: i64 = or_none(text).parse().map_err(|_| IssueCode::NotANumber)?;
    if !(0..=MAX_COUNT).contains(&count) {
        return Err(range);
    }
    u8::try_from(count).map_err(|_| range)
}

/// Why it is cancelled, as chosen.
///
/// # Errors
/// `UnknownChoice` beside `reason`.
pub fn parse_reason(reason: &str) -> Result<DeliveryCommand, Vec<Issue>> {
    CallOff::from_name(reason)
        .map(|reason| DeliveryCommand::Cancel { reason })
        .ok_or_else(|| vec![Issue::new("call_off", IssueCode::UnknownChoice)])
}
