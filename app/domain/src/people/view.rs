//! What the browser may know of the signed-in person.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Language, Person, PersonWarning};
use crate::choice::Choice;
use crate::ids::{PersonId, SignInId};
use crate::role::{Role, RoleGrant};

/// People on one page of the list.
pub const PAGE_SIZE: usize = 50;

/// What the list of people is narrowed to, as the address bar has it; empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PeopleFilter {
    /// Part of the name or e-mail.
    pub text: String,
    /// A role's name.
    pub role: String,
    /// `open`, `closed`, or empty for both.
    pub account: String,
    /// From 0.
    pub page: usize,
}

/// A row of the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Work e-mail.
    pub email: String,
    /// Roles held, each once.
    pub roles: Vec<Role>,
    /// Whether the account can be used.
    pub active: bool,
}

/// The list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    /// One page of them, by name.
    pub rows: Vec<PersonRow>,
    /// How many there are in all, under the filter.
    pub total: usize,
    /// What it was narrowed to.
    pub filter: PeopleFilter,
    /// Whether the reader may change accounts.
    pub may_edit: bool,
}

/// Places that a role can be bound to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolePlaces {
    /// Units in use.
    pub units: Vec<Choice>,
    /// Owners.
    pub owners: Vec<Choice>,
}

/// How a person gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum WayIn {
    /// A password is chosen.
    Password,
    /// A link to choose one is mailed and good until then.
    Link {
        /// When it lapses.
        #[serde(with = "crate::time::wire")]
        until: Timestamp,
    },
    /// Neither.
    None,
}

/// One person's account, for coordinators and administrators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// The person.
    pub person: Person,
    /// How the person gets in.
    pub way_in: WayIn,
    /// Names of the units where the person is placed today.
    pub placed: Vec<String>,
    /// Names of the places that roles are bound to, under their ids.
    pub bound: Vec<Choice>,
    /// What to look at.
    pub warnings: Vec<PersonWarning>,
    /// Places to choose from; empty for one who may only read.
    pub places: RolePlaces,
    /// Whether the reader may change the account.
    pub may_edit: bool,
}

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
    #[serde(with = "crate::time::wire")]
    pub since: Timestamp,
    /// Last use, to the minute.
    #[serde(with = "crate::time::wire")]
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
