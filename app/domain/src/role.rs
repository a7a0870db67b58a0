//! Who a person is in the scheme.

use serde::{Deserialize, Serialize};

use crate::ids::{OwnerId, UnitId};

/// A role of the scheme (domain brief, section 1.3). A person can hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Employed by IMDi, placed at one or more units (F2).
    Adviser,
    /// IMDi's professional team for prevention (O7).
    FagTeam,
    /// Leads the scheme in an area: coverage, agreements, placements.
    Coordinator,
    /// Professional supervisor of named cases, by request.
    CaseSupervisor,
    /// Makes the yearly figure report (R2).
    Statistics,
    /// Head of a host school.
    SchoolLeader,
    /// A municipality or county authority that owns schools.
    SchoolOwner,
    /// Staff who take part in training.
    Participant,
    /// Edits the Nora portal (O8).
    NoraEditor,
    /// Technical administration; never a reader of cases.
    Admin,
    /// Data protection officer.
    PrivacyOfficer,
}

impl Role {
    /// Every role, in the order of the access table.
    pub const ALL: [Self; 11] = [
        Self::Adviser,
        Self::FagTeam,
        Self::Coordinator,
        Self::CaseSupervisor,
        Self::Statistics,
        Self::SchoolLeader,
        Self::SchoolOwner,
        Self::Participant,
        Self::NoraEditor,
        Self::Admin,
        Self::PrivacyOfficer,
    ];
}

/// Where a role holds: everywhere, at one unit, or at all units of one owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Scope {
    /// Not limited by place.
    Everywhere,
    /// One unit (a school leader's own school).
    Unit(UnitId),
    /// All units of a school owner.
    Owner(OwnerId),
}

/// A role held by a person, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub scope: Scope,
}

impl RoleGrant {
    /// A role without limits of place.
    pub const fn everywhere(role: Role) -> Self {
        Self {
            role,
            scope: Scope::Everywhere,
        }
    }
}
