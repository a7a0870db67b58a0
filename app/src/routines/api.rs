//! Server functions of routines.

use domain::command::Envelope;
use domain::routines::view::{RoutineFilter, RoutineView, RoutinesView};
use domain::routines::{RoutineCommand, RoutineRef};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The routines of the places that the reader looks after.
#[server(endpoint = "routines/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_routines(filter: RoutineFilter) -> Result<RoutinesView, AppError> {
    let ctx = ctx()?;
    service::routines::list(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One routine, or that there is none.
#[server(endpoint = "routines/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_routine(at: RoutineRef) -> Result<RoutineView, AppError> {
    let ctx = ctx()?;
    service::routines::view(&ctx, at)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Begins a routine, or changes it by one command.
#[server(endpoint = "routines/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_routine(at: RoutineRef, envelope: Envelope<RoutineCommand>) -> Result<RoutineView, AppError> {
    let ctx = ctx()?;
    service::routines::change(&ctx, at, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
