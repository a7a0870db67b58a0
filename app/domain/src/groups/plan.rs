//! A group as it is planned: the aggregate that commands are applied to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::bin::Binned;
use super::calendar::CalendarMark;
use super::command::CloseSession;
use super::state::SessionState;
use crate::access::Subject;
use crate::comments::Comment;
use crate::ids::{CommentId, GroupId, OwnerId, PersonId, ProgrammeId, UnitId};
use crate::run_sheet::RunSheet;
use crate::text::{Note, Seats, ShortText, Title};
use crate::time::period::Semester;
use crate::time::slot::LocalSlot;

/// Who the group is for (domain brief, 2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Composition {
    /// Girls' group.
    Girls,
    /// Boys' group.
    Boys,
    /// For all.
    Mixed,
}

impl Composition {
    /// Every kind, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Girls, Self::Boys, Self::Mixed];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Girls => "girls",
            Self::Boys => "boys",
            Self::Mixed => "mixed",
        }
    }
}

/// The grade (trinn) of the pupil on a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// 8th grade.
    Eighth,
    /// 9th grade.
    Ninth,
    /// 10th grade.
    Tenth,
    /// First year of upper secondary school.
    Vg1,
    /// Second year.
    Vg2,
    /// Third year.
    Vg3,
    /// Introductory class.
    Introductory,
    /// Adult education.
    Adult,
}

impl Grade {
    /// Every grade, in the order of the list.
    pub const ALL: [Self; 8] = [
        Self::Eighth,
        Self::Ninth,
        Self::Tenth,
        Self::Vg1,
        Self::Vg2,
        Self::Vg3,
        Self::Introductory,
        Self::Adult,
    ];

    /// The stored and sent form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Eighth => "eighth",
            Self::Ninth => "ninth",
            Self::Tenth => "tenth",
            Self::Vg1 => "vg1",
            Self::Vg2 => "vg2",
            Self::Vg3 => "vg3",
            Self::Introductory => "introductory",
            Self::Adult => "adult",
        }
    }
}

/// One session of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSession {
    /// 1 for the first; kept when others are cancelled or moved.
    pub number: u8,
    /// When.
    pub slot: LocalSlot,
    /// What it is about.
    pub theme: ShortText,
    /// What the pupils should get from it.
    #[serde(default)]
    pub goal: ShortText,
    /// Where it stands.
    pub state: SessionState,
    /// What happens, block by block.
    pub run_sheet: RunSheet,
    /// Seat number → there or not. A seat without an entry is not ticked yet.
    pub ticks: BTreeMap<u8, bool>,
    /// What those who plan it say of its blocks, in the order it was said; of blocks that are gone, too.
    #[serde(default)]
    pub comments: Vec<Comment>,
    /// How it stands in calendars outside.
    #[serde(default)]
    pub calendar: CalendarMark,
}

impl GroupSession {
    /// How many seats are ticked as present.
    pub fn present(&self) -> u16 {
        self.count(true)
    }

    /// How many seats are ticked as absent.
    pub fn absent(&self) -> u16 {
        self.count(false)
    }

    /// A comment.
    pub fn comment(&self, id: CommentId) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.id == id)
    }

    /// How it was closed, if it was.
    pub fn closing(&self) -> Option<CloseSession> {
        let held = self.state.held()?;
        Some(CloseSession {
            present: held.present,
            absent: held.absent,
            delivery_minutes: held.delivery_minutes,
            preparation_minutes: held.preparation_minutes,
            reflection: self.state.reflection().cloned().unwrap_or_default(),
        })
    }

    fn count(&self, there: bool) -> u16 {
        u16::try_from(self.ticks.values().filter(|tick| **tick == there).count()).unwrap_or(u16::MAX)
    }

    /// Whether it should have been closed by now: its day is past and it still stands as planned.
    pub fn is_unclosed(&self, today: Date) -> bool {
        self.slot.date < today && matches!(self.state, SessionState::Planned | SessionState::Confirmed)
    }
}

