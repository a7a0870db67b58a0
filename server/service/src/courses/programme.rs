//! The programme of a course, part by part. Who may see the course sees it, who may change the course changes it.

use domain::access::{Action, Actor, may};
use domain::command::Envelope;
use domain::courses::{CourseEvent, Lifecycle};
use domain::ids::EventId;
use domain::part_plans::view::PartPlansView;
use domain::part_plans::{PartPlanCommand, PartPlans, PlanOf};

use super::plan::visible;
use crate::once::once;
use crate::{Ctx, ServiceError, part_plans, people};

/// The programme of a course.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for one that the reader may not see; `Unavailable`.
pub async fn view(ctx: &Ctx, id: EventId) -> Result<PartPlansView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCourse)?;
    let event = visible(ctx, actor, id).await?;
    let plans = part_plans::load(ctx, PlanOf::Course(id)).await?;
    show(ctx, actor, &event, plans).await
}

/// Changes the programme of a course by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for a course the actor may not see, `Denied` for one that may be seen but not changed; `Stale`; `Invalid` by
/// field; `Rule` by the names of [`domain::part_plans::PartPlanRule`]; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: EventId,
    envelope: Envelope<PartPlanCommand>,
) -> Result<PartPlansView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditCourse)?;
    let changed: PartPlans = once(ctx, actor, &envelope, || async {
        let event = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditCourse, &event.subject())?;
        part_plans::change(ctx, actor, PlanOf::Course(id), is_held(&event), &envelope).await
    })
    .await?;
    // A repeat is answered from its receipt; who may no longer see the course learns nothing more.
    let event = visible(ctx, actor, id).await?;
    show(ctx, actor, &event, changed).await
}

const fn is_held(event: &CourseEvent) -> bool {
    !matches!(event.lifecycle, Lifecycle::Cancelled { .. })
}

async fn show(ctx: &Ctx, actor: &Actor, event: &CourseEvent, plans: PartPlans) -> Result<PartPlansView, ServiceError> {
    let mut names = people::names(ctx, event.adviser).await?;
    Ok(PartPlansView {
        unit_name: String::new(),
        place: event.place.to_string(),
        held_by: event.adviser.and_then(|id| names.remove(&id)).unwrap_or_default(),
        goal: event.about.to_string(),
        materials: String::new(),
        today: ctx.today(),
        title: event.title.to_string(),
        is_held: is_held(event),
        may_edit: may(actor, Action::EditCourse, &event.subject()),
        reader: actor.person,
        plans,
    })
}
