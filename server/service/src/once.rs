//! Carries a command out once: a repeat gets the first answer, a conflict makes the whole decision again.

use domain::access::Actor;
use domain::command::Envelope;
use domain::ids::CommandId;
use domain::text_guard::{self, FreeTexts};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::{StoreError, Tx, retry_conflicts};

use crate::{Ctx, ServiceError};

/// Looks the command's free texts through, then runs `decide` (load → rule → rows) and commits what it wrote together with a
/// receipt under the command's key. No command gets past: what names a person is refused here, whoever sent it.
///
/// # Errors
/// `Invalid` for a text that identifies somebody, or that may and was not confirmed; what `decide` says; `Rule("key_used")`
/// when the key was another command's; `Stale` when the row moved on; `Unavailable` when the store did not answer.
pub async fn once<Command, Answer, Decision>(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<Command>,
    decide: impl Fn() -> Decision,
) -> Result<Answer, ServiceError>
where
    Command: FreeTexts,
    Answer: Serialize + DeserializeOwned,
    Decision: Future<Output = Result<(Tx, Answer), ServiceError>>,
{
    let faults = text_guard::check(&envelope.command, &envelope.confirmed);
    if !faults.is_empty() {
        return Err(ServiceError::Invalid(faults));
    }
    once_by_key(ctx, actor, envelope.key, decide).await
}

/// The same for what is not a command with texts of its own: a file of units or calendars.
///
/// # Errors
/// As [`once`], but for the texts.
pub async fn once_by_key<Answer, Decision>(
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

/// Refuses a change of another version than the one that stands.
///
/// # Errors
/// `Stale`.
pub fn seen<Command>(envelope: &Envelope<Command>, version: u64) -> Result<(), ServiceError> {
    if envelope.expected_version == Some(version) {
        Ok(())
    } else {
        Err(ServiceError::Stale)
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
