use surrealdb::types::Variables;

use super::{PROBE, Probe, at, store};
use crate::audit::{Fault, canonical, seal, verify, verify_since};
use crate::{AuditEntry, Store, StoreError, Tx};

/// Six changes with their entries, the first five sealed.
async fn trail() -> (Store, Vec<String>) {
    let store = store().await;
    let mut ids = Vec::new();
    for number in 1..=6 {
        let id = format!("p{number}");
        let row = Probe::new(&id);
        let entry = AuditEntry::new(
            "anna",
            "probe.make",
            PROBE,
            &id,
            at(&format!("2026-11-23T08:00:0{number}Z")),
        )
        .after(&row)
        .request("r1");
        ids.push(entry.id.clone());
        let mut tx = Tx::new();
        tx.create(PROBE, &id, &row).audit(entry);
        store.commit(tx).await.unwrap();
        if number == 3 || number == 5 {
            seal(&store).await.unwrap();
        }
    }
    (store, ids)
}

/// Past the store, as someone with the database's password would.
async fn tamper(store: &Store, text: &str) {
    store.run(text, Variables::new()).await.unwrap().check().unwrap();
}

async fn faults(store: &Store) -> Vec<Fault> {
    verify(store).await.unwrap().faults
}

#[tokio::test]
async fn an_untouched_trail_has_no_faults() {
    let (store, _) = trail().await;
    let report = verify(&store).await.unwrap();
    assert_eq!((report.sealed, report.unsealed, report.faults.len()), (5, 1, 0));
    assert_eq!(seal(&store).await.unwrap(), 1);
    assert_eq!(seal(&store).await.unwrap(), 0);
    let report = verify(&store).await.unwrap();
    assert_eq!((report.sealed, report.unsealed, report.faults), (6, 0, vec![]));
    assert_eq!(report.head.unwrap().0, 6);
}

#[tokio::test]
async fn an_entry_and_its_change_are_written_together_or_not_at_all() {
    let (store, _) = trail().await;
    let entry = AuditEntry::new("anna", "probe.make", PROBE, "p1", at("2026-11-23T09:00:00Z"));
    let mut tx = Tx::new();
    tx.audit(entry).create(PROBE, "p1", &Probe::new("p1"));
    assert!(matches!(store.commit(tx).await, Err(StoreError::Taken { .. })));
    let report = verify(&store).await.unwrap();
    assert_eq!((report.unsealed, report.faults.len()), (1, 0));
}

#[tokio::test]
async fn an_edited_entry_is_found() {
    let (store, ids) = trail().await;
    tamper(&store, &format!("UPDATE audit_entry:{} SET actor = 'bo'", ids[1])).await;
    assert_eq!(
        faults(&store).await,
        [Fault::EntryEdited {
            sequence: 2,
            entry: ids[1].clone()
        }]
    );
}

#[tokio::test]
async fn a_removed_entry_is_found() {
    let (store, ids) = trail().await;
    tamper(&store, &format!("DELETE audit_entry:{}", ids[3])).await;
    assert_eq!(
        faults(&store).await,
        [Fault::EntryGone {
            sequence: 4,
            entry: ids[3].clone()
        }]
    );
}

#[tokio::test]
async fn an_entry_removed_with_its_seal_is_found() {
    let (store, ids) = trail().await;
    tamper(
        &store,
        &format!("DELETE audit_entry:{}; DELETE audit_seal:⟨000000000003⟩", ids[2]),
    )
    .await;
    assert_eq!(
        faults(&store).await,
        [
            Fault::SealGone { expected: 3, found: 4 },
            Fault::SealBroken { sequence: 4 }
        ]
    );
}

#[tokio::test]
async fn an_inserted_entry_is_found() {
    let (store, _) = trail().await;
    tamper(
        &store,
        "CREATE audit_entry:zz CONTENT { at: '2026-11-23T08:00:01.500Z', actor: 'x', action: 'y', table: 'probe', key: 'p1' }",
    )
    .await;
    assert_eq!(faults(&store).await, [Fault::EntryInserted { entry: "zz".into() }]);
}

#[tokio::test]
async fn reordered_entries_are_found() {
    let (store, _) = trail().await;
    tamper(
        &store,
        "LET $a = (SELECT * FROM ONLY audit_seal:⟨000000000002⟩);
         LET $b = (SELECT * FROM ONLY audit_seal:⟨000000000003⟩);
         UPDATE audit_seal:⟨000000000002⟩ SET entry = $b.entry, entry_hash = $b.entry_hash;
         UPDATE audit_seal:⟨000000000003⟩ SET entry = $a.entry, entry_hash = $a.entry_hash;",
    )
    .await;
    assert_eq!(
        faults(&store).await,
        [Fault::SealBroken { sequence: 2 }, Fault::SealBroken { sequence: 3 }]
    );
}

#[tokio::test]
async fn a_chain_cut_short_is_found_by_its_head_and_with_the_head_by_what_was_noted() {
    let (store, ids) = trail().await;
    let (sequence, hash) = verify(&store).await.unwrap().head.unwrap();
    tamper(
        &store,
        &format!("DELETE audit_entry:{}; DELETE audit_seal:⟨000000000005⟩", ids[4]),
    )
    .await;
    assert_eq!(faults(&store).await, [Fault::HeadDiffers { expected: 5, found: 4 }]);
    tamper(
        &store,
        "LET $last = (SELECT * FROM ONLY audit_seal:⟨000000000004⟩);
         UPDATE audit_head:main SET sequence = 4, hash = $last.hash",
    )
    .await;
    assert_eq!(faults(&store).await, [], "from inside, the shorter chain is whole");
    let report = verify_since(&store, Some((sequence, &hash))).await.unwrap();
    assert_eq!(report.faults, [Fault::NotedDiffers { sequence: 5 }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sealers_at_once_seal_each_entry_once() {
    let (store, _) = trail().await;
    let (one, two) = tokio::join!(seal(&store), seal(&store));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(faults(&store).await, []);
}

#[test]
fn the_same_content_has_the_same_canonical_text() {
    let one = serde_json::json!({ "b": [1, { "y": null, "x": "ø\"" }], "a": null, "c": true });
    let two = serde_json::json!({ "c": true, "b": [1, { "x": "ø\"" }] });
    assert_eq!(canonical(&one), canonical(&two));
    assert_eq!(canonical(&one), r#"{"b":[1,{"x":"ø\""}],"c":true}"#);
}
