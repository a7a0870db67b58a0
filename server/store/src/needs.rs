//! Surveys of what staff need to learn, the sums of their answers, and competence measures with their calendar entries.

use std::collections::HashMap;

use domain::coverage::{of_measure, of_survey};
use domain::ids::{MeasureId, ModuleId, SurveyId, UnitId};
use domain::needs::{Measure, Survey, SurveyCode, Tally};
use domain::part_plans::{PartPlans, PlanOf};
use domain::time::Occasion;
use serde::{Deserialize, Serialize};

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Guard, Key, Query, Result, Store, Table, Tx, coverage, part_plans};

/// Rows are [`Survey`] as it is.
pub const SURVEY: Table = Table::new("needs_survey");
/// The sums of answers, under the survey.
pub const TALLY: Table = Table::new("needs_tally");
/// Rows are [`Measure`] as it is.
pub const MEASURE: Table = Table::new("competence_measure");

#[derive(Serialize, Deserialize)]
struct TallyRow {
    given: Tally,
}

#[derive(Deserialize)]
struct TallyOf {
    id: SurveyId,
    given: Tally,
}

/// The survey with this id.
///
/// # Errors
/// As every read.
pub async fn survey(store: &Store, id: SurveyId) -> Result<Option<Survey>> {
    store.get(SURVEY, id.to_string()).await
}

/// The survey whose questions are found by a code.
///
/// # Errors
/// As every read.
pub async fn by_code(store: &Store, code: &SurveyCode) -> Result<Option<Survey>> {
    let query = Query::new("SELECT * FROM needs_survey WHERE code = $code LIMIT 1");
    let found: Vec<Survey> = store.list(query.bind("code", code)).await?;
    Ok(found.into_iter().next())
}

/// Every survey, the latest first. A school has one a year.
///
/// # Errors
/// As every read.
pub async fn surveys(store: &Store) -> Result<Vec<Survey>> {
    store
        .list(Query::new("SELECT * FROM needs_survey ORDER BY opens_on DESC, id DESC"))
        .await
}

/// The surveys of a unit, the latest first.
///
/// # Errors
/// As every read.
pub async fn surveys_at(store: &Store, unit: UnitId) -> Result<Vec<Survey>> {
    let query = Query::new("SELECT * FROM needs_survey WHERE unit = $unit ORDER BY opens_on DESC, id DESC");
    store.list(query.bind("unit", &unit)).await
}

/// What was asked at a unit, and what was done about it.
#[derive(Debug, Default, Deserialize)]
pub struct At {
    /// Its surveys, the newest first.
    pub surveys: Vec<Survey>,
    /// Its measures.
    pub measures: Vec<Measure>,
}

/// Both, as they are at one instant. One statement.
///
/// # Errors
/// As every read.
pub async fn at(store: &Store, unit: UnitId) -> Result<At> {
    const BOTH: &str = "RETURN { \
                        surveys: (SELECT * FROM needs_survey WHERE unit = $unit ORDER BY opens_on DESC, id DESC), \
                        measures: (SELECT * FROM competence_measure WHERE unit = $unit ORDER BY id) }";
    Ok(store
        .first(Query::new(BOTH).bind("unit", &unit))
        .await?
        .unwrap_or_default())
}

/// Writes a new survey, with no answers.
pub fn open(tx: &mut Tx, survey: &Survey) {
    tx.create(SURVEY, survey.id.to_string(), survey);
    put_tally(tx, survey.id, &Tally::default());
    coverage::save(tx, &[], &of_survey(survey));
}

/// Writes a survey over the version it was loaded with.
pub fn save_survey(tx: &mut Tx, before: &Survey, after: &Survey) {
    tx.update_versioned(SURVEY, after.id.to_string(), before.version, after);
    coverage::save(tx, &of_survey(before), &of_survey(after));
}

/// The guard of a survey's answers: read it before them, commit with them. Whoever closes the survey takes it too.
///
/// # Errors
/// As every read.
pub async fn guard(store: &Store, survey: SurveyId) -> Result<Guard> {
    store.guard(TALLY, survey.to_string()).await
}

/// The sums of a survey's answers.
///
/// # Errors
/// As every read.
pub async fn tally(store: &Store, survey: SurveyId) -> Result<Tally> {
    let row: Option<TallyRow> = store.get(TALLY, survey.to_string()).await?;
    Ok(row.map(|row| row.given).unwrap_or_default())
}

/// The sums of these surveys' answers.
///
/// # Errors
/// As every read.
pub async fn tallies(store: &Store, surveys: &[SurveyId]) -> Result<HashMap<SurveyId, Tally>> {
    let keys: Vec<Key> = surveys.iter().map(|id| Key::One(id.to_string())).collect();
    let rows: Vec<TallyOf> = store.get_all(TALLY, &keys).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.given)).collect())
}

/// Writes the sums. Commit with the [`guard`] that was read before them.
pub fn put_tally(tx: &mut Tx, survey: SurveyId, given: &Tally) {
    let given = given.clone();
    tx.put(TALLY, survey.to_string(), &TallyRow { given });
}

/// The measure with this id.
///
/// # Errors
/// As every read.
pub async fn measure(store: &Store, id: MeasureId) -> Result<Option<Measure>> {
    store.get(MEASURE, id.to_string()).await
}

/// Every measure. A school has a handful a year.
///
/// # Errors
/// As every read.
pub async fn measures(store: &Store) -> Result<Vec<Measure>> {
    store.all(MEASURE).await
}

