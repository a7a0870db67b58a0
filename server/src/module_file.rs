//! `GET /modules/<id>/file`: a module as a file, to be kept or given to a colleague elsewhere. The form is described in
//! `docs/module-file.md`. `GET /modules/<id>/document`: the same as a document to adapt, and `guide.pdf` and `pupils.pdf`: as sheets to
//! print. `POST /modules/<id>/document`: what an adapted document says of it, for a preview in the browser; nothing is kept.

use app::error::{AppError, ErrorCode};
use app::paper::Paper;
use app::printouts::{document, reading};
use app::server::in_words;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::files::FileKind;
use domain::ids::ModuleId;
use domain::issue::IssueCode;
use domain::modules::document::ReadModule;
use domain::modules::view::ModuleView;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use i18n::printouts as text;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use service::{Ctx, ServiceError, modules};

use crate::problem::{self, Problem};
use crate::router::draw;
use crate::state::AppState;
use crate::{docx, docx_read, module_files, pdf};

/// The route's pattern.
pub const ROUTE: &str = "/modules/{id}/file";

/// The pattern of the route to the document.
pub const DOCUMENT: &str = "/modules/{id}/document";

/// The pattern of the route to the teacher's guide on paper.
pub const GUIDE: &str = "/modules/{id}/guide.pdf";

/// The pattern of the route to the pupils' sheet on paper.
pub const PUPILS: &str = "/modules/{id}/pupils.pdf";

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
        Ok((title, text)) => saved(title.as_str(), "json", "application/json", text.into()),
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// Answers with the document, or with the page for what is not there.
pub async fn word(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let view = match view_of(&ctx, &id).await {
        Ok(view) => view,
        Err(error) => return not_given(&state, &ctx, request, error).await,
    };
    let kind = FileKind::Docx;
    match docx::write(&document::of_module(ctx.language, &view), ctx.now()) {
        Some(bytes) => {
            let title = view.module.content.head.title.as_str();
            saved(title, kind.ending(), kind.media_type(), bytes)
        }
        None => failed(),
    }
}

/// Reads an adapted document and answers with what it says of a module; nothing is kept. For whoever may write in the module, as it is read for
/// them.
pub async fn adapted(Extension(ctx): Extension<Ctx>, Path(id): Path<String>, request: Request) -> Response {
    module_files::answer(said(&ctx, &id, request).await.map_err(|error| in_words(&ctx, error)))
}

async fn said(ctx: &Ctx, id: &str, request: Request) -> Result<ReadModule, ServiceError> {
    let id = id.parse().map_err(|_| ServiceError::NotFound)?;
    modules::may_add_file(ctx, id).await?;
    let (_room, content) = module_files::held("document", request).await?;
    let parts = tokio::task::spawn_blocking(move || docx_read::read(&content)).await;
    let parts = parts.unwrap_or(Err(IssueCode::BrokenFile));
    let parts = parts.map_err(|code| ServiceError::field("document", code))?;
    Ok(reading::of_parts(&parts))
}

/// Answers with the teacher's guide as PDF, or with the page for what is not there.
pub async fn guide(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    match view_of(&ctx, &id).await {
        Ok(view) => printed(document::guide_paper(ctx.language, &view), text::guide(ctx.language)).await,
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// Answers with the pupils' sheet as PDF, or with the page for what is not there.
pub async fn pupils(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    match view_of(&ctx, &id).await {
        Ok(view) => printed(document::pupils_paper(ctx.language, &view), text::pupils(ctx.language)).await,
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

async fn view_of(ctx: &Ctx, id: &str) -> Result<ModuleView, ServiceError> {
    let id = id.parse().map_err(|_| ServiceError::NotFound)?;
    modules::view(ctx, id).await
}

/// Written beside the requests. `kind` is what the paper is called, after the module's name.
async fn printed(paper: Paper, kind: &str) -> Response {
    let title = format!("{} – {kind}", paper.title);
    match tokio::task::spawn_blocking(move || pdf::sheet::write(&paper, "module")).await {
        Ok(Some(bytes)) => saved(&title, "pdf", pdf::TYPE, bytes),
        Ok(None) => failed(),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a module's paper could not be written"
            );
            failed()
        }
    }
}

fn failed() -> Response {
    problem::plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Failed,
        AppError::new(ErrorCode::Unexpected),
    )
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

fn saved(title: &str, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(name) = HeaderValue::from_str(&disposition(How::Saved, title, ending)) {
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
