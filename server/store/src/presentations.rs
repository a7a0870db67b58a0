//! Presentations, a row each, and the entry that each has in the presenter's calendar.

use domain::coverage::of_presentation;
use domain::ids::{PersonId, PresentationId, UnitId};
use domain::presentations::Presentation;
use jiff::civil::Date;

use crate::agenda::{self, AgendaKind, AgendaRow};
use crate::{Key, Query, Result, Store, Table, Tx, coverage};

/// Rows are [`Presentation`] as it is.
pub const PRESENTATION: Table = Table::new("presentation");

/// The only part that a presentation has in calendars.
const NUMBER: u8 = 1;

/// The presentation with this id.
///
/// # Errors
/// As every read.
pub async fn load(store: &Store, id: PresentationId) -> Result<Option<Presentation>> {
    store.get(PRESENTATION, id.to_string()).await
}

/// The presentations with these ids; unknown ids are left out.
///
/// # Errors
/// As every read.
pub async fn by_id(store: &Store, ids: impl IntoIterator<Item = PresentationId>) -> Result<Vec<Presentation>> {
    let keys: Vec<Key> = ids.into_iter().map(|id| Key::One(id.to_string())).collect();
    store.get_all(PRESENTATION, &keys).await
}

/// What a person holds from the first date to the last, both included, in order of time.
///
/// # Errors
/// As every read.
pub async fn held_by(store: &Store, presenter: PersonId, first: Date, last: Date) -> Result<Vec<Presentation>> {
    let query = Query::new(
        "SELECT * FROM presentation WHERE presenter = $presenter AND slot.date >= $first AND slot.date <= $last \
         ORDER BY slot.date, slot.start, id",
    );
    let query = query.bind("presenter", &presenter);
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// All from the first date to the last, both included, in order of time.
///
/// # Errors
/// As every read.
pub async fn between(store: &Store, first: Date, last: Date) -> Result<Vec<Presentation>> {
    let query = Query::new(
        "SELECT * FROM presentation WHERE slot.date >= $first AND slot.date <= $last \
         ORDER BY slot.date, slot.start, id",
    );
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// Those at a unit from the first date to the last, both included, in order of time.
///
/// # Errors
/// As every read.
pub async fn at(store: &Store, unit: UnitId, first: Date, last: Date) -> Result<Vec<Presentation>> {
    let query = Query::new(
        "SELECT * FROM presentation WHERE unit = $unit AND slot.date >= $first AND slot.date <= $last \
         ORDER BY slot.date, slot.start, id",
    );
    let query = query.bind("unit", &unit);
    store.list(query.bind("first", &first).bind("last", &last)).await
}

/// Writes a new presentation and its calendar entry.
pub fn create(tx: &mut Tx, presentation: &Presentation) {
    tx.create(PRESENTATION, presentation.id.to_string(), presentation);
    agenda::save(tx, &[], &[entry_of(presentation)]);
    coverage::save(tx, &[], &of_presentation(presentation));
}

/// Writes a presentation over the version it was loaded with.
pub fn save(tx: &mut Tx, before: &Presentation, after: &Presentation) {
    tx.update_versioned(PRESENTATION, after.id.to_string(), before.version, after);
    agenda::save(tx, &[entry_of(before)], &[entry_of(after)]);
    coverage::save(tx, &of_presentation(before), &of_presentation(after));
}

/// The entry in the presenter's calendar; a cancelled one stays visible there.
pub fn entry_of(presentation: &Presentation) -> AgendaRow {
    AgendaRow {
        person: presentation.presenter,
        kind: AgendaKind::Presentation,
        activity: presentation.id.to_string(),
        number: NUMBER,
        slot: presentation.slot,
        title: presentation.title.to_string(),
        theme: presentation.class.to_string(),
        unit: Some(presentation.unit),
        room: presentation.place.to_string(),
        co_leader: String::new(),
        state: presentation.stage().name().to_owned(),
        sequence: presentation.calendar.sequence,
        changed_at: presentation.calendar.changed_at,
    }
}

#[cfg(test)]
mod tests {
    use domain::languages::Tongue;
    use domain::presentations::{PresentationCommand, apply};
    use domain::text::{InterpreterCount, Note};
    use jiff::civil::date;

    use super::*;
    use crate::tests::{fresh, sound};

    const TODAY: Date = date(2026, 11, 23);

    #[tokio::test]
    async fn a_presentation_comes_back_as_it_was_written_and_moves_in_the_calendar_with_it() {
        let store = fresh().await;
        let first = sound::presentation();
        let mut tx = Tx::new();
        create(&mut tx, &first);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(first.clone()));

        let mut after = [
            PresentationCommand::AddInterpreter {
                tongue: Tongue::Tigrinya,
                count: InterpreterCount::new(2).unwrap(),
            },
            PresentationCommand::SetInvitation {
                tongue: Tongue::Arabic,
                text: Note::parse("أهلا وسهلا").unwrap(),
            },
            PresentationCommand::Invite,
        ]
        .iter()
        .fold(first.clone(), |before, command| apply(&before, command, TODAY).unwrap());
        after.slot.date = date(2026, 12, 2);
        after.version = first.version + 1;
        let mut tx = Tx::new();
        save(&mut tx, &first, &after);
        store.commit(tx).await.unwrap();
        assert_eq!(load(&store, first.id).await.unwrap(), Some(after.clone()));
        let month = |month| (date(2026, month, 1), date(2026, month, 28));
        let (from, to) = month(12);
        let entries = agenda::between(&store, first.presenter, from, to).await.unwrap();
        assert_eq!(entries, [entry_of(&after)]);
        assert_eq!(entries[0].state, "invited");
        let (from, to) = month(11);
        assert!(
            agenda::between(&store, first.presenter, from, to)
                .await
                .unwrap()
                .is_empty()
        );

        let mut tx = Tx::new();
        save(&mut tx, &first, &after);
        assert!(store.commit(tx).await.is_err(), "the version has moved on");
    }

    #[tokio::test]
    async fn lists_hold_what_lies_between_their_days() {
        let store = fresh().await;
        let one = sound::presentation();
        let mut tx = Tx::new();
        create(&mut tx, &one);
        store.commit(tx).await.unwrap();
        let day = one.slot.date;
        let (before, after) = (day.yesterday().unwrap(), day.tomorrow().unwrap());
        for (first, last, expected) in [(day, day, 1), (before, before, 0), (after, after, 0)] {
            let found = [
                between(&store, first, last).await.unwrap().len(),
                held_by(&store, one.presenter, first, last).await.unwrap().len(),
                at(&store, one.unit, first, last).await.unwrap().len(),
            ];
            assert_eq!(found, [expected; 3]);
        }
        let found = by_id(&store, [one.id, PresentationId::new(ulid::Ulid(99))])
            .await
            .unwrap();
        assert_eq!(found, [one]);
    }
}
