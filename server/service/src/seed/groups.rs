//! The groups of the demonstration: one girls' group before its sixth of eight sessions, one group with a session that
//! was never closed, one far north.

use domain::groups::plan::Composition;
use domain::groups::{
    Block, CloseSession, Group, GroupCommand, GroupRule, NewGroup, NewSession, RunSheetEdit, apply, create,
};
use domain::ids::{BlockId, GroupId, PersonId, UnitId};
use domain::issue::IssueCode;
use domain::places::Unit;
use domain::text::{BlockMinutes, Headcount, Note, Seats, SessionMinutes, ShortText, Title, WorkMinutes};
use domain::time::{LocalSlot, Semester};
use jiff::ToSpan;
use jiff::civil::{Date, Time};
use ulid::Ulid;

use super::places::Places;

/// Where identifiers of the demonstration's groups begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x3000;

/// What is told of one group.
#[derive(Clone, Copy)]
struct Story {
    number: u128,
    name: &'static str,
    unit: UnitId,
    leader: PersonId,
    composition: Composition,
    room: &'static str,
    co_leader: &'static str,
    goal: &'static str,
    /// Days from today to the first session, the start and the length.
    first: i64,
    start: (i8, i8),
    minutes: i64,
    every_weeks: i64,
    themes: &'static [&'static str],
    /// How many of the past sessions are closed.
    closed: u8,
}

/// A run sheet of 75 minutes, as (minutes, step, method, material).
const RUN_SHEET: [(i64, &str, &str, &str); 5] = [
    (10, "Velkommen og runde", "runde i ring", "frukt"),
    (15, "Kort film", "film", "projektor, høyttaler"),
    (25, "Hva ville du gjort?", "grupper på tre", "kort med situasjoner"),
    (15, "Deling i plenum", "samtale", "tavle"),
    (10, "Avslutning: én ting jeg tar med", "runde", ""),
];

/// The demonstration's groups. One whose texts or dates are not as they should be is left out; a test counts them.
pub(super) fn demo(units: &[Unit], today: Date) -> Vec<Group> {
    stories()
        .iter()
        .filter_map(|story| tell(story, units, today).ok())
        .collect()
}

/// Two groups a placement, as at national scale (domain brief, 9.6): one begun eight weeks ago, one half as long ago.
pub(super) fn national(made: &Places, today: Date) -> Vec<Group> {
    let placed = made
        .placements
        .iter()
        .filter_map(|placement| Some((placement.person?, placement.unit)));
    let [girls, others, _] = stories();
    let mut told = Vec::new();
    for (at, (leader, unit)) in placed.enumerate() {
        let weekday = i64::try_from(at % 5).unwrap_or(0);
        for (turn, story) in [&girls, &others].into_iter().enumerate() {
            let own = Story {
                number: 1000 + 2 * at as u128 + turn as u128,
                unit,
                leader,
                first: story.first + weekday - 14,
                closed: if turn == 0 { 7 } else { 4 },
                ..*story
            };
            told.extend(tell(&own, &made.units, today));
        }
    }
    told
}

fn stories() -> [Story; 3] {
    use super::people::{AINO, INGRID};
    use super::places::{GRANLIA, NORDLYS};
    [
        Story {
            number: 1,
            name: "Jentegruppe høst",
            unit: GRANLIA,
            leader: INGRID,
            composition: Composition::Girls,
            room: "Grupperom 2",
            co_leader: "helsesykepleier",
            goal: "Kjenne rettighetene sine og vite hvem som kan hjelpe.",
            first: -34,
            start: (12, 15),
            minutes: 75,
            every_weeks: 1,
            themes: &[
                "Identitet og tilhørighet",
                "Cross-cultural kids",
                "Brobygger",
                "Fordommer og rasisme",
                "Kjønn, roller og forventninger",
                "Norsk nok",
                "Språk og følelser",
                "Valg og framtid",
            ],
            closed: 5,
        },
        Story {
            number: 2,
            name: "Ny i Norge",
            unit: GRANLIA,
            leader: INGRID,
            composition: Composition::Mixed,
            room: "Biblioteket",
            co_leader: "miljøterapeut",
            goal: "",
            first: -18,
            start: (14, 0),
            minutes: 60,
            every_weeks: 1,
            themes: &[
                "Bli kjent",
                "Skolen og hverdagen",
                "Vennskap og fritid",
                "Rettigheter",
                "Hvem kan hjelpe?",
            ],
            closed: 2,
        },
        Story {
            number: 3,
            name: "Guttegruppe mørketid",
            unit: NORDLYS,
            leader: AINO,
            composition: Composition::Boys,
            room: "Kantina",
            co_leader: "",
            goal: "",
            first: -12,
            start: (13, 30),
            minutes: 90,
            every_weeks: 2,
            themes: &["Hva er ære?", "Press og grenser", "Nettvett", "Veien videre"],
            closed: 1,
        },
    ]
}

