//! Mailed links to choose a password. A person has one at most; a newer one takes the place of the older.

use domain::ids::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Query, Result, Store, Table, Tx, instant};

/// Links, under their random names.
pub const PASSWORD_LINK: Table = Table::new("password_link");

/// A link that has been mailed and not been used.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PasswordLinkRow {
    /// Its random name; the secret in the link is derived from it.
    pub id: String,
    /// Whose password it sets.
    pub person: PersonId,
    /// When it lapses.
    #[serde(with = "crate::instant")]
    pub until: Timestamp,
}

/// The link with this name.
///
/// # Errors
/// The store's own.
pub async fn load(store: &Store, id: &str) -> Result<Option<PasswordLinkRow>> {
    store.get(PASSWORD_LINK, id).await
}

/// The links of a person, lapsed ones too.
///
/// # Errors
/// The store's own.
pub async fn of_person(store: &Store, person: PersonId) -> Result<Vec<PasswordLinkRow>> {
    let query = Query::new("SELECT * FROM password_link WHERE person = $person");
    store.list(query.bind("person", &person)).await
}

/// Writes a link and takes away the older ones given.
pub fn renew(tx: &mut Tx, older: &[PasswordLinkRow], link: &PasswordLinkRow) {
    for one in older {
        tx.delete(PASSWORD_LINK, one.id.as_str());
    }
    tx.create(PASSWORD_LINK, link.id.as_str(), link);
}

/// Takes a link away: it has been used. Of two uses at once, the second commit says `NotFound`.
pub fn use_up(tx: &mut Tx, link: &PasswordLinkRow) {
    tx.delete(PASSWORD_LINK, link.id.as_str());
}

/// Names of links that have lapsed, for forgetting.
///
/// # Errors
/// The store's own.
pub async fn lapsed(store: &Store, now: Timestamp) -> Result<Vec<String>> {
    let query = Query::new("SELECT VALUE record::id(id) FROM password_link WHERE until <= $now LIMIT 500");
    store.list(query.bind("now", &instant::text(now))).await
}
