//! Server functions of teaching modules.

use domain::command::Envelope;
use domain::curriculum::{AimList, AimSearch};
use domain::ids::ModuleId;
use domain::modules::view::{Edition, ModuleList, ModuleSearch, ModuleView};
use domain::modules::{CopyModule, ImportModule, ModuleCommand, NewModule};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// What the library has.
#[server(endpoint = "modules/search", prefix = "/api", input = Json, output = Json)]
pub async fn search_modules(asked: ModuleSearch) -> Result<ModuleList, AppError> {
    let ctx = ctx()?;
    service::modules::search(&ctx, &asked)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Competence aims of the curriculum, by words.
#[server(endpoint = "curriculum/search_aims", prefix = "/api", input = Json, output = Json)]
pub async fn search_aims(asked: AimSearch) -> Result<AimList, AppError> {
    let ctx = ctx()?;
    service::curriculum::search(&ctx, &asked)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One module.
#[server(endpoint = "modules/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_module(id: ModuleId) -> Result<ModuleView, AppError> {
    let ctx = ctx()?;
    service::modules::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What a module was when it was approved.
#[server(endpoint = "modules/edition", prefix = "/api", input = Json, output = Json)]
pub async fn module_edition(id: ModuleId, number: u32) -> Result<Edition, AppError> {
    let ctx = ctx()?;
    service::modules::edition(&ctx, id, number)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Writes a new module.
#[server(endpoint = "modules/create", prefix = "/api", input = Json, output = Json)]
pub async fn create_module(envelope: Envelope<NewModule>) -> Result<ModuleId, AppError> {
    let ctx = ctx()?;
    service::modules::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Makes a module of one's own of a file.
#[server(endpoint = "modules/import", prefix = "/api", input = Json, output = Json)]
pub async fn make_module_of_file(envelope: Envelope<ImportModule>) -> Result<ModuleId, AppError> {
    let ctx = ctx()?;
    service::modules::import(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Makes a module of one's own from a colleague's.
#[server(endpoint = "modules/copy", prefix = "/api", input = Json, output = Json)]
pub async fn make_module_copy(envelope: Envelope<CopyModule>) -> Result<ModuleId, AppError> {
    let ctx = ctx()?;
    service::modules::copy(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a module by one command.
#[server(endpoint = "modules/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_module(id: ModuleId, envelope: Envelope<ModuleCommand>) -> Result<ModuleView, AppError> {
    let ctx = ctx()?;
    service::modules::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
