//! What an administrator types about a person, and the one way it becomes a command's content.

use serde::{Deserialize, Serialize};

use super::command::{PersonEdit, check_grants};
use super::{Language, Person};
use crate::issue::{Issue, IssueCode, Issues};
use crate::role::{Role, RoleGrant, RolePlace, Scope};
use crate::text::{Email, Title};

/// A person as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PersonForm {
    /// Full name.
    pub name: String,
    /// Work e-mail.
    pub email: String,
    /// `nb`, `nn` or `en`.
    pub language: String,
    /// Names of the roles that are bound to no place.
    pub roles: Vec<String>,
    /// Ids of the units that the person is head of.
    pub leads: Vec<String>,
    /// Ids of the owners that the person answers for.
    pub owns: Vec<String>,
}

impl PersonForm {
    /// The person as a command's content.
    ///
    /// # Errors
    /// Every fault found. Roles are one field, `roles`.
    pub fn parse(&self) -> Result<PersonEdit, Vec<Issue>> {
        let mut issues = Issues::new();
        let name = issues.keep("name", Title::parse(&self.name));
        let email = issues.keep("email", Email::parse(&self.email));
        let language = Language::from_tag(&self.language).ok_or(IssueCode::UnknownChoice);
        let language = issues.keep("language", language);
        let grants = issues.keep("roles", self.grants());
        match (name, email, language, grants) {
            (Some(name), Some(email), Some(language), Some(grants)) => Ok(PersonEdit {
                name,
                email,
                language,
                grants,
            }),
            _ => Err(issues.into_vec()),
        }
    }

    fn grants(&self) -> Result<Vec<RoleGrant>, IssueCode> {
        let everywhere = self.roles.iter().map(|name| {
            Role::from_name(name)
                .map(RoleGrant::everywhere)
                .ok_or(IssueCode::UnknownChoice)
        });
        let heads = self.leads.iter().map(|id| {
            id.parse()
                .map(|unit| bound(Role::SchoolLeader, Scope::Unit(unit)))
                .map_err(|_| IssueCode::UnknownChoice)
        });
        let owners = self.owns.iter().map(|id| {
            id.parse()
                .map(|owner| bound(Role::SchoolOwner, Scope::Owner(owner)))
                .map_err(|_| IssueCode::UnknownChoice)
        });
        let grants: Vec<RoleGrant> = everywhere.chain(heads).chain(owners).collect::<Result<_, _>>()?;
        check_grants(&grants)?;
        Ok(grants)
    }
}

const fn bound(role: Role, scope: Scope) -> RoleGrant {
    RoleGrant { role, scope }
}

impl From<&Person> for PersonForm {
    fn from(person: &Person) -> Self {
        let mut form = Self {
            name: person.name.to_string(),
            email: person.email.to_string(),
            language: person.language.tag().to_owned(),
            ..Self::default()
        };
        for grant in &person.grants {
            match (grant.role.place(), grant.scope) {
                (RolePlace::Unit, Scope::Unit(unit)) => form.leads.push(unit.to_string()),
                (RolePlace::Owner, Scope::Owner(owner)) => form.owns.push(owner.to_string()),
                _ => form.roles.push(grant.role.name().to_owned()),
            }
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: &str = "01J00000000000000000000000";

    fn form() -> PersonForm {
        PersonForm {
            name: " Kari Test ".to_owned(),
            email: "Kari@Skole.example".to_owned(),
            language: "nn".to_owned(),
            roles: vec!["adviser".to_owned()],
            leads: vec![UNIT.to_owned()],
            owns: Vec::new(),
        }
    }

    #[test]
    fn a_form_becomes_a_person_and_the_person_a_form() {
        let edit = form().parse().unwrap();
        assert_eq!(edit.grants.len(), 2);
        let person = Person::new(UNIT.parse().unwrap(), edit.clone());
        let again = PersonForm::from(&person);
        assert_eq!(again.leads, [UNIT]);
        assert_eq!(Person::new(person.id, again.parse().unwrap()), person);
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let bad = PersonForm {
            name: " ".to_owned(),
            email: "kari".to_owned(),
            language: "se".to_owned(),
            ..PersonForm::default()
        };
        let fields: Vec<String> = bad.parse().unwrap_err().into_iter().map(|issue| issue.field).collect();
        assert_eq!(fields, ["name", "email", "language", "roles"]);
    }

    #[test]
    fn a_role_that_needs_a_place_is_not_given_without_one() {
        let bad = PersonForm {
            roles: vec!["school_leader".to_owned()],
            ..form()
        };
        let issues = bad.parse().unwrap_err();
        assert_eq!(issues, [Issue::new("roles", IssueCode::UnknownChoice)]);
    }
}