/// A text or number of a story that its type refuses, or a rule that says no.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error("a value is refused: {0:?}")]
    Value(IssueCode),
    #[error(transparent)]
    Rule(#[from] GroupRule),
    #[error("a date or unit does not exist")]
    Nowhere,
}

impl From<IssueCode> for Untold {
    fn from(code: IssueCode) -> Self {
        Self::Value(code)
    }
}

fn tell(story: &Story, units: &[Unit], today: Date) -> Result<Group, Untold> {
    let unit = units.iter().find(|unit| unit.id == story.unit).ok_or(Untold::Nowhere)?;
    let start = Time::new(story.start.0, story.start.1, 0, 0).map_err(|_| Untold::Nowhere)?;
    let minutes = SessionMinutes::new(story.minutes)?;
    let first = today.checked_add(story.first.days()).map_err(|_| Untold::Nowhere)?;
    let sessions = story
        .themes
        .iter()
        .zip(0..)
        .map(|(theme, week)| {
            let date = first
                .checked_add((week * story.every_weeks).weeks())
                .map_err(|_| Untold::Nowhere)?;
            Ok(NewSession {
                slot: LocalSlot { date, start, minutes },
                theme: ShortText::parse(theme)?,
            })
        })
        .collect::<Result<Vec<_>, Untold>>()?;
    let new = NewGroup {
        id: GroupId::new(Ulid(FIRST_ID + story.number)),
        name: Title::parse(story.name)?,
        unit: story.unit,
        semester: Semester::of(today),
        composition: story.composition,
        seats_min: Seats::new(6)?,
        seats_max: Seats::new(10)?,
        goal: Note::parse(story.goal)?,
        room: ShortText::parse(story.room)?,
        co_leader: ShortText::parse(story.co_leader)?,
        sessions,
    };
    let mut group = create(&new, story.leader, unit.owner)?;
    for number in 1..=story.closed {
        group = held(&group, number, story.minutes, today)?;
    }
    if story.minutes == 75 {
        group = with_run_sheet(&group, story.closed + 1, story.number, today)?;
    }
    Ok(group)
}

fn held(group: &Group, number: u8, minutes: i64, today: Date) -> Result<Group, Untold> {
    let mut group = group.clone();
    for seat in 1..=9 {
        // One seat stays away, another one each time.
        let present = Some(seat != number);
        group = apply(&group, &GroupCommand::TickSeat { number, seat, present }, today)?;
    }
    let closing = CloseSession {
        present: Headcount::new(8)?,
        absent: Headcount::new(1)?,
        delivery_minutes: WorkMinutes::new(minutes)?,
        preparation_minutes: WorkMinutes::new(30)?,
        reflection: Note::parse("Filmen satte i gang samtalen. Små grupper virket bedre enn plenum.")?,
    };
    Ok(apply(&group, &GroupCommand::CloseSession { number, closing }, today)?)
}

fn with_run_sheet(group: &Group, number: u8, story: u128, today: Date) -> Result<Group, Untold> {
    let mut group = group.clone();
    for (at, (minutes, step, method, material)) in RUN_SHEET.into_iter().enumerate() {
        let id = BlockId::new(Ulid(FIRST_ID + (story << 16) + at as u128));
        let block = Block {
            id,
            minutes: BlockMinutes::new(minutes)?,
            step: Title::parse(step)?,
            method: ShortText::parse(method)?,
            material: ShortText::parse(material)?,
            note: Note::default(),
        };
        group = apply(
            &group,
            &GroupCommand::EditRunSheet {
                number,
                edit: RunSheetEdit::Insert { at, block },
            },
            today,
        )?;
    }
    Ok(group)
}

#[cfg(test)]
mod tests {
    use domain::groups::Stage;
    use jiff::civil::date;

    use super::super::places;
    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn the_girls_group_stands_before_its_sixth_of_eight_sessions() {
        let told = demo(&places::demo().units, TODAY);
        assert_eq!(told.len(), 3);
        let girls = &told[0];
        assert_eq!(girls.stage(), Stage::Running);
        let next = girls.sessions.iter().find(|session| session.state.is_open()).unwrap();
        assert_eq!((next.number, girls.sessions.len()), (6, 8));
        assert_eq!(next.slot.date, date(2026, 11, 24));
        assert_eq!(next.run_sheet.total_minutes(), 75);
    }

    #[test]
    fn one_session_was_never_closed() {
        let told = demo(&places::demo().units, TODAY);
        let unclosed = told
            .iter()
            .flat_map(|group| &group.sessions)
            .filter(|session| session.is_unclosed(TODAY));
        assert_eq!(unclosed.count(), 1);
    }
}
