//! Where the time of each kind of work is counted: the professional team decides.

use domain::access::{Action, Subject};
use domain::command::Envelope;
use domain::hours::RuleEdit;
use domain::hours::view::RulesView;
use store::hours::{self as rows, RULE};
use store::{StoreError, Tx};

use super::rules_now;
use crate::once::once;
use crate::{Ctx, ServiceError};

/// The rules of all kinds.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx) -> Result<RulesView, ServiceError> {
    ctx.authorise(Action::EditHourRules, &Subject::general())?;
    Ok(RulesView {
        rules: rules_now(ctx).await?.all(),
    })
}

/// Changes the rule of one kind; the answer is the version that it then has. What was entered before stays as it was counted.
///
/// # Errors
/// As [`Ctx::authorise`]; `Stale`; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<RuleEdit>) -> Result<u64, ServiceError> {
    let actor = ctx.authorise(Action::EditHourRules, &Subject::general())?;
    once(ctx, actor, &envelope, || async {
        let edit = &envelope.command;
        let before = rules_now(ctx).await?.of(edit.kind);
        if envelope.expected_version != Some(before.version) {
            return Err(ServiceError::Stale);
        }
        let after = before.edited(edit);
        let mut tx = Tx::new();
        rows::save_rule(&mut tx, &before, &after);
        tx.audit(
            ctx.audit(actor, "edit_hour_rule", RULE, edit.kind.name())
                .before(&before)
                .after(&after),
        );
        Ok((tx, after.version))
    })
    .await
    .map_err(|error| match error {
        // Two changed the rule for the first time at once.
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::Stale,
        other => other,
    })
}
