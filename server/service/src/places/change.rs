//! Changes to owners, units and nearby lists.

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::ids::{OwnerId, UnitId};
use domain::issue::IssueCode;
use domain::places::past::change_days;
use domain::places::view::Placed;
use domain::places::{Merger, NearbyUnit, Owner, OwnerEdit, PlaceCommand, Unit, UnitEdit};
use domain::text_guard::{Confirmed, ConfirmedName, confirmed_names};
use store::places::{NEARBY, OWNER, OWNER_CODE, UNIT, UNIT_ORG_NUMBER};
use store::{Key, StoreError, Tx, placements, places as rows};

use super::guard::under_guard;
use super::merger::merge;
use crate::once::once;
use crate::{Ctx, ServiceError};

/// Carries out a change to places.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Stale`; `Invalid` for an unknown owner or unit and a number that another has;
/// `Rule("unit_has_placements")` when a unit with people is closed; `Rule("unit_awaits_merger")` when one is closed that another is to become
/// a part of; `Rule("unit_merged")` when one is closed or opened that is merged; `Rule("nearby_itself")`; `Invalid` for a merger that can't
/// be, and a change for a day to come; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<PlaceCommand>) -> Result<Placed, ServiceError> {
    let actor = ctx.authorise(Action::EditPlaces, &Subject::general())?;
    once(ctx, actor, &envelope, || decide(ctx, actor, &envelope))
        .await
        .map_err(taken)
}

/// The change; one that may close a unit is made under the unit's guard, for nobody is placed there meanwhile.
pub(crate) async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<PlaceCommand>,
) -> Result<(Tx, Placed), ServiceError> {
    let carried_out = carry_out(ctx, actor, envelope);
    match &envelope.command {
        PlaceCommand::EditUnit { id, unit } if !unit.active => under_guard(ctx, *id, carried_out).await,
        // Of both: neither is closed, merged or put on a list meanwhile.
        PlaceCommand::MergeUnit { id, merger } => {
            under_guard(ctx, *id, under_guard(ctx, merger.into, carried_out)).await
        }
        PlaceCommand::AddNearby { host, nearby, .. } => {
            under_guard(ctx, *host, under_guard(ctx, *nearby, carried_out)).await
        }
        _ => carried_out.await,
    }
}

/// The change by itself.
pub(crate) async fn carry_out(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<PlaceCommand>,
) -> Result<(Tx, Placed), ServiceError> {
    let seen = envelope.expected_version;
    let mut tx = Tx::new();
    let answer = match envelope.command.clone() {
        PlaceCommand::CreateOwner { id, owner } => create_owner(ctx, actor, &mut tx, id, owner),
        PlaceCommand::EditOwner { id, owner } => edit_owner(ctx, actor, &mut tx, id, owner, seen).await?,
        PlaceCommand::CreateUnit { id, unit } => create_unit(ctx, actor, &mut tx, id, unit).await?,
        PlaceCommand::EditUnit { id, unit } => edit_unit(ctx, actor, &mut tx, id, unit, seen).await?,
        PlaceCommand::AddNearby { host, nearby, note } => {
            let confirmed = confirmed_names(&envelope.command, &envelope.confirmed, &Confirmed::default());
            let row = NearbyUnit {
                host,
                nearby,
                note,
                from: None,
                to: None,
            };
            add_nearby(ctx, actor, &mut tx, row, &confirmed).await?
        }
        PlaceCommand::RemoveNearby { host, nearby } => remove_nearby(ctx, actor, &mut tx, host, nearby).await?,
        PlaceCommand::MergeUnit { id, merger } => merge(ctx, actor, &mut tx, (id, merger), seen).await?,
    };
    Ok((tx, answer))
}

fn create_owner(ctx: &Ctx, actor: &Actor, tx: &mut Tx, id: OwnerId, edit: OwnerEdit) -> Placed {
    let owner = owner_of(id, edit, 1);
    rows::create_owner(tx, &owner);
    tx.audit(ctx.audit(actor, "create_owner", OWNER, id.to_string()).after(&owner));
    Placed::Owner(id)
}

