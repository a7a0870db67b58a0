//! `GET /modules/<id>/file`: a module as a file, to be kept or given to a colleague elsewhere. The form is described in
//! `docs/module-file.md`.

use app::error::{AppError, ErrorCode};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::ids::ModuleId;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use service::{Ctx, ServiceError, modules};

use crate::problem::{self, Problem};
use crate::router::draw;
use crate::state::AppState;

/// The route's pattern.
pub const ROUTE: &str = "/modules/{id}/file";

/// What stands for itself in the name of a file (RFC 8187, 3.2.1).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// Answers with the file, or with the page for what is not there.
pub async fn read(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let found = match id.parse::<ModuleId>() {
        Ok(id) => modules::export(&ctx, id).await,
        Err(_) => Err(ServiceError::NotFound),
    };
    match found {
        Ok((title, text)) => file(title.as_str(), text),
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// The page for a file that is not there, or not for the one who asks; or that it can't be had now.
pub async fn not_given(state: &AppState, ctx: &Ctx, request: Request, error: ServiceError) -> Response {
    match error {
        ServiceError::Unavailable(source) => {
            tracing::error!(request_id = %ctx.request_id, error = &source as &dyn std::error::Error, "store unavailable");
            problem::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                Problem::Unavailable,
                AppError::new(ErrorCode::Unavailable),
            )
        }
        _ => {
            let mut page = draw(state, request).await;
            *page.status_mut() = StatusCode::NOT_FOUND;
            page
        }
    }
}

fn file(title: &str, text: String) -> Response {
    let mut response = Response::new(Body::from(text));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(name) = HeaderValue::from_str(&disposition(How::Saved, title, "json")) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}

/// What a browser does with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Saves it.
    Saved,
    /// Shows it, if it can.
    Shown,
}

/// The name under which a file is saved; the first is for browsers that know no letters but those of ASCII.
pub fn disposition(how: How, title: &str, ending: &str) -> String {
    let how = match how {
        How::Saved => "attachment",
        How::Shown => "inline",
    };
    let name = format!("{}.{ending}", title.replace(['/', '\\'], "-"));
    let name = utf8_percent_encode(&name, PLAIN);
    format!("{how}; filename=\"file.{ending}\"; filename*=UTF-8''{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_under_the_name_of_its_module_whatever_that_is() {
        assert_eq!(
            disposition(How::Saved, "Grenser og «omsorg»/\"\r\n", "json"),
            "attachment; filename=\"file.json\"; \
             filename*=UTF-8''Grenser%20og%20%C2%ABomsorg%C2%BB-%22%0D%0A.json"
        );
        assert!(HeaderValue::from_str(&disposition(How::Shown, "Å velge selv\n", "pdf")).is_ok());
    }
}
