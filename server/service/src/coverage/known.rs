//! Places, positions and names in memory, so that a page of the whole nation does not read them all. Each question asks the store first
//! whether any of them were written since, by this process or another.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use domain::ids::PersonId;
use domain::places::{Owner, Unit};
use store::marks::{self, Mark};
use store::{Store, coverage as rows, people, places};
use tokio::sync::RwLock;

use crate::ServiceError;

/// What is known of places, at one mark.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Every unit, by name.
    pub units: Vec<Unit>,
    /// Every owner, by name.
    pub owners: Vec<Owner>,
    /// Placements, nearby lists and mergers.
    pub ground: rows::Ground,
    /// Names of everybody who was ever placed somewhere.
    pub names: HashMap<PersonId, String>,
}

/// The newest of it.
#[derive(Debug, Default)]
pub(super) struct Places {
    newest: RwLock<Option<(Mark, Arc<Known>)>>,
}

impl Places {
    /// As they are now. One read; five when something was written.
    pub async fn now(&self, store: &Store) -> Result<Arc<Known>, ServiceError> {
        // Before the rows: what is written between the two is read again with the next question.
        let mark = marks::now(store).await?;
        if let Some(known) = at(self.newest.read().await.as_ref(), &mark) {
            return Ok(known);
        }
        let mut newest = self.newest.write().await;
        if let Some(known) = at(newest.as_ref(), &mark) {
            return Ok(known);
        }
        let known = Arc::new(Known::read(store).await?);
        *newest = Some((mark, Arc::clone(&known)));
        Ok(known)
    }
}

fn at(newest: Option<&(Mark, Arc<Known>)>, mark: &Mark) -> Option<Arc<Known>> {
    newest.filter(|(at, _)| at == mark).map(|(_, known)| Arc::clone(known))
}

impl Known {
    async fn read(store: &Store) -> Result<Self, ServiceError> {
        let ground = rows::ground(store).await?;
        let placed: BTreeSet<PersonId> = ground.placements.iter().filter_map(|one| one.person).collect();
        let placed: Vec<PersonId> = placed.into_iter().collect();
        let named = people::by_ids(store, &placed).await?;
        Ok(Self {
            units: places::units(store).await?,
            owners: places::owners(store).await?,
            ground,
            names: named
                .into_iter()
                .map(|person| (person.id, person.name.to_string()))
                .collect(),
        })
    }
}
