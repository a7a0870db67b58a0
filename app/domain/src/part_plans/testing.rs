//! Plans for tests.

use jiff::civil::{date, time};
use ulid::Ulid;

use super::{PartPlanCommand, PartPlans, PlanOf};
use crate::ids::{BlockId, EventId};
use crate::run_sheet::{Block, Place, RunSheetEdit};
use crate::text::{BlockMinutes, OccasionMinutes, Title};
use crate::time::{LocalSlot, Occasion};

pub const OF: PlanOf = PlanOf::Course(EventId::new(Ulid(1)));

/// Three hours from nine o'clock on a day of December.
pub fn slot(day: i8) -> Occasion {
    LocalSlot {
        date: date(2026, 12, day),
        start: time(9, 0, 0, 0),
        minutes: OccasionMinutes::new(180).unwrap(),
    }
}

pub fn block(id: u128, minutes: i64, step: &str) -> Block {
    Block::new(
        BlockId::new(Ulid(id)),
        BlockMinutes::new(minutes).unwrap(),
        Title::parse(step).unwrap(),
    )
}

/// Puts a block last.
pub fn insert(part: u16, block: Block) -> PartPlanCommand {
    PartPlanCommand::EditRunSheet {
        part,
        edit: RunSheetEdit::Insert {
            place: Place::number(usize::MAX),
            block,
        },
    }
}

/// A part on each of these days of December, each with a block that bears the day.
pub fn plans(days: &[i8]) -> PartPlans {
    let slots: Vec<Occasion> = days.iter().map(|day| slot(*day)).collect();
    let empty = PartPlans::new(OF, &slots);
    let filled = days.iter().zip(1_u16..).fold(empty, |plans, (day, part)| {
        let one = block(u128::from(part), 60, &format!("Dag {day}"));
        super::apply(&plans, &insert(part, one)).unwrap()
    });
    PartPlans { version: 1, ..filled }
}
