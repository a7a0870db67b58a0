//! Surveys: open, look at, change, close.

use domain::access::{Action, Subject};
use domain::command::Envelope;
use domain::ids::{MeasureId, SurveyId};
use domain::marks::FEWEST_FOR_SPREAD;
use domain::needs::view::{AreaRow, SurveyView};
use domain::needs::{
    Area, NewSurvey, Results, Survey, SurveyCode, SurveyCommand, SurveyRule, Tally, apply, open as open_one,
};
use store::Tx;
use store::needs::{self as rows, SURVEY};

use super::{Reader, taken};
use crate::once::{once, seen};
use crate::presentations::offered;
use crate::{Ctx, ServiceError, places};

/// A survey with what may be seen of its answers.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for one that the reader may not see; `Unavailable`.
pub async fn view(ctx: &Ctx, id: SurveyId) -> Result<SurveyView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewNeeds).await?;
    let survey = visible(ctx, &reader, id).await?;
    show(ctx, &reader, survey).await
}

/// The survey of a poster.
///
/// # Errors
/// As [`view`].
pub async fn poster(ctx: &Ctx, id: SurveyId) -> Result<(Survey, String), ServiceError> {
    let reader = Reader::of(ctx, Action::ViewNeeds).await?;
    let survey = visible(ctx, &reader, id).await?;
    let mut names = places::unit_names(ctx, [survey.unit]).await?;
    let name = names.remove(&survey.unit).unwrap_or_default();
    Ok((survey, name))
}

/// Opens a survey at a unit of the adviser.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that is neither own nor nearby; `Rule` by the names of [`SurveyRule`]; `Unavailable`.
pub async fn open(ctx: &Ctx, envelope: Envelope<NewSurvey>) -> Result<SurveyId, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::EditNeeds, &Subject::of(person))?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        // Of two who open one at the same place at once, the second decides again.
        let guard = ctx.store().guard(SURVEY, new.unit.to_string()).await?;
        let units = places::units_of(ctx, actor.person).await?;
        let owner = offered(&units, new.unit)?.owner;
        let today = ctx.today();
        let others = rows::surveys_at(ctx.store(), new.unit).await?;
        if others.iter().any(|one| one.id != new.id && one.is_open(today)) {
            return Err(ruled(SurveyRule::OpenAlready));
        }
        let code = SurveyCode::from_chance(rand::random());
        let survey = open_one(new, code, actor.person, owner, today).map_err(ruled)?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        rows::open(&mut tx, &survey);
        tx.audit(
            ctx.audit(actor, "open_survey", SURVEY, survey.id.to_string())
                .after(&survey),
        );
        Ok((tx, survey.id))
    })
    .await
    .map_err(taken)
}

/// Changes a survey by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale`; `Invalid` by field; `Rule` by the names of [`SurveyRule`]; `Unavailable`.
pub async fn change(ctx: &Ctx, id: SurveyId, envelope: Envelope<SurveyCommand>) -> Result<SurveyView, ServiceError> {
    let reader = Reader::of(ctx, Action::EditNeeds).await?;
    let changed: Survey = once(ctx, reader.actor, &envelope, || async {
        // An answer that comes while it is closed is either in the results for good or refused.
        let guard = rows::guard(ctx.store(), id).await?;
        let before = visible(ctx, &reader, id).await?;
        reader.must(Action::EditNeeds, before.subject())?;
        seen(&envelope, before.version)?;
        let after = apply(&before, &envelope.command, ctx.today()).map_err(ruled)?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        rows::save_survey(&mut tx, &before, &after);
        let key = (SURVEY, id.to_string());
        tx.audit(ctx.audit_change(reader.actor, envelope.command.name(), key, (&before, &after), &envelope));
        Ok((tx, after))
    })
    .await?;
    reader.must(Action::ViewNeeds, changed.subject())?;
    show(ctx, &reader, changed).await
}

async fn visible(ctx: &Ctx, reader: &Reader<'_>, id: SurveyId) -> Result<Survey, ServiceError> {
    let survey = rows::survey(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if reader.may(Action::ViewNeeds, survey.subject()) {
        Ok(survey)
    } else {
        Err(ServiceError::NotFound)
    }
}

async fn show(ctx: &Ctx, reader: &Reader<'_>, survey: Survey) -> Result<SurveyView, ServiceError> {
    let today = ctx.today();
    let given = rows::tally(ctx.store(), survey.id).await?;
    let results = survey.results(&given, today);
    let before = match results.tally() {
        Some(_) => before(ctx, reader, &survey).await?,
        None => None,
    };
    let rows = results
        .tally()
        .map(|tally| area_rows(tally, before.as_ref().map(|(_, tally)| tally)));
    let mut names = places::unit_names(ctx, [survey.unit]).await?;
    Ok(SurveyView {
        unit_name: names.remove(&survey.unit).unwrap_or_default(),
        rows: rows.unwrap_or_default(),
        compared_with: before.and_then(|(survey, _)| survey.closed(today)),
        answered: answered(ctx, reader, &survey).await?,
        is_open: survey.is_open(today),
        answers: results.answers().map(|answers| (answers, survey.response(answers))),
        may_edit: reader.may(Action::EditNeeds, survey.subject()),
        reader: reader.actor.person,
        today,
        survey,
    })
}

/// The survey before of the same questions that something is shown of.
async fn before(ctx: &Ctx, reader: &Reader<'_>, survey: &Survey) -> Result<Option<(Survey, Tally)>, ServiceError> {
    let earlier = rows::surveys_at(ctx.store(), survey.unit).await?;
    let earlier: Vec<Survey> = earlier
        .into_iter()
        .filter(|one| one.opens_on < survey.opens_on && one.question_set == survey.question_set)
        .filter(|one| reader.may(Action::ViewNeeds, one.subject()))
        .collect();
    let ids: Vec<SurveyId> = earlier.iter().map(|one| one.id).collect();
    let mut given = rows::tallies(ctx.store(), &ids).await?;
    Ok(earlier.into_iter().find_map(
        |one| match one.results(&given.remove(&one.id).unwrap_or_default(), ctx.today()) {
            Results::Shown { tally } => Some((one, tally)),
            Results::Open { .. } | Results::TooFew => None,
        },
    ))
}

fn area_rows(tally: &Tally, before: Option<&Tally>) -> Vec<AreaRow> {
    tally
        .least_known()
        .into_iter()
        .filter_map(|area| {
            let marks = tally.of(area);
            Some(AreaRow {
                area,
                tenths: marks.tenths()?,
                spread: (tally.answers() >= FEWEST_FOR_SPREAD).then(|| (marks.ratings(), marks.wishes())),
                before: before.and_then(|tally| tally.of(area).tenths()),
            })
        })
        .collect()
}

async fn answered(
    ctx: &Ctx,
    reader: &Reader<'_>,
    survey: &Survey,
) -> Result<Vec<(Area, Option<MeasureId>)>, ServiceError> {
    let measures = rows::measures_at(ctx.store(), survey.unit).await?;
    let of = |area: &Area| {
        let theirs = measures.iter().find(|one| one.answers(survey.id, *area))?;
        let is_seen = reader.may(Action::ViewNeeds, theirs.subject());
        Some((*area, is_seen.then_some(theirs.id)))
    };
    Ok(survey.priorities.iter().filter_map(of).collect())
}

fn ruled(rule: SurveyRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}
