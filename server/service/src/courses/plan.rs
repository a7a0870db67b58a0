//! Planning: list, view, create, copy, change.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::access::{Action, Actor, Subject, may};
use domain::choice::Choice;
use domain::command::Envelope;
use domain::conflicts::{Conflict, few_enough_presentations};
use domain::courses::view::{EventChoices, EventList, EventRow, EventView, RegistrationRow, SaidBefore, WantedParts};
use domain::courses::{
    CopyEvent, Count, CourseEvent, EventCommand, EventRule, Lifecycle, NewEvent, Notice, apply, copy as copied,
    create as planned, note_change,
};
use domain::ids::{EventId, PersonId};
use domain::issue::IssueCode;
use domain::part_plans::{PartPlans, PlanOf};
use domain::role::Role;
use domain::text::ShortText;
use domain::text_guard::{Confirmed, FreeTexts, confirmed_names};
use domain::time::Occasion;
use store::courses::{self as rows, BOOK, EVENT};
use store::{StoreError, Tx, people as people_rows};

use super::decide::follow;
use super::seats::may_see_people;
use super::{evaluation, templates};
use crate::once::{once, seen};
use crate::{Ctx, ServiceError, conflicts, hours, part_plans, people};

/// The courses that the reader may see: drafts of those who may change them alone.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx) -> Result<EventList, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCourse)?;
    let counts = rows::books(ctx.store()).await?;
    let (now, today) = (ctx.now(), ctx.today());
    let mut seen: Vec<CourseEvent> = rows::events(ctx.store()).await?;
    seen.retain(|event| sees(actor, event));
    seen.sort_by_key(|event| event.first().map(|first| (first.date, first.start)));
    let row = |event: &CourseEvent| {
        let first = *event.first()?;
        let count = counts.get(&event.id).copied().unwrap_or_default();
        Some(EventRow {
            id: event.id,
            title: event.title.to_string(),
            first,
            parts: event.parts.len(),
            format: event.format,
            standing: event.standing(count.taken, now),
            capacity: u32::from(event.capacity.get()),
            count,
            awaits_reader: awaits(actor, event),
            is_to_be_decided: event.is_to_be_decided(count.taken, today)
                && may(actor, Action::EditCourse, &event.subject()),
        })
    };
    let (mut past, ahead): (Vec<_>, Vec<_>) = seen
        .iter()
        .partition(|event| event.last_day().is_some_and(|last| last < today));
    past.reverse();
    Ok(EventList {
        ahead: ahead.into_iter().filter_map(row).collect(),
        past: past.into_iter().filter_map(row).collect(),
        may_plan: may(actor, Action::CreateCourse, &Subject::general()),
    })
}

/// One course. One that the reader may not see is not found, as one that does not exist.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: EventId) -> Result<EventView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCourse)?;
    let event = visible(ctx, actor, id).await?;
    show(ctx, actor, event).await
}

/// What the planner offers before the first word is typed.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<EventChoices, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let me = people_rows::load(ctx.store(), actor.person)
        .await?
        .ok_or(ServiceError::NotFound)?;
    Ok(EventChoices {
        me: actor.person,
        name: me.name.to_string(),
        email: me.email.to_string(),
        advisers: advisers(ctx, actor).await?,
        today: ctx.today(),
    })
}

/// The advisers who may stand behind a course of the actor's; nobody where the actor is one.
pub(super) async fn advisers(ctx: &Ctx, actor: &Actor) -> Result<Vec<Choice>, ServiceError> {
    if actor.has(Role::Adviser) {
        return Ok(Vec::new());
    }
    let all = people_rows::all(ctx.store()).await?.into_iter();
    Ok(all
        .filter(|person| person.active && person.holds(Role::Adviser))
        .map(|person| Choice {
            value: person.id.to_string(),
            name: person.name.to_string(),
        })
        .collect())
}

