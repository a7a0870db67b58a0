//! What was made known without a presentation, a row each.

use domain::coverage::of_outreach;
use domain::ids::OutreachId;
use domain::outreach::OutreachItem;
use jiff::civil::Date;

use crate::{Query, Result, Store, Table, Tx, coverage};

/// Rows are [`OutreachItem`] as it is.
pub const ITEM: Table = Table::new("outreach_item");

/// The item with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: OutreachId) -> Result<Option<OutreachItem>> {
    store.get(ITEM, id.to_string()).await
}

/// All from the first date to the last, both included, the latest first.
///
/// # Errors
/// As every read.
pub async fn between(store: &Store, first: Date, last: Date) -> Result<Vec<OutreachItem>> {
    let query =
        Query::new("SELECT * FROM outreach_item WHERE date >= $first AND date <= $last ORDER BY date DESC, id DESC");
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// Adds an item.
pub fn create(tx: &mut Tx, item: &OutreachItem) {
    tx.create(ITEM, item.id.to_string(), item);
    coverage::save(tx, &[], &of_outreach(item));
}

/// Takes an item away.
pub fn remove(tx: &mut Tx, item: &OutreachItem) {
    tx.delete_versioned(ITEM, item.id.to_string(), item.version);
    coverage::save(tx, &of_outreach(item), &[]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{fresh, sound};

    #[tokio::test]
    async fn an_item_comes_back_as_it_was_written_and_goes_for_good() {
        let store = fresh().await;
        let item = sound::outreach_item();
        let mut tx = Tx::new();
        create(&mut tx, &item);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, item.id).await.unwrap(), Some(item.clone()));
        let (day, before) = (item.date, item.date.yesterday().unwrap());
        assert_eq!(between(&store, day, day).await.unwrap(), std::slice::from_ref(&item));
        assert_eq!(between(&store, before, before).await.unwrap(), []);
        let mut tx = Tx::new();
        remove(&mut tx, &item);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, item.id).await.unwrap(), None);
    }
}
