//! Deliveries, a row each, and the entry that each has in the adviser's calendar.

use domain::coverage::of_delivery;
use domain::deliveries::{Delivery, Outcome};
use domain::ids::{DeliveryId, ModuleId, PersonId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Query, Result, Store, Table, Tx, coverage};

/// Rows are [`Delivery`] with the instant of their last change.
pub const DELIVERY: Table = Table::new("delivery");

/// The only part that a delivery has in calendars.
const NUMBER: u8 = 1;

/// A delivery as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StoredDelivery {
    #[serde(flatten)]
    delivery: Delivery,
    #[serde(with = "crate::instant")]
    changed_at: Timestamp,
}

/// What the library knows of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Which.
    pub id: DeliveryId,
    /// What was held.
    pub module: ModuleId,
    /// Where.
    pub unit: UnitId,
    /// What came of it.
    pub outcome: Outcome,
    /// When it was written last.
    #[serde(with = "crate::instant")]
    pub changed_at: Timestamp,
}

/// The delivery with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: DeliveryId) -> Result<Option<Delivery>> {
    let stored: Option<StoredDelivery> = store.get(DELIVERY, id.to_string()).await?;
    Ok(stored.map(|stored| stored.delivery))
}

/// What was written of deliveries at or after an instant; all without one.
///
/// # Errors
/// As every read.
pub async fn marks_since(store: &Store, since: Option<Timestamp>) -> Result<Vec<Mark>> {
    let since = crate::instant::text(since.unwrap_or(Timestamp::UNIX_EPOCH));
    let query = Query::new("SELECT id, module, unit, outcome, changed_at FROM delivery WHERE changed_at >= $since");
    store.list(query.bind("since", &since)).await
}

/// The deliveries of a module, in order of time.
///
/// # Errors
/// As every read.
pub async fn of_module(store: &Store, module: ModuleId) -> Result<Vec<Delivery>> {
    let query = Query::new("SELECT * FROM delivery WHERE module = $module ORDER BY slot.date, slot.start, id");
    listed(store, query.bind("module", &module)).await
}

/// What a person holds from the first date to the last, both included, in order of time.
///
/// # Errors
/// As every read.
pub async fn held_by(store: &Store, adviser: PersonId, first: Date, last: Date) -> Result<Vec<Delivery>> {
    let query = Query::new(
        "SELECT * FROM delivery WHERE adviser = $adviser AND slot.date >= $first AND slot.date <= $last \
         ORDER BY slot.date, slot.start, id",
    );
    let query = query.bind("adviser", &adviser);
    listed(store, query.bind("first", &first).bind("last", &last)).await
}

/// All from the first date to the last, both included, in order of time.
///
/// # Errors
/// As every read.
pub async fn between(store: &Store, first: Date, last: Date) -> Result<Vec<Delivery>> {
    let query = Query::new(
        "SELECT * FROM delivery WHERE slot.date >= $first AND slot.date <= $last \
         ORDER BY slot.date, slot.start, id",
    );
    listed(store, query.bind("first", &first).bind("last", &last)).await
}

async fn listed(store: &Store, query: Query) -> Result<Vec<Delivery>> {
    let stored: Vec<StoredDelivery> = store.list(query).await?;
    Ok(stored.into_iter().map(|stored| stored.delivery).collect())
}

/// Writes a new delivery and its calendar entry.
pub fn create(tx: &mut Tx, delivery: &Delivery, now: Timestamp) {
    tx.create(DELIVERY, delivery.id.to_string(), &stored(delivery, now));
    agenda::save(tx, &[], &[entry_of(delivery)]);
    coverage::save(tx, &[], &of_delivery(delivery));
}

/// Writes a delivery over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &Delivery, after: &Delivery, now: Timestamp) {
    tx.update_versioned(DELIVERY, after.id.to_string(), before.version, &stored(after, now));
    agenda::save(tx, &[entry_of(before)], &[entry_of(after)]);
    coverage::save(tx, &of_delivery(before), &of_delivery(after));
}

fn stored(delivery: &Delivery, now: Timestamp) -> StoredDelivery {
    StoredDelivery {
        delivery: delivery.clone(),
        changed_at: now,
    }
}

/// The entry in the adviser's calendar; a cancelled one stays visible there.
pub fn entry_of(delivery: &Delivery) -> AgendaRow {
    AgendaRow {
        person: delivery.adviser,
        kind: AgendaKind::Delivery,
        activity: delivery.id.to_string(),
        number: NUMBER,
        slot: delivery.slot,
        title: delivery.title.to_string(),
        theme: delivery.class.to_string(),
        unit: Some(delivery.unit),
        room: delivery.place.to_string(),
        co_leader: String::new(),
        state: delivery.stage().name().to_owned(),
        sequence: delivery.calendar.sequence,
        changed_at: delivery.calendar.changed_at,
    }
}

#[cfg(test)]
mod tests {
    use domain::deliveries::{Closing, DeliveryCommand, apply};
    use domain::text::{Headcount, Note, WorkMinutes};

    use super::*;
    use crate::tests::{at, fresh, sound};

    #[tokio::test]
    async fn a_delivery_comes_back_as_it_was_written_and_is_told_of_since_then() {
        let store = fresh().await;
        let first = sound::delivery();
        let (before, later) = (at("2026-11-23T08:00:00Z"), at("2026-11-23T09:00:00Z"));
        let mut tx = Tx::new();
        create(&mut tx, &first, before);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(first.clone()));
        assert_eq!(marks_since(&store, Some(later)).await.unwrap(), []);
        let closing = Closing {
            present: Headcount::new(26).unwrap(),
            contacts: Headcount::new(1).unwrap(),
            learnt: Note::default(),
            delivery_minutes: WorkMinutes::new(60).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
        };
        let taken = Vec::new();
        let after = apply(&first, &DeliveryCommand::Close { closing, taken }, first.slot.date).unwrap();
        let mut tx = Tx::new();
        save(&mut tx, &first, &after, later);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(after.clone()));
        let marks = marks_since(&store, Some(later)).await.unwrap();
        assert_eq!(marks.len(), 1);
        assert_eq!((marks[0].id, &marks[0].outcome), (after.id, &after.outcome));
        let day = after.slot.date;
        let entries = agenda::between(&store, after.adviser, day, day).await.unwrap();
        assert_eq!(entries, [entry_of(&after)]);

        let mut tx = Tx::new();
        save(&mut tx, &first, &after, later);
        assert!(store.commit(tx).await.is_err(), "the version has moved on");
    }

    #[tokio::test]
    async fn lists_hold_what_lies_between_their_days() {
        let store = fresh().await;
        let one = sound::delivery();
        let mut tx = Tx::new();
        create(&mut tx, &one, at("2026-11-23T08:00:00Z"));
        store.commit(tx).await.unwrap();
        let day = one.slot.date;
        let (before, after) = (day.yesterday().unwrap(), day.tomorrow().unwrap());
        for (first, last, expected) in [(day, day, 1), (before, before, 0), (after, after, 0)] {
            let found = [
                between(&store, first, last).await.unwrap().len(),
                held_by(&store, one.adviser, first, last).await.unwrap().len(),
            ];
            assert_eq!(found, [expected; 2]);
        }
        assert_eq!(of_module(&store, one.module).await.unwrap(), [one]);
    }
}
