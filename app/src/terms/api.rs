//! Server functions of the terminology.

use domain::command::Envelope;
use domain::terms::{TermCommand, Terms, TermsView};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The words of today, for anyone.
#[server(endpoint = "terms/current", prefix = "/api", input = Json, output = Json)]
pub async fn current_terms() -> Result<Terms, AppError> {
    let ctx = ctx()?;
    service::terms::on(&ctx, ctx.today())
        .await
        .map_err(|error| told(&ctx, error))
}

/// Every wording.
#[server(endpoint = "terms/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_terms() -> Result<TermsView, AppError> {
    let ctx = ctx()?;
    service::terms::view(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Sets a wording; gives the words of today as they then are.
#[server(endpoint = "terms/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_term(envelope: Envelope<TermCommand>) -> Result<Terms, AppError> {
    let ctx = ctx()?;
    service::terms::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
