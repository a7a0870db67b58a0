//! The list of those who have registered, as a file: text in pieces as they are read (RFC 4180, with semicolons as Norwegian
//! spreadsheets want them), or a workbook.

use app::sheet::Value;
use app::training as pages;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::courses::CourseEvent;
use domain::ids::EventId;
use futures::{StreamExt as _, stream};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, Uri};
use i18n::Language;
use service::courses;
use service::{Ctx, ServiceError};

use super::day::refused;
use super::{hidden, log, look};
use crate::sheet::{self, BOM};
use crate::state::AppState;

/// As text.
pub const TEXT: &str = "/courses/{event}/participants.csv";
/// As a workbook.
pub const WORKBOOK: &str = "/courses/{event}/participants.xlsx";

/// Registrations read at once.
const PAGE: u32 = 500;

/// `GET /courses/{event}/participants.csv`
pub async fn text(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let (event, last) = match opened(&ctx, &event).await {
        Ok(found) => found,
        Err(error) => return refused(&look, &error),
    };
    let name = event.id;
    let first = Piece::Headings;
    let pieces = stream::unfold((ctx, event, first), move |(ctx, event, piece)| async move {
        let (written, next) = match piece {
            Piece::Headings => (headings(ctx.language, &event), Piece::From(1)),
            Piece::From(first) if first <= last => {
                let written = page(&ctx, &event, first).await;
                // After an error the browser tells that the file is not whole.
                let next = if written.is_ok() {
                    first.saturating_add(PAGE)
                } else {
                    u32::MAX
                };
                (written, Piece::From(next))
            }
            Piece::From(_) => return None,
        };
        Some((written, (ctx, event, next)))
    })
    // What compresses it asks once more after the end.
    .fuse();
    saved(name, "csv", sheet::TEXT_TYPE, Body::from_stream(pieces))
}

/// `GET /courses/{event}/participants.xlsx`
pub async fn workbook(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let (event, last) = match opened(&ctx, &event).await {
        Ok(found) => found,
        Err(error) => return refused(&look, &error),
    };
    let all = match courses::numbered(&ctx.services, event.id, (1, last)).await {
        Ok(all) => all,
        Err(error) => return refused(&look, &error),
    };
    let (id, language, parts) = (event.id, ctx.language, event.parts.len());
    // Many rows take a while, and nobody else is to wait for them.
    let written = tokio::task::spawn_blocking(move || {
        let rows = all.iter().flat_map(|one| pages::list_rows(language, one, parts));
        sheet::workbook(&pages::list_headings(language, parts), rows.map(cells))
    });
    match written.await.map_err(anyhow::Error::from).and_then(|book| Ok(book?)) {
        Ok(bytes) => saved(id, "xlsx", sheet::WORKBOOK_TYPE, bytes.into()),
        Err(error) => {
            tracing::error!(error = &*error as &dyn std::error::Error, "a list could not be written");
            crate::problem::plain(
                http::StatusCode::INTERNAL_SERVER_ERROR,
                crate::problem::Problem::Failed,
                app::error::AppError::new(app::error::ErrorCode::Unexpected),
            )
        }
    }
}

/// What comes next in the text.
enum Piece {
    Headings,
    /// Registrations from this number.
    From(u32),
}

async fn opened(ctx: &Ctx, event: &str) -> Result<(CourseEvent, u32), ServiceError> {
    let event: EventId = event.parse().map_err(|_| ServiceError::NotFound)?;
    courses::open_list(ctx, event).await
}

fn headings(language: Language, event: &CourseEvent) -> std::io::Result<Bytes> {
    let lines = sheet::lines([cells(pages::list_headings(language, event.parts.len()))])?;
    Ok([BOM.as_bytes(), &lines].concat().into())
}

async fn page(ctx: &Ctx, event: &CourseEvent, first: u32) -> std::io::Result<Bytes> {
    let found = courses::numbered(&ctx.services, event.id, (first, first + PAGE - 1)).await;
    let found = found.map_err(|error| {
        log(&error);
        std::io::Error::other("the list could not be read to its end")
    })?;
    let parts = event.parts.len();
    let rows = found.iter().flat_map(|one| pages::list_rows(ctx.language, one, parts));
    sheet::lines(rows.map(cells))
}

fn cells(row: Vec<String>) -> Vec<Value> {
    row.into_iter().map(Value::Text).collect()
}

fn saved(event: EventId, ending: &str, kind: &str, body: Body) -> Response {
    let name = format!("attachment; filename=\"{event}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)];
    hidden((headers, body).into_response())
}
