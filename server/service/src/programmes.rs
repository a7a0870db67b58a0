//! Programmes that groups are planned from: the one that ships, and groups that colleagues saved.

use domain::access::{Action, Actor, Subject, may};
use domain::command::Envelope;
use domain::ids::ProgrammeId;
use domain::issue::IssueCode;
use domain::programmes::view::{ProgrammeChoice, ProgrammeRow, ProgrammeView};
use domain::programmes::{FLEXID, NewProgramme, Programme, ProgrammeCommand, ProgrammeRule, apply, from_group};
use domain::text_guard::{confirmed_names, names_in};
use store::programmes::{self as rows, PROGRAMME};
use store::{StoreError, Tx};

mod flexid;

use crate::groups::reach;
use crate::once::{once, seen};
use crate::{Ctx, ServiceError, people};

/// Every programme that is offered, the one that ships first, and the reader's own that were withdrawn.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn list(ctx: &Ctx) -> Result<Vec<ProgrammeRow>, ServiceError> {
    let actor = ctx.authorise(Action::ViewProgramme, &Subject::general())?;
    let programmes: Vec<Programme> = all(ctx)
        .await?
        .into_iter()
        .filter(|programme| is_seen(actor, programme))
        .collect();
    let authors = people::names(ctx, programmes.iter().filter_map(|programme| programme.author)).await?;
    let row = |programme: Programme| ProgrammeRow {
        id: programme.id,
        title: programme.title.to_string(),
        summary: programme.summary.to_string(),
        author_name: programme.author.map(|id| authors.get(&id).cloned().unwrap_or_default()),
        sessions: u8::try_from(programme.sessions.len()).unwrap_or(u8::MAX),
        minutes: programme.minutes,
        withdrawn: programme.withdrawn,
    };
    Ok(programmes.into_iter().map(row).collect())
}

/// One programme. One that was withdrawn stays to be seen by its author alone.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: ProgrammeId) -> Result<ProgrammeView, ServiceError> {
    let actor = ctx.authorise(Action::ViewProgramme, &Subject::general())?;
    show(ctx, actor, visible(ctx, actor, id).await?).await
}

/// Saves a group as a programme.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a group that the actor may not change; `Rule`; `Unavailable`.
pub async fn save(ctx: &Ctx, envelope: Envelope<NewProgramme>) -> Result<ProgrammeId, ServiceError> {
    let actor = ctx.authorise(Action::SaveProgramme, &Subject::general())?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let group = reach::own(ctx, new.from).await?;
        let programme = from_group(new, &group, actor.person, ctx.today()).map_err(ruled)?;
        let mut tx = Tx::new();
        rows::create(&mut tx, &programme);
        // What stands in the group was confirmed there.
        let standing = names_in(&group).into_iter().collect();
        tx.audit(
            ctx.audit(actor, "save_programme", PROGRAMME, programme.id.to_string())
                .after(&programme)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &standing)),
        );
        Ok((tx, programme.id))
    })
    .await
    .map_err(|error| match error {
        // The id is made with the command: only a mistake in the client takes one twice.
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("title", IssueCode::AlreadyExists),
        other => other,
    })
}

/// Changes a programme by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Stale`; `Rule`; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: ProgrammeId,
    envelope: Envelope<ProgrammeCommand>,
) -> Result<ProgrammeView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditProgramme)?;
    let changed: Programme = once(ctx, actor, &envelope, || async {
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditProgramme, &before.subject())?;
        seen(&envelope, before.version)?;
        let after = apply(&before, &envelope.command).map_err(ruled)?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &after, before.version);
        let key = (PROGRAMME, id.to_string());
        tx.audit(ctx.audit_change(
            actor,
            command_name(&envelope.command),
            key,
            (&before, &after),
            &envelope,
        ));
        Ok((tx, after))
    })
    .await?;
    show(ctx, actor, changed).await
}

/// What the planner of groups offers. Whoever calls has been authorised for an action of its own.
///
/// # Errors
/// `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<Vec<ProgrammeChoice>, ServiceError> {
    let choice = |programme: Programme| ProgrammeChoice {
        id: programme.id,
        title: programme.title.to_string(),
        minutes: programme.minutes,
        themes: programme
            .sessions
            .iter()
            .map(|session| session.theme.to_string())
            .collect(),
    };
    let offered = all(ctx).await?.into_iter().filter(|programme| !programme.withdrawn);
    Ok(offered.map(choice).collect())
}

/// A programme to plan a group from. Whoever calls has been authorised for an action of its own.
///
/// # Errors
/// `Invalid` beside the field `programme` for one that does not exist or was withdrawn; `Unavailable`.
pub async fn to_plan_from(ctx: &Ctx, id: ProgrammeId) -> Result<Programme, ServiceError> {
    match find(ctx, id).await? {
        None => Err(ServiceError::field("programme", IssueCode::UnknownChoice)),
        Some(programme) if programme.withdrawn => Err(ServiceError::field("programme", IssueCode::Withdrawn)),
        Some(programme) => Ok(programme),
    }
}

/// A programme's title, for a group that was planned from it, withdrawn or not.
///
/// # Errors
/// `Unavailable`.
pub async fn title(ctx: &Ctx, id: ProgrammeId) -> Result<Option<String>, ServiceError> {
    Ok(find(ctx, id).await?.map(|programme| programme.title.to_string()))
}

async fn all(ctx: &Ctx) -> Result<Vec<Programme>, ServiceError> {
    let mut programmes: Vec<Programme> = flexid::programme(ctx.language).into_iter().collect();
    programmes.extend(rows::all(ctx.store()).await?);
    Ok(programmes)
}

async fn find(ctx: &Ctx, id: ProgrammeId) -> Result<Option<Programme>, ServiceError> {
    if id == FLEXID {
        return Ok(flexid::programme(ctx.language));
    }
    Ok(rows::load(ctx.store(), id).await?)
}

async fn visible(ctx: &Ctx, actor: &Actor, id: ProgrammeId) -> Result<Programme, ServiceError> {
    let programme = find(ctx, id).await?.ok_or(ServiceError::NotFound)?;
    if is_seen(actor, &programme) {
        Ok(programme)
    } else {
        Err(ServiceError::NotFound)
    }
}

fn is_seen(actor: &Actor, programme: &Programme) -> bool {
    !programme.withdrawn || may(actor, Action::EditProgramme, &programme.subject())
}

async fn show(ctx: &Ctx, actor: &Actor, programme: Programme) -> Result<ProgrammeView, ServiceError> {
    let authors = people::names(ctx, programme.author).await?;
    Ok(ProgrammeView {
        reader: actor.person,
        author_name: programme.author.map(|id| authors.get(&id).cloned().unwrap_or_default()),
        may_edit: programme.author.is_some() && may(actor, Action::EditProgramme, &programme.subject()),
        may_use: !programme.withdrawn && may(actor, Action::CreateGroup, &Subject::general()),
        programme,
    })
}

fn ruled(rule: ProgrammeRule) -> ServiceError {
    ServiceError::Rule(rule.name())
}

const fn command_name(command: &ProgrammeCommand) -> &'static str {
    match command {
        ProgrammeCommand::Edit { .. } => "edit_programme",
        ProgrammeCommand::Withdraw => "withdraw_programme",
        ProgrammeCommand::Offer => "offer_programme",
    }
}
