//! What coverage is counted from, and the targets of units.

pub mod drafts;

use std::collections::BTreeSet;

use domain::agreements::Agreement;
use domain::calendars::OwnerCalendar;
use domain::coverage::gaps::{Gap, GapNote, RuleSetting};
use domain::coverage::{Activity, Fact, Reached, Standing, UnitTargets};
use domain::ids::{OwnerId, UnitId};
use domain::places::{NearbyUnit, Owner, Placement, Unit};
use domain::time::SchoolYear;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, Query, Result, Store, StoreError, Table, Tx, places};

/// Rows are [`Activity`] with the instant of their last change, which the database writes.
pub const FACT: Table = Table::new("coverage_fact");
/// Rows are [`UnitTargets`] as they are.
pub const TARGET: Table = Table::new("coverage_target");
/// Rows are [`GapNote`] as they are.
pub const NOTE: Table = Table::new("gap_note");
/// Rows are [`RuleSetting`] as they are.
pub const RULE: Table = Table::new("gap_rule");

/// A fact with the instant it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// What is counted.
    #[serde(flatten)]
    pub fact: Fact,
    /// When it was written last, by the database's clock.
    #[serde(with = "crate::instant")]
    pub changed_at: Timestamp,
}

/// Where a fact lies.
pub fn key(fact: &Fact) -> Key {
    let source = fact.source.to_string();
    let (kind, id) = source.split_once('/').unwrap_or(("", &source));
    Key::of([&kind, &id, &format_args!("{:02}", fact.number)])
}

/// What stays of a fact whose activity is taken away: that there is one to forget, and nothing of what it was.
fn gone(old: &Activity) -> Activity {
    Activity {
        fact: Fact {
            until: None,
            standing: Standing::Off,
            reached: Reached::default(),
            minutes: 0,
            ..old.fact
        },
        title: String::new(),
        people: BTreeSet::new(),
    }
}

/// Makes the stored facts of one activity equal to `after`; what is there no longer counts for nothing.
pub(crate) fn save(tx: &mut Tx, before: &[Activity], after: &[Activity]) {
    for old in before {
        if !after.iter().any(|new| key(&new.fact) == key(&old.fact)) {
            tx.put(FACT, key(&old.fact), &gone(old));
        }
    }
    for new in after {
        if !before.contains(new) {
            tx.put(FACT, key(&new.fact), new);
        }
    }
}

/// Writes facts that are new.
pub fn tell(tx: &mut Tx, new: &[Activity]) {
    tx.create_all(FACT, new.iter().map(|one| (key(&one.fact), one)));
}

/// What was written at or after an instant; all without one.
///
/// # Errors
/// As every read.
pub async fn since(store: &Store, since: Option<Timestamp>) -> Result<Vec<Written>> {
    const FIELDS: &str =
        "SELECT source, number, kind, unit, day, until, standing, reached, minutes, changed_at FROM coverage_fact";
    const LATER: &str = "SELECT source, number, kind, unit, day, until, standing, reached, minutes, changed_at FROM coverage_fact \
                         WHERE changed_at >= $since";
    match since {
        None => store.list(FIELDS).await,
        Some(since) => {
            let query = Query::new(LATER).bind("since", &crate::instant::text(since));
            store.list(query).await
        }
    }
}

/// What was written, and when that was asked.
#[derive(Debug, Deserialize)]
pub struct News {
    /// By the database's clock.
    #[serde(with = "crate::instant")]
    pub at: Timestamp,
    /// The facts.
    pub written: Vec<Written>,
}

/// What was written at or after an instant, all without one, with the instant of asking: what is written later has a later instant, but for
/// what is under way now.
///
/// # Errors
/// As every read.
pub async fn news(store: &Store, since: Option<Timestamp>) -> Result<News> {
    const ALL: &str = "RETURN { at: time::format(time::now(), '%Y-%m-%dT%H:%M:%S%.3fZ'), written: \
                       (SELECT source, number, kind, unit, day, until, standing, reached, minutes, changed_at FROM coverage_fact) }";
    const LATER: &str = "RETURN { at: time::format(time::now(), '%Y-%m-%dT%H:%M:%S%.3fZ'), written: \
                         (SELECT source, number, kind, unit, day, until, standing, reached, minutes, changed_at FROM coverage_fact \
                         WHERE changed_at >= $since) }";
    let query = match since {
        None => Query::new(ALL),
        Some(since) => Query::new(LATER).bind("since", &crate::instant::text(since)),
    };
    store.first(query).await?.ok_or_else(|| StoreError::NotFound {
        table: FACT,
        key: Key::from("news"),
    })
}

