//! How well staff know what a survey asked about, for the pages of other slices.

use domain::access::{Action, may_some};
use domain::ids::{SurveyId, UnitId};
use domain::marks::FEWEST_FOR_SPREAD;
use domain::needs::{Area, Marks, per_cent};
use domain::routines::view::KnownByStaff;
use jiff::civil::Date;
use store::needs as rows;

use super::Reader;
use crate::{Ctx, ServiceError};

/// How well the staff of a unit know its routines, by the latest survey that something is shown of. Two reads, one where nothing was asked.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn routine_known(
    ctx: &Ctx,
    reader: &Reader<'_>,
    unit: UnitId,
) -> Result<Option<KnownByStaff>, ServiceError> {
    if !may_some(&reader.actor.grants, Action::ViewNeeds) {
        return Ok(None);
    }
    let today = ctx.today();
    let mut surveys = rows::surveys_at(ctx.store(), unit).await?;
    surveys.retain(|one| one.closed(today).is_some() && reader.may(Action::ViewNeeds, one.subject()));
    let ids: Vec<SurveyId> = surveys.iter().map(|one| one.id).collect();
    let mut given = rows::tallies(ctx.store(), &ids).await?;
    Ok(surveys.into_iter().find_map(|one| {
        let results = one.results(&given.remove(&one.id).unwrap_or_default(), today);
        told(one.id, results.tally()?.of(Area::Routine), one.closed(today)?)
    }))
}

fn told(survey: SurveyId, marks: Marks, closed_on: Date) -> Option<KnownByStaff> {
    let answers = marks.answers();
    let [.., high, highest] = marks.ratings();
    Some(KnownByStaff {
        survey,
        answers,
        tenths: marks.tenths()?,
        per_cent: (answers >= FEWEST_FOR_SPREAD)
            .then(|| per_cent(u32::from(high) + u32::from(highest), u32::from(answers))),
        closed_on,
    })
}
