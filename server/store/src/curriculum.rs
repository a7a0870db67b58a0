//! Competence aims of the national curriculum, a row each.

use domain::curriculum::CurriculumAim;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Result, Store, Table, Tx};

/// Rows are [`CurriculumAim`], under the code.
pub const AIM: Table = Table::new("curriculum_aim");
/// One row, [`LastImport`].
pub const IMPORT: Table = Table::new("curriculum_import");

const NEWEST: &str = "newest";

/// When aims were imported last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastImport {
    /// When.
    #[serde(with = "crate::instant")]
    pub at: Timestamp,
    /// The key of that import: two within one instant differ.
    pub key: String,
}

/// Every aim, by code.
///
/// # Errors
/// As every read.
pub async fn all(store: &Store) -> Result<Vec<CurriculumAim>> {
    store.all(AIM).await
}

/// When aims were imported last; none before the first time.
///
/// # Errors
/// As every read.
pub async fn last_import(store: &Store) -> Result<Option<LastImport>> {
    store.get(IMPORT, NEWEST).await
}

/// Writes aims, new or changed, and that they were imported.
pub fn put(tx: &mut Tx, aims: &[CurriculumAim], import: &LastImport) {
    for aim in aims {
        tx.put(AIM, aim.code.as_str(), aim);
    }
    tx.put(IMPORT, NEWEST, import);
}
