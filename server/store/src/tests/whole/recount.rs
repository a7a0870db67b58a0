//! What is counted twice and does not agree: calendar entries, facts of coverage, sums of hours.

use super::*;

#[tokio::test]
async fn calendar_entries_that_are_missing_wrong_or_too_many_are_found() {
    let rows = agenda_of(&group());
    let (first, other) = (rows[0].key(), rows[1].key());
    let gone = recounted(|tx| {
        tx.delete(AGENDA, &first);
    })
    .await;
    assert_eq!(gone, [format!("agenda_entry {first} is missing")]);
    let wrong = recounted(|tx| {
        tx.merge(AGENDA, &other, &json!({ "state": "planned" }));
    })
    .await;
    assert_eq!(wrong, [format!("agenda_entry {other} differs from what it stands for")]);
    let mut old = rows[0].clone();
    old.slot.date = old.slot.date.yesterday().unwrap();
    let surplus = recounted(|tx| {
        tx.create(AGENDA, old.key(), &old);
    })
    .await;
    let told = "stands for nothing at its time";
    assert_eq!(surplus, [format!("agenda_entry {} {told}", old.key())]);
}

#[tokio::test]
async fn facts_of_coverage_that_are_missing_wrong_or_too_many_are_found() {
    let facts = of_group(&group());
    let first = coverage::key(&facts[0].fact);
    let gone = recounted(|tx| {
        tx.delete(FACT, &first);
    })
    .await;
    assert_eq!(gone, [format!("coverage_fact {first} is missing")]);
    let wrong = recounted(|tx| {
        tx.merge(FACT, &first, &json!({ "minutes": 1 }));
    })
    .await;
    assert_eq!(
        wrong,
        [format!("coverage_fact {first} differs from what it stands for")]
    );
    let mut other = facts[0].clone();
    other.fact.number = 99;
    let surplus = coverage::key(&other.fact);
    let found = recounted(|tx| {
        tx.create(FACT, &surplus, &other);
    })
    .await;
    assert_eq!(
        found,
        [format!("coverage_fact {surplus} stands for nothing that is there")]
    );
    other.fact.standing = domain::coverage::Standing::Off;
    other.title.clear();
    other.people.clear();
    let left = recounted(|tx| {
        tx.create(FACT, &surplus, &other);
    })
    .await;
    assert_eq!(left, Vec::<String>::new(), "what counts for nothing may stay");
}

#[tokio::test]
async fn sums_of_hours_that_their_weeks_do_not_bear_out_are_found() {
    let key = hours::counted([&week_sheet()])[0].key();
    let gone = recounted(|tx| {
        tx.delete(hours::SUM, &key);
    })
    .await;
    assert_eq!(gone, [format!("hour_sum {key} is missing")]);
    let wrong = recounted(|tx| {
        tx.merge(
            hours::SUM,
            &key,
            &json!({ "sums": { "pupils": 1, "competence": 0, "common": 0 } }),
        );
    })
    .await;
    assert_eq!(wrong, [format!("hour_sum {key} differs from its weeks")]);
    let surplus = recounted(|tx| {
        let mut row = hours::counted([&week_sheet()])[0].clone();
        row.unit = None;
        tx.create(hours::SUM, row.key(), &row);
    })
    .await;
    assert_eq!(surplus, [format!("hour_sum 2026-10/-/{PERSON} sums up nothing")]);
}
