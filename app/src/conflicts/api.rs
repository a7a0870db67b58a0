//! Server functions of conflicts.

use domain::conflicts::{Conflict, NewTimes};
use domain::ids::GroupId;
use domain::time::LocalSlot;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// What the times of a new group run into.
#[server(endpoint = "conflicts/of_new", prefix = "/api", input = Json, output = Json)]
pub async fn conflicts_of_new(new: NewTimes) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::conflicts::of_new(&ctx, &new)
        .await
        .map_err(|error| told(&ctx, error))
}

/// What times of a group that are not saved yet run into.
#[server(endpoint = "conflicts/of_times", prefix = "/api", input = Json, output = Json)]
pub async fn conflicts_of_times(id: GroupId, slots: Vec<LocalSlot>) -> Result<Vec<Conflict>, AppError> {
    let ctx = ctx()?;
    service::conflicts::of_times(&ctx, id, &slots)
        .await
        .map_err(|error| told(&ctx, error))
}
