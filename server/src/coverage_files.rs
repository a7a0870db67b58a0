//! The matrix of coverage as a file for spreadsheets and as sheets of A4, a place's page as sheets, and the sums for other programs.

use app::coverage::{lists as pages, paper};
use app::error::{AppError, ErrorCode};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::coverage::Period;
use domain::coverage::view::CoverageFilter;
use domain::ids::UnitId;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use service::{Ctx, ServiceError, coverage};

use crate::module_file::not_given;
use crate::pdf;
use crate::problem::{self, Problem};
use crate::sheet::{self, BOM};
use crate::state::AppState;

/// `GET /coverage/matrix.csv`
pub async fn text(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    let view = match coverage::every_row(&ctx, filter(&request)).await {
        Ok(view) => view,
        Err(error) => return not_given(&state, &ctx, request, error).await,
    };
    let headings = pages::headings(ctx.language).into_iter().map(Into::into).collect();
    let rows = std::iter::once(headings).chain(pages::rows(ctx.language, &view));
    match sheet::lines(rows) {
        Ok(lines) => saved(
            &name(view.period),
            "csv",
            sheet::TEXT_TYPE,
            [BOM.as_bytes(), &lines].concat(),
        ),
        Err(error) => failed(&error),
    }
}

/// `GET /coverage/matrix.xlsx`
pub async fn workbook(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    let view = match coverage::every_row(&ctx, filter(&request)).await {
        Ok(view) => view,
        Err(error) => return not_given(&state, &ctx, request, error).await,
    };
    match sheet::workbook(&pages::headings(ctx.language), pages::rows(ctx.language, &view)) {
        Ok(bytes) => saved(&name(view.period), "xlsx", sheet::WORKBOOK_TYPE, bytes),
        Err(error) => failed(&error),
    }
}

