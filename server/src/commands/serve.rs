//! `serve`: opens everything, serves until told to stop, and leaves nothing half done.

use std::future::IntoFuture as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::serve::ListenerExt as _;
use leptos::prelude::LeptosOptions;
use service::Services;
use service::session::SignInDesk;
use service::session::code::Key;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::config::{Common, Profile, Serve};
use crate::jobs::Jobs;
use crate::mail::Mailer;
use crate::pulse::Pulse;
use crate::readiness::Readiness;
use crate::state::{AppState, Settings};
use crate::{commands, control, internal, registry, router, secret};

/// How long requests that run may still take after the signal to stop.
const GRACE: Duration = Duration::from_secs(20);

/// Runs the command.
///
/// # Errors
/// When the database, an address or a file can't be opened; each says which and why.
pub async fn run(common: &Common, serve: &Serve) -> Result<()> {
    registry::check()?;
    let store = open(common).await?;
    let services = Arc::new(Services::with_files(store, common.clock(), common.files()?));
    let key = key(common)?;
    let desk = Arc::new(SignInDesk::new(services.clone(), key.clone()));
    let mailer = Arc::new(mailer(common, serve)?);
    let state = state(common, serve, services.clone(), desk.clone());
    let application =
        router::router(&state).context("--public-url is not an address such as https://handlingsrom.example")?;
    let listener = listen(serve.addr).await?;

    let stop = CancellationToken::new();
    let tracker = TaskTracker::new();
    control::listen(common, &services, key, &tracker, &stop)?;
    let pulse = Pulse::default();
    Jobs {
        services: services.clone(),
        desk,
        mailer,
        public_url: serve.public_url(),
        pulse: pulse.clone(),
    }
    .start(&tracker, &stop);
    if let Some(address) = serve.internal()? {
        let listener = listen(address).await?;
        let inside = internal::router(Readiness { services, pulse }, internal::record());
        let stopped = stop.clone().cancelled_owned();
        tracker.spawn(
            axum::serve(listener, inside)
                .with_graceful_shutdown(stopped)
                .into_future(),
        );
    }
    tracker.close();

    tokio::spawn(await_signal(stop.clone()));
    println!("Handlingsrom is at {}", serve.public_url());
    let stopped = stop.clone().cancelled_owned();
    let service = application.into_make_service_with_connect_info::<SocketAddr>();
    // The head and the body of a file are sent one after another: without this the second waits for the reader's word that the first is
    // there, some forty milliseconds.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection sends in heaps");
        }
    });
    let serving = axum::serve(listener, service)
        .with_graceful_shutdown(stopped)
        .into_future();
    let mut serving = tokio::spawn(serving);
    tokio::select! {
        ended = &mut serving => ended??,
        () = late(&stop) => tracing::warn!("requests still ran when the time to stop was over"),
    }
    stop.cancel();
    if tokio::time::timeout(GRACE, tracker.wait()).await.is_err() {
        tracing::warn!("jobs still ran when the time to stop was over; their leases run out by themselves");
    }
    tracing::info!("stopped");
    Ok(())
}

/// A store in memory is made and filled here, since nothing else can reach it.
async fn open(common: &Common) -> Result<store::Store> {
    let config = common.database()?;
    if !config.is_memory() {
        return commands::open(common).await;
    }
    let store = store::Store::connect(&config).await?;
    store.migrate().await?;
    commands::seed::fill(&store, common).await?;
    Ok(store)
}

/// The server's key, from its file.
///
/// # Errors
/// When the file can't be read or made, or none is named where it has to be.
pub fn key(common: &Common) -> Result<Key> {
    let beside = common.beside_data()?;
    match (&common.secret_file, beside) {
        (Some(file), _) => secret::read_or_make(file),
        (None, Some(folder)) => secret::read_or_make(&folder.join("secret.key")),
        (None, None) if common.database()?.is_memory() => Ok(Key::fresh()),
        (None, None) => anyhow::bail!("a database server needs --secret-file, the same file for every process"),
    }
}

fn mailer(common: &Common, serve: &Serve) -> Result<Mailer> {
    let folder = common
        .beside_data()?
        .map_or_else(std::env::temp_dir, PathBuf::from)
        .join("outbox");
    let default = (common.profile == Profile::Demo).then(|| format!("file://{}", folder.display()));
    let mailer = Mailer::new(serve.mail.as_deref().or(default.as_deref()), &serve.mail_from)?;
    if !mailer.is_set_up() {
        tracing::warn!("no --mail: mails, and with them the codes for signing in, wait in the queue");
    }
    Ok(mailer)
}

fn state(common: &Common, serve: &Serve, services: Arc<Services>, desk: Arc<SignInDesk>) -> AppState {
    let leptos = leptos_options(serve);
    AppState {
        style: crate::state::style_of(&leptos),
        leptos,
        services,
        desk,
        settings: Arc::new(Settings {
            demo: common.profile == Profile::Demo,
            public_url: serve.public_url(),
            trusted_proxies: serve.trusted_proxy.clone(),
            timeout: Duration::from_secs(serve.timeout),
        }),
    }
}

/// What the build has left: `hash.txt` beside the program says that names carry hashes.
fn leptos_options(serve: &Serve) -> LeptosOptions {
    let hashed = std::env::current_exe()
        .ok()
        .and_then(|program| program.parent().map(|folder| folder.join("hash.txt").is_file()))
        .unwrap_or_default();
    LeptosOptions::builder()
        .output_name("frontend")
        .site_root(serve.site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(serve.addr)
        .env(leptos::config::Env::PROD)
        .hash_files(hashed)
        .build()
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))
}

async fn await_signal(stop: CancellationToken) {
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals can't be listened to");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    stop.cancel();
}

/// When the grace after the signal is over.
async fn late(stop: &CancellationToken) {
    stop.cancelled().await;
    tokio::time::sleep(GRACE).await;
}
