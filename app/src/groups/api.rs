//! Server functions of discussion groups and of the week.

use domain::command::Envelope;
use domain::groups::presence::AlsoOpen;
use domain::groups::view::{BinRow, GroupRow, GroupView, LeaderChoice, NewGroupChoices, WeekView};
use domain::groups::{BinCommand, GroupCommand, NewGroup};
use domain::ids::GroupId;
use domain::time::wire::Day;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The week that holds `day`, or today's.
#[server(endpoint = "groups/week", prefix = "/api", input = Json, output = Json)]
pub async fn week(day: Option<Day>) -> Result<WeekView, AppError> {
    let ctx = ctx()?;
    service::week::view(&ctx, day.map(|Day(date)| date))
        .await
        .map_err(|error| told(&ctx, error))
}

/// The groups the reader may see.
#[server(endpoint = "groups/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_groups() -> Result<Vec<GroupRow>, AppError> {
    let ctx = ctx()?;
    service::groups::list(&ctx).await.map_err(|error| told(&ctx, error))
}

/// One group.
#[server(endpoint = "groups/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_group(id: GroupId) -> Result<GroupView, AppError> {
    let ctx = ctx()?;
    service::groups::view(&ctx, id).await.map_err(|error| told(&ctx, error))
}

/// Units and calendars for the planner.
#[server(endpoint = "groups/choices", prefix = "/api", input = Json, output = Json)]
pub async fn group_choices() -> Result<NewGroupChoices, AppError> {
    let ctx = ctx()?;
    service::groups::choices(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Plans a group.
#[server(endpoint = "groups/create", prefix = "/api", input = Json, output = Json)]
pub async fn create_group(envelope: Envelope<NewGroup>) -> Result<GroupId, AppError> {
    let ctx = ctx()?;
    service::groups::create(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Changes a group by one command.
#[server(endpoint = "groups/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_group(id: GroupId, envelope: Envelope<GroupCommand>) -> Result<GroupView, AppError> {
    let ctx = ctx()?;
    service::groups::change(&ctx, id, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Notes that the run sheet of a session is open here, or no longer, and says who else has it open.
#[server(endpoint = "groups/open_plan", prefix = "/api", input = Json, output = Json)]
pub async fn open_plan(id: GroupId, number: u8, is_open: bool) -> Result<AlsoOpen, AppError> {
    let ctx = ctx()?;
    service::groups::open_plan(&ctx, id, number, is_open)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The advisers who can lead a group.
#[server(endpoint = "groups/leader_choices", prefix = "/api", input = Json, output = Json)]
pub async fn leader_choices(id: GroupId) -> Result<Vec<LeaderChoice>, AppError> {
    let ctx = ctx()?;
    service::groups::leader_choices(&ctx, id)
        .await
        .map_err(|error| told(&ctx, error))
}

/// The groups in the bin.
#[server(endpoint = "groups/bin", prefix = "/api", input = Json, output = Json)]
pub async fn list_bin() -> Result<Vec<BinRow>, AppError> {
    let ctx = ctx()?;
    service::groups::list_bin(&ctx).await.map_err(|error| told(&ctx, error))
}

/// Throws a group away or takes it back; gives the bin as it then is.
#[server(endpoint = "groups/change_bin", prefix = "/api", input = Json, output = Json)]
pub async fn change_bin(envelope: Envelope<BinCommand>) -> Result<Vec<BinRow>, AppError> {
    let ctx = ctx()?;
    service::groups::change_bin(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
