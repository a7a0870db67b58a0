//! On the day of a course: who is here, what stands on the screen, and the list to sign.

use app::training::{self as pages, Arrival};
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::EventId;
use http::header::REFRESH;
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;
use service::courses::links::Shown;
use service::courses::{self, Answer, Room, links};
use service::{Ctx, ServiceError};

use super::{CATALOGUE, drawn, failed, found, hidden, log, look};
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// Where somebody says which course they are at.
pub const ON_NOW: &str = pages::HERE;
/// Where somebody says that they are there.
pub const HERE: &str = "/training/{event}/here";
/// What stands on the screen of the room.
pub const SCREEN: &str = "/courses/{event}/screen/{part}";
/// The list to sign.
pub const SHEET: &str = "/courses/{event}/sheet/{part}";

/// The code of a scanned address, and whether it is done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    code: String,
    done: String,
}

/// What somebody types who is there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HereForm {
    code: String,
    email: String,
}

/// `GET /her`
pub async fn on_now(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    match courses::on_now(&ctx.services).await {
        Ok(found) => match found.as_slice() {
            [one] => Redirect::to(&format!("{CATALOGUE}/{}/here", one.id)).into_response(),
            some => hidden(drawn(StatusCode::OK, pages::on_now_page(&look, some))),
        },
        Err(error) => failed(&look, &error),
    }
}

/// `GET /training/{event}/here`
pub async fn asked(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let one = match found(&ctx, &event).await {
        Ok(one) => one,
        Err(error) => return failed(&look, &error),
    };
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let arrival = match courses::is_on(&ctx.services, one.event.id).await {
        Ok(true) if !asked.done.is_empty() => Arrival::Done,
        Ok(true) => Arrival::Asked,
        Ok(false) => Arrival::NotNow,
        Err(error) => return failed(&look, &error),
    };
    let page = pages::here_page(&look, &one.event, (&asked.code, ""), &arrival);
    hidden(drawn(StatusCode::OK, page))
}

/// `POST /training/{event}/here`
pub async fn here(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
    PlainForm(form): PlainForm<HereForm>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let one = match found(&ctx, &event).await {
        Ok(one) => one,
        Err(error) => return failed(&look, &error),
    };
    let id = one.event.id;
    let typed = (form.code.trim(), form.email.trim());
    let (status, arrival) = match courses::here(&state.desk, &ctx.services, id, typed, address).await {
        Ok(Answer::Stranger) => (StatusCode::OK, Arrival::Stranger),
        Ok(_) => return Redirect::to(&format!("{CATALOGUE}/{id}/here?done=1")).into_response(),
        Err(ServiceError::Invalid(issues)) => {
            let code = issues.iter().find(|issue| issue.field == "code");
            let (field, issue) = match (code, issues.first()) {
                (Some(issue), _) => ("code", issue),
                (None, Some(issue)) => ("email", issue),
                (None, None) => return failed(&look, &ServiceError::NotFound),
            };
            let arrival = Arrival::Fault(field, issue.code.clone());
            (StatusCode::UNPROCESSABLE_ENTITY, arrival)
        }
        Err(ServiceError::Rule(rule)) => (StatusCode::CONFLICT, refusal(rule)),
        Err(ServiceError::Throttled { .. }) => (StatusCode::TOO_MANY_REQUESTS, Arrival::Throttled),
        Err(ServiceError::NotFound) => return failed(&look, &ServiceError::NotFound),
        Err(error) => {
            log(&error);
            (StatusCode::SERVICE_UNAVAILABLE, Arrival::Unavailable)
        }
    };
    let page = pages::here_page(&look, &one.event, typed, &arrival);
    hidden(drawn(status, page))
}

/// `GET /courses/{event}/screen/{part}`
pub async fn screen(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path((event, part)): Path<(String, String)>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    match room(&ctx, &event, &part).await {
        Ok(room) => {
            let id = room.event.id;
            let Shown { code, pass } = links::shown(state.desk.key(), id, room.part, ctx.now());
            let public_url = state.settings.public_url.trim_end_matches('/');
            let picture = picture(&format!("{public_url}{CATALOGUE}/{id}/here?code={pass}"));
            let page = pages::screen_page(&look, &room, &code, public_url, picture);
            let mut response = hidden(drawn(StatusCode::OK, page));
            // What it shows holds for a quarter of an hour and is good for another.
            response.headers_mut().insert(REFRESH, HeaderValue::from_static("300"));
            response
        }
        Err(error) => refused(&look, &error),
    }
}

/// `GET /courses/{event}/sheet/{part}`
pub async fn sheet(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path((event, part)): Path<(String, String)>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    match room(&ctx, &event, &part).await {
        Ok(room) => hidden(drawn(StatusCode::OK, pages::sheet_page(&look, &room))),
        Err(error) => refused(&look, &error),
    }
}

/// Why somebody can't come now.
pub(super) fn refusal(rule: &str) -> Arrival {
    match rule {
        "attendance_not_now" => Arrival::NotNow,
        _ => Arrival::Ended,
    }
}

async fn room(ctx: &Ctx, event: &str, part: &str) -> Result<Room, ServiceError> {
    let event: EventId = event.parse().map_err(|_| ServiceError::NotFound)?;
    let part: u8 = part.parse().map_err(|_| ServiceError::NotFound)?;
    courses::room(ctx, event, part).await
}

/// What is not for the one who asks is not there.
pub(super) fn refused(look: &pages::Look, error: &ServiceError) -> Response {
    match error {
        ServiceError::NotFound | ServiceError::Denied => failed(look, &ServiceError::NotFound),
        error => failed(look, error),
    }
}

/// An address as a picture to scan (ISO/IEC 18004), as a picture's address.
pub(super) fn picture(address: &str) -> Option<String> {
    let code = QrCode::new(address).ok()?;
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(320, 320).build();
    Some(format!(
        "data:image/svg+xml,{}",
        utf8_percent_encode(&drawn, NON_ALPHANUMERIC)
    ))
}
