//! Addresses and layers.

use app::coverage::{lists as coverage_pages, paper as coverage_paper};
use app::error::{AppError, ErrorCode};
use app::session::form::{DemoPeople, PasswordState, SignInState};
use app::session::paths;
use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use http::StatusCode;
use http::request::Parts;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos_axum::{
    LeptosRoutes as _, generate_route_list, handle_server_fns_with_context, render_app_async_with_context,
};
use service::Ctx;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::ConfigError;

use crate::problem::Problem;
use crate::state::AppState;
use crate::{
    body, calendar_feed, compression, coverage_files, csrf, demo, gate, headers, identify, module_file, module_files,
    outcome, password, preferences, problem, request, sign_in, static_files, training,
};

/// The whole application.
///
/// # Errors
/// When the public address is not one.
pub fn router(state: &AppState) -> Result<Router, ConfigError> {
    with_routes(state, Router::new())
}

/// The same with further addresses, behind the same layers.
///
/// # Errors
/// When the public address is not one.
pub fn with_routes(state: &AppState, further: Router<AppState>) -> Result<Router, ConfigError> {
    let mut pages = generate_route_list(app::App);
    if !state.settings.demo {
        pages.retain(|page| page.path() != paths::DEMO);
    }
    let options = state.leptos.clone();
    let application = Router::new()
        .route("/api/{*function}", post(server_functions))
        .leptos_routes_with_context(state, pages, provide, move || app::shell(options.clone()))
        .route(paths::SIGN_IN, post(sign_in::password))
        .route(paths::CODE, post(sign_in::code))
        .route(paths::FORGOTTEN, post(password::forgotten))
        .route(paths::PASSWORD, post(password::choose))
        .route(paths::CHANGE_PASSWORD, post(password::change))
        .route(calendar_feed::ROUTE, get(calendar_feed::read))
        .route(coverage_pages::CSV, get(coverage_files::text))
        .route(coverage_pages::XLSX, get(coverage_files::workbook))
        .route(coverage_pages::JSON, get(coverage_files::figures))
        .route(coverage_paper::MATRIX, get(coverage_files::sheets))
        .route(coverage_paper::UNIT, get(coverage_files::page))
        .route(module_file::ROUTE, get(module_file::read))
        .route(module_file::DOCUMENT, get(module_file::word).post(module_file::adapted))
        .route(module_file::GUIDE, get(module_file::guide))
        .route(module_file::PUPILS, get(module_file::pupils))
        .route(module_files::ROUTE, get(module_files::read))
        .route(module_files::UPLOAD, post(module_files::add))
        .route(training::CATALOGUE, get(training::catalogue))
        .route(training::feed::PAGE, get(training::feed::read))
        .route(training::mine::ASK, get(training::mine::form).post(training::mine::ask))
        .route(training::mine::SENT, get(training::mine::sent))
        .route(training::mine::LIST, get(training::mine::list))
        .route(training::EVENT, get(training::event))
        .route(training::REGISTER, get(training::form).post(training::register))
        .route(training::RECEIPT, get(training::receipt))
        .route(training::change::REPLACED, get(training::change::replaced))
        .route(training::OWN, get(training::own).post(training::change_own))
        .route(
            training::change::PAGE,
            get(training::change::form).post(training::change::save),
        )
        .route(
            training::approval::PAGE,
            get(training::approval::page).post(training::approval::answer),
        )
        .route(training::day::ON_NOW, get(training::day::on_now))
        .route(training::day::HERE, get(training::day::asked).post(training::day::here))
        .route(training::day::SCREEN, get(training::day::screen))
        .route(training::day::SHEET, get(training::day::sheet))
        .route(training::lists::TEXT, get(training::lists::text))
        .route(training::lists::WORKBOOK, get(training::lists::workbook))
        .route(training::lists::SHEETS, get(training::lists::sheets))
        .route(
            training::survey::PAGE,
            get(training::survey::page).post(training::survey::answer),
        )
        .route(training::survey::POSTER, get(training::survey::poster))
        .route(
            training::evaluation::PAGE,
            get(training::evaluation::page).post(training::evaluation::answer),
        )
        .route(training::evaluation::SCREEN, get(training::evaluation::screen))
        .route(training::certificate::PAGE, get(training::certificate::page))
        .route(training::certificate::FILE, get(training::certificate::file))
        .merge(further)
        .route(app::preferences::PATH, post(preferences::keep))
        .fallback(missing);
    let application = if state.settings.demo {
        application.route(paths::DEMO, post(demo::sign_in))
    } else {
        application
    };
    Ok(layered(application, state, csrf::layer(&state.settings.public_url)?))
}

