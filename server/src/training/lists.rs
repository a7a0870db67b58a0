//! The list of those who have registered, as a file: text in pieces as they are read (RFC 4180, with semicolons as Norwegian
//! spreadsheets want them), or a workbook.

use app::training as pages;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use csv::{Terminator, WriterBuilder};
use domain::courses::CourseEvent;
use domain::ids::EventId;
use futures::stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, Uri};
use i18n::Language;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use service::courses;
use service::{Ctx, ServiceError};

use super::day::refused;
use super::{hidden, log, look};
use crate::state::AppState;

/// As text.
pub const TEXT: &str = "/courses/{event}/participants.csv";
/// As a workbook.
pub const WORKBOOK: &str = "/courses/{event}/participants.xlsx";

/// Registrations read at once.
const PAGE: u32 = 500;
/// Tells spreadsheets that the text is UTF-8.
const BOM: &str = "\u{feff}";
const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    });
    saved(
        name,
        "csv",
        "text/csv; charset=utf-8; header=present",
        Body::from_stream(pieces),
    )
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
    let (event, last) = match opened(&ctx, &event).await {
        Ok(found) => found,
        Err(error) => return refused(&look, &error),
    };
    let all = match courses::numbered(&ctx.services, event.id, (1, last)).await {
        Ok(all) => all,
        Err(error) => return refused(&look, &error),
    };
    let parts = event.parts.len();
    let rows = all.iter().flat_map(|one| pages::list_rows(ctx.language, one, parts));
    match book(&pages::list_headings(ctx.language, parts), rows) {
        Ok(bytes) => saved(event.id, "xlsx", WORKBOOK_TYPE, bytes.into()),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a list could not be written");
            crate::problem::plain(
                http::StatusCode::INTERNAL_SERVER_ERROR,
                crate::problem::Problem::Failed,
                app::error::AppError::new(app::error::ErrorCode::Unexpected),
            )
        }
    }
}

/// What comes next in the text.
enum Piece {
    Headings,
    /// Registrations from this number.
    From(u32),
}

async fn opened(ctx: &Ctx, event: &str) -> Result<(CourseEvent, u32), ServiceError> {
    let event: EventId = event.parse().map_err(|_| ServiceError::NotFound)?;
    courses::list_of(ctx, event).await
}

fn headings(language: Language, event: &CourseEvent) -> std::io::Result<Bytes> {
    let lines = lines([pages::list_headings(language, event.parts.len())])?;
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
    lines(rows)
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> std::io::Result<Bytes> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.into_iter().map(harmless))?;
    }
    let written = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(written.into())
}

/// What somebody typed is never a formula to a spreadsheet (OWASP, CSV injection).
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// A workbook of one sheet. Its cells are texts and can't be formulas.
fn book(headings: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            sheet.write_string(line, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    workbook.save_to_buffer()
}

fn saved(event: EventId, ending: &str, kind: &str, body: Body) -> Response {
    let name = format!("attachment; filename=\"{event}.{ending}\"");
    let headers = [(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)];
    hidden((headers, body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn nothing_that_somebody_typed_is_a_formula_and_every_cell_comes_back() {
        let hostile = [
            "=1+1",
            "+47",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "a;b",
            "to \"ord\"",
            "linje\nskift",
            "Åse",
        ];
        let written = lines([cells(&hostile)]).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .from_reader(&written[..]);
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(row.len(), hostile.len());
        for (read, typed) in row.iter().zip(hostile) {
            assert!(!read.starts_with(['=', '+', '-', '@', '\t']), "{read}");
            assert!(read.ends_with(typed.trim_start_matches('\'')), "{read}");
        }
    }

    #[test]
    fn a_workbook_is_written_with_its_rows() {
        let bytes = book(&cells(&["Navn"]), [cells(&["=1+1"])].into_iter()).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let sheet = std::io::read_to_string(zip.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
        assert!(!sheet.contains("<f>"), "{sheet}");
        let texts = std::io::read_to_string(zip.by_name("xl/sharedStrings.xml").unwrap()).unwrap();
        assert!(texts.contains("=1+1"), "{texts}");
    }
}
