//! How much a request may bring.

use app::error::{AppError, ErrorCode};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::CONTENT_LENGTH;
use http::{Method, StatusCode};

use crate::module_files;
use crate::problem::{self, Problem};

/// Bytes of an ordinary request.
pub const ORDINARY: usize = 1024 * 1024;
/// Bytes of an import file (5,000 units are about 4 MB of JSON).
pub const IMPORT: usize = 16 * 1024 * 1024;

/// Bytes of a file that belongs to a record.
pub const FILE: usize = domain::files::MAX_BYTES;

/// Refuses a body that says it is too large before reading it, and stops reading one that does not say. (A body that says
/// less than it brings is cut off by the HTTP library.)
pub async fn limit(request: Request, next: Next) -> Response {
    let most = most(request.method(), request.uri().path());
    let said = request
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    if said.is_some_and(|length| length > most as u64) {
        return too_large();
    }
    if said.is_some() || matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    match to_bytes(body, most).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Err(_) => too_large(),
    }
}

fn most(method: &Method, path: &str) -> usize {
    if module_files::is_upload(method, path) {
        FILE
    } else if path.starts_with("/api/") && path.contains("import") {
        IMPORT
    } else {
        ORDINARY
    }
}

fn too_large() -> Response {
    let told = AppError {
        detail: Some("too_large".to_owned()),
        ..AppError::new(ErrorCode::Rule)
    };
    problem::plain(StatusCode::PAYLOAD_TOO_LARGE, Problem::TooLarge, told)
}
