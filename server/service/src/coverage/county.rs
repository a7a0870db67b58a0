//! A county's page, and every county for the map. A county is the one that was there on the period's last day.

use domain::access::{Action, Actor};
use domain::coverage::county::{CountyFigures, CountyView, MapCounty, MapView, by_county};
use domain::coverage::view::{CoverageRow, Sums, UnitSet};
use domain::coverage::{Period, UnitFigures};
use domain::places::Unit;
use domain::places::codes::{counties_of, counties_on, county as county_of_code};
use domain::places::view::Choice;
use jiff::civil::{Date, date};

use super::ground::Ground;
use super::matrix::{count, county_choice, county_code, places_of, rows_of};
use super::municipalities;
use crate::{Ctx, ServiceError};

/// The counties of the map's outlines: those that came in 2024.
pub(super) const MAP_DAY: Date = date(2024, 1, 1);

/// A county's figures over the places that the reader may see, this school year and those with a position when nothing else is asked for.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a code that was never a county's; `Unavailable`.
pub async fn county(
    ctx: &Ctx,
    code: &str,
    period: Option<Period>,
    set: Option<UnitSet>,
) -> Result<CountyView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let county = county_of_code(code).ok_or(ServiceError::NotFound)?;
    let today = ctx.today();
    let period = period.unwrap_or_else(|| Period::school_year(today));
    let set = set.unwrap_or(UnitSet::Advised);
    let earlier = period.before();
    let [ground, ground_before] = Ground::of_each(ctx, [period, earlier]).await?;
    let asked = Asked { actor, code, set };
    let (counted, mark) = asked.count(ctx, &ground, period).await?;
    let (counted_before, _) = asked.count(ctx, &ground_before, earlier).await?;
    let map = municipalities::map(code, &counted);
    let rows = rows_of(ctx, &ground, counted, period).await?;
    let rows_before = rows_of(ctx, &ground_before, counted_before, earlier).await?;
    let elsewhere_before = elsewhere(code, earlier.as_of(today));
    let of = |rows: &[CoverageRow], period: Period| CountyFigures::of(rows, period.as_of(today));
    Ok(CountyView {
        code: county.code.to_owned(),
        name: county.name.to_owned(),
        period,
        set,
        elsewhere: elsewhere(code, period.as_of(today)),
        figures: of(&rows, period),
        before: elsewhere_before.is_empty().then(|| of(&rows_before, earlier)),
        elsewhere_before,
        map,
        rows,
        today,
        mark,
    })
}

/// Every county that was there, with its sums over the places that the reader may see.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn map(ctx: &Ctx, period: Option<Period>, set: Option<UnitSet>) -> Result<MapView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let today = ctx.today();
    let period = period.unwrap_or_else(|| Period::school_year(today));
    let set = set.unwrap_or(UnitSet::Advised);
    let on = period.as_of(today);
    let ground = Ground::of(ctx, period).await?;
    let (counted, _) = count(ctx, actor, &ground, (period, set)).await?;
    let counted_there = by_county(places_of(&counted), on);
    let parts: Vec<(&str, &str)> = counties_on(MAP_DAY)
        .filter_map(|part| Some((part.code, counties_of(part.code, on).first()?.code)))
        .collect();
    let counties = counties_on(on).map(|county| MapCounty {
        code: county.code.to_owned(),
        name: county.name.to_owned(),
        parts: parts
            .iter()
            .filter(|(_, there)| *there == county.code)
            .map(|(part, _)| (*part).to_owned())
            .collect(),
        sums: counted_there
            .iter()
            .find(|row| row.code == county.code)
            .map(|row| row.sums)
            .unwrap_or_default(),
    });
    Ok(MapView {
        period,
        set,
        counties: counties.collect(),
        sums: Sums::of(counted.iter().map(|(_, figures)| figures)),
        today,
    })
}

/// What is asked for, whatever the period.
struct Asked<'a> {
    actor: &'a Actor,
    code: &'a str,
    set: UnitSet,
}

impl Asked<'_> {
    /// The places that lay in the county in a period. One read.
    async fn count(
        &self,
        ctx: &Ctx,
        ground: &Ground,
        period: Period,
    ) -> Result<(Vec<(Unit, UnitFigures)>, String), ServiceError> {
        let (mut counted, mark) = count(ctx, self.actor, ground, (period, self.set)).await?;
        let on = period.as_of(ctx.today());
        counted.retain(|(unit, _)| county_code(unit, on) == self.code);
        Ok((counted, mark))
    }
}

/// Where a county's places lay on a day, when it was not there.
fn elsewhere(code: &str, on: Date) -> Vec<Choice> {
    let counties = counties_of(code, on);
    if counties.iter().any(|county| county.code == code) {
        return Vec::new();
    }
    counties.into_iter().map(county_choice).collect()
}
