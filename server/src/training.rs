//! The public side of courses: pages of the server alone, and the forms that a browser sends by itself. As in [`crate::sign_in`], a
//! form that is not accepted is drawn again with what was typed, and one that is accepted answers with a redirect.

pub mod approval;
pub mod certificate;
pub mod change;
pub mod day;
pub mod evaluation;
pub mod feed;
pub mod lists;
pub mod mine;
pub mod survey;

use app::training::{self as pages, Look, Outcome, Trouble};
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use domain::courses::Kind;
use domain::courses::sign_up::{SignUpForm, substitute};
use domain::courses::view::CatalogueFilter;
use domain::ids::{CommandId, EventId};
use domain::issue::IssueCode;
use http::header::VARY;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use serde::Deserialize;
use service::courses::{self, Answer, links};
use service::{Ctx, ServiceError};

use crate::cookie;
use crate::form::PlainForm;
use crate::identify::Address;
use crate::state::AppState;

/// The catalogue.
pub const CATALOGUE: &str = "/training";
/// A course.
pub const EVENT: &str = "/training/{event}";
/// The form of registering.
pub const REGISTER: &str = "/training/{event}/register";
/// What is shown after registering.
pub const RECEIPT: &str = "/training/{event}/receipt/{receipt}";
/// One's own registration, behind the link of a mail.
pub const OWN: &str = "/registration/{link}";

/// What came of it when somebody else comes instead.
const REPLACED: &str = "replaced";
/// The receipt of somebody who had registered before.
const KNOWN: &str = "known";
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Which way to register, and the code on the screen where somebody has come already.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct As {
    #[serde(rename = "as")]
    kind: String,
    code: String,
}

/// What came of a button.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    done: String,
}

/// The button that was pressed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnForm {
    #[serde(rename = "do")]
    step: String,
    /// Who comes instead.
    #[serde(default)]
    who: String,
}

/// `GET /training`
pub async fn catalogue(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    filter: Result<Query<CatalogueFilter>, QueryRejection>,
) -> Response {
    let filter = filter.map(|Query(filter)| filter).unwrap_or_default();
    let look = look(&state, &ctx, &uri, &headers);
    match courses::catalogue(&ctx.services, &filter).await {
        Ok(found) => drawn(
            StatusCode::OK,
            pages::catalogue_page(&look, &filter, &found, ctx.today()),
        ),
        Err(error) => failed(&look, &error),
    }
}

/// `GET /training/{event}`
pub async fn event(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    match found(&ctx, &event).await {
        Ok(one) => drawn(StatusCode::OK, pages::event_page(&look, &one)),
        Err(error) => failed(&look, &error),
    }
}

/// `GET /training/{event}/register`
pub async fn form(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
    way: Result<Query<As>, QueryRejection>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let way = way.map(|Query(way)| way).unwrap_or_default();
    let kind = Kind::from_name(&way.kind).unwrap_or(Kind::One);
    let mut form = SignUpForm::fresh(kind, ulid::Ulid::generate().to_string());
    form.code = way.code;
    match found(&ctx, &event).await {
        Ok(one) => {
            let page = pages::register_page(&look, &one, &form, &Trouble::None, ctx.today());
            drawn(StatusCode::OK, page)
        }
        Err(error) => failed(&look, &error),
    }
}

