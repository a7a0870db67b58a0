//! What the browser may know of the signed-in person.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Language;
use crate::ids::{PersonId, SignInId};
use crate::role::{Role, RoleGrant};

/// The signed-in person, as the page's head shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Preferred language.
    pub language: Language,
    /// Roles held now: decide the navigation.
    pub grants: Vec<RoleGrant>,
    /// Whether the declaration of secrecy is accepted and in date; nothing else opens before.
    pub pledge_in_force: bool,
}

/// A device on which the person is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Names the sign-in; not its secret.
    pub id: SignInId,
    /// Browser and system, as «Chrome, Android».
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// Last use, to the minute.
    pub last_seen: Timestamp,
    /// Whether it is the one in use now.
    pub is_this: bool,
}

/// A person of the demonstration that one can be signed in as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Roles held, anywhere.
    pub roles: Vec<Role>,
}
