//! The matrix of coverage as a file for spreadsheets, and its sums for other programs.

use app::coverage::lists as pages;
use app::error::{AppError, ErrorCode};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::coverage::view::{CoverageFilter, CoverageView};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use service::{Ctx, coverage};

use crate::module_file::not_given;
use crate::problem::{self, Problem};
use crate::sheet::{self, BOM};
use crate::state::AppState;

/// `GET /coverage/matrix.csv`
pub async fn text(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    let view = match coverage::every_row(&ctx, filter(&request)).await {
        Ok(view) => view,
        Err(error) => return not_given(&state, &ctx, request, error).await,
    };
    let headings = pages::headings(ctx.language).into_iter().map(Into::into).collect();
    let rows = std::iter::once(headings).chain(pages::rows(ctx.language, &view));
    match sheet::lines(rows) {
        Ok(lines) => saved(&view, "csv", sheet::TEXT_TYPE, [BOM.as_bytes(), &lines].concat()),
        Err(error) => failed(&error),
    }
}

/// `GET /coverage/matrix.xlsx`
pub async fn workbook(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    let view = match coverage::every_row(&ctx, filter(&request)).await {
        Ok(view) => view,
        Err(error) => return not_given(&state, &ctx, request, error).await,
    };
    match sheet::workbook(&pages::headings(ctx.language), pages::rows(ctx.language, &view)) {
        Ok(bytes) => saved(&view, "xlsx", sheet::WORKBOOK_TYPE, bytes),
        Err(error) => failed(&error),
    }
}

/// `GET /coverage/figures.json`
pub async fn figures(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    match coverage::open_figures(&ctx, filter(&request)).await {
        Ok(figures) => {
            let mut response = axum::Json(figures).into_response();
            let private = HeaderValue::from_static("private, no-store");
            response.headers_mut().insert(CACHE_CONTROL, private);
            response
        }
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// What the address asks for, read as the page reads it.
fn filter(request: &Request) -> CoverageFilter {
    pages::asked(request.uri().query().unwrap_or_default())
}

fn saved(view: &CoverageView, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name = format!("attachment; filename=\"coverage-{}.{ending}\"", view.period);
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}

fn failed(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "the matrix could not be written");
    problem::plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Failed,
        AppError::new(ErrorCode::Unexpected),
    )
}
