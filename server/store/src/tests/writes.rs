use serde_json::json;

use super::{PROBE, Probe, at, fresh, store};
use crate::{AuditEntry, Key, Query, Store, StoreError, Table, Tx, retry_conflicts};

async fn made(store: &Store, id: &str) -> Probe {
    let row = Probe::new(id);
    let mut tx = Tx::new();
    tx.create(PROBE, id, &row);
    store.commit(tx).await.unwrap();
    row
}

#[tokio::test]
async fn a_row_comes_back_as_it_was_written() {
    let store = store().await;
    let row = made(&store, "a").await;
    assert_eq!(store.get::<Probe>(PROBE, "a").await.unwrap(), Some(row));
    assert_eq!(store.get::<Probe>(PROBE, "b").await.unwrap(), None);
    assert!(matches!(
        store.need::<Probe>(PROBE, "b").await,
        Err(StoreError::NotFound { .. })
    ));
}

#[tokio::test]
async fn lists_take_bound_values_and_keep_their_order() {
    let store = store().await;
    for id in ["b", "a", "c"] {
        made(&store, id).await;
    }
    let query = Query::new("SELECT * FROM probe WHERE name != $name ORDER BY name DESC").bind("name", "Probe b");
    let names: Vec<String> = store
        .list::<Probe>(query)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.id)
        .collect();
    assert_eq!(names, ["c", "a"]);
    assert_eq!(store.count(PROBE).await.unwrap(), 3);
    let injected = Query::new("SELECT * FROM probe WHERE name = $name").bind("name", "x' OR true; DELETE probe; --");
    assert!(store.list::<Probe>(injected).await.unwrap().is_empty());
    assert_eq!(store.all::<Probe>(PROBE).await.unwrap().len(), 3);
    let ids: Vec<String> = store.list("SELECT VALUE name FROM probe ORDER BY name").await.unwrap();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn neighbours_under_a_compound_key_are_read_as_a_range() {
    let store = fresh().await;
    store
        .run_schema("DEFINE TABLE seat SCHEMAFULL; DEFINE FIELD n ON seat TYPE int;")
        .await
        .unwrap();
    let seat = Table::new("seat");
    let mut tx = Tx::new();
    for (group, person) in [("g1", "p1"), ("g1", "p2"), ("g10", "p1"), ("g2", "p1")] {
        tx.create(seat, [group, person], &json!({ "n": 1 }));
    }
    store.commit(tx).await.unwrap();
    let rows: Vec<serde_json::Value> = store.under(seat, &["g1"]).await.unwrap();
    let keys: Vec<_> = rows.iter().map(|row| row["id"].clone()).collect();
    assert_eq!(keys, [json!(["g1", "p1"]), json!(["g1", "p2"])]);
    let one: Option<serde_json::Value> = store.get(seat, ["g10", "p1"]).await.unwrap();
    assert!(one.is_some());
}

#[tokio::test]
async fn a_taken_key_and_a_taken_name_say_which() {
    let store = store().await;
    made(&store, "a").await;
    let mut tx = Tx::new();
    tx.create(PROBE, "new", &Probe::new("new"))
        .create(PROBE, "a", &Probe::new("a"));
    let error = store.commit(tx).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Taken { table, key } if *table == PROBE && *key == Key::from("a")),
        "{error:?}"
    );
    let mut tx = Tx::new();
    tx.create(
        PROBE,
        "other",
        &Probe {
            name: "Probe a".into(),
            ..Probe::new("other")
        },
    );
    let error = store.commit(tx).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Taken { key, .. } if *key == Key::from("other")),
        "{error:?}"
    );
    assert_eq!(
        store.count(PROBE).await.unwrap(),
        1,
        "nothing of a failed transaction stays"
    );
}

