//! People with an account: name, languages, roles, and the declaration of secrecy.

pub mod command;
pub mod form;
pub mod pledge;
pub mod view;

use serde::{Deserialize, Serialize};

use crate::ids::PersonId;
use crate::role::RoleGrant;
use crate::text::{Email, Title};

pub use command::{PersonCommand, PersonEdit, PersonRule, PersonWarning};

/// The languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order of the language switch.
    pub const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The language of a tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }
}

/// A person with an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Full name.
    pub name: Title,
    /// Work e-mail; the sign-in name.
    pub email: Email,
    /// Preferred language.
    pub language: Language,
    /// Roles held now.
    pub grants: Vec<RoleGrant>,
    /// Whether the account can be used.
    pub active: bool,
    /// Counts changes; a stale edit is refused.
    pub version: u64,
}
