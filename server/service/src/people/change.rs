//! Changes to accounts.

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::ids::PersonId;
use domain::issue::IssueCode;
use domain::people::command::{check_grants, keeps_an_administrator};
use domain::people::{Person, PersonCommand, PersonEdit, PersonRule};
use domain::role::Scope;
use store::people::{self as rows, EMAIL, PERSON};
use store::{Guard, StoreError, Tx, places, sessions};

use crate::once::once;
use crate::places::up_to_date;
use crate::session::{account, password_link};
use crate::{Ctx, ServiceError, calendar_feed};

/// The one guard of all changes that take an administrator away: the rule looks at every person.
const ADMINISTRATORS: &str = "administrators";

/// Carries out a change to accounts and says whose it was.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Stale`; `Invalid` for an e-mail that another has and for roles in unknown places;
/// `Rule` by the names of [`PersonRule`]; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<PersonCommand>) -> Result<PersonId, ServiceError> {
    let actor = ctx.authorise(Action::EditPeople, &Subject::general())?;
    let seen = envelope.expected_version;
    once(ctx, actor, &envelope, || async {
        let mut tx = Tx::new();
        let id = match envelope.command.clone() {
            PersonCommand::Create { id, person } => create(ctx, actor, &mut tx, id, person).await?,
            PersonCommand::Edit { id, person } => {
                sound(ctx, &person).await?;
                let edit = move |before: &Person| Ok(before.edited(person));
                replace(ctx, actor, &mut tx, (id, seen), "person.edit", edit).await?
            }
            PersonCommand::Invite { id } => invite(ctx, actor, &mut tx, id).await?,
            PersonCommand::Close { id } => {
                sign_out_everywhere(ctx, &mut tx, id).await?;
                calendar_feed::end_in(ctx, actor, &mut tx, id).await?;
                replace(ctx, actor, &mut tx, (id, seen), "person.close", Person::closed).await?
            }
            PersonCommand::Reopen { id } => {
                replace(ctx, actor, &mut tx, (id, seen), "person.reopen", Person::reopened).await?
            }
        };
        Ok((tx, id))
    })
    .await
    .map_err(taken)
}

async fn create(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    id: PersonId,
    edit: PersonEdit,
) -> Result<PersonId, ServiceError> {
    sound(ctx, &edit).await?;
    let person = Person::new(id, edit);
    rows::create(tx, &person);
    tx.audit(ctx.audit(actor, "person.create", PERSON, id.to_string()).after(&person));
    password_link::invite(tx, &[], &person, ctx.now());
    Ok(id)
}

async fn invite(ctx: &Ctx, actor: &Actor, tx: &mut Tx, id: PersonId) -> Result<PersonId, ServiceError> {
    let person = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if !person.active {
        return Err(ServiceError::Rule(PersonRule::AccountClosed.name()));
    }
    let older = store::password_links::of_person(ctx.store(), id).await?;
    password_link::invite(tx, &older, &person, ctx.now());
    tx.audit(ctx.audit(actor, "person.invite", PERSON, id.to_string()));
    Ok(id)
}

/// Loads, changes by the rule, and writes. Whoever takes an administrator away holds the guard.
async fn replace(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    (id, seen): (PersonId, Option<u64>),
    action: &str,
    rule: impl FnOnce(&Person) -> Result<Person, PersonRule>,
) -> Result<PersonId, ServiceError> {
    let guard: Guard = ctx.store().guard(PERSON, ADMINISTRATORS).await?;
    let before = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    up_to_date(seen, before.version)?;
    let after = rule(&before).map_err(ruled)?;
    if before.administers() && !after.administers() {
        let everyone = rows::all(ctx.store()).await?;
        keeps_an_administrator(&before, &after, everyone.iter()).map_err(ruled)?;
        tx.guard(&guard);
    }
    rows::save(tx, &before, &after, before.version);
    let entry = ctx.audit(actor, action, PERSON, id.to_string());
    tx.audit(entry.before(&before).after(&after));
    Ok(id)
}

/// Ends every session of the person in the same transaction; each leaves its own trace.
async fn sign_out_everywhere(ctx: &Ctx, tx: &mut Tx, id: PersonId) -> Result<(), ServiceError> {
    for row in sessions::of_person(ctx.store(), id).await? {
        account::end_in(tx, &row, "session.revoke", ctx.now(), &ctx.request_id);
    }
    Ok(())
}

/// What can't be seen from the command alone: the places that roles are bound to.
async fn sound(ctx: &Ctx, edit: &PersonEdit) -> Result<(), ServiceError> {
    check_grants(&edit.grants).map_err(|code| ServiceError::field("roles", code))?;
    for grant in &edit.grants {
        let is_known = match grant.scope {
            Scope::Everywhere => true,
            Scope::Unit(unit) => places::unit(ctx.store(), unit).await?.is_some(),
            Scope::Owner(owner) => places::owner(ctx.store(), owner).await?.is_some(),
        };
        if !is_known {
            return Err(ServiceError::field("roles", IssueCode::UnknownChoice));
        }
    }
    Ok(())
}

fn ruled(rule: PersonRule) -> ServiceError {
    ServiceError::Rule(rule.name())
}

/// An e-mail that another person has is a fault of its field.
fn taken(error: ServiceError) -> ServiceError {
    match &error {
        ServiceError::Unavailable(StoreError::Taken { table, .. }) if *table == EMAIL => {
            ServiceError::field("email", IssueCode::AlreadyExists)
        }
        _ => error,
    }
}
