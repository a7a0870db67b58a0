//! A leader says yes or no, behind the address of a mail and without an account.

use app::training as pages;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::EventId;
use http::{HeaderMap, StatusCode, Uri};
use serde::Deserialize;
use service::courses::{self, LeaderView, links};
use service::{Ctx, ServiceError};

use super::survey::Sent;
use super::{bad_link, drawn, failed, hidden, log, look};
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// The question.
pub const PAGE: &str = "/approval/{link}";

/// The button that was pressed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pressed {
    #[serde(rename = "do")]
    what: String,
}

/// `GET /approval/{link}`: shows, and changes nothing, for programs that look at mails follow links too.
pub async fn page(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    sent: Result<Query<Sent>, QueryRejection>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let is_answer = sent.is_ok_and(|Query(sent)| sent.is_done());
    match found(&state, &ctx, &link).await {
        Ok((_, one)) => {
            let page = pages::approval_page(&look, &one, is_answer, false);
            hidden(drawn(StatusCode::OK, page))
        }
        Err(ServiceError::NotFound) => bad_link(&look),
        Err(error) => failed(&look, &error),
    }
}

/// `POST /approval/{link}`
pub async fn answer(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    PlainForm(pressed): PlainForm<Pressed>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let ((event, number), one) = match found(&state, &ctx, &link).await {
        Ok(found) => found,
        Err(ServiceError::NotFound) => return bad_link(&look),
        Err(error) => return failed(&look, &error),
    };
    let again = |status| hidden(drawn(status, pages::approval_page(&look, &one, false, true)));
    if state.desk.limits().registration(address).is_err() {
        return again(StatusCode::TOO_MANY_REQUESTS);
    }
    let is_yes = match pressed.what.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Redirect::to(&format!("{}/{link}", pages::APPROVAL)).into_response(),
    };
    match courses::approve(&ctx.services, event, number, is_yes).await {
        // Also pressed twice, or answered by now in another way: the page says how it stands.
        Ok(()) | Err(ServiceError::Rule(_)) => {
            Redirect::to(&format!("{}/{link}?done=1", pages::APPROVAL)).into_response()
        }
        Err(ServiceError::NotFound) => bad_link(&look),
        Err(error) => {
            log(&error);
            again(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

async fn found(state: &AppState, ctx: &Ctx, link: &str) -> Result<((EventId, u32), LeaderView), ServiceError> {
    let key = state.desk.key();
    let named = links::named(link).ok_or(ServiceError::NotFound)?;
    let is_theirs = |leader: &_| links::opens_approval(key, named, leader, link);
    let one = courses::asked_leader(&ctx.services, named, is_theirs).await?;
    Ok((named, one))
}
