//! Groups for the tests of this slice.

use jiff::civil::{Date, time};
use ulid::Ulid;

use super::apply::create;
use super::command::{NewGroup, NewSession, SeriesSession};
use super::plan::{Composition, Group};
use crate::ids::{GroupId, PersonId, UnitId};
use crate::text::{Note, Seats, SessionMinutes, ShortText, Title};
use crate::time::period::Semester;
use crate::time::slot::LocalSlot;

/// A girls' group of ten seats that meets at 12:15 for 75 minutes on these dates.
pub fn group_on(dates: &[Date]) -> Group {
    let session = |date: &Date| SeriesSession {
        session: NewSession {
            slot: LocalSlot {
                date: *date,
                start: time(12, 15, 0, 0),
                minutes: SessionMinutes::new(75).unwrap(),
            },
            theme: ShortText::default(),
        },
        from: None,
    };
    let new = NewGroup {
        id: GroupId::new(Ulid(1)),
        name: Title::parse("Jentegruppe høst").unwrap(),
        unit: UnitId::new(Ulid(2)),
        semester: Semester::of(dates[0]),
        composition: Composition::Girls,
        seats_min: Seats::new(6).unwrap(),
        seats_max: Seats::new(10).unwrap(),
        target: ShortText::default(),
        goal: Note::default(),
        room: ShortText::default(),
        co_leader: ShortText::default(),
        recruitment: Note::default(),
        budget: Note::default(),
        programme: None,
        again: None,
        draft: false,
        sessions: dates.iter().map(session).collect(),
    };
    create(&new, PersonId::new(Ulid(3)), None, None).unwrap()
}
