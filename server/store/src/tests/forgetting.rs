use std::time::Duration;

use serde_json::json;

use super::{at, store};
use crate::forget::forget;
use crate::{Tx, jobs};

#[tokio::test]
async fn old_receipts_and_finished_jobs_are_forgotten_and_newer_ones_kept() {
    let store = store().await;
    for (name, when) in [("old", at("2026-08-01T08:00:00Z")), ("new", at("2026-11-01T08:00:00Z"))] {
        let mut tx = Tx::new();
        tx.receipt("anna", name, &json!({ "id": name }), when)
            .outbox("mail", name, &json!({}), when);
        store.commit(tx).await.unwrap();
        let job = jobs::claim(&store, "one", 1, when, Duration::from_secs(60))
            .await
            .unwrap()
            .remove(0);
        jobs::done(&store, &job, when).await.unwrap();
    }
    let mut tx = Tx::new();
    tx.outbox("mail", "waiting", &json!({}), at("2026-07-01T08:00:00Z"));
    store.commit(tx).await.unwrap();
    let limit = at("2026-10-01T00:00:00Z");
    assert_eq!(forget(&store, limit).await.unwrap(), 2);
    assert_eq!(forget(&store, limit).await.unwrap(), 0);
    assert!(
        store
            .receipt::<serde_json::Value>("anna", "old")
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        store
            .receipt::<serde_json::Value>("anna", "new")
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(store.count(jobs::DONE).await.unwrap(), 1);
    assert_eq!(
        jobs::state(&store).await.unwrap().waiting,
        1,
        "what was never carried out is never forgotten"
    );
}
