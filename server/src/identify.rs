//! Who asks: from the cookie to the context that every use case is given.

use std::net::IpAddr;

use app::error::{AppError, ErrorCode};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::people::Language;
use http::header::ACCEPT_LANGUAGE;
use http::{HeaderMap, StatusCode};
use service::Ctx;

use crate::problem::Problem;
use crate::state::AppState;
use crate::{address, cookie, problem, request};

/// Where the request comes from.
#[derive(Debug, Clone, Copy)]
pub struct Address(pub IpAddr);

/// Puts [`Ctx`] and [`Address`] beside the request. Role changes, closed accounts and revoked devices count at once, for
/// the session is looked up each time.
pub async fn identify(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let seen = match cookie::token(request.headers(), cookie::SESSION_COOKIE) {
        Some(token) => state.desk.who(&token).await,
        None => Ok(None),
    };
    let request_id = request::id(request.extensions());
    let seen = match seen {
        Ok(seen) => seen,
        Err(error) => {
            tracing::error!(%request_id, error = &error as &dyn std::error::Error, "the session can't be looked up");
            let told = AppError::new(ErrorCode::Unavailable);
            return problem::plain(StatusCode::SERVICE_UNAVAILABLE, Problem::Unavailable, told);
        }
    };
    let address = address::of_request(request.extensions(), request.headers(), &state.settings.trusted_proxies);
    let language = seen
        .as_ref()
        .map_or_else(|| language_of(request.headers()), |seen| seen.language);
    let ctx = Ctx {
        services: state.services.clone(),
        pledge_in_force: seen.as_ref().is_some_and(|seen| seen.pledge_in_force),
        actor: seen.map(|seen| seen.actor),
        language,
        request_id,
    };
    request.extensions_mut().insert(ctx);
    request.extensions_mut().insert(Address(address));
    next.run(request).await
}

/// The reader's language before anyone is signed in: the cookie, else the browser's wish, else bokmål.
pub fn language_of(headers: &HeaderMap) -> Language {
    if let Some(chosen) = cookie::value(headers, cookie::LANGUAGE_COOKIE).and_then(Language::from_tag) {
        return chosen;
    }
    let wishes = headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    wishes.split(',').find_map(wish).unwrap_or_default()
}

/// `no` and `nb-NO` are bokmål, `nn-NO` nynorsk, `en-GB` English. Browsers list wishes best first.
fn wish(entry: &str) -> Option<Language> {
    let tag = entry.split(';').next()?.trim();
    match tag.split('-').next()?.to_ascii_lowercase().as_str() {
        "no" => Some(Language::Nb),
        other => Language::from_tag(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_wins_over_the_browsers_wish_and_rubbish_is_bokmal() {
        let mut headers = HeaderMap::new();
        assert_eq!(language_of(&headers), Language::Nb);
        headers.insert(ACCEPT_LANGUAGE, "sv;q=0.9, nn-NO;q=0.8, en;q=0.5".parse().unwrap());
        assert_eq!(language_of(&headers), Language::Nn);
        headers.insert(http::header::COOKIE, "lang=en".parse().unwrap());
        assert_eq!(language_of(&headers), Language::En);
        headers.insert(http::header::COOKIE, "lang=<script>".parse().unwrap());
        assert_eq!(language_of(&headers), Language::Nn);
    }
}
