//! A routine as the record of its page.

use domain::command::Envelope;
use domain::routines::view::RoutineView;
use domain::routines::{RoutineCommand, RoutineRef};
use i18n::Language;

use super::api::{change_routine, view_routine};
use super::words;
use crate::desk::Record;
use crate::error::AppError;

/// The routine on the screen.
pub(super) type Desk = crate::desk::Desk<RoutineView>;

impl Record for RoutineView {
    type Id = RoutineRef;
    type Command = RoutineCommand;

    fn id(&self) -> RoutineRef {
        self.at
    }

    /// Nought while there is none.
    fn version(&self) -> u64 {
        self.routine.as_ref().map_or(0, |routine| routine.version)
    }

    fn load(id: RoutineRef) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_routine(id)
    }

    fn change(
        id: RoutineRef,
        envelope: Envelope<RoutineCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_routine(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}
