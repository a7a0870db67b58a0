//! The way from a server function to its use case. Only in the server's half.

use leptos::prelude::*;
use service::{Ctx, ServiceError};

use crate::error::{AppError, ErrorCode};

/// What a use case needs of this request. The HTTP layer provides it for every server function and page.
///
/// # Errors
/// `Unexpected` when called outside a request.
pub fn ctx() -> Result<Ctx, AppError> {
    use_context::<Ctx>().ok_or_else(|| AppError::new(ErrorCode::Unexpected))
}

/// Turns a use case's error into what the reader is told. A failure is logged here, once.
pub fn told(ctx: &Ctx, error: ServiceError) -> AppError {
    let told = in_words(ctx, error);
    set_status(told.code);
    told
}

/// The same where no server function answers.
pub fn in_words(ctx: &Ctx, error: ServiceError) -> AppError {
    let mut told = AppError {
        request_id: ctx.request_id.clone(),
        ..AppError::new(code(&error))
    };
    match error {
        ServiceError::Invalid(issues) => told.issues = issues,
        ServiceError::Rule(rule) => told.detail = Some(rule.to_owned()),
        ServiceError::Throttled { retry_after } => told.detail = Some(retry_after.as_secs().to_string()),
        ServiceError::Unavailable(source) => {
            tracing::error!(request_id = %ctx.request_id, error = &source as &dyn std::error::Error, "store unavailable");
        }
        _ => {}
    }
    told
}

fn code(error: &ServiceError) -> ErrorCode {
    match error {
        ServiceError::SignedOut => ErrorCode::SignedOut,
        ServiceError::PledgeNeeded => ErrorCode::PledgeNeeded,
        ServiceError::Denied => ErrorCode::Denied,
        ServiceError::NotFound => ErrorCode::NotFound,
        ServiceError::Invalid(_) => ErrorCode::Invalid,
        ServiceError::Rule(_) => ErrorCode::Rule,
        ServiceError::Stale => ErrorCode::Stale,
        ServiceError::Throttled { .. } => ErrorCode::Throttled,
        ServiceError::Unavailable(_) => ErrorCode::Unavailable,
    }
}

/// The HTTP status of the answer, for pages and server functions alike.
pub fn set_status(code: ErrorCode) {
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(status(code));
    }
}

/// The HTTP status that goes with a code.
pub const fn status(code: ErrorCode) -> http::StatusCode {
    use http::StatusCode;
    match code {
        ErrorCode::SignedOut => StatusCode::UNAUTHORIZED,
        ErrorCode::PledgeNeeded | ErrorCode::Denied => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Invalid | ErrorCode::Rule => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::Stale => StatusCode::CONFLICT,
        ErrorCode::Throttled => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable | ErrorCode::Offline => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Unexpected => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The cookie that holds the language's tag.
pub const LANGUAGE_COOKIE: &str = "lang";
/// The cookie that holds the session's token.
pub const SESSION_COOKIE: &str = "__Host-hr";

/// Makes the browser drop the session's cookie and everything it kept of Handlingsrom (ASVS 14.3.1). Known devices and the
/// language stay.
pub fn forget_browser() {
    let expired = format!("{SESSION_COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
    append(http::header::SET_COOKIE, &expired);
    append(
        http::HeaderName::from_static("clear-site-data"),
        "\"cache\", \"storage\"",
    );
}

/// Keeps the language in the browser for a year.
pub fn remember_language(language: domain::people::Language) {
    let tag = language.tag();
    append(
        http::header::SET_COOKIE,
        &format!("{LANGUAGE_COOKIE}={tag}; Path=/; Max-Age=31536000; Secure; SameSite=Lax"),
    );
}

fn append(name: http::HeaderName, value: &str) {
    if let (Some(options), Ok(value)) = (
        use_context::<leptos_axum::ResponseOptions>(),
        http::HeaderValue::from_str(value),
    ) {
        options.append_header(name, value);
    }
}
