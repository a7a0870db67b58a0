//! People with an account, and what they have accepted.

use domain::ids::PersonId;
use domain::people::Person;
use domain::people::pledge::Acceptance;
use domain::text::Email;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Key, Result, Store, Table, Tx, instant};

/// Rows are [`Person`] as it is.
pub const PERSON: Table = Table::new("person");
/// E-mail → person.
pub const EMAIL: Table = Table::new("person_email");
/// Acceptances of the declaration of secrecy.
pub const PLEDGE: Table = Table::new("pledge_acceptance");

#[derive(Debug, Serialize, Deserialize)]
struct EmailRow {
    person: PersonId,
}

#[derive(Debug, Serialize, Deserialize)]
struct AcceptanceRow {
    version: u32,
    #[serde(with = "crate::instant")]
    at: Timestamp,
}

/// The person with this id.
///
/// # Errors
/// The store's own.
pub async fn load(store: &Store, id: PersonId) -> Result<Option<Person>> {
    store.get(PERSON, id.to_string()).await
}

/// The people with these ids, in no order; unknown ids are left out.
///
/// # Errors
/// The store's own.
pub async fn by_ids(store: &Store, ids: &[PersonId]) -> Result<Vec<Person>> {
    let keys: Vec<Key> = ids.iter().map(|id| Key::One(id.to_string())).collect();
    store.get_all(PERSON, &keys).await
}

/// The person who signs in with this e-mail.
///
/// # Errors
/// The store's own.
pub async fn by_email(store: &Store, email: &Email) -> Result<Option<Person>> {
    let row: Option<EmailRow> = store.get(EMAIL, email.as_str()).await?;
    match row {
        Some(row) => load(store, row.person).await,
        None => Ok(None),
    }
}

/// Everyone with an account, by name.
///
/// # Errors
/// The store's own.
pub async fn all(store: &Store) -> Result<Vec<Person>> {
    store.list("SELECT * FROM person ORDER BY name").await
}

/// Adds a person; the commit says `Taken` when the id or the e-mail is there.
pub fn create(tx: &mut Tx, person: &Person) {
    let id = person.id.to_string();
    tx.create(PERSON, id, person)
        .create(EMAIL, person.email.as_str(), &EmailRow { person: person.id });
}

/// Writes the person over version `expected`; a changed e-mail moves with it.
pub fn save(tx: &mut Tx, before: &Person, after: &Person, expected: u64) {
    tx.update_versioned(PERSON, after.id.to_string(), expected, after);
    if before.email != after.email {
        tx.delete(EMAIL, before.email.as_str())
            .create(EMAIL, after.email.as_str(), &EmailRow { person: after.id });
    }
}

/// The newest acceptance of the declaration of secrecy.
///
/// # Errors
/// The store's own.
pub async fn latest_acceptance(store: &Store, person: PersonId) -> Result<Option<Acceptance>> {
    let rows: Vec<AcceptanceRow> = store.under(PLEDGE, &[&person.to_string()]).await?;
    Ok(rows.last().map(|row| Acceptance {
        version: row.version,
        at: row.at,
    }))
}

/// The key of an acceptance: a person can't accept twice in one millisecond.
pub fn acceptance_key(person: PersonId, at: Timestamp) -> Key {
    Key::from([person.to_string(), instant::text(at)])
}

/// Notes an acceptance.
pub fn accept(tx: &mut Tx, person: PersonId, acceptance: Acceptance) {
    let row = AcceptanceRow {
        version: acceptance.version,
        at: acceptance.at,
    };
    tx.create(PLEDGE, acceptance_key(person, acceptance.at), &row);
}
