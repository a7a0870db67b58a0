//! Who may do what: one table, asked by every use case.
//!
//! A row is an action; a cell says which role may do it and how far the role reaches. What the table does not say is
//! denied.

mod table;

use serde::{Deserialize, Serialize};

use crate::ids::{OwnerId, PersonId, SignInId, UnitId};
use crate::role::{Role, RoleGrant, Scope};

pub use table::{Cell, TABLE, cells};

/// Everything that can be done in Handlingsrom, one word a use case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Own name, language, theme, devices.
    ManageOwnAccount,
    /// The own week.
    ViewWeek,
    /// Have the own calendar read by other programs: sessions and meetings, also of those who have no week here.
    FollowCalendar,
    /// Read a discussion group, its series and run sheets.
    ViewGroup,
    /// Plan a new discussion group.
    CreateGroup,
    /// Change a group, its sessions and run sheets, tick seats, close a session.
    EditGroup,
    /// Read the programmes that groups are planned from.
    ViewProgramme,
    /// Save a group as a programme.
    SaveProgramme,
    /// Change, withdraw and offer a programme.
    EditProgramme,
    /// Read the library of teaching modules.
    ViewModule,
    /// Write a teaching module, or copy one.
    CreateModule,
    /// Change a teaching module, share it, have it reviewed.
    EditModule,
    /// Say something of a teaching module.
    CommentModule,
    /// Approve and return teaching modules; never one's own.
    ReviewModule,
    /// Import competence aims from the curriculum's register.
    ImportAims,
    /// Read what the pupils of a group answered, once it is published.
    ViewEvaluation,
    /// Read when a module is held for a class, and how it went.
    ViewDelivery,
    /// Hold a module for a class: plan, change, close and cancel it.
    EditDelivery,
    /// Read a presentation, its plan, interpreters and closing.
    ViewPresentation,
    /// Plan a presentation, or a series of them; change, close and cancel it.
    EditPresentation,
    /// Read who has been told which services exist.
    ViewOutreach,
    /// Record what was made known without a presentation.
    EditOutreach,
    /// Read what staff need to learn, and what is done about it.
    ViewNeeds,
    /// Ask the staff, put needs first, plan and close a competence measure.
    EditNeeds,
    /// Read the routines of a school, and the meetings of its networks.
    ViewCooperation,
    /// Write and review a school's routines; plan and close meetings of networks.
    EditCooperation,
    /// Read an agreement with a school owner, and what was spent under it.
    ViewAgreement,
    /// Write, sign, change, renew and end agreements.
    EditAgreement,
    /// Write down what was spent under an agreement.
    AddExpense,
    /// Read proposals for the portal Nora: one's own from the start, others' once they were sent to review.
    ViewProposal,
    /// Propose something for Nora and write on it.
    WriteProposal,
    /// Review a proposal professionally.
    ReviewProposal,
    /// Review a proposal's language, approve it, publish it and take it down.
    EditNora,
    /// Review a proposal for law and privacy.
    ReviewProposalLegally,
    /// Read the courses that are planned and held, and how many have registered.
    ViewCourse,
    /// Plan a course.
    CreateCourse,
    /// Change a course, stand behind it, publish and cancel it.
    EditCourse,
    /// Read who has registered for a course; take a registration away, or give a seat.
    ViewParticipants,
    /// Read which measures reached which units, and where there are gaps.
    ViewCoverage,
    /// Set how many of each measure a unit is to have.
    EditTargets,
    /// Read the own hours and the own share.
    ViewHours,
    /// Enter and confirm the own hours.
    EditHours,
    /// Read the sums of everybody's hours; never those of few.
    ViewHourFigures,
    /// Close a month of hours, and open it again.
    CloseHours,
    /// Change where the time of a kind of work is counted.
    EditHourRules,
    /// Read counties, municipalities, owners, units and who is placed where.
    ViewPlaces,
    /// Change owners, units and nearby lists.
    EditPlaces,
    /// Import units from the national school register.
    ImportUnits,
    /// Place a person at a unit.
    EditPlacements,
    /// Read school calendars.
    ViewCalendars,
    /// Change or import school calendars.
    EditCalendars,
    /// Change the labels that the owner may rename.
    EditTerms,
    /// Read who has an account and which roles.
    ViewPeople,
    /// Give and take roles, open and close accounts.
    EditPeople,
    /// Read the audit trail.
    ViewAudit,
    /// See mails and jobs waiting or failed.
    ViewJobs,
}

