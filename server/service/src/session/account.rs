//! A person's own account: devices, declaration of secrecy, language.

use domain::access::{Action, Actor, Subject};
use domain::ids::SignInId;
use domain::issue::IssueCode;
use domain::people::pledge::{Acceptance, CURRENT_VERSION};
use domain::people::view::{Device, Me};
use domain::people::{Language, Person};
use jiff::Timestamp;
use serde::Serialize;
use store::sessions::{self, SignInRow};
use store::{AuditEntry, Store, StoreError, Tx, instant, people};

use super::{ABSOLUTE, IDLE, unavailable};
use crate::ctx::Ctx;
use crate::error::ServiceError;

/// What the audit trail keeps of a signed-in device: never the token's hash.
#[derive(Debug, Serialize)]
pub(super) struct Audited<'a> {
    device: &'a str,
}

impl<'a> Audited<'a> {
    pub(super) fn of(row: &'a SignInRow) -> Self {
        Self { device: &row.device }
    }
}

/// The signed-in person, or nobody. Open to all: it is how a page learns whom it is drawn for.
///
/// # Errors
/// `Unavailable`.
pub async fn me(ctx: &Ctx) -> Result<Option<Me>, ServiceError> {
    let Some(actor) = &ctx.actor else {
        return Ok(None);
    };
    let person = people::load(ctx.store(), actor.person).await.map_err(unavailable)?;
    Ok(person.map(|person| Me {
        id: person.id,
        name: person.name.into(),
        language: person.language,
        grants: actor.grants.clone(),
        pledge_in_force: ctx.pledge_in_force,
    }))
}

/// Accepts the declaration of secrecy in the version that was shown.
///
/// # Errors
/// `SignedOut`; `Invalid` without the tick; `Stale` when another version is in force by now; `Unavailable`.
pub async fn accept_declaration(ctx: &Ctx, version: u32, accepted: bool) -> Result<(), ServiceError> {
    let actor = ctx.signed_in()?;
    if !accepted {
        return Err(ServiceError::field("accepted", IssueCode::MustBeAccepted));
    }
    if version != CURRENT_VERSION {
        return Err(ServiceError::Stale);
    }
    if ctx.pledge_in_force {
        return Ok(());
    }
    let at = instant::cut(ctx.now());
    let acceptance = Acceptance { version, at };
    let mut tx = Tx::new();
    people::accept(&mut tx, actor.person, acceptance);
    let key = people::acceptance_key(actor.person, at);
    tx.audit(
        AuditEntry::new(
            actor.person.to_string(),
            "session.accept_declaration",
            people::PLEDGE,
            key,
            at,
        )
        .after(&acceptance)
        .request(&ctx.request_id),
    );
    match ctx.store().commit(tx).await {
        // Sent twice at once: accepted is accepted.
        Ok(()) | Err(StoreError::Taken { .. } | StoreError::Conflict) => Ok(()),
        Err(error) => Err(unavailable(error)),
    }
}

/// The person's signed-in devices, the one in use first.
///
/// # Errors
/// `SignedOut`, `PledgeNeeded`, `Unavailable`.
pub async fn own_devices(ctx: &Ctx) -> Result<Vec<Device>, ServiceError> {
    let actor = authorise_own(ctx)?;
    let rows = sessions::of_person(ctx.store(), actor.person)
        .await
        .map_err(unavailable)?;
    let now = ctx.now();
    let mut devices: Vec<Device> = rows
        .into_iter()
        .filter(|row| now.duration_since(row.seen_at) < IDLE && now.duration_since(row.created_at) < ABSOLUTE)
        .map(|row| Device {
            id: row.sign_in,
            name: row.device,
            since: row.created_at,
            last_seen: row.seen_at,
            is_this: row.sign_in == actor.sign_in,
        })
        .collect();
    devices.sort_by_key(|device| !device.is_this);
    Ok(devices)
}

/// Ends a session of the person's own on another device, or on this one.
///
/// # Errors
/// `SignedOut`, `PledgeNeeded`, `NotFound` (also for somebody else's), `Unavailable`.
pub async fn revoke_device(ctx: &Ctx, id: SignInId) -> Result<(), ServiceError> {
    let actor = authorise_own(ctx)?;
    let rows = sessions::of_person(ctx.store(), actor.person)
        .await
        .map_err(unavailable)?;
    let row = rows
        .iter()
        .find(|row| row.sign_in == id)
        .ok_or(ServiceError::NotFound)?;
    end(ctx.store(), row, "session.revoke", ctx.now(), &ctx.request_id).await
}

