//! A store in memory filled with the demonstration, and contexts of its people.

use std::sync::Arc;

use domain::access::Actor;
use domain::ids::{PersonId, SignInId};
use domain::people::Language;
use jiff::Timestamp;
use service::seed::{self, Profile};
use service::{Clock, Ctx, Services};
use store::{Store, people};
use ulid::Ulid;

/// Monday 23 November 2026 at noon in Norway.
pub fn story_time() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

/// The house with one profile in it.
pub async fn house(profile: Profile) -> Arc<Services> {
    let store = Store::memory().await.unwrap();
    seed::run(&store, profile, story_time()).await.unwrap();
    Arc::new(Services::new(store, Clock::manual(story_time())))
}

/// The demonstration's person, signed in.
pub async fn as_person(services: &Arc<Services>, id: PersonId) -> Ctx {
    let person = people::load(&services.store, id).await.unwrap().unwrap();
    Ctx {
        services: Arc::clone(services),
        actor: Some(Actor {
            person: id,
            sign_in: SignInId::new(Ulid(1)),
            grants: person.grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "test".to_owned(),
    }
}