#[tokio::test]
async fn many_rows_are_created_at_once_and_a_taken_one_is_named_wherever_it_stands() {
    let store = store().await;
    let probes = |ids: [&'static str; 3]| ids.map(|id| (id, Probe::new(id)));
    let mut tx = Tx::new();
    tx.create_all(PROBE, probes(["a", "b", "c"]));
    store.commit(tx).await.unwrap();
    assert_eq!(store.need::<Probe>(PROBE, "b").await.unwrap(), Probe::new("b"));
    for ids in [["c", "d", "e"], ["d", "c", "e"], ["d", "e", "c"]] {
        let mut tx = Tx::new();
        tx.create(PROBE, "z", &Probe::new("z")).create_all(PROBE, probes(ids));
        let error = store.commit(tx).await.unwrap_err();
        assert!(
            matches!(&error, StoreError::Taken { table, key } if *table == PROBE && *key == Key::from("c")),
            "{ids:?}: {error:?}"
        );
    }
    // The same key twice in one go, and a compound key of texts that need quoting.
    let mut tx = Tx::new();
    tx.create_all(PROBE, probes(["x", "y", "y"]));
    let error = store.commit(tx).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Taken { key, .. } if *key == Key::from("y")),
        "{error:?}"
    );
    let compound = |last: &str| Key::from(["it's", last]);
    let mut tx = Tx::new();
    tx.create_all(
        PROBE,
        [(compound("1"), Probe::new("p")), (compound("1"), Probe::new("q"))],
    );
    let error = store.commit(tx).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Taken { key, .. } if *key == compound("1")),
        "{error:?}"
    );
    assert_eq!(
        store.count(PROBE).await.unwrap(),
        3,
        "nothing of a failed transaction stays"
    );
    let mut tx = Tx::new();
    tx.create_all(PROBE, Vec::<(&str, Probe)>::new());
    assert!(tx.is_empty());
}

#[tokio::test]
async fn many_rows_are_changed_at_once_and_a_stale_or_missing_one_is_named() {
    let store = store().await;
    for id in ["a", "b", "c"] {
        made(&store, id).await;
    }
    let noted = |id: &str| Probe {
        note: Some("changed".to_owned()),
        ..Probe::new(id)
    };
    let all = |expected: [(&str, u64); 3]| {
        let mut tx = Tx::new();
        tx.update_all_versioned(PROBE, expected.map(|(id, version)| (id, version, noted(id))));
        tx
    };
    store.commit(all([("a", 1), ("b", 1), ("c", 1)])).await.unwrap();
    let row: Probe = store.need(PROBE, "b").await.unwrap();
    assert_eq!((row.note.as_deref(), row.version), (Some("changed"), 2));
    let error = store.commit(all([("a", 2), ("b", 2), ("c", 7)])).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Stale { key, expected: 7, .. } if *key == Key::from("c")),
        "{error:?}"
    );
    let error = store.commit(all([("a", 2), ("gone", 1), ("c", 2)])).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::NotFound { key, .. } if *key == Key::from("gone")),
        "{error:?}"
    );
    assert_eq!(
        store.need::<Probe>(PROBE, "a").await.unwrap().version,
        2,
        "all or nothing"
    );
}

#[tokio::test]
async fn hints_tell_of_every_row_of_many() {
    let store = store().await;
    let mut hints = store.changes();
    let mut tx = Tx::new();
    tx.create_all(PROBE, ["a", "b"].map(|id| (id, Probe::new(id))));
    store.commit(tx).await.unwrap();
    let told: std::collections::BTreeSet<Key> = [hints.try_recv().unwrap().key, hints.try_recv().unwrap().key].into();
    assert_eq!(told, ["a", "b"].map(Key::from).into());
}

#[tokio::test]
async fn a_stale_edit_is_refused_and_a_fresh_one_counts_the_version() {
    let store = store().await;
    let mut row = made(&store, "a").await;
    row.note = Some("first".into());
    let mut tx = Tx::new();
    tx.update_versioned(PROBE, "a", 1, &row);
    store.commit(tx).await.unwrap();
    let now: Probe = store.need(PROBE, "a").await.unwrap();
    assert_eq!((now.version, now.note.as_deref()), (2, Some("first")));
    let mut tx = Tx::new();
    tx.update_versioned(PROBE, "a", 1, &row);
    let error = store.commit(tx).await.unwrap_err();
    assert!(matches!(error, StoreError::Stale { expected: 1, .. }), "{error:?}");
    let mut tx = Tx::new();
    tx.update_versioned(PROBE, "gone", 1, &row);
    assert!(matches!(store.commit(tx).await, Err(StoreError::NotFound { .. })));
    let mut tx = Tx::new();
    tx.delete_versioned(PROBE, "a", 1);
    assert!(matches!(store.commit(tx).await, Err(StoreError::Stale { .. })));
    let mut tx = Tx::new();
    tx.delete_versioned(PROBE, "a", 2);
    store.commit(tx).await.unwrap();
    assert_eq!(store.count(PROBE).await.unwrap(), 0);
}

