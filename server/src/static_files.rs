//! Files: hashed names under `/pkg`, kept for a year; everything else of `public/`, asked about again each time.

use std::path::Path;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::CACHE_CONTROL;
use http::{HeaderValue, Method, StatusCode};
use tower_http::services::ServeDir;

use crate::state::AppState;
use domain::calendar_feed;

/// Answers with a file where the path names one; all else goes on. Files are the same for everyone, so nobody has to be
/// signed in for them.
pub async fn public(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let last = path.rsplit('/').next().unwrap_or_default();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || !last.contains('.') || path.starts_with("/api/") || path.starts_with(calendar_feed::PATH) {
        return next.run(request).await;
    }
    let hashed = path.starts_with("/pkg/") && is_hashed(last);
    let (parts, body) = request.into_parts();
    let asked = Request::from_parts(parts.clone(), Body::empty());
    let file = folder(Path::new(&*state.leptos.site_root)).try_call(asked).await;
    match file {
        Ok(file) if file.status() != StatusCode::NOT_FOUND => {
            let mut response = file.map(Body::new);
            let value = if hashed {
                "public, max-age=31536000, immutable"
            } else {
                "public, no-cache"
            };
            response
                .headers_mut()
                .insert(CACHE_CONTROL, HeaderValue::from_static(value));
            response
        }
        _ => next.run(Request::from_parts(parts, body)).await,
    }
}

/// The folder, with `.br` and `.gz` siblings sent to those who take them.
fn folder(path: &Path) -> ServeDir {
    ServeDir::new(path)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
}

/// `frontend.0123456789abcdef.wasm`: a part between dots of eight or more characters that is no word.
fn is_hashed(name: &str) -> bool {
    let mut parts = name.split('.');
    let (Some(_), Some(hash), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    hash.len() >= 8
        && hash
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_the_name_is_what_allows_long_caching() {
        assert!(is_hashed("frontend.3f9a0c1d22ab.wasm"));
        assert!(!is_hashed("sw.js"));
        assert!(!is_hashed("icon.svg"));
    }
}
