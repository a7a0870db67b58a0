//! Server functions of what is printed.

use domain::ids::GroupId;
use domain::printouts::{Handout, Poster};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The programme of a group.
#[server(endpoint = "printouts/handout", prefix = "/api", input = Json, output = Json)]
pub async fn view_handout(id: GroupId) -> Result<Handout, AppError> {
    let ctx = ctx()?;
    service::printouts::handout(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The poster of a session.
#[server(endpoint = "printouts/poster", prefix = "/api", input = Json, output = Json)]
pub async fn view_poster(id: GroupId, number: u8) -> Result<Poster, AppError> {
    let ctx = ctx()?;
    service::printouts::poster(&ctx, id, number)
        .await
        .map_err(|error| told(&ctx, error))
}
