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

    /// The name on the wire and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Adviser => "adviser",
            Self::FagTeam => "fag_team",
            Self::Coordinator => "coordinator",
            Self::CaseSupervisor => "case_supervisor",
            Self::Statistics => "statistics",
            Self::SchoolLeader => "school_leader",
            Self::SchoolOwner => "school_owner",
            Self::Participant => "participant",
            Self::NoraEditor => "nora_editor",
            Self::Admin => "admin",
            Self::PrivacyOfficer => "privacy_officer",
        }
    }

    /// The role of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Where the role has to hold: a head has a school, an owner its schools, everyone else no place (domain brief, 1.3).
    pub const fn place(self) -> RolePlace {
        match self {
            Self::SchoolLeader => RolePlace::Unit,
            Self::SchoolOwner => RolePlace::Owner,
            _ => RolePlace::Everywhere,
        }
    }
}

/// The kind of place that a role is bound to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RolePlace {
    /// None.
    Everywhere,
    /// One unit.
    Unit,
    /// One owner and all its units.
    Owner,
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

    /// Whether the role holds in the kind of place that it is for.
    pub const fn is_sound(self) -> bool {
        matches!(
            (self.role.place(), self.scope),
            (RolePlace::Everywhere, Scope::Everywhere)
                | (RolePlace::Unit, Scope::Unit(_))
                | (RolePlace::Owner, Scope::Owner(_))
        )
    }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn every_role_is_found_by_the_name_that_it_is_stored_under() {
        for role in Role::ALL {
            assert_eq!(Role::from_name(role.name()), Some(role));
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
        }
        assert_eq!(Role::from_name("root"), None);
    }

    #[test]
    fn a_head_without_a_school_and_an_adviser_bound_to_one_are_unsound() {
        let at_a_unit = |role| RoleGrant {
            role,
            scope: Scope::Unit(UnitId::new(Ulid(1))),
        };
        assert!(at_a_unit(Role::SchoolLeader).is_sound());
        assert!(!RoleGrant::everywhere(Role::SchoolLeader).is_sound());
        assert!(!at_a_unit(Role::Adviser).is_sound());
        assert!(!at_a_unit(Role::SchoolOwner).is_sound());
    }
}
