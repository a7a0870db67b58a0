//! Competence measures: plan, look at, change.

use domain::access::{Action, Subject};
use domain::command::Envelope;
use domain::conflicts::{Conflict, few_enough_presentations};
use domain::ids::{MeasureId, UnitId};
use domain::needs::view::{MeasureView, NeedChoice, NeedsChoices, WantedParts};
use domain::needs::{
    Measure, MeasureCommand, MeasurePlan, MeasureRule, Need, NewMeasure, apply_measure, note_change, plan_measure,
};
use domain::part_plans::PlanOf;
use domain::text_guard::{Confirmed, confirmed_names};
use domain::time::Occasion;
use store::needs::{self as rows, MEASURE};
use store::{Tx, places as place_rows};

use super::{Reader, first_needs, needs_at, taken};
use crate::once::{once, seen};
use crate::presentations::offered;
use crate::{Ctx, ServiceError, conflicts, hours, part_plans, people, places};

/// What a survey or a measure is begun with: the adviser's units, how many work there, and the needs that come first.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<NeedsChoices, ServiceError> {
    let person = ctx.signed_in()?.person;
    ctx.authorise(Action::EditNeeds, &Subject::of(person))?;
    let reader = Reader::of(ctx, Action::EditNeeds).await?;
    let units = places::units_of(ctx, person).await?;
    let ids: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    let found = place_rows::units_by_id(ctx.store(), &ids).await?;
    let staff = ids
        .iter()
        .map(|id| found.iter().find(|unit| unit.id == *id)?.staff)
        .collect();
    let surveys = rows::surveys(ctx.store()).await?;
    Ok(NeedsChoices {
        me: person,
        staff,
        needs: first_needs(
            surveys
                .iter()
                .filter(|survey| ids.contains(&survey.unit) && reader.may(Action::ViewNeeds, survey.subject())),
        ),
        units,
        today: ctx.today(),
    })
}

/// One measure.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for one that the reader may not see; `Unavailable`.
pub async fn view(ctx: &Ctx, id: MeasureId) -> Result<MeasureView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewNeeds).await?;
    let measure = visible(ctx, &reader, id).await?;
    show(ctx, &reader, measure).await
}

/// Plans a measure; the one who plans holds it.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that is neither own nor nearby, and by field; `Rule` by the names of [`MeasureRule`];
/// `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewMeasure>) -> Result<MeasureId, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::EditNeeds, &Subject::of(person))?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let units = places::units_of(ctx, actor.person).await?;
        let owner = offered(&units, new.unit)?.owner;
        knows_need(ctx, new.unit, &new.plan).await?;
        let mut measure = plan_measure(new, actor.person, owner).map_err(ruled)?;
        note_change(None, &mut measure, ctx.now());
        let mut tx = Tx::new();
        rows::create(&mut tx, &measure);
        tx.audit(
            ctx.audit(actor, "plan_measure", MEASURE, measure.id.to_string())
                .after(&measure)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, measure.id))
    })
    .await
    .map_err(taken)
}

/// Changes a measure by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale`; `Invalid` by field; `Rule` by the names of [`MeasureRule`]; `Unavailable`.
pub async fn change(ctx: &Ctx, id: MeasureId, envelope: Envelope<MeasureCommand>) -> Result<MeasureView, ServiceError> {
    let reader = Reader::of(ctx, Action::EditNeeds).await?;
    let changed: Measure = once(ctx, reader.actor, &envelope, || async {
        let before = visible(ctx, &reader, id).await?;
        reader.must(Action::EditNeeds, before.subject())?;
        seen(&envelope, before.version)?;
        if let MeasureCommand::Edit { plan } = &envelope.command
            && plan.need != before.plan.need
        {
            knows_need(ctx, before.unit, plan).await?;
        }
        let mut after = apply_measure(&before, &envelope.command, ctx.today()).map_err(ruled)?;
        note_change(Some(&before), &mut after, ctx.now());
        hours::may_move(ctx, &rows::entries_of(&before), &rows::entries_of(&after)).await?;
        let mut tx = Tx::new();
        let parts = (before.plan.parts.as_slice(), after.plan.parts.as_slice());
        part_plans::follow(ctx, reader.actor, &mut tx, PlanOf::Measure(id), parts).await?;
        rows::save(&mut tx, &before, &after);
        let key = (MEASURE, id.to_string());
        tx.audit(ctx.audit_change(reader.actor, envelope.command.name(), key, (&before, &after), &envelope));
        Ok((tx, after))
    })
    .await?;
    reader.must(Action::ViewNeeds, changed.subject())?;
    show(ctx, &reader, changed).await
}

