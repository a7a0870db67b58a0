//! Server functions of deliveries.

use domain::choice::Choice;
use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::deliveries::view::{DeliveryChoices, DeliveryList, DeliveryView, WantedTime};
use domain::deliveries::{DeliveryCommand, NewDelivery};
use domain::ids::{DeliveryId, ModuleId};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The deliveries of a school year that the reader may see.
#[server(endpoint = "deliveries/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_deliveries(year: Option<i16>) -> Result<DeliveryList, AppError> {
    let ctx = ctx()?;
    service::deliveries::list(&ctx, year)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One delivery.
#[server(endpoint = "deliveries/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_delivery(id: DeliveryId) -> Result<DeliveryView, AppError> {
    let ctx = ctx()?;
    service::deliveries::view(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What the form of a new delivery offers.
#[server(endpoint = "deliveries/choices", prefix = "/api", input = Json, output = Json)]
pub async fn holding_choices(module: ModuleId) -> Result<DeliveryChoices, AppError> {
    let ctx = ctx()?;
    service::deliveries::choices(&ctx, module)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The units that are neither own nor nearby.
#[server(endpoint = "deliveries/other_units", prefix = "/api", input = Json, output = Json)]
pub async fn other_units() -> Result<Vec<Choice>, AppError> {
    let ctx = ctx()?;
    service::deliveries::other_units(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Plans a delivery.
#[server(endpoint = "deliveries/create", prefix = "/api", input = Json, output = Json)]
pub async fn create_delivery(envelope: Envelope<NewDelivery>) -> Result<DeliveryId, AppError> {
    let ctx = ctx()?;
    service::deliveries::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a delivery by one command.
#[server(endpoint = "deliveries/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_delivery(id: DeliveryId, envelope: Envelope<DeliveryCommand>) -> Result<DeliveryView, AppError> {
    let ctx = ctx()?;
    service::deliveries::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What a time runs into that is not saved yet.
#[server(endpoint = "deliveries/conflicts", prefix = "/api", input = Json, output = Json)]
pub async fn delivery_conflicts(wanted: WantedTime) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::deliveries::conflicts_of(&ctx, &wanted)
        .await
        .map_err(|error| told(&ctx, error))
}
