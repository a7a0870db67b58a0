//! Cookies: read by name, written with every flag.

use http::HeaderMap;
use service::session::token::Token;

pub use app::server::{LANGUAGE_COOKIE, SESSION_COOKIE};

/// The attempt between password and code.
pub const STEP_COOKIE: &str = "__Host-hr-step";
/// The mark of a known device.
pub const DEVICE_COOKIE: &str = "__Host-hr-device";
/// How long a device stays known: half a year.
const DEVICE_SECONDS: u32 = 180 * 24 * 60 * 60;

/// The value of a cookie; the first, where a name comes twice.
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(http::header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// A token of ours in a cookie.
pub fn token(headers: &HeaderMap, name: &str) -> Option<Token> {
    value(headers, name).and_then(Token::sent)
}

/// The session's cookie: for this host alone, out of reach of scripts, never sent along from other sites, gone with the
/// browser.
pub fn session(token: &Token) -> String {
    format!(
        "{SESSION_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict",
        token.secret()
    )
}

/// The attempt's cookie, for as long as the code lives.
pub fn step(token: &Token) -> String {
    let seconds = service::session::CODE_LIFE.as_secs();
    format!(
        "{STEP_COOKIE}={}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict",
        token.secret()
    )
}

/// Takes the attempt's cookie away.
pub fn no_step() -> String {
    format!("{STEP_COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict")
}

/// The known device's cookie.
pub fn device(mark: &str) -> String {
    format!("{DEVICE_COOKIE}={mark}; Path=/; Max-Age={DEVICE_SECONDS}; Secure; HttpOnly; SameSite=Strict")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_a_longer_name_is_another() {
        let mut headers = HeaderMap::new();
        headers.insert(
            http::header::COOKIE,
            "x__Host-hr=1; __Host-hr=2;lang=nn".parse().unwrap(),
        );
        assert_eq!(value(&headers, "__Host-hr"), Some("2"));
        assert_eq!(value(&headers, "lang"), Some("nn"));
        assert_eq!(value(&headers, "hr"), None);
    }

    #[test]
    fn every_secret_cookie_has_every_flag() {
        let token = Token::fresh();
        for cookie in [session(&token), step(&token), no_step(), device("mark")] {
            for flag in ["__Host-", "Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
                assert!(cookie.contains(flag), "{cookie} lacks {flag}");
            }
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
    }
}
