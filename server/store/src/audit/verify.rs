//! Walking the chain.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::seal::{Head, ORIGIN, Seal, entry_hash, head_key, link_hash};
use super::{AuditEntry, ENTRY, HEAD, SEAL, UNSEALED};
use crate::{Result, Store};

/// What the walk found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Entries whose seals were followed.
    pub sealed: u64,
    /// Entries waiting to be sealed.
    pub unsealed: u64,
    /// Sequence number and hash of the last seal. Noted elsewhere (a backup's manifest holds it), it is what shows later that
    /// the end of the chain was cut off or that the whole was rewritten.
    pub head: Option<(u64, String)>,
    /// Everything that does not fit, in chain order.
    pub faults: Vec<Fault>,
}

/// A break in the trail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The sealed entry is not there.
    #[error("seal {sequence}: entry {entry} is gone")]
    EntryGone {
        /// Place in the chain.
        sequence: u64,
        /// Id of the entry.
        entry: String,
    },
    /// The entry's content is not what was sealed.
    #[error("seal {sequence}: entry {entry} was edited")]
    EntryEdited {
        /// Place in the chain.
        sequence: u64,
        /// Id of the entry.
        entry: String,
    },
    /// A sequence number is missing, doubled or out of order.
    #[error("seal {expected} is missing; {found} stands in its place")]
    SealGone {
        /// The number that should follow.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// A seal does not follow from the one before, or its own content was changed.
    #[error("seal {sequence} does not follow from the one before")]
    SealBroken {
        /// Place in the chain.
        sequence: u64,
    },
    /// One entry is sealed twice.
    #[error("seal {sequence}: entry {entry} is sealed twice")]
    SealedTwice {
        /// Place of the second.
        sequence: u64,
        /// Id of the entry.
        entry: String,
    },
    /// An entry has neither a seal nor a marker: it was written past the store.
    #[error("entry {entry} was inserted without a seal")]
    EntryInserted {
        /// Id of the entry.
        entry: String,
    },
    /// The chain does not end where its head says.
    #[error("the chain ends at {found}, its head says {expected}")]
    HeadDiffers {
        /// Sequence number in the head record.
        expected: u64,
        /// Last sequence number found.
        found: u64,
    },
    /// The chain does not hold the seal that was noted elsewhere earlier.
    #[error("seal {sequence} is not the one that was noted")]
    NotedDiffers {
        /// Place of the noted seal.
        sequence: u64,
    },
}

#[derive(Deserialize)]
struct Marker {
    id: String,
}

/// Follows the whole chain and reports every fault.
pub async fn verify(store: &Store) -> Result<Report> {
    verify_since(store, None).await
}

/// The same, and also holds the chain against a head (sequence, hash) noted at an earlier time, which finds a chain that was cut
/// short or written anew from the start.
pub async fn verify_since(store: &Store, noted: Option<(u64, &str)>) -> Result<Report> {
    let mut seals: Vec<Seal> = store.all(SEAL).await?;
    seals.sort_by_key(|seal| seal.sequence);
    let entries: Vec<AuditEntry> = store.all(ENTRY).await?;
    let entries: HashMap<&str, &AuditEntry> = entries.iter().map(|entry| (entry.id.as_str(), entry)).collect();
    let markers: Vec<Marker> = store.all(UNSEALED).await?;
    let markers: HashSet<&str> = markers.iter().map(|marker| marker.id.as_str()).collect();
    let head: Option<Head> = store.get(HEAD, head_key()).await?;

    let mut faults = follow(&seals, &entries)?;
    let sealed: HashSet<&str> = seals.iter().map(|seal| seal.entry.as_str()).collect();
    let mut inserted: Vec<_> = entries
        .keys()
        .filter(|id| !sealed.contains(**id) && !markers.contains(**id))
        .map(|id| (*id).to_owned())
        .collect();
    inserted.sort();
    faults.extend(inserted.into_iter().map(|entry| Fault::EntryInserted { entry }));

    let last = seals.last().map_or(0, |seal| seal.sequence);
    let expected = head.as_ref().map_or(0, |head| head.sequence);
    let same_end = match (&head, seals.last()) {
        (None, None) => true,
        (Some(head), Some(seal)) => head.sequence == seal.sequence && head.hash == seal.hash,
        _ => false,
    };
    if !same_end {
        faults.push(Fault::HeadDiffers { expected, found: last });
    }
    if let Some((sequence, hash)) = noted
        && !seals.iter().any(|seal| seal.sequence == sequence && seal.hash == hash)
    {
        faults.push(Fault::NotedDiffers { sequence });
    }
    Ok(Report {
        sealed: seals.len() as u64,
        unsealed: markers.len() as u64,
        head: head.map(|head| (head.sequence, head.hash)),
        faults,
    })
}

fn follow(seals: &[Seal], entries: &HashMap<&str, &AuditEntry>) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    let mut previous = ORIGIN;
    let mut expected = 1;
    let mut seen = HashSet::new();
    for seal in seals {
        let sequence = seal.sequence;
        if sequence != expected {
            faults.push(Fault::SealGone {
                expected,
                found: sequence,
            });
        }
        let own = link_hash(sequence, &seal.entry, &seal.entry_hash, &seal.previous);
        if seal.previous != previous || seal.hash != own {
            faults.push(Fault::SealBroken { sequence });
        }
        if !seen.insert(seal.entry.as_str()) {
            faults.push(Fault::SealedTwice {
                sequence,
                entry: seal.entry.clone(),
            });
        }
        match entries.get(seal.entry.as_str()) {
            None => faults.push(Fault::EntryGone {
                sequence,
                entry: seal.entry.clone(),
            }),
            Some(entry) if entry_hash(entry)? != seal.entry_hash => {
                faults.push(Fault::EntryEdited {
                    sequence,
                    entry: seal.entry.clone(),
                });
            }
            Some(_) => {}
        }
        previous = &seal.hash;
        expected = sequence + 1;
    }
    Ok(faults)
}
