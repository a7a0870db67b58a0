//! Templates of courses: saved from a course, shared or kept to oneself, and made into the next course.

use domain::access::{Action, Actor, Subject, may};
use domain::command::Envelope;
use domain::courses::CourseEvent;
use domain::courses::templates::view::{MadeFrom, MadeRow, TemplateList, TemplateRow, TemplateView};
use domain::courses::templates::{
    Behind, CourseTemplate, FromTemplate, NewTemplate, TemplateCommand, apply_template, from_event, made, programme,
};
use domain::ids::{CourseTemplateId, EventId};
use domain::part_plans::PlanOf;
use domain::text::PersonName;
use domain::text_guard::{confirmed_names, names_in};
use store::course_templates::{self as rows, TEMPLATE};
use store::courses as courses_rows;
use store::{Tx, people as people_rows};

use super::evaluation::said_before;
use super::plan::{adviser, advisers, ruled, sees, taken, visible as visible_course, write_new};
use crate::once::{once, seen};
use crate::{Ctx, ServiceError, part_plans, people};

/// The templates that the reader may make courses from: the own ones, those retired too, and what colleagues share.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn templates(ctx: &Ctx) -> Result<TemplateList, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let seen: Vec<CourseTemplate> = rows::all(ctx.store())
        .await?
        .into_iter()
        .filter(|one| is_seen(actor, one))
        .collect();
    let names = people::names(ctx, seen.iter().map(|one| one.author)).await?;
    let mut list = TemplateList::default();
    for one in seen {
        let row = TemplateRow {
            id: one.id,
            author_name: names.get(&one.author).cloned().unwrap_or_default(),
            format: one.format,
            parts: one.parts.len(),
            minutes: one.minutes(),
            capacity: u32::from(one.capacity.get()),
            is_shared: one.is_shared,
            is_retired: one.is_retired,
            title: one.title.into(),
        };
        if one.author == actor.person {
            list.own.push(row);
        } else {
            list.shared.push(row);
        }
    }
    Ok(list)
}

/// One template, with the courses made from it that the reader may see.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Unavailable`.
pub async fn template(ctx: &Ctx, id: CourseTemplateId) -> Result<TemplateView, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let found = visible(ctx, actor, id).await?;
    show(ctx, actor, found).await
}

/// Saves a course as a template.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a course that the actor may not see, `Denied` for one that may be seen but not changed;
/// `Invalid` by field; `Unavailable`.
pub async fn save_template(ctx: &Ctx, envelope: Envelope<NewTemplate>) -> Result<CourseTemplateId, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let event = visible_course(ctx, actor, new.from).await?;
        ctx.authorise(Action::EditCourse, &event.subject())?;
        let plans = part_plans::load(ctx, PlanOf::Course(event.id)).await?;
        let template = from_event(new, &event, &plans, actor.person, ctx.today()).map_err(ruled)?;
        let mut tx = Tx::new();
        rows::create(&mut tx, &template);
        // What stands in the course was confirmed there.
        let standing = names_in(&event).into_iter().chain(names_in(&plans)).collect();
        tx.audit(
            ctx.audit(actor, "save_course_template", TEMPLATE, template.id.to_string())
                .after(&template)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &standing)),
        );
        Ok((tx, template.id))
    })
    .await
    .map_err(taken)
}

/// Changes a template by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Stale`; `Invalid` by field;
/// `Unavailable`.
pub async fn change_template(
    ctx: &Ctx,
    id: CourseTemplateId,
    envelope: Envelope<TemplateCommand>,
) -> Result<TemplateView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditCourse)?;
    let changed: CourseTemplate = once(ctx, actor, &envelope, || async {
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditCourse, &before.subject())?;
        seen(&envelope, before.version)?;
        let after = apply_template(&before, &envelope.command);
        let mut tx = Tx::new();
        rows::save(&mut tx, &after, before.version);
        let key = (TEMPLATE, id.to_string());
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

/// Plans a course from a template. An adviser who plans stands behind it; the professional team names one who is to.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a template that the actor may not see; `Invalid` by field; `Rule`, among them
/// `course_template_retired`; `Unavailable`.
pub async fn from_template(ctx: &Ctx, envelope: Envelope<FromTemplate>) -> Result<EventId, ServiceError> {
    let actor = ctx.authorise(Action::CreateCourse, &Subject::general())?;
    let wanted = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let template = visible(ctx, actor, wanted.template).await?;
        let me = people_rows::load(ctx.store(), actor.person).await?;
        let me = me.ok_or(ServiceError::NotFound)?;
        let name = PersonName::parse(me.name.as_str()).map_err(|code| ServiceError::field("contact", code))?;
        let behind = Behind {
            planned_by: actor.person,
            adviser: Some(adviser(ctx, actor, wanted.adviser).await?),
            contact: (name, me.email),
        };
        let event = made(&template, wanted, behind, ctx.today()).map_err(ruled)?;
        let plans = programme(&template, &event);
        let mut tx = Tx::new();
        write_new(ctx, actor, &mut tx, (event, plans), &envelope);
        Ok((tx, wanted.id))
    })
    .await
    .map_err(taken)
}

/// What a course was made from, where the reader may see that.
pub(super) async fn made_from(ctx: &Ctx, actor: &Actor, event: &CourseEvent) -> Result<Option<MadeFrom>, ServiceError> {
    let Some(id) = event
        .made_from
        .filter(|_| may(actor, Action::CreateCourse, &Subject::general()))
    else {
        return Ok(None);
    };
    let found = rows::load(ctx.store(), id).await?.filter(|one| is_seen(actor, one));
    Ok(found.map(|one| MadeFrom {
        id,
        title: one.title.into(),
    }))
}

/// What colleagues share is seen while it is offered; what is the reader's own, always.
fn is_seen(actor: &Actor, template: &CourseTemplate) -> bool {
    let is_offered = template.is_shared && !template.is_retired;
    let can_offer = template.is_shared && may(actor, Action::EditCourse, &template.subject());
    template.author == actor.person || is_offered || can_offer
}

async fn visible(ctx: &Ctx, actor: &Actor, id: CourseTemplateId) -> Result<CourseTemplate, ServiceError> {
    let found = rows::load(ctx.store(), id).await?;
    found.filter(|one| is_seen(actor, one)).ok_or(ServiceError::NotFound)
}

async fn show(ctx: &Ctx, actor: &Actor, template: CourseTemplate) -> Result<TemplateView, ServiceError> {
    let names = people::names(ctx, [template.author]).await?;
    let mut held = courses_rows::events(ctx.store()).await?;
    held.retain(|event| event.made_from == Some(template.id) && sees(actor, event));
    let said = said_before(ctx, actor, held.iter()).await?;
    let mut made: Vec<MadeRow> = held
        .into_iter()
        .filter_map(|event| {
            Some(MadeRow {
                id: event.id,
                first_day: event.first()?.date,
                title: event.title.into(),
            })
        })
        .collect();
    made.sort_by_key(|row| std::cmp::Reverse(row.first_day));
    Ok(TemplateView {
        author_name: names.get(&template.author).cloned().unwrap_or_default(),
        may_edit: may(actor, Action::EditCourse, &template.subject()),
        made,
        said,
        advisers: advisers(ctx, actor).await?,
        template,
    })
}

const fn command_name(command: &TemplateCommand) -> &'static str {
    match command {
        TemplateCommand::Rename { .. } => "rename_course_template",
        TemplateCommand::Retire => "retire_course_template",
        TemplateCommand::Offer => "offer_course_template",
    }
}
