//! Hours: a row a week with its entries, months that were closed, rules that were changed, and sums by month, unit and person.

use std::collections::{BTreeMap, BTreeSet};

use domain::hours::{HourPeriod, HourRule, Month, Sums, WeekSheet};
use domain::ids::{PersonId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Guard, Key, Query, Result, Store, Table, Tx};

/// Rows are [`WeekSheet`] as it is, under [person, monday].
pub const WEEK: Table = Table::new("hour_week");
/// Rows are [`HourPeriod`] as it is, under [person, month].
pub const PERIOD: Table = Table::new("hour_period");
/// Rows are [`HourRule`] as it is, under the kind's name.
pub const RULE: Table = Table::new("hour_rule");
/// The sums.
pub const SUM: Table = Table::new("hour_sum");

/// What stands for no unit in a key.
const NO_UNIT: &str = "-";

/// What one person spent at one place in one month; never nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumRow {
    /// When.
    pub month: Month,
    /// Where; none for time that belongs to no one unit.
    pub unit: Option<UnitId>,
    /// Who.
    pub person: PersonId,
    /// The minutes.
    pub sums: Sums,
}

impl SumRow {
    pub(crate) fn key(&self) -> Key {
        sum_key(self.month, self.unit, self.person)
    }
}

fn sum_key(month: Month, unit: Option<UnitId>, person: PersonId) -> Key {
    let unit = unit.map_or_else(|| NO_UNIT.to_owned(), |unit| unit.to_string());
    Key::of([&month, &unit, &person])
}

fn week_key(person: PersonId, monday: Date) -> Key {
    Key::of([&person, &monday])
}

fn period_key(person: PersonId, month: Month) -> Key {
    Key::of([&person, &month])
}

/// The guard of a person's hours: whoever changes a week, and whoever closes a month, reads it first and commits with it.
///
/// # Errors
/// As every read.
pub async fn guard(store: &Store, person: PersonId) -> Result<Guard> {
    store.guard(WEEK, person.to_string()).await
}

/// A person's week, if something was written in it.
///
/// # Errors
/// As every read.
pub async fn week(store: &Store, person: PersonId, monday: Date) -> Result<Option<WeekSheet>> {
    store.get(WEEK, week_key(person, monday)).await
}

/// A person's weeks that begin from the first date to the last, both included, in order: one range.
///
/// # Errors
/// As every read.
pub async fn weeks(store: &Store, person: PersonId, first: Date, last: Date) -> Result<Vec<WeekSheet>> {
    let person = person.to_string();
    store
        .between(WEEK, &[&person, &first.to_string()], &[&person, &last.to_string()])
        .await
}

/// The Mondays, from the first date to the last, of weeks that were confirmed, and by whom.
///
/// # Errors
/// As every read.
pub async fn confirmed(store: &Store, first: Date, last: Date) -> Result<Vec<(PersonId, Date)>> {
    #[derive(Deserialize)]
    struct Row {
        person: PersonId,
        #[serde(with = "domain::time::wire")]
        monday: Date,
    }
    let query = Query::new(
        "SELECT person, monday FROM hour_week WHERE monday >= $first AND monday <= $last AND confirmed_at != NONE",
    );
    let rows: Vec<Row> = store.list(query.bind("first", &first).bind("last", &last)).await?;
    Ok(rows.into_iter().map(|row| (row.person, row.monday)).collect())
}

/// A week as it was, if something was written in it, and as it will be.
pub type Change<'a> = (Option<&'a WeekSheet>, &'a WeekSheet);

