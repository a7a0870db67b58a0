//! Writing, reviewing and publishing.

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::ids::ProposalId;
use domain::issue::IssueCode;
use domain::nora::view::ProposalView;
use domain::nora::{self, NewProposal, Proposal, ProposalCommand, ProposalRule, apply};
use domain::text_guard::{Confirmed, confirmed_names, names_in};
use store::nora::{self as rows, PROPOSAL};
use store::{StoreError, Tx};

use super::{reviewed_by, view, visible};
use crate::once::once;
use crate::{Ctx, ServiceError};

/// Proposes something.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid`; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewProposal>) -> Result<ProposalId, ServiceError> {
    let actor = ctx.signed_in()?;
    ctx.authorise(Action::WriteProposal, &Subject::of(actor.person))?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let proposal = nora::create(new, actor.person, ctx.today());
        let mut tx = Tx::new();
        rows::create(&mut tx, &proposal);
        tx.audit(
            ctx.audit(actor, "propose_to_nora", PROPOSAL, proposal.id.to_string())
                .after(&proposal)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, proposal.id))
    })
    .await
    .map_err(|error| match error {
        // The id is made with the command: only a mistake in the client takes one twice.
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("title", IssueCode::AlreadyExists),
        other => other,
    })
}

/// Changes a proposal by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for what the actor may not do with it; `Stale` when it is no longer the
/// edition that the actor saw; `Rule`; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: ProposalId,
    envelope: Envelope<ProposalCommand>,
) -> Result<ProposalView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewProposal)?;
    let command = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let before = visible(ctx, actor, id).await?;
        // First: what is needed depends on where it stands, and one who was let through a moment ago is told that it moved.
        if !command.is_remark() && envelope.expected_version != Some(before.edition) {
            return Err(ServiceError::Stale);
        }
        ctx.authorise(needed(actor, command, &before)?, &before.subject())?;
        let after = apply(&before, command, actor.person, ctx.today()).map_err(ruled)?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &after, before.version);
        let standing = names_in(&before).into_iter().collect();
        tx.audit(
            ctx.audit(actor, command.name(), PROPOSAL, id.to_string())
                .before(&before)
                .after(&after)
                .confirmed(&confirmed_names(command, &envelope.confirmed, &standing)),
        );
        Ok((tx, ()))
    })
    .await?;
    view(ctx, id).await
}

/// What the access table is asked for a command.
fn needed(actor: &Actor, command: &ProposalCommand, proposal: &Proposal) -> Result<Action, ServiceError> {
    match command {
        ProposalCommand::Edit { .. }
        | ProposalCommand::Begin { .. }
        | ProposalCommand::Submit { .. }
        | ProposalCommand::TakeBack => Ok(Action::WriteProposal),
        ProposalCommand::Revise if proposal.author == actor.person => Ok(Action::WriteProposal),
        ProposalCommand::Revise | ProposalCommand::Publish { .. } | ProposalCommand::Unpublish => Ok(Action::EditNora),
        ProposalCommand::Pass { .. } | ProposalCommand::Return { .. } => {
            reviewed_by(proposal.step).ok_or_else(|| ruled(ProposalRule::WrongStep))
        }
        ProposalCommand::Comment { .. } | ProposalCommand::Resolve { .. } => Ok(Action::ViewProposal),
    }
}

fn ruled(rule: ProposalRule) -> ServiceError {
    match rule {
        ProposalRule::InTheFuture => ServiceError::field("on", IssueCode::AfterToday),
        other => ServiceError::Rule(other.name()),
    }
}
