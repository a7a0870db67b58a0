//! Logs: one line an event to standard error; `RUST_LOG` chooses what.

use tracing_subscriber::EnvFilter;

/// What is logged unless `RUST_LOG` says otherwise.
const DEFAULT: &str = "info,surrealdb=warn,surrealdb_core=warn,surrealkv=warn,hyper=warn,leptos=warn";

/// What libraries would tell of the addresses that are asked for, and with them the secrets of calendars.
const NO_ADDRESSES: [&str; 2] = ["tower_http=info", "hyper=warn"];

/// What is logged: what `chosen` says, or the default, and no addresses in either case.
pub fn filter(chosen: Option<&str>) -> EnvFilter {
    let filter = chosen
        .and_then(|chosen| EnvFilter::try_new(chosen).ok())
        .unwrap_or_else(|| EnvFilter::new(DEFAULT));
    NO_ADDRESSES
        .iter()
        .filter_map(|quiet| quiet.parse().ok())
        .fold(filter, EnvFilter::add_directive)
}

/// Starts logging for the process. A second call changes nothing.
pub fn start(json: bool) {
    let chosen = std::env::var(EnvFilter::DEFAULT_ENV).ok();
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter(chosen.as_deref()))
        .with_writer(std::io::stderr);
    let started = if json {
        builder.json().try_init()
    } else {
        builder.with_target(false).try_init()
    };
    if started.is_err() {
        tracing::debug!("logging had been started before");
    }
}
