//! Forms that are sent by the browser itself: what can't be read is answered with a page, not with our types.

use app::error::{AppError, ErrorCode};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use axum::response::Response;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::problem::{self, Problem};

/// The fields of a form.
#[derive(Debug)]
pub struct PlainForm<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for PlainForm<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match Form::<T>::from_request(request, state).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(rejection) => Err(refuse(&rejection)),
        }
    }
}

fn refuse(rejection: &FormRejection) -> Response {
    tracing::info!(error = rejection as &dyn std::error::Error, "a form could not be read");
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return problem::plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            Problem::TooLarge,
            AppError::new(ErrorCode::Rule),
        );
    }
    problem::plain(
        StatusCode::UNPROCESSABLE_ENTITY,
        Problem::Unreadable,
        AppError::new(ErrorCode::Invalid),
    )
}
