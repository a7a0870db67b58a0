//! `server check`: whether the database is whole.
//!
//! Four things are looked at: the migrations, the audit trail, links between rows ([`orphans`]), and what the slices have counted
//! for their lists ([`recount`]). Nothing is changed.

pub mod orphans;
mod recount;

use crate::{Key, Query, Result, Store, StoreError, audit};

pub use orphans::{ORPHANS, Orphans};

/// One thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: `migrations`, `audit`, `recount`, or a look's name.
    pub check: &'static str,
    /// What.
    pub what: String,
}

/// What was looked at and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The audit trail's figures; none when the schema does not fit, for then its tables may not be there.
    pub audit: Option<audit::Report>,
    /// Everything wrong; empty is good.
    pub findings: Vec<Finding>,
}

/// Runs every check. `noted` is an audit head kept elsewhere, from a backup's manifest: it shows a trail that was cut short or
/// written anew.
///
/// # Errors
/// As every read. A fault of the data is a finding and no error.
pub async fn check(store: &Store, noted: Option<(u64, &str)>) -> Result<Checked> {
    check_with(store, noted, ORPHANS).await
}

pub(crate) async fn check_with(store: &Store, noted: Option<(u64, &str)>, orphans: &[Orphans]) -> Result<Checked> {
    let mut checked = Checked::default();
    match store.check_migrations().await {
        Ok(()) => {}
        Err(StoreError::Migration(error)) => {
            checked.findings.push(Finding {
                check: "migrations",
                what: error.to_string(),
            });
            return Ok(checked);
        }
        Err(error) => return Err(error),
    }
    let report = audit::verify_since(store, noted).await?;
    checked.findings.extend(report.faults.iter().map(|fault| Finding {
        check: "audit",
        what: fault.to_string(),
    }));
    checked.audit = Some(report);
    for look in orphans {
        let keys: Vec<Key> = store.list(Query::new(look.query)).await?;
        checked.findings.extend(keys.iter().map(|key| Finding {
            check: look.name,
            what: format!("{key} {}", look.fault),
        }));
    }
    checked.findings.extend(recount::all(store).await?);
    Ok(checked)
}
