//! The questions of a survey, for whoever has its code: open for anyone, and nothing of an answer in the log. And the poster that leads to
//! them, for those who opened it.

use std::collections::BTreeMap;

use app::needs::public as pages;
use app::training::scale::Turn;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::SurveyId;
use domain::needs::view::PublicSurvey;
use domain::needs::{Answer, SurveyCode};
use http::{HeaderMap, StatusCode, Uri};
use serde::Deserialize;
use service::ballots::FormKey;
use service::needs::{self, PATH};
use service::{Ctx, ServiceError};

use super::day::{picture, refused};
use super::{drawn, failed, hidden, log, look};
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// The questions.
pub const PAGE: &str = "/survey/{code}";
/// The poster.
pub const POSTER: &str = "/needs/surveys/{id}/poster";

/// Whether it is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    done: String,
}

impl Sent {
    /// Whether it is.
    pub(super) fn is_done(&self) -> bool {
        self.done == "1"
    }
}

/// `GET /survey/{code}`
pub async fn page(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(code): Path<String>,
    sent: Result<Query<Sent>, QueryRejection>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let turn = match sent {
        Ok(Query(sent)) if sent.is_done() => Turn::Thanks,
        _ => Turn::Asked,
    };
    match found(&ctx, &code).await {
        Ok(one) => {
            // What makes the same form that is sent twice one answer.
            let fresh = BTreeMap::from([("key".to_owned(), FormKey::fresh().to_string())]);
            hidden(drawn(StatusCode::OK, pages::survey_page(&look, &one, &fresh, &turn)))
        }
        Err(error) => not_there(&look, &error),
    }
}

/// `POST /survey/{code}`
pub async fn answer(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(code): Path<String>,
    PlainForm(chosen): PlainForm<BTreeMap<String, String>>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let one = match found(&ctx, &code).await {
        Ok(one) => one,
        Err(error) => return not_there(&look, &error),
    };
    let again = |status, turn| hidden(drawn(status, pages::survey_page(&look, &one, &chosen, &turn)));
    let given = match Answer::parse(&chosen) {
        Ok(given) => given,
        Err(issues) => return again(StatusCode::UNPROCESSABLE_ENTITY, Turn::Fault(issues)),
    };
    let form = FormKey::of(chosen.get("key").map(String::as_str).unwrap_or_default());
    match needs::answer(&state.desk, &ctx.services, one.survey.id, (form, given), address).await {
        Ok(()) => Redirect::to(&format!("{PATH}/{}?done=1", one.survey.code)).into_response(),
        Err(ServiceError::Throttled { .. }) => again(StatusCode::TOO_MANY_REQUESTS, Turn::Throttled),
        Err(ServiceError::Rule(_)) => {
            let closed = PublicSurvey {
                is_open: false,
                ..one.clone()
            };
            let page = pages::survey_page(&look, &closed, &chosen, &Turn::Asked);
            hidden(drawn(StatusCode::CONFLICT, page))
        }
        Err(ServiceError::NotFound) => not_there(&look, &ServiceError::NotFound),
        Err(error) => {
            log(&error);
            again(StatusCode::SERVICE_UNAVAILABLE, Turn::Unavailable)
        }
    }
}

/// `GET /needs/surveys/{id}/poster`
pub async fn poster(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let found = match id.parse::<SurveyId>() {
        Ok(id) => needs::poster(&ctx, id).await,
        Err(_) => Err(ServiceError::NotFound),
    };
    match found {
        Ok((survey, unit_name)) => {
            let public_url = state.settings.public_url.trim_end_matches('/');
            let address = format!("{public_url}{PATH}/{}", survey.code);
            let page = pages::poster_page(&look, &survey, &unit_name, &address, picture(&address));
            hidden(drawn(StatusCode::OK, page))
        }
        Err(error) => refused(&look, &error),
    }
}

async fn found(ctx: &Ctx, code: &str) -> Result<PublicSurvey, ServiceError> {
    let code = SurveyCode::typed(code).ok_or(ServiceError::NotFound)?;
    needs::asked(&ctx.services, &code).await
}

fn not_there(look: &app::training::Look, error: &ServiceError) -> Response {
    match error {
        ServiceError::NotFound => hidden(drawn(StatusCode::NOT_FOUND, pages::no_survey_page(look))),
        error => failed(look, error),
    }
}
