//! The door in front of pages: nobody signed in goes to sign-in, no declaration goes to the declaration. Use cases check
//! again for themselves; the gate is what makes the way there pleasant.

use app::session::form::{DemoPeople, SignInState};
use app::session::paths;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::Method;
use service::Ctx;
use service::session::token::Token;

use crate::state::AppState;
use crate::{calendar_feed, cookie, password};

/// Pages that open for anyone.
const OPEN: [&str; 9] = [
    paths::SIGN_IN,
    paths::CODE,
    paths::DEMO,
    paths::PASSWORD,
    paths::FORGOTTEN,
    "/emergency",
    "/accessibility",
    app::offline::PATH,
    "/gallery",
];

/// Sends the reader to the page that comes first, and gives the sign-in pages what they draw.
pub async fn gate(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path().to_owned();
    // What matches no route is answered with «not found», whoever asks.
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    // A calendar can't sign in, and its address must not come back in another.
    let is_page = reads && !path.starts_with("/api/") && route.is_some_and(|route| route != calendar_feed::ROUTE);
    if !is_page {
        return next.run(request).await;
    }
    let Some(ctx) = request.extensions().get::<Ctx>().cloned() else {
        return next.run(request).await;
    };
    if let Some(elsewhere) = elsewhere(&ctx, &path, &request) {
        return Redirect::to(&elsewhere).into_response();
    }
    match path.as_str() {
        paths::CODE => {
            let token = cookie::token(request.headers(), cookie::STEP_COOKIE);
            let Some(form) = waiting(&state, token).await else {
                return Redirect::to(paths::SIGN_IN).into_response();
            };
            request.extensions_mut().insert(form);
        }
        paths::PASSWORD => {
            let link = request.uri().query().and_then(link).unwrap_or_default();
            let form = password::of_link(&state, link).await;
            request.extensions_mut().insert(form);
        }
        paths::DEMO | paths::SIGN_IN if state.settings.demo => {
            let people = state.desk.demo_people().await.unwrap_or_default();
            request.extensions_mut().insert(DemoPeople(people));
        }
        _ => {}
    }
    next.run(request).await
}

fn elsewhere(ctx: &Ctx, path: &str, request: &Request) -> Option<String> {
    let is_sign_in = [paths::SIGN_IN, paths::CODE].contains(&path);
    if app::training::is_public(path) {
        return None;
    }
    match (&ctx.actor, ctx.pledge_in_force) {
        (None, _) if OPEN.contains(&path) => None,
        (None, _) => Some(to_sign_in(request)),
        (Some(_), _) if is_sign_in => Some("/".to_owned()),
        (Some(_), true) if path == paths::DECLARATION => Some("/".to_owned()),
        (Some(_), false) if path != paths::DECLARATION && !OPEN.contains(&path) => Some(paths::DECLARATION.to_owned()),
        _ => None,
    }
}

/// To sign-in and back to where the reader wanted to go.
fn to_sign_in(request: &Request) -> String {
    let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
    match paths::local(wanted) {
        Some("/") | None => paths::SIGN_IN.to_owned(),
        Some(wanted) => {
            let escaped: String = wanted.bytes().map(escape).collect();
            format!("{}?to={escaped}", paths::SIGN_IN)
        }
    }
}

fn escape(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    }
}

/// The mailed link in an address; it holds nothing that an address has to escape.
fn link(query: &str) -> Option<String> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("link="))
        .map(|link| link.chars().take(200).collect())
}

async fn waiting(state: &AppState, token: Option<Token>) -> Option<SignInState> {
    let password_needed = state.desk.waiting(&token?).await.ok()??;
    Some(SignInState {
        password_needed,
        ..SignInState::default()
    })
}
