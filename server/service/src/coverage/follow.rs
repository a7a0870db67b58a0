//! Every fact in memory. It follows the store: each question first asks what has been written since, by this process or another.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::coverage::{Board, Kind, Source, Standing};
use domain::ids::UnitId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use store::coverage::Written;
use store::{Store, coverage as rows};
use tokio::sync::{RwLock, RwLockReadGuard};

use super::known::{Known, Places};
use crate::ServiceError;

/// How long after its instant a fact may come to be seen: it is written before it is committed.
const LATE: SignedDuration = SignedDuration::from_secs(35);

/// All facts, ready to be counted.
#[derive(Debug, Default)]
pub struct Coverage {
    followed: RwLock<Followed>,
    /// Up to when the store was asked, in milliseconds of the database's clock; 0 while it was not.
    asked: AtomicI64,
    /// Where and by whom.
    places: Places,
}

/// Activities of a unit from a day on.
#[derive(Debug, Default)]
pub(crate) struct Later {
    /// Planned, by kind.
    pub planned: BTreeMap<Kind, usize>,
    /// Held.
    pub held: usize,
}

/// What is known.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// The facts.
    pub board: Board,
    /// When each part was written last, by the database's clock.
    written_at: HashMap<(Source, u8), Timestamp>,
    /// A sum over all parts and instants: the same whatever order they came in, another when any of them is.
    digest: u64,
}

impl Coverage {
    /// The facts as they are now. One read; after the first, of what is new.
    pub(super) async fn now(&self, store: &Store) -> Result<RwLockReadGuard<'_, Followed>, ServiceError> {
        let asked = match self.asked.load(Ordering::Relaxed) {
            0 => None,
            at => Timestamp::from_millisecond(at).ok(),
        };
        // What was written in a heap, as by an import, is read again for so long and no longer.
        let news = rows::news(store, asked.map(|at| at - LATE)).await?;
        let known = self.followed.read().await;
        if news.written.iter().all(|one| known.knows(one)) {
            self.asked_at(news.at);
            return Ok(known);
        }
        drop(known);
        let mut followed = self.followed.write().await;
        for one in news.written {
            followed.put(one);
        }
        self.asked_at(news.at);
        Ok(followed.downgrade())
    }

    /// Places, positions and names as they are now.
    pub(crate) async fn places(&self, store: &Store) -> Result<Arc<Known>, ServiceError> {
        self.places.now(store).await
    }

    /// Only after what was read then is known.
    fn asked_at(&self, at: Timestamp) {
        self.asked.fetch_max(at.as_millisecond(), Ordering::Relaxed);
    }

    /// Units where something is to take place on a day or later.
    pub(crate) async fn planned_at(&self, store: &Store, day: Date) -> Result<BTreeSet<UnitId>, ServiceError> {
        let followed = self.now(store).await?;
        let board = &followed.board;
        let is_planned = |unit: &UnitId| {
            let mut facts = board.facts(*unit);
            facts.any(|fact| day <= fact.day && fact.standing.by(fact.day, day) == Standing::Planned)
        };
        Ok(board.units().filter(is_planned).collect())
    }

    /// What is planned at a unit on a day or later, and what was held there on it or later: each activity once.
    pub(crate) async fn later(
        &self,
        store: &Store,
        unit: UnitId,
        day: Date,
        today: Date,
    ) -> Result<Later, ServiceError> {
        let followed = self.now(store).await?;
        let (mut planned, mut held) = (BTreeSet::new(), BTreeSet::new());
        for fact in followed.board.facts(unit).filter(|fact| day <= fact.day) {
            match fact.standing.by(fact.day, today) {
                Standing::Held => held.insert(fact.source),
                _ => planned.insert((fact.kind, fact.source)),
            };
        }
        let mut later = Later {
            held: held.len(),
            ..Later::default()
        };
        for (kind, _) in planned {
            *later.planned.entry(kind).or_default() += 1;
        }
        Ok(later)
    }
}

impl Followed {
    /// Another when something has changed, or the day.
    pub fn mark(&self, today: Date) -> String {
        format!("{today}-{:x}", self.digest)
    }

    fn knows(&self, one: &Written) -> bool {
        let part = (one.fact.source, one.fact.number);
        self.written_at
            .get(&part)
            .is_some_and(|at| *at > one.changed_at || *at == one.changed_at && self.board.knows(&one.fact))
    }

    /// Of two that ask at once, the later may be done first: what is older than what is known is not taken for new.
    fn put(&mut self, one: Written) {
        if self.knows(&one) {
            return;
        }
        let part = (one.fact.source, one.fact.number);
        if let Some(before) = self.written_at.insert(part, one.changed_at) {
            self.digest = self.digest.wrapping_sub(weight(part, before));
        }
        self.digest = self.digest.wrapping_add(weight(part, one.changed_at));
        self.board.put(one.fact);
    }
}

/// The same in every process.
fn weight(part: (Source, u8), at: Timestamp) -> u64 {
    let mut hasher = DefaultHasher::new();
    (part, at).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use domain::coverage::{Fact, Reached};
    use domain::ids::GroupId;
    use jiff::civil::date;
    use ulid::Ulid;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn written(id: u128, millis: i64, minutes: u32) -> Written {
        Written {
            fact: Fact {
                source: Source::Group(GroupId::new(Ulid(id))),
                number: 1,
                kind: Kind::Groups,
                unit: UnitId::new(Ulid(1)),
                day: TODAY,
                until: None,
                standing: Standing::Held,
                reached: Reached::default(),
                minutes,
            },
            changed_at: Timestamp::from_millisecond(millis).unwrap(),
        }
    }

    fn after(all: &[Written]) -> Followed {
        let mut followed = Followed::default();
        all.iter().for_each(|one| followed.put(*one));
        followed
    }

    #[test]
    fn what_comes_late_moves_the_mark_and_the_order_does_not() {
        let (early, late) = (written(1, 10_000, 60), written(2, 10_100, 60));
        assert_eq!(after(&[early, late]).mark(TODAY), after(&[late, early]).mark(TODAY));
        assert_ne!(after(&[late]).mark(TODAY), after(&[late, early]).mark(TODAY));
        assert_ne!(
            after(&[late]).mark(TODAY),
            after(&[late]).mark(TODAY.tomorrow().unwrap())
        );
        assert_eq!(after(&[late, late]).mark(TODAY), after(&[late]).mark(TODAY));
    }

    #[test]
    fn a_second_change_in_the_same_millisecond_counts_and_an_older_one_does_not() {
        let (first, second) = (written(1, 10_000, 60), written(1, 10_000, 90));
        assert!(after(&[first, second]).board.knows(&second.fact));
        let older = written(1, 9_000, 15);
        assert!(after(&[first, older]).board.knows(&first.fact));
    }
}
