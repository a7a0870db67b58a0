//! The groups of the demonstration: one girls' group before its sixth of eight sessions, one group with a session that
//! was never closed, one far north.

use domain::groups::plan::Composition;
use domain::groups::{
    CloseSession, Group, GroupCommand, GroupRule, NewGroup, NewSession, Reflection, SeriesSession, apply, create,
};
use domain::ids::{BlockId, GroupId, PersonId, ProgrammeId, UnitId};
use domain::issue::IssueCode;
use domain::places::Unit;
use domain::programmes::{NewProgramme, Programme, from_group};
use domain::run_sheet::{Block, Place, RunSheetEdit};
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
    with: &'static [PersonId],
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

/// A block of the demonstration's run sheet.
struct Step {
    minutes: i64,
    step: &'static str,
    method: &'static str,
    material: &'static str,
    goal: &'static str,
    note: &'static str,
    /// Minutes after the session's start that it is locked to.
    locked: Option<i64>,
    fewest: Option<i64>,
}

/// A run sheet of 75 minutes around a guest who comes at a fixed time.
const RUN_SHEET: [Step; 5] = [
    Step {
        minutes: 10,
        step: "Velkommen og runde",
        method: "runde i ring",
        material: "frukt, samtalekort",
        goal: "Alle har sagt noe",
        note: "Minn om reglene vi ble enige om, og om hva jeg ikke kan holde for meg selv.",
        locked: None,
        fewest: Some(5),
    },
    Step {
        minutes: 20,
        step: "Kort film",
        method: "film og parsamtale",
        material: "projektor, høyttaler",
        goal: "Ord for det som er vanskelig",
        note: "",
        locked: None,
        fewest: None,
    },
    Step {
        minutes: 20,
        step: "Helsesykepleieren kommer",
        method: "spørsmål fra boksen",
        material: "spørsmålsboks, tavle",
        goal: "Vite hvem som kan hjelpe",
        note: "Har bare denne tiden.",
        locked: Some(30),
        fewest: Some(15),
    },
    Step {
        minutes: 15,
        step: "Hva ville du gjort?",
        method: "grupper på tre",
        material: "Samtalekort, tavle",
        goal: "",
        note: "",
        locked: None,
        fewest: Some(10),
    },
    Step {
        minutes: 10,
        step: "Avslutning: én ting jeg tar med",
        method: "runde",
        material: "",
        goal: "",
        note: "",
        locked: None,
        fewest: None,
    },
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
                with: &[],
                first: story.first + weekday - 14,
                closed: if turn == 0 { 7 } else { 4 },
                ..*story
            };
            told.extend(tell(&own, &made.units, today));
        }
    }
    told
}

/// The girls' group as its leader saved it for others: eight themes of the course, each with the run sheet that worked.
pub(super) fn programme(groups: &[Group], today: Date) -> Option<Programme> {
    let group = groups.first()?;
    let new = NewProgramme {
        id: ProgrammeId::new(Ulid(FIRST_ID + 0x0F00)),
        from: group.id,
        title: Title::parse("FLEXid-light").ok()?,
        summary: Note::parse("Åtte av temaene i FLEXid, på 75 minutter. For jentegrupper på ungdomstrinnet og i Vg1.")
            .ok()?,
    };
    let mut programme = from_group(&new, group, group.leader, today).ok()?;
    let worked = programme
        .sessions
        .iter()
        .find(|session| !session.run_sheet.blocks.is_empty())?
        .run_sheet
        .clone();
    for session in &mut programme.sessions {
        session.run_sheet = worked.clone();
        session.goal = ShortText::parse("Alle har sagt noe, og vet hvem som kan hjelpe.").ok()?;
    }
    Some(programme)
}

fn stories() -> [Story; 3] {
    use super::people::{AINO, INGRID, SAMIR};
    use super::places::{GRANLIA, NORDLYS};
    [
        Story {
            number: 1,
            name: "Jentegruppe høst",
            unit: GRANLIA,
            leader: INGRID,
            with: &[],
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
            with: &[SAMIR],
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
            with: &[],
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
            Ok(SeriesSession {
                session: NewSession {
                    slot: LocalSlot { date, start, minutes },
                    theme: ShortText::parse(theme)?,
                },
                from: None,
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
        target: ShortText::default(),
        goal: Note::parse(story.goal)?,
        room: ShortText::parse(story.room)?,
        co_leader: ShortText::parse(story.co_leader)?,
        recruitment: Note::default(),
        budget: Note::default(),
        programme: None,
        again: None,
        draft: false,
        sessions,
    };
    let mut group = create(&new, story.leader, unit.owner, None)?;
    for person in story.with {
        group = apply(&group, &GroupCommand::AddLeader { person: *person }, today)?;
    }
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
        reflection: Reflection {
            worked: Note::parse("Filmen satte i gang samtalen. Små grupper virket bedre enn plenum.")?,
            next_time: Note::parse("Begynne med maten, da kommer alle til tida.")?,
            follow_up: number == 3,
        },
    };
    Ok(apply(&group, &GroupCommand::CloseSession { number, closing }, today)?)
}

fn with_run_sheet(group: &Group, number: u8, story: u128, today: Date) -> Result<Group, Untold> {
    let mut group = group.clone();
    let start = group.session(number).ok_or(Untold::Nowhere)?.slot.start;
    for (at, told) in RUN_SHEET.iter().enumerate() {
        let id = BlockId::new(Ulid(FIRST_ID + (story << 16) + at as u128));
        let block = Block {
            method: ShortText::parse(told.method)?,
            material: ShortText::parse(told.material)?,
            goal: ShortText::parse(told.goal)?,
            note: Note::parse(told.note)?,
            lock: told.locked.map(|minutes| start.wrapping_add(minutes.minutes())),
            min_minutes: told.fewest.map(BlockMinutes::new).transpose()?,
            ..Block::new(id, BlockMinutes::new(told.minutes)?, Title::parse(told.step)?)
        };
        let place = Place::number(at);
        group = apply(
            &group,
            &GroupCommand::EditRunSheet {
                number,
                edit: RunSheetEdit::Insert { place, block },
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
        let fit = next.run_sheet.fit(next.slot.start, next.slot.minutes.get());
        assert_eq!((fit.needed, fit.left), (75, 0));
        assert!(next.run_sheet.blocks.iter().any(|block| block.lock.is_some()));
    }

    #[test]
    fn the_programme_has_a_run_sheet_for_each_of_its_eight_themes() {
        let programme = programme(&demo(&places::demo().units, TODAY), TODAY).unwrap();
        assert_eq!(programme.sessions.len(), 8);
        assert!(
            programme
                .sessions
                .iter()
                .all(|session| session.run_sheet.total_minutes() == 75)
        );
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