/// From the last line, the outermost, to the first: name and log, headers, compression, text of failures, panics, time, size, other
/// sites, files, who asks, the gate.
fn layered(
    application: Router<AppState>,
    state: &AppState,
    csrf: tower_http::csrf::CsrfLayer<csrf::Refusal>,
) -> Router {
    application
        .layer(from_fn_with_state(state.clone(), gate::gate))
        .layer(from_fn_with_state(state.clone(), identify::identify))
        .layer(from_fn_with_state(state.clone(), static_files::public))
        .layer(csrf)
        .layer(from_fn(body::limit))
        .layer(from_fn_with_state(state.clone(), in_time))
        .layer(CatchPanicLayer::custom(on_panic))
        .layer(from_fn(outcome::complete))
        .layer(compression::layer())
        .layer(from_fn(headers::add))
        .layer(from_fn(request::name_and_log))
        .with_state(state.clone())
}

/// Draws the page of a request by hand, for forms that are shown again.
pub async fn draw(state: &AppState, request: Request) -> Response {
    let options = state.leptos.clone();
    let provide_all = with_state(state);
    render_app_async_with_context(provide_all, move || app::shell(options.clone()))(request).await
}

async fn server_functions(State(state): State<AppState>, request: Request) -> Response {
    let known = server_fn::axum::server_fn_paths().any(|(path, _)| path == request.uri().path());
    if !known {
        return problem::plain(
            StatusCode::NOT_FOUND,
            Problem::Method,
            AppError::new(ErrorCode::NotFound),
        );
    }
    handle_server_fns_with_context(with_state(&state), request)
        .await
        .into_response()
}

/// The application's own page for what is not there.
async fn missing(State(state): State<AppState>, request: Request) -> Response {
    let mut response = draw(&state, request).await;
    if response.status().is_success() {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

fn with_state(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let options = state.leptos.clone();
    move || {
        provide_context(options.clone());
        provide();
    }
}

/// What pages and server functions find in Leptos' context. The nonce takes the place of the one that Leptos has made.
fn provide() {
    let Some(parts) = use_context::<Parts>() else {
        return;
    };
    if let Some(ctx) = parts.extensions.get::<Ctx>() {
        provide_context(ctx.clone());
    }
    if let Some(nonce) = parts.extensions.get::<Nonce>() {
        provide_context(nonce.clone());
    }
    if let Some(form) = parts.extensions.get::<SignInState>() {
        provide_context(form.clone());
    }
    if let Some(form) = parts.extensions.get::<PasswordState>() {
        provide_context(form.clone());
    }
    if let Some(people) = parts.extensions.get::<DemoPeople>() {
        provide_context(people.clone());
    }
}

async fn in_time(State(state): State<AppState>, request: Request, next: axum::middleware::Next) -> Response {
    // A file comes slowly where the network is bad.
    let most = if module_files::is_upload(request.method(), request.uri().path()) {
        state.settings.timeout.max(module_files::UPLOAD_TIME)
    } else {
        state.settings.timeout
    };
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!("a request took too long");
            problem::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                Problem::TimedOut,
                AppError::new(ErrorCode::Unavailable),
            )
        }
    }
}

/// The reader is told that it failed, never how; the log knows (the panic hook has written it).
fn on_panic(_what: Box<dyn std::any::Any + Send + 'static>) -> Response {
    tracing::error!("a request panicked");
    problem::plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Failed,
        AppError::new(ErrorCode::Unexpected),
    )
}
