//! The store: the only crate that knows SurrealDB.
//!
//! A slice has a file here with its rows (serde structs) and its loads and saves, and a folder in `schema/` with a file for each
//! table; nothing else has to be registered. The shape of a slice's file:
//!
//! ```no_run
//! use serde::{Deserialize, Serialize};
//! use store::{Query, Result, Store, Table, Tx};
//!
//! pub const GROUP: Table = Table::new("discussion_group");
//!
//! #[derive(Debug, Clone, Serialize, Deserialize)]
//! pub struct GroupRow {
//!     pub id: String,                  // the key, without the table's name
//!     pub name: String,
//!     pub leader: String,              // links are plain keys
//!     pub closed_on: Option<jiff::civil::Date>, // absent is left out: `option<string>` in the schema
//!     #[serde(with = "store::instant")]
//!     pub created_at: jiff::Timestamp, // fixed-width UTC text, so that text order is time order
//!     pub version: u64,                // counted by `update_versioned`
//! }
//!
//! impl GroupRow {
//!     pub async fn load(store: &Store, id: &str) -> Result<Option<Self>> {
//!         store.get(GROUP, id).await
//!     }
//!     pub async fn of_leader(store: &Store, leader: &str) -> Result<Vec<Self>> {
//!         let query = Query::new("SELECT * FROM discussion_group WHERE leader = $leader ORDER BY name");
//!         store.list(query.bind("leader", leader)).await
//!     }
//!     pub fn save(&self, tx: &mut Tx, expected: u64) {
//!         tx.update_versioned(GROUP, &self.id, expected, self);
//!     }
//! }
//! ```
//!
//! Conventions of rows: [`mod@row`] (in the source) and [`instant`]. What a use case needs in one transaction: the rows, an
//! [`AuditEntry`], the outbox, a receipt; [`Store::commit`] carries them out together.

pub mod agenda;
pub mod agreements;
pub mod audit;
pub mod backup;
pub mod calendar_feed;
pub mod calendars;
mod changes;
pub mod check;
mod commit;
mod config;
mod connection;
pub mod content;
pub mod course_templates;
pub mod courses;
pub mod coverage;
pub mod curriculum;
pub mod deliveries;
mod error;
pub mod evaluations;
pub mod files;
mod folder;
pub mod forget;
pub mod groups;
mod guard;
pub mod hours;
pub mod instant;
pub mod jobs;
mod key;
pub mod marks;
pub mod migrate;
pub mod modules;
pub mod needs;
pub mod networks;
pub mod nora;
pub mod outreach;
pub mod part_plans;
pub mod password_links;
pub mod people;
pub mod placements;
pub mod places;
pub mod presence;
pub mod presentations;
pub mod programmes;
mod read;
mod receipt;
mod retry;
pub mod routines;
mod row;
pub mod schema;
pub mod sessions;
pub mod terms;
mod tx;

pub use audit::AuditEntry;
pub use changes::Change;
pub use config::{Credentials, DatabaseConfig};
pub use connection::Store;
pub use error::{Result, StoreError};
pub use guard::Guard;
pub use key::{Key, Table};
pub use read::Query;
pub use retry::{MaybeConflict, retry_conflicts};
pub use tx::Tx;

#[cfg(test)]
mod tests;
