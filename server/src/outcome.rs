//! The last look at an answer: refusals and failures get their text, and a server function's error gets the request's name
//! and a fitting status.

use app::error::{AppError, ErrorCode};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_LENGTH, LOCATION};
use http::{HeaderValue, StatusCode};

use crate::problem::{self, Problem, Undrawn};
use crate::{identify, request};

/// An error of a server function is small.
const LARGEST_ERROR: usize = 256 * 1024;

/// Draws what is undrawn and completes the errors of server functions.
pub async fn complete(request: Request, next: Next) -> Response {
    let page = problem::wants_page(request.headers());
    let language = identify::language_of(request.headers());
    let id = request::id(request.extensions());
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    if let Some(undrawn) = response.extensions_mut().remove::<Undrawn>() {
        return problem::draw(response, &undrawn, page, language, &id);
    }
    let status = response.status();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        let undrawn = Undrawn {
            problem: Problem::Method,
            told: AppError::new(ErrorCode::NotFound),
        };
        return problem::draw(response, &undrawn, page, language, &id);
    }
    if is_api && page && response.headers().contains_key(LOCATION) {
        // A form without scripts: the way back, with the error in the address, counts more than the error's status.
        *response.status_mut() = StatusCode::SEE_OTHER;
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_LENGTH);
        return response;
    }
    if is_api && response.headers().contains_key("serverfnerror") {
        return complete_error(response, &id).await;
    }
    response
}

/// Errors that the use case has told have their status and name already; those of decoding have not.
async fn complete_error(response: Response, id: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LARGEST_ERROR).await.unwrap_or_default();
    let Ok(mut told) = serde_json::from_slice::<AppError>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    if !told.request_id.is_empty() {
        return Response::from_parts(parts, Body::from(bytes));
    }
    id.clone_into(&mut told.request_id);
    if told.code == ErrorCode::Invalid {
        // The decoder's words speak of our types, not of the person's fields.
        told.detail = None;
        parts.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    let body = serde_json::to_vec(&told).unwrap_or_default();
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response::from_parts(parts, Body::from(body))
}
