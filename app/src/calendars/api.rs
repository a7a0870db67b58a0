//! Server functions of school calendars.

use domain::calendars::CalendarCommand;
use domain::calendars::view::{CalendarView, CalendarsView};
use domain::command::Envelope;
use domain::ids::OwnerId;
use domain::time::SchoolYear;
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The owners the reader may see, with the years that have a calendar.
#[server(endpoint = "calendars/list", prefix = "/api", input = Json, output = Json)]
pub async fn list_calendars() -> Result<CalendarsView, AppError> {
    let ctx = ctx()?;
    service::calendars::list(&ctx).await.map_err(|error| told(&ctx, error))
}

/// One owner's calendar of one school year.
#[server(endpoint = "calendars/view", prefix = "/api", input = Json, output = Json)]
pub async fn view_calendar(owner: OwnerId, year: SchoolYear) -> Result<CalendarView, AppError> {
    let ctx = ctx()?;
    service::calendars::view(&ctx, owner, year)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Writes a calendar; gives the version it then has.
#[server(endpoint = "calendars/change", prefix = "/api", input = Json, output = Json)]
pub async fn change_calendar(envelope: Envelope<CalendarCommand>) -> Result<u64, AppError> {
    let ctx = ctx()?;
    service::calendars::change(&ctx, envelope)
        .await
        .map_err(|error| told(&ctx, error))
}
