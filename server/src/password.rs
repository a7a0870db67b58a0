//! The forms about passwords: ask for a link, choose a password by it, change the own. As in [`crate::sign_in`], a form that
//! is not accepted draws its page again with the faults, and one that is accepted answers with a redirect.

use app::session::form::{Fault, PasswordState};
use app::session::paths;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::request::Parts;
use serde::Deserialize;
use service::{Ctx, ServiceError};

use crate::form::PlainForm;
use crate::sign_in::{address, status};
use crate::state::AppState;
use crate::{request, router};

/// The form that asks for a link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForgottenForm {
    email: String,
}

/// The form behind a link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChooseForm {
    link: String,
    password: String,
    /// For the browser's store of passwords; the link alone says whose it is.
    #[serde(default, rename = "email")]
    _email: String,
}

/// The form of the own password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeForm {
    current: String,
    password: String,
}

/// `POST /password/forgotten`: the same answer whether the account exists or not.
pub async fn forgotten(
    State(state): State<AppState>,
    parts: Parts,
    PlainForm(form): PlainForm<ForgottenForm>,
) -> Response {
    match state.desk.forgotten(&form.email, address(&parts)).await {
        Ok(()) => Redirect::to("/password/forgotten?sent=1").into_response(),
        Err(error) => {
            let shown = PasswordState {
                email: form.email.chars().take(254).collect(),
                ..PasswordState::default()
            };
            again(&state, parts, paths::FORGOTTEN, error, shown).await
        }
    }
}

/// `POST /password`
pub async fn choose(State(state): State<AppState>, parts: Parts, PlainForm(form): PlainForm<ChooseForm>) -> Response {
    let id = request::id(&parts.extensions);
    match state.desk.set_by_link(&form.link, &form.password, &id).await {
        Ok(_) => Redirect::to("/sign-in?password=saved").into_response(),
        Err(error) => {
            let shown = of_link(&state, form.link).await;
            again(&state, parts, paths::PASSWORD, error, shown).await
        }
    }
}

/// `POST /account/password`
pub async fn change(State(state): State<AppState>, parts: Parts, PlainForm(form): PlainForm<ChangeForm>) -> Response {
    let Some(ctx) = parts.extensions.get::<Ctx>().cloned() else {
        return Redirect::to(paths::SIGN_IN).into_response();
    };
    match state.desk.change_password(&ctx, &form.current, &form.password).await {
        Ok(()) => Redirect::to("/account?password=changed").into_response(),
        Err(ServiceError::SignedOut) => Redirect::to("/sign-in?to=/account").into_response(),
        Err(ServiceError::PledgeNeeded) => Redirect::to(paths::DECLARATION).into_response(),
        Err(error) => again(&state, parts, paths::ACCOUNT, error, PasswordState::default()).await,
    }
}

/// What the page of a link is drawn with: whose password it sets, or that it is over.
pub async fn of_link(state: &AppState, link: String) -> PasswordState {
    match state.desk.owner_of_link(&link).await {
        Ok(Some(person)) => PasswordState {
            email: person.email.into(),
            link,
            ..PasswordState::default()
        },
        Ok(None) => faulty(Fault::LinkOver),
        Err(error) => {
            log(&error);
            faulty(Fault::Unavailable)
        }
    }
}

fn faulty(fault: Fault) -> PasswordState {
    PasswordState {
        fault: Some(fault),
        ..PasswordState::default()
    }
}

fn log(error: &ServiceError) {
    tracing::error!(error = error as &dyn std::error::Error, "a password was not saved");
}

/// Draws the form's page again.
async fn again(
    state: &AppState,
    mut parts: Parts,
    page: &'static str,
    error: ServiceError,
    mut shown: PasswordState,
) -> Response {
    let status = status(&error);
    match error {
        ServiceError::Invalid(issues) => shown.issues = issues,
        ServiceError::Throttled { retry_after } => {
            let minutes = retry_after.as_secs().div_ceil(60);
            shown.fault = Some(Fault::Throttled { minutes });
        }
        ServiceError::Rule("link_over") => shown.fault = Some(Fault::LinkOver),
        other => {
            log(&other);
            shown.fault = Some(Fault::Unavailable);
        }
    }
    parts.uri = http::Uri::from_static(page);
    parts.method = http::Method::GET;
    parts.extensions.insert(shown);
    let mut response = router::draw(state, Request::from_parts(parts, Body::empty())).await;
    *response.status_mut() = status;
    response
}
