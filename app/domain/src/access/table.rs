//! The access table itself (domain brief, section 1.3).

use super::{Action, Reach};
use crate::role::Role;

/// One cell: a role and how far it reaches for the action of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The role.
    pub role: Role,
    /// How far it reaches.
    pub reach: Reach,
}

const fn own(role: Role) -> Cell {
    Cell {
        role,
        reach: Reach::Own,
    }
}

const fn scoped(role: Role) -> Cell {
    Cell {
        role,
        reach: Reach::InScope,
    }
}

const fn any(role: Role) -> Cell {
    Cell {
        role,
        reach: Reach::Any,
    }
}

use Role::{
    Admin, Adviser, CaseSupervisor, Coordinator, FagTeam, NoraEditor, Participant, PrivacyOfficer, SchoolLeader,
    SchoolOwner, Statistics,
};

/// Who may do what. A role that a row does not name is denied.
pub const TABLE: [(Action, &[Cell]); 56] = [
    (
        Action::ManageOwnAccount,
        &[
            own(Adviser),
            own(FagTeam),
            own(Coordinator),
            own(CaseSupervisor),
            own(Statistics),
            own(SchoolLeader),
            own(SchoolOwner),
            own(Participant),
            own(NoraEditor),
            own(Admin),
            own(PrivacyOfficer),
        ],
    ),
    (Action::ViewWeek, &[own(Adviser), own(FagTeam)]),
    (Action::FollowCalendar, &[own(Adviser), own(FagTeam), own(Coordinator)]),
    (
        Action::ViewGroup,
        &[own(Adviser), any(Coordinator), scoped(SchoolLeader)],
    ),
    (Action::CreateGroup, &[any(Adviser)]),
    (Action::EditGroup, &[own(Adviser)]),
    (Action::ViewProgramme, &[any(Adviser), any(FagTeam), any(Coordinator)]),
    (Action::SaveProgramme, &[any(Adviser)]),
    (Action::EditProgramme, &[own(Adviser)]),
    (
        Action::ViewModule,
        &[any(Adviser), any(FagTeam), any(Coordinator), any(NoraEditor)],
    ),
    (Action::CreateModule, &[any(Adviser), any(FagTeam)]),
    (Action::EditModule, &[own(Adviser), own(FagTeam)]),
    (Action::CommentModule, &[any(Adviser), any(FagTeam)]),
    (Action::ReviewModule, &[any(FagTeam)]),
    (Action::ImportAims, &[any(FagTeam)]),
    (Action::ViewEvaluation, &[own(Adviser), any(Coordinator)]),
    (
        Action::ViewDelivery,
        &[own(Adviser), any(Coordinator), scoped(SchoolLeader)],
    ),
    (Action::EditDelivery, &[own(Adviser)]),
    (
        Action::ViewPresentation,
        &[own(Adviser), any(Coordinator), scoped(SchoolLeader)],
    ),
    (Action::EditPresentation, &[own(Adviser)]),
    (
        Action::ViewOutreach,
        &[
            any(Adviser),
            any(FagTeam),
            any(Coordinator),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
        ],
    ),
    (Action::EditOutreach, &[own(Adviser)]),
    (
        Action::ViewNeeds,
        &[
            own(Adviser),
            any(FagTeam),
            any(Coordinator),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
        ],
    ),
    (Action::EditNeeds, &[own(Adviser)]),
    (
        Action::ViewCooperation,
        &[
            own(Adviser),
            any(FagTeam),
            any(Coordinator),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
        ],
    ),
    (Action::EditCooperation, &[own(Adviser)]),
    (
        Action::ViewAgreement,
        &[
            own(Adviser),
            any(Coordinator),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
        ],
    ),
    (Action::EditAgreement, &[any(Coordinator)]),
    (Action::AddExpense, &[own(Adviser), any(Coordinator)]),
    (
        Action::ViewProposal,
        &[
            own(Adviser),
            any(FagTeam),
            any(Coordinator),
            any(NoraEditor),
            any(PrivacyOfficer),
        ],
    ),
    (Action::WriteProposal, &[own(Adviser), own(FagTeam)]),
    (Action::ReviewProposal, &[any(FagTeam)]),
    (Action::EditNora, &[any(NoraEditor)]),
    (Action::ReviewProposalLegally, &[any(PrivacyOfficer)]),
    (Action::ViewCourse, &[any(Adviser), any(FagTeam), any(Coordinator)]),
    (Action::CreateCourse, &[any(Adviser), any(FagTeam)]),
    (Action::EditCourse, &[own(Adviser), any(FagTeam)]),
    (Action::ViewParticipants, &[own(Adviser), any(FagTeam)]),
    (Action::ViewHours, &[own(Adviser), own(FagTeam)]),
    (Action::EditHours, &[own(Adviser), own(FagTeam)]),
    (Action::ViewHourFigures, &[any(Coordinator), any(Statistics)]),
    (Action::CloseHours, &[any(Coordinator)]),
    (Action::EditHourRules, &[any(FagTeam)]),
    (
        Action::ViewCoverage,
        &[
            own(Adviser),
            any(FagTeam),
            any(Coordinator),
            any(Statistics),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
        ],
    ),
    (Action::EditTargets, &[any(Coordinator)]),
    (
        Action::ViewPlaces,
        &[
            any(Adviser),
            any(FagTeam),
            any(Coordinator),
            any(Statistics),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
            any(Admin),
        ],
    ),
    (Action::EditPlaces, &[any(Coordinator), any(Admin)]),
    (Action::ImportUnits, &[any(Coordinator), any(Admin)]),
    (Action::EditPlacements, &[any(Coordinator)]),
    (
        Action::ViewCalendars,
        &[
            any(Adviser),
            any(FagTeam),
            any(Coordinator),
            scoped(SchoolLeader),
            scoped(SchoolOwner),
            any(Admin),
        ],
    ),
    (Action::EditCalendars, &[any(Coordinator), any(Admin)]),
    (Action::EditTerms, &[any(Admin)]),
    (Action::ViewPeople, &[any(Coordinator), any(Admin)]),
    (Action::EditPeople, &[any(Admin)]),
    (Action::ViewAudit, &[any(PrivacyOfficer)]),
    (Action::ViewJobs, &[any(Admin)]),
];

/// The cells of an action's row.
pub fn cells(action: Action) -> &'static [Cell] {
    TABLE
        .iter()
        .find(|(row, _)| *row == action)
        .map_or(&[], |(_, cells)| cells)
}
