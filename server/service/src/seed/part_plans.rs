//! The programmes of the demonstration: of the webinar, two parts of two hours, and of the course that was held last week.

use domain::courses::CourseEvent;
use domain::ids::BlockId;
use domain::issue::IssueCode;
use domain::part_plans::{PartPlanCommand, PartPlans, PlanOf, apply};
use domain::run_sheet::{Block, Place, RunSheetEdit};
use domain::text::{BlockMinutes, ShortText, Title};
use ulid::Ulid;

use super::courses::{HELD, WEBINAR};

/// Where identifiers of its blocks begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x9800;

/// The part, the minutes, what happens, who speaks, how, and what is needed.
type Item = (u16, i64, &'static str, &'static str, &'static str, &'static str);

const OF_WEBINAR: [Item; 9] = [
    (1, 10, "Velkommen", "Vegard Strøm", "", ""),
    (
        1,
        45,
        "Hva er negativ sosial kontroll?",
        "Vegard Strøm",
        "Innlegg med spørsmål i chatten",
        "",
    ),
    (1, 10, BREAK, "", "", ""),
    (
        1,
        45,
        "Tegn du kan se fra din stol",
        "Ingrid Moen",
        "Grupper på fire",
        "",
    ),
    (1, 10, "Spørsmål og neste gang", "", "", ""),
    (2, 50, "Den første samtalen", "Ingrid Moen", "Rollespill i par", ""),
    (2, 10, BREAK, "", "", ""),
    (
        2,
        40,
        "Taushetsplikt, avvergeplikt og meldeplikt",
        "Vegard Strøm",
        "",
        "",
    ),
    (
        2,
        20,
        "Hvem som hjelper, og hvordan du får tak i dem",
        "",
        "Alle finner eget nummer",
        "",
    ),
];

const OF_HELD: [Item; 6] = [
    (1, 15, "Velkommen og runde", "", "", "Navnelapper"),
    (
        1,
        45,
        "Hva gjør en samtale vanskelig?",
        "Ingrid Moen",
        "Innlegg og summing",
        "",
    ),
    (1, 15, BREAK, "", "", "Kaffe og frukt"),
    (
        1,
        75,
        "Øvelser i grupper på tre",
        "",
        "En spør, en svarer, en ser på",
        "Samtalekort, penner",
    ),
    (1, 20, "Plikter, og hvem du ringer", "", "", "Ark med numre"),
    (1, 10, "Hva tar du med deg?", "", "", "Gule lapper, penner"),
];

const BREAK: &str = "Pause";

/// What happens in the parts of a course. Where a text is not as it should be, nothing is planned; a test looks.
pub(super) fn of(event: &CourseEvent) -> PartPlans {
    let empty = PartPlans::new(PlanOf::Course(event.id), &event.parts);
    let known: [(_, &[Item], u128); 2] = [(WEBINAR, &OF_WEBINAR, FIRST_ID), (HELD, &OF_HELD, FIRST_ID + 0x40)];
    let Some((_, items, first)) = known.into_iter().find(|(id, ..)| *id == event.id) else {
        return empty;
    };
    let told = items.iter().zip(first..).try_fold(empty.clone(), |plans, (item, at)| {
        let command = insert(item, at).ok()?;
        apply(&plans, &command).ok()
    });
    told.map_or(empty, |told| PartPlans { version: 1, ..told })
}

fn insert((part, minutes, step, speaker, method, material): &Item, id: u128) -> Result<PartPlanCommand, IssueCode> {
    let block = Block {
        speaker: ShortText::parse(speaker)?,
        method: ShortText::parse(method)?,
        material: ShortText::parse(material)?,
        is_break: *step == BREAK,
        ..Block::new(
            BlockId::new(Ulid(id)),
            BlockMinutes::new(*minutes)?,
            Title::parse(step)?,
        )
    };
    let place = Place::number(usize::MAX);
    let edit = RunSheetEdit::Insert { place, block };
    Ok(PartPlanCommand::EditRunSheet { part: *part, edit })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::courses::demo;
    use super::*;

    #[test]
    fn the_parts_of_the_webinar_and_of_the_one_that_was_held_are_filled_to_the_minute() {
        let now = "2026-11-23T11:00:00Z".parse().unwrap();
        let told = demo(date(2026, 11, 23), now);
        for id in [WEBINAR, HELD] {
            let (event, _) = told.iter().find(|(event, _)| event.id == id).unwrap();
            for part in of(event).rows() {
                assert_eq!(part.minutes, u32::from(part.slot.minutes.get()), "{part:?}");
            }
        }
        assert!(super::super::courses::template(&told, date(2026, 11, 23)).is_some());
        let (seminar, _) = &told[0];
        assert!(!of(seminar).has_any());
    }
}
