//! An agreement as the record of its page.

use domain::agreements::AgreementCommand;
use domain::agreements::view::AgreementView;
use domain::command::Envelope;
use domain::ids::AgreementId;
use i18n::Language;

use super::api::{change_agreement, view_agreement};
use super::words;
use crate::desk::Record;
use crate::error::AppError;

/// The agreement on the screen.
pub(super) type AgreementDesk = crate::desk::Desk<AgreementView>;

impl Record for AgreementView {
    type Id = AgreementId;
    type Command = AgreementCommand;

    fn id(&self) -> AgreementId {
        self.agreement.id
    }

    fn version(&self) -> u64 {
        self.agreement.version
    }

    fn load(id: AgreementId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_agreement(id)
    }

    fn change(
        id: AgreementId,
        envelope: Envelope<AgreementCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_agreement(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}
