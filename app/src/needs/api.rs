//! Server functions of needs and measures.

use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::ids::{MeasureId, SurveyId};
use domain::needs::view::{MeasureView, NeedsChoices, NeedsView, SurveyView, WantedParts};
use domain::needs::{MeasureCommand, NewMeasure, NewSurvey, SurveyCommand};
use domain::part_plans::PartPlanCommand;
use domain::part_plans::view::PartPlansView;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// What the reader is to look after.
#[server(endpoint = "needs/overview", prefix = "/api", input = Json, output = Json)]
pub async fn view_needs() -> Result<NeedsView, AppError> {
    let ctx = ctx()?;
    service::needs::overview(&ctx).await.map_err(|error| told(&ctx, error))
}

/// What a survey or a measure is begun with.
#[server(endpoint = "needs/choices", prefix = "/api", input = Json, output = Json)]
pub async fn load_needs_choices() -> Result<NeedsChoices, AppError> {
    let ctx = ctx()?;
    service::needs::choices(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Opens a survey.
#[server(endpoint = "needs/open_survey", prefix = "/api", input = Json, output = Json)]
pub async fn open_survey(envelope: Envelope<NewSurvey>) -> Result<SurveyId, AppError> {
    let ctx = ctx()?;
    service::needs::open_survey(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One survey.
#[server(endpoint = "needs/survey", prefix = "/api", input = Json, output = Json)]
pub async fn view_survey(id: SurveyId) -> Result<SurveyView, AppError> {
    let ctx = ctx()?;
    service::needs::view_survey(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a survey by one command.
#[server(endpoint = "needs/change_survey", prefix = "/api", input = Json, output = Json)]
pub async fn change_survey(id: SurveyId, envelope: Envelope<SurveyCommand>) -> Result<SurveyView, AppError> {
    let ctx = ctx()?;
    service::needs::change_survey(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What else is booked at the times of a measure that are not saved yet.
#[server(endpoint = "needs/conflicts", prefix = "/api", input = Json, output = Json)]
pub async fn measure_conflicts(wanted: WantedParts) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::needs::measure_conflicts(&ctx, &wanted)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a measure.
#[server(endpoint = "needs/plan_measure", prefix = "/api", input = Json, output = Json)]
pub async fn create_measure(envelope: Envelope<NewMeasure>) -> Result<MeasureId, AppError> {
    let ctx = ctx()?;
    service::needs::create_measure(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One measure.
#[server(endpoint = "needs/measure", prefix = "/api", input = Json, output = Json)]
pub async fn view_measure(id: MeasureId) -> Result<MeasureView, AppError> {
    let ctx = ctx()?;
    service::needs::view_measure(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a measure by one command.
#[server(endpoint = "needs/change_measure", prefix = "/api", input = Json, output = Json)]
pub async fn change_measure(id: MeasureId, envelope: Envelope<MeasureCommand>) -> Result<MeasureView, AppError> {
    let ctx = ctx()?;
    service::needs::change_measure(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The run sheets of a measure, part by part.
#[server(endpoint = "needs/run_sheets", prefix = "/api", input = Json, output = Json)]
pub async fn view_measure_sheets(id: MeasureId) -> Result<PartPlansView, AppError> {
    let ctx = ctx()?;
    service::needs::view_run_sheets(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes the run sheets of a measure by one command.
#[server(endpoint = "needs/change_run_sheets", prefix = "/api", input = Json, output = Json)]
pub async fn change_measure_sheets(
    id: MeasureId,
    envelope: Envelope<PartPlanCommand>,
) -> Result<PartPlansView, AppError> {
    let ctx = ctx()?;
    service::needs::change_run_sheets(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
