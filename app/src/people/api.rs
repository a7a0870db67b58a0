//! Server functions of accounts.

use domain::command::Envelope;
use domain::ids::PersonId;
use domain::people::PersonCommand;
use domain::people::view::{PeopleFilter, PeopleView, PersonView, RolePlaces};
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The people with an account, one page of them.
#[server(endpoint = "people/list", prefix = "/api", input = Json)]
pub async fn list_people(filter: PeopleFilter) -> Result<PeopleView, AppError> {
    let ctx = ctx()?;
    service::people::list(&ctx, filter)
        .await
        .map_err(|error| told(&ctx, error))
}

/// One account.
#[server(endpoint = "people/view", prefix = "/api", input = Json)]
pub async fn view_person(id: PersonId) -> Result<PersonView, AppError> {
    let ctx = ctx()?;
    service::people::view(&ctx, id).await.map_err(|error| told(&ctx, error))
}

/// The places that a new person's roles can be bound to.
#[server(endpoint = "people/places", prefix = "/api", input = Json)]
pub async fn places_for_roles() -> Result<RolePlaces, AppError> {
    let ctx = ctx()?;
    service::people::places(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Makes, changes, invites, shuts or opens an account.
#[server(endpoint = "people/change", prefix = "/api", input = Json)]
pub async fn change_person(envelope: Envelope<PersonCommand>) -> Result<PersonId, AppError> {
    let ctx = ctx()?;
    service::people::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
