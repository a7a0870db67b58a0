//! What the pages show of groups.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::enough::TooFew;
use super::plan::{Group, GroupSession, Stage};
use super::state::SessionState;
use crate::agreements::view::AgreementDay;
use crate::conflicts::Conflict;
use crate::coverage::view::GapTask;
use crate::evaluations::view::EvaluationView;
use crate::ids::{DeliveryId, EventId, GroupId, MeasureId, NetworkId, PersonId, PresentationId, UnitId};
use crate::presentations::view::AlertRow;
use crate::programmes::view::ProgrammeChoice;
use crate::routines::view::RoutineTask;
use crate::time::calendar::{DayOff, SchoolCalendar};
use crate::time::period::Semester;
use crate::time::slot::Occasion;

/// A group with the names its page shows, and what the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupView {
    /// The group itself.
    pub group: Group,
    /// The unit's name.
    pub unit_name: String,
    /// The names of those who lead it, the one who is responsible first.
    pub leader_name: String,
    /// The same, each with the person.
    pub leaders: Vec<LeaderChoice>,
    /// Those who have said something of a block and do not lead it.
    #[serde(default)]
    pub commenters: Vec<LeaderChoice>,
    /// The name of the programme it was planned from.
    pub programme_title: Option<String>,
    /// Who threw it away, when it lies in the bin.
    pub binned_by: Option<String>,
    /// The days without teaching where it meets, so that a new time is checked at once.
    pub calendar: SchoolCalendar,
    /// What the times of sessions ahead run into.
    pub conflicts: Vec<Conflict>,
    /// Who reads, so that what a shared device keeps is the reader's own.
    pub reader: PersonId,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// How the pupils evaluated it, for those who may see that.
    pub evaluation: Option<EvaluationView>,
    /// Today in Norway, so that both sides agree.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

impl GroupView {
    /// The name of somebody who leads the group or has commented on its blocks.
    pub fn name_of(&self, person: PersonId) -> Option<&str> {
        let mut known = self.leaders.iter().chain(&self.commenters);
        known.find(|one| one.id == person).map(|one| one.name.as_str())
    }

    /// Whether the reader may change the group now: one in the bin is read only.
    pub const fn can_change(&self) -> bool {
        self.may_edit && self.group.binned.is_none()
    }

    /// Whether the session may be run and its seats ticked now: not one that is called off or waits for a new date.
    pub fn can_run(&self, number: u8) -> bool {
        let stands = |session: &GroupSession| {
            !matches!(
                session.state,
                SessionState::Cancelled { .. } | SessionState::Postponed { .. }
            )
        };
        self.can_change() && self.group.session(number).is_some_and(stands)
    }
}

/// An adviser who leads a group, or could.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaderChoice {
    /// Who.
    pub id: PersonId,
    /// By name.
    pub name: String,
}

/// A row of the list of groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Which.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Where.
    pub unit: UnitId,
    /// Its unit's name.
    pub unit_name: String,
    /// Who is responsible for it.
    pub leader: PersonId,
    /// The names of those who lead it, the one who is responsible first.
    pub leader_name: String,
    /// When.
    pub semester: Semester,
    /// Where it stands.
    pub stage: Stage,
    /// Whether its pupils have evaluated it.
    pub is_evaluated: bool,
    /// Sessions held.
    pub held: u8,
    /// Sessions not cancelled.
    pub sessions: u8,
}

/// A group in the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinRow {
    /// Which.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// Its unit's name.
    pub unit_name: String,
    /// Who threw it away.
    pub by: String,
    /// When.
    #[serde(with = "crate::time::wire")]
    pub on: Date,
    /// The first day on which it is gone for good.
    #[serde(with = "crate::time::wire")]
    pub gone_on: Date,
    /// Its version, which taking it back expects.
    pub version: u64,
}

