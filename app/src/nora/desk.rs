//! A proposal as the record of its page.

use domain::command::Envelope;
use domain::ids::ProposalId;
use domain::nora::ProposalCommand;
use domain::nora::view::ProposalView;
use i18n::Language;

use super::api::{change_proposal, view_proposal};
use super::words;
use crate::desk::Record;
use crate::error::AppError;

/// The proposal on the screen.
pub(super) type Desk = crate::desk::Desk<ProposalView>;

impl Record for ProposalView {
    type Id = ProposalId;
    type Command = ProposalCommand;

    fn id(&self) -> ProposalId {
        self.proposal.id
    }

    /// What is said beside a text changes nothing in it, so a change is made on an edition.
    #[expect(
        clippy::misnamed_getters,
        reason = "a remark doesn't stand in the way of whoever writes"
    )]
    fn version(&self) -> u64 {
        self.proposal.edition
    }

    fn load(id: ProposalId) -> impl Future<Output = Result<Self, AppError>> + 'static {
        view_proposal(id)
    }

    fn change(
        id: ProposalId,
        envelope: Envelope<ProposalCommand>,
    ) -> impl Future<Output = Result<Self, AppError>> + 'static {
        change_proposal(id, envelope)
    }

    fn rule(language: Language, name: &str) -> Option<&'static str> {
        words::rule(language, name)
    }
}
