//! Server functions of presentations.

use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::ids::PresentationId;
use domain::presentations::view::{PresentationChoices, PresentationList, PresentationView, WantedTimes};
use domain::presentations::{NewPresentation, NewSeries, PresentationCommand};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The presentations of a school year that the reader may see.
#[server(endpoint = "presentations/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_presentations(year: Option<i16>) -> Result<PresentationList, AppError> {
    let ctx = ctx()?;
    service::presentations::list(&ctx, year)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One presentation.
#[server(endpoint = "presentations/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_presentation(id: PresentationId) -> Result<PresentationView, AppError> {
    let ctx = ctx()?;
    service::presentations::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What the planner offers.
#[server(endpoint = "presentations/choices", prefix = "/api", input = Json, output = Json)]
pub async fn planning_choices() -> Result<PresentationChoices, AppError> {
    let ctx = ctx()?;
    service::presentations::choices(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a presentation.
#[server(endpoint = "presentations/create", prefix = "/api", input = Json, output = Json)]
pub async fn create_presentation(envelope: Envelope<NewPresentation>) -> Result<PresentationId, AppError> {
    let ctx = ctx()?;
    service::presentations::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a series, all of it or nothing.
#[server(endpoint = "presentations/create_series", prefix = "/api", input = Json, output = Json)]
pub async fn create_series(envelope: Envelope<NewSeries>) -> Result<Vec<PresentationId>, AppError> {
    let ctx = ctx()?;
    service::presentations::create_series(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a presentation by one command.
#[server(endpoint = "presentations/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_presentation(
    id: PresentationId,
    envelope: Envelope<PresentationCommand>,
) -> Result<PresentationView, AppError> {
    let ctx = ctx()?;
    service::presentations::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What times run into that are not saved yet.
#[server(endpoint = "presentations/conflicts", prefix = "/api", input = Json, output = Json)]
pub async fn presentation_conflicts(wanted: WantedTimes) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::presentations::conflicts_of(&ctx, &wanted)
        .await
        .map_err(|error| told(&ctx, error))
}
