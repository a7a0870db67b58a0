//! Server functions of places and placements.

use domain::command::Envelope;
use domain::ids::{OwnerId, UnitId};
use domain::places::view::{MergePreview, OwnerView, PlaceFilter, Placed, PlacementAnswer, PlacesView, UnitView};
use domain::places::{Merger, PlaceCommand, PlacementCommand};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The units the reader may see, one page of them.
#[server(endpoint = "places/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_places(filter: PlaceFilter) -> Result<PlacesView, AppError> {
    let ctx = ctx()?;
    service::places::list(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One unit.
#[server(endpoint = "places/unit", prefix = "/api", input = Json, output = Json)]
pub async fn view_unit(id: UnitId) -> Result<UnitView, AppError> {
    let ctx = ctx()?;
    service::places::unit(&ctx, id).await.map_err(|error| told(&ctx, error))
}

/// One owner.
#[server(endpoint = "places/owner", prefix = "/api", input = Json, output = Json)]
pub async fn view_owner(id: OwnerId) -> Result<OwnerView, AppError> {
    let ctx = ctx()?;
    service::places::owner(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes an owner, a unit or a nearby list.
#[server(endpoint = "places/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_place(envelope: Envelope<PlaceCommand>) -> Result<Placed, AppError> {
    let ctx = ctx()?;
    service::places::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What follows when a unit becomes a part of another.
#[server(endpoint = "places/preview_merger", prefix = "/api", input = Json, output = Json)]
pub async fn preview_merger(id: UnitId, merger: Merger) -> Result<MergePreview, AppError> {
    let ctx = ctx()?;
    service::places::preview_merger(&ctx, id, merger)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Places a person at a unit, or changes a placement.
#[server(endpoint = "placements/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_placement(envelope: Envelope<PlacementCommand>) -> Result<PlacementAnswer, AppError> {
    let ctx = ctx()?;
    service::placements::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
