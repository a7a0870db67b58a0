//! The outermost layer: a name for each request, its line in the log, its place in the metrics.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use tracing::Instrument as _;
use ulid::Ulid;

/// The header that tells the reader the request's name.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name of a request. Made here; what a client sends is not taken over.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Names the request, logs its outcome without personal data (the route's pattern, never the address with its ids) and
/// counts it.
pub async fn name_and_log(mut request: Request, next: Next) -> Response {
    let id = Ulid::generate().to_string();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", |path| path.as_str())
        .to_owned();
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id = %id, method = %method, route = %route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let took = started.elapsed();
    let status = response.status();
    span.in_scope(|| {
        tracing::info!(
            status = status.as_u16(),
            milliseconds = took.as_millis() as u64,
            "answered"
        )
    });
    let labels = [
        ("method", method.to_string()),
        ("route", route),
        ("status", status.as_u16().to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels).record(took.as_secs_f64());
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The name of a request, or nothing outside [`name_and_log`].
pub fn id(extensions: &http::Extensions) -> String {
    extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}
