//! Health and metrics, on an address of their own that is never reached from outside.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use service::Services;

#[derive(Clone)]
struct Internal {
    services: Arc<Services>,
    metrics: Option<PrometheusHandle>,
}

/// Starts recording metrics for the process; a second call gives nothing.
pub fn record() -> Option<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets(&[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0])
        .ok()?
        .install_recorder()
        .ok()
}

/// `/healthz`: the process runs. `/readyz`: the store answers and its schema fits. `/metrics`: Prometheus text.
pub fn router(services: Arc<Services>, metrics: Option<PrometheusHandle>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(render))
        .with_state(Internal { services, metrics })
}

async fn ready(State(internal): State<Internal>) -> (StatusCode, &'static str) {
    match internal.services.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n")
        }
    }
}

async fn render(State(internal): State<Internal>) -> String {
    internal
        .metrics
        .map(|metrics| {
            metrics.run_upkeep();
            metrics.render()
        })
        .unwrap_or_default()
}
