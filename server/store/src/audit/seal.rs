//! The chain: one seal an entry, each holding the hash of the one before.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{AuditEntry, ENTRY, HEAD, SEAL, UNSEALED, canonical, hash};
use crate::{Key, Query, Result, Store, StoreError, Tx, row};

/// Entries sealed in one transaction.
const BATCH: usize = 200;

/// The hash before the first seal.
pub(super) const ORIGIN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A link of the chain, kept under its sequence number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seal {
    /// From 1, without gaps.
    pub(super) sequence: u64,
    /// Id of the sealed entry.
    pub(super) entry: String,
    /// Hash of the entry's canonical JSON.
    pub(super) entry_hash: String,
    /// Hash of the seal before.
    pub(super) previous: String,
    /// Hash of the four above.
    pub(super) hash: String,
}

/// Where the chain ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) sequence: u64,
    pub(super) hash: String,
    pub(super) version: u64,
}

#[derive(Deserialize)]
struct Marker {
    id: String,
}

impl Seal {
    pub(super) fn after(previous: &str, sequence: u64, entry: &AuditEntry) -> Result<Self> {
        let entry_hash = entry_hash(entry)?;
        let hash = link_hash(sequence, &entry.id, &entry_hash, previous);
        Ok(Self {
            sequence,
            entry: entry.id.clone(),
            entry_hash,
            previous: previous.to_owned(),
            hash,
        })
    }

    /// Twelve digits, so that key order is sequence order.
    pub(super) fn key(sequence: u64) -> Key {
        Key::One(format!("{sequence:012}"))
    }
}

pub(super) fn entry_hash(entry: &AuditEntry) -> Result<String> {
    Ok(hash(&[&canonical(&row::to_json(entry)?)]))
}

pub(super) fn link_hash(sequence: u64, entry: &str, entry_hash: &str, previous: &str) -> String {
    hash(&[&sequence.to_string(), entry, entry_hash, previous])
}

pub(super) fn head_key() -> Key {
    Key::from("main")
}

/// Sequence number and hash of the last seal, if there is one.
pub async fn head(store: &Store) -> Result<Option<(u64, String)>> {
    let head: Option<Head> = store.get(HEAD, head_key()).await?;
    Ok(head.map(|head| (head.sequence, head.hash)))
}

/// Seals up to 200 marked entries, oldest first, and says how many; call again until none are left.
///
/// Two sealers at once are harmless: both move the head, so one of them gets [`StoreError::Conflict`] or [`StoreError::Stale`],
/// which is reported as nothing sealed.
pub async fn seal(store: &Store) -> Result<usize> {
    let markers: Vec<Marker> = store
        .list(Query::new("SELECT * FROM audit_unsealed ORDER BY id LIMIT $most").bind("most", &BATCH))
        .await?;
    if markers.is_empty() {
        return Ok(0);
    }
    let head: Option<Head> = store.get(HEAD, head_key()).await?;
    let (mut sequence, mut previous) = head
        .as_ref()
        .map_or((0, ORIGIN.to_owned()), |head| (head.sequence, head.hash.clone()));
    let keys: Vec<Key> = markers.iter().map(|marker| Key::from(&marker.id)).collect();
    let entries: Vec<AuditEntry> = store.get_all(ENTRY, &keys).await?;
    let entries: HashMap<&str, &AuditEntry> = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let mut tx = Tx::new();
    let mut seals = Vec::with_capacity(markers.len());
    for marker in &markers {
        tx.delete(UNSEALED, &marker.id);
        // A marker without its entry: the entry was removed before it was sealed. `verify` cannot see it, the log can.
        let Some(entry) = entries.get(marker.id.as_str()) else {
            tracing::error!(entry = marker.id, "an audit entry is gone before it was sealed");
            continue;
        };
        sequence += 1;
        let seal = Seal::after(&previous, sequence, entry)?;
        previous.clone_from(&seal.hash);
        seals.push((Seal::key(sequence), seal));
    }
    tx.create_all(SEAL, seals);
    match &head {
        None => tx.create(
            HEAD,
            head_key(),
            &Head {
                sequence,
                hash: previous,
                version: 1,
            },
        ),
        Some(head) => {
            let next = Head {
                sequence,
                hash: previous,
                version: head.version + 1,
            };
            tx.update_versioned(HEAD, head_key(), head.version, &next)
        }
    };
    match store.commit(tx).await {
        Ok(()) => Ok(markers.len()),
        Err(
            StoreError::Conflict | StoreError::Stale { .. } | StoreError::Taken { .. } | StoreError::NotFound { .. },
        ) => Ok(0),
        Err(error) => Err(error),
    }
}