/// `POST /training/{event}/register`
pub async fn register(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
    PlainForm(mut form): PlainForm<SignUpForm>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let one = match found(&ctx, &event).await {
        Ok(one) => one,
        Err(error) => return failed(&look, &error),
    };
    let fresh = || CommandId::new(ulid::Ulid::generate());
    let key: CommandId = form.key.parse().unwrap_or_else(|_| fresh());
    form.key = key.to_string();
    let again =
        |status, trouble: &Trouble| drawn(status, pages::register_page(&look, &one, &form, trouble, ctx.today()));
    let asks_leader = one.event.asks_leader && form.code.is_empty();
    let new = match form.parse(ctx.language, ctx.today(), asks_leader) {
        Ok(new) => new,
        Err(issues) => return again(StatusCode::UNPROCESSABLE_ENTITY, &Trouble::Fields(issues)),
    };
    let id = one.event.id;
    let answer = if form.code.is_empty() {
        courses::register(&state.desk, &ctx.services, id, (key, new), address).await
    } else {
        courses::walk_in(&state.desk, &ctx.services, id, &form.code, (key, new), address).await
    };
    match answer {
        Ok(Answer::There) => Redirect::to(&format!("{CATALOGUE}/{id}/here?done=1")).into_response(),
        // Another code stands on the screen by now.
        Err(ServiceError::Invalid(issues)) => again(StatusCode::UNPROCESSABLE_ENTITY, &Trouble::Fields(issues)),
        Err(ServiceError::Rule(rule)) if !form.code.is_empty() => {
            let arrival = day::refusal(rule);
            let page = pages::here_page(&look, &one.event, ("", ""), &arrival);
            hidden(drawn(StatusCode::CONFLICT, page))
        }
        Ok(Answer::Entered { number, .. }) => {
            let receipt = links::receipt(state.desk.key(), id, number);
            Redirect::to(&format!("{CATALOGUE}/{id}/receipt/{receipt}")).into_response()
        }
        Ok(Answer::Known | Answer::Done | Answer::Stranger) => {
            Redirect::to(&format!("{CATALOGUE}/{id}/receipt/{KNOWN}")).into_response()
        }
        Err(ServiceError::Throttled { .. }) => again(StatusCode::TOO_MANY_REQUESTS, &Trouble::Throttled),
        Err(ServiceError::Rule(_)) => {
            // As it stands now, and not as it stood when the form was opened.
            match found(&ctx, &event).await {
                Ok(one) => drawn(
                    StatusCode::CONFLICT,
                    pages::register_page(&look, &one, &form, &Trouble::Closed, ctx.today()),
                ),
                Err(error) => failed(&look, &error),
            }
        }
        Err(ServiceError::NotFound) => failed(&look, &ServiceError::NotFound),
        Err(error) => {
            log(&error);
            again(StatusCode::SERVICE_UNAVAILABLE, &Trouble::Unavailable)
        }
    }
}

/// `GET /training/{event}/receipt/{receipt}`
pub async fn receipt(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path((_, receipt)): Path<(String, String)>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    if receipt == KNOWN {
        return hidden(drawn(StatusCode::OK, pages::known_page(&look)));
    }
    let Some((event, number)) = links::receipt_of(state.desk.key(), &receipt) else {
        return failed(&look, &ServiceError::NotFound);
    };
    match courses::receipt(&ctx.services, event, number).await {
        Ok(receipt) => hidden(drawn(StatusCode::OK, pages::receipt_page(&look, &receipt))),
        Err(error) => failed(&look, &error),
    }
}

/// `GET /registration/{link}`: shows, and changes nothing, for programs that look at mails follow links too.
pub async fn own(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    done: Result<Query<Done>, QueryRejection>,
) -> Response {
    let outcome = match done.map(|Query(done)| done.done).as_deref() {
        Ok("confirmed") => Outcome::Confirmed,
        Ok("withdrawn") => Outcome::Withdrawn,
        Ok("changed") => Outcome::Changed,
        _ => Outcome::None,
    };
    let look = look(&state, &ctx, &uri, &headers);
    show_own(&state, &ctx, &look, &link, StatusCode::OK, outcome).await
}