/// A discussion group with its series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Which.
    pub id: GroupId,
    /// A neutral name, without labels.
    pub name: Title,
    /// Where.
    pub unit: UnitId,
    /// The unit's owner, for access by place.
    pub owner: Option<OwnerId>,
    /// When, for lists.
    pub semester: Semester,
    /// Who it is for.
    pub composition: Composition,
    /// Fewest pupils to start with.
    pub seats_min: Seats,
    /// Number of numbered seats.
    pub seats_max: Seats,
    /// Which pupils, e.g. first year.
    pub target: ShortText,
    /// What the pupils should get from it.
    pub goal: Note,
    /// Where in the house.
    pub room: ShortText,
    /// Co-leader by role, e.g. school nurse.
    pub co_leader: ShortText,
    /// How pupils hear of it.
    pub recruitment: Note,
    /// Food, outings and who pays.
    pub budget: Note,
    /// The programme it was planned from.
    pub programme: Option<ProgrammeId>,
    /// The adviser who is responsible for it: the one who planned it, until it is handed over.
    pub leader: PersonId,
    /// Those who lead it together with the one who is responsible; never that one.
    #[serde(default)]
    pub further_leaders: BTreeSet<PersonId>,
    /// Seat number → grade, as far as it is known.
    pub grades: BTreeMap<u8, Grade>,
    /// In order of number.
    pub sessions: Vec<GroupSession>,
    /// Who threw it away, when it lies in the bin.
    pub binned: Option<Binned>,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}

/// Where a group stands; follows from its sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nothing held yet.
    Ahead,
    /// Something held, something to come.
    Running,
    /// Nothing to come.
    Finished,
}

impl Group {
    /// Whose it is and where, for the access table.
    pub fn subject(&self) -> Subject {
        Subject {
            people: self.leaders().collect(),
            unit: Some(self.unit),
            owner: self.owner,
        }
    }

    /// Everyone who leads it, the one who is responsible first.
    pub fn leaders(&self) -> impl Iterator<Item = PersonId> + use<'_> {
        [self.leader].into_iter().chain(self.further_leaders.iter().copied())
    }

    /// Whether a person is one of those who lead it.
    pub fn is_led_by(&self, person: PersonId) -> bool {
        self.leaders().any(|leader| leader == person)
    }

    /// Where it stands.
    pub fn stage(&self) -> Stage {
        let open = self.sessions.iter().any(|session| session.state.is_open());
        let held = self.sessions.iter().any(|session| session.state.held().is_some());
        match (held, open) {
            (_, false) if !self.sessions.is_empty() => Stage::Finished,
            (true, _) => Stage::Running,
            _ => Stage::Ahead,
        }
    }

    /// A session by number.
    pub fn session(&self, number: u8) -> Option<&GroupSession> {
        self.sessions.iter().find(|session| session.number == number)
    }

    /// The number of the last session; 0 without any.
    pub fn last_number(&self) -> u8 {
        self.sessions.iter().map(|session| session.number).max().unwrap_or(0)
    }

    /// Whether some sessions are still being thought out.
    pub fn has_drafts(&self) -> bool {
        self.sessions.iter().any(|session| session.state == SessionState::Draft)
    }

    /// The number of the session that comes next: today's or the first later one that is planned.
    pub fn next_session(&self, today: Date) -> Option<u8> {
        let is_ahead = |session: &&GroupSession| {
            session.slot.date >= today && matches!(session.state, SessionState::Planned | SessionState::Confirmed)
        };
        let next = self.sessions.iter().filter(is_ahead).min_by_key(|session| session.slot);
        next.map(|session| session.number)
    }

    /// Planned time of all sessions that are not cancelled, in minutes.
    pub fn planned_minutes(&self) -> u32 {
        self.sessions
            .iter()
            .filter(|session| !matches!(session.state, SessionState::Cancelled { .. }))
            .map(|session| u32::from(session.slot.minutes.get()))
            .sum()
    }
}
