//! `handlingsrom check`: whether the database is whole.
//!
//! Slices hold each other by plain keys, so a slice with links adds its own look for rows that point nowhere: a constant of type
//! [`Orphans`] in its file, and a line in [`ORPHANS`].

use crate::{Query, Result, Store, StoreError, audit};

/// Rows of one table that name a record which is not there.
#[derive(Clone, Copy, Debug)]
pub struct Orphans {
    /// What is looked for, as `session.group → discussion_group`.
    pub name: &'static str,
    /// One statement that selects the keys of such rows as texts, for instance
    /// `SELECT VALUE record::id(id) FROM session WHERE !record::exists(type::record('discussion_group', group))`.
    pub query: &'static str,
}

/// The slices' looks.
pub const ORPHANS: &[Orphans] = &[];

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: `migrations`, `audit`, or an orphan check's name.
    pub check: &'static str,
    /// What.
    pub what: String,
}

/// Runs every check; an empty list is good. `noted` is an audit head kept elsewhere, from a backup's manifest.
pub async fn check(store: &Store, noted: Option<(u64, &str)>) -> Result<Vec<Finding>> {
    check_with(store, noted, ORPHANS).await
}

pub(crate) async fn check_with(store: &Store, noted: Option<(u64, &str)>, orphans: &[Orphans]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    match store.check_migrations().await {
        Ok(()) => {}
        Err(StoreError::Migration(error)) => {
            findings.push(Finding {
                check: "migrations",
                what: error.to_string(),
            });
            // The tables may not be there to be looked at.
            return Ok(findings);
        }
        Err(error) => return Err(error),
    }
    let report = audit::verify_since(store, noted).await?;
    findings.extend(report.faults.iter().map(|fault| Finding {
        check: "audit",
        what: fault.to_string(),
    }));
    for look in orphans {
        let keys: Vec<crate::Key> = store.list(Query::new(look.query)).await?;
        findings.extend(keys.iter().map(|key| Finding {
            check: look.name,
            what: format!("{key} points nowhere"),
        }));
    }
    Ok(findings)
}
