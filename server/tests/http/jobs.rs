//! What the running server does beside the requests.

use std::time::{Duration, Instant};

use jiff::SignedDuration;
use serde_json::json;
use store::forget::KEPT;
use store::{Tx, jobs};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::support::TestApp;

const RECEIPTS: store::Table = store::Table::new("command_receipt");
const DONE: store::Table = store::Table::new("outbox_done");

/// A command that was carried out now, and a mail that was sent now.
async fn kept(app: &TestApp, name: &str) {
    let mut tx = Tx::new();
    tx.receipt("anna", name, &json!({ "name": name }), app.now())
        .outbox("mail", name, &json!({}), app.now());
    app.store().commit(tx).await.unwrap();
    let job = jobs::claim(app.store(), "one", 1, app.now(), Duration::from_secs(60))
        .await
        .unwrap()
        .remove(0);
    jobs::done(app.store(), &job, app.now()).await.unwrap();
}

async fn counts(app: &TestApp) -> (u64, u64) {
    let count = async |table| app.store().count(table).await.unwrap();
    (count(RECEIPTS).await, count(DONE).await)
}

#[tokio::test]
async fn receipts_and_finished_jobs_are_kept_for_ninety_days_and_then_forgotten() {
    let app = TestApp::start().await;
    kept(&app, "old").await;
    app.advance(KEPT);
    kept(&app, "new").await;
    assert_eq!(
        app.jobs.forget().await.unwrap().kept_for_repeats,
        0,
        "ninety days are not over"
    );
    app.advance(SignedDuration::from_secs(1));
    assert_eq!(app.jobs.forget().await.unwrap().kept_for_repeats, 2);
    assert_eq!(counts(&app).await, (1, 1));
    assert_eq!(app.jobs.forget().await.unwrap().kept_for_repeats, 0);
}

#[tokio::test]
async fn the_running_server_forgets_by_itself_and_its_jobs_give_signs_of_life() {
    let app = TestApp::start().await;
    kept(&app, "old").await;
    app.advance(KEPT + SignedDuration::from_secs(1));
    let (tracker, stop) = (TaskTracker::new(), CancellationToken::new());
    let mut rounds = app.jobs.pulse.rounds();
    app.jobs.start(&tracker, &stop);
    while counts(&app).await != (0, 0) {
        rounds.changed().await.unwrap();
    }
    let soon = Instant::now() + Duration::from_secs(60);
    assert!(app.jobs.pulse.silent(soon).is_empty());
    let later = Instant::now() + Duration::from_secs(3600);
    assert_eq!(
        app.jobs.pulse.silent(later),
        ["courses", "forget", "outbox", "seal", "seats"]
    );
    tracker.close();
    stop.cancel();
    tracker.wait().await;
}
