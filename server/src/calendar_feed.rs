//! `GET /calendar/<secret>.ics`: a person's calendar for other programs. They can't sign in; the secret is the key.
//!
//! The secret is in the address, so the address must not come to light: the log has the route's pattern, no answer repeats it, and
//! no search engine may keep it.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::calendar_feed::ENDING;
use domain::people::Language;
use http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use i18n::calendar_feed as text;
use service::ServiceError;
use service::calendar_feed::{Asked, Calendar};

use crate::identify::{Address, language_of};
use crate::state::AppState;

/// The route's pattern; what the log has of each address.
pub const ROUTE: &str = "/calendar/{feed}";

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Answers with the calendar, with 304 where the one who asks has it already, or with a plain sentence.
pub async fn read(
    State(state): State<AppState>,
    Extension(Address(address)): Extension<Address>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let asked = Asked {
        // A name without the ending holds no secret.
        secret: file.strip_suffix(ENDING).unwrap_or_default(),
        address,
        public_url: &state.settings.public_url,
    };
    let answer = service::calendar_feed::read(&state.services, state.desk.limits(), asked).await;
    let mut response = match answer {
        Ok(calendar) => sent(calendar, &headers),
        Err(error) => refused(&error, language_of(&headers)),
    };
    response
        .headers_mut()
        .insert(ROBOTS, HeaderValue::from_static("noindex"));
    response
}

fn sent(calendar: Calendar, asked: &HeaderMap) -> Response {
    let mut response = if is_known(asked, &calendar.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(calendar.text));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
        // Saved by a browser, the file is not named after the secret.
        let name = HeaderValue::from_static("inline; filename=\"handlingsrom.ics\"");
        headers.insert(CONTENT_DISPOSITION, name);
        response
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&calendar.etag) {
        headers.insert(ETAG, tag);
    }
    response
}

/// Whether the one who asks has this very text (RFC 9110, 13.1.2): a weak tag will do to spare it.
fn is_known(asked: &HeaderMap, etag: &str) -> bool {
    asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// A sentence for whoever opens the address by hand; calendars go by the status.
fn refused(error: &ServiceError, language: Language) -> Response {
    let (status, sentence) = match error {
        ServiceError::Throttled { .. } => (StatusCode::TOO_MANY_REQUESTS, text::throttled(language)),
        ServiceError::PledgeNeeded => (StatusCode::FORBIDDEN, text::rests(language)),
        ServiceError::Unavailable(source) => {
            tracing::error!(error = source as &dyn std::error::Error, "a calendar can't be read");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                i18n::problem::unavailable_text(language),
            )
        }
        _ => (StatusCode::NOT_FOUND, text::gone(language)),
    };
    let kind = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CONTENT_LANGUAGE, language.tag()),
    ];
    let mut response = (status, kind, format!("{sentence}\n")).into_response();
    if let ServiceError::Throttled { retry_after } = error {
        // Rounded up: a calendar that comes back too early waits again.
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(retry_after.as_secs() + 1));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knows(tags: &[&'static str]) -> bool {
        let mut headers = HeaderMap::new();
        for tag in tags {
            headers.append(IF_NONE_MATCH, HeaderValue::from_static(tag));
        }
        is_known(&headers, "\"one\"")
    }

    #[test]
    fn a_calendar_is_spared_for_whoever_names_its_tag_in_any_list() {
        assert!(knows(&["\"one\""]));
        assert!(knows(&["W/\"one\""]));
        assert!(knows(&["\"two\", \"one\""]));
        assert!(knows(&["\"two\"", "\"one\""]));
        assert!(knows(&["*"]));
        assert!(!knows(&[]));
        assert!(!knows(&["\"two\", one"]));
    }
}
