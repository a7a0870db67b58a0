//! A presentation for tests.

use std::collections::BTreeSet;

use jiff::civil::{Date, date, time};
use ulid::Ulid;

use super::{NewPresentation, PlanEdit, Presentation, PresentationCommand, apply, create};
use crate::ids::{PersonId, PresentationId, UnitId};
use crate::languages::Tongue;
use crate::outreach::Audience;
use crate::text::{Headcount, InterpreterCount, OccasionMinutes, ShortText, Title};
use crate::time::LocalSlot;

/// The day of the tests.
pub const TODAY: Date = date(2026, 11, 23);
/// Who holds it.
pub const PRESENTER: PersonId = PersonId::new(Ulid(3));
/// Where.
pub const UNIT: UnitId = UnitId::new(Ulid(1));

/// The plan of an evening for parents.
pub fn plan(day: Date) -> PlanEdit {
    PlanEdit {
        title: Title::parse("Foreldrekveld om ungdom mellom to kulturer").unwrap(),
        audiences: BTreeSet::from([Audience::Parents]),
        class: ShortText::default(),
        host: ShortText::parse("FAU").unwrap(),
        place: ShortText::parse("Kantina").unwrap(),
        video: None,
        slot: LocalSlot {
            date: day,
            start: time(18, 0, 0, 0),
            minutes: OccasionMinutes::new(90).unwrap(),
        },
        expected: Some(Headcount::new(60).unwrap()),
    }
}

/// The evening as it is planned.
pub fn new(number: u128, day: Date) -> NewPresentation {
    NewPresentation {
        id: PresentationId::new(Ulid(number)),
        unit: UNIT,
        plan: plan(day),
        interpreters: [].into(),
    }
}

/// The evening.
pub fn evening(day: Date) -> Presentation {
    create(&new(7, day), PRESENTER, None).unwrap()
}

/// The same with an interpreter needed for each language.
pub fn with_interpreters(presentation: Presentation, tongues: &[Tongue]) -> Presentation {
    tongues.iter().fold(presentation, |before, tongue| {
        let command = PresentationCommand::AddInterpreter {
            tongue: *tongue,
            count: InterpreterCount::new(1).unwrap(),
        };
        apply(&before, &command, TODAY).unwrap()
    })
}
