//! Signing in as a person of the demonstration, without a password. The HTTP layer offers it in the demo profile alone.

use domain::ids::PersonId;
use domain::people::view::DemoPerson;
use store::people;

use super::token::Token;
use super::{SignInDesk, SignedIn, unavailable};
use crate::error::ServiceError;

impl SignInDesk {
    /// Everyone who can be signed in as.
    ///
    /// # Errors
    /// `Unavailable`.
    pub async fn demo_people(&self) -> Result<Vec<DemoPerson>, ServiceError> {
        let everyone = people::all(&self.services.store).await.map_err(unavailable)?;
        Ok(everyone
            .into_iter()
            .filter(|person| person.active)
            .take(MOST_SHOWN)
            .map(|person| DemoPerson {
                id: person.id,
                name: person.name.into(),
                roles: person.grants.iter().map(|grant| grant.role).collect(),
            })
            .collect())
    }

    /// Signs in as this person.
    ///
    /// # Errors
    /// `NotFound`, `Unavailable`.
    pub async fn demo_sign_in(
        &self,
        person: PersonId,
        user_agent: &str,
        old: Option<&Token>,
        request_id: &str,
    ) -> Result<SignedIn, ServiceError> {
        let person = people::load(&self.services.store, person).await.map_err(unavailable)?;
        let person = person.filter(|person| person.active).ok_or(ServiceError::NotFound)?;
        self.open_for(&person, user_agent, old, request_id).await
    }
}

/// The full profile has hundreds of people; the page shows the first by name.
const MOST_SHOWN: usize = 60;
