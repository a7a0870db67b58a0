//! What seats hold is forgotten thirty days after a group is finished.

use domain::groups::forget::{forget_seats as without_seats, seats_due};
use jiff::Timestamp;
use store::groups::{self as rows, GROUP};
use store::{AuditEntry, Store, StoreError, Tx};

use super::CARETAKER;

/// Takes ticks and grades from the groups that have been finished for thirty days; says how many. For the job that forgets.
///
/// # Errors
/// The store's own.
pub async fn forget_seats(store: &Store, now: Timestamp) -> Result<usize, StoreError> {
    let today = now.to_zoned(domain::time::zone()).date();
    let mut emptied = 0;
    for id in rows::with_seats_in_use(store, seats_due(today)).await? {
        let Some(before) = rows::load(store, id).await? else {
            continue;
        };
        let Some(after) = without_seats(&before, today) else {
            continue;
        };
        let mut tx = Tx::new();
        rows::save(&mut tx, &before, &after);
        // What the seats held is in no trail.
        tx.audit(AuditEntry::new(CARETAKER, "forget_seats", GROUP, id.to_string(), now));
        match store.commit(tx).await {
            Ok(()) => emptied += 1,
            // Somebody is at the group, or another process is at the same work: the next round takes it.
            Err(StoreError::Stale { .. } | StoreError::NotFound { .. } | StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(emptied)
}