/// Plans a course. An adviser who plans stands behind it; the professional team names one who is to.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` by field; `Rule`; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewEvent>) -> Result<EventId, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let new = NewEvent {
            adviser: Some(adviser(ctx, actor, new.adviser).await?),
            ..new.clone()
        };
        let event = planned(&new, actor.person, ctx.today()).map_err(ruled)?;
        let plans = PartPlans::new(PlanOf::Course(event.id), &event.parts);
        let mut tx = Tx::new();
        write_new(ctx, actor, &mut tx, (event, plans), &envelope);
        Ok((tx, new.id))
    })
    .await
    .map_err(taken)
}

/// Plans the same course on other dates, with its programme.
///
/// # Errors
/// As [`create`]; `NotFound` for a source that the actor may not see.
pub async fn copy(ctx: &Ctx, envelope: Envelope<CopyEvent>) -> Result<EventId, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let wanted = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let source = visible(ctx, actor, wanted.source).await?;
        let mut event = copied(&source, wanted, actor.person, ctx.today()).map_err(ruled)?;
        if actor.has(Role::Adviser) {
            event.adviser = Some(actor.person);
        }
        let source = part_plans::load(ctx, PlanOf::Course(source.id)).await?;
        let plans = source.copied(PlanOf::Course(event.id), &event.parts);
        let mut tx = Tx::new();
        write_new(ctx, actor, &mut tx, (event, plans), &envelope);
        Ok((tx, wanted.id))
    })
    .await
    .map_err(taken)
}

/// Changes a course by one command and gives it back as it then is. Seats that become free are given on, and those who have one are
/// told of what matters to them, in the same transaction.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Stale` when it moved on since
/// `expected_version`; `Invalid` by field; `Rule`; `Unavailable`.
pub async fn change(ctx: &Ctx, id: EventId, envelope: Envelope<EventCommand>) -> Result<EventView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditCourse)?;
    let is_decided = AtomicBool::new(false);
    let changed: CourseEvent = once(ctx, actor, &envelope, || async {
        let guard = ctx.store().guard(BOOK, id.to_string()).await?;
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditCourse, &before.subject())?;
        is_decided.store(true, Ordering::Relaxed);
        if let EventCommand::Approve { side } = envelope.command
            && side == domain::courses::Side::Team
            && !actor.has(Role::FagTeam)
        {
            return Err(ServiceError::Rule(EventRule::NoSuchSide.name()));
        }
        seen(&envelope, before.version)?;
        let count = rows::book(ctx.store(), id).await?;
        let mut after = apply(&before, &envelope.command, actor.person, count.taken, ctx.today()).map_err(ruled)?;
        note_change(Some(&before), &mut after, ctx.now());
        hours::may_move(ctx, &rows::entries_of(&before), &rows::entries_of(&after)).await?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        let parts = (before.parts.as_slice(), after.parts.as_slice());
        part_plans::follow(ctx, actor, &mut tx, PlanOf::Course(id), parts).await?;
        rows::save(&mut tx, &before, &after);
        follow(&ctx.services, &mut tx, (&before, &after), told(&before, &after)).await?;
        let key = (EVENT, id.to_string());
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
    if !is_decided.into_inner() {
        // A repeat is answered from its receipt; who may no longer see the course learns nothing more.
        visible(ctx, actor, id).await?;
    }
    show(ctx, actor, changed).await
}

/// What participants have to hear of a change.
fn told(before: &CourseEvent, after: &CourseEvent) -> Option<Notice> {
    match (&before.lifecycle, &after.lifecycle) {
        (Lifecycle::Published { .. }, Lifecycle::Cancelled { .. }) => Some(Notice::Cancelled),
        (Lifecycle::Published { .. }, Lifecycle::Published { .. })
            if before.calendar.sequence != after.calendar.sequence =>
        {
            Some(Notice::Changed)
        }
        _ => None,
    }
}

