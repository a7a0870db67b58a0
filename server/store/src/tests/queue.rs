use std::collections::BTreeSet;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{PROBE, Probe, at, store};
use crate::jobs::{
    AfterFailure, MOST_ATTEMPTS, Outcome, QueueState, claim, done, failed, finished, hasten, hold_back, pointless,
    put_back, queue as queue_of, queued, revive, state,
};
use crate::{Store, StoreError, Tx};

const LEASE: Duration = Duration::from_secs(60);

fn noon() -> Timestamp {
    at("2026-11-23T12:00:00Z")
}

fn after(seconds: i64) -> Timestamp {
    noon() + SignedDuration::from_secs(seconds)
}

async fn queue(store: &Store, id: &str, due: Timestamp) {
    let mut tx = Tx::new();
    tx.outbox("mail", id, &json!({ "to": id }), due);
    store.commit(tx).await.unwrap();
}

async fn claimed(store: &Store, runner: &str, now: Timestamp) -> Vec<String> {
    claim(store, runner, 10, now, LEASE)
        .await
        .unwrap()
        .into_iter()
        .map(|job| job.id)
        .collect()
}

#[tokio::test]
async fn due_jobs_come_oldest_first_and_others_wait() {
    let store = store().await;
    queue(&store, "later", after(1)).await;
    queue(&store, "second", noon()).await;
    queue(&store, "first", after(-60)).await;
    assert_eq!(claimed(&store, "one", noon()).await, ["first", "second"]);
    assert_eq!(claimed(&store, "one", after(1)).await, ["later"]);
    let job = claim(&store, "one", 1, after(120), LEASE).await.unwrap().remove(0);
    assert_eq!((job.kind.as_str(), job.attempt), ("mail", 2));
    assert_eq!(job.payload::<serde_json::Value>().unwrap(), json!({ "to": "first" }));
}

#[tokio::test]
async fn a_job_is_queued_only_with_its_change() {
    let store = store().await;
    let mut tx = Tx::new();
    tx.create(PROBE, "a", &Probe::new("a"));
    store.commit(tx).await.unwrap();
    let mut tx = Tx::new();
    tx.outbox("mail", "m", &json!({}), noon())
        .create(PROBE, "a", &Probe::new("a"));
    store.commit(tx).await.unwrap_err();
    assert!(claimed(&store, "one", noon()).await.is_empty());
}

#[tokio::test]
async fn the_same_effect_queued_twice_happens_once_even_after_it_is_done() {
    let store = store().await;
    queue(&store, "m", noon()).await;
    queue(&store, "m", noon()).await;
    let jobs = claim(&store, "one", 10, noon(), LEASE).await.unwrap();
    assert_eq!(jobs.len(), 1);
    done(&store, &jobs[0], noon()).await.unwrap();
    queue(&store, "m", noon()).await;
    assert!(claimed(&store, "one", after(3600)).await.is_empty());
    assert_eq!(state(&store).await.unwrap(), QueueState { waiting: 0, dead: 0 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_runners_never_take_the_same_job() {
    let store = store().await;
    for number in 0..20 {
        queue(&store, &format!("m{number:02}"), noon()).await;
    }
    let (one, two) = tokio::join!(
        claim(&store, "one", 20, noon(), LEASE),
        claim(&store, "two", 20, noon(), LEASE)
    );
    let ids: Vec<String> = one.unwrap().into_iter().chain(two.unwrap()).map(|job| job.id).collect();
    let distinct: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "a job was taken twice");
    assert_eq!(
        claimed(&store, "one", noon()).await.len() + ids.len(),
        20,
        "and none is lost"
    );
}

#[tokio::test]
async fn a_dead_runners_job_is_taken_again_under_the_same_id_and_its_late_report_changes_nothing() {
    let store = store().await;
    queue(&store, "m", noon()).await;
    let lost = claim(&store, "one", 1, noon(), LEASE).await.unwrap().remove(0);
    assert!(claimed(&store, "two", after(59)).await.is_empty(), "leased");
    let again = claim(&store, "two", 1, after(60), LEASE).await.unwrap().remove(0);
    assert_eq!((again.id.as_str(), again.attempt), ("m", 2));
    assert!(matches!(
        done(&store, &lost, after(61)).await,
        Err(StoreError::Stale { .. })
    ));
    done(&store, &again, after(61)).await.unwrap();
    assert!(matches!(
        failed(&store, &lost, "late", after(62)).await,
        Err(StoreError::NotFound { .. })
    ));
    assert!(claimed(&store, "one", after(7200)).await.is_empty());
}

#[tokio::test]
async fn a_failing_job_waits_longer_each_time_and_is_laid_aside_in_the_end() {
    let store = store().await;
    queue(&store, "m", noon()).await;
    let mut now = noon();
    let mut waits = Vec::new();
    for attempt in 1..=MOST_ATTEMPTS {
        let job = claim(&store, "one", 1, now, LEASE).await.unwrap().remove(0);
        assert_eq!(job.attempt, attempt);
        match failed(&store, &job, "the mail server is away", now).await.unwrap() {
            AfterFailure::Again(due) => {
                assert!(
                    claimed(&store, "one", due - SignedDuration::from_millis(1))
                        .await
                        .is_empty()
                );
                waits.push(due.duration_since(now).as_secs());
                now = due;
            }
            AfterFailure::Dead => assert_eq!(attempt, MOST_ATTEMPTS),
        }
    }
    assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600]);
    assert_eq!(state(&store).await.unwrap(), QueueState { waiting: 0, dead: 1 });
    assert!(
        claimed(&store, "one", now + SignedDuration::from_hours(1000))
            .await
            .is_empty()
    );
    let listed = queue_of(&store).await.unwrap();
    assert_eq!((listed.len(), listed[0].id.as_str()), (1, "m"));
    assert_eq!(listed[0].dead_at, Some(now));
    assert_eq!(listed[0].last_error.as_deref(), Some("the mail server is away"));
    revive(&store, "m", now).await.unwrap();
    assert_eq!(claimed(&store, "one", now).await, ["m"]);
    assert!(
        matches!(revive(&store, "m", now).await, Err(StoreError::NotFound { .. })),
        "a job that is not laid aside is left to its runner"
    );
}

