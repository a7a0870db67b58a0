//! New courses as a feed (RFC 4287): the catalogue, narrowed as it is, the latest published first.

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::courses::Lifecycle;
use domain::courses::view::{CatalogueFilter, PublicEvent};
use domain::people::Language;
use domain::time::zone;
use http::header::{CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue, Uri};
use i18n::training as text;
use jiff::Timestamp;
use jiff::civil::Date;
use quick_xml::Writer;
use quick_xml::events::BytesText;
use service::{Ctx, courses};

use super::{CATALOGUE, failed, look};
use crate::state::AppState;

/// The feed.
pub const PAGE: &str = "/training/feed.atom";
const KIND: &str = "application/atom+xml; charset=utf-8";
const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// `GET /training/feed.atom`
pub async fn read(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    filter: Result<Query<CatalogueFilter>, QueryRejection>,
) -> Response {
    let filter = filter.map(|Query(filter)| filter).unwrap_or_default();
    let found = match courses::catalogue(&ctx.services, &filter).await {
        Ok(found) => found,
        Err(error) => return failed(&look(&state, &ctx, &uri, &headers), &error),
    };
    let public_url = state.settings.public_url.trim_end_matches('/');
    let own = format!(
        "{public_url}{}",
        uri.path_and_query().map_or(PAGE, |path| path.as_str())
    );
    match written(ctx.language, public_url, &own, found) {
        Ok(feed) => {
            let mut response = ([(CONTENT_TYPE, KIND)], feed).into_response();
            let vary = HeaderValue::from_static("accept-language, cookie");
            response.headers_mut().insert(VARY, vary);
            response
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the feed of courses failed");
            crate::problem::plain(
                http::StatusCode::INTERNAL_SERVER_ERROR,
                crate::problem::Problem::Failed,
                app::error::AppError::new(app::error::ErrorCode::Unexpected),
            )
        }
    }
}

/// The day a course was put in the catalogue.
fn published(one: &PublicEvent) -> Date {
    match one.event.lifecycle {
        Lifecycle::Published { on, .. } => on,
        Lifecycle::Draft | Lifecycle::Cancelled { .. } => one.event.first().map_or(Date::MIN, |first| first.date),
    }
}

/// When something was said of a course last: it was put there, or calendars had to hear of a change.
fn updated(one: &PublicEvent) -> Timestamp {
    let day = zone().to_zoned(published(one).at(0, 0, 0, 0));
    let put = day.map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
    put.max(one.event.calendar.changed_at)
}

fn written(
    language: Language,
    public_url: &str,
    own: &str,
    mut found: Vec<PublicEvent>,
) -> Result<Vec<u8>, std::io::Error> {
    // What is not held is no news of a course to come to.
    found.retain(|one| matches!(one.event.lifecycle, Lifecycle::Published { .. }));
    found.sort_by_key(|one| std::cmp::Reverse((published(one), one.event.id)));
    let latest = found.iter().map(updated).max().unwrap_or(Timestamp::UNIX_EPOCH);
    let mut xml = Writer::new(b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_vec());
    xml.create_element("feed")
        .with_attributes([("xmlns", NAMESPACE), ("xml:lang", language.tag())])
        .write_inner_content(|xml| {
            let text_of = |xml: &mut Writer<Vec<u8>>, name: &str, words: &str| {
                xml.create_element(name)
                    .write_text_content(BytesText::new(words))
                    .map(|_| ())
            };
            text_of(xml, "id", own)?;
            text_of(xml, "title", text::feed_title(language))?;
            text_of(xml, "updated", &latest.to_string())?;
            xml.create_element("author")
                .write_inner_content(|xml| text_of(xml, "name", "IMDi"))?;
            let link = |xml: &mut Writer<Vec<u8>>, rel: &str, href: &str| {
                xml.create_element("link")
                    .with_attributes([("rel", rel), ("href", href)])
                    .write_empty()
                    .map(|_| ())
            };
            link(xml, "self", own)?;
            link(xml, "alternate", &format!("{public_url}{CATALOGUE}"))?;
            for one in &found {
                let event = &one.event;
                let address = format!("{public_url}{CATALOGUE}/{}", event.id);
                let place = match event.format.has_room() {
                    true => event.place.to_string(),
                    false => app::courses::words::format(language, event.format).to_owned(),
                };
                let when = app::courses::words::first_and_more(language, &event.parts);
                xml.create_element("entry").write_inner_content(|xml| {
                    text_of(xml, "id", &address)?;
                    text_of(xml, "title", event.title.as_str())?;
                    text_of(xml, "updated", &updated(one).to_string())?;
                    link(xml, "alternate", &address)?;
                    text_of(xml, "summary", &format!("{when}. {place}"))
                })?;
            }
            Ok(())
        })?;
    Ok(xml.into_inner())
}
