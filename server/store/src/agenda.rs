//! A person's calendar as a read model: one row an activity and person, in key order of time.

use std::collections::{BTreeSet, HashMap};

use domain::ids::{PersonId, UnitId};
use domain::time::Occasion;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Key, Query, Result, Store, Table, Tx};

/// The table.
pub const AGENDA: Table = Table::new("agenda_entry");

/// What kind of activity an entry stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// A session of a discussion group; `activity` is the group.
    GroupSession,
    /// A presentation; `activity` is its id.
    Presentation,
    /// A module that is held for a class; `activity` is the delivery's id.
    Delivery,
    /// A part of a competence measure; `activity` is the measure's id.
    Measure,
    /// A part of a course; `activity` is the course's id.
    Course,
    /// A meeting of a network; `activity` is its id.
    Network,
}

/// An entry of a person's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaRow {
    /// Whose calendar.
    pub person: PersonId,
    /// What it stands for.
    pub kind: AgendaKind,
    /// The activity's id.
    pub activity: String,
    /// Which part of the activity, from 1.
    pub number: u8,
    /// When.
    pub slot: Occasion,
    /// The activity's name.
    pub title: String,
    /// What it is about.
    pub theme: String,
    /// Where; none of a course, which is held for many.
    pub unit: Option<UnitId>,
    /// Where in the house.
    pub room: String,
    /// The co-leader by role.
    pub co_leader: String,
    /// The state's name.
    pub state: String,
    /// How often it has moved, for calendars outside.
    pub sequence: u32,
    /// When what calendars outside show of it was last changed.
    #[serde(with = "crate::instant")]
    pub changed_at: Timestamp,
}

impl AgendaRow {
    pub(crate) fn key(&self) -> Key {
        let start = self.slot.start.strftime("%H:%M");
        Key::of([
            &self.person,
            &self.slot.date,
            &start,
            &self.activity,
            &format_args!("{:02}", self.number),
        ])
    }
}

/// Makes the stored entries of one activity equal to `after`.
pub fn save(tx: &mut Tx, before: &[AgendaRow], after: &[AgendaRow]) {
    for old in before {
        if !after.iter().any(|new| new.key() == old.key()) {
            tx.delete(AGENDA, old.key());
        }
    }
    for new in after {
        if !before.contains(new) {
            tx.put(AGENDA, new.key(), new);
        }
    }
}

/// A person's entries from the first date to the last, both included, in order of time.
///
/// # Errors
/// As every read.
pub async fn between(store: &Store, person: PersonId, first: Date, last: Date) -> Result<Vec<AgendaRow>> {
    let person = person.to_string();
    store
        .between(AGENDA, &[&person, &first.to_string()], &[&person, &last.to_string()])
        .await
}

/// A session with those in whose calendars it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The entry in one of these calendars; the others say the same.
    pub entry: AgendaRow,
    /// Whose calendars.
    pub people: BTreeSet<PersonId>,
}

/// What people lead and what goes on at a unit, each session once, from the first date to the last, both included.
///
/// # Errors
/// As every read.
pub async fn booked(
    store: &Store,
    people: &BTreeSet<PersonId>,
    unit: Option<UnitId>,
    first: Date,
    last: Date,
) -> Result<Vec<Booked>> {
    let at_unit = Query::new(
        "SELECT * FROM agenda_entry WHERE unit = $unit AND slot.date >= $first AND slot.date <= $last ORDER BY id",
    );
    let mut entries = Vec::new();
    for person in people {
        entries.extend(between(store, *person, first, last).await?);
    }
    if let Some(unit) = unit {
        let at_unit = at_unit.bind("unit", &unit).bind("first", &first).bind("last", &last);
        entries.extend(store.list::<AgendaRow>(at_unit).await?);
    }
    let mut places: HashMap<(String, u8), usize> = HashMap::new();
    let mut booked: Vec<Booked> = Vec::new();
    for entry in entries {
        let place = *places
            .entry((entry.activity.clone(), entry.number))
            .or_insert(booked.len());
        match booked.get_mut(place) {
            Some(known) => {
                known.people.insert(entry.person);
            }
            None => booked.push(Booked {
                people: BTreeSet::from([entry.person]),
                entry,
            }),
        }
    }
    Ok(booked)
}