/// `GET /coverage/matrix.pdf`
pub async fn sheets(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    match coverage::every_row(&ctx, filter(&request)).await {
        Ok(view) => printed(paper::matrix(ctx.language, &view), name(view.period), "matrix").await,
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// `GET /coverage/<id>/page.pdf`
pub async fn page(
    State(state): State<AppState>,
    Extension(ctx): Extension<Ctx>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let period: Option<Period> = filter(&request).period;
    let found = match id.parse::<UnitId>() {
        Ok(id) => coverage::unit(&ctx, id, period).await,
        Err(_) => Err(ServiceError::NotFound),
    };
    match found {
        Ok(view) => {
            let name = format!("{}-{}", name(view.period), view.unit.id);
            printed(paper::unit(ctx.language, &view), name, "place").await
        }
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// Written beside the requests: a nation's places take their time.
async fn printed(paper: app::paper::Paper, name: String, what: &'static str) -> Response {
    match tokio::task::spawn_blocking(move || pdf::sheet::write(&paper, what)).await {
        Ok(Some(bytes)) => saved(&name, "pdf", pdf::TYPE, bytes),
        Ok(None) => unexpected(),
        Err(error) => failed(&error),
    }
}

/// `GET /coverage/figures.json`
pub async fn figures(State(state): State<AppState>, Extension(ctx): Extension<Ctx>, request: Request) -> Response {
    match coverage::open_figures(&ctx, filter(&request)).await {
        Ok(figures) => {
            let mut response = axum::Json(figures).into_response();
            let private = HeaderValue::from_static("private, no-store");
            response.headers_mut().insert(CACHE_CONTROL, private);
            response
        }
        Err(error) => not_given(&state, &ctx, request, error).await,
    }
}

/// What the address asks for, read as the page reads it.
fn filter(request: &Request) -> CoverageFilter {
    pages::asked(request.uri().query().unwrap_or_default())
}

/// What a file is called, without its ending.
fn name(period: Period) -> String {
    format!("coverage-{period}")
}

fn saved(name: &str, ending: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    let name = format!("attachment; filename=\"{name}.{ending}\"");
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}

fn failed(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "the matrix could not be written");
    unexpected()
}

fn unexpected() -> Response {
    problem::plain(
        StatusCode::INTERNAL_SERVER_ERROR,
        Problem::Failed,
        AppError::new(ErrorCode::Unexpected),
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::access::Actor;
    use domain::coverage::view::UnitSet;
    use domain::ids::SignInId;
    use i18n::Language;
    use service::seed::{self, GRANLIA, MARTE, Profile};
    use service::{Clock, Services};
    use store::{Store, people};
    use ulid::Ulid;

    use super::*;

    /// The coordinator of the demonstration.
    async fn marte() -> Ctx {
        let now = "2026-11-23T11:00:00Z".parse().unwrap();
        let store = Store::memory().await.unwrap();
        seed::run(&store, Profile::Demo, now).await.unwrap();
        let grants = people::load(&store, MARTE).await.unwrap().unwrap().grants;
        Ctx {
            services: Arc::new(Services::new(store, Clock::manual(now))),
            actor: Some(Actor {
                person: MARTE,
                sign_in: SignInId::new(Ulid(1)),
                grants,
            }),
            pledge_in_force: true,
            language: Language::Nb,
            request_id: "test".to_owned(),
        }
    }

    #[tokio::test]
    async fn the_sheets_of_the_matrix_have_every_row_with_words_and_what_was_chosen() {
        let ctx = marte().await;
        let asked = CoverageFilter {
            set: Some(UnitSet::All),
            county: "03".to_owned(),
            ..CoverageFilter::default()
        };
        let narrowed = coverage::every_row(&ctx, asked).await.unwrap();
        let sheets = pdf::sheet::said(&paper::matrix(Language::Nb, &narrowed)).join("\n");
        assert!(sheets.contains("Oslo"), "the county that was chosen: {sheets}");
        let mut view = coverage::every_row(&ctx, CoverageFilter::default()).await.unwrap();
        let one = view.rows.last().unwrap().clone();
        view.rows
            .extend((1..=190).map(|number| domain::coverage::view::CoverageRow {
                name: format!("Skole nr {number}:"),
                ..one.clone()
            }));
        for (language, words) in [
            (
                Language::Nb,
                [
                    "Skoleåret 2026/27",
                    "gjennomført",
                    "hvit flekk",
                    "Slik er tallene regnet ut",
                ],
            ),
            (
                Language::Nn,
                [
                    "Skuleåret 2026/27",
                    "gjennomført",
                    "kvit flekk",
                    "Slik er tala rekna ut",
                ],
            ),
            (
                Language::En,
                [
                    "School year 2026/27",
                    "carried out",
                    "gap",
                    "How the figures are counted",
                ],
            ),
        ] {
            let paper = paper::matrix(language, &view);
            assert!(paper.foot.contains("2026"), "the day of the figures: {}", paper.foot);
            let sheets = pdf::sheet::said(&paper);
            assert!(sheets.len() > 8);
            let all = sheets.join("\n");
            let plain = all.replace('\n', " ");
            for word in words {
                assert!(plain.contains(word), "{word}: {plain}");
            }
            for row in &view.rows {
                let first = row.name.split_whitespace().next().unwrap_or_default();
                assert!(all.contains(first), "{}", row.name);
            }
            assert!(
                (1..=190).all(|number| plain.contains(&format!(" {number}:"))),
                "{plain}"
            );
            assert!(!plain.contains('?'), "the face has every sign: {plain}");
            assert!(pdf::sheet::write(&paper, "test").is_some());
        }
    }

    #[tokio::test]
    async fn a_places_sheets_tell_what_its_page_tells() {
        let ctx = marte().await;
        let view = coverage::unit(&ctx, GRANLIA, None).await.unwrap();
        let paper = paper::unit(Language::Nb, &view);
        assert_eq!(paper.title, format!("Dekning: {}", view.unit.name));
        let all = pdf::sheet::said(&paper).join(" ").replace('\n', " ");
        for fact in [
            "Skoleåret 2026/27",
            "Ingrid Moen",
            "Samtalegrupper",
            "Jentegruppe høst",
            "Bredde",
            "Ansattdekning",
        ] {
            assert!(all.contains(fact), "{fact}: {all}");
        }
        assert!(pdf::sheet::write(&paper, "test").is_some());
    }
}
