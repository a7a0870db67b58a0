//! The agreements that the reader may see, those with something to look after first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Subject, may};
use domain::agreements::view::{AgreementFilter, AgreementRow, AgreementsView};
use domain::agreements::{Agreement, State, alerts, is_renewed, overlaps};
use domain::choice::Choice;
use domain::ids::{OwnerId, UnitId};
use domain::places::{Owner, Unit};
use jiff::civil::Date;
use store::agreements as rows;
use store::places as place_rows;

use super::{Reader, placed_today};
use crate::{Ctx, ServiceError};

/// The agreements that the reader may see, narrowed to the filter. What came to nothing is shown where it is asked for.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx, filter: AgreementFilter) -> Result<AgreementsView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    let today = ctx.today();
    // Whether one is renewed is told by all, whoever may see the other.
    let all = rows::all(ctx.store()).await?;
    let placed = placed_today(ctx).await?;
    let seen: Vec<&Agreement> = all.iter().filter(|one| reader.sees(one)).collect();
    let units = units_of(ctx, &seen).await?;
    let owners: HashMap<OwnerId, Owner> = place_rows::owners(ctx.store())
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner))
        .collect();
    let mut rows: Vec<AgreementRow> = seen
        .iter()
        .filter(|one| matches(one, &filter, &units, today))
        .map(|one| AgreementRow {
            id: one.id,
            owner_name: owners
                .get(&one.owner)
                .map(|owner| owner.name.to_string())
                .unwrap_or_default(),
            units: names_of(one, &units),
            from: one.terms.from,
            last_day: one.last_day(),
            stage: one.stage(today),
            alerts: alerts(one, &all, &placed, today),
            is_renewed: is_renewed(one, &all, today),
            overlaps: overlapping(one, &seen, &units, today),
        })
        .collect();
    rows.sort_by(|one, other| order(one).cmp(&order(other)));
    Ok(AgreementsView {
        rows,
        counties: counties_of(&units),
        owners: owners_of(&seen, &owners),
        may_edit: may(reader.actor, Action::EditAgreement, &Subject::general()),
        filter,
    })
}

/// The units, by name, that another agreement which the reader knows of covers on the same days.
fn overlapping(one: &Agreement, seen: &[&Agreement], units: &BTreeMap<UnitId, Unit>, today: Date) -> Vec<String> {
    let both: BTreeSet<UnitId> = overlaps(one, seen.iter().copied(), today)
        .into_iter()
        .flat_map(|overlap| overlap.units)
        .collect();
    named(both, units)
}

/// The most pressing first, then what two agreements cover at once, then those in force by their end, then what is over.
fn order(row: &AgreementRow) -> impl Ord {
    let is_over = match row.stage {
        State::Expired | State::Terminated | State::Withdrawn => true,
        State::Draft | State::ToSign | State::Active | State::Renegotiation => false,
    };
    let first = row.alerts.first().copied();
    (
        first.is_none(),
        first,
        row.overlaps.is_empty(),
        is_over,
        row.last_day,
        row.owner_name.clone(),
        row.id,
    )
}

async fn units_of(ctx: &Ctx, seen: &[&Agreement]) -> Result<BTreeMap<UnitId, Unit>, ServiceError> {
    let ids: BTreeSet<UnitId> = seen.iter().flat_map(|one| one.terms.covered()).collect();
    let ids: Vec<UnitId> = ids.into_iter().collect();
    let found = place_rows::units_by_id(ctx.store(), &ids).await?;
    Ok(found.into_iter().map(|unit| (unit.id, unit)).collect())
}

fn matches(one: &Agreement, filter: &AgreementFilter, units: &BTreeMap<UnitId, Unit>, today: Date) -> bool {
    let is_in_county = || {
        one.terms
            .covered()
            .filter_map(|id| units.get(&id))
            .any(|unit| unit.county_code() == filter.county)
    };
    let is_in_state = match State::from_name(&filter.state) {
        Some(state) => one.stage(today) == state,
        None => one.state != State::Withdrawn,
    };
    is_in_state
        && (filter.county.is_empty() || is_in_county())
        && (filter.owner.is_empty() || one.owner.to_string() == filter.owner)
}

fn names_of(one: &Agreement, units: &BTreeMap<UnitId, Unit>) -> Vec<String> {
    named(one.terms.covered(), units)
}

fn named(ids: impl IntoIterator<Item = UnitId>, units: &BTreeMap<UnitId, Unit>) -> Vec<String> {
    let mut names: Vec<String> = ids
        .into_iter()
        .filter_map(|id| Some(units.get(&id)?.name.to_string()))
        .collect();
    names.sort();
    names
}

fn counties_of(units: &BTreeMap<UnitId, Unit>) -> Vec<Choice> {
    let counties: BTreeMap<&str, &str> = units
        .values()
        .filter_map(|unit| unit.municipality.county())
        .map(|county| (county.code, county.name))
        .collect();
    let choice = |(code, name): (&str, &str)| Choice {
        value: code.to_owned(),
        name: name.to_owned(),
    };
    counties.into_iter().map(choice).collect()
}

fn owners_of(seen: &[&Agreement], owners: &HashMap<OwnerId, Owner>) -> Vec<Choice> {
    let ids: BTreeSet<OwnerId> = seen.iter().map(|one| one.owner).collect();
    let mut choices: Vec<Choice> = ids
        .into_iter()
        .filter_map(|id| owners.get(&id))
        .map(|owner| Choice {
            value: owner.id.to_string(),
            name: owner.name.to_string(),
        })
        .collect();
    choices.sort_by(|one, other| one.name.cmp(&other.name));
    choices
}
