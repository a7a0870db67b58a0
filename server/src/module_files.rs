//! `POST /modules/<id>/files` and `GET /modules/<id>/files/<file>`: the files of a module.
//!
//! What people bring is never trusted to be what it says: its kind is told by its bytes, it is sent under the media type of that
//! kind alone, and where it is opened it can neither run nor load anything.

use std::time::Duration;

use app::error::AppError;
use app::server::{in_words, status};
use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::command::Envelope;
use domain::files::{Attachment, MAX_BYTES, MAX_MEGABYTES, NewFile};
use domain::ids::{FileId, ModuleId};
use domain::issue::IssueCode;
use domain::modules::view::ModuleView;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use serde::{Deserialize, Serialize};
use service::{Ctx, ServiceError, modules};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::module_file::{How, disposition, not_given};
use crate::state::AppState;

/// The route's pattern for one file.
pub const ROUTE: &str = "/modules/{id}/files/{file}";
/// The route's pattern for a new one.
pub const UPLOAD: &str = "/modules/{id}/files";

/// How long a file may take: the largest at a megabit a second.
pub const UPLOAD_TIME: Duration = Duration::from_secs(200);

/// Files that come in at once: each is held in memory while it is looked at.
static AT_ONCE: Semaphore = Semaphore::const_new(8);

/// What is asked with a new file's address: the command as JSON. The body is the file.
#[derive(Debug, Deserialize)]
pub struct Said {
    envelope: String,
}

/// How a file is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// Present to see it in the browser.
    show: Option<String>,
}

/// Whether a request brings a new file, or a document that is read.
pub fn is_upload(method: &Method, path: &str) -> bool {
    let within = path.strip_prefix("/modules/").and_then(|rest| rest.split_once('/'));
    method == Method::POST && within.is_some_and(|(id, what)| !id.is_empty() && matches!(what, "files" | "document"))
}

/// Takes a file and answers with the module as it then is, as the server function that changes one does.
pub async fn add(
    Extension(ctx): Extension<Ctx>,
    Path(id): Path<String>,
    Query(said): Query<Said>,
    request: Request,
) -> Response {
    answer(
        taken(&ctx, &id, &said, request)
            .await
            .map_err(|error| in_words(&ctx, error)),
    )
}

async fn taken(ctx: &Ctx, id: &str, said: &Said, request: Request) -> Result<ModuleView, ServiceError> {
    let id: ModuleId = id.parse().map_err(|_| ServiceError::NotFound)?;
    // Before the body is read: nobody fills the memory who may not add a file at all.
    modules::may_add_file(ctx, id).await?;
    let envelope: Envelope<NewFile> =
        serde_json::from_str(&said.envelope).map_err(|_| ServiceError::field("file", IssueCode::Required))?;
    let (_room, content) = held("file", request).await?;
    modules::add_file(ctx, id, envelope, content.into()).await
}

/// The bytes of a request, and the room that they take while they are looked at.
pub async fn held(field: &str, request: Request) -> Result<(SemaphorePermit<'static>, Bytes), ServiceError> {
    let Ok(room) = AT_ONCE.acquire().await else {
        return Err(ServiceError::Rule("no_room"));
    };
    let content = to_bytes(request.into_body(), MAX_BYTES)
        .await
        .map_err(|_| ServiceError::field(field, IssueCode::FileTooLarge { max: MAX_MEGABYTES }))?;
    Ok((room, content))
}

/// The answer as server functions give theirs.
pub fn answer<T: Serialize>(taken: Result<T, AppError>) -> Response {
    let (status, body) = match &taken {
        Ok(view) => (StatusCode::OK, serde_json::to_string(view)),
        Err(error) => (status(error.code), serde_json::to_string(error)),
    };
    match body {
        Ok(body) => (status, [(CONTENT_TYPE, "application/json")], body).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Answers with a file, with 304 where the one who asks has it, or with the page for what is not there.
pub async fn read(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Path((id, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let found = match (id.parse::<ModuleId>(), file.parse::<FileId>()) {
        (Ok(id), Ok(file)) => modules::read_file(&ctx, id, file).await,
        _ => Err(ServiceError::NotFound),
    };
    match found {
        Ok((file, content)) => sent(&file, content, asked.show.is_some(), request.headers()),
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

fn sent(file: &Attachment, content: Vec<u8>, is_asked_to_show: bool, asked: &HeaderMap) -> Response {
    let shows = is_asked_to_show && file.kind.opens_in_browser();
    let tag = format!("\"{}\"", file.hash);
    let mut response = if is_known(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Response::new(Body::from(content))
    };
    let headers = response.headers_mut();
    let how = if shows { How::Shown } else { How::Saved };
    let name = disposition(how, file.about.name.as_str(), file.kind.ending());
    for (header, value) in [(CONTENT_DISPOSITION, name), (ETAG, tag)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(header, value);
        }
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.kind.media_type()));
    // Kept, and asked about each time: who may see it can change.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy(file, shows)));
    response
}

/// Nothing of ours, nothing of others, no scripts. The viewers of browsers draw a PDF in a frame of their own and don't start in
/// a sandbox.
fn policy(file: &Attachment, shows: bool) -> &'static str {
    if shows && !file.kind.is_picture() {
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    } else {
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    }
}

fn is_known(asked: &HeaderMap, tag: &str) -> bool {
    let known = asked.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_a_new_file_takes_a_large_body_and_its_time() {
        for path in [
            "/modules/01KDVDNA000000000000000MG0/files",
            "/modules/01KDVDNA000000000000000MG0/document",
        ] {
            assert!(is_upload(&Method::POST, path), "{path}");
            assert!(
                !is_upload(&Method::GET, path),
                "{path}: the document is fetched at the same address"
            );
        }
        for path in [
            "/modules/files",
            "/modules//files",
            "/modules/a/b/files",
            "/modules/a/files/b",
            "/files",
        ] {
            assert!(!is_upload(&Method::POST, path), "{path}");
        }
    }
}
