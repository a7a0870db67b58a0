//! Honest answers where the application itself has none: a page for people, JSON for the browser's half.

use app::error::AppError;
use axum::body::Body;
use axum::response::Response;
use domain::people::Language;
use http::header::{ACCEPT, CONTENT_LANGUAGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, StatusCode};
use i18n::problem as text;

/// Why there is no ordinary answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Sent from another site.
    CrossSite,
    /// The body is larger than the server takes.
    TooLarge,
    /// It took too long.
    TimedOut,
    /// The store can't be reached.
    Unavailable,
    /// Something failed that should not.
    Failed,
    /// The form's fields are not those of the page.
    Unreadable,
    /// The address takes other methods.
    Method,
}

impl Problem {
    /// Heading, and what it means and what to do.
    fn text(self, language: Language) -> (&'static str, &'static str) {
        match self {
            Self::CrossSite => (text::cross_site_title(language), text::cross_site_text(language)),
            Self::TooLarge => (text::too_large_title(language), text::too_large_text(language)),
            Self::TimedOut => (text::timed_out_title(language), text::timed_out_text(language)),
            Self::Unavailable => (text::unavailable_title(language), text::unavailable_text(language)),
            Self::Failed => (text::failed_title(language), text::failed_text(language)),
            Self::Unreadable => (text::unreadable_title(language), text::unreadable_text(language)),
            Self::Method => (text::method_title(language), text::method_text(language)),
        }
    }
}

/// Marks an answer whose text [`crate::outcome`] still has to draw, in the reader's language and with the request's name.
#[derive(Debug, Clone)]
pub struct Undrawn {
    /// Why there is no ordinary answer.
    pub problem: Problem,
    /// The same for the browser's half.
    pub told: AppError,
}

/// An answer without text yet.
pub fn plain(status: StatusCode, problem: Problem, told: AppError) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.extensions_mut().insert(Undrawn { problem, told });
    response
}

/// Whether the one who asks wants a page rather than data.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// Draws the text into the answer; status and headers stay.
pub fn draw(mut response: Response, undrawn: &Undrawn, page: bool, language: Language, request_id: &str) -> Response {
    let (kind, body) = if page {
        ("text/html; charset=utf-8", html(undrawn.problem, language, request_id))
    } else {
        let told = AppError {
            request_id: request_id.to_owned(),
            ..undrawn.told.clone()
        };
        ("application/json", serde_json::to_string(&told).unwrap_or_default())
    };
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
        .headers_mut()
        .insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
    if !page {
        // The browser's half tells errors from answers by this header.
        response
            .headers_mut()
            .insert("serverfnerror", HeaderValue::from_static("server"));
    }
    *response.body_mut() = Body::from(body);
    response
}

/// A page that needs nothing else: no styles, no scripts. The request id is our own ULID; nothing of the request is repeated.
fn html(problem: Problem, language: Language, request_id: &str) -> String {
    let (title, explanation) = problem.text(language);
    let (lang, reference, home) = (language.tag(), text::reference(language), text::home(language));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title} – Handlingsrom</title></head>\
         <body><main><h1>{title}</h1><p>{explanation}</p><p>{reference}: <code>{request_id}</code></p>\
         <p><a href=\"/\">{home}</a></p></main></body></html>\n"
    )
}
