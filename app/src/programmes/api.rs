//! Server functions of programmes.

use domain::command::Envelope;
use domain::ids::ProgrammeId;
use domain::programmes::view::{ProgrammeRow, ProgrammeView};
use domain::programmes::{NewProgramme, ProgrammeCommand};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The programmes that are offered.
#[server(endpoint = "programmes/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_programmes() -> Result<Vec<ProgrammeRow>, AppError> {
    let ctx = ctx()?;
    service::programmes::list(&ctx).await.map_err(|error| told(&ctx, error))
}

/// One programme.
#[server(endpoint = "programmes/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_programme(id: ProgrammeId) -> Result<ProgrammeView, AppError> {
    let ctx = ctx()?;
    service::programmes::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Saves a group as a programme.
#[server(endpoint = "programmes/save", prefix = "/api", input = Json, output = Json)]
pub async fn save_programme(envelope: Envelope<NewProgramme>) -> Result<ProgrammeId, AppError> {
    let ctx = ctx()?;
    service::programmes::save(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a programme by one command.
#[server(endpoint = "programmes/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_programme(
    id: ProgrammeId,
    envelope: Envelope<ProgrammeCommand>,
) -> Result<ProgrammeView, AppError> {
    let ctx = ctx()?;
    service::programmes::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
