//! Somebody's own list of courses: asked for with a mail address, shown behind the link that is mailed there.

use app::training::{self as pages, Asking, MyLinks};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::text::Email;
use http::{HeaderMap, StatusCode, Uri};
use serde::Deserialize;
use service::courses::{self, MyCourse, links};
use service::{Ctx, ServiceError};

use super::{drawn, failed, hidden, log, look};
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// Where it is asked for.
pub const ASK: &str = "/my-courses";
/// What is said when it is on its way.
pub const SENT: &str = "/my-courses/sent";
/// The list.
pub const LIST: &str = "/my-courses/of/{token}";

/// What somebody types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    email: String,
}

/// `GET /my-courses`
pub async fn form(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    hidden(drawn(
        StatusCode::OK,
        pages::ask_for_mine_page(&look, "", &Asking::Asked),
    ))
}

/// `POST /my-courses`
pub async fn ask(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    PlainForm(asked): PlainForm<Asked>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let again = |status, asking| hidden(drawn(status, pages::ask_for_mine_page(&look, &asked.email, &asking)));
    let email = match Email::parse(&asked.email) {
        Ok(email) => email,
        Err(code) => return again(StatusCode::UNPROCESSABLE_ENTITY, Asking::Fault(code)),
    };
    match courses::ask_for_mine(&state.desk, &ctx.services, &email, ctx.language, address).await {
        Ok(()) => Redirect::to(SENT).into_response(),
        Err(ServiceError::Throttled { .. }) => again(StatusCode::TOO_MANY_REQUESTS, Asking::Throttled),
        Err(error) => {
            log(&error);
            again(StatusCode::SERVICE_UNAVAILABLE, Asking::Unavailable)
        }
    }
}

/// `GET /my-courses/sent`
pub async fn sent(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    hidden(drawn(
        StatusCode::OK,
        pages::ask_for_mine_page(&look, "", &Asking::Sent),
    ))
}

/// `GET /my-courses/of/{token}`
pub async fn list(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let key = state.desk.key();
    let Some(email) = links::mine_of(key, &token, ctx.now()) else {
        let page = pages::ask_for_mine_page(&look, "", &Asking::Lapsed);
        return hidden(drawn(StatusCode::GONE, page));
    };
    match courses::mine(&ctx.services, &email).await {
        Ok(found) => {
            let of = |one: &MyCourse| MyLinks {
                own: one
                    .is_own
                    .then(|| links::own(key, one.event.id, one.registration.number, &email)),
                certificate: one
                    .certificate
                    .as_ref()
                    .map(|given| links::certificate(key, &given.code)),
            };
            hidden(drawn(
                StatusCode::OK,
                pages::mine_page(&look, email.as_str(), &found, of),
            ))
        }
        Err(error) => failed(&look, &error),
    }
}
