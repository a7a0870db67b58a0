//! Sign-ins: passwords, attempts between password and code, and signed-in devices. Tokens are kept as hashes alone.

use domain::ids::{PersonId, SignInId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Query, Result, Store, Table, Tx, instant};

/// Passwords, under the person.
pub const CREDENTIAL: Table = Table::new("credential");
/// Signed-in devices, under the token's hash.
pub const SIGN_IN: Table = Table::new("sign_in");
/// Attempts between password and code, under the token's hash.
pub const ATTEMPT: Table = Table::new("sign_in_attempt");

/// A password as stored.
#[derive(Clone, Serialize, Deserialize)]
pub struct CredentialRow {
    /// argon2id in PHC form.
    pub password_hash: String,
    /// When it was set.
    #[serde(with = "crate::instant")]
    pub changed_at: Timestamp,
}

/// A signed-in device.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SignInRow {
    /// Hash of the token.
    pub id: String,
    /// What the person's list of devices calls it.
    pub sign_in: SignInId,
    /// Whose it is.
    pub person: PersonId,
    /// Browser and system, as «Chrome, Android».
    pub device: String,
    /// When it began; the absolute limit counts from here.
    #[serde(with = "crate::instant")]
    pub created_at: Timestamp,
    /// When it was last used, to the minute; the idle limit counts from here.
    #[serde(with = "crate::instant")]
    pub seen_at: Timestamp,
}

/// A sign-in between password and code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AttemptRow {
    /// Hash of the token.
    pub id: String,
    /// Names the attempt; the code is derived from it.
    pub attempt: String,
    /// Who, if the e-mail has an account.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// Whether the password was right already; otherwise it is asked for together with the code.
    pub password_known: bool,
    /// Wrong answers so far.
    pub tries: u32,
    /// When it began.
    #[serde(with = "crate::instant")]
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: u64,
}

/// The person's password.
///
/// # Errors
/// The store's own.
pub async fn credential(store: &Store, person: PersonId) -> Result<Option<CredentialRow>> {
    store.get(CREDENTIAL, person.to_string()).await
}

/// Sets the person's password.
pub fn set_credential(tx: &mut Tx, person: PersonId, row: &CredentialRow) {
    tx.put(CREDENTIAL, person.to_string(), row);
}

/// The signed-in device with this token hash.
///
/// # Errors
/// The store's own.
pub async fn sign_in(store: &Store, token_hash: &str) -> Result<Option<SignInRow>> {
    store.get(SIGN_IN, token_hash).await
}

/// The person's signed-in devices, newest use first.
///
/// # Errors
/// The store's own.
pub async fn of_person(store: &Store, person: PersonId) -> Result<Vec<SignInRow>> {
    let query = Query::new("SELECT * FROM sign_in WHERE person = $person ORDER BY seen_at DESC");
    store.list(query.bind("person", &person)).await
}

/// The attempt with this token hash.
///
/// # Errors
/// The store's own.
pub async fn attempt(store: &Store, token_hash: &str) -> Result<Option<AttemptRow>> {
    store.get(ATTEMPT, token_hash).await
}

/// Keys of devices and attempts that began before, or were last used before, the given instants.
#[derive(Debug, Default)]
pub struct Lapsed {
    /// Devices to forget.
    pub sign_ins: Vec<String>,
    /// Attempts to forget.
    pub attempts: Vec<String>,
}

/// What has lapsed: devices that began before `born` or rested since `seen`, attempts that began before `attempts`.
///
/// # Errors
/// The store's own.
pub async fn lapsed(store: &Store, born: Timestamp, seen: Timestamp, attempts: Timestamp) -> Result<Lapsed> {
    let devices =
        Query::new("SELECT VALUE record::id(id) FROM sign_in WHERE created_at <= $born OR seen_at <= $seen LIMIT 500")
            .bind("born", &instant::text(born))
            .bind("seen", &instant::text(seen));
    let tries = Query::new("SELECT VALUE record::id(id) FROM sign_in_attempt WHERE created_at <= $before LIMIT 500")
        .bind("before", &instant::text(attempts));
    Ok(Lapsed {
        sign_ins: store.list(devices).await?,
        attempts: store.list(tries).await?,
    })
}
