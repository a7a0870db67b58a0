//! The lessons of the demonstration: three that were held, with what pupils answered and what was learnt.

use domain::deliveries::{
    Closing, Delivery, DeliveryCommand, DeliveryPlan, DeliveryRule, NewDelivery, Source, Taken, apply, create,
};
use domain::evaluations::{Counts, Tally};
use domain::ids::{DeliveryId, PersonId, UnitId};
use domain::issue::IssueCode;
use domain::modules::Module;
use domain::places::Unit;
use domain::text::{Headcount, Note, OccasionMinutes, ShortText, TakenMinutes, WorkMinutes};
use domain::time::LocalSlot;
use domain::time::length::ToLength as _;
use jiff::civil::{Date, Time};
use ulid::Ulid;

use super::people::{INGRID, SAMIR};
use super::places::{GRANLIA, SOLASEN};

/// Where identifiers of the demonstration's lessons begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x6000;

/// Something in the story is not as it should be; a test counts the lessons.
#[derive(Debug)]
struct Untold;

impl From<IssueCode> for Untold {
    fn from(_: IssueCode) -> Self {
        Self
    }
}

impl From<DeliveryRule> for Untold {
    fn from(_: DeliveryRule) -> Self {
        Self
    }
}

struct Story {
    number: u128,
    module: &'static str,
    unit: UnitId,
    adviser: PersonId,
    class: &'static str,
    teacher: &'static str,
    weeks_ago: i64,
    hour: i8,
    adaptation: &'static str,
    taken: &'static [i64],
    present: i64,
    contacts: i64,
    learnt: &'static str,
    /// No, in between and yes, question by question.
    answers: [[u8; 3]; 3],
}

const STORIES: [Story; 3] = [
    Story {
        number: 1,
        module: "Grenser og omsorg",
        unit: SOLASEN,
        adviser: SAMIR,
        class: "8A",
        teacher: "Kontaktlæreren er med i samtalen",
        weeks_ago: 5,
        hour: 9,
        adaptation: "Eksempelkortene ble lest høyt, ikke delt ut.",
        taken: &[9, 32, 14, 5],
        present: 24,
        contacts: 1,
        learnt: "Linjen trenger mer tid. Ta bort to eksempelkort.",
        answers: [[1, 5, 17], [0, 4, 19], [2, 6, 15]],
    },
    Story {
        number: 2,
        module: "Grenser og omsorg",
        unit: SOLASEN,
        adviser: SAMIR,
        class: "8B",
        teacher: "Kontaktlæreren er med i samtalen",
        weeks_ago: 4,
        hour: 9,
        adaptation: "",
        taken: &[8, 30, 16, 6],
        present: 22,
        contacts: 0,
        learnt: "Samme her: linjen tok en halvtime, og slutten ble kort.",
        answers: [[0, 3, 18], [1, 3, 17], [0, 5, 16]],
    },
    Story {
        number: 3,
        module: "Retten til å velge selv",
        unit: GRANLIA,
        adviser: INGRID,
        class: "1STB",
        teacher: "Samfunnsfaglæreren er med i samtalen",
        weeks_ago: 3,
        hour: 8,
        adaptation: "To fortellinger, ikke fire: klassen trengte tid til å lese.",
        taken: &[],
        present: 27,
        contacts: 2,
        learnt: "",
        answers: [[0, 1, 3], [0, 0, 4], [0, 1, 3]],
    },
];

/// The lessons. One whose texts or dates are not as they should be is left out.
pub(super) fn demo(modules: &[Module], units: &[Unit], today: Date) -> Vec<Delivery> {
    let told = |story: &Story| tell(story, modules, units, today).ok();
    STORIES.iter().filter_map(told).collect()
}

fn tell(story: &Story, modules: &[Module], units: &[Unit], today: Date) -> Result<Delivery, Untold> {
    let module = modules
        .iter()
        .find(|module| module.content.head.title.as_str() == story.module)
        .ok_or(Untold)?;
    let minutes = OccasionMinutes::new(module.content.head.minutes.into())?;
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    let plan = DeliveryPlan {
        class: ShortText::parse(story.class)?,
        teacher: ShortText::parse(story.teacher)?,
        place: ShortText::parse("Klasserommet")?,
        slot: LocalSlot {
            date: monday
                .saturating_sub((7 * story.weeks_ago).days())
                .saturating_add(3.days()),
            start: Time::new(story.hour, 30, 0, 0).map_err(|_| Untold)?,
            minutes,
        },
        adaptation: Note::parse(story.adaptation)?,
    };
    let source = Source {
        edition: module.edition,
        title: module.content.head.title.clone(),
        minutes,
        run_sheet: module.content.run_sheet.clone(),
    };
    let new = NewDelivery {
        id: DeliveryId::new(Ulid(FIRST_ID + story.number)),
        module: module.id,
        unit: story.unit,
        reason: ShortText::default(),
        plan,
    };
    let owner = units
        .iter()
        .find(|unit| unit.id == story.unit)
        .and_then(|unit| unit.owner);
    let planned = create(&new, &source, story.adviser, owner)?;
    let taken = planned
        .run_sheet
        .blocks
        .iter()
        .zip(story.taken)
        .map(|(block, minutes)| {
            let minutes = TakenMinutes::new(*minutes)?;
            Ok(Taken {
                block: block.id,
                minutes,
            })
        });
    let close = DeliveryCommand::Close {
        taken: taken.collect::<Result<_, Untold>>()?,
        closing: Closing {
            present: Headcount::new(story.present)?,
            contacts: Headcount::new(story.contacts)?,
            learnt: Note::parse(story.learnt)?,
            delivery_minutes: WorkMinutes::new(minutes.into())?,
            preparation_minutes: WorkMinutes::new(45)?,
        },
    };
    let [safe, useful, recommend] = story
        .answers
        .map(|[sad, neutral, happy]| Counts::new(sad, neutral, happy));
    let answers = Tally::counted(safe, useful, recommend).ok_or(Untold)?;
    let held = apply(&planned, &close, today)?;
    Ok(apply(&held, &DeliveryCommand::Count { answers }, today)?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::seed::{modules, places};

    #[test]
    fn three_lessons_are_told_each_held_and_evaluated() {
        for today in [date(2026, 11, 23), date(2027, 1, 1), date(2028, 2, 29)] {
            let told = demo(&modules::demo(today), &places::demo().units, today);
            assert_eq!(told.len(), STORIES.len());
            assert!(told.iter().all(|one| one.outcome.answers().is_some()));
            assert!(told.iter().all(|one| one.edition == 1 && one.slot.date < today));
        }
    }
}