/// Ends every session of the person's own but the one in use.
///
/// # Errors
/// `SignedOut`, `PledgeNeeded`, `Unavailable`.
pub async fn revoke_others(ctx: &Ctx) -> Result<(), ServiceError> {
    let actor = authorise_own(ctx)?;
    let mut tx = Tx::new();
    end_others_in(ctx, actor, &mut tx).await?;
    if tx.is_empty() {
        return Ok(());
    }
    match ctx.store().commit(tx).await {
        Ok(()) => Ok(()),
        // One of them ended by itself meanwhile: the person sees the rest and asks again.
        Err(StoreError::NotFound { .. } | StoreError::Conflict) => Err(ServiceError::Stale),
        Err(error) => Err(unavailable(error)),
    }
}

/// Ends the session that the request came with. Nobody signed in is no fault.
///
/// # Errors
/// `Unavailable`.
pub async fn sign_out(ctx: &Ctx) -> Result<(), ServiceError> {
    let Some(actor) = &ctx.actor else {
        return Ok(());
    };
    let rows = sessions::of_person(ctx.store(), actor.person)
        .await
        .map_err(unavailable)?;
    match rows.iter().find(|row| row.sign_in == actor.sign_in) {
        Some(row) => end(ctx.store(), row, "session.sign_out", ctx.now(), &ctx.request_id).await,
        None => Ok(()),
    }
}

/// Saves the person's language; without a person there is nothing to save.
///
/// # Errors
/// `Stale` when the account was changed in the same moment, `Unavailable`.
pub async fn set_language(ctx: &Ctx, language: Language) -> Result<(), ServiceError> {
    let Some(actor) = &ctx.actor else {
        return Ok(());
    };
    let before = people::load(ctx.store(), actor.person).await.map_err(unavailable)?;
    let before = before.ok_or(ServiceError::NotFound)?;
    if before.language == language {
        return Ok(());
    }
    let after = Person {
        language,
        version: before.version + 1,
        ..before.clone()
    };
    let mut tx = Tx::new();
    people::save(&mut tx, &before, &after, before.version);
    tx.audit(
        AuditEntry::new(
            actor.person.to_string(),
            "session.set_language",
            people::PERSON,
            actor.person.to_string(),
            ctx.now(),
        )
        .before(&before.language)
        .after(&language)
        .request(&ctx.request_id),
    );
    match ctx.store().commit(tx).await {
        Ok(()) => Ok(()),
        Err(StoreError::Stale { .. } | StoreError::Conflict) => Err(ServiceError::Stale),
        Err(error) => Err(unavailable(error)),
    }
}

/// Ends a session. One that is gone already is no fault.
pub(super) async fn end(
    store: &Store,
    row: &SignInRow,
    action: &str,
    now: Timestamp,
    request_id: &str,
) -> Result<(), ServiceError> {
    let mut tx = Tx::new();
    end_in(&mut tx, row, action, now, request_id);
    match store.commit(tx).await {
        Ok(()) | Err(StoreError::NotFound { .. }) => Ok(()),
        Err(error) => Err(unavailable(error)),
    }
}

/// Ends a session as part of another change; one that is gone by then makes that change fail with `NotFound`.
pub(crate) fn end_in(tx: &mut Tx, row: &SignInRow, action: &str, now: Timestamp, request_id: &str) {
    tx.delete(sessions::SIGN_IN, row.id.as_str()).audit(
        AuditEntry::new(
            row.person.to_string(),
            action,
            sessions::SIGN_IN,
            row.sign_in.to_string(),
            now,
        )
        .before(&Audited::of(row))
        .request(request_id),
    );
}

/// Ends every other session of the person as part of another change.
pub(super) async fn end_others_in(ctx: &Ctx, actor: &Actor, tx: &mut Tx) -> Result<(), ServiceError> {
    let rows = sessions::of_person(ctx.store(), actor.person)
        .await
        .map_err(unavailable)?;
    for row in rows.iter().filter(|row| row.sign_in != actor.sign_in) {
        end_in(tx, row, "session.revoke", ctx.now(), &ctx.request_id);
    }
    Ok(())
}

pub(crate) fn authorise_own(ctx: &Ctx) -> Result<&Actor, ServiceError> {
    let person = ctx.signed_in()?.person;
    ctx.authorise(Action::ManageOwnAccount, &Subject::of(person))
}
