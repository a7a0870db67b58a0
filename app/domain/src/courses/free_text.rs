//! Which fields of a course people write freely. Colleagues, speakers, rooms and hosts bear names; numbers and addresses of
//! persons are refused everywhere.

use super::command::{CopyEvent, EventCommand, NewEvent, PlanEdit};
use super::event::{CourseEvent, Lifecycle};
use super::registration::NewRegistration;
use crate::text_guard::{FreeText, FreeTexts};

impl FreeTexts for NewEvent {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            adviser: _,
            plan,
        } = self;
        of_plan(plan)
    }
}

impl FreeTexts for CopyEvent {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            id: _,
            source: _,
            first_day: _,
        } = self;
        Vec::new()
    }
}

impl FreeTexts for EventCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Edit { plan } => of_plan(plan),
            Self::Cancel { reason } => vec![FreeText::naming("reason", reason.as_str())],
            Self::AddTask { what, due: _ } => vec![FreeText::naming("what", what.as_str())],
            Self::Approve { side: _ }
            | Self::Publish
            | Self::Close
            | Self::Reopen
            | Self::TickTask { number: _, done: _ }
            | Self::RemoveTask { number: _ } => Vec::new(),
        }
    }
}

/// All that stands in a course.
impl FreeTexts for CourseEvent {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let mut texts = vec![
            FreeText::naming("title", self.title.as_str()),
            FreeText::naming("about", self.about.as_str()),
            FreeText::naming("programme", self.programme.as_str()),
            FreeText::naming("place", self.place.as_str()),
            FreeText::naming("access", self.access.as_str()),
            FreeText::naming("speakers", self.speakers.as_str()),
            FreeText::naming("host", self.host.as_str()),
        ];
        texts.extend(
            self.tasks
                .values()
                .map(|task| FreeText::naming("what", task.what.as_str())),
        );
        if let Lifecycle::Cancelled { reason } = &self.lifecycle {
            texts.push(FreeText::naming("reason", reason.as_str()));
        }
        texts
    }
}

/// What a participant writes besides who they are.
impl FreeTexts for NewRegistration {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        let Self {
            kind: _,
            contact: _,
            colleagues: _,
            seats: _,
            role: _,
            service: _,
            workplace,
            municipality: _,
            needs,
            question,
            leader: _,
            language: _,
        } = self;
        vec![
            FreeText::naming("workplace", workplace.as_str()),
            FreeText::naming("needs", needs.as_str()),
            FreeText::naming("question", question.as_str()),
        ]
    }
}

fn of_plan(plan: &PlanEdit) -> Vec<FreeText<'_>> {
    let PlanEdit {
        title,
        about,
        programme,
        themes: _,
        services: _,
        municipalities: _,
        format: _,
        place,
        access,
        video: _,
        parts: _,
        speakers,
        host,
        contact: _,
        contact_email: _,
        capacity: _,
        deadline: _,
        promotion: _,
        group_policy: _,
        asks_leader: _,
        minimum: _,
        quotas: _,
        language: _,
    } = plan;
    vec![
        FreeText::naming("title", title.as_str()),
        FreeText::naming("about", about.as_str()),
        FreeText::naming("programme", programme.as_str()),
        FreeText::naming("place", place.as_str()),
        FreeText::naming("access", access.as_str()),
        FreeText::naming("speakers", speakers.as_str()),
        FreeText::naming("host", host.as_str()),
    ]
}
