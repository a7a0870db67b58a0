//! Server functions of evaluations.

use domain::command::Envelope;
use domain::evaluations::EvaluationCommand;
use domain::evaluations::view::{EvaluationView, RoundView};
use domain::ids::GroupId;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The evaluation of a group.
#[server(endpoint = "evaluations/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_evaluation(id: GroupId) -> Result<EvaluationView, AppError> {
    let ctx = ctx()?;
    service::evaluations::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What the page needs that goes round among the pupils.
#[server(endpoint = "evaluations/round", prefix = "/api", input = Json, output = Json)]
pub async fn view_round(id: GroupId) -> Result<RoundView, AppError> {
    let ctx = ctx()?;
    service::evaluations::round(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Opens or closes a round, or adds answers.
#[server(endpoint = "evaluations/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_evaluation(id: GroupId, envelope: Envelope<EvaluationCommand>) -> Result<EvaluationView, AppError> {
    let ctx = ctx()?;
    service::evaluations::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
