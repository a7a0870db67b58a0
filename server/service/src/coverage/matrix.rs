//! The matrix: every unit of a set with what reached it, gaps first.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Actor, may_some};
use domain::agreements::{AgreementStanding, standing_of};
use domain::collation::Collated;
use domain::coverage::county::by_county;
use domain::coverage::view::{CoverageFilter, CoverageRow, CoverageView, OpenFigures, PAGE_SIZE, Sums, UnitSet};
use domain::coverage::{CellState, Period, Targets, UnitFigures};
use domain::ids::{PersonId, UnitId};
use domain::places::Unit;
use domain::places::codes::{County, MunicipalityCode, counties_on};
use domain::places::view::Choice;
use jiff::civil::Date;
use store::coverage as rows;

use super::ground::Ground;
use crate::{Ctx, ServiceError, places};

/// The units that the reader may see, narrowed to the filter, one page of them, with sums over all of them. Four reads.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn matrix(ctx: &Ctx, filter: CoverageFilter) -> Result<CoverageView, ServiceError> {
    let page = filter.page;
    let mut view = every_row(ctx, filter).await?;
    view.rows = view
        .rows
        .into_iter()
        .skip(page.saturating_mul(PAGE_SIZE))
        .take(PAGE_SIZE)
        .collect();
    Ok(view)
}

/// A mark that is another when something that coverage is counted from has changed. One read.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn mark(ctx: &Ctx) -> Result<String, ServiceError> {
    ctx.authorise_some(Action::ViewCoverage)?;
    Ok(ctx.services.coverage.now(ctx.store()).await?.mark(ctx.today()))
}

/// The same with all of them on one page.
///
/// # Errors
/// As [`matrix`].
pub async fn every_row(ctx: &Ctx, filter: CoverageFilter) -> Result<CoverageView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let today = ctx.today();
    let period = filter.period.unwrap_or_else(|| Period::school_year(today));
    let set = filter.set.unwrap_or(UnitSet::Advised);
    let ground = Ground::of(ctx, period).await?;
    let (mut counted, mark) = count(ctx, actor, &ground, (period, set)).await?;
    let there = counted.iter().flat_map(|(unit, _)| ground.placed(unit.id));
    let shown_to: BTreeSet<PersonId> = there.filter_map(|one| one.person).collect();
    let on = period.as_of(today);
    let counties: BTreeSet<&str> = counted.iter().map(|(unit, _)| county_code(unit, on)).collect();
    let owners_there: BTreeSet<_> = counted.iter().filter_map(|(unit, _)| unit.owner).collect();
    counted.retain(|(unit, _)| is_asked_for(&filter, unit, &ground, on));

    let sums = Sums::of(counted.iter().map(|(_, figures)| figures));
    let by_county = by_county(places_of(&counted), on);
    if let Some(kind) = filter.gap {
        counted.retain(|(_, figures)| figures.cell(kind).state() == CellState::Gap);
    }
    let total = counted.len();
    let rows = rows_of(ctx, &ground, counted, period).await?;
    let mut advisers: Vec<Choice> = shown_to
        .into_iter()
        .filter_map(|person| {
            Some(Choice {
                value: person.to_string(),
                name: ground.name(person)?.clone(),
            })
        })
        .collect();
    advisers.sort_by(|one, other| Collated(&one.name).cmp(&Collated(&other.name)));
    let mut owners_shown: Vec<Choice> = ground
        .owners()
        .iter()
        .filter(|owner| owners_there.contains(&owner.id))
        .map(places::owner_choice)
        .collect();
    owners_shown.sort_by(|one, other| Collated(&one.name).cmp(&Collated(&other.name)));
    Ok(CoverageView {
        period,
        set,
        rows,
        total,
        sums,
        by_county,
        counties: counties_on(on)
            .filter(|county| counties.contains(county.code))
            .map(county_choice)
            .collect(),
        owners: owners_shown,
        advisers,
        today,
        mark,
        filter,
    })
}

/// The sums of the nation and of each county, without a name of a unit or a person.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn open_figures(ctx: &Ctx, filter: CoverageFilter) -> Result<OpenFigures, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let period = filter.period.unwrap_or_else(|| Period::school_year(ctx.today()));
    let set = filter.set.unwrap_or(UnitSet::Advised);
    let ground = Ground::of(ctx, period).await?;
    let (mut counted, _) = count(ctx, actor, &ground, (period, set)).await?;
    let on = period.as_of(ctx.today());
    counted.retain(|(unit, _)| is_asked_for(&filter, unit, &ground, on));
    Ok(OpenFigures {
        period,
        set,
        counties: by_county(places_of(&counted), on)
            .into_iter()
            .map(|row| (row.code, row.sums.open()))
            .collect(),
        all: Sums::of(counted.iter().map(|(_, figures)| figures)).open(),
        filter,
    })
}

