//! Server functions of the own calendar's address.

use domain::calendar_feed::{FeedView, NewFeed};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// What there is.
#[server(endpoint = "calendar_feed/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_calendar_feed() -> Result<FeedView, AppError> {
    let ctx = ctx()?;
    service::calendar_feed::view(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Makes the address anew; its secret is told here and never again.
#[server(endpoint = "calendar_feed/make", prefix = "/api", input = Json, output = Json)]
pub async fn make_calendar_feed() -> Result<NewFeed, AppError> {
    let ctx = ctx()?;
    service::calendar_feed::make(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Ends the address.
#[server(endpoint = "calendar_feed/revoke", prefix = "/api", input = Json, output = Json)]
pub async fn revoke_calendar_feed() -> Result<(), AppError> {
    let ctx = ctx()?;
    service::calendar_feed::revoke(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}
