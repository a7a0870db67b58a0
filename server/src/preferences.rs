//! `POST /preferences`: the switches of language and theme without scripts.

use app::preferences::{THEME_COOKIE, Theme};
use app::session::paths;
use axum::Extension;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::people::Language;
use http::HeaderValue;
use http::header::SET_COOKIE;
use serde::Deserialize;
use service::Ctx;
use service::session::account;

use crate::cookie::LANGUAGE_COOKIE;
use crate::form::PlainForm;

/// The form: the button that was pressed, and the page to go back to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreferencesForm {
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

/// Keeps the choice in the browser, the language also for the person, and leads back.
pub async fn keep(Extension(ctx): Extension<Ctx>, PlainForm(form): PlainForm<PreferencesForm>) -> Response {
    let back = if form.back.starts_with(paths::SIGN_IN) && !form.back.contains(['\\', '\r', '\n']) {
        paths::SIGN_IN
    } else {
        paths::local(&form.back).unwrap_or("/")
    };
    let mut response = Redirect::to(back).into_response();
    if let Some(language) = form.lang.as_deref().and_then(Language::from_tag) {
        remember(&mut response, LANGUAGE_COOKIE, language.tag());
        if let Err(error) = account::set_language(&ctx, language).await {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the person's language was not saved"
            );
        }
    }
    if let Some(theme) = form.theme.as_deref().and_then(Theme::from_word) {
        remember(&mut response, THEME_COOKIE, theme.word());
    }
    response
}

/// A cookie that holds no secret, for a year. Both values come from closed lists.
fn remember(response: &mut Response, name: &str, value: &str) {
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; Secure");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
