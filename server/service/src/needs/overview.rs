//! What the reader is to look after: needs without a measure first, then surveys and measures.

use std::collections::HashMap;

use domain::access::{Action, Subject, may};
use domain::ids::{SurveyId, UnitId};
use domain::marks::FEWEST;
use domain::needs::view::{MeasureRow, NeedsView, OpenNeed, SurveyRow};
use domain::needs::{Measure, Survey, Tally};
use store::needs as rows;

use super::{Reader, answers, first_needs};
use crate::{Ctx, ServiceError, places};

/// The needs, surveys and measures that the reader may see.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn overview(ctx: &Ctx) -> Result<NeedsView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewNeeds).await?;
    let today = ctx.today();
    let mut surveys = rows::surveys(ctx.store()).await?;
    let mut measures = rows::measures(ctx.store()).await?;
    // What a colleague does at the same place counts, whether the reader may look at it or not.
    let mut open = first_needs(&surveys);
    open.retain(|need| !answers(&measures, need));
    surveys.retain(|one| reader.may(Action::ViewNeeds, one.subject()));
    measures.retain(|one| reader.may(Action::ViewNeeds, one.subject()));
    open.retain(|need| surveys.iter().any(|one| one.id == need.survey));
    let units = surveys
        .iter()
        .map(|one| one.unit)
        .chain(measures.iter().map(|one| one.unit));
    let names = places::unit_names(ctx, units).await?;
    let name = |unit: UnitId| names.get(&unit).cloned().unwrap_or_default();
    let ids: Vec<SurveyId> = surveys.iter().map(|one| one.id).collect();
    let given = rows::tallies(ctx.store(), &ids).await?;

    let mut needs: Vec<OpenNeed> = open
        .into_iter()
        .map(|need| OpenNeed {
            unit: need.unit,
            unit_name: name(need.unit),
            area: need.area,
            survey: need.survey,
            since: need.since,
            may_plan: reader.may_begin_at(need.unit),
        })
        .collect();
    needs.sort_by_key(|need| need.since);
    let row = |one: &Measure| measure_row(one, name(one.unit), today);
    measures.sort_by_key(|one| one.plan.parts.first().map(|part| (part.date, part.start)));
    let (ahead, mut past): (Vec<_>, Vec<_>) = measures
        .iter()
        .partition(|one| one.last_day().is_some_and(|day| day >= today));
    past.reverse();
    Ok(NeedsView {
        needs,
        surveys: surveys
            .iter()
            .map(|one| survey_row(one, &given, name(one.unit), today))
            .collect(),
        ahead: ahead.into_iter().filter_map(row).collect(),
        past: past.into_iter().filter_map(row).collect(),
        may_edit: may(reader.actor, Action::EditNeeds, &Subject::of(reader.actor.person)),
    })
}

fn survey_row(
    one: &Survey,
    given: &HashMap<SurveyId, Tally>,
    unit_name: String,
    today: jiff::civil::Date,
) -> SurveyRow {
    let answers = given.get(&one.id).map_or(0, Tally::answers);
    SurveyRow {
        id: one.id,
        unit_name,
        opens_on: one.opens_on,
        closes_on: one.closed(today).unwrap_or(one.closes_on),
        is_open: one.is_open(today),
        answers: (answers >= FEWEST).then(|| (answers, one.response(answers))),
        invited: one.invited.get(),
    }
}

/// `None` for a measure without a part, which there is not.
fn measure_row(one: &Measure, unit_name: String, today: jiff::civil::Date) -> Option<MeasureRow> {
    Some(MeasureRow {
        id: one.id,
        title: one.plan.title.to_string(),
        unit_name,
        first: *one.plan.parts.first()?,
        format: one.plan.format,
        stage: one.stage(),
        coverage: one.coverage(),
        is_to_be_followed_up: one.is_to_be_followed_up(today),
    })
}
