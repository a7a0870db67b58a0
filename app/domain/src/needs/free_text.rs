//! Which fields of surveys and measures people write freely. Nothing in them is about a pupil.

use super::measure::{Closing, Effect, Measure, MeasureCommand, MeasurePlan, Need, NewMeasure, Outcome};
use super::survey::{NewSurvey, Survey, SurveyCommand};
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewSurvey {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            unit: _,
            plan: _,
        } = self;
        Vec::new()
    }
}

impl FreeTexts for SurveyCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Interview { text } => vec![FreeText::asked("text", text.as_str())],
            Self::Edit { plan: _ } | Self::Close | Self::Count { invited: _ } | Self::Prioritise { areas: _ } => {
                Vec::new()
            }
        }
    }
}

/// All that stands in a survey: a word that stands there already needs no second confirmation.
impl FreeTexts for Survey {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            code: _,
            unit: _,
            owner: _,
            by: _,
            question_set: _,
            audience: _,
            invited: _,
            opens_on: _,
            closes_on: _,
            closed_on: _,
            interview,
            priorities: _,
            version: _,
        } = self;
        vec![FreeText::asked("text", interview.as_str())]
    }
}

impl FreeTexts for NewMeasure {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self { id: _, unit: _, plan } = self;
        of_plan(plan)
    }
}

impl FreeTexts for MeasureCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { plan } => of_plan(plan),
            Self::Close {
                closing,
                staff: _,
                follow_up_on: _,
            } => vec![of_closing(closing)],
            Self::FollowUp { text } => vec![FreeText::asked("effect", text.as_str())],
            Self::Cancel { reason: _ } | Self::Reopen => Vec::new(),
        }
    }
}

/// All that stands in a measure.
impl FreeTexts for Measure {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            unit: _,
            owner: _,
            adviser: _,
            plan,
            outcome,
            calendar: _,
            version: _,
        } = self;
        let mut texts = of_plan(plan);
        match outcome {
            Outcome::Held { closing, effect } => {
                texts.push(of_closing(closing));
                if let Some(Effect { on: _, text }) = effect {
                    texts.push(FreeText::asked("effect", text.as_str()));
                }
            }
            Outcome::Ahead | Outcome::Cancelled { reason: _ } => {}
        }
        texts
    }
}

fn of_plan(plan: &MeasurePlan) -> Vec<FreeText<'_>> {
    let MeasurePlan {
        title,
        goal,
        areas: _,
        need,
        groups: _,
        staff: _,
        level: _,
        format: _,
        place,
        materials,
        parts: _,
        follow_up_on: _,
    } = plan;
    let mut texts = vec![
        FreeText::asked("title", title.as_str()),
        FreeText::asked("goal", goal.as_str()),
        FreeText::naming("place", place.as_str()),
        FreeText::naming("materials", materials.as_str()),
    ];
    match need {
        Need::Other { reason } => texts.push(FreeText::asked("reason", reason.as_str())),
        Need::Surveyed { survey: _, area: _ } => {}
    }
    texts
}

fn of_closing(closing: &Closing) -> FreeText<'_> {
    let Closing {
        present: _,
        delivery_minutes: _,
        preparation_minutes: _,
        evaluation,
    } = closing;
    FreeText::asked("evaluation", evaluation.as_str())
}
