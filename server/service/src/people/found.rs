//! The first account of an empty store, and the way back in when nobody can sign in: from the command line, by whoever has
//! the machine.

use domain::ids::PersonId;
use domain::people::{Language, Person, PersonEdit};
use domain::role::{Role, RoleGrant};
use domain::text::{Email, Title};
use store::people::{self as rows, PERSON};
use store::{AuditEntry, Tx};
use ulid::Ulid;

use crate::session::code::Key;
use crate::session::password_link;
use crate::{ServiceError, Services};

/// The name in the audit trail for what is done on the command line.
const CONSOLE: &str = "console";

/// What was done.
#[derive(Debug)]
pub struct Founded {
    /// Whose account.
    pub person: Person,
    /// Whether the account was made now.
    pub is_new: bool,
    /// Address to choose a password at, below the public address; a secret.
    pub path: String,
}

/// Makes an administrator's account under this e-mail, or gives the one that is there the role and opens it, and returns a
/// link to choose a password. Older links lapse.
///
/// # Errors
/// `Unavailable`.
pub async fn found(services: &Services, key: &Key, name: Title, email: Email) -> Result<Founded, ServiceError> {
    let store = &services.store;
    let now = services.clock.now();
    let before = rows::by_email(store, &email).await?;
    let mut tx = Tx::new();
    let (person, is_new) = match &before {
        None => (new_administrator(now.as_millisecond(), name, email), true),
        Some(known) => (restored(known), false),
    };
    match &before {
        None => rows::create(&mut tx, &person),
        Some(known) => rows::save(&mut tx, known, &person, known.version),
    }
    let entry = AuditEntry::new(CONSOLE.to_owned(), "person.found", PERSON, person.id.to_string(), now);
    tx.audit(match &before {
        None => entry.after(&person),
        Some(known) => entry.before(known).after(&person),
    });
    let older = store::password_links::of_person(store, person.id).await?;
    let link = password_link::renew(&mut tx, &older, &person, password_link::INVITED, now);
    store.commit(tx).await?;
    Ok(Founded {
        path: password_link::path(key, &link),
        person,
        is_new,
    })
}

fn new_administrator(millis: i64, name: Title, email: Email) -> Person {
    let millis = u64::try_from(millis).unwrap_or_default();
    Person::new(
        PersonId::new(Ulid::from_parts(millis, rand::random())),
        PersonEdit {
            name,
            email,
            language: Language::Nb,
            grants: vec![RoleGrant::everywhere(Role::Admin)],
        },
    )
}

fn restored(known: &Person) -> Person {
    let mut person = Person {
        active: true,
        version: known.version + 1,
        ..known.clone()
    };
    if !person.holds(Role::Admin) {
        person.grants.push(RoleGrant::everywhere(Role::Admin));
    }
    person
}
