//! Carries a command out once: a repeat gets the first answer, a conflict makes the whole decision again.

use domain::access::Actor;
use domain::ids::CommandId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{StoreError, Tx, retry_conflicts};

use crate::{Ctx, ServiceError};

/// Runs `decide` (load → rule → rows) and commits what it wrote together with a receipt under the command's key.
///
/// # Errors
/// What `decide` says; `Rule("key_used")` when the key was another command's; `Stale` when the row moved on; `Unavailable` when the store did not answer.
pub async fn once<Answer, Decision>(
    ctx: &Ctx,
    actor: &Actor,
    key: CommandId,
    decide: impl Fn() -> Decision,
) -> Result<Answer, ServiceError>
where
    Answer: Serialize + DeserializeOwned,
    Decision: Future<Output = Result<(Tx, Answer), ServiceError>>,
{
    let (person, key) = (actor.person.to_string(), key.to_string());
    let (person, key, decide) = (&person, &key, &decide);
    let outcome = retry_conflicts(|| async move {
        if let Some(first) = first_answer(ctx, person, key).await? {
            return Ok(first);
        }
        let (mut tx, answer) = decide().await?;
        tx.receipt(person, key, &answer, ctx.now());
        ctx.store().commit(tx).await?;
        Ok(answer)
    })
    .await;
    match outcome {
        // The same command came in twice at once and the other one won.
        Err(ServiceError::Unavailable(StoreError::Repeated) | ServiceError::Stale) => {
            first_answer(ctx, person, key).await?.ok_or(ServiceError::Stale)
        }
        other => other,
    }
}

/// What the command was answered the first time, if it was carried out.
async fn first_answer<Answer: DeserializeOwned>(
    ctx: &Ctx,
    person: &str,
    key: &str,
) -> Result<Option<Answer>, ServiceError> {
    match ctx.store().receipt(person, key).await {
        // The answer is of another kind: the client has used the key for something else before.
        Err(StoreError::Shape { .. }) => Err(ServiceError::Rule("key_used")),
        first => Ok(first?),
    }
}