/// The measures at a unit.
///
/// # Errors
/// As every read.
pub async fn measures_at(store: &Store, unit: UnitId) -> Result<Vec<Measure>> {
    let query = Query::new("SELECT * FROM competence_measure WHERE unit = $unit ORDER BY id");
    store.list(query.bind("unit", &unit)).await
}

/// The measures that were held and of which a part was begun with this module. One statement.
///
/// # Errors
/// As every read.
pub async fn held_from_module(store: &Store, module: ModuleId) -> Result<Vec<Measure>> {
    const HELD: &str = "SELECT * FROM competence_measure WHERE outcome.kind = 'held' AND record::id(id) IN \
                        (SELECT VALUE activity.id FROM part_plan WHERE activity.kind = 'measure' \
                        AND array::any(parts, |$part| $part.module = $module)) ORDER BY id";
    store.list(Query::new(HELD).bind("module", &module)).await
}

/// Writes a new measure, its calendar entries, and its parts of which nothing is planned yet.
pub fn create(tx: &mut Tx, measure: &Measure) {
    tx.create(MEASURE, measure.id.to_string(), measure);
    part_plans::create(tx, &PartPlans::new(PlanOf::Measure(measure.id), &measure.plan.parts));
    agenda::save(tx, &[], &entries_of(measure));
    coverage::save(tx, &[], &of_measure(measure));
}

/// Writes a measure over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &Measure, after: &Measure) {
    tx.update_versioned(MEASURE, after.id.to_string(), before.version, after);
    agenda::save(tx, &entries_of(before), &entries_of(after));
    coverage::save(tx, &of_measure(before), &of_measure(after));
}

/// The entries in the adviser's calendar, one a part; those of a measure that is called off stay visible there.
pub fn entries_of(measure: &Measure) -> Vec<AgendaRow> {
    let entry = |(number, slot): (u8, &Occasion)| AgendaRow {
        person: measure.adviser,
        kind: AgendaKind::Measure,
        activity: measure.id.to_string(),
        number,
        slot: *slot,
        title: measure.plan.title.to_string(),
        theme: String::new(),
        unit: Some(measure.unit),
        room: measure.plan.place.to_string(),
        co_leader: String::new(),
        state: measure.stage().name().to_owned(),
        sequence: measure.calendar.sequence,
        changed_at: measure.calendar.changed_at,
    };
    (1_u8..).zip(&measure.plan.parts).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use domain::needs::{MeasureCommand, Reason, SurveyCommand, apply, apply_measure};
    use jiff::civil::date;

    use super::*;
    use crate::StoreError;
    use crate::tests::{fresh, sound};

    #[tokio::test]
    async fn a_survey_and_its_sums_come_back_as_they_were_written() {
        let store = fresh().await;
        let first = sound::survey();
        let mut tx = Tx::new();
        open(&mut tx, &first);
        store.commit(tx).await.unwrap();
        assert_eq!(survey(&store, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(by_code(&store, &first.code).await.unwrap(), Some(first.clone()));
        let other = SurveyCode::from_chance([9; 10]);
        assert_eq!(by_code(&store, &other).await.unwrap(), None);
        assert_eq!(tally(&store, first.id).await.unwrap(), Tally::default());
        let sums = sound::answers(7);
        let closed = apply(&first, &SurveyCommand::Close, first.opens_on).unwrap();
        let mut tx = Tx::new();
        put_tally(&mut tx, first.id, &sums);
        save_survey(&mut tx, &first, &closed);
        store.commit(tx).await.unwrap();
        assert_eq!(
            tallies(&store, &[first.id]).await.unwrap(),
            HashMap::from([(first.id, sums)])
        );
        assert_eq!(
            surveys_at(&store, first.unit).await.unwrap(),
            std::slice::from_ref(&closed)
        );
        assert_eq!(surveys(&store).await.unwrap(), [closed]);
    }

    #[tokio::test]
    async fn two_who_answer_at_once_do_not_write_over_each_other() {
        let store = fresh().await;
        let one = sound::survey();
        let mut tx = Tx::new();
        open(&mut tx, &one);
        store.commit(tx).await.unwrap();
        let seen = [
            guard(&store, one.id).await.unwrap(),
            guard(&store, one.id).await.unwrap(),
        ];
        let mut outcomes = Vec::new();
        for guard in &seen {
            let mut tx = Tx::new();
            tx.guard(guard);
            put_tally(&mut tx, one.id, &sound::answers(1));
            outcomes.push(store.commit(tx).await);
        }
        assert!(outcomes[0].is_ok());
        assert!(matches!(outcomes[1], Err(StoreError::Conflict)), "{outcomes:?}");
    }

    #[tokio::test]
    async fn a_measure_comes_back_as_it_was_written_and_stands_in_the_calendar_part_by_part() {
        let store = fresh().await;
        let first = sound::measure();
        let mut tx = Tx::new();
        create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        assert_eq!(measure(&store, first.id).await.unwrap(), Some(first.clone()));
        let (from, to) = (date(2027, 1, 1), date(2027, 1, 31));
        let there = || async { agenda::between(&store, first.adviser, from, to).await.unwrap() };
        assert_eq!(there().await, entries_of(&first));
        assert_eq!(there().await.len(), 2);
        let command = MeasureCommand::Cancel { reason: Reason::School };
        let after = apply_measure(&first, &command, date(2026, 11, 23)).unwrap();
        let mut tx = Tx::new();
        save(&mut tx, &first, &after);
        store.commit(tx).await.unwrap();
        assert!(there().await.iter().all(|entry| entry.state == "cancelled"));
        assert_eq!(measures(&store).await.unwrap(), std::slice::from_ref(&after));
        assert_eq!(measures_at(&store, after.unit).await.unwrap(), [after]);
    }
}
