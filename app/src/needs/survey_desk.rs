//! A survey as the record of its page.

use domain::command::Envelope;
use domain::ids::SurveyId;
use domain::needs::SurveyCommand;
use domain::needs::view::SurveyView;
use i18n::Language;

use super::api::{change_survey, view_survey};
use super::words;
use crate::desk::Record;
use crate::error::AppError;

/// The survey on the screen.
pub(super) type SurveyDesk = crate::desk::Desk<SurveyView>;

impl Record for SurveyView {
    type Id = SurveyId;
    type Command = SurveyCommand;

    fn id(&self) -> SurveyId {
        self.survey.id
    }

    fn version(&self) -> u64 {
        self.survey.version
    }

    fn load(id: SurveyId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_survey(id)
    }

    fn change(
        id: SurveyId,
        envelope: Envelope<SurveyCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_survey(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}
