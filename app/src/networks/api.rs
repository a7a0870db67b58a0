//! Server functions of meetings of networks.

use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::ids::NetworkId;
use domain::networks::view::{NetworkChoices, NetworkView, NetworksView, WantedMeeting};
use domain::networks::{NetworkCommand, NewNetworkMeeting};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The meetings of a school year that the reader may see.
#[server(endpoint = "networks/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_networks(year: Option<i16>) -> Result<NetworksView, AppError> {
    let ctx = ctx()?;
    service::networks::list(&ctx, year)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One meeting.
#[server(endpoint = "networks/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_network(id: NetworkId) -> Result<NetworkView, AppError> {
    let ctx = ctx()?;
    service::networks::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What the form of a new meeting offers.
#[server(endpoint = "networks/choices", prefix = "/api", input = Json, output = Json)]
pub async fn load_network_choices() -> Result<NetworkChoices, AppError> {
    let ctx = ctx()?;
    service::networks::choices(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a meeting.
#[server(endpoint = "networks/plan", prefix = "/api", input = Json, output = Json)]
pub async fn plan_network(envelope: Envelope<NewNetworkMeeting>) -> Result<NetworkId, AppError> {
    let ctx = ctx()?;
    service::networks::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a meeting by one command.
#[server(endpoint = "networks/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_network(id: NetworkId, envelope: Envelope<NetworkCommand>) -> Result<NetworkView, AppError> {
    let ctx = ctx()?;
    service::networks::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What a time runs into that is not saved yet.
#[server(endpoint = "networks/conflicts", prefix = "/api", input = Json, output = Json)]
pub async fn network_conflicts(wanted: WantedMeeting) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::networks::conflicts_of(&ctx, &wanted)
        .await
        .map_err(|error| told(&ctx, error))
}
