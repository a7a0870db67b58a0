//! A measure as the record of its page.

use domain::command::Envelope;
use domain::ids::MeasureId;
use domain::needs::MeasureCommand;
use domain::needs::view::MeasureView;
use i18n::Language;

use super::api::{change_measure, view_measure};
use super::words;
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
