//! What participants are asked of a course, for whoever has the address: open for anyone, and nothing of an answer in the log. And the
//! screen that leads there, for those who hold the course.

use std::collections::BTreeMap;

use app::training as pages;
use app::training::scale::Turn;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::courses::evaluation::{Answer, Phase};
use domain::courses::view::PublicEvaluation;
use domain::ids::EventId;
use http::{HeaderMap, StatusCode, Uri};
use service::ballots::FormKey;
use service::courses::{self, links};
use service::{Ctx, ServiceError};

use super::day::{picture, refused};
use super::survey::Sent;
use super::{drawn, failed, hidden, log, look};
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// The questions.
pub const PAGE: &str = "/evaluation/{link}";
/// What stands on the screen of the room.
pub const SCREEN: &str = "/courses/{event}/evaluation/{phase}";

/// `GET /evaluation/{link}`
pub async fn page(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    sent: Result<Query<Sent>, QueryRejection>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let turn = match sent {
        Ok(Query(sent)) if sent.is_done() => Turn::Thanks,
        _ => Turn::Asked,
    };
    match found(&state, &ctx, &link).await {
        Ok(one) => {
            let fresh = BTreeMap::from([("key".to_owned(), FormKey::fresh().to_string())]);
            hidden(drawn(
                StatusCode::OK,
                pages::evaluation_page(&look, &one, &fresh, &turn),
            ))
        }
        Err(error) => not_there(&look, &error),
    }
}

/// `POST /evaluation/{link}`
pub async fn answer(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    PlainForm(chosen): PlainForm<BTreeMap<String, String>>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let one = match found(&state, &ctx, &link).await {
        Ok(one) => one,
        Err(error) => return not_there(&look, &error),
    };
    let again = |status, turn| hidden(drawn(status, pages::evaluation_page(&look, &one, &chosen, &turn)));
    let given = match Answer::parse(one.phase, &chosen) {
        Ok(given) => given,
        Err(issues) => return again(StatusCode::UNPROCESSABLE_ENTITY, Turn::Fault(issues)),
    };
    let form = FormKey::of(chosen.get("key").map(String::as_str).unwrap_or_default());
    let asked = (one.event.id, one.phase);
    match courses::answer_evaluation(&state.desk, &ctx.services, asked, (form, given), address).await {
        Ok(()) => Redirect::to(&format!("{}/{link}?done=1", pages::EVALUATION)).into_response(),
        Err(ServiceError::Throttled { .. }) => again(StatusCode::TOO_MANY_REQUESTS, Turn::Throttled),
        Err(ServiceError::Rule(_)) => {
            let closed = PublicEvaluation {
                is_open: false,
                ..one.clone()
            };
            let page = pages::evaluation_page(&look, &closed, &chosen, &Turn::Asked);
            hidden(drawn(StatusCode::CONFLICT, page))
        }
        Err(ServiceError::NotFound) => not_there(&look, &ServiceError::NotFound),
        Err(error) => {
            log(&error);
            again(StatusCode::SERVICE_UNAVAILABLE, Turn::Unavailable)
        }
    }
}

/// `GET /courses/{event}/evaluation/{phase}`
pub async fn screen(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path((event, phase)): Path<(String, String)>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let asked = event.parse::<EventId>().ok().zip(Phase::from_name(&phase));
    let Some((event, phase)) = asked else {
        return refused(&look, &ServiceError::NotFound);
    };
    match courses::evaluation_screen(&ctx, event).await {
        Ok(course) => {
            let public_url = state.settings.public_url.trim_end_matches('/');
            let address = format!("{public_url}{}", links::evaluation(state.desk.key(), event, phase));
            let page = pages::evaluation_screen(&look, &course, phase, &address, picture(&address));
            hidden(drawn(StatusCode::OK, page))
        }
        Err(error) => refused(&look, &error),
    }
}

async fn found(state: &AppState, ctx: &Ctx, link: &str) -> Result<PublicEvaluation, ServiceError> {
    let (event, phase) = links::evaluation_of(state.desk.key(), link).ok_or(ServiceError::NotFound)?;
    courses::asked_evaluation(&ctx.services, event, phase).await
}

fn not_there(look: &pages::Look, error: &ServiceError) -> Response {
    match error {
        ServiceError::NotFound => hidden(drawn(StatusCode::NOT_FOUND, pages::no_evaluation_page(look))),
        error => failed(look, error),
    }
}
