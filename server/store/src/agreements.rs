//! Agreements with school owners, and what was spent under them.

use domain::agreements::{Agreement, Expense};
use domain::ids::{AgreementId, ExpenseId, OwnerId, UnitId};

use crate::{Guard, Query, Result, Store, Table, Tx};

/// Rows are [`Agreement`] as it is.
pub const AGREEMENT: Table = Table::new("agreement");
/// Rows are [`Expense`] as it is.
pub const EXPENSE: Table = Table::new("expense");

/// The agreement with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: AgreementId) -> Result<Option<Agreement>> {
    store.get(AGREEMENT, id.to_string()).await
}

/// Every agreement, the one that ends first first. There are some sixty, and as many again for each time that they are renewed.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<Agreement>> {
    store.list("SELECT * FROM agreement ORDER BY to, id").await
}

/// The agreements of an owner, the one that ends first first.
///
/// # Errors
/// As every read.
pub async fn of_owner(store: &Store, owner: OwnerId) -> Result<Vec<Agreement>> {
    let query = Query::new("SELECT * FROM agreement WHERE owner = $owner ORDER BY to, id");
    store.list(query.bind("owner", &owner)).await
}

/// The agreements that cover a unit, its owner's or as one nearby, the one that ends first first.
///
/// # Errors
/// As every read.
pub async fn of_unit(store: &Store, unit: UnitId) -> Result<Vec<Agreement>> {
    let query =
        Query::new("SELECT * FROM agreement WHERE units CONTAINS $unit OR nearby CONTAINS $unit ORDER BY to, id");
    store.list(query.bind("unit", &unit)).await
}

/// The guard of all agreements: what is decided from several of them (that nobody has more than a full position, that one is
/// renewed once) is read after it and committed with it. Agreements are written seldom.
///
/// # Errors
/// As every read.
pub async fn guard(store: &Store) -> Result<Guard> {
    store.guard(AGREEMENT, "all").await
}

/// Writes a new agreement.
pub fn create(tx: &mut Tx, agreement: &Agreement) {
    tx.create(AGREEMENT, agreement.id.to_string(), agreement);
}

/// Writes an agreement over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &Agreement, after: &Agreement) {
    tx.update_versioned(AGREEMENT, after.id.to_string(), before.version, after);
}

/// The guard of an agreement's expenses: what is left of a limit is read after it and committed with it.
///
/// # Errors
/// As every read.
pub async fn spending(store: &Store, agreement: AgreementId) -> Result<Guard> {
    store.guard(EXPENSE, agreement.to_string()).await
}

/// What was spent under an agreement, the latest first.
///
/// # Errors
/// As every read.
pub async fn expenses(store: &Store, agreement: AgreementId) -> Result<Vec<Expense>> {
    let query = Query::new("SELECT * FROM expense WHERE agreement = $agreement ORDER BY date DESC, id DESC");
    store.list(query.bind("agreement", &agreement)).await
}

/// The expense with this id.
///
/// # Errors
/// As every read.
pub async fn expense(store: &Store, id: ExpenseId) -> Result<Option<Expense>> {
    store.get(EXPENSE, id.to_string()).await
}

/// Adds an expense.
pub fn spend(tx: &mut Tx, expense: &Expense) {
    tx.create(EXPENSE, expense.id.to_string(), expense);
}

/// Takes an expense away.
pub fn remove(tx: &mut Tx, expense: &Expense) {
    tx.delete_versioned(EXPENSE, expense.id.to_string(), expense.version);
}

#[cfg(test)]
mod tests {
    use domain::agreements::{AgreementCommand, apply};
    use jiff::civil::date;

    use super::*;
    use crate::StoreError;
    use crate::tests::{fresh, sound};

    #[tokio::test]
    async fn an_agreement_is_found_by_itself_by_its_owner_and_by_each_unit() {
        let store = fresh().await;
        let first = sound::agreement();
        let mut tx = Tx::new();
        create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        let one = std::slice::from_ref(&first);
        assert_eq!(load(&store, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(all(&store).await.unwrap(), one);
        assert_eq!(of_owner(&store, first.owner).await.unwrap(), one);
        for unit in first.terms.covered() {
            assert_eq!(of_unit(&store, unit).await.unwrap(), one);
        }
        let other = UnitId::new(ulid::Ulid(99));
        assert_eq!(of_unit(&store, other).await.unwrap(), []);
    }

    #[tokio::test]
    async fn of_two_who_change_an_agreement_at_once_the_second_is_told() {
        let store = fresh().await;
        let first = sound::agreement();
        let mut tx = Tx::new();
        create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        let command = AgreementCommand::AddMeeting {
            date: date(2026, 12, 1),
        };
        let after = apply(&first, &command, sound::PERSON, date(2026, 11, 23)).unwrap();
        let mut outcomes = Vec::new();
        for _ in 0..2 {
            let mut tx = Tx::new();
            save(&mut tx, &first, &after);
            outcomes.push(store.commit(tx).await);
        }
        assert!(outcomes[0].is_ok());
        assert!(matches!(outcomes[1], Err(StoreError::Stale { .. })), "{outcomes:?}");
        assert_eq!(load(&store, first.id).await.unwrap(), Some(after));
    }

    #[tokio::test]
    async fn expenses_come_back_as_they_were_written_and_go_for_good() {
        let store = fresh().await;
        let one = sound::expense();
        let mut tx = Tx::new();
        spend(&mut tx, &one);
        store.commit(tx).await.unwrap();
        assert_eq!(expense(&store, one.id).await.unwrap(), Some(one.clone()));
        assert_eq!(
            expenses(&store, one.agreement).await.unwrap(),
            std::slice::from_ref(&one)
        );
        let mut tx = Tx::new();
        remove(&mut tx, &one);
        store.commit(tx).await.unwrap();
        assert_eq!(expenses(&store, one.agreement).await.unwrap(), []);
    }

    #[tokio::test]
    async fn two_who_spend_the_last_of_a_limit_at_once_do_not_both_get_it() {
        let store = fresh().await;
        let one = sound::expense();
        let seen = [
            spending(&store, one.agreement).await.unwrap(),
            spending(&store, one.agreement).await.unwrap(),
        ];
        let mut outcomes = Vec::new();
        for (number, guard) in seen.iter().enumerate() {
            let id = ExpenseId::new(ulid::Ulid(200 + u128::try_from(number).unwrap()));
            let mut tx = Tx::new();
            tx.guard(guard);
            spend(&mut tx, &Expense { id, ..one.clone() });
            outcomes.push(store.commit(tx).await);
        }
        assert!(outcomes[0].is_ok());
        assert!(matches!(outcomes[1], Err(StoreError::Conflict)), "{outcomes:?}");
    }
}
