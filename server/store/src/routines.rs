//! Routines of schools, a row each under [unit, scope].

use domain::coverage::of_routine;
use domain::ids::UnitId;
use domain::routines::{Routine, RoutineRef};

use crate::{Key, Result, Store, Table, Tx, coverage};

/// Rows are [`Routine`] as it is.
pub const ROUTINE: Table = Table::new("routine");

/// Where a routine lies.
pub fn key(at: RoutineRef) -> Key {
    Key::of([&at.unit, &at.scope.name()])
}

/// The routine, if somebody has begun.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, at: RoutineRef) -> Result<Option<Routine>> {
    store.get(ROUTINE, key(at)).await
}

/// Every routine. A school has five at most.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<Routine>> {
    store.all(ROUTINE).await
}

/// The routines of a unit.
///
/// # Errors
/// As every read.
pub async fn at(store: &Store, unit: UnitId) -> Result<Vec<Routine>> {
    store.under(ROUTINE, &[&unit.to_string()]).await
}

/// Those of these routines that somebody has begun, in no order. One statement, none of nothing.
///
/// # Errors
/// As every read.
pub async fn of(store: &Store, which: impl IntoIterator<Item = RoutineRef>) -> Result<Vec<Routine>> {
    let keys: Vec<Key> = which.into_iter().map(key).collect();
    store.get_all(ROUTINE, &keys).await
}

/// Writes a routine that is begun.
pub fn create(tx: &mut Tx, routine: &Routine) {
    tx.create(ROUTINE, key(routine.at), routine);
    coverage::save(tx, &[], &of_routine(routine));
}

/// Writes a routine over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &Routine, after: &Routine) {
    tx.update_versioned(ROUTINE, key(after.at), before.version, after);
    coverage::save(tx, &of_routine(before), &of_routine(after));
}

#[cfg(test)]
mod tests {
    use domain::coverage::Standing;
    use domain::routines::{RoutineCommand, RoutineScope, apply};
    use jiff::civil::date;

    use super::*;
    use crate::tests::{fresh, sound};
    use crate::{StoreError, coverage as facts};

    #[tokio::test]
    async fn a_routine_comes_back_as_it_was_written_and_a_unit_has_one_for_each_scope() {
        let store = fresh().await;
        let first = sound::routine();
        let mut tx = Tx::new();
        create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.at).await.unwrap(), Some(first.clone()));
        assert_eq!(at(&store, first.at.unit).await.unwrap(), std::slice::from_ref(&first));
        let unit = first.at.unit;
        let each = RoutineScope::ALL.map(|scope| RoutineRef { unit, scope });
        assert_eq!(of(&store, each).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(of(&store, []).await.unwrap(), []);
        let mut again = Tx::new();
        create(&mut again, &first);
        assert!(matches!(store.commit(again).await, Err(StoreError::Taken { .. })));

        let place = (first.at, first.owner);
        let revised = RoutineCommand::Revise {
            planned_on: Some(date(2026, 12, 10)),
        };
        let after = apply(Some(&first), &revised, place, first.by, date(2026, 11, 23)).unwrap();
        let mut tx = Tx::new();
        save(&mut tx, &first, &after);
        store.commit(tx).await.unwrap();
        assert_eq!(all(&store).await.unwrap(), std::slice::from_ref(&after));
        let told = facts::since(&store, None).await.unwrap();
        let told: Vec<_> = told
            .iter()
            .map(|one| (one.fact.standing, one.fact.until.is_some()))
            .collect();
        assert_eq!(told, [(Standing::Held, true), (Standing::Planned, false)]);
    }
}