/// What is told of these facts.
///
/// # Errors
/// As every read.
pub async fn activities(store: &Store, facts: impl IntoIterator<Item = &Fact>) -> Result<Vec<Activity>> {
    let keys: Vec<Key> = facts.into_iter().map(key).collect();
    store.get_all(FACT, &keys).await
}

/// Who is placed where, and what is served from where.
#[derive(Debug, Default, Deserialize)]
pub struct Ground {
    /// Every placement, oldest first.
    pub placements: Vec<Placement>,
    /// Everything that is served from somewhere else.
    pub nearby: Vec<NearbyUnit>,
    /// The units that have become, or are to become, a part of another.
    pub merged: Vec<Unit>,
}

/// All of it, as they are at one instant. One statement.
///
/// # Errors
/// As every read.
pub async fn ground(store: &Store) -> Result<Ground> {
    const ALL: &str = "RETURN { placements: (SELECT * FROM placement ORDER BY from, id), \
                       nearby: (SELECT * FROM nearby_unit), merged: (SELECT * FROM unit WHERE merged != NONE ORDER BY name) }";
    Ok(store.first(ALL).await?.unwrap_or_default())
}

/// What gaps are looked for in, beside the facts.
#[derive(Debug, Default, Deserialize)]
pub struct Around {
    /// Every placement, oldest first.
    pub placements: Vec<Placement>,
    /// Every owner's calendars.
    pub calendars: Vec<OwnerCalendar>,
    /// Every agreement, the one that ends first first.
    pub agreements: Vec<Agreement>,
}

/// All of it, as it is at one instant. One statement.
///
/// # Errors
/// As every read.
pub async fn around(store: &Store) -> Result<Around> {
    const ALL: &str = "RETURN { placements: (SELECT * FROM placement ORDER BY from, id), \
                       calendars: (SELECT * FROM school_calendar), agreements: (SELECT * FROM agreement ORDER BY to, id) }";
    Ok(store.first(ALL).await?.unwrap_or_default())
}

/// The rules as they were set, and what was said of gaps.
#[derive(Debug, Default, Deserialize)]
pub struct Said {
    /// The rules.
    pub rules: Vec<RuleSetting>,
    /// What was said.
    pub notes: Vec<GapNote>,
}

/// Both, as they are at one instant. One statement.
///
/// # Errors
/// As every read.
pub async fn said(store: &Store) -> Result<Said> {
    const BOTH: &str = "RETURN { rules: (SELECT * FROM gap_rule), notes: (SELECT * FROM gap_note) }";
    Ok(store.first(BOTH).await?.unwrap_or_default())
}

/// What stands beside the figures of a unit.
#[derive(Debug, Default, Deserialize)]
struct Beside {
    owners: Vec<Owner>,
    targets: Vec<UnitTargets>,
}

/// A unit's owner, and its targets for a school year. One statement.
///
/// # Errors
/// As every read.
pub async fn beside(
    store: &Store,
    unit: UnitId,
    owner: Option<OwnerId>,
    year: Option<SchoolYear>,
) -> Result<(Option<Owner>, Option<UnitTargets>)> {
    const BOTH: &str = "RETURN { owners: (SELECT * FROM $owners), targets: (SELECT * FROM $targets) }";
    let query = Query::new(BOTH)
        .bind_records("owners", places::OWNER, owner.map(|owner| owner.to_string()))
        .bind_records("targets", TARGET, year.map(|year| target_key(unit, year)));
    let found: Beside = store.first(query).await?.unwrap_or_default();
    Ok((found.owners.into_iter().next(), found.targets.into_iter().next()))
}

/// The targets of a unit for a school year.
///
/// # Errors
/// As every read.
pub async fn targets(store: &Store, unit: UnitId, year: SchoolYear) -> Result<Option<UnitTargets>> {
    store.get(TARGET, target_key(unit, year)).await
}

/// The targets of a unit for all school years.
///
/// # Errors
/// As every read.
pub async fn targets_at(store: &Store, unit: UnitId) -> Result<Vec<UnitTargets>> {
    let query = Query::new("SELECT * FROM coverage_target WHERE unit = $unit ORDER BY year");
    store.list(query.bind("unit", &unit)).await
}

/// The targets of all units for a school year.
///
/// # Errors
/// As every read.
pub async fn targets_of(store: &Store, year: SchoolYear) -> Result<Vec<UnitTargets>> {
    store.under(TARGET, &[&year.start_year().to_string()]).await
}

