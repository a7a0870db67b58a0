//! Accounts through their use cases, on a store in memory: what several people do at once, and the first account.

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::ids::{CommandId, PersonId};
use domain::people::view::PeopleFilter;
use domain::people::{Language, Person, PersonCommand, PersonEdit};
use domain::role::{Role, RoleGrant};
use domain::text::{Email, Title};
use domain::text_guard::Confirmed;
use service::seed::{ADMIN, INGRID, MARTE, Profile, SAMIR};
use service::session::code::Key;
use service::{ServiceError, people};
use store::{Store, Tx, people as rows};
use ulid::Ulid;

fn command(key: u128, seen: Option<u64>, command: PersonCommand) -> Envelope<PersonCommand> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: seen,
        confirmed: Confirmed::default(),
        command,
    }
}

fn administrator(id: u128) -> Person {
    Person::new(
        PersonId::new(Ulid(id)),
        PersonEdit {
            name: Title::parse(&format!("Administrator {id}")).unwrap(),
            email: Email::parse(&format!("administrator{id}@imdi.example")).unwrap(),
            language: Language::Nb,
            grants: vec![RoleGrant::everywhere(Role::Admin)],
        },
    )
}

async fn administrators(store: &Store) -> usize {
    let everyone = rows::all(store).await.unwrap();
    everyone.iter().filter(|person| person.administers()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_administrators_who_shut_each_other_out_at_once_leave_one() {
    for round in 0..20_u128 {
        let house = house(Profile::Demo).await;
        let other = administrator(7);
        let mut tx = Tx::new();
        rows::create(&mut tx, &other);
        house.store.commit(tx).await.unwrap();
        let first = as_person(&house, ADMIN).await;
        let second = as_person(&house, other.id).await;
        let version = rows::load(&house.store, ADMIN).await.unwrap().unwrap().version;
        let (one, two) = tokio::join!(
            people::change(
                &first,
                command(round * 2 + 1, Some(1), PersonCommand::Close { id: other.id })
            ),
            people::change(
                &second,
                command(round * 2 + 2, Some(version), PersonCommand::Close { id: ADMIN })
            ),
        );
        assert!(one.is_ok() || two.is_ok(), "{one:?} {two:?}");
        assert_eq!(administrators(&house.store).await, 1, "round {round}: {one:?} {two:?}");
    }
}

/// The control: the same two decisions without the guard, one made before the other is committed, leave nobody.
#[tokio::test]
async fn without_the_guard_both_would_be_shut_out() {
    let store = Store::memory().await.unwrap();
    let (one, two) = (administrator(1), administrator(2));
    let mut tx = Tx::new();
    rows::create(&mut tx, &one);
    rows::create(&mut tx, &two);
    store.commit(tx).await.unwrap();
    let everyone = rows::all(&store).await.unwrap();
    for person in [&one, &two] {
        let closed = person.closed().unwrap();
        domain::people::command::keeps_an_administrator(person, &closed, everyone.iter()).unwrap();
    }
    for person in [&one, &two] {
        let mut tx = Tx::new();
        rows::save(&mut tx, person, &person.closed().unwrap(), 1);
        store.commit(tx).await.unwrap();
    }
    assert_eq!(administrators(&store).await, 0);
}

#[tokio::test]
async fn coordinators_read_accounts_and_change_none() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let advisers = PeopleFilter {
        role: "adviser".to_owned(),
        ..PeopleFilter::default()
    };
    let list = people::list(&marte, advisers).await.unwrap();
    assert_eq!((list.total, list.may_edit), (3, false));
    let found = PeopleFilter {
        text: "HADDAD".to_owned(),
        ..PeopleFilter::default()
    };
    let list = people::list(&marte, found).await.unwrap();
    assert_eq!(list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [SAMIR]);
    let view = people::view(&marte, SAMIR).await.unwrap();
    assert_eq!(view.placed.len(), 2);
    assert!(!view.may_edit && view.places.units.is_empty());
    let close = command(1, Some(1), PersonCommand::Close { id: SAMIR });
    assert!(matches!(people::change(&marte, close).await, Err(ServiceError::Denied)));
    let ingrid = as_person(&house, INGRID).await;
    assert!(matches!(
        people::list(&ingrid, PeopleFilter::default()).await,
        Err(ServiceError::Denied)
    ));
}

#[tokio::test]
async fn the_first_account_of_an_empty_store_is_made_from_the_command_line_and_found_again() {
    let house = house(Profile::Empty).await;
    let key = Key::new([7; 32]);
    let name = Title::parse("Kari Første").unwrap();
    let email = Email::parse("kari@imdi.example").unwrap();
    let first = people::found(&house, &key, name.clone(), email.clone()).await.unwrap();
    assert!(first.is_new && first.person.administers());
    assert!(first.path.starts_with("/password?link="), "{}", first.path);
    let mut tx = Tx::new();
    rows::save(&mut tx, &first.person, &first.person.closed().unwrap(), 1);
    house.store.commit(tx).await.unwrap();
    let again = people::found(&house, &key, name, email).await.unwrap();
    assert!(!again.is_new && again.person.administers());
    assert_ne!(first.path, again.path);
    let links: Vec<serde_json::Value> = house.store.list("SELECT * FROM password_link").await.unwrap();
    assert_eq!(links.len(), 1, "the older link is gone");
    assert_eq!(rows::all(&house.store).await.unwrap().len(), 1);
}