/// The adviser who stands behind a course: the planner, or the one that the professional team has named.
pub(super) async fn adviser(ctx: &Ctx, actor: &Actor, named: Option<PersonId>) -> Result<PersonId, ServiceError> {
    let adviser = if actor.has(Role::Adviser) {
        Some(actor.person)
    } else {
        named
    };
    let named = adviser.ok_or_else(|| ServiceError::field("adviser", IssueCode::Required))?;
    let person = people_rows::load(ctx.store(), named).await?;
    if !person.is_some_and(|person| person.active && person.holds(Role::Adviser)) {
        return Err(ServiceError::field("adviser", IssueCode::UnknownChoice));
    }
    Ok(named)
}

pub(super) fn write_new<C: FreeTexts>(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    (mut event, plans): (CourseEvent, PartPlans),
    envelope: &Envelope<C>,
) {
    note_change(None, &mut event, ctx.now());
    rows::create(tx, &event, &plans);
    tx.audit(
        ctx.audit(actor, "create_course", EVENT, event.id.to_string())
            .after(&event)
            .confirmed(&confirmed_names(
                &envelope.command,
                &envelope.confirmed,
                &Confirmed::default(),
            )),
    );
}

/// A draft is seen by those who may change it; what is published by everyone who may see courses.
pub(super) fn sees(actor: &Actor, event: &CourseEvent) -> bool {
    let subject = event.subject();
    may(actor, Action::EditCourse, &subject) || (event.is_public() && may(actor, Action::ViewCourse, &subject))
}

fn awaits(actor: &Actor, event: &CourseEvent) -> bool {
    event.lifecycle == Lifecycle::Draft
        && ((event.adviser == Some(actor.person) && event.approvals.adviser.is_none())
            || (actor.has(Role::FagTeam) && event.approvals.team.is_none()))
}

