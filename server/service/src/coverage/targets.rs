//! How many of each measure a unit is to have.

use domain::access::{Action, Subject};
use domain::command::Envelope;
use domain::coverage::{SetTargets, set};
use domain::text_guard::{Confirmed, confirmed_names};
use store::coverage::{self as rows, TARGET};
use store::{Key, Tx, places};

use crate::once::once;
use crate::{Ctx, ServiceError};

/// Sets them; the version of what is there now comes back.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a unit that isn't there; `Stale` where somebody else has set them meanwhile; `Invalid`
/// for a change without a reason; `Rule("unit_merged")` for a school year in which it is a part of another; `Unavailable`.
pub async fn set_targets(ctx: &Ctx, envelope: Envelope<SetTargets>) -> Result<u64, ServiceError> {
    let actor = ctx.authorise(Action::EditTargets, &Subject::general())?;
    once(ctx, actor, &envelope, || async {
        let wanted = &envelope.command;
        let unit = places::unit(ctx.store(), wanted.unit)
            .await?
            .ok_or(ServiceError::NotFound)?;
        if unit.is_merged_on(wanted.year.first_day()) {
            return Err(ServiceError::Rule("unit_merged"));
        }
        let before = rows::targets(ctx.store(), wanted.unit, wanted.year).await?;
        if envelope.expected_version != before.as_ref().map(|one| one.version) {
            return Err(ServiceError::Stale);
        }
        let after = set(before.as_ref(), wanted, actor.person, ctx.today())
            .map_err(|rule| ServiceError::Invalid(vec![rule.issue()]))?;
        let mut tx = Tx::new();
        rows::set_targets(&mut tx, before.as_ref(), &after);
        let key = Key::of([&after.year.start_year(), &after.unit]);
        let mut entry = ctx.audit(actor, "set_targets", TARGET, key).after(&after);
        if let Some(before) = &before {
            entry = entry.before(before);
        }
        tx.audit(entry.confirmed(&confirmed_names(
            &envelope.command,
            &envelope.confirmed,
            &Confirmed::default(),
        )));
        Ok((tx, after.version))
    })
    .await
}