/// `POST /registration/{link}`
pub async fn change_own(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Extension(Address(address)): Extension<Address>,
    uri: Uri,
    headers: HeaderMap,
    Path(link): Path<String>,
    PlainForm(form): PlainForm<OwnForm>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let (event, number) = match courses::opened(&ctx.services, state.desk.key(), &link).await {
        Ok(opened) => opened,
        Err(ServiceError::NotFound) => return bad_link(&look),
        Err(error) => return failed(&look, &error),
    };
    if state.desk.limits().registration(address).is_err() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        return show_own(&state, &ctx, &look, &link, status, Outcome::Unavailable).await;
    }
    let (done, word) = match form.step.as_str() {
        "confirm" => (courses::confirm(&ctx.services, event, number).await, "confirmed"),
        "withdraw" => (courses::withdraw(&ctx.services, event, number).await, "withdrawn"),
        "substitute" => match substitute(&form.who) {
            Ok(who) => {
                let named = (event, number);
                (
                    courses::substitute(&state.desk, &ctx.services, named, who).await,
                    REPLACED,
                )
            }
            Err(code) => {
                let (status, outcome) = (StatusCode::UNPROCESSABLE_ENTITY, Outcome::NotReplaced(form.who, code));
                return show_own(&state, &ctx, &look, &link, status, outcome).await;
            }
        },
        _ => (Err(ServiceError::Rule("registration_not_now")), ""),
    };
    let (status, outcome) = match done {
        // The link that was pressed opens nothing any more.
        Ok(()) if word == REPLACED => return Redirect::to(change::REPLACED).into_response(),
        Ok(()) => return Redirect::to(&format!("{}/{link}?done={word}", pages::OWN)).into_response(),
        Err(ServiceError::Rule("registration_too_late")) => (StatusCode::CONFLICT, Outcome::TooLate),
        Err(ServiceError::Rule(_)) if word == REPLACED => (StatusCode::CONFLICT, Outcome::NotNow),
        Err(ServiceError::Throttled { .. }) => (StatusCode::TOO_MANY_REQUESTS, Outcome::Unavailable),
        Err(ServiceError::Invalid(_)) => {
            let outcome = Outcome::NotReplaced(form.who, IssueCode::NotThisAddress);
            (StatusCode::UNPROCESSABLE_ENTITY, outcome)
        }
        // Pressed twice, or withdrawn elsewhere: the page says how it stands.
        Err(ServiceError::Rule(_)) => (StatusCode::OK, Outcome::None),
        Err(ServiceError::NotFound) => return bad_link(&look),
        Err(error) => {
            log(&error);
            (StatusCode::SERVICE_UNAVAILABLE, Outcome::Unavailable)
        }
    };
    show_own(&state, &ctx, &look, &link, status, outcome).await
}

async fn show_own(
    state: &AppState,
    ctx: &Ctx,
    look: &Look,
    link: &str,
    status: StatusCode,
    outcome: Outcome,
) -> Response {
    let found = match courses::opened(&ctx.services, state.desk.key(), link).await {
        Ok((event, number)) => courses::own(&ctx.services, event, number).await,
        Err(error) => Err(error),
    };
    match found {
        Ok(own) => {
            let address = |code: &_| links::certificate(state.desk.key(), code);
            hidden(drawn(status, pages::own_page(look, &own, link, &outcome, address)))
        }
        Err(ServiceError::NotFound) => bad_link(look),
        Err(error) => failed(look, &error),
    }
}

async fn found(ctx: &Ctx, event: &str) -> Result<domain::courses::view::PublicEvent, ServiceError> {
    let id: EventId = event.parse().map_err(|_| ServiceError::NotFound)?;
    courses::event(&ctx.services, id).await
}

fn look(state: &AppState, ctx: &Ctx, uri: &Uri, headers: &HeaderMap) -> Look {
    let theme = cookie::value(headers, app::preferences::THEME_COOKIE);
    Look {
        language: ctx.language,
        theme: theme.and_then(app::preferences::Theme::from_word).unwrap_or_default(),
        style: state.style.clone(),
        path: uri.path_and_query().map_or_else(String::new, ToString::to_string),
    }
}

fn drawn(status: StatusCode, page: String) -> Response {
    let mut response = (status, Html(page)).into_response();
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    response
}

/// What a link alone opens is for no search engine.
fn hidden(mut response: Response) -> Response {
    response
        .headers_mut()
        .insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
    response
}

fn bad_link(look: &Look) -> Response {
    hidden(drawn(StatusCode::NOT_FOUND, pages::bad_link_page(look)))
}

fn failed(look: &Look, error: &ServiceError) -> Response {
    if matches!(error, ServiceError::NotFound) {
        return drawn(StatusCode::NOT_FOUND, pages::missing_page(look));
    }
    log(error);
    crate::problem::plain(
        StatusCode::SERVICE_UNAVAILABLE,
        crate::problem::Problem::Unavailable,
        app::error::AppError::new(app::error::ErrorCode::Unavailable),
    )
}

fn log(error: &ServiceError) {
    tracing::error!(error = error as &dyn std::error::Error, "a page of courses failed");
}
