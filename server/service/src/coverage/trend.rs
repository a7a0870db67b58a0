//! The school years beside each other.

use std::collections::{BTreeSet, HashMap};

use domain::access::Action;
use domain::coverage::county::TrendView;
use domain::coverage::view::{CoverageFilter, UnitSet};
use domain::coverage::{Period, TREND_YEARS, trend as years_of};
use domain::ids::UnitId;
use domain::places::Unit;
use domain::places::codes::counties_on;

use super::ground::Ground;
use super::matrix::{county_choice, county_code, is_asked_for};
use crate::{Ctx, ServiceError, places};

/// The school years with figures over the places that the reader may see: of each year those that were in the set then, in the county,
/// under the owner and of the kind of then. Three reads.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn trend(ctx: &Ctx, filter: CoverageFilter) -> Result<TrendView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let today = ctx.today();
    let set = filter.set.unwrap_or(UnitSet::Advised);
    let newest = Period::school_year(today);
    let mut next = newest;
    let periods: [Period; TREND_YEARS] = std::array::from_fn(|_| {
        let this = next;
        next = this.before();
        this
    });
    let known = ctx.services.coverage.places(ctx.store()).await?;
    let each = Ground::of_each(ctx, periods).await?;
    let grounds: HashMap<Period, Ground> = periods.into_iter().zip(each).collect();
    let facts = ctx.services.coverage.now(ctx.store()).await?;
    let board = &facts.board;
    // What a position is asked about is of today, so any period's ground tells whom the reader may see.
    let is_seen = |unit: &&Unit| grounds.get(&newest).is_some_and(|ground| ground.may_see(actor, unit));
    let seen: Vec<&Unit> = known.units.iter().filter(is_seen).collect();
    let there = |period: Period| -> Vec<UnitId> {
        let Some(ground) = grounds.get(&period) else {
            return Vec::new();
        };
        let served = ground.served();
        let on = period.as_of(today);
        let is_there = |unit: &&&Unit| {
            let has_facts = board.facts(unit.id).any(|fact| period.holds(fact.day));
            ground.is_in(set, unit, &served, has_facts) && is_asked_for(&filter, unit, ground, on)
        };
        seen.iter().filter(is_there).map(|unit| unit.id).collect()
    };
    let years = years_of(board, today, there);
    let counties: BTreeSet<&str> = seen.iter().map(|unit| county_code(unit, today)).collect();
    let now_and_before = |unit: &&'_ Unit| {
        let before: Vec<_> = unit.past.iter().map(|one| one.terms.owner).collect();
        before.into_iter().chain([unit.owner]).flatten()
    };
    let owners_there: BTreeSet<_> = seen.iter().flat_map(now_and_before).collect();
    Ok(TrendView {
        years,
        counties: counties_on(today)
            .filter(|county| counties.contains(county.code))
            .map(county_choice)
            .collect(),
        owners: known
            .owners
            .iter()
            .filter(|owner| owners_there.contains(&owner.id))
            .map(places::owner_choice)
            .collect(),
        filter,
    })
}
