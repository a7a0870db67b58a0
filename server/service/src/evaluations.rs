//! Evaluations of groups by their pupils: rounds, answers, and what may be seen of them.
//!
//! Nothing of an answer but its part of the sums is written anywhere: the audit trail says that answers came in and no figure,
//! the receipt is empty, and no mail or job is made.

use domain::access::{Action, Actor, may};
use domain::command::Envelope;
use domain::evaluations::view::{EvaluationView, RoundView};
use domain::evaluations::{Evaluation, EvaluationCommand, EvaluationRule, Grounds, RoundState, apply};
use domain::groups::Group;
use domain::ids::GroupId;
use store::Tx;
use store::evaluations::{self as rows, EVALUATION};

use crate::groups::reach::visible;
use crate::once::once;
use crate::{Ctx, ServiceError};

/// The evaluation of a group, with the results that are published.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a group the reader may not see, `Denied` for one that may be seen without its
/// evaluation; `Unavailable`.
pub async fn view(ctx: &Ctx, id: GroupId) -> Result<EvaluationView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewEvaluation)?;
    let group = visible(ctx, actor, id).await?;
    show(ctx, actor, group).await
}

/// What the page needs that goes round among the pupils.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a group the actor may not see, `Denied` for one that may be seen but not
/// changed; `Unavailable`.
pub async fn round(ctx: &Ctx, id: GroupId) -> Result<RoundView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    let group = visible(ctx, actor, id).await?;
    ctx.authorise(Action::EditGroup, &group.subject())?;
    let evaluation = rows::load(ctx.store(), id).await?;
    Ok(RoundView {
        group: id,
        reader: actor.person,
        is_open: evaluation.state == RoundState::Open,
        room: evaluation.room(group.seats_max),
    })
}

/// Opens or closes a round, or adds the answers that a tablet has gathered.
///
/// # Errors
/// As [`round`]; `Rule` by the names of [`EvaluationRule`].
pub async fn change(
    ctx: &Ctx,
    id: GroupId,
    envelope: Envelope<EvaluationCommand>,
) -> Result<EvaluationView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditGroup)?;
    // The first answer to a command is what a repeat of it gets, and it is stored: it holds nothing.
    once(ctx, actor, &envelope, || async {
        let guard = rows::guard(ctx.store(), id).await?;
        let group = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditGroup, &group.subject())?;
        let before = rows::load(ctx.store(), id).await?;
        let after = apply(&before, &envelope.command, grounds(&group)).map_err(ruled)?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        rows::save(&mut tx, id, &after);
        // Neither before nor after: the difference would be the answers.
        tx.audit(ctx.audit(actor, envelope.command.name(), EVALUATION, id.to_string()));
        Ok((tx, ()))
    })
    .await?;
    let group = visible(ctx, actor, id).await?;
    show(ctx, actor, group).await
}

async fn show(ctx: &Ctx, actor: &Actor, group: Group) -> Result<EvaluationView, ServiceError> {
    ctx.authorise(Action::ViewEvaluation, &group.subject())?;
    of(ctx, actor, &group).await?.ok_or(ServiceError::Denied)
}

/// The evaluation of a group that is at hand; nothing for a reader who may not see it.
pub(crate) async fn of(ctx: &Ctx, actor: &Actor, group: &Group) -> Result<Option<EvaluationView>, ServiceError> {
    let subject = group.subject();
    if !may(actor, Action::ViewEvaluation, &subject) {
        return Ok(None);
    }
    let evaluation: Evaluation = rows::load(ctx.store(), group.id).await?;
    Ok(Some(EvaluationView {
        group: group.id,
        group_name: group.name.to_string(),
        reader: actor.person,
        may_edit: may(actor, Action::EditGroup, &subject),
        has_held: grounds(group).has_held,
        state: evaluation.state,
        is_evaluated: evaluation.is_evaluated,
        room: evaluation.room(group.seats_max),
        results: evaluation.results(),
    }))
}

fn grounds(group: &Group) -> Grounds {
    Grounds {
        seats: group.seats_max,
        has_held: group.sessions.iter().any(|session| session.state.held().is_some()),
    }
}

const fn ruled(rule: EvaluationRule) -> ServiceError {
    ServiceError::Rule(rule.name())
}
