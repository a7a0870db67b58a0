//! What other slices ask about people. Whoever calls has been authorised for an action of its own.

use std::collections::HashMap;

use domain::ids::PersonId;

use crate::{Ctx, ServiceError};

/// The names of people; unknown ids are left out.
///
/// # Errors
/// `Unavailable`.
pub async fn names(
    ctx: &Ctx,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, ServiceError> {
    let mut ids: Vec<PersonId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let people = store::people::by_ids(ctx.store(), &ids).await?;
    Ok(people
        .into_iter()
        .map(|person| (person.id, person.name.to_string()))
        .collect())
}
