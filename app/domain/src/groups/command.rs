//! What can be done to a group.

use serde::{Deserialize, Serialize};

use super::plan::{Composition, Grade, Group};
use super::state::{CancelReason, Reflection};
use crate::ids::{BlockId, CommentId, GroupId, PersonId, ProgrammeId, UnitId};
use crate::run_sheet::RunSheetEdit;
use crate::text::{Headcount, Note, Seats, ShortText, Title, WorkMinutes};
use crate::time::period::Semester;
use crate::time::slot::LocalSlot;

/// A session as it is first planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// When.
    pub slot: LocalSlot,
    /// What it is about; may be empty.
    pub theme: ShortText,
}

/// A session of a new group's series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesSession {
    /// When and what.
    pub session: NewSession,
    /// The session of the programme, or of the earlier group, that goal and run sheet are taken from, 1 for the first.
    #[serde(default)]
    pub from: Option<u8>,
}

/// A group as it is first planned. The one who plans leads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewGroup {
    /// Made where the person plans.
    pub id: GroupId,
    /// A neutral name.
    pub name: Title,
    /// Where.
    pub unit: UnitId,
    /// When.
    pub semester: Semester,
    /// Who it is for.
    pub composition: Composition,
    /// Fewest pupils to start with.
    pub seats_min: Seats,
    /// Number of numbered seats.
    pub seats_max: Seats,
    /// Which pupils; may be empty.
    pub target: ShortText,
    /// What the pupils should get from it.
    pub goal: Note,
    /// Where in the house.
    pub room: ShortText,
    /// Co-leader by role.
    pub co_leader: ShortText,
    /// How pupils hear of it; may be empty.
    pub recruitment: Note,
    /// Food, outings and who pays; may be empty.
    pub budget: Note,
    /// The programme it is planned from.
    #[serde(default)]
    pub programme: Option<ProgrammeId>,
    /// The earlier group that it is planned from, in place of a programme.
    #[serde(default)]
    pub again: Option<GroupId>,
    /// The dates chosen from the series, in any order.
    pub sessions: Vec<SeriesSession>,
    /// Whether the sessions are being thought out, their dates promised to nobody yet.
    #[serde(default)]
    pub draft: bool,
}

/// The head of a group, as edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadEdit {
    /// A neutral name.
    pub name: Title,
    /// Who it is for.
    pub composition: Composition,
    /// Fewest pupils to start with.
    pub seats_min: Seats,
    /// Number of numbered seats.
    pub seats_max: Seats,
    /// Which pupils; may be empty.
    pub target: ShortText,
    /// What the pupils should get from it.
    pub goal: Note,
    /// Where in the house.
    pub room: ShortText,
    /// Co-leader by role.
    pub co_leader: ShortText,
    /// How pupils hear of it; may be empty.
    pub recruitment: Note,
    /// Food, outings and who pays; may be empty.
    pub budget: Note,
}

impl HeadEdit {
    /// The head of a group as it stands.
    pub fn of(group: &Group) -> Self {
        Self {
            name: group.name.clone(),
            composition: group.composition,
            seats_min: group.seats_min,
            seats_max: group.seats_max,
            target: group.target.clone(),
            goal: group.goal.clone(),
            room: group.room.clone(),
            co_leader: group.co_leader.clone(),
            recruitment: group.recruitment.clone(),
            budget: group.budget.clone(),
        }
    }

    /// Gives a group this head; no rule is asked.
    pub fn put(&self, group: &mut Group) {
        let head = self.clone();
        group.name = head.name;
        group.composition = head.composition;
        group.seats_min = head.seats_min;
        group.seats_max = head.seats_max;
        group.target = head.target;
        group.goal = head.goal;
        group.room = head.room;
        group.co_leader = head.co_leader;
        group.recruitment = head.recruitment;
        group.budget = head.budget;
    }
}

/// A session and the time it gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionMove {
    /// Which.
    pub number: u8,
    /// The new time.
    pub slot: LocalSlot,
}

/// The closing of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseSession {
    /// Pupils who were there.
    pub present: Headcount,
    /// Pupils who were expected and were not.
    pub absent: Headcount,
    /// Time with the group.
    pub delivery_minutes: WorkMinutes,
    /// Preparation and follow-up work.
    pub preparation_minutes: WorkMinutes,
    /// Three short answers; when all are empty the session is held but not evaluated.
    pub reflection: Reflection,
}

