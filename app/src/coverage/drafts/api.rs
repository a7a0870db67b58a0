//! Server functions of drafts.

use domain::command::Envelope;
use domain::coverage::drafts::WhatIfCommand;
use domain::coverage::drafts::view::{CompareFilter, CompareView, WhatIfView, WhatIfsView};
use domain::ids::WhatIfId;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The reader's drafts.
#[server(endpoint = "coverage/drafts", prefix = "/api", input = Json, output = Json)]
pub async fn list_coverage_drafts() -> Result<WhatIfsView, AppError> {
    let ctx = ctx()?;
    service::coverage::drafts::list(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// A draft with what it would change.
#[server(endpoint = "coverage/draft", prefix = "/api", input = Json, output = Json)]
pub async fn view_coverage_draft(id: WhatIfId) -> Result<WhatIfView, AppError> {
    let ctx = ctx()?;
    service::coverage::drafts::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Two drafts side by side.
#[server(endpoint = "coverage/compare_drafts", prefix = "/api", input = Json, output = Json)]
pub async fn compare_coverage_drafts(filter: CompareFilter) -> Result<CompareView, AppError> {
    let ctx = ctx()?;
    service::coverage::drafts::compare(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Begins, changes or deletes a draft.
#[server(endpoint = "coverage/change_draft", prefix = "/api", input = Json, output = Json)]
pub async fn change_coverage_draft(envelope: Envelope<WhatIfCommand>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::coverage::drafts::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
