//! A course as the record of its page.

use domain::command::Envelope;
use domain::courses::view::EventView;
use domain::courses::{EventCommand, Lifecycle};
use domain::ids::EventId;
use i18n::Language;
use leptos::prelude::*;

use super::api::{change_course, view_course};
use super::words;
use crate::checklist::HasChecklist;
use crate::desk::Record;
use crate::error::AppError;

/// The course on the screen.
pub(super) type Desk = crate::desk::Desk<EventView>;

impl Record for EventView {
    type Id = EventId;
    type Command = EventCommand;

    fn id(&self) -> EventId {
        self.event.id
    }

    fn version(&self) -> u64 {
        self.event.version
    }

    fn load(id: EventId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_course(id)
    }

    fn change(id: EventId, envelope: Envelope<EventCommand>) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_course(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}

impl HasChecklist for EventView {
    fn is_done(&self, number: u8) -> bool {
        self.event.tasks.get(&number).is_some_and(|task| task.done)
    }

    fn tick(number: u8, is_done: bool) -> EventCommand {
        EventCommand::TickTask { number, done: is_done }
    }

    fn take_away(number: u8) -> EventCommand {
        EventCommand::RemoveTask { number }
    }
}

impl Desk {
    /// Whether the reader may change the course and it is not cancelled.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(|view| view.may_edit && !matches!(view.event.lifecycle, Lifecycle::Cancelled { .. }))
    }
}