/// One change of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub enum GroupCommand {
    /// Changes the head.
    EditHead {
        /// The head as it shall be.
        head: HeadEdit,
    },
    /// Adds a session at the end.
    AddSession {
        /// When and what.
        session: NewSession,
    },
    /// Gives one session another time.
    MoveSession {
        /// Which.
        number: u8,
        /// The new time.
        slot: LocalSlot,
    },
    /// Gives several sessions other times, as the person saw them beforehand.
    MoveSessions {
        /// Which, and the new times.
        moves: Vec<SessionMove>,
    },
    /// Room and co-leader have said yes.
    ConfirmSession {
        /// Which.
        number: u8,
    },
    /// A session will take place, but not on its date.
    PostponeSession {
        /// Which.
        number: u8,
        /// Why.
        reason: CancelReason,
    },
    /// Takes the date of a planned session back: it is being thought out.
    DraftSession {
        /// Which.
        number: u8,
    },
    /// Every session that is being thought out gets its date.
    PlanDrafts,
    /// A draft or a postponed session is planned on its date; a confirmed one is no longer confirmed.
    PlanSession {
        /// Which.
        number: u8,
    },
    /// Changes what a session is about.
    SetTheme {
        /// Which.
        number: u8,
        /// The theme.
        theme: ShortText,
    },
    /// Changes what the pupils should get from a session.
    SetGoal {
        /// Which.
        number: u8,
        /// The goal.
        goal: ShortText,
    },
    /// Notes the grade of the pupil on a seat.
    SetGrade {
        /// Seat number, 1 for the first.
        seat: u8,
        /// The grade, or none.
        grade: Option<Grade>,
    },
    /// A session will not take place.
    CancelSession {
        /// Which.
        number: u8,
        /// Why.
        reason: CancelReason,
    },
    /// A cancelled session comes back.
    RestoreSession {
        /// Which.
        number: u8,
    },
    /// Changes a run sheet.
    EditRunSheet {
        /// Of which session.
        number: u8,
        /// The change.
        edit: RunSheetEdit,
    },
    /// Says something of a block, for those who plan the session.
    CommentBlock {
        /// Of which session.
        number: u8,
        /// Made where it is written.
        id: CommentId,
        /// Of which block.
        block: BlockId,
        /// Who says it: whoever sends the command.
        by: PersonId,
        /// What.
        text: Note,
    },
    /// A comment is dealt with, or not after all.
    ResolveComment {
        /// In which session.
        number: u8,
        /// Which.
        id: CommentId,
        /// Whether it is.
        resolved: bool,
    },
    /// Ticks a seat.
    TickSeat {
        /// In which session.
        number: u8,
        /// Seat number, 1 for the first.
        seat: u8,
        /// There, not there, or not ticked.
        present: Option<bool>,
    },
    /// The session took place.
    CloseSession {
        /// Which.
        number: u8,
        /// Headcounts and time.
        closing: CloseSession,
    },
    /// A session that was closed by mistake stands as planned again.
    ReopenSession {
        /// Which.
        number: u8,
    },
    /// Takes the last session away, while nothing is in it that adding it anew would not bring.
    RemoveSession {
        /// Which.
        number: u8,
    },
    /// One more adviser leads the group, with all that a leader may do.
    AddLeader {
        /// Who.
        person: PersonId,
    },
    /// Somebody leads the group no longer, and does not see it any more.
    RemoveLeader {
        /// Who; not the one who is responsible.
        person: PersonId,
    },
    /// Another of those who lead the group is responsible for it.
    HandOver {
        /// To whom.
        person: PersonId,
    },
}

impl GroupCommand {
    /// The numbers of the sessions it is about.
    pub fn numbers_mut(&mut self) -> Vec<&mut u8> {
        match self {
            Self::MoveSession { number, .. }
            | Self::ConfirmSession { number }
            | Self::PostponeSession { number, .. }
            | Self::DraftSession { number }
            | Self::PlanSession { number }
            | Self::SetTheme { number, .. }
            | Self::SetGoal { number, .. }
            | Self::CancelSession { number, .. }
            | Self::RestoreSession { number }
            | Self::EditRunSheet { number, .. }
            | Self::CommentBlock { number, .. }
            | Self::ResolveComment { number, .. }
            | Self::TickSeat { number, .. }
            | Self::CloseSession { number, .. }
            | Self::ReopenSession { number }
            | Self::RemoveSession { number } => vec![number],
            Self::MoveSessions { moves } => moves.iter_mut().map(|moved| &mut moved.number).collect(),
            Self::EditHead { .. }
            | Self::AddSession { .. }
            | Self::PlanDrafts
            | Self::SetGrade { .. }
            | Self::AddLeader { .. }
            | Self::RemoveLeader { .. }
            | Self::HandOver { .. } => Vec::new(),
        }
    }
}
