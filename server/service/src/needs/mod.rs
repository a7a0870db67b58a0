//! What staff need to learn, and what is done about it: surveys, answers, measures, and the needs that no measure answers to.

mod answer;
mod known;
mod measures;
mod overview;
mod run_sheets;
mod surveys;

use std::collections::HashMap;

use domain::access::{Action, Actor, Subject, may};
use domain::groups::view::UnitChoice;
use domain::ids::UnitId;
use domain::issue::IssueCode;
use domain::needs::view::NeedChoice;
use domain::needs::{Measure, Survey};
use store::StoreError;
use store::needs as rows;

use crate::{Ctx, ServiceError, places};

pub use answer::{PATH, answer, asked};
pub(crate) use known::routine_known;
pub use measures::{
    change as change_measure, choices, conflicts_of as measure_conflicts, create as create_measure,
    view as view_measure,
};
pub use overview::overview;
pub use run_sheets::{change as change_run_sheets, view as view_run_sheets};
pub use surveys::{change as change_survey, open as open_survey, poster, view as view_survey};

/// The reader, with the units that are the reader's own: what is at one's unit is one's own, whoever began it.
pub(crate) struct Reader<'a> {
    actor: &'a Actor,
    placed: Vec<UnitId>,
    /// Those that have become a part of them: what was begun there is looked after, and nothing new is.
    came: Vec<UnitId>,
    /// Those nearby, where an adviser plans too.
    nearby: Vec<UnitId>,
}

impl<'a> Reader<'a> {
    /// A reader of whom it is known already where they work; nothing is begun by this one.
    pub(crate) const fn known(actor: &'a Actor, placed: Vec<UnitId>, came: Vec<UnitId>) -> Self {
        Self {
            actor,
            placed,
            came,
            nearby: Vec::new(),
        }
    }

    async fn of(ctx: &'a Ctx, action: Action) -> Result<Self, ServiceError> {
        let actor = ctx.authorise_some(action)?;
        let units = places::units_of(ctx, actor.person).await?;
        let (placed, nearby): (Vec<_>, Vec<_>) = units.into_iter().partition(|unit| unit.placed);
        let ids = |units: Vec<UnitChoice>| units.into_iter().map(|unit| unit.id).collect();
        let placed: Vec<UnitId> = ids(placed);
        Ok(Self {
            actor,
            came: places::came_into(ctx.store(), &placed, ctx.today()).await?,
            placed,
            nearby: ids(nearby),
        })
    }

    /// Whether the reader may begin something at a unit.
    fn may_begin_at(&self, unit: UnitId) -> bool {
        let is_adviser = may(self.actor, Action::EditNeeds, &Subject::of(self.actor.person));
        is_adviser && (self.placed.contains(&unit) || self.nearby.contains(&unit))
    }

    fn may(&self, action: Action, mut subject: Subject) -> bool {
        let is_own = |unit: UnitId| self.placed.contains(&unit) || self.came.contains(&unit);
        if subject.unit.is_some_and(is_own) {
            subject.people.push(self.actor.person);
        }
        may(self.actor, action, &subject)
    }

    /// What the reader may not see is not there; what may be seen and not changed is denied.
    fn must(&self, action: Action, subject: Subject) -> Result<(), ServiceError> {
        if self.may(action, subject.clone()) {
            Ok(())
        } else if self.may(Action::ViewNeeds, subject) {
            Err(ServiceError::Denied)
        } else {
            Err(ServiceError::NotFound)
        }
    }
}

/// The needs of surveys that come first, the latest survey of each unit alone.
fn first_needs<'a>(surveys: impl IntoIterator<Item = &'a Survey>) -> Vec<NeedChoice> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for survey in surveys {
        // The latest that has needs: one that is being answered takes none away.
        if survey.priorities.is_empty() || seen.contains(&survey.unit) {
            continue;
        }
        seen.push(survey.unit);
        let since = survey.closed_on.unwrap_or(survey.closes_on);
        found.extend(survey.priorities.iter().map(|area| NeedChoice {
            unit: survey.unit,
            survey: survey.id,
            area: *area,
            since,
        }));
    }
    found
}

fn answers(measures: &[Measure], need: &NeedChoice) -> bool {
    measures.iter().any(|one| one.answers(need.survey, need.area))
}

/// The needs that come first at a unit, of surveys that the reader may see.
async fn needs_at(ctx: &Ctx, reader: &Reader<'_>, unit: UnitId) -> Result<Vec<NeedChoice>, ServiceError> {
    let mut surveys = rows::surveys_at(ctx.store(), unit).await?;
    surveys.retain(|one| reader.may(Action::ViewNeeds, one.subject()));
    Ok(first_needs(&surveys))
}

/// The needs that come first at a unit and that no measure answers to. Whoever calls has been authorised for the unit.
pub(crate) async fn open_at(ctx: &Ctx, unit: UnitId) -> Result<Vec<NeedChoice>, ServiceError> {
    let known = rows::at(ctx.store(), unit).await?;
    let mut open = first_needs(&known.surveys);
    open.retain(|need| !answers(&known.measures, need));
    Ok(open)
}

/// Of each unit the need that has had no measure for longest.
pub(crate) async fn oldest_open(ctx: &Ctx) -> Result<HashMap<UnitId, NeedChoice>, ServiceError> {
    let mut open = first_needs(&rows::surveys(ctx.store()).await?);
    if !open.is_empty() {
        let measures = rows::measures(ctx.store()).await?;
        open.retain(|need| !answers(&measures, need));
    }
    let mut oldest: HashMap<UnitId, NeedChoice> = HashMap::new();
    for need in open {
        match oldest.get(&need.unit) {
            Some(known) if known.since <= need.since => {}
            Some(_) | None => {
                oldest.insert(need.unit, need);
            }
        }
    }
    Ok(oldest)
}

/// The id is made with the command: only a mistake in the client takes one twice.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("unit", IssueCode::AlreadyExists),
        other => other,
    }
}
