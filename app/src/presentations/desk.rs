//! A presentation as the record of its page.

use domain::command::Envelope;
use domain::ids::PresentationId;
use domain::issue::Issue;
use domain::presentations::form::parse_reason;
use domain::presentations::view::PresentationView;
use domain::presentations::{CancelReason, PresentationCommand, Stage};
use i18n::{Language, presentations as text};
use leptos::prelude::*;
use ui::Choice;

use super::api::{change_presentation, view_presentation};
use super::words;
use crate::call_off::{CallOffWords, CanBeCalledOff};
use crate::checklist::HasChecklist;
use crate::desk::Record;
use crate::error::AppError;

/// The presentation on the screen.
pub(super) type Desk = crate::desk::Desk<PresentationView>;

impl Record for PresentationView {
    type Id = PresentationId;
    type Command = PresentationCommand;

    fn id(&self) -> PresentationId {
        self.presentation.id
    }

    fn version(&self) -> u64 {
        self.presentation.version
    }

    fn load(id: PresentationId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_presentation(id)
    }

    fn change(
        id: PresentationId,
        envelope: Envelope<PresentationCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_presentation(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}

impl CanBeCalledOff for PresentationView {
    const WORDS: CallOffWords = CallOffWords {
        id: "reason",
        field: "reason",
        heading: text::cancel_heading,
        help: Some(text::cancel_help),
        reason: text::reason,
        call_off: text::cancel,
        called_off: text::cancelled,
        restore: text::restore,
        restored: text::restored,
    };

    fn may_be_called_off(&self) -> bool {
        self.may_edit && self.presentation.stage().is_open()
    }

    fn may_be_restored(&self) -> bool {
        self.may_edit && self.presentation.stage() == Stage::Cancelled
    }

    fn reasons(language: Language) -> Vec<Choice> {
        CancelReason::ALL
            .map(|reason| Choice::new(reason.name(), words::reason(language, reason)))
            .to_vec()
    }

    fn parse(reason: &str) -> Result<PresentationCommand, Vec<Issue>> {
        parse_reason(reason)
    }

    fn restore() -> PresentationCommand {
        PresentationCommand::Restore
    }
}

impl HasChecklist for PresentationView {
    fn is_done(&self, number: u8) -> bool {
        self.presentation.tasks.get(&number).is_some_and(|task| task.done)
    }

    fn tick(number: u8, is_done: bool) -> PresentationCommand {
        PresentationCommand::TickTask { number, done: is_done }
    }

    fn take_away(number: u8) -> PresentationCommand {
        PresentationCommand::RemoveTask { number }
    }
}

impl Desk {
    /// Whether the person may change the presentation and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(PresentationView::may_be_called_off)
    }
}