/// A unit that a new group can be planned at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitChoice {
    /// Which.
    pub id: UnitId,
    /// Its name.
    pub name: String,
    /// Its owner.
    pub owner: Option<crate::ids::OwnerId>,
    /// Whether the planner is placed there (else it is nearby).
    pub placed: bool,
    /// The breaks of its calendar, so that the series is previewed at once.
    pub calendar: SchoolCalendar,
}

/// What the planner needs before the first word is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewGroupChoices {
    /// Who plans, so that a draft on a shared device is the planner's own.
    pub me: PersonId,
    /// Units, own first.
    pub units: Vec<UnitChoice>,
    /// Programmes to plan from, the one that ships first.
    pub programmes: Vec<ProgrammeChoice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// What an entry of the week leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum WeekEntry {
    /// A session of a discussion group.
    Session {
        /// Which group.
        group: GroupId,
        /// Which session.
        number: u8,
    },
    /// A presentation.
    Presentation {
        /// Which.
        id: PresentationId,
    },
    /// A module that is held for a class.
    Delivery {
        /// Which.
        id: DeliveryId,
    },
    /// A competence measure for staff.
    Measure {
        /// Which.
        id: MeasureId,
    },
    /// A course for helping services.
    Course {
        /// Which.
        id: EventId,
    },
    /// A meeting of a network.
    Network {
        /// Which.
        id: NetworkId,
    },
}

/// An entry of the week: a session, a presentation, or a lesson.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WeekSession {
    /// When.
    pub slot: Occasion,
    /// What it leads to.
    pub entry: WeekEntry,
    /// Its name.
    pub name: String,
    /// What it is about, or for which class.
    pub theme: String,
    /// The unit's name.
    pub unit_name: String,
    /// Where in the house.
    pub room: String,
    /// The state's name.
    pub state: String,
}

impl WeekSession {
    /// The group, for a session of one.
    pub const fn group(&self) -> Option<GroupId> {
        match self.entry {
            WeekEntry::Session { group, .. } => Some(group),
            WeekEntry::Presentation { .. }
            | WeekEntry::Delivery { .. }
            | WeekEntry::Measure { .. }
            | WeekEntry::Course { .. }
            | WeekEntry::Network { .. } => None,
        }
    }
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekDay {
    /// Which.
    #[serde(with = "crate::time::wire")]
    pub date: Date,
    /// Why there is no school at the units of the reader, if so.
    pub off: Option<DayOff>,
    /// In order of time.
    pub sessions: Vec<WeekSession>,
    /// Days of agreements about the reader's units.
    #[serde(default)]
    pub agreements: Vec<AgreementDay>,
}

/// A group that begins soon with fewer pupils than it was planned to start with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TooFewRow {
    /// Which.
    pub group: GroupId,
    /// Its name.
    pub name: String,
    /// How many lack, and until when.
    pub few: TooFew,
}

/// My week: Monday to Sunday, what is next, what is not closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekView {
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
    /// The Monday shown.
    #[serde(with = "crate::time::wire")]
    pub monday: Date,
    /// Seven days.
    pub days: Vec<WeekDay>,
    /// The next session from now, today or later.
    pub next: Option<WeekSession>,
    /// Sessions whose day is past and that are not closed, oldest first.
    pub unclosed: Vec<WeekSession>,
    /// Interpreters that are missing at presentations of the coming days, the next first.
    #[serde(default)]
    pub missing: Vec<AlertRow>,
    /// Groups of the reader that begin soon with fewer pupils than they were planned to start with, the next first.
    #[serde(default)]
    pub too_few: Vec<TooFewRow>,
    /// Routines of the places where the reader has a position that are to be gone through soon, or should have been, the first due first.
    #[serde(default)]
    pub routines: Vec<RoutineTask>,
    /// Gaps that a coordinator has asked about.
    pub tasks: Vec<GapTask>,
    /// Weeks of hours that the reader has not confirmed; nothing while they are few.
    #[serde(default)]
    pub unconfirmed: u32,
}
