//! Nothing changes on a request that another site has caused (ASVS 3.5.1).
//!
//! Three walls: the session's cookie is `SameSite=Strict`; a request other than GET, HEAD and OPTIONS must come from our own
//! origin by `Sec-Fetch-Site` or `Origin` (a sibling sub-domain is another origin); and no server function answers GET, which
//! [`crate::registry::check`] proves at start.

use app::error::{AppError, ErrorCode};
use axum::body::Body;
use axum::response::Response;
use http::StatusCode;
use tower_http::csrf::{ConfigError, CsrfLayer, ProtectionError, ResponseForProtectionError};

use crate::problem::{self, Problem};

/// Draws the refusal.
#[derive(Debug, Clone, Copy)]
pub struct Refusal;

impl ResponseForProtectionError<Body> for Refusal {
    fn response_for_protection_error(&mut self, error: ProtectionError) -> Response {
        tracing::warn!(kind = ?error.kind(), "a request from another site was refused");
        let told = AppError::new(ErrorCode::Denied);
        problem::plain(StatusCode::FORBIDDEN, Problem::CrossSite, told)
    }
}

/// The wall. `public_url` is the origin that browsers see, which differs from `Host` behind some proxies.
///
/// # Errors
/// When `public_url` is not an origin.
pub fn layer(public_url: &str) -> Result<CsrfLayer<Refusal>, ConfigError> {
    Ok(CsrfLayer::new()
        .add_trusted_origin(public_url)?
        .with_rejection_response(Refusal))
}
