//! Server functions of outreach.

use domain::command::Envelope;
use domain::ids::OutreachId;
use domain::outreach::OutreachCommand;
use domain::outreach::view::{OutreachFilter, OutreachView};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// Who has been told of which services.
#[server(endpoint = "outreach/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_outreach(filter: OutreachFilter) -> Result<OutreachView, AppError> {
    let ctx = ctx()?;
    service::outreach::view(&ctx, &filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Records what was made known, or takes a record away.
#[server(endpoint = "outreach/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_outreach(envelope: Envelope<OutreachCommand>) -> Result<OutreachId, AppError> {
    let ctx = ctx()?;
    service::outreach::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