/// Writes targets: the first of a unit and year, or over those that were loaded.
pub fn set_targets(tx: &mut Tx, before: Option<&UnitTargets>, after: &UnitTargets) {
    let key = target_key(after.unit, after.year);
    match before {
        None => tx.create(TARGET, key, after),
        Some(before) => tx.update_versioned(TARGET, key, before.version, after),
    };
}

/// The rules as they were set.
///
/// # Errors
/// As every read.
pub async fn rules(store: &Store) -> Result<Vec<RuleSetting>> {
    store.all(RULE).await
}

/// Writes a rule: the first time, or over the version that was loaded.
pub fn set_rule(tx: &mut Tx, before: Option<&RuleSetting>, after: &RuleSetting) {
    let key = after.rule.name();
    match before {
        None => tx.create(RULE, key, after),
        Some(before) => tx.update_versioned(RULE, key, before.version, after),
    };
}

/// What was said of these gaps.
///
/// # Errors
/// As every read.
pub async fn notes_of(store: &Store, gaps: impl IntoIterator<Item = &Gap>) -> Result<Vec<GapNote>> {
    let keys: Vec<Key> = gaps.into_iter().map(note_key).collect();
    store.get_all(NOTE, &keys).await
}

/// Writes what is said of a gap: the first thing, or over the version that was loaded.
pub fn note(tx: &mut Tx, before: Option<&GapNote>, after: &GapNote) {
    let key = note_key(&after.gap);
    match before {
        None => tx.create(NOTE, key, after),
        Some(before) => tx.update_versioned(NOTE, key, before.version, after),
    };
}

/// Where what is said of a gap lies.
pub fn note_key(gap: &Gap) -> Key {
    let since = gap.since.map_or_else(|| "never".to_owned(), |day| day.to_string());
    Key::of([&gap.rule.name(), &gap.unit, &since])
}

fn target_key(unit: UnitId, year: SchoolYear) -> Key {
    Key::of([&year.start_year(), &unit])
}

#[cfg(test)]
mod tests {
    use domain::coverage::{Kind, Source, of_group, of_measure};

    use super::*;
    use crate::tests::{fresh, sound};
    use crate::{groups, needs};

    #[tokio::test]
    async fn facts_come_and_go_with_the_activity_that_they_were_made_from() {
        let store = fresh().await;
        let group = sound::group();
        let mut tx = Tx::new();
        groups::create(&mut tx, &group);
        store.commit(tx).await.unwrap();
        let facts = |written: Vec<Written>| -> Vec<Fact> { written.into_iter().map(|one| one.fact).collect() };
        let expected: Vec<Fact> = of_group(&group).into_iter().map(|one| one.fact).collect();
        assert_eq!(facts(since(&store, None).await.unwrap()), expected);
        assert_eq!(activities(&store, &expected).await.unwrap(), of_group(&group));

        let mut tx = Tx::new();
        groups::remove(&mut tx, &group);
        store.commit(tx).await.unwrap();
        let gone = since(&store, None).await.unwrap();
        assert_eq!(gone.len(), expected.len());
        assert!(gone.iter().all(|one| one.fact.standing == Standing::Off));
        let left = activities(&store, &expected).await.unwrap();
        assert!(left.iter().all(|one| one.title.is_empty() && one.people.is_empty()));
    }

    #[tokio::test]
    async fn who_asks_what_is_new_is_told_of_every_change_and_of_nothing_else() {
        let store = fresh().await;
        let first = sound::measure();
        let mut tx = Tx::new();
        needs::create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        let seen = since(&store, None).await.unwrap();
        assert_eq!(seen.len(), 2);
        let at = seen.iter().map(|one| one.changed_at).max().unwrap();
        let later = at + jiff::SignedDuration::from_millis(1);
        assert_eq!(since(&store, Some(later)).await.unwrap(), []);
        let told = news(&store, Some(later)).await.unwrap();
        assert_eq!(told.written, []);
        assert!(told.at >= at, "the database's clock goes on");
        assert_eq!(news(&store, None).await.unwrap().written, seen);

        // The database's clock has milliseconds.
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        let mut after = first.clone();
        after.plan.parts.pop();
        let mut tx = Tx::new();
        needs::save(&mut tx, &first, &after);
        store.commit(tx).await.unwrap();
        let told = since(&store, Some(later)).await.unwrap();
        assert_eq!(told.len(), 1, "the part that is left is as it was");
        assert_eq!((told[0].fact.number, told[0].fact.standing), (2, Standing::Off));
        assert_eq!(told[0].fact.source, Source::Measure(first.id));
        assert_eq!(of_measure(&after)[0].fact.kind, Kind::Competence);
    }
}
