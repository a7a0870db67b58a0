//! What happens in the parts of courses and competence measures: what both have alike. Who may do it, each of them says.

use domain::access::Actor;
use domain::command::Envelope;
use domain::part_plans::{PartPlanCommand, PartPlanRule, PartPlans, PlanOf, apply};
use domain::text_guard::{confirmed_names, names_in};
use domain::time::Occasion;
use store::part_plans::{self as rows, PART_PLAN};
use store::{StoreError, Tx};

use crate::{Ctx, ServiceError, modules};

/// The plans of a course's or a measure's parts.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn load(ctx: &Ctx, of: PlanOf) -> Result<PartPlans, ServiceError> {
    Ok(rows::load(ctx.store(), of).await?)
}

/// Decides on a command; the caller has authorised the actor for the course or measure, and knows whether it `is_held`.
///
/// # Errors
/// `NotFound` for a module that the actor may not see; `Stale`; `Rule` by the names of [`PartPlanRule`]; `Unavailable`.
pub(crate) async fn change(
    ctx: &Ctx,
    actor: &Actor,
    of: PlanOf,
    is_held: bool,
    envelope: &Envelope<PartPlanCommand>,
) -> Result<(Tx, PartPlans), ServiceError> {
    let guard = rows::guard(ctx.store(), of).await?;
    let before = load(ctx, of).await?;
    if envelope.expected_version.is_none_or(|seen| seen != before.version) {
        return Err(ServiceError::Stale);
    }
    if !is_held {
        return Err(ruled(PartPlanRule::NotHeld));
    }
    if let PartPlanCommand::Begin { module, .. } = envelope.command {
        modules::visible(ctx, actor, module).await?;
    }
    let after = apply(&before, &envelope.command).map_err(ruled)?;
    let mut tx = Tx::new();
    tx.guard(&guard);
    rows::save(&mut tx, &before, &after);
    let standing = names_in(&before).into_iter().collect();
    tx.audit(
        ctx.audit(actor, "edit_part_plan", PART_PLAN, rows::key(of))
            .before(&before)
            .after(&after)
            .confirmed(&confirmed_names(&envelope.command, &envelope.confirmed, &standing)),
    );
    Ok((tx, after))
}

/// Lets the plans follow the parts of a course or measure that is changed in the same transaction. What goes with a part that
/// is taken away stays in the trail.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn follow(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    of: PlanOf,
    parts: (&[Occasion], &[Occasion]),
) -> Result<(), StoreError> {
    let (before, after) = parts;
    if before == after {
        return Ok(());
    }
    let guard = rows::guard(ctx.store(), of).await?;
    let planned = rows::load(ctx.store(), of).await?;
    if let Some(next) = planned.followed(after) {
        tx.guard(&guard);
        rows::save(tx, &planned, &next);
        if planned.has_any() {
            tx.audit(
                ctx.audit(actor, "move_part_plans", PART_PLAN, rows::key(of))
                    .before(&planned)
                    .after(&next),
            );
        }
    }
    Ok(())
}

fn ruled(rule: PartPlanRule) -> ServiceError {
    ServiceError::Rule(rule.name())
}
