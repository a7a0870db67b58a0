//! `POST /demo/sign-in`: signs in as a person of the demonstration. The route exists in the demo profile alone.

use app::session::paths;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::ids::PersonId;
use http::StatusCode;
use http::request::Parts;
use serde::Deserialize;
use service::ServiceError;

use crate::form::PlainForm;
use crate::sign_in::{signed_in_to, user_agent};
use crate::state::AppState;
use crate::{cookie, request};

/// The form: a button for each person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoForm {
    person: PersonId,
}

/// Signs in.
pub async fn sign_in(State(state): State<AppState>, parts: Parts, PlainForm(form): PlainForm<DemoForm>) -> Response {
    let old = cookie::token(&parts.headers, cookie::SESSION_COOKIE);
    let id = request::id(&parts.extensions);
    let signed_in = state
        .desk
        .demo_sign_in(form.person, user_agent(&parts.headers), old.as_ref(), &id)
        .await;
    match signed_in {
        Ok(signed_in) => signed_in_to("/", &signed_in),
        Err(ServiceError::NotFound) => Redirect::to(paths::DEMO).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "demo sign-in failed");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