/// What the times of a measure run into that are not saved yet.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a measure that the actor may not see; `Invalid` for a unit that is neither own nor nearby and for
/// too many times; `Unavailable`.
pub async fn conflicts_of(ctx: &Ctx, wanted: &WantedParts) -> Result<Vec<Conflict>, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::EditNeeds, &Subject::of(person))?;
    few_enough_presentations(&wanted.slots).map_err(|issue| ServiceError::Invalid(vec![issue]))?;
    let (adviser, unit) = match wanted.of {
        Some(id) => {
            let reader = Reader::of(ctx, Action::EditNeeds).await?;
            let measure = visible(ctx, &reader, id).await?;
            reader.must(Action::EditNeeds, measure.subject())?;
            (measure.adviser, measure.unit)
        }
        None => {
            let units = places::units_of(ctx, actor.person).await?;
            (actor.person, offered(&units, wanted.unit)?.id)
        }
    };
    let own = wanted.of.map(|id| id.to_string());
    let at = (adviser, Some(unit), &wanted.place);
    conflicts::of_occasions(ctx, actor, own.as_deref(), at, &wanted.slots).await
}

/// What the parts of a measure that lie ahead run into; for those who may change it.
async fn conflicts_ahead(ctx: &Ctx, reader: &Reader<'_>, measure: &Measure) -> Result<Vec<Conflict>, ServiceError> {
    if !measure.stage().is_open() || !reader.may(Action::EditNeeds, measure.subject()) {
        return Ok(Vec::new());
    }
    let parts = measure.plan.parts.iter().copied();
    let ahead: Vec<Occasion> = parts.filter(|part| part.date >= ctx.today()).collect();
    let own = measure.id.to_string();
    let at = (measure.adviser, Some(measure.unit), &measure.plan.place);
    conflicts::of_occasions(ctx, reader.actor, Some(&own), at, &ahead).await
}

/// A need is one of those that come first in a survey of the unit.
async fn knows_need(ctx: &Ctx, unit: UnitId, plan: &MeasurePlan) -> Result<(), ServiceError> {
    let Need::Surveyed { survey, area } = plan.need else {
        return Ok(());
    };
    match rows::survey(ctx.store(), survey).await? {
        Some(found) if found.unit == unit && found.priorities.contains(&area) => Ok(()),
        _ => Err(ruled(MeasureRule::NoSuchNeed)),
    }
}

pub(super) async fn visible(ctx: &Ctx, reader: &Reader<'_>, id: MeasureId) -> Result<Measure, ServiceError> {
    let measure = rows::measure(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if reader.may(Action::ViewNeeds, measure.subject()) {
        Ok(measure)
    } else {
        Err(ServiceError::NotFound)
    }
}

async fn show(ctx: &Ctx, reader: &Reader<'_>, measure: Measure) -> Result<MeasureView, ServiceError> {
    let mut units = places::unit_names(ctx, [measure.unit]).await?;
    let mut names = people::names(ctx, [measure.adviser]).await?;
    let mut needs = needs_at(ctx, reader, measure.unit).await?;
    // The need that it answers to stays to choose, also when it no longer comes first.
    if let Need::Surveyed { survey, area } = measure.plan.need
        && !needs.iter().any(|need| need.survey == survey && need.area == area)
        && let Some(old) = rows::survey(ctx.store(), survey).await?
    {
        needs.push(NeedChoice {
            unit: old.unit,
            survey,
            area,
            since: old.closed_on.unwrap_or(old.closes_on),
        });
    }
    let parts = part_plans::load(ctx, PlanOf::Measure(measure.id)).await?.rows();
    Ok(MeasureView {
        conflicts: conflicts_ahead(ctx, reader, &measure).await?,
        parts,
        unit_name: units.remove(&measure.unit).unwrap_or_default(),
        adviser_name: names.remove(&measure.adviser).unwrap_or_default(),
        needs,
        may_edit: reader.may(Action::EditNeeds, measure.subject()),
        reader: reader.actor.person,
        today: ctx.today(),
        measure,
    })
}

fn ruled(rule: MeasureRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}