pub(super) async fn visible(ctx: &Ctx, actor: &Actor, id: EventId) -> Result<CourseEvent, ServiceError> {
    let event = rows::event(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if sees(actor, &event) {
        Ok(event)
    } else {
        Err(ServiceError::NotFound)
    }
}

pub(super) async fn show(ctx: &Ctx, actor: &Actor, event: CourseEvent) -> Result<EventView, ServiceError> {
    let approvals = event.approvals;
    let named = [approvals.adviser, approvals.team]
        .into_iter()
        .flatten()
        .map(|one| one.by);
    let names = people::names(ctx, event.adviser.into_iter().chain(named)).await?;
    let name = |id: Option<PersonId>| id.and_then(|id| names.get(&id).cloned()).unwrap_or_default();
    let count: Count = rows::book(ctx.store(), event.id).await?;
    let may_see_people = may_see_people(actor, &event);
    let registrations = if may_see_people {
        registrations(ctx, event.id).await?
    } else {
        Vec::new()
    };
    let (evaluation, turnout) = if may_see_people {
        let people: Vec<_> = registrations.iter().map(|row| row.registration.clone()).collect();
        (
            evaluation::told(ctx, &event).await?,
            evaluation::turnout(&people, event.parts.len()).filter(|_| event.opening().ended_by(ctx.now())),
        )
    } else {
        (Vec::new(), None)
    };
    let conflicts = conflicts_of(ctx, actor, &event).await?;
    let parts = part_plans::load(ctx, PlanOf::Course(event.id)).await?.rows();
    Ok(EventView {
        said_before: said_before(ctx, actor, &event).await?,
        parts,
        made_from: templates::made_from(ctx, actor, &event).await?,
        conflicts,
        evaluation,
        turnout,
        standing: event.standing(count.taken, ctx.now()),
        count,
        adviser_name: name(event.adviser),
        approved_by: (
            name(approvals.adviser.map(|one| one.by)),
            name(approvals.team.map(|one| one.by)),
        ),
        registrations,
        may_see_people,
        may_edit: may(actor, Action::EditCourse, &event.subject()),
        is_adviser: event.adviser == Some(actor.person),
        is_team: actor.has(Role::FagTeam),
        reader: actor.person,
        today: ctx.today(),
        now: ctx.now(),
        event,
    })
}

/// What was said of the course the last times that it was held: of the one that it repeats, and of those from the same template.
async fn said_before(ctx: &Ctx, actor: &Actor, event: &CourseEvent) -> Result<Vec<SaidBefore>, ServiceError> {
    if (event.repeats.is_none() && event.made_from.is_none()) || !may(actor, Action::EditCourse, &event.subject()) {
        return Ok(Vec::new());
    }
    let all = rows::events(ctx.store()).await?;
    let is_before = |one: &&CourseEvent| {
        let is_of_template = event.made_from.is_some() && one.made_from == event.made_from;
        one.id != event.id && (Some(one.id) == event.repeats || is_of_template)
    };
    evaluation::said_before(ctx, actor, all.iter().filter(is_before)).await
}

/// What the parts that lie ahead run into in the calendar of the adviser who stands behind the course; for those who may change it.
async fn conflicts_of(ctx: &Ctx, actor: &Actor, event: &CourseEvent) -> Result<Vec<Conflict>, ServiceError> {
    let is_off = matches!(event.lifecycle, Lifecycle::Cancelled { .. });
    let Some(adviser) = event
        .adviser
        .filter(|_| !is_off && may(actor, Action::EditCourse, &event.subject()))
    else {
        return Ok(Vec::new());
    };
    let parts = event.parts.iter().copied();
    let ahead: Vec<Occasion> = parts.filter(|part| part.date >= ctx.today()).collect();
    let own = event.id.to_string();
    conflicts::of_occasions(ctx, actor, Some(&own), (adviser, None, &event.place), &ahead).await
}

/// What the times of a course run into that are not saved yet, in the calendar of the adviser who stands behind it.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a course that the actor may not see; `Invalid` for too many times and for an unknown adviser;
/// `Unavailable`.
pub async fn conflicts_of_parts(ctx: &Ctx, wanted: &WantedParts) -> Result<Vec<Conflict>, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    few_enough_presentations(&wanted.slots).map_err(|issue| ServiceError::Invalid(vec![issue]))?;
    let behind = match wanted.of {
        Some(id) => {
            let event = visible(ctx, actor, id).await?;
            ctx.authorise(Action::EditCourse, &event.subject())?;
            event.adviser
        }
        // The professional team has yet to name somebody.
        None if wanted.adviser.is_none() && !actor.has(Role::Adviser) => None,
        None => Some(adviser(ctx, actor, wanted.adviser).await?),
    };
    let Some(behind) = behind else { return Ok(Vec::new()) };
    let own = wanted.of.map(|id| id.to_string());
    let at = (behind, None, &ShortText::default());
    conflicts::of_occasions(ctx, actor, own.as_deref(), at, &wanted.slots).await
}

async fn registrations(ctx: &Ctx, event: EventId) -> Result<Vec<RegistrationRow>, ServiceError> {
    let all = rows::registrations(ctx.store(), event).await?;
    let waiting: Vec<u32> = all
        .iter()
        .filter(|one| one.state.waits())
        .map(|one| one.number)
        .collect();
    let position: HashMap<u32, usize> = waiting.into_iter().zip(1..).collect();
    Ok(all
        .into_iter()
        .map(|registration| RegistrationRow {
            municipality: registration.given.municipality.name().to_owned(),
            position: position.get(&registration.number).copied(),
            registration,
        })
        .collect())
}

pub(super) fn ruled(rule: EventRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// An id that is taken already can only be a mistake in the client: the id is made with the command.
pub(super) fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("title", IssueCode::AlreadyExists),
        other => other,
    }
}

const fn command_name(command: &EventCommand) -> &'static str {
    match command {
        EventCommand::Edit { .. } => "edit_course",
        EventCommand::Approve { .. } => "approve_course",
        EventCommand::Publish => "publish_course",
        EventCommand::Close => "close_course",
        EventCommand::Reopen => "reopen_course",
        EventCommand::Cancel { .. } => "cancel_course",
        EventCommand::AddTask { .. } => "add_course_task",
        EventCommand::TickTask { .. } => "tick_course_task",
        EventCommand::RemoveTask { .. } => "remove_course_task",
    }
}
