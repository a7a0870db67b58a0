//! Lists of proposals: one's own, what waits, what came of a module.

use std::cmp::Reverse;
use std::collections::HashMap;

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::ids::{ModuleId, PersonId};
use domain::nora::view::{ModuleProposal, ProposalOverview, ProposalQueue, ProposalRow};
use domain::nora::{Proposal, Step};
use store::nora as rows;

use super::{is_reviewer, is_seen};
use crate::{Ctx, ServiceError, people};

/// The steps at which something is, or was, on the portal and nobody works on it.
const SETTLED: [Step; 3] = [Step::Published, Step::Revised, Step::Unpublished];

/// The reader's own, and everybody's for those who see them.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn overview(ctx: &Ctx) -> Result<ProposalOverview, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewProposal)?;
    let writes = may_some(&actor.grants, Action::WriteProposal);
    let sees_all = may(actor, Action::ViewProposal, &Subject::general());
    Ok(ProposalOverview {
        mine: if writes { Some(mine(ctx).await?) } else { None },
        queue: if sees_all { Some(queue(ctx).await?) } else { None },
    })
}

/// What the reader wrote, the newest first.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn mine(ctx: &Ctx) -> Result<Vec<ProposalRow>, ServiceError> {
    let actor = ctx.signed_in()?;
    ctx.authorise(Action::WriteProposal, &Subject::of(actor.person))?;
    let own = rows::of_author(ctx.store(), actor.person).await?;
    told(ctx, actor, own).await
}

/// What waits, that which has waited longest first, and what is on the portal.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn queue(ctx: &Ctx) -> Result<ProposalQueue, ServiceError> {
    let actor = ctx.authorise(Action::ViewProposal, &Subject::general())?;
    let mut waiting = rows::at_steps(ctx.store(), &Step::WAITING).await?;
    waiting.sort_by_key(Proposal::since);
    let mut published = rows::at_steps(ctx.store(), &SETTLED).await?;
    published.sort_by_key(|proposal| Reverse(proposal.since()));
    Ok(ProposalQueue {
        waiting: told(ctx, actor, waiting).await?,
        published: told(ctx, actor, published).await?,
    })
}

/// What came of a module: all that the reader may see, and whatever is, or was, on the portal.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn of_module(ctx: &Ctx, module: ModuleId) -> Result<Vec<ModuleProposal>, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewProposal)?;
    let came = rows::of_module(ctx.store(), module).await?;
    let row = |proposal: Proposal| {
        let is_seen = is_seen(actor, &proposal);
        (is_seen || proposal.publication.is_some()).then(|| ModuleProposal {
            id: is_seen.then_some(proposal.id),
            title: proposal.content.title.to_string(),
            step: proposal.step,
            publication: proposal.publication,
        })
    };
    Ok(came.into_iter().filter_map(row).collect())
}

async fn told(ctx: &Ctx, actor: &Actor, proposals: Vec<Proposal>) -> Result<Vec<ProposalRow>, ServiceError> {
    let authors = people::names(ctx, proposals.iter().map(|proposal| proposal.author)).await?;
    let row = |proposal| row(ctx, actor, &authors, proposal);
    Ok(proposals.into_iter().map(row).collect())
}

fn row(ctx: &Ctx, actor: &Actor, authors: &HashMap<PersonId, String>, proposal: Proposal) -> ProposalRow {
    let since = proposal.since();
    ProposalRow {
        id: proposal.id,
        title: proposal.content.title.to_string(),
        kind: proposal.content.kind,
        author_name: authors.get(&proposal.author).cloned().unwrap_or_default(),
        step: proposal.step,
        since,
        days: ctx.today().since(since).map_or(0, |span| span.get_days()),
        open_comments: proposal.open_comments(),
        is_yours: proposal.author != actor.person && is_reviewer(actor, &proposal),
        publication: proposal.publication,
    }
}
