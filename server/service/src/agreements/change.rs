//! Writing, changing and renewing agreements.

use std::collections::BTreeMap;

use domain::access::{Action, Subject};
use domain::agreements::view::{AgreementChoices, AgreementView, UnitOption};
use domain::agreements::{
    Agreement, AgreementCommand, NewAgreement, Renewal, State, Terms, apply, create as write, over_full,
    renew as renewed,
};
use domain::choice::Choice;
use domain::command::Envelope;
use domain::ids::{AgreementId, PlacementId, UnitId};
use domain::issue::{Issue, IssueCode};
use domain::places::{Placement, Unit};
use domain::text_guard::{Confirmed, confirmed_names};
use store::agreements::{self as rows, AGREEMENT};
use store::{StoreError, Tx, placements, places as place_rows};

use super::view::{named_placements, show};
use super::{Reader, ruled};
use crate::once::once;
use crate::{Ctx, ServiceError};

/// What an agreement is written with: owners, units, their nearby lists, and placements that have not ended.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<AgreementChoices, ServiceError> {
    let actor = ctx.authorise(Action::EditAgreement, &Subject::general())?;
    let (store, today) = (ctx.store(), ctx.today());
    let option = |unit: Unit| UnitOption {
        id: unit.id,
        name: unit.name.to_string(),
        owner: unit.owner,
    };
    let owner = |owner: domain::places::Owner| Choice {
        value: owner.id.to_string(),
        name: owner.name.to_string(),
    };
    let open: Vec<Placement> = placements::all(store)
        .await?
        .into_iter()
        .filter(|one| one.to.is_none_or(|to| today <= to))
        .collect();
    Ok(AgreementChoices {
        me: actor.person,
        owners: place_rows::owners(store).await?.into_iter().map(owner).collect(),
        units: place_rows::units(store)
            .await?
            .into_iter()
            .filter(|unit| unit.is_open_on(today))
            .map(option)
            .collect(),
        nearby: place_rows::nearby(store)
            .await?
            .into_iter()
            .filter(|row| row.has_not_ended(today))
            .map(|row| (row.host, row.nearby))
            .collect(),
        placements: named_placements(ctx, open).await?,
    })
}

/// Writes an agreement.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` by field; `Rule` by the names of [`domain::agreements::AgreementRule`]; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewAgreement>) -> Result<AgreementId, ServiceError> {
    let actor = ctx.authorise(Action::EditAgreement, &Subject::general())?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        // Read before anything that the decision reads.
        let guard = rows::guard(ctx.store()).await?;
        let agreement = write(new, actor.person, ctx.today()).map_err(ruled)?;
        is_known(ctx, &agreement, None).await?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        rows::create(&mut tx, &agreement);
        tx.audit(
            ctx.audit(actor, "create_agreement", AGREEMENT, agreement.id.to_string())
                .after(&agreement)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, agreement.id))
    })
    .await
    .map_err(taken)
}

/// Begins the renewal of an agreement: a draft with the same terms for the time after.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Stale`; `Rule("agreement_renewed_already")` where there is a renewal that was not given up;
/// `Rule` by the names of [`domain::agreements::AgreementRule`]; `Unavailable`.
pub async fn renew(ctx: &Ctx, envelope: Envelope<Renewal>) -> Result<AgreementId, ServiceError> {
    let reader = Reader::of(ctx, Action::EditAgreement).await?;
    let Renewal { id, of } = envelope.command;
    once(ctx, reader.actor, &envelope, || async {
        let guard = rows::guard(ctx.store()).await?;
        let old = reader.reached(ctx, Action::EditAgreement, of).await?;
        if envelope.expected_version != Some(old.version) {
            return Err(ServiceError::Stale);
        }
        let beside = rows::of_owner(ctx.store(), old.owner).await?;
        if beside
            .iter()
            .any(|other| other.renews == Some(of) && other.state != State::Withdrawn)
        {
            return Err(ServiceError::Rule("agreement_renewed_already"));
        }
        let agreement = renewed(&old, id, reader.actor.person, ctx.today()).map_err(ruled)?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        rows::create(&mut tx, &agreement);
        tx.audit(
            ctx.audit(reader.actor, "renew_agreement", AGREEMENT, id.to_string())
                .after(&agreement),
        );
        Ok((tx, id))
    })
    .await
    .map_err(taken)
}

