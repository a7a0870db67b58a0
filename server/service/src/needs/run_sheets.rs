//! The run sheets of a measure, one a part. Who may see the measure sees them, who may change the measure changes them.

use domain::access::Action;
use domain::command::Envelope;
use domain::ids::MeasureId;
use domain::needs::{Measure, MeasureStage};
use domain::part_plans::view::PartPlansView;
use domain::part_plans::{PartPlanCommand, PartPlans, PlanOf};

use super::Reader;
use super::measures::visible;
use crate::once::once;
use crate::{Ctx, ServiceError, part_plans, people, places};

/// The run sheets of a measure.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for one that the reader may not see; `Unavailable`.
pub async fn view(ctx: &Ctx, id: MeasureId) -> Result<PartPlansView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewNeeds).await?;
    let measure = visible(ctx, &reader, id).await?;
    let plans = part_plans::load(ctx, PlanOf::Measure(id)).await?;
    show(ctx, &reader, &measure, plans).await
}

/// Changes the run sheets of a measure by one command and gives them back as they then are.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale`; `Invalid` by field; `Rule` by the names of [`domain::part_plans::PartPlanRule`];
/// `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: MeasureId,
    envelope: Envelope<PartPlanCommand>,
) -> Result<PartPlansView, ServiceError> {
    let reader = Reader::of(ctx, Action::EditNeeds).await?;
    let changed: PartPlans = once(ctx, reader.actor, &envelope, || async {
        let measure = visible(ctx, &reader, id).await?;
        reader.must(Action::EditNeeds, measure.subject())?;
        part_plans::change(ctx, reader.actor, PlanOf::Measure(id), is_held(&measure), &envelope).await
    })
    .await?;
    let measure = visible(ctx, &reader, id).await?;
    show(ctx, &reader, &measure, changed).await
}

fn is_held(measure: &Measure) -> bool {
    measure.stage() != MeasureStage::Cancelled
}

async fn show(
    ctx: &Ctx,
    reader: &Reader<'_>,
    measure: &Measure,
    plans: PartPlans,
) -> Result<PartPlansView, ServiceError> {
    let mut units = places::unit_names(ctx, [measure.unit]).await?;
    let mut names = people::names(ctx, [measure.adviser]).await?;
    Ok(PartPlansView {
        unit_name: units.remove(&measure.unit).unwrap_or_default(),
        place: measure.plan.place.to_string(),
        held_by: names.remove(&measure.adviser).unwrap_or_default(),
        goal: measure.plan.goal.to_string(),
        materials: measure.plan.materials.to_string(),
        today: ctx.today(),
        title: measure.plan.title.to_string(),
        is_held: is_held(measure),
        may_edit: reader.may(Action::EditNeeds, measure.subject()),
        reader: reader.actor.person,
        plans,
    })
}
