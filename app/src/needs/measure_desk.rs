//! A measure as the record of its page.

use domain::command::Envelope;
use domain::ids::MeasureId;
use domain::issue::Issue;
use domain::needs::form::parse_measure_reason;
use domain::needs::view::MeasureView;
use domain::needs::{MeasureCommand, MeasureStage, Reason};
use i18n::{Language, needs as text};
use ui::Choice;

use super::api::{change_measure, view_measure};
use super::words;
use crate::call_off::{CallOffWords, CanBeCalledOff};
use crate::desk::Record;
use crate::error::AppError;

/// The measure on the screen.
pub(super) type MeasureDesk = crate::desk::Desk<MeasureView>;

impl Record for MeasureView {
    type Id = MeasureId;
    type Command = MeasureCommand;

    fn id(&self) -> MeasureId {
        self.measure.id
    }

    fn version(&self) -> u64 {
        self.measure.version
    }

    fn load(id: MeasureId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_measure(id)
    }

    fn change(
        id: MeasureId,
        envelope: Envelope<MeasureCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_measure(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}

impl CanBeCalledOff for MeasureView {
    const WORDS: CallOffWords = CallOffWords {
        id: "cancel-reason",
        field: "reason",
        heading: text::cancel_heading,
        help: None,
        reason: text::cancel_reason,
        call_off: text::cancel,
        called_off: text::cancelled_now,
        restore: text::reopen,
        restored: text::reopened,
    };

    fn may_be_called_off(&self) -> bool {
        self.may_edit && self.measure.stage().is_open()
    }

    fn may_be_restored(&self) -> bool {
        self.may_edit && self.measure.stage() == MeasureStage::Cancelled
    }

    fn reasons(language: Language) -> Vec<Choice> {
        Reason::ALL
            .map(|reason| Choice::new(reason.name(), words::reason(language, reason)))
            .to_vec()
    }

    fn parse(reason: &str) -> Result<MeasureCommand, Vec<Issue>> {
        parse_measure_reason(reason)
    }

    fn restore() -> MeasureCommand {
        MeasureCommand::Reopen
    }
}