/// Changes an agreement by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale`; `Invalid` by field; `Rule("agreement_over_full")` when somebody would have more than a full
/// position once it is signed; `Rule` by the names of [`domain::agreements::AgreementRule`]; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: AgreementId,
    envelope: Envelope<AgreementCommand>,
) -> Result<AgreementView, ServiceError> {
    let reader = Reader::of(ctx, Action::EditAgreement).await?;
    let changed: Agreement = once(ctx, reader.actor, &envelope, || async {
        let guard = rows::guard(ctx.store()).await?;
        let before = reader.reached(ctx, Action::EditAgreement, id).await?;
        if envelope.expected_version != Some(before.version) {
            return Err(ServiceError::Stale);
        }
        let after = apply(&before, &envelope.command, reader.actor.person, ctx.today()).map_err(ruled)?;
        holds(ctx, &before, &after, &envelope.command).await?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        rows::save(&mut tx, &before, &after);
        let key = (AGREEMENT, id.to_string());
        tx.audit(ctx.audit_change(reader.actor, envelope.command.name(), key, (&before, &after), &envelope));
        Ok((tx, after))
    })
    .await?;
    show(ctx, &reader, changed).await
}

/// What the store has to say of a change: terms are looked through when they are written, and once more when they are signed.
async fn holds(
    ctx: &Ctx,
    before: &Agreement,
    after: &Agreement,
    command: &AgreementCommand,
) -> Result<(), ServiceError> {
    match command {
        AgreementCommand::Edit { .. } | AgreementCommand::Amend { .. } => {
            is_known(ctx, after, Some(&before.terms)).await
        }
        AgreementCommand::Sign => match is_known(ctx, after, Some(&before.terms)).await {
            // There is no field to tell it beside.
            Err(ServiceError::Invalid(_)) => Err(ServiceError::Rule("agreement_over_full")),
            other => other,
        },
        AgreementCommand::Send
        | AgreementCommand::TakeBack
        | AgreementCommand::Renegotiate
        | AgreementCommand::Resume
        | AgreementCommand::Terminate { .. }
        | AgreementCommand::Withdraw
        | AgreementCommand::Expire
        | AgreementCommand::AddMeeting { .. }
        | AgreementCommand::TickMeeting { .. }
        | AgreementCommand::RemoveMeeting { .. } => Ok(()),
    }
}

/// Whether owner, units and placements are what they are said to be, and nobody has more than a full position. What stood there
/// `before` stays, also when a unit has got another owner or a placement another unit since.
async fn is_known(ctx: &Ctx, agreement: &Agreement, before: Option<&Terms>) -> Result<(), ServiceError> {
    let (store, terms) = (ctx.store(), &agreement.terms);
    let mut issues = Vec::new();
    if place_rows::owner(store, agreement.owner).await?.is_none() {
        issues.push(Issue::new("owner", IssueCode::UnknownChoice));
    }
    let ids: Vec<UnitId> = terms.covered().collect();
    let units: BTreeMap<UnitId, Unit> = place_rows::units_by_id(store, &ids)
        .await?
        .into_iter()
        .map(|unit| (unit.id, unit))
        .collect();
    let of_units = terms.units.iter().find_map(|id| match units.get(id) {
        None => Some(IssueCode::UnknownChoice),
        Some(unit) if unit.owner == Some(agreement.owner) => None,
        Some(_) if before.is_some_and(|before| before.units.contains(id)) => None,
        Some(_) => Some(IssueCode::OtherOwner),
    });
    issues.extend(of_units.map(|code| Issue::new("units", code)));
    if terms.nearby.iter().any(|id| !units.contains_key(id)) {
        issues.push(Issue::new("nearby", IssueCode::UnknownChoice));
    }
    let placed: BTreeMap<PlacementId, Placement> = placements::all(store)
        .await?
        .into_iter()
        .map(|placement| (placement.id, placement))
        .collect();
    for (at, position) in terms.positions.iter().enumerate() {
        let is_there = position.placement.is_none_or(|id| {
            placed.get(&id).is_some_and(|placement| {
                placement.unit == position.unit || before.is_some_and(|before| before.positions.contains(position))
            })
        });
        if !is_there {
            issues.push(Issue::new(
                format!("positions[{at}].placement"),
                IssueCode::UnknownChoice,
            ));
        }
    }
    let all = rows::all(store).await?;
    let others: Vec<&Agreement> = all.iter().filter(|other| other.id != agreement.id).collect();
    issues.extend(over_full(terms, &placed, &others));
    if issues.is_empty() {
        Ok(())
    } else {
        Err(ServiceError::Invalid(issues))
    }
}

/// The id is made with the command: only a mistake in the client takes one twice.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("owner", IssueCode::AlreadyExists),
        other => other,
    }
}