/// Writes weeks of one person over those before, and moves the sums. `present` are the sums as they stand ([`sums_around`]), read under
/// the guard.
pub fn save(tx: &mut Tx, changes: &[Change<'_>], present: &[SumRow]) {
    for (before, after) in changes {
        let key = week_key(after.person, after.monday);
        match before {
            None => {
                let first = WeekSheet {
                    version: 1,
                    ..(*after).clone()
                };
                tx.create(WEEK, key, &first);
            }
            Some(before) => {
                tx.update_versioned(WEEK, key, before.version, *after);
            }
        }
    }
    let Some((_, first)) = changes.first() else { return };
    let (gone, come) = parts_of(changes);
    for place in places(&gone, &come) {
        let (month, unit) = place;
        let key = sum_key(month, unit, first.person);
        let stands = present.iter().find(|row| row.key() == key);
        let of = |parts: &Parts| parts.get(&place).copied().unwrap_or_default();
        let row = SumRow {
            month,
            unit,
            person: first.person,
            sums: stands.map(|row| row.sums).unwrap_or_default().without(of(&gone)) + of(&come),
        };
        match stands {
            Some(stands) if row.sums.total() == 0 => {
                tx.delete(SUM, stands.key());
            }
            None if row.sums.total() == 0 => {}
            Some(stands) if *stands == row => {}
            _ => {
                tx.put(SUM, key, &row);
            }
        }
    }
}

/// The sums that changes of a person's weeks touch, as they stand.
///
/// # Errors
/// As every read.
pub async fn sums_around(store: &Store, changes: &[Change<'_>]) -> Result<Vec<SumRow>> {
    let Some((_, first)) = changes.first() else {
        return Ok(Vec::new());
    };
    let (gone, come) = parts_of(changes);
    let keys: Vec<Key> = places(&gone, &come)
        .into_iter()
        .map(|(month, unit)| sum_key(month, unit, first.person))
        .collect();
    store.get_all(SUM, &keys).await
}

/// The sums of all people from the first month to the last, both included: one range.
///
/// # Errors
/// As every read.
pub async fn sums(store: &Store, first: Month, last: Month) -> Result<Vec<SumRow>> {
    store.between(SUM, &[&first.to_string()], &[&last.to_string()]).await
}

/// The sums of weeks, counted from nothing.
pub fn counted<'a>(sheets: impl IntoIterator<Item = &'a WeekSheet>) -> Vec<SumRow> {
    let mut found: BTreeMap<(Month, Option<UnitId>, PersonId), Sums> = BTreeMap::new();
    for sheet in sheets {
        for ((month, unit), sums) in parts(sheet) {
            *found.entry((month, unit, sheet.person)).or_default() += sums;
        }
    }
    let row = |((month, unit, person), sums)| SumRow {
        month,
        unit,
        person,
        sums,
    };
    found.into_iter().map(row).collect()
}

/// Writes many new weeks with their sums, into a store that has none of these people.
pub fn seed(tx: &mut Tx, sheets: &[WeekSheet]) {
    tx.create_all(
        WEEK,
        sheets.iter().map(|sheet| (week_key(sheet.person, sheet.monday), sheet)),
    );
    let sums = counted(sheets);
    tx.create_all(SUM, sums.iter().map(|row| (row.key(), row)));
}

/// The months of a person that were closed at some time, from the first to the last.
///
/// # Errors
/// As every read.
pub async fn periods(store: &Store, person: PersonId, first: Month, last: Month) -> Result<Vec<HourPeriod>> {
    let person = person.to_string();
    store
        .between(PERIOD, &[&person, &first.to_string()], &[&person, &last.to_string()])
        .await
}

/// The months, from the first to the last, of all for whom they were closed at some time.
///
/// # Errors
/// As every read.
pub async fn periods_between(store: &Store, first: Month, last: Month) -> Result<Vec<HourPeriod>> {
    let query = Query::new("SELECT * FROM hour_period WHERE month >= $first AND month <= $last");
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// A month of everybody for whom it was closed at some time.
///
/// # Errors
/// As every read.
pub async fn periods_of(store: &Store, month: Month) -> Result<Vec<HourPeriod>> {
    let query = Query::new("SELECT * FROM hour_period WHERE month = $month");
    store.list(query.bind("month", &month)).await
}

/// Writes a month over the one before. The person's guard has to be in the same transaction.
pub fn save_period(tx: &mut Tx, before: Option<&HourPeriod>, after: &HourPeriod) {
    let key = period_key(after.person, after.month);
    match before {
        None => tx.create(PERIOD, key, after),
        Some(before) => tx.update_versioned(PERIOD, key, before.version, after),
    };
}

/// The rules that were changed.
///
/// # Errors
/// As every read.
pub async fn rules(store: &Store) -> Result<Vec<HourRule>> {
    store.all(RULE).await
}

/// Writes a rule over the one before; version 0 is none.
pub fn save_rule(tx: &mut Tx, before: &HourRule, after: &HourRule) {
    let key = after.kind.name();
    if before.version == 0 {
        tx.create(RULE, key, after);
    } else {
        tx.update_versioned(RULE, key, before.version, after);
    }
}

/// The key of a week, for the audit trail.
pub fn key_of(sheet: &WeekSheet) -> Key {
    week_key(sheet.person, sheet.monday)
}

/// The key of a month, for the audit trail.
pub fn key_of_period(period: &HourPeriod) -> Key {
    period_key(period.person, period.month)
}

/// Minutes by month and unit.
type Parts = BTreeMap<(Month, Option<UnitId>), Sums>;

/// What a week adds to the sums: nothing for who is not bound by the guide.
fn parts(sheet: &WeekSheet) -> Parts {
    if sheet.is_guided { sheet.monthly() } else { Parts::new() }
}

/// What all the weeks added before, and what they add after.
fn parts_of(changes: &[Change<'_>]) -> (Parts, Parts) {
    let (mut gone, mut come) = (Parts::new(), Parts::new());
    let add = |all: &mut Parts, some: Parts| {
        for (place, sums) in some {
            *all.entry(place).or_default() += sums;
        }
    };
    for (before, after) in changes {
        add(&mut gone, before.map(parts).unwrap_or_default());
        add(&mut come, parts(after));
    }
    (gone, come)
}

/// The months and units of both.
fn places(gone: &Parts, come: &Parts) -> BTreeSet<(Month, Option<UnitId>)> {
    gone.keys().chain(come.keys()).copied().collect()
}

#[cfg(test)]
mod tests {
    use domain::hours::{
        EntryMinutes, HourKind, NewEntry, PeriodState, PreparationMinutes, RuleEdit, Rules, Split, TravelMinutes,
        WeekRule, WeekStep, default_of,
    };
    use jiff::civil::date;

    use super::*;
    use crate::StoreError;
    use crate::tests::{fresh, sound};

    fn changed(sheet: &WeekSheet, step: &WeekStep) -> Result<WeekSheet, WeekRule> {
        let around = domain::hours::Around {
            rules: &Rules::default(),
            closed: &BTreeSet::new(),
            proposals: &[],
            moved: &[],
            is_guided: sheet.is_guided,
            last_week: None,
            now: crate::tests::at("2026-11-06T12:00:00Z"),
            today: date(2026, 11, 6),
        };
        domain::hours::apply(sheet, step, &around)
    }

    async fn write(store: &Store, before: Option<&WeekSheet>, after: &WeekSheet) -> Result<()> {
        write_all(store, &[(before, after)]).await
    }

    async fn write_all(store: &Store, changes: &[Change<'_>]) -> Result<()> {
        let present = sums_around(store, changes).await.unwrap();
        let mut tx = Tx::new();
        save(&mut tx, changes, &present);
        store.commit(tx).await
    }

    async fn all_sums(store: &Store) -> Vec<SumRow> {
        store.all(SUM).await.unwrap()
    }

    #[tokio::test]
    async fn a_week_comes_back_as_it_was_written_and_its_sums_follow_it() {
        let store = fresh().await;
        // A week in two months.
        let first = sound::week_sheet();
        write(&store, None, &first).await.unwrap();
        let read = week(&store, first.person, first.monday).await.unwrap();
        assert_eq!(read, Some(first.clone()));
        assert_eq!(all_sums(&store).await, counted([&first]));
        assert_eq!(all_sums(&store).await.len(), 2);

        let number = first.entries[0].number;
        let second = changed(&first, &WeekStep::Remove { number }).unwrap();
        write(&store, Some(&first), &second).await.unwrap();
        assert_eq!(all_sums(&store).await, counted([&second]));
        let stale = write(&store, Some(&first), &second).await;
        assert!(matches!(stale, Err(StoreError::Stale { .. })), "{stale:?}");

        let second = week(&store, first.person, first.monday).await.unwrap().unwrap();
        assert_eq!(second.version, 2);
        let entry = NewEntry {
            day: date(2026, 11, 6),
            kind: HourKind::Nora,
            minutes: EntryMinutes::new(60).unwrap(),
            travel: TravelMinutes::default(),
            unit: None,
        };
        let empty = WeekSheet::empty(first.person, date(2026, 11, 2), true);
        let next = changed(&empty, &WeekStep::Add { entry }).unwrap();
        write(&store, None, &next).await.unwrap();
        assert_eq!(all_sums(&store).await, counted([&second, &next]));
        let november = Month::of(date(2026, 11, 1));
        let found = sums(&store, november, november).await.unwrap();
        assert!(found.iter().all(|row| row.month == november) && !found.is_empty());
        let range = weeks(&store, first.person, date(2026, 10, 26), date(2026, 11, 1)).await;
        assert_eq!(range.unwrap(), [second]);
    }

    #[tokio::test]
    async fn time_that_goes_from_one_week_to_another_of_its_month_is_summed_once() {
        let store = fresh().await;
        let entry = |day| NewEntry {
            day,
            kind: HourKind::Nora,
            minutes: EntryMinutes::new(60).unwrap(),
            travel: TravelMinutes::default(),
            unit: None,
        };
        let empty = WeekSheet::empty(sound::week_sheet().person, date(2026, 11, 2), true);
        let add = WeekStep::Add {
            entry: entry(date(2026, 11, 5)),
        };
        let first = changed(&empty, &add).unwrap();
        write(&store, None, &first).await.unwrap();
        let first = week(&store, first.person, first.monday).await.unwrap().unwrap();
        let left = WeekSheet {
            entries: Vec::new(),
            ..first.clone()
        };
        let mut second = WeekSheet::empty(first.person, date(2026, 11, 9), true);
        second.entries.push(domain::hours::Entry {
            day: date(2026, 11, 10),
            ..first.entries[0]
        });
        write_all(&store, &[(None, &second), (Some(&first), &left)])
            .await
            .unwrap();
        assert_eq!(all_sums(&store).await, counted([&left, &second]));
        assert_eq!(all_sums(&store).await.len(), 1);
    }

    #[tokio::test]
    async fn weeks_of_who_is_not_bound_by_the_guide_are_in_no_sum() {
        let store = fresh().await;
        let sheet = WeekSheet {
            is_guided: false,
            ..sound::week_sheet()
        };
        write(&store, None, &sheet).await.unwrap();
        assert_eq!(all_sums(&store).await, []);
    }

    #[tokio::test]
    async fn months_and_rules_come_back_as_they_were_written() {
        let store = fresh().await;
        let closed = sound::hour_period();
        let mut tx = Tx::new();
        save_period(&mut tx, None, &closed);
        store.commit(tx).await.unwrap();
        let month = closed.month;
        assert_eq!(periods(&store, closed.person, month, month).await.unwrap(), [closed]);
        assert_eq!(
            periods(&store, closed.person, month.next(), month.next())
                .await
                .unwrap(),
            []
        );
        assert_eq!(periods_of(&store, month).await.unwrap(), [closed]);
        assert_eq!(closed.state, PeriodState::Closed);

        let edit = RuleEdit {
            kind: HourKind::ParentsTalk,
            split: Split::between(50),
            preparation: PreparationMinutes::new(30).unwrap(),
        };
        let before = default_of(edit.kind);
        let after = before.edited(&edit);
        let mut tx = Tx::new();
        save_rule(&mut tx, &before, &after);
        store.commit(tx).await.unwrap();
        assert_eq!(rules(&store).await.unwrap(), [after]);
        let again = after.edited(&edit);
        let mut tx = Tx::new();
        save_rule(&mut tx, &after, &again);
        store.commit(tx).await.unwrap();
        assert_eq!(rules(&store).await.unwrap(), [again]);
    }
}
