//! Server functions of proposals for Nora.

use domain::command::Envelope;
use domain::ids::{ModuleId, ProposalId};
use domain::nora::markdown::Block;
use domain::nora::view::{ModuleProposal, ProposalOverview, ProposalView};
use domain::nora::{NewProposal, ProposalCommand};
use domain::text::LongText;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The reader's own proposals, and what waits for those who review.
#[server(endpoint = "nora/overview", prefix = "/api", input = Json, output = Json)]
pub async fn proposals_for_nora() -> Result<ProposalOverview, AppError> {
    let ctx = ctx()?;
    service::nora::overview(&ctx).await.map_err(|error| told(&ctx, error))
}

/// One proposal.
#[server(endpoint = "nora/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_proposal(id: ProposalId) -> Result<ProposalView, AppError> {
    let ctx = ctx()?;
    service::nora::view(&ctx, id).await.map_err(|error| told(&ctx, error))
}

/// What came of a module.
#[server(endpoint = "nora/of_module", prefix = "/api", input = Json, output = Json)]
pub async fn proposals_of_module(module: ModuleId) -> Result<Vec<ModuleProposal>, AppError> {
    let ctx = ctx()?;
    service::nora::of_module(&ctx, module)
        .await
        .map_err(|error| told(&ctx, error))
}

/// A text as it will be drawn.
#[server(endpoint = "nora/preview", prefix = "/api", input = Json, output = Json)]
pub async fn preview_text(text: LongText) -> Result<Vec<Block>, AppError> {
    let ctx = ctx()?;
    service::nora::preview(&ctx, &text).map_err(|error| told(&ctx, error))
}

/// Proposes something.
#[server(endpoint = "nora/create", prefix = "/api", input = Json, output = Json)]
pub async fn propose_to_nora(envelope: Envelope<NewProposal>) -> Result<ProposalId, AppError> {
    let ctx = ctx()?;
    service::nora::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a proposal by one command.
#[server(endpoint = "nora/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_proposal(id: ProposalId, envelope: Envelope<ProposalCommand>) -> Result<ProposalView, AppError> {
    let ctx = ctx()?;
    service::nora::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
