//! Server functions of the own account. Each is also a form's address and works without scripts.

use domain::ids::SignInId;
use domain::people::Language;
use domain::people::view::{Device, Me};
use leptos::prelude::*;

use crate::codec::Json;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{ctx, told};

/// The signed-in person, or nobody.
#[server(endpoint = "session/current_person", prefix = "/api", output = Json)]
pub async fn current_person() -> Result<Option<Me>, AppError> {
    let ctx = ctx()?;
    service::session::account::me(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Ends the session on this device; the browser forgets what it kept.
#[server(endpoint = "session/sign_out", prefix = "/api", output = Json)]
pub async fn sign_out() -> Result<(), AppError> {
    let ctx = ctx()?;
    let ended = service::session::account::sign_out(&ctx).await;
    ended.map_err(|error| told(&ctx, error))?;
    crate::server::forget_browser();
    leptos_axum::redirect(super::paths::SIGN_IN);
    Ok(())
}

/// Accepts the declaration of secrecy in the version that was shown.
#[server(endpoint = "session/accept_declaration", prefix = "/api", output = Json)]
pub async fn accept_declaration(version: u32, accepted: Option<String>) -> Result<(), AppError> {
    let ctx = ctx()?;
    let accepted = accepted.is_some_and(|tick| tick == "on" || tick == "true");
    let done = service::session::account::accept_declaration(&ctx, version, accepted).await;
    done.map_err(|error| told(&ctx, error))?;
    leptos_axum::redirect("/");
    Ok(())
}

/// Where the person is signed in.
#[server(endpoint = "session/own_devices", prefix = "/api", output = Json)]
pub async fn own_devices() -> Result<Vec<Device>, AppError> {
    let ctx = ctx()?;
    service::session::account::own_devices(&ctx)
        .await
        .map_err(|error| told(&ctx, error))
}

/// Ends the person's session on a device.
#[server(endpoint = "session/revoke_device", prefix = "/api", output = Json)]
pub async fn revoke_device(id: SignInId) -> Result<(), AppError> {
    let ctx = ctx()?;
    let ended = service::session::account::revoke_device(&ctx, id).await;
    ended.map_err(|error| told(&ctx, error))?;
    leptos_axum::redirect(super::paths::ACCOUNT);
    Ok(())
}

/// Ends the person's sessions on all other devices.
#[server(endpoint = "session/revoke_others", prefix = "/api")]
pub async fn revoke_others() -> Result<(), AppError> {
    let ctx = ctx()?;
    let ended = service::session::account::revoke_others(&ctx).await;
    ended.map_err(|error| told(&ctx, error))?;
    leptos_axum::redirect(super::paths::ACCOUNT);
    Ok(())
}

/// Saves the language, for the person and in the browser.
#[server(endpoint = "session/set_language", prefix = "/api", output = Json)]
pub async fn set_language(language: Language) -> Result<(), AppError> {
    let ctx = ctx()?;
    crate::server::remember_language(language);
    service::session::account::set_language(&ctx, language)
        .await
        .map_err(|error| told(&ctx, error))
}
