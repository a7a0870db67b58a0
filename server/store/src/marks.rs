//! Marks: how a process that keeps rows in memory learns that some of them were written, by itself or by another.
//!
//! A transaction that writes one of the tables that are kept leaves a row of its own in `mark`, under a random name, so that two that do so
//! at once are not in each other's way. All names together are the mark: read it before the rows, and they are good for as long as it is
//! the same. Names of yesterday are taken away, after which the rows are read once more.

use crate::{Key, Query, Result, Store, StoreError, Table, Tx};

const MARK: Table = Table::new("mark");

/// The tables whose rows are kept in memory somewhere.
const FOLLOWED: [&str; 5] = ["nearby_unit", "person", "placement", "school_owner", "unit"];

/// The statement that leaves a mark.
pub(crate) const LEAVE: &str = "CREATE mark RETURN NONE";

/// Names taken away in one transaction.
const AT_A_TIME: usize = 500;

/// Another when rows of the tables that are kept were written meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark(Vec<Key>);

/// The marks themselves are followed too: were the last names only taken away, the mark would be what it was before the first of them, and
/// whoever read rows then would take them for good.
pub(crate) fn is_followed(table: Table) -> bool {
    FOLLOWED.contains(&table.name()) || table.name() == MARK.name()
}

/// The mark as it is.
///
/// # Errors
/// As every read.
pub async fn now(store: &Store) -> Result<Mark> {
    Ok(Mark(store.list("SELECT VALUE id FROM mark").await?))
}

/// Takes names of yesterday away, up to 500; returns how many.
///
/// # Errors
/// As every read and commit; another process at the same work is no error.
pub(crate) async fn forget(store: &Store) -> Result<usize> {
    let query = Query::new("SELECT VALUE id FROM mark WHERE at < time::now() - 1d LIMIT $most");
    let old: Vec<Key> = store
        .list(query.bind("most", &i64::try_from(AT_A_TIME).unwrap_or(i64::MAX)))
        .await?;
    let mut tx = Tx::new();
    for key in &old {
        tx.delete(MARK, key);
    }
    match store.commit(tx).await {
        Ok(()) => Ok(old.len()),
        Err(StoreError::Conflict | StoreError::NotFound { .. }) => Ok(0),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DatabaseConfig;

    const UNIT_ROW: &str = "CREATE unit:a CONTENT { name: 'A', kind: 'upper', municipality: '4601', county: '46', active: true, version: 1 }";

    #[test]
    fn each_table_that_is_followed_is_there() {
        let tables = crate::schema::tables();
        for name in FOLLOWED {
            assert!(tables.contains(&name), "{name}");
        }
    }

    #[tokio::test]
    async fn the_mark_moves_with_what_is_followed_and_with_nothing_else() {
        let store = Store::connect(&DatabaseConfig::memory()).await.unwrap();
        store.migrate().await.unwrap();
        let first = now(&store).await.unwrap();
        assert_eq!(first, now(&store).await.unwrap());

        let mut tx = Tx::new();
        tx.put(Table::new("guard"), "a", &serde_json::json!({ "count": 1 }));
        store.commit(tx).await.unwrap();
        assert_eq!(first, now(&store).await.unwrap(), "a table that nobody keeps");

        store.run(UNIT_ROW, surrealdb::types::Variables::new()).await.unwrap();
        let mut tx = Tx::new();
        tx.merge(Table::new("unit"), "a", &serde_json::json!({ "active": false }));
        store.commit(tx).await.unwrap();
        let second = now(&store).await.unwrap();
        assert_ne!(first, second);

        let mut tx = Tx::new();
        tx.delete(Table::new("unit"), "nobody");
        assert!(store.commit(tx).await.is_err());
        assert_eq!(second, now(&store).await.unwrap(), "what failed leaves no mark");
    }

    #[tokio::test]
    async fn names_of_yesterday_go_and_those_of_today_stay() {
        let store = Store::connect(&DatabaseConfig::memory()).await.unwrap();
        store.migrate().await.unwrap();
        let old = "CREATE mark SET at = time::now() - 25h; CREATE mark SET at = time::now() - 23h;";
        store.run(old, surrealdb::types::Variables::new()).await.unwrap();
        let before = now(&store).await.unwrap();
        assert_eq!(before.0.len(), 2);
        assert_eq!(forget(&store).await.unwrap(), 1);
        assert_eq!(forget(&store).await.unwrap(), 0);
        assert_ne!(before, now(&store).await.unwrap());
    }

    #[tokio::test]
    async fn when_all_names_are_forgotten_the_mark_is_none_that_ever_was() {
        let store = Store::connect(&DatabaseConfig::memory()).await.unwrap();
        store.migrate().await.unwrap();
        let first = now(&store).await.unwrap();
        store
            .run(
                "CREATE mark SET at = time::now() - 25h",
                surrealdb::types::Variables::new(),
            )
            .await
            .unwrap();
        assert_eq!(forget(&store).await.unwrap(), 1);
        assert_ne!(first, now(&store).await.unwrap());
    }
}
