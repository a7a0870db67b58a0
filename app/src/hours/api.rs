//! Server functions of hours.

use domain::command::Envelope;
use domain::hours::view::{FigureFilter, FiguresView, HoursView, PeriodsView, PlanGuide, RulesView};
use domain::hours::{Month, PeriodCommand, RuleEdit, WeekCommand};
use domain::time::wire::Day;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The own week that holds `day`, or today's.
#[server(endpoint = "hours/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_hours(day: Option<Day>) -> Result<HoursView, AppError> {
    let ctx = ctx()?;
    service::hours::view(&ctx, day.map(|Day(date)| date))
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes the own week; the answer is its version.
#[server(endpoint = "hours/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_hours(envelope: Envelope<WeekCommand>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::hours::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The scheme's sums.
#[server(endpoint = "hours/figures", prefix = "/api", input = Json, output = Json)]
pub async fn view_hour_figures(filter: FigureFilter) -> Result<FiguresView, AppError> {
    let ctx = ctx()?;
    service::hours::figures(&ctx, &filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Where the reader's semesters end with what is planned; nothing for who is not bound by the guide.
#[server(endpoint = "hours/projection", prefix = "/api", input = Json, output = Json)]
pub async fn view_own_projection() -> Result<Option<PlanGuide>, AppError> {
    let ctx = ctx()?;
    service::hours::projection(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// A month of everybody; the last one that is over when none is given.
#[server(endpoint = "hours/periods", prefix = "/api", input = Json, output = Json)]
pub async fn view_hour_periods(month: Option<Month>) -> Result<PeriodsView, AppError> {
    let ctx = ctx()?;
    service::hours::periods(&ctx, month)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Closes a month or opens it again; the answer is for how many.
#[server(endpoint = "hours/change_periods", prefix = "/api", input = Json, output = Json)]
pub async fn change_hour_periods(envelope: Envelope<PeriodCommand>) -> Result<usize, AppError> {
    let ctx = ctx()?;
    service::hours::change_periods(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Where time is counted.
#[server(endpoint = "hours/rules", prefix = "/api", input = Json, output = Json)]
pub async fn view_hour_rules() -> Result<RulesView, AppError> {
    let ctx = ctx()?;
    service::hours::rules(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Changes where the time of one kind of work is counted; the answer is the rule's version.
#[server(endpoint = "hours/change_rule", prefix = "/api", input = Json, output = Json)]
pub async fn change_hour_rule(envelope: Envelope<RuleEdit>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::hours::change_rule(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
