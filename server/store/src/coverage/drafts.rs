//! Drafts of what if placements and plans were others.

use domain::coverage::drafts::WhatIf;
use domain::ids::{PersonId, WhatIfId};

use crate::{Query, Result, Store, Table, Tx};

/// Rows are [`WhatIf`] as they are.
pub const DRAFT: Table = Table::new("coverage_draft");

/// A draft.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: WhatIfId) -> Result<Option<WhatIf>> {
    store.get(DRAFT, id.to_string()).await
}

/// A person's drafts, in no order.
///
/// # Errors
/// As every read.
pub async fn of(store: &Store, owner: PersonId) -> Result<Vec<WhatIf>> {
    let query = Query::new("SELECT * FROM coverage_draft WHERE owner = $owner");
    store.list(query.bind("owner", &owner)).await
}

/// Writes a draft: a new one, or over the version that was loaded.
pub fn save(tx: &mut Tx, before: Option<&WhatIf>, after: &WhatIf) {
    let key = after.id.to_string();
    match before {
        None => tx.create(DRAFT, key, after),
        Some(before) => tx.update_versioned(DRAFT, key, before.version, after),
    };
}

/// Deletes the version that was loaded.
pub fn delete(tx: &mut Tx, draft: &WhatIf) {
    tx.delete_versioned(DRAFT, draft.id.to_string(), draft.version);
}

#[cfg(test)]
mod tests {
    use domain::text::Title;
    use ulid::Ulid;

    use super::*;
    use crate::StoreError;
    use crate::tests::{fresh, sound};

    #[tokio::test]
    async fn a_draft_is_kept_changed_at_its_version_and_deleted() {
        let store = fresh().await;
        let first = sound::what_if();
        let mut tx = Tx::new();
        save(&mut tx, None, &first);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(of(&store, first.owner).await.unwrap(), std::slice::from_ref(&first));
        assert_eq!(of(&store, PersonId::new(Ulid(99))).await.unwrap(), []);

        let after = WhatIf {
            name: Title::parse("Høst").unwrap(),
            earlier: None,
            version: first.version + 1,
            ..first.clone()
        };
        let mut tx = Tx::new();
        save(&mut tx, Some(&first), &after);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(after.clone()));
        let mut tx = Tx::new();
        save(&mut tx, Some(&first), &after);
        assert!(matches!(store.commit(tx).await, Err(StoreError::Stale { .. })));

        let mut tx = Tx::new();
        delete(&mut tx, &first);
        assert!(store.commit(tx).await.is_err());
        let mut tx = Tx::new();
        delete(&mut tx, &after);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), None);
    }
}
