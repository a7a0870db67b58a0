//! The programme of the demonstration's webinar: two parts of two hours.

use domain::courses::CourseEvent;
use domain::ids::BlockId;
use domain::issue::IssueCode;
use domain::part_plans::{PartPlanCommand, PartPlans, PlanOf, apply};
use domain::run_sheet::{Block, Place, RunSheetEdit};
use domain::text::{BlockMinutes, ShortText, Title};
use ulid::Ulid;

use super::courses::WEBINAR;

/// Where identifiers of its blocks begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x9800;

/// The part, the minutes, what happens, who speaks, and how.
type Item = (u16, i64, &'static str, &'static str, &'static str);

const ITEMS: [Item; 9] = [
    (1, 10, "Velkommen", "Vegard Strøm", ""),
    (
        1,
        45,
        "Hva er negativ sosial kontroll?",
        "Vegard Strøm",
        "Innlegg med spørsmål i chatten",
    ),
    (1, 10, "Pause", "", ""),
    (1, 45, "Tegn du kan se fra din stol", "Ingrid Moen", "Grupper på fire"),
    (1, 10, "Spørsmål og neste gang", "", ""),
    (2, 50, "Den første samtalen", "Ingrid Moen", "Rollespill i par"),
    (2, 10, "Pause", "", ""),
    (2, 40, "Taushetsplikt, avvergeplikt og meldeplikt", "Vegard Strøm", ""),
    (
        2,
        20,
        "Hvem som hjelper, og hvordan du får tak i dem",
        "",
        "Alle finner eget nummer",
    ),
];

/// What happens in the parts of a course. Where a text is not as it should be, nothing is planned; a test looks.
pub(super) fn of(event: &CourseEvent) -> PartPlans {
    let empty = PartPlans::new(PlanOf::Course(event.id), &event.parts);
    if event.id != WEBINAR {
        return empty;
    }
    let told = ITEMS.iter().zip(0_u128..).try_fold(empty.clone(), |plans, (item, at)| {
        let command = insert(item, at).ok()?;
        apply(&plans, &command).ok()
    });
    told.map_or(empty, |told| PartPlans { version: 1, ..told })
}

fn insert((part, minutes, step, speaker, method): &Item, at: u128) -> Result<PartPlanCommand, IssueCode> {
    let block = Block {
        speaker: ShortText::parse(speaker)?,
        method: ShortText::parse(method)?,
        is_break: *step == "Pause",
        ..Block::new(
            BlockId::new(Ulid(FIRST_ID + at)),
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
    fn both_parts_of_the_webinar_are_filled_to_the_minute() {
        let now = "2026-11-23T11:00:00Z".parse().unwrap();
        let told = demo(date(2026, 11, 23), now);
        let (webinar, _) = told.iter().find(|(event, _)| event.id == WEBINAR).unwrap();
        for part in of(webinar).rows() {
            assert_eq!(part.minutes, u32::from(part.slot.minutes.get()), "{part:?}");
        }
        let (seminar, _) = &told[0];
        assert!(!of(seminar).has_any());
    }
}
