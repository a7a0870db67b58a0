//! Meetings of networks, a row each, and the entry that each has in the calendar of whoever calls it.

use domain::coverage::of_network;
use domain::ids::NetworkId;
use domain::networks::NetworkMeeting;
use jiff::civil::Date;

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Query, Result, Store, Table, Tx, coverage};

/// Rows are [`NetworkMeeting`] as it is.
pub const MEETING: Table = Table::new("network_meeting");

/// The only part that a meeting has in calendars.
const NUMBER: u8 = 1;

/// The meeting with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: NetworkId) -> Result<Option<NetworkMeeting>> {
    store.get(MEETING, id.to_string()).await
}

/// All from the first date to the last, both included, in order of time. An adviser has some ten a year.
///
/// # Errors
/// As every read.
pub async fn between(store: &Store, first: Date, last: Date) -> Result<Vec<NetworkMeeting>> {
    let query = Query::new(
        "SELECT * FROM network_meeting WHERE slot.date >= $first AND slot.date <= $last \
         ORDER BY slot.date, slot.start, id",
    );
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// Writes a new meeting and its calendar entry.
pub fn create(tx: &mut Tx, meeting: &NetworkMeeting) {
    tx.create(MEETING, meeting.id.to_string(), meeting);
    agenda::save(tx, &[], &[entry_of(meeting)]);
    coverage::save(tx, &[], &of_network(meeting));
}

/// Writes a meeting over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &NetworkMeeting, after: &NetworkMeeting) {
    tx.update_versioned(MEETING, after.id.to_string(), before.version, after);
    agenda::save(tx, &[entry_of(before)], &[entry_of(after)]);
    coverage::save(tx, &of_network(before), &of_network(after));
}

/// The entry in the calendar of whoever calls it; a cancelled one stays visible there.
pub fn entry_of(meeting: &NetworkMeeting) -> AgendaRow {
    AgendaRow {
        person: meeting.adviser,
        kind: AgendaKind::Network,
        activity: meeting.id.to_string(),
        number: NUMBER,
        slot: meeting.plan.slot,
        title: meeting.plan.theme.to_string(),
        theme: String::new(),
        unit: Some(meeting.unit),
        room: meeting.plan.place.to_string(),
        co_leader: String::new(),
        state: meeting.stage().name().to_owned(),
        sequence: meeting.calendar.sequence,
        changed_at: meeting.calendar.changed_at,
    }
}

#[cfg(test)]
mod tests {
    use domain::coverage::Standing;
    use domain::networks::{NetworkCallOff, NetworkCommand, apply};

    use super::*;
    use crate::coverage as facts;
    use crate::tests::{fresh, sound};

    #[tokio::test]
    async fn a_meeting_comes_back_as_it_was_written_and_one_that_is_called_off_counts_nowhere() {
        let store = fresh().await;
        let first = sound::network_meeting();
        let mut tx = Tx::new();
        create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(first.clone()));
        let day = first.plan.slot.date;
        assert_eq!(between(&store, day, day).await.unwrap(), std::slice::from_ref(&first));
        let there = || async { agenda::between(&store, first.adviser, day, day).await.unwrap() };
        assert_eq!(there().await, [entry_of(&first)]);
        assert_eq!(facts::since(&store, None).await.unwrap().len(), 2, "one for each place");
        let command = NetworkCommand::Cancel {
            reason: NetworkCallOff::TooFew,
        };
        let after = apply(&first, &command, day).unwrap();
        let mut tx = Tx::new();
        save(&mut tx, &first, &after);
        store.commit(tx).await.unwrap();
        assert_eq!(there().await[0].state, "cancelled");
        let told = facts::since(&store, None).await.unwrap();
        assert!(told.iter().all(|one| one.fact.standing == Standing::Off));
    }
}
