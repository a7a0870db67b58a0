//! What the browser may know of the signed-in person.

use serde::{Deserialize, Serialize};

use super::Language;
use crate::ids::PersonId;
use crate::role::RoleGrant;

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
