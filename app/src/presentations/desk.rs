//! A presentation as the record of its page.

use domain::command::Envelope;
use domain::ids::PresentationId;
use domain::presentations::PresentationCommand;
use domain::presentations::view::PresentationView;
use i18n::Language;
use leptos::prelude::*;

use super::api::{change_presentation, view_presentation};
use super::words;
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

impl Desk {
    /// Whether the person may change the presentation and it is still to be held.
    pub(super) fn can_plan(self) -> Memo<bool> {
        self.part(|view| view.may_edit && view.presentation.stage().is_open())
    }
}
