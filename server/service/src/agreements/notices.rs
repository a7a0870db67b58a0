//! Agreements that have ended without being renewed are told where people come: on the front page and on the pages of their units.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Subject, may_some};
use domain::agreements::view::{Notice, UnitAgreement};
use domain::agreements::{Agreement, Alert, alerts, standing_of};
use domain::ids::{OwnerId, UnitId};
use domain::places::Unit;
use store::agreements as rows;
use store::places as place_rows;

use super::Reader;
use crate::{Ctx, ServiceError};

/// The agreements of the reader's that have ended without being renewed, the oldest first.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn notices(ctx: &Ctx) -> Result<Vec<Notice>, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    let today = ctx.today();
    let all = rows::all(ctx.store()).await?;
    let expired: Vec<(&Agreement, Alert)> = all
        .iter()
        .filter(|one| reader.sees(one))
        .filter_map(|one| Some((one, alerts(one, &all, today).first().copied()?)))
        .collect();
    let owners = place_rows::owners(ctx.store()).await?;
    let names: HashMap<OwnerId, String> = owners
        .into_iter()
        .map(|owner| (owner.id, owner.name.to_string()))
        .collect();
    let mut found: Vec<Notice> = expired
        .into_iter()
        .filter_map(|(one, alert)| match alert {
            Alert::Expired { last_day } => Some(Notice {
                id: one.id,
                owner_name: names.get(&one.owner).cloned().unwrap_or_default(),
                last_day,
            }),
            Alert::Ends { .. } | Alert::NoMeeting => None,
        })
        .collect();
    found.sort_by(|one, other| (one.last_day, &one.owner_name).cmp(&(other.last_day, &other.owner_name)));
    Ok(found)
}

/// What a unit's page says of its agreement; nothing for those who may not know, and nothing where nobody works.
pub(crate) async fn of_unit(ctx: &Ctx, unit: &Unit, has_adviser: bool) -> Result<Option<UnitAgreement>, ServiceError> {
    let actor = ctx.signed_in()?;
    if !may_some(&actor.grants, Action::ViewAgreement) {
        return Ok(None);
    }
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    told(ctx, &reader, unit, has_adviser).await
}

/// The same for a page that knows already where its reader has a position today. One read.
pub(crate) async fn of_unit_for(
    ctx: &Ctx,
    unit: &Unit,
    placed: BTreeSet<UnitId>,
    has_adviser: bool,
) -> Result<Option<UnitAgreement>, ServiceError> {
    let actor = ctx.signed_in()?;
    if !may_some(&actor.grants, Action::ViewAgreement) {
        return Ok(None);
    }
    told(ctx, &Reader::placed_at(actor, placed), unit, has_adviser).await
}

async fn told(
    ctx: &Ctx,
    reader: &Reader<'_>,
    unit: &Unit,
    has_adviser: bool,
) -> Result<Option<UnitAgreement>, ServiceError> {
    if !reader.reaches(Action::ViewAgreement, Subject::at(unit.id, unit.owner)) {
        return Ok(None);
    }
    let mut agreements = rows::of_unit(ctx.store(), unit.id).await?;
    agreements.retain(|one| reader.sees(one));
    Ok(match standing_of(unit.id, &agreements, ctx.today()) {
        Some(standing) => Some(UnitAgreement::Stands { standing }),
        None => has_adviser.then_some(UnitAgreement::Missing),
    })
}