#[tokio::test]
async fn writing_over_or_deleting_what_is_not_there_is_not_found() {
    let store = store().await;
    let mut replace = Tx::new();
    replace.replace(PROBE, "a", &Probe::new("a"));
    let mut merge = Tx::new();
    merge.merge(PROBE, "a", &json!({ "name": "x" }));
    let mut delete = Tx::new();
    delete.delete(PROBE, "a");
    for tx in [replace, merge, delete] {
        let error = store.commit(tx).await.unwrap_err();
        assert!(matches!(error, StoreError::NotFound { .. }), "{error:?}");
    }
}

#[tokio::test]
async fn a_merge_leaves_other_fields_and_null_takes_one_away() {
    let store = store().await;
    let mut tx = Tx::new();
    tx.put(
        PROBE,
        "a",
        &Probe {
            note: Some("n".into()),
            ..Probe::new("a")
        },
    );
    store.commit(tx).await.unwrap();
    let mut tx = Tx::new();
    tx.merge(PROBE, "a", &json!({ "name": "New", "note": null }));
    store.commit(tx).await.unwrap();
    let row: Probe = store.need(PROBE, "a").await.unwrap();
    assert_eq!(
        (row.name.as_str(), row.note, row.seats),
        ("New", None, vec![Some(1), None])
    );
}

#[tokio::test]
async fn a_field_that_the_schema_does_not_know_is_refused() {
    let store = store().await;
    let mut tx = Tx::new();
    tx.create(
        PROBE,
        "a",
        &json!({ "name": "a", "seats": [], "version": 1, "owner": "me" }),
    );
    let error = store.commit(tx).await.unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)), "{error:?}");
}

#[tokio::test]
async fn a_repeated_command_has_one_effect_and_the_first_answer() {
    let store = store().await;
    let now = at("2026-11-23T08:00:00Z");
    let command = || {
        let mut tx = Tx::new();
        tx.create(PROBE, "a", &Probe::new("a"))
            .receipt("anna", "01K", &json!({ "id": "a" }), now);
        tx
    };
    store.commit(command()).await.unwrap();
    let error = store.commit(command()).await.unwrap_err();
    assert!(matches!(error, StoreError::Repeated), "{error:?}");
    assert_eq!(
        store.receipt::<serde_json::Value>("anna", "01K").await.unwrap(),
        Some(json!({ "id": "a" }))
    );
    assert_eq!(
        store.receipt::<serde_json::Value>("bo", "01K").await.unwrap(),
        None,
        "another person's command"
    );
}

#[tokio::test]
async fn hints_are_sent_for_what_was_committed_and_for_nothing_else() {
    let store = store().await;
    let mut hints = store.changes();
    let entry = AuditEntry::new("anna", "probe.make", PROBE, "a", at("2026-11-23T08:00:00Z"));
    let mut tx = Tx::new();
    tx.create(PROBE, "a", &Probe::new("a"))
        .audit(entry)
        .outbox("mail", "m1", &json!({}), at("2026-11-23T08:00:00Z"));
    store.commit(tx).await.unwrap();
    let mut tx = Tx::new();
    tx.create(PROBE, "a", &Probe::new("a"));
    store.commit(tx).await.unwrap_err();
    let hint = hints.try_recv().unwrap();
    assert_eq!((hint.table, hint.key), (PROBE, Key::from("a")));
    assert!(hints.try_recv().is_err());
}

/// Eight people take the last of three seats at once.
async fn race_for_seats(guarded: bool) -> u64 {
    let store = store().await;
    let barrier = std::sync::Arc::new(tokio::sync::Barrier::new(8));
    let mut tasks = tokio::task::JoinSet::new();
    for person in 0..8 {
        let (store, barrier) = (store.clone(), barrier.clone());
        tasks.spawn(async move {
            let first = std::sync::atomic::AtomicBool::new(true);
            let id = format!("p{person}");
            let _taken: Result<bool, StoreError> = retry_conflicts(async || {
                let guard = store.guard(PROBE, "group").await?;
                let taken = store.count(PROBE).await?;
                // Everyone has read before anyone writes.
                if first.swap(false, std::sync::atomic::Ordering::Relaxed) {
                    barrier.wait().await;
                }
                if taken >= 3 {
                    return Ok(false);
                }
                let mut tx = Tx::new();
                tx.create(PROBE, &id, &Probe::new(&id));
                if guarded {
                    tx.guard(&guard);
                }
                store.commit(tx).await.map(|()| true)
            })
            .await;
        });
    }
    while tasks.join_next().await.is_some() {}
    store.count(PROBE).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_seat_is_given_once_under_a_guard() {
    assert_eq!(race_for_seats(true).await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_guard_the_same_race_gives_too_many_seats() {
    assert!(race_for_seats(false).await > 3, "the race test must be able to fail");
}
