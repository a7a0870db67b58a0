//! Server functions of agreements.

use domain::agreements::view::{
    AgreementChoices, AgreementFilter, AgreementView, AgreementsView, HandoverView, Notice, SpendView,
};
use domain::agreements::{AgreementCommand, ExpenseCommand, NewAgreement, Renewal};
use domain::command::Envelope;
use domain::ids::{AgreementId, PlacementId};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The agreements that the reader may see.
#[server(endpoint = "agreements/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_agreements(filter: AgreementFilter) -> Result<AgreementsView, AppError> {
    let ctx = ctx()?;
    service::agreements::list(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One agreement.
#[server(endpoint = "agreements/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_agreement(id: AgreementId) -> Result<AgreementView, AppError> {
    let ctx = ctx()?;
    service::agreements::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What an agreement is written with.
#[server(endpoint = "agreements/choices", prefix = "/api", input = Json, output = Json)]
pub async fn load_agreement_choices() -> Result<AgreementChoices, AppError> {
    let ctx = ctx()?;
    service::agreements::choices(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Writes an agreement.
#[server(endpoint = "agreements/create", prefix = "/api", input = Json, output = Json)]
pub async fn create_agreement(envelope: Envelope<NewAgreement>) -> Result<AgreementId, AppError> {
    let ctx = ctx()?;
    service::agreements::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Begins the renewal of an agreement.
#[server(endpoint = "agreements/renew", prefix = "/api", input = Json, output = Json)]
pub async fn renew_agreement(envelope: Envelope<Renewal>) -> Result<AgreementId, AppError> {
    let ctx = ctx()?;
    service::agreements::renew(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes an agreement by one command.
#[server(endpoint = "agreements/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_agreement(
    id: AgreementId,
    envelope: Envelope<AgreementCommand>,
) -> Result<AgreementView, AppError> {
    let ctx = ctx()?;
    service::agreements::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What an expense is written down with.
#[server(endpoint = "agreements/spending", prefix = "/api", input = Json, output = Json)]
pub async fn view_spending(id: AgreementId) -> Result<SpendView, AppError> {
    let ctx = ctx()?;
    service::agreements::spending(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Writes an expense down, or takes one away.
#[server(endpoint = "agreements/spend", prefix = "/api", input = Json, output = Json)]
pub async fn change_spending(id: AgreementId, envelope: Envelope<ExpenseCommand>) -> Result<AgreementView, AppError> {
    let ctx = ctx()?;
    service::agreements::spend(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The agreements of the reader's that have ended without being renewed.
#[server(endpoint = "agreements/notices", prefix = "/api", input = Json, output = Json)]
pub async fn agreement_notices() -> Result<Vec<Notice>, AppError> {
    let ctx = ctx()?;
    service::agreements::notices(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What a person has going at a unit.
#[server(endpoint = "agreements/handover", prefix = "/api", input = Json, output = Json)]
pub async fn view_handover(id: PlacementId) -> Result<HandoverView, AppError> {
    let ctx = ctx()?;
    service::agreements::handover(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}
