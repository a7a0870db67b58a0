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
    /// The address of the style sheet, for pages that are drawn without Leptos' own document.
    pub style: String,
    /// The rest of the configuration.
    pub settings: Arc<Settings>,
}

/// Where the build has put the style sheet; read once, when the server starts.
pub fn style_of(options: &LeptosOptions) -> String {
    let hash = options
        .hash_files
        .then(|| css_hash(options.hash_file.as_ref()))
        .flatten();
    let name = match hash {
        Some(hash) => format!("{}.{hash}", options.output_name),
        None => options.output_name.to_string(),
    };
    format!("/{}/{name}.css", options.site_pkg_dir)
}

/// The style sheet's hash in the file that lies beside the program.
fn css_hash(file: &str) -> Option<String> {
    let folder = std::env::current_exe().ok()?.parent()?.to_path_buf();
    let text = std::fs::read_to_string(folder.join(file)).ok()?;
    let hash = text.lines().find_map(|line| line.trim().strip_prefix("css:"))?;
    Some(hash.trim().to_owned())
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