#[tokio::test]
async fn a_crash_between_effect_and_report_gives_one_effect_where_the_receiver_knows_the_id() {
    let store = store().await;
    queue(&store, "m", noon()).await;
    // The receiver keeps each Message-ID once, as a mail server or a folder of files named by it does.
    let mut received = BTreeSet::new();
    let first = claim(&store, "one", 1, noon(), LEASE).await.unwrap().remove(0);
    received.insert(first.id.clone());
    // The runner dies here, before it reports.
    let second = claim(&store, "two", 1, after(60), LEASE).await.unwrap().remove(0);
    received.insert(second.id.clone());
    done(&store, &second, after(60)).await.unwrap();
    assert_eq!(received.len(), 1);
    assert_eq!(state(&store).await.unwrap().waiting, 0);
}

/// Takes out of the queue what no runner has, as an organiser does: read, decide, commit; made again when a runner was quicker.
async fn held_back(store: &Store, prefix: &str, now: Timestamp) -> usize {
    loop {
        let all = queued(store, prefix).await.unwrap();
        let free: Vec<_> = all.iter().filter(|job| !job.is_taken()).collect();
        let mut tx = Tx::new();
        for job in &free {
            hold_back(&mut tx, job, now);
        }
        match store.commit(tx).await {
            Ok(()) => return free.len(),
            Err(StoreError::Conflict | StoreError::Stale { .. } | StoreError::NotFound { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[tokio::test]
async fn what_is_held_back_is_not_taken_not_queued_again_and_can_be_put_back() {
    let store = store().await;
    for id in ["course.a.1", "course.a.2", "course.b.1"] {
        queue(&store, id, after(300)).await;
    }
    assert_eq!(held_back(&store, "course.a.", noon()).await, 2);
    queue(&store, "course.a.1", noon()).await;
    assert_eq!(claimed(&store, "one", after(300)).await, ["course.b.1"]);
    let held = finished(&store, "course.a.").await.unwrap();
    assert_eq!(held.len(), 2);
    assert!(
        held.iter()
            .all(|job| job.outcome() == Some(Outcome::HeldBack) && job.at() == noon())
    );
    let mut tx = Tx::new();
    for job in &held {
        put_back(&mut tx, job, after(350));
    }
    store.commit(tx).await.unwrap();
    let jobs = claim(&store, "one", 10, after(350), LEASE).await.unwrap();
    assert_eq!(jobs.len(), 2);
    assert_eq!(
        jobs[0].payload::<serde_json::Value>().unwrap(),
        json!({ "to": "course.a.1" })
    );
    assert!(finished(&store, "course.a.").await.unwrap().is_empty());
}

#[tokio::test]
async fn a_job_that_a_runner_has_is_not_held_back_and_one_that_is_hastened_is_due() {
    let store = store().await;
    queue(&store, "m.1", noon()).await;
    queue(&store, "m.2", after(300)).await;
    // Read while it was free, and taken since.
    let seen = queued(&store, "m.").await.unwrap();
    let job = claim(&store, "one", 1, noon(), LEASE).await.unwrap().remove(0);
    let mut tx = Tx::new();
    for one in &seen {
        hold_back(&mut tx, one, noon());
    }
    assert!(
        matches!(store.commit(tx).await, Err(StoreError::Stale { .. })),
        "all or nothing"
    );
    let seen = queued(&store, "m.").await.unwrap();
    assert_eq!(seen.iter().map(|one| one.is_taken()).collect::<Vec<_>>(), [true, false]);
    let mut tx = Tx::new();
    hasten(&mut tx, &seen[1], noon());
    store.commit(tx).await.unwrap();
    assert_eq!(claimed(&store, "two", noon()).await, ["m.2"]);
    pointless(&store, &job, noon()).await.unwrap();
    let over = finished(&store, "m.").await.unwrap();
    assert_eq!((over[0].id(), over[0].outcome()), ("m.1", Some(Outcome::Pointless)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_a_runner_and_an_organiser_one_gets_each_job_and_none_is_lost() {
    let store = store().await;
    for number in 0..20 {
        queue(&store, &format!("m.{number:02}"), noon()).await;
    }
    let (one, two, stopped) = tokio::join!(
        claim(&store, "one", 20, noon(), LEASE),
        claim(&store, "two", 20, noon(), LEASE),
        held_back(&store, "m.", noon()),
    );
    let taken: BTreeSet<String> = one.unwrap().into_iter().chain(two.unwrap()).map(|job| job.id).collect();
    let held: BTreeSet<String> = finished(&store, "m.")
        .await
        .unwrap()
        .iter()
        .map(|job| job.id().to_owned())
        .collect();
    assert!(taken.is_disjoint(&held), "a job was sent and held back");
    assert_eq!(held.len(), stopped);
    let left = claimed(&store, "three", noon()).await.len();
    assert_eq!(taken.len() + held.len() + left, 20);
}
