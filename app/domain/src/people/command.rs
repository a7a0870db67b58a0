//! Changes to accounts, and the rules they obey.

use serde::{Deserialize, Serialize};

use super::{Language, Person};
use crate::ids::PersonId;
use crate::issue::IssueCode;
use crate::role::{Role, RoleGrant};
use crate::text::{Email, Title};
use crate::text_guard::{FreeText, FreeTexts};

/// The most roles, places counted one by one, that a person can hold.
pub const MAX_GRANTS: usize = 60;

/// What can be changed of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonEdit {
    /// Full name.
    pub name: Title,
    /// Work e-mail; the sign-in name.
    pub email: Email,
    /// Preferred language.
    pub language: Language,
    /// Roles, each with its place.
    pub grants: Vec<RoleGrant>,
}

/// A change to accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum PersonCommand {
    /// A new person, who gets a mail with a link to choose a password.
    Create {
        /// The id, made with the command.
        id: PersonId,
        /// Who it is.
        person: PersonEdit,
    },
    /// Change name, e-mail, language or roles.
    Edit {
        /// Whose account.
        id: PersonId,
        /// What it shall be.
        person: PersonEdit,
    },
    /// Mail a new link to choose a password.
    Invite {
        /// To whom.
        id: PersonId,
    },
    /// Shut the account; the person is signed out everywhere at once. What the person has made stays.
    Close {
        /// Whose.
        id: PersonId,
    },
    /// Open a closed account again.
    Reopen {
        /// Whose.
        id: PersonId,
    },
}

/// An account is somebody who works here: the name is a name, and the e-mail has a type of its own. A number is neither.
impl FreeTexts for PersonCommand {
    fn free_texts(&self) -> Vec<FreeText<'_>> {
        match self {
            Self::Create { id: _, person } | Self::Edit { id: _, person } => {
                let PersonEdit {
                    name,
                    email: _,
                    language: _,
                    grants: _,
                } = person;
                vec![FreeText::naming("name", name.as_str())]
            }
            Self::Invite { id: _ } | Self::Close { id: _ } | Self::Reopen { id: _ } => Vec::new(),
        }
    }
}

/// Why a change can't be made. The names are keys of the translations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonRule {
    /// Nobody would be left who can open accounts.
    #[error("the last administrator")]
    LastAdministrator,
    /// The account is shut.
    #[error("the account is closed")]
    AccountClosed,
    /// The account is open already.
    #[error("the account is open")]
    AccountOpen,
}

impl PersonRule {
    /// The name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LastAdministrator => "last_administrator",
            Self::AccountClosed => "account_closed",
            Self::AccountOpen => "account_open",
        }
    }
}

/// Something to look at; it blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonWarning {
    /// Technical administration and work with pupils on one account (domain brief, 1.3).
    AdminAndAdviser,
    /// The account is shut, but the person is still placed somewhere.
    ClosedButPlaced,
    /// No password has been chosen, and no link to choose one is good any more.
    CannotSignIn,
}

/// Checks that each role holds in its kind of place, and that there is at least one.
///
/// # Errors
/// `Required` without a role; `UnknownChoice` for a role in the wrong kind of place; `TooLong` over [`MAX_GRANTS`].
pub fn check_grants(grants: &[RoleGrant]) -> Result<(), IssueCode> {
    if grants.is_empty() {
        return Err(IssueCode::Required);
    }
    if grants.len() > MAX_GRANTS {
        return Err(IssueCode::TooLong { max: MAX_GRANTS as u32 });
    }
    if grants.iter().all(|grant| grant.is_sound()) {
        Ok(())
    } else {
        Err(IssueCode::UnknownChoice)
    }
}

impl Person {
    /// A new person with an open account.
    pub fn new(id: PersonId, edit: PersonEdit) -> Self {
        Self {
            id,
            name: edit.name,
            email: edit.email,
            language: edit.language,
            grants: distinct(edit.grants),
            active: true,
            version: 1,
        }
    }

    /// The person after an edit.
    #[must_use]
    pub fn edited(&self, edit: PersonEdit) -> Self {
        Self {
            active: self.active,
            version: self.version + 1,
            ..Self::new(self.id, edit)
        }
    }

    /// The person with the account shut.
    ///
    /// # Errors
    /// `AccountClosed` when it is.
    pub fn closed(&self) -> Result<Self, PersonRule> {
        self.switched(false, PersonRule::AccountClosed)
    }

