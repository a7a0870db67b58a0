//! Certificates: the page that says whether one is genuine, and the file for whoever has its address.

use app::training as pages;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::courses::CertificateCode;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode, Uri};
use service::courses::{self, links};
use service::{Ctx, ServiceError};

use super::{drawn, failed, hidden, look};
use crate::certificate_pdf;
use crate::state::AppState;

/// What a certificate is of.
pub const PAGE: &str = "/certificate/{code}";
/// The file.
pub const FILE: &str = "/certificate/{code}/{proof}";

/// `GET /certificate/{code}`
pub async fn page(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(code): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let found = match CertificateCode::typed(&code) {
        Some(code) => courses::certificate(&ctx.services, &code).await,
        None => Err(ServiceError::NotFound),
    };
    match found {
        Ok(one) => hidden(drawn(StatusCode::OK, pages::certificate_page(&look, &one))),
        Err(error) => not_there(&look, &error),
    }
}

/// `GET /certificate/{code}/{proof}`
pub async fn file(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path((code, proof)): Path<(String, String)>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let code = CertificateCode::typed(&code).filter(|code| links::opens_certificate(state.desk.key(), code, &proof));
    let found = match code {
        Some(code) => courses::certificate(&ctx.services, &code).await,
        None => Err(ServiceError::NotFound),
    };
    let one = match found {
        Ok(one) => one,
        Err(error) => return not_there(&look, &error),
    };
    if one.revoked_on.is_some() {
        return hidden(drawn(StatusCode::GONE, pages::certificate_page(&look, &one)));
    }
    let public_url = state.settings.public_url.trim_end_matches('/');
    match certificate_pdf::write(&one, public_url) {
        Some(bytes) => {
            let name = format!("attachment; filename=\"{}.pdf\"", one.code);
            let kind = [
                (CONTENT_TYPE, "application/pdf".to_owned()),
                (CONTENT_DISPOSITION, name),
            ];
            hidden((kind, bytes).into_response())
        }
        None => crate::problem::plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            crate::problem::Problem::Failed,
            app::error::AppError::new(app::error::ErrorCode::Unexpected),
        ),
    }
}

fn not_there(look: &pages::Look, error: &ServiceError) -> Response {
    match error {
        ServiceError::NotFound => hidden(drawn(StatusCode::NOT_FOUND, pages::no_certificate_page(look))),
        error => failed(look, error),
    }
}
