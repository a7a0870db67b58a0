//! The list of those who have registered, as a file: text in pieces as they are read (RFC 4180, with semicolons as Norwegian
//! spreadsheets want them), a workbook, or sheets of A4.

use app::sheet::Value;
use app::training as pages;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::courses::{CourseEvent, Registration};
use domain::ids::EventId;
use futures::{StreamExt as _, stream};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, Uri};
use i18n::Language;
use service::courses;
use service::{Ctx, ServiceError};

use super::day::refused;
use super::{hidden, log, look};
use crate::pdf;
use crate::sheet::{self, BOM};
use crate::state::AppState;

/// As text.
pub const TEXT: &str = "/courses/{event}/participants.csv";
/// As a workbook.
pub const WORKBOOK: &str = "/courses/{event}/participants.xlsx";
/// As sheets of A4.
pub const SHEETS: &str = "/courses/{event}/participants.pdf";

/// Registrations read at once.
const PAGE: u32 = 500;

/// `GET /courses/{event}/participants.csv`
pub async fn text(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let (event, last) = match opened(&ctx, &event).await {
        Ok(found) => found,
        Err(error) => return refused(&look, &error),
    };
    let name = event.id;
    let first = Piece::Headings;
    let pieces = stream::unfold((ctx, event, first), move |(ctx, event, piece)| async move {
        let (written, next) = match piece {
            Piece::Headings => (headings(ctx.language, &event), Piece::From(1)),
            Piece::From(first) if first <= last => {
                let written = page(&ctx, &event, first).await;
                // After an error the browser tells that the file is not whole.
                let next = if written.is_ok() {
                    first.saturating_add(PAGE)
                } else {
                    u32::MAX
                };
                (written, Piece::From(next))
            }
            Piece::From(_) => return None,
        };
        Some((written, (ctx, event, next)))
    })
    // What compresses it asks once more after the end.
    .fuse();
    saved(name, "csv", sheet::TEXT_TYPE, Body::from_stream(pieces))
}

/// `GET /courses/{event}/participants.xlsx`
pub async fn workbook(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let (event, all) = match everybody(&ctx, &event).await {
        Ok(found) => found,
        Err(error) => return refused(&look, &error),
    };
    let (id, language, parts) = (event.id, ctx.language, event.parts.len());
    // Many rows take a while, and nobody else is to wait for them.
    let written = tokio::task::spawn_blocking(move || {
        let rows = all.iter().flat_map(|one| pages::list_rows(language, one, parts));
        sheet::workbook(&pages::list_headings(language, parts), rows.map(cells))
    });
    match written.await.map_err(anyhow::Error::from).and_then(|book| Ok(book?)) {
        Ok(bytes) => saved(id, "xlsx", sheet::WORKBOOK_TYPE, bytes.into()),
        Err(error) => {
            tracing::error!(error = &*error as &dyn std::error::Error, "a list could not be written");
            unexpected()
        }
    }
}

/// `GET /courses/{event}/participants.pdf`
pub async fn sheets(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    uri: Uri,
    headers: HeaderMap,
    Path(event): Path<String>,
) -> Response {
    let look = look(&state, &ctx, &uri, &headers);
    let (event, all) = match everybody(&ctx, &event).await {
        Ok(found) => found,
        Err(error) => return refused(&look, &error),
    };
    let (id, language, today) = (event.id, ctx.language, ctx.today());
    // As the workbook: nobody else is to wait for many rows.
    let written = tokio::task::spawn_blocking(move || {
        let paper = pages::list_paper(language, &event, &all, today);
        pdf::sheet::write(&paper, "participants")
    });
    match written.await {
        Ok(Some(bytes)) => saved(id, "pdf", pdf::TYPE, bytes.into()),
        // The library's own words are in the log by now.
        Ok(None) => unexpected(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a list could not be printed");
            unexpected()
        }
    }
}

fn unexpected() -> Response {
    crate::problem::plain(
        http::StatusCode::INTERNAL_SERVER_ERROR,
        crate::problem::Problem::Failed,
        app::error::AppError::new(app::error::ErrorCode::Unexpected),
    )
}

/// What comes next in the text.
enum Piece {
    Headings,
    /// Registrations from this number.
    From(u32),
}

async fn opened(ctx: &Ctx, event: &str) -> Result<(CourseEvent, u32), ServiceError> {
    let event: EventId = event.parse().map_err(|_| ServiceError::NotFound)?;
    courses::open_list(ctx, event).await
}

/// The course and all who are on its list.
async fn everybody(ctx: &Ctx, event: &str) -> Result<(CourseEvent, Vec<Registration>), ServiceError> {
    let (event, last) = opened(ctx, event).await?;
    let all = courses::numbered(&ctx.services, event.id, (1, last)).await?;
    Ok((event, all))
}

fn headings(language: Language, event: &CourseEvent) -> std::io::Result<Bytes> {
    let lines = sheet::lines([cells(pages::list_headings(language, event.parts.len()))])?;
    Ok([BOM.as_bytes(), &lines].concat().into())
}

