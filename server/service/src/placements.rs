//! Who works where: coordinators place people at units.

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::ids::PlacementId;
use domain::issue::{IssueCode, Issues};
use domain::places::placement::check;
use domain::places::view::PlacementAnswer;
use domain::places::{Merger, Placement, PlacementCommand, PlacementEdit, warnings};
use domain::role::Role;
use store::placements::{self as rows, PLACEMENT};
use store::{Tx, people, places};

use crate::once::once;
use crate::places::{under_guard, up_to_date};
use crate::{Ctx, ServiceError};

/// Carries out a change to a placement, and says whose shares are over a full position after it.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Stale`; `Invalid` for an unknown unit, for a person who is not an adviser, and
/// for dates that can't be; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<PlacementCommand>) -> Result<PlacementAnswer, ServiceError> {
    let actor = ctx.authorise(Action::EditPlacements, &Subject::general())?;
    once(ctx, actor, &envelope, || decide(ctx, actor, &envelope)).await
}

/// The change, under the guard of the unit: it is not closed while somebody is placed there.
pub(crate) async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<PlacementCommand>,
) -> Result<(Tx, PlacementAnswer), ServiceError> {
    let (PlacementCommand::Create { placement, .. } | PlacementCommand::Edit { placement, .. }) = &envelope.command;
    under_guard(ctx, placement.unit, place(ctx, actor, envelope)).await
}

/// The change by itself.
pub(crate) async fn place(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<PlacementCommand>,
) -> Result<(Tx, PlacementAnswer), ServiceError> {
    let mut tx = Tx::new();
    let after = match envelope.command.clone() {
        PlacementCommand::Create { id, placement } => {
            sound(ctx, &placement).await?;
            let after = placed(id, placement, 1);
            rows::create(&mut tx, &after);
            tx.audit(
                ctx.audit(actor, "create_placement", PLACEMENT, id.to_string())
                    .after(&after),
            );
            after
        }
        PlacementCommand::Edit { id, placement } => {
            let before = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
            up_to_date(envelope.expected_version, before.version)?;
            sound(ctx, &placement).await?;
            let after = placed(id, placement, before.version + 1);
            rows::save(&mut tx, &after, before.version);
            let entry = ctx.audit(actor, "edit_placement", PLACEMENT, id.to_string());
            tx.audit(entry.before(&before).after(&after));
            after
        }
    };
    Ok((tx, answer(ctx, &after).await?))
}

/// What can't be seen from the form alone.
async fn sound(ctx: &Ctx, edit: &PlacementEdit) -> Result<(), ServiceError> {
    let mut issues = Issues::new();
    check(edit.person, edit.from, edit.to, edit.state, &mut issues);
    match places::unit(ctx.store(), edit.unit).await? {
        Some(unit) if unit.active => {
            // Until its merger a unit has people as any other.
            if let Some(Merger { from, .. }) = unit.merged
                && edit.to.is_none_or(|to| from <= to)
            {
                let field = if edit.from < from { "to" } else { "from" };
                issues.push(field, IssueCode::AfterMerger { from });
            }
        }
        _ => issues.push("unit", IssueCode::UnknownChoice),
    }
    if let Some(id) = edit.person {
        let person = people::load(ctx.store(), id).await?;
        let is_adviser = person.is_some_and(|person| person.grants.iter().any(|grant| grant.role == Role::Adviser));
        if !is_adviser {
            issues.push("person", IssueCode::UnknownChoice);
        }
    }
    if issues.is_empty() {
        Ok(())
    } else {
        Err(ServiceError::Invalid(issues.into_vec()))
    }
}

/// The warnings about the person as things will be.
async fn answer(ctx: &Ctx, after: &Placement) -> Result<PlacementAnswer, ServiceError> {
    let Some(person) = after.person else {
        return Ok(PlacementAnswer::default());
    };
    let mut all = rows::of_person(ctx.store(), person).await?;
    all.retain(|other| other.id != after.id);
    all.push(after.clone());
    Ok(PlacementAnswer {
        warnings: warnings(&all),
    })
}

fn placed(id: PlacementId, edit: PlacementEdit, version: u64) -> Placement {
    Placement {
        id,
        person: edit.person,
        unit: edit.unit,
        percent: edit.percent,
        from: edit.from,
        to: edit.to,
        state: edit.state,
        version,
    }
}
