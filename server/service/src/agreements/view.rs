//! One agreement with what its page shows.

use std::collections::{BTreeSet, HashMap};

use domain::access::Action;
use domain::agreements::view::{AgreementView, ExpenseRow, OverlapRow, PlacementOption, Predecessor, UnitOption};
use domain::agreements::{Agreement, Expense, State, Terms, alerts, lines_of, overlaps, uncovered};
use domain::ids::{AgreementId, OwnerId, PersonId, PlacementId, UnitId};
use jiff::civil::Date;
use store::agreements as rows;
use store::{placements, places as place_rows};

use super::{Reader, placed_today};
use crate::{Ctx, ServiceError, people};

/// One agreement.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for one that the reader may not know of; `Unavailable`.
pub async fn view(ctx: &Ctx, id: AgreementId) -> Result<AgreementView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    let agreement = reader.visible(ctx, id).await?;
    show(ctx, &reader, agreement).await
}

/// The agreement with names, alerts, lines and expenses.
pub(super) async fn show(ctx: &Ctx, reader: &Reader<'_>, agreement: Agreement) -> Result<AgreementView, ServiceError> {
    let today = ctx.today();
    let beside = rows::all(ctx.store()).await?;
    let placed = placed_today(ctx).await?;
    let spent = rows::expenses(ctx.store(), agreement.id).await?;
    let renews = beside
        .iter()
        .find(|other| agreement.renews == Some(other.id) && reader.sees(other))
        .map(|other| Predecessor {
            id: other.id,
            terms: other.terms.clone(),
        });
    let renewed_by = beside
        .iter()
        .find(|other| other.renews == Some(agreement.id) && other.state != State::Withdrawn && reader.sees(other))
        .map(|other| other.id);
    let both: Vec<&Terms> = [&agreement.terms]
        .into_iter()
        .chain(agreement.amendments.iter().map(|one| &one.before))
        .chain(renews.as_ref().map(|one| &one.terms))
        .collect();
    let names = people::names(ctx, people_of(&agreement, &spent)).await?;
    let may_edit = reader.may(Action::EditAgreement, &agreement);
    let owners = owners_of(ctx).await?;
    let units = units_of(ctx, &both).await?;
    Ok(AgreementView {
        owner_name: owners.get(&agreement.owner).cloned().unwrap_or_default(),
        overlaps: overlap_rows(reader, &agreement, &beside, (&units, &owners), today),
        left: uncovered(&agreement, &beside, today),
        units,
        placements: placements_of(ctx, &both).await?,
        stage: agreement.stage(today),
        alerts: alerts(&agreement, &beside, &placed, today),
        lines: lines_of(&agreement, &spent, today.year()),
        expenses: spent
            .iter()
            .map(|one| expense_row(one, &names, reader.actor.person, may_edit))
            .collect(),
        people: names.into_iter().collect(),
        renews,
        renewed_by,
        may_edit,
        may_spend: agreement.state.is_signed() && reader.may(Action::AddExpense, &agreement),
        reader: reader.actor.person,
        today,
        agreement,
    })
}

fn people_of(agreement: &Agreement, spent: &[Expense]) -> BTreeSet<PersonId> {
    let wrote = agreement.history.iter().map(|entry| entry.by);
    let amended = agreement.amendments.iter().map(|one| one.by);
    wrote.chain(amended).chain(spent.iter().map(|one| one.by)).collect()
}

async fn owners_of(ctx: &Ctx) -> Result<HashMap<OwnerId, String>, ServiceError> {
    let owners = place_rows::owners(ctx.store()).await?;
    Ok(owners
        .into_iter()
        .map(|owner| (owner.id, owner.name.to_string()))
        .collect())
}

/// Other agreements for the same units and days, of those that the reader may know of.
fn overlap_rows(
    reader: &Reader<'_>,
    agreement: &Agreement,
    all: &[Agreement],
    (units, owners): (&[UnitOption], &HashMap<OwnerId, String>),
    today: Date,
) -> Vec<OverlapRow> {
    let row = |one: domain::agreements::Overlap| {
        let other = all
            .iter()
            .find(|other| other.id == one.agreement && reader.sees(other))?;
        let names = units.iter().filter(|unit| one.units.contains(&unit.id));
        Some(OverlapRow {
            id: one.agreement,
            owner_name: owners.get(&other.owner).cloned().unwrap_or_default(),
            units: names.map(|unit| unit.name.clone()).collect(),
            from: one.from,
            to: one.to,
        })
    };
    overlaps(agreement, all, today).into_iter().filter_map(row).collect()
}

async fn units_of(ctx: &Ctx, both: &[&Terms]) -> Result<Vec<UnitOption>, ServiceError> {
    let ids: BTreeSet<UnitId> = both.iter().flat_map(|terms| terms.covered()).collect();
    let ids: Vec<UnitId> = ids.into_iter().collect();
    let mut units: Vec<UnitOption> = place_rows::units_by_id(ctx.store(), &ids)
        .await?
        .into_iter()
        .map(|unit| UnitOption {
            id: unit.id,
            name: unit.name.to_string(),
            owner: unit.owner,
        })
        .collect();
    units.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(units)
}

async fn placements_of(ctx: &Ctx, both: &[&Terms]) -> Result<Vec<PlacementOption>, ServiceError> {
    let ids: BTreeSet<PlacementId> = both
        .iter()
        .flat_map(|terms| &terms.positions)
        .filter_map(|position| position.placement)
        .collect();
    let found = placements::by_id(ctx.store(), ids).await?;
    named_placements(ctx, found).await
}

/// Placements with the names of those who have them.
pub(super) async fn named_placements(
    ctx: &Ctx,
    found: Vec<domain::places::Placement>,
) -> Result<Vec<PlacementOption>, ServiceError> {
    let names = people::names(ctx, found.iter().filter_map(|one| one.person)).await?;
    Ok(found
        .into_iter()
        .map(|one| PlacementOption {
            id: one.id,
            unit: one.unit,
            name: one.person.and_then(|person| names.get(&person).cloned()),
            percent: one.percent.get(),
        })
        .collect())
}

fn expense_row(one: &Expense, names: &HashMap<PersonId, String>, reader: PersonId, may_edit: bool) -> ExpenseRow {
    let is_own = one.by == reader;
    ExpenseRow {
        id: one.id,
        category: one.category,
        payer: one.payer,
        date: one.date,
        amount: one.amount,
        activity: one.activity.clone(),
        receipt: one.receipt.to_string(),
        reason: one.reason.to_string(),
        by_name: names.get(&one.by).cloned().unwrap_or_default(),
        is_own,
        may_remove: is_own || may_edit,
        version: one.version,
    }
}
