//! What every handler shares.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::FromRef;
use leptos::prelude::LeptosOptions;
use service::Services;
use service::session::SignInDesk;

/// Shared by all handlers; cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState {
    /// Where the site's files are and what they are called.
    pub leptos: LeptosOptions,
    /// Store and clock.
    pub services: Arc<Services>,
    /// Sign-in.
    pub desk: Arc<SignInDesk>,
    /// The rest of the configuration.
    pub settings: Arc<Settings>,
}

/// Configuration of the HTTP layer.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether the demonstration's doors are open.
    pub demo: bool,
    /// The address that people type, without a slash at the end.
    pub public_url: String,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How long a request may take.
    pub timeout: Duration,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
