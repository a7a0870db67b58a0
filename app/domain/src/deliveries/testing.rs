//! A delivery for tests.

use jiff::civil::{Date, date, time};
use ulid::Ulid;

use super::{Closing, Delivery, DeliveryCommand, DeliveryPlan, NewDelivery, Source, apply, create};
use crate::evaluations::{Counts, Tally};
use crate::ids::{DeliveryId, ModuleId, PersonId, UnitId};
use crate::modules::testing::content;
use crate::text::{Headcount, Note, OccasionMinutes, ShortText, WorkMinutes};
use crate::time::LocalSlot;

/// The day of the tests.
pub const TODAY: Date = date(2026, 11, 23);
/// Who holds it.
pub const ADVISER: PersonId = PersonId::new(Ulid(3));
/// Where.
pub const UNIT: UnitId = UnitId::new(Ulid(1));

/// The plan of a lesson.
pub fn plan(day: Date) -> DeliveryPlan {
    DeliveryPlan {
        class: ShortText::parse("9B").unwrap(),
        teacher: ShortText::parse("Kontaktlæreren er i rommet").unwrap(),
        place: ShortText::default(),
        slot: LocalSlot {
            date: day,
            start: time(10, 15, 0, 0),
            minutes: OccasionMinutes::new(60).unwrap(),
        },
        adaptation: Note::default(),
    }
}

/// What the module gives.
pub fn source() -> Source {
    let content = content();
    Source {
        edition: 2,
        title: content.head.title,
        minutes: OccasionMinutes::new(60).unwrap(),
        run_sheet: content.run_sheet,
    }
}

/// The lesson as it is planned.
pub fn lesson(number: u128, day: Date) -> Delivery {
    let new = NewDelivery {
        id: DeliveryId::new(Ulid(number)),
        module: ModuleId::new(Ulid(9)),
        unit: UNIT,
        reason: ShortText::default(),
        plan: plan(day),
    };
    create(&new, &source(), ADVISER, None).unwrap()
}

/// How it was closed.
pub fn closing(present: i64) -> Closing {
    Closing {
        present: Headcount::new(present).unwrap(),
        contacts: Headcount::new(1).unwrap(),
        learnt: Note::parse("Mer tid til runden.").unwrap(),
        delivery_minutes: WorkMinutes::new(60).unwrap(),
        preparation_minutes: WorkMinutes::new(30).unwrap(),
    }
}

/// So many said no, in between and yes to each question.
pub fn tally(sad: u8, neutral: u8, happy: u8) -> Tally {
    let counts = Counts::new(sad, neutral, happy);
    Tally::counted(counts, counts, counts).unwrap()
}

/// After commands that must be possible.
pub fn after(delivery: &Delivery, commands: &[DeliveryCommand]) -> Delivery {
    commands.iter().fold(delivery.clone(), |before, command| {
        apply(&before, command, TODAY).unwrap()
    })
}
