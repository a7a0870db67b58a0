//! Server functions of imports. The body of these addresses may be larger than others.

use domain::ids::CommandId;
use domain::import::{ImportReport, ImportText};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// What an import of units would do.
#[server(endpoint = "import/preview_units", prefix = "/api", input = Json, output = Json)]
pub async fn preview_units(text: ImportText) -> Result<ImportReport, AppError> {
    let ctx = ctx()?;
    service::import::preview_units(&ctx, &text)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Imports units if every row is sound.
#[server(endpoint = "import/units", prefix = "/api", input = Json, output = Json)]
pub async fn import_units(key: CommandId, text: ImportText) -> Result<ImportReport, AppError> {
    let ctx = ctx()?;
    service::import::import_units(&ctx, key, &text)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What an import of competence aims would do.
#[server(endpoint = "import/preview_aims", prefix = "/api", input = Json, output = Json)]
pub async fn preview_aims(text: ImportText) -> Result<ImportReport, AppError> {
    let ctx = ctx()?;
    service::import::preview_aims(&ctx, &text)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Imports competence aims if every element is sound.
#[server(endpoint = "import/aims", prefix = "/api", input = Json, output = Json)]
pub async fn import_aims(key: CommandId, text: ImportText) -> Result<ImportReport, AppError> {
    let ctx = ctx()?;
    service::import::import_aims(&ctx, key, &text)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What an import of calendars would do.
#[server(endpoint = "import/preview_calendars", prefix = "/api", input = Json, output = Json)]
pub async fn preview_calendars(text: ImportText) -> Result<ImportReport, AppError> {
    let ctx = ctx()?;
    service::import::preview_calendars(&ctx, &text)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Imports calendars if every row is sound.
#[server(endpoint = "import/calendars", prefix = "/api", input = Json, output = Json)]
pub async fn import_calendars(key: CommandId, text: ImportText) -> Result<ImportReport, AppError> {
    let ctx = ctx()?;
    service::import::import_calendars(&ctx, key, &text)
        .await
        .map_err(|error| told(&ctx, error))
}
