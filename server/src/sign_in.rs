//! The two forms of signing in. A form that is not accepted draws its page again, with the faults and what was typed; one
//! that is accepted answers with a redirect, so that going back sends nothing twice.

use app::session::form::{DemoPeople, Fault, SignInState};
use app::session::paths;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::header::{SET_COOKIE, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Deserialize;
use service::ServiceError;
use service::session::{Given, Second, SignedIn};

use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;
use crate::{cookie, request, router};

/// The first form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInForm {
    email: String,
    password: String,
    #[serde(default)]
    to: String,
}

/// The second form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeForm {
    code: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    to: String,
}

/// `POST /sign-in`
pub async fn password(State(state): State<AppState>, parts: Parts, PlainForm(form): PlainForm<SignInForm>) -> Response {
    let begun = state
        .desk
        .begin(&Given {
            email: &form.email,
            password: &form.password,
            address: address(&parts),
            device_mark: cookie::value(&parts.headers, cookie::DEVICE_COOKIE),
        })
        .await;
    match begun {
        Ok(begun) => {
            let mut response = Redirect::to(&with_target(paths::CODE, &form.to)).into_response();
            set_cookie(&mut response, &cookie::step(&begun.token));
            response
        }
        Err(error) => {
            let shown = SignInState {
                email: form.email.chars().take(254).collect(),
                ..SignInState::default()
            };
            again(&state, parts, error, shown).await
        }
    }
}

/// `POST /sign-in/code`
pub async fn code(State(state): State<AppState>, parts: Parts, PlainForm(form): PlainForm<CodeForm>) -> Response {
    let Some(token) = cookie::token(&parts.headers, cookie::STEP_COOKIE) else {
        return again(
            &state,
            parts,
            ServiceError::Rule("attempt_over"),
            SignInState::default(),
        )
        .await;
    };
    let old = cookie::token(&parts.headers, cookie::SESSION_COOKIE);
    let second = Second {
        code: &form.code,
        password: &form.password,
        address: address(&parts),
        user_agent: user_agent(&parts.headers),
        old: old.as_ref(),
        request_id: &request::id(&parts.extensions),
    };
    match state.desk.finish(&token, &second).await {
        Ok(signed_in) => {
            let mut response = signed_in_to(paths::local(&form.to).unwrap_or("/"), &signed_in);
            set_cookie(&mut response, &cookie::no_step());
            response
        }
        Err(error) => {
            let password_needed = state.desk.waiting(&token).await.ok().flatten();
            let shown = SignInState {
                password_needed: password_needed.unwrap_or_default(),
                ..SignInState::default()
            };
            // With the last try used up there is nothing left to type a code into.
            let error = if password_needed.is_none() && matches!(error, ServiceError::Rule("wrong_code")) {
                ServiceError::Rule("attempt_over")
            } else {
                error
            };
            again(&state, parts, error, shown).await
        }
    }
}

/// The answer to someone who has just signed in.
pub fn signed_in_to(path: &str, signed_in: &SignedIn) -> Response {
    let mut response = Redirect::to(path).into_response();
    set_cookie(&mut response, &cookie::session(&signed_in.token));
    set_cookie(&mut response, &cookie::device(&signed_in.device_mark));
    response
}

/// The browser's User-Agent header, or nothing.
pub fn user_agent(headers: &HeaderMap) -> &str {
    headers
        .get(USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Draws the form's page again. Someone whose attempt is over starts at the first page.
async fn again(state: &AppState, mut parts: Parts, error: ServiceError, mut shown: SignInState) -> Response {
    let status = status(&error);
    match error {
        ServiceError::Invalid(issues) => shown.issues = issues,
        ServiceError::Throttled { retry_after } => {
            let minutes = retry_after.as_secs().div_ceil(60);
            shown.fault = Some(Fault::Throttled { minutes });
        }
        ServiceError::Rule("wrong_credentials") => shown.fault = Some(Fault::WrongCredentials),
        ServiceError::Rule("wrong_code") | ServiceError::Stale => shown.fault = Some(Fault::WrongCode),
        ServiceError::Unavailable(source) => {
            tracing::error!(
                error = &source as &dyn std::error::Error,
                "sign-in: the store is unavailable"
            );
            shown.fault = Some(Fault::Unavailable);
        }
        _ => {
            shown.fault = Some(Fault::AttemptOver);
            parts.uri = http::Uri::from_static(paths::SIGN_IN);
        }
    }
    parts.method = http::Method::GET;
    parts.extensions.insert(shown);
    if state.settings.demo {
        let people = state.desk.demo_people().await.unwrap_or_default();
        parts.extensions.insert(DemoPeople(people));
    }
    let mut response = router::draw(state, Request::from_parts(parts, Body::empty())).await;
    *response.status_mut() = status;
    response
}

/// The status of a form that was not accepted.
pub fn status(error: &ServiceError) -> StatusCode {
    match error {
        ServiceError::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        ServiceError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn with_target(path: &str, to: &str) -> String {
    match paths::local(to) {
        Some(to) if to != "/" => format!(
            "{path}?to={}",
            to.replace('%', "%25").replace('&', "%26").replace('#', "%23")
        ),
        _ => path.to_owned(),
    }
}

/// Where the request comes from.
pub fn address(parts: &Parts) -> std::net::IpAddr {
    parts
        .extensions
        .get::<Address>()
        .map_or(std::net::Ipv4Addr::UNSPECIFIED.into(), |address| address.0)
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
