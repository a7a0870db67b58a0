//! Health and metrics, on an address of their own that is never reached from outside.

use std::time::Instant;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::readiness::Readiness;

#[derive(Clone)]
struct Internal {
    readiness: Readiness,
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

/// `/healthz`: the process runs. `/readyz`: requests can be served, see [`Readiness::report`]. `/metrics`: Prometheus text.
pub fn router(readiness: Readiness, metrics: Option<PrometheusHandle>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(render))
        .with_state(Internal { readiness, metrics })
}

async fn ready(State(internal): State<Internal>) -> (StatusCode, String) {
    let report = internal.readiness.report(Instant::now()).await;
    let status = if report.ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, report.text)
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
