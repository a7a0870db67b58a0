//! The server function of the year plan.

use domain::year_plan::YearPlan;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The groups of the school year that starts in `year`, or of this one.
#[server(endpoint = "year_plan/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_year_plan(year: Option<i16>) -> Result<YearPlan, AppError> {
    let ctx = ctx()?;
    service::year_plan::view(&ctx, year)
        .await
        .map_err(|error| told(&ctx, error))
}
