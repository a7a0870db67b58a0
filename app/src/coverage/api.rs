//! Server functions of coverage.

use domain::command::Envelope;
use domain::coverage::county::{CountyView, MapView, TrendView};
use domain::coverage::gaps::{GapCommand, SetRule};
use domain::coverage::view::{
    CoverageFilter, CoverageView, GapsView, ServicesFilter, ServicesView, StartView, UnitCoverage, UnitSet,
};
use domain::coverage::{Period, SetTargets};
use domain::ids::UnitId;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The matrix of units and measures.
#[server(endpoint = "coverage/matrix", prefix = "/api", input = Json, output = Json)]
pub async fn view_coverage(filter: CoverageFilter) -> Result<CoverageView, AppError> {
    let ctx = ctx()?;
    service::coverage::matrix(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// A unit's figures with what is behind them.
#[server(endpoint = "coverage/unit", prefix = "/api", input = Json, output = Json)]
pub async fn view_unit_coverage(unit: UnitId, period: Option<Period>) -> Result<UnitCoverage, AppError> {
    let ctx = ctx()?;
    service::coverage::unit(&ctx, unit, period)
        .await
        .map_err(|error| told(&ctx, error))
}

/// A county's figures over its places.
#[server(endpoint = "coverage/county", prefix = "/api", input = Json, output = Json)]
pub async fn view_county_coverage(
    code: String,
    period: Option<Period>,
    set: Option<UnitSet>,
) -> Result<CountyView, AppError> {
    let ctx = ctx()?;
    service::coverage::county(&ctx, &code, period, set)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Every county, for the map.
#[server(endpoint = "coverage/map", prefix = "/api", input = Json, output = Json)]
pub async fn view_coverage_map(period: Option<Period>, set: Option<UnitSet>) -> Result<MapView, AppError> {
    let ctx = ctx()?;
    service::coverage::map(&ctx, period, set)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The school years beside each other.
#[server(endpoint = "coverage/trend", prefix = "/api", input = Json, output = Json)]
pub async fn view_coverage_trend(filter: CoverageFilter) -> Result<TrendView, AppError> {
    let ctx = ctx()?;
    service::coverage::trend(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What the front page tells.
#[server(endpoint = "coverage/start", prefix = "/api", input = Json, output = Json)]
pub async fn view_coverage_start() -> Result<StartView, AppError> {
    let ctx = ctx()?;
    service::coverage::start(&ctx).await.map_err(|error| told(&ctx, error))
}

/// A mark that is another when something that coverage is counted from has changed.
#[server(endpoint = "coverage/mark", prefix = "/api", input = Json, output = Json)]
pub async fn coverage_mark() -> Result<String, AppError> {
    let ctx = ctx()?;
    service::coverage::mark(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Which services of which municipalities have been at a course.
#[server(endpoint = "coverage/services", prefix = "/api", input = Json, output = Json)]
pub async fn view_services(filter: ServicesFilter) -> Result<ServicesView, AppError> {
    let ctx = ctx()?;
    service::coverage::services(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Every gap that the rules find.
#[server(endpoint = "coverage/gaps", prefix = "/api", input = Json, output = Json)]
pub async fn view_gaps() -> Result<GapsView, AppError> {
    let ctx = ctx()?;
    service::coverage::alerts(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Sends a gap to whoever works there, answers, or sets it aside.
#[server(endpoint = "coverage/note_gap", prefix = "/api", input = Json, output = Json)]
pub async fn note_gap(envelope: Envelope<GapCommand>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::coverage::note_gap(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Sets a rule that finds gaps.
#[server(endpoint = "coverage/set_rule", prefix = "/api", input = Json, output = Json)]
pub async fn set_gap_rule(envelope: Envelope<SetRule>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::coverage::set_rule(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Sets how many of each measure a unit is to have.
#[server(endpoint = "coverage/targets", prefix = "/api", input = Json, output = Json)]
pub async fn set_unit_targets(envelope: Envelope<SetTargets>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::coverage::set_targets(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