async fn edit_owner(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    id: OwnerId,
    edit: OwnerEdit,
    seen: Option<u64>,
) -> Result<Placed, ServiceError> {
    let before = rows::owner(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    up_to_date(seen, before.version)?;
    let after = owner_of(id, edit, before.version + 1);
    rows::save_owner(tx, &before, &after, before.version);
    tx.audit(
        ctx.audit(actor, "edit_owner", OWNER, id.to_string())
            .before(&before)
            .after(&after),
    );
    Ok(Placed::Owner(id))
}

async fn create_unit(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    id: UnitId,
    edit: UnitEdit,
) -> Result<Placed, ServiceError> {
    known_owner(ctx, edit.owner).await?;
    let unit = unit_of(id, edit, 1);
    rows::create_unit(tx, &unit);
    tx.audit(ctx.audit(actor, "create_unit", UNIT, id.to_string()).after(&unit));
    Ok(Placed::Unit(id))
}

async fn edit_unit(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    id: UnitId,
    edit: UnitEdit,
    seen: Option<u64>,
) -> Result<Placed, ServiceError> {
    let before = rows::unit(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    up_to_date(seen, before.version)?;
    known_owner(ctx, edit.owner).await?;
    if before.merged.is_some() && before.active != edit.active {
        return Err(ServiceError::Rule("unit_merged"));
    }
    if before.active && !edit.active {
        let today = ctx.today();
        let came = rows::merged_into(ctx.store(), &[id]).await?;
        if came.iter().any(|one| !one.is_merged_on(today)) {
            return Err(ServiceError::Rule("unit_awaits_merger"));
        }
        let placed = placements::at_unit(ctx.store(), id).await?;
        if placed
            .iter()
            .any(|one| one.person.is_some() && one.to.is_none_or(|to| today <= to))
        {
            return Err(ServiceError::Rule("unit_has_placements"));
        }
    }
    let today = ctx.today();
    let (first, last) = change_days(today);
    let since = edit.since.unwrap_or(today);
    if !(first..=last).contains(&since) {
        return Err(ServiceError::field("since", IssueCode::OutsideDays { first, last }));
    }
    let edited = Unit {
        merged: before.merged,
        ..unit_of(id, edit, before.version + 1)
    };
    let after = before.changed_from(since, edited);
    rows::save_unit(tx, &before, &after, before.version);
    tx.audit(
        ctx.audit(actor, "edit_unit", UNIT, id.to_string())
            .before(&before)
            .after(&after),
    );
    Ok(Placed::Unit(id))
}

async fn add_nearby(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    row: NearbyUnit,
    confirmed: &[ConfirmedName],
) -> Result<Placed, ServiceError> {
    if row.host == row.nearby {
        return Err(ServiceError::Rule("nearby_itself"));
    }
    let known = rows::units_by_id(ctx.store(), &[row.host, row.nearby]).await?;
    let Some(host) = known.iter().find(|unit| unit.id == row.host) else {
        return Err(ServiceError::NotFound);
    };
    let Some(nearby) = known.iter().find(|unit| unit.id == row.nearby) else {
        return Err(ServiceError::field("nearby", IssueCode::UnknownChoice));
    };
    let there = rows::nearby_of(ctx.store(), row.host).await?;
    let there = there.into_iter().find(|one| one.nearby == row.nearby);
    let row = match there {
        // The note alone is changed: what a merger has begun or ends keeps its days.
        Some(there) => NearbyUnit {
            note: row.note,
            ..there
        },
        None => row,
    };
    // A list without an end can't name what becomes a part of another.
    if row.to.is_none()
        && let Some(Merger { from, .. }) = host.merged.or(nearby.merged)
    {
        return Err(ServiceError::field("nearby", IssueCode::MergedAlready { from }));
    }
    let key = Key::of([&row.host, &row.nearby]);
    rows::put_nearby(tx, &row);
    tx.audit(
        ctx.audit(actor, "add_nearby", NEARBY, key)
            .after(&row)
            .confirmed(confirmed),
    );
    Ok(Placed::Unit(row.host))
}

async fn remove_nearby(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    host: UnitId,
    nearby: UnitId,
) -> Result<Placed, ServiceError> {
    let listed = rows::nearby_of(ctx.store(), host).await?;
    let before = listed
        .into_iter()
        .find(|row| row.nearby == nearby && row.has_not_ended(ctx.today()))
        .ok_or(ServiceError::NotFound)?;
    rows::remove_nearby(tx, host, nearby);
    let key = Key::of([&host, &nearby]);
    tx.audit(ctx.audit(actor, "remove_nearby", NEARBY, key).before(&before));
    Ok(Placed::Unit(host))
}

/// Whether the person saw the version that is there.
pub(crate) fn up_to_date(seen: Option<u64>, version: u64) -> Result<(), ServiceError> {
    if seen == Some(version) {
        Ok(())
    } else {
        Err(ServiceError::Stale)
    }
}

async fn known_owner(ctx: &Ctx, owner: Option<OwnerId>) -> Result<(), ServiceError> {
    match owner {
        None => Ok(()),
        Some(id) if rows::owner(ctx.store(), id).await?.is_some() => Ok(()),
        Some(_) => Err(ServiceError::field("owner", IssueCode::UnknownChoice)),
    }
}

fn owner_of(id: OwnerId, edit: OwnerEdit, version: u64) -> Owner {
    Owner {
        id,
        name: edit.name,
        kind: edit.kind,
        code: edit.code,
        org_number: edit.org_number,
        version,
    }
}

/// A unit as it is typed: what it was before and became a part of is told by who knows it.
fn unit_of(id: UnitId, edit: UnitEdit, version: u64) -> Unit {
    Unit {
        id,
        name: edit.name,
        kind: edit.kind,
        municipality: edit.municipality,
        owner: edit.owner,
        org_number: edit.org_number,
        pupils: edit.pupils,
        staff: edit.staff,
        active: edit.active,
        merged: None,
        past: Vec::new(),
        version,
    }
}

/// A number or code that another one has is a fault of its field.
fn taken(error: ServiceError) -> ServiceError {
    let ServiceError::Unavailable(StoreError::Taken { table, .. }) = &error else {
        return error;
    };
    match *table {
        UNIT_ORG_NUMBER => ServiceError::field("org_number", IssueCode::AlreadyExists),
        OWNER_CODE => ServiceError::field("code", IssueCode::AlreadyExists),
        _ => error,
    }
}