impl Action {
    /// Every action, in the order of the table.
    pub const ALL: [Self; 56] = [
        Self::ManageOwnAccount,
        Self::ViewWeek,
        Self::FollowCalendar,
        Self::ViewGroup,
        Self::CreateGroup,
        Self::EditGroup,
        Self::ViewProgramme,
        Self::SaveProgramme,
        Self::EditProgramme,
        Self::ViewModule,
        Self::CreateModule,
        Self::EditModule,
        Self::CommentModule,
        Self::ReviewModule,
        Self::ImportAims,
        Self::ViewEvaluation,
        Self::ViewDelivery,
        Self::EditDelivery,
        Self::ViewPresentation,
        Self::EditPresentation,
        Self::ViewOutreach,
        Self::EditOutreach,
        Self::ViewNeeds,
        Self::EditNeeds,
        Self::ViewCooperation,
        Self::EditCooperation,
        Self::ViewAgreement,
        Self::EditAgreement,
        Self::AddExpense,
        Self::ViewProposal,
        Self::WriteProposal,
        Self::ReviewProposal,
        Self::EditNora,
        Self::ReviewProposalLegally,
        Self::ViewCourse,
        Self::CreateCourse,
        Self::EditCourse,
        Self::ViewParticipants,
        Self::ViewCoverage,
        Self::EditTargets,
        Self::ViewHours,
        Self::EditHours,
        Self::ViewHourFigures,
        Self::CloseHours,
        Self::EditHourRules,
        Self::ViewPlaces,
        Self::EditPlaces,
        Self::ImportUnits,
        Self::EditPlacements,
        Self::ViewCalendars,
        Self::EditCalendars,
        Self::EditTerms,
        Self::ViewPeople,
        Self::EditPeople,
        Self::ViewAudit,
        Self::ViewJobs,
    ];
}

/// How far a role reaches for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Only what the person leads or owns.
    Own,
    /// What lies within the place of the role (one unit, one owner); a role that holds everywhere reaches all.
    InScope,
    /// Everything.
    Any,
}

/// The one who acts: a signed-in person and the roles held now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The sign-in on this device.
    pub sign_in: SignInId,
    /// The roles held now.
    pub grants: Vec<RoleGrant>,
}

impl Actor {
    /// Whether the person holds a role, anywhere.
    pub fn has(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}

/// What an action is done to: whose it is and where it lies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// Those who lead or own it.
    pub people: Vec<PersonId>,
    /// The unit it belongs to.
    pub unit: Option<UnitId>,
    /// The owner of that unit.
    pub owner: Option<OwnerId>,
}

impl Subject {
    /// Nothing in particular: lists, creation, settings.
    pub fn general() -> Self {
        Self::default()
    }

    /// Something of a person's own.
    pub fn of(person: PersonId) -> Self {
        Self {
            people: vec![person],
            ..Self::default()
        }
    }

    /// Something at a unit.
    pub fn at(unit: UnitId, owner: Option<OwnerId>) -> Self {
        Self {
            people: Vec::new(),
            unit: Some(unit),
            owner,
        }
    }
}

/// Whether the actor may do the action to the subject.
pub fn may(actor: &Actor, action: Action, subject: &Subject) -> bool {
    may_as(actor.person, &actor.grants, action, subject)
}

/// The same of a person who is not signed in, as one whose calendar is read elsewhere.
pub fn may_as(person: PersonId, grants: &[RoleGrant], action: Action, subject: &Subject) -> bool {
    grants.iter().any(|grant| {
        cells(action)
            .iter()
            .filter(|cell| cell.role == grant.role)
            .any(|cell| reaches(cell.reach, person, grant.scope, subject))
    })
}

/// Whether the actor may do the action to at least something: decides what the navigation shows.
pub fn may_some(grants: &[RoleGrant], action: Action) -> bool {
    grants
        .iter()
        .any(|grant| cells(action).iter().any(|cell| cell.role == grant.role))
}

fn reaches(reach: Reach, person: PersonId, scope: Scope, subject: &Subject) -> bool {
    match reach {
        Reach::Any => true,
        Reach::Own => subject.people.contains(&person),
        Reach::InScope => match scope {
            Scope::Everywhere => true,
            Scope::Unit(unit) => subject.unit == Some(unit),
            Scope::Owner(owner) => subject.owner == Some(owner),
        },
    }
}