    /// The person with the account open again.
    ///
    /// # Errors
    /// `AccountOpen` when it is.
    pub fn reopened(&self) -> Result<Self, PersonRule> {
        self.switched(true, PersonRule::AccountOpen)
    }

    fn switched(&self, active: bool, refused: PersonRule) -> Result<Self, PersonRule> {
        if self.active == active {
            return Err(refused);
        }
        Ok(Self {
            active,
            version: self.version + 1,
            ..self.clone()
        })
    }

    /// Whether the person can open and shut accounts now.
    pub fn administers(&self) -> bool {
        self.active && self.holds(Role::Admin)
    }

    /// Whether the person holds a role, anywhere.
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}

/// Refuses a change that would leave nobody who administers. `others` are all people but this one; a rule across records,
/// so whoever asks holds a guard.
///
/// # Errors
/// `LastAdministrator`.
pub fn keeps_an_administrator<'a>(
    before: &Person,
    after: &Person,
    mut others: impl Iterator<Item = &'a Person>,
) -> Result<(), PersonRule> {
    let is_lost = before.administers() && !after.administers();
    if is_lost && !others.any(|other| other.id != before.id && other.administers()) {
        Err(PersonRule::LastAdministrator)
    } else {
        Ok(())
    }
}

fn distinct(mut grants: Vec<RoleGrant>) -> Vec<RoleGrant> {
    grants.sort_unstable();
    grants.dedup();
    grants
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    fn person(id: u128, roles: &[Role]) -> Person {
        Person::new(
            PersonId::new(Ulid(id)),
            PersonEdit {
                name: Title::parse("Kari Test").unwrap(),
                email: Email::parse("kari@skole.example").unwrap(),
                language: Language::Nb,
                grants: roles.iter().copied().map(RoleGrant::everywhere).collect(),
            },
        )
    }

    #[test]
    fn the_last_administrator_can_neither_be_shut_out_nor_lose_the_role() {
        let (kari, ola) = (person(1, &[Role::Admin]), person(2, &[Role::Adviser]));
        let all = [kari.clone(), ola.clone()];
        let closed = kari.closed().unwrap();
        assert_eq!(
            keeps_an_administrator(&kari, &closed, all.iter()),
            Err(PersonRule::LastAdministrator)
        );
        let without = Person {
            grants: vec![RoleGrant::everywhere(Role::Coordinator)],
            ..kari.clone()
        };
        assert!(keeps_an_administrator(&kari, &without, all.iter()).is_err());
        assert_eq!(keeps_an_administrator(&ola, &ola.closed().unwrap(), all.iter()), Ok(()));
    }

    #[test]
    fn a_closed_administrator_does_not_count() {
        let kari = person(1, &[Role::Admin]);
        let ola = person(2, &[Role::Admin]);
        let shut = ola.closed().unwrap();
        let closed = kari.closed().unwrap();
        assert_eq!(keeps_an_administrator(&kari, &closed, [&ola].into_iter()), Ok(()));
        assert!(keeps_an_administrator(&kari, &closed, [&shut].into_iter()).is_err());
    }

    #[test]
    fn an_account_is_shut_once_and_opened_once() {
        let kari = person(1, &[Role::Adviser]);
        let closed = kari.closed().unwrap();
        assert_eq!((closed.active, closed.version), (false, 2));
        assert_eq!(closed.closed(), Err(PersonRule::AccountClosed));
        assert_eq!(kari.reopened(), Err(PersonRule::AccountOpen));
        assert!(closed.reopened().unwrap().active);
    }

    #[test]
    fn an_edit_does_not_open_a_closed_account_and_a_role_given_twice_is_one() {
        let closed = person(1, &[Role::Adviser]).closed().unwrap();
        let edit = PersonEdit {
            name: closed.name.clone(),
            email: closed.email.clone(),
            language: Language::Nn,
            grants: vec![RoleGrant::everywhere(Role::Adviser); 2],
        };
        let edited = closed.edited(edit);
        assert_eq!((edited.active, edited.grants.len(), edited.version), (false, 1, 3));
    }

    #[test]
    fn an_account_without_roles_and_a_role_in_the_wrong_place_are_refused() {
        assert_eq!(check_grants(&[]), Err(IssueCode::Required));
        assert_eq!(
            check_grants(&[RoleGrant::everywhere(Role::SchoolOwner)]),
            Err(IssueCode::UnknownChoice)
        );
        let many = vec![RoleGrant::everywhere(Role::Adviser); MAX_GRANTS + 1];
        assert_eq!(check_grants(&many), Err(IssueCode::TooLong { max: 60 }));
    }
}
