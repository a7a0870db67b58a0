//! Proposals for the portal Nora: written, reviewed step by step, published (O8).

mod change;
mod list;
mod markdown;

use domain::access::{Action, Actor, Subject, may};
use domain::ids::ProposalId;
use domain::nora::markdown::Block;
use domain::nora::view::{ProposalRights, ProposalView};
use domain::nora::{Proposal, Step, Turn};
use domain::text::LongText;
use store::nora as rows;

use crate::{Ctx, ServiceError, people};

pub use change::{change, create};
pub use list::{mine, of_module, overview, queue};

/// One proposal. Somebody else's is seen by those who see everybody's, once it was sent to review.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: ProposalId) -> Result<ProposalView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewProposal)?;
    let proposal = visible(ctx, actor, id).await?;
    let said = proposal.comments.iter().map(|comment| comment.by);
    let settled = proposal.comments.iter().filter_map(|comment| comment.resolved);
    let who = proposal
        .history
        .iter()
        .map(|taken| taken.by)
        .chain(said)
        .chain(settled.map(|resolved| resolved.by))
        .chain([proposal.author]);
    let names = people::names(ctx, who).await?;
    Ok(ProposalView {
        text: markdown::read(proposal.content.body.as_str()),
        names: names.into_iter().collect(),
        reader: actor.person,
        rights: rights(actor, &proposal),
        today: ctx.today(),
        proposal,
    })
}

/// A text as it will be drawn, while it is being written.
///
/// # Errors
/// As [`Ctx::authorise`].
pub fn preview(ctx: &Ctx, text: &LongText) -> Result<Vec<Block>, ServiceError> {
    let actor = ctx.signed_in()?;
    ctx.authorise(Action::WriteProposal, &Subject::of(actor.person))?;
    Ok(markdown::read(text.as_str()))
}

async fn visible(ctx: &Ctx, actor: &Actor, id: ProposalId) -> Result<Proposal, ServiceError> {
    let proposal = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if is_seen(actor, &proposal) {
        Ok(proposal)
    } else {
        Err(ServiceError::NotFound)
    }
}

fn is_seen(actor: &Actor, proposal: &Proposal) -> bool {
    let is_own = proposal.author == actor.person;
    (is_own || proposal.was_submitted()) && may(actor, Action::ViewProposal, &proposal.subject())
}

/// Who takes it on from a step, by the access table.
const fn reviewed_by(step: Step) -> Option<Action> {
    match step {
        Step::Professional => Some(Action::ReviewProposal),
        Step::Language | Step::Approved => Some(Action::EditNora),
        Step::Legal => Some(Action::ReviewProposalLegally),
        Step::Idea | Step::Draft | Step::Published | Step::Revised | Step::Unpublished => None,
    }
}

fn is_reviewer(actor: &Actor, proposal: &Proposal) -> bool {
    reviewed_by(proposal.step).is_some_and(|action| may(actor, action, &proposal.subject()))
}

fn rights(actor: &Actor, proposal: &Proposal) -> ProposalRights {
    let writes = may(actor, Action::WriteProposal, &proposal.subject());
    let edits = may(actor, Action::EditNora, &proposal.subject());
    let is_own = proposal.author == actor.person;
    let reviews = is_reviewer(actor, proposal);
    ProposalRights {
        write: writes && proposal.step.is_written(),
        take_back: writes && proposal.after(Turn::TakeBack).is_some(),
        review: reviews && !is_own,
        publish: edits && !is_own && proposal.after(Turn::Publish).is_some(),
        unpublish: edits && proposal.after(Turn::Unpublish).is_some(),
        revise: (writes || edits) && proposal.after(Turn::Revise).is_some(),
        is_own_review: reviews && is_own,
    }
}
