//! Every fact in memory. It follows the store: each question first asks what has been written since, by this process or another.

use std::collections::HashMap;

use domain::coverage::{Board, Source};
use jiff::{SignedDuration, Timestamp};
use store::coverage::Written;
use store::{Store, coverage as rows};
use tokio::sync::{RwLock, RwLockReadGuard};

use crate::ServiceError;

/// How long after its instant a fact may come to be seen: it is written before it is committed.
const LATE: SignedDuration = SignedDuration::from_secs(35);

/// All facts, ready to be counted.
#[derive(Debug, Default)]
pub struct Coverage(RwLock<Followed>);

/// What is known, and up to when.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// The facts.
    pub board: Board,
    /// When each part was written last, by the database's clock.
    written_at: HashMap<(Source, u8), Timestamp>,
    /// The latest of these.
    seen: Option<Timestamp>,
}

impl Coverage {
    /// The facts as they are now. One read; after the first, of what is new.
    pub(super) async fn now(&self, store: &Store) -> Result<RwLockReadGuard<'_, Followed>, ServiceError> {
        let since = self.0.read().await.seen.map(|seen| seen - LATE);
        let written = rows::since(store, since).await?;
        {
            let followed = self.0.read().await;
            if written.iter().all(|one| followed.knows(one)) {
                return Ok(followed);
            }
        }
        let mut followed = self.0.write().await;
        for one in written {
            followed.put(one);
        }
        Ok(followed.downgrade())
    }
}

impl Followed {
    /// Another when something has changed.
    pub fn mark(&self) -> String {
        self.seen.map(|seen| seen.to_string()).unwrap_or_default()
    }

    fn knows(&self, one: &Written) -> bool {
        let part = (one.fact.source, one.fact.number);
        self.written_at.get(&part).is_some_and(|at| *at >= one.changed_at)
    }

    /// Of two that ask at once, the later may be done first: what is older than what is known is not taken for new.
    fn put(&mut self, one: Written) {
        if self.knows(&one) {
            return;
        }
        self.written_at
            .insert((one.fact.source, one.fact.number), one.changed_at);
        self.seen = self.seen.max(Some(one.changed_at));
        self.board.put(one.fact);
    }
}