/// The units of a set that the reader may see, as they were on the period's last day, with their figures. One read.
pub(super) async fn count(
    ctx: &Ctx,
    actor: &Actor,
    ground: &Ground,
    (period, set): (Period, UnitSet),
) -> Result<(Vec<(Unit, UnitFigures)>, String), ServiceError> {
    let served = ground.served();
    let today = ctx.today();
    let on = period.as_of(today);
    let facts = ctx.services.coverage.now(ctx.store()).await?;
    let board = &facts.board;
    let counted = ground.units().iter().filter_map(|unit| {
        let has_facts = board.facts(unit.id).any(|fact| period.holds(fact.day));
        let is_shown = ground.is_in(set, unit, &served, has_facts) && ground.may_see(actor, unit);
        is_shown.then(|| {
            let figures = board.figures(unit.id, period, today);
            (unit.clone().as_of(on), figures)
        })
    });
    let counted = counted.collect();
    Ok((counted, facts.mark(today)))
}

/// The county that a place lay or lies in on a day.
pub(super) fn county_code(unit: &Unit, on: Date) -> &'static str {
    let municipality = unit.terms_on(on).municipality;
    municipality.county_on(on).map_or("", |county| county.code)
}

/// A county to choose.
pub(super) fn county_choice(county: &'static County) -> Choice {
    Choice {
        value: county.code.to_owned(),
        name: county.name.to_owned(),
    }
}

/// Where figures are of.
pub(super) fn places_of(counted: &[(Unit, UnitFigures)]) -> impl Iterator<Item = (MunicipalityCode, &UnitFigures)> {
    counted.iter().map(|(unit, figures)| (unit.municipality, figures))
}

/// Whether a place is one of those that are asked for, in the county, under the owner and of the kind of a day.
pub(super) fn is_asked_for(filter: &CoverageFilter, unit: &Unit, ground: &Ground, on: Date) -> bool {
    let then = unit.terms_on(on);
    (filter.county.is_empty() || county_code(unit, on) == filter.county)
        && filter.owner.is_none_or(|owner| then.owner == Some(owner))
        && filter.kind.is_none_or(|kind| then.kind == kind)
        && filter
            .adviser
            .is_none_or(|person| ground.people(unit.id).any(|there| there == person))
}

/// Places as rows, gaps first. Two reads.
pub(super) async fn rows_of(
    ctx: &Ctx,
    ground: &Ground,
    counted: Vec<(Unit, UnitFigures)>,
    period: Period,
) -> Result<Vec<CoverageRow>, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let today = ctx.today();
    let on = period.as_of(today);
    let targets = targets(ctx, period).await?;
    // Nothing of them is told to who may not know of any.
    let agreements = if may_some(&actor.grants, Action::ViewAgreement) {
        store::agreements::all(ctx.store()).await?
    } else {
        Vec::new()
    };
    let ended = |unit: UnitId| match standing_of(unit, &agreements, today) {
        Some(AgreementStanding::Expired { last_day, .. }) => Some(last_day),
        _ => None,
    };
    let mut rows: Vec<CoverageRow> = counted
        .into_iter()
        .map(|(unit, figures)| CoverageRow {
            county: unit
                .municipality
                .county_on(on)
                .map_or_else(String::new, |county| county.name.to_owned()),
            positions: ground.positions(unit.id),
            staff: unit.staff,
            figures,
            agreement_ended: ended(unit.id),
            targets: targets.get(&unit.id).cloned().unwrap_or_default(),
            unit: unit.id,
            name: unit.name.to_string(),
        })
        .collect();
    rows.sort_by(|one, other| one.order().cmp(&other.order()));
    Ok(rows)
}

/// Targets are set for school years alone.
async fn targets(ctx: &Ctx, period: Period) -> Result<HashMap<UnitId, Targets>, ServiceError> {
    let Some(year) = period.target_year() else {
        return Ok(HashMap::new());
    };
    let all = rows::targets_of(ctx.store(), year).await?;
    Ok(all.into_iter().map(|one| (one.unit, one.targets)).collect())
}