async fn page(ctx: &Ctx, event: &CourseEvent, first: u32) -> std::io::Result<Bytes> {
    let found = courses::numbered(&ctx.services, event.id, (first, first + PAGE - 1)).await;
    let found = found.map_err(|error| {
        log(&error);
        std::io::Error::other("the list could not be read to its end")
    })?;
    let parts = event.parts.len();
    let rows = found.iter().flat_map(|one| pages::list_rows(ctx.language, one, parts));
    sheet::lines(rows.map(cells))
}

fn cells(row: Vec<String>) -> Vec<Value> {
    row.into_iter().map(Value::Text).collect()
}

fn saved(event: EventId, ending: &str, kind: &str, body: Body) -> Response {
    let name = format!("attachment; filename=\"{event}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)];
    hidden((headers, body).into_response())
}

#[cfg(test)]
mod tests {
    use domain::text::PersonName;
    use jiff::civil::date;
    use service::seed::{self, Profile};
    use store::{Store, courses as rows};

    use super::*;

    /// The demonstration's seminar, with as many as are wanted.
    async fn seminar(many: u32) -> (CourseEvent, Vec<Registration>) {
        let store = Store::memory().await.unwrap();
        let now = "2026-11-23T11:00:00Z".parse().unwrap();
        seed::run(&store, Profile::Demo, now).await.unwrap();
        let all = rows::events(&store).await.unwrap();
        let event = all.iter().find(|event| event.title.as_str() == "Fra uro til handling");
        let event = event.unwrap().clone();
        let one = rows::registration(&store, event.id, 1).await.unwrap().unwrap();
        let longest = usize::try_from(PersonName::MAX).unwrap();
        let numbered = (1..=many).map(|number| {
            let mut one = one.clone();
            one.number = number;
            let last = format!(" Nr{number}.");
            let name = "Wilhelmine ".repeat(20);
            let name = format!("{}{last}", name[..longest - last.len()].trim_end());
            one.given.contact.name = PersonName::parse(&name).unwrap();
            one
        });
        let all = numbered.collect();
        (event, all)
    }

    #[tokio::test]
    async fn everybody_stands_on_paper_once_below_the_headings_however_long_the_names() {
        let (event, all) = seminar(120).await;
        for (language, heading) in [
            (Language::Nb, "Arbeidssted"),
            (Language::Nn, "Arbeidsstad"),
            (Language::En, "Workplace"),
        ] {
            let paper = pages::list_paper(language, &event, &all, date(2026, 11, 23));
            let sheets = pdf::sheet::said(&paper);
            assert!(sheets.len() > 3, "{}", sheets.len());
            for sheet in &sheets {
                assert!(sheet.contains(heading), "{sheet}");
            }
            for one in &all {
                let mark = format!("Nr{}.", one.number);
                let there = sheets
                    .iter()
                    .filter(|sheet| sheet.lines().any(|line| line.ends_with(&mark)));
                assert_eq!(there.count(), 1, "{mark}");
            }
            assert!(!sheets.concat().contains('?'), "the face has every sign");
            assert!(pdf::sheet::write(&paper, "test").is_some());
        }
    }

    #[tokio::test]
    async fn those_of_a_usual_course_stand_close_a_dozen_on_a_sheet_at_least() {
        let store = Store::memory().await.unwrap();
        let now = "2026-11-23T11:00:00Z".parse().unwrap();
        seed::run(&store, Profile::Demo, now).await.unwrap();
        let all = rows::events(&store).await.unwrap();
        let event = all.iter().find(|event| event.title.as_str() == "Fra uro til handling");
        let event = event.unwrap();
        let people = rows::registrations(&store, event.id).await.unwrap();
        for language in Language::ALL {
            let sheets = pdf::sheet::said(&pages::list_paper(language, event, &people, date(2026, 11, 23)));
            assert!(people.len() == 45 && sheets.len() <= 4, "{}", sheets.len());
        }
    }

    #[tokio::test]
    async fn a_staff_is_named_by_whoever_registered_it_and_who_has_left_is_not_there() {
        let (event, mut all) = seminar(2).await;
        all[0].given.kind = domain::courses::Kind::Staff;
        all[0].given.contact.name = PersonName::parse("Marit Dahl").unwrap();
        all[1].state = domain::courses::State::Ended {
            how: domain::courses::End::Withdrawn,
            at: all[1].at,
        };
        let paper = pages::list_paper(Language::Nb, &event, &all, date(2026, 11, 23));
        let sheets = pdf::sheet::said(&paper).join("\n");
        assert!(sheets.contains("Marit Dahl"), "{sheets}");
        assert!(!sheets.contains("Nr2."), "{sheets}");
        let nobody = pages::list_paper(Language::Nb, &event, &[], date(2026, 11, 23));
        assert!(pdf::sheet::said(&nobody).concat().contains("Ingen har meldt seg på"));
        assert!(pdf::sheet::write(&nobody, "test").is_some());
    }
}
