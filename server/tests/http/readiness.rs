//! `/readyz` says what is wrong.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use http::{Request, StatusCode};
use server::internal;
use server::pulse::Pulse;
use server::readiness::Readiness;
use service::{Clock, Services};
use store::{DatabaseConfig, Store};
use tower::ServiceExt as _;

async fn readiness(config: &DatabaseConfig) -> Readiness {
    config.create_folder().unwrap();
    let store = Store::connect(config).await.unwrap();
    Readiness {
        services: Arc::new(Services::new(store, Clock::System)),
        pulse: Pulse::default(),
    }
}

/// In memory, at the present schema.
async fn ready() -> Readiness {
    let readiness = readiness(&DatabaseConfig::memory()).await;
    readiness.services.store.migrate().await.unwrap();
    readiness
}

async fn asked(readiness: &Readiness, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let answer = internal::router(readiness.clone(), None)
        .oneshot(request)
        .await
        .unwrap();
    let status = answer.status();
    let bytes = to_bytes(answer.into_body(), 64 * 1024).await.unwrap();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_with_its_schema_a_disk_and_live_jobs_is_ready() {
    let root = tempfile::tempdir().unwrap();
    let config = DatabaseConfig::folder(&root.path().join("store")).unwrap();
    let readiness = readiness(&config).await;
    readiness.services.store.migrate().await.unwrap();
    readiness.pulse.expect("outbox", Duration::from_secs(1));
    let expected = "ready\nschema: ok\ndisk: ok\njobs: ok\n";
    assert_eq!(
        asked(&readiness, "/readyz").await,
        (StatusCode::OK, expected.to_owned())
    );
    assert_eq!(asked(&readiness, "/healthz").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_schema_that_is_not_the_programs_own_is_not_ready() {
    let readiness = readiness(&DatabaseConfig::memory()).await;
    let (status, text) = asked(&readiness, "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        text.starts_with("not ready\nschema: the database lacks migrations"),
        "{text}"
    );
    readiness.services.store.migrate().await.unwrap();
    assert_eq!(asked(&readiness, "/readyz").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_data_folder_that_takes_no_data_is_not_ready() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("store");
    let readiness = readiness(&DatabaseConfig::folder(&folder).unwrap()).await;
    readiness.services.store.migrate().await.unwrap();
    std::fs::rename(&folder, root.path().join("elsewhere")).unwrap();
    let (status, text) = asked(&readiness, "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        text.contains("schema: ok\n") && text.contains("takes no data"),
        "{text}"
    );
}

#[tokio::test]
async fn a_job_that_gives_no_sign_of_life_is_named() {
    let readiness = ready().await;
    readiness.pulse.expect("outbox", Duration::from_secs(1));
    readiness.pulse.expect("seal", Duration::from_secs(5));
    let soon = readiness.report(Instant::now() + Duration::from_secs(60)).await;
    assert!(soon.ready, "{soon:?}");
    let late = readiness.report(Instant::now() + Duration::from_secs(303)).await;
    assert!(!late.ready);
    assert!(
        late.text.contains("jobs: no sign of life from outbox\n"),
        "{}",
        late.text
    );
}
