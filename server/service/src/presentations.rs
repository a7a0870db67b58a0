//! Presentations: plan one or a series, change, close, list.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::access::{Action, Actor, Subject, may};
use domain::command::Envelope;
use domain::conflicts::{Conflict, few_enough_presentations};
use domain::groups::view::UnitChoice;
use domain::ids::{PersonId, PresentationId, UnitId};
use domain::issue::IssueCode;
use domain::presentations::view::{
    AlertRow, PresentationChoices, PresentationList, PresentationRow, PresentationView, WantedTimes,
};
use domain::presentations::{
    NewPresentation, NewSeries, Presentation, PresentationCommand, PresentationRule, apply, create as plan_one,
    note_change, plan_series,
};
use domain::text_guard::{Confirmed, FreeTexts, confirmed_names};
use domain::time::SchoolYear;
use jiff::ToSpan;
use store::presentations::{self as rows, PRESENTATION};
use store::{StoreError, Tx};

use crate::once::{once, seen};
use crate::reach::sees_others;
use crate::{Ctx, ServiceError, conflicts, hours, people, places};

/// The school years that can be asked for.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// How far back one that was never closed is told of, and how far ahead one that was cancelled with interpreters.
const ALERTS_BACK_DAYS: i64 = 200;
const ALERTS_AHEAD_DAYS: i64 = 120;

/// The presentations that the reader may see in the school year that starts in `year`, this one when none is given, and what
/// must be told of the reader's own, whatever the year.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Invalid` for a year out of range; `Unavailable`.
pub async fn list(ctx: &Ctx, year: Option<i16>) -> Result<PresentationList, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPresentation)?;
    let (today, year) = (ctx.today(), school_year(ctx, year)?);
    let seen = seen_between(ctx, actor, year.first_day(), year.last_day()).await?;
    let names = Names::of(ctx, &seen).await?;
    let (mut past, ahead): (Vec<_>, Vec<_>) = seen.iter().partition(|one| one.slot.date < today);
    past.reverse();
    let row = |one: &Presentation| names.row(one, actor.person);
    let (first, last) = (
        today.saturating_sub(ALERTS_BACK_DAYS.days()),
        today.saturating_add(ALERTS_AHEAD_DAYS.days()),
    );
    let around = seen_between(ctx, actor, first, last).await?;
    Ok(PresentationList {
        year: year.start_year(),
        alerts: alert_rows(&around, today),
        ahead: ahead.into_iter().map(row).collect(),
        past: past.into_iter().map(row).collect(),
        may_plan: may(actor, Action::EditPresentation, &Subject::of(actor.person)),
        today,
    })
}

/// One presentation. One that the reader may not see is not found, as one that does not exist.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: PresentationId) -> Result<PresentationView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewPresentation)?;
    let presentation = visible(ctx, actor, id).await?;
    show(ctx, actor, presentation).await
}

/// What the planner offers before the first word is typed: the adviser's own units, then those nearby.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<PresentationChoices, ServiceError> {
    let actor = planner(ctx)?;
    Ok(PresentationChoices {
        me: actor.person,
        units: places::units_of(ctx, actor.person).await?,
        today: ctx.today(),
    })
}

/// Plans a presentation; the one who plans holds it.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that is neither own nor nearby, and by field; `Rule`; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewPresentation>) -> Result<PresentationId, ServiceError> {
    let actor = planner(ctx)?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let units = places::units_of(ctx, actor.person).await?;
        let unit = offered(&units, new.unit)?;
        let presentation = plan_one(new, actor.person, unit.owner).map_err(ruled)?;
        let mut tx = Tx::new();
        write_new(ctx, actor, &mut tx, presentation, &envelope);
        Ok((tx, new.id))
    })
    .await
    .map_err(taken)
}

/// Plans a series: all of it, or nothing.
///
/// # Errors
/// As [`create`].
pub async fn create_series(ctx: &Ctx, envelope: Envelope<NewSeries>) -> Result<Vec<PresentationId>, ServiceError> {
    let actor = planner(ctx)?;
    let series = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let units = places::units_of(ctx, actor.person).await?;
        for new in &series.presentations {
            offered(&units, new.unit)?;
        }
        let owner = |new: &NewPresentation| offered(&units, new.unit).ok().and_then(|unit| unit.owner);
        let planned = plan_series(series, actor.person, owner).map_err(ruled)?;
        let ids: Vec<PresentationId> = planned.iter().map(|one| one.id).collect();
        let mut tx = Tx::new();
        for presentation in planned {
            write_new(ctx, actor, &mut tx, presentation, &envelope);
        }
        Ok((tx, ids))
    })
    .await
    .map_err(taken)
}

/// Changes a presentation by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Stale` when it moved on since
/// `expected_version`; `Invalid` by field; `Rule`; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: PresentationId,
    envelope: Envelope<PresentationCommand>,
) -> Result<PresentationView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditPresentation)?;
    let is_decided = AtomicBool::new(false);
    let changed: Presentation = once(ctx, actor, &envelope, || async {
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditPresentation, &before.subject())?;
        is_decided.store(true, Ordering::Relaxed);
        seen(&envelope, before.version)?;
        let mut after = apply(&before, &envelope.command, ctx.today()).map_err(ruled)?;
        note_change(Some(&before), &mut after, ctx.now());
        hours::may_move(ctx, &[rows::entry_of(&before)], &[rows::entry_of(&after)]).await?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &before, &after);
        let key = (PRESENTATION, id.to_string());
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
        // A repeat is answered from its receipt; who may no longer see the presentation learns nothing more.
        visible(ctx, actor, id).await?;
    }
    show(ctx, actor, changed).await
}

/// What times run into that are not saved yet.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a presentation the actor may not see, `Denied` for one that may be seen but not changed; `Invalid`
/// for a unit that is neither own nor nearby and for too many times; `Unavailable`.
pub async fn conflicts_of(ctx: &Ctx, wanted: &WantedTimes) -> Result<Vec<Conflict>, ServiceError> {
    let actor = planner(ctx)?;
    few_enough_presentations(&wanted.slots).map_err(|issue| ServiceError::Invalid(vec![issue]))?;
    let (presenter, unit) = match wanted.of {
        Some(id) => {
            let presentation = visible(ctx, actor, id).await?;
            ctx.authorise(Action::EditPresentation, &presentation.subject())?;
            (presentation.presenter, presentation.unit)
        }
        None => {
            let units = places::units_of(ctx, actor.person).await?;
            (actor.person, offered(&units, wanted.unit)?.id)
        }
    };
    let own = wanted.of.map(|id| id.to_string());
    conflicts::of_occasions(
        ctx,
        actor,
        own.as_deref(),
        (presenter, Some(unit), &wanted.place),
        &wanted.slots,
    )
    .await
}

/// What must be told of presentations today, in order of date.
pub(crate) fn alert_rows(presentations: &[Presentation], today: jiff::civil::Date) -> Vec<AlertRow> {
    let mut told: Vec<AlertRow> = presentations
        .iter()
        .flat_map(|one| one.alerts(today).into_iter().map(move |alert| (one, alert)))
        .map(|(one, alert)| AlertRow {
            id: one.id,
            title: [one.title.as_str(), one.class.as_str()].join(" ").trim_end().to_owned(),
            date: one.slot.date,
            alert,
        })
        .collect();
    told.sort_by_key(|row| row.date);
    told
}

/// The school year that starts in `year`, or this one.
pub(crate) fn school_year(ctx: &Ctx, year: Option<i16>) -> Result<SchoolYear, ServiceError> {
    match year {
        Some(start) if !YEARS.contains(&start) => {
            let (min, max) = (i64::from(*YEARS.start()), i64::from(*YEARS.end()));
            Err(ServiceError::field("year", IssueCode::OutOfRange { min, max }))
        }
        Some(start) => Ok(SchoolYear::starting(start)),
        None => Ok(SchoolYear::of(ctx.today())),
    }
}

fn planner(ctx: &Ctx) -> Result<&Actor, ServiceError> {
    let person = ctx.signed_in()?.person;
    ctx.authorise(Action::EditPresentation, &Subject::of(person))
}

/// A unit among those that the planner is offered.
pub(crate) fn offered(units: &[UnitChoice], id: UnitId) -> Result<&UnitChoice, ServiceError> {
    let unit = units.iter().find(|unit| unit.id == id);
    unit.ok_or_else(|| ServiceError::field("unit", IssueCode::UnknownChoice))
}

fn write_new<C: FreeTexts>(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    mut presentation: Presentation,
    envelope: &Envelope<C>,
) {
    note_change(None, &mut presentation, ctx.now());
    rows::create(tx, &presentation);
    tx.audit(
        ctx.audit(actor, "create_presentation", PRESENTATION, presentation.id.to_string())
            .after(&presentation)
            .confirmed(&confirmed_names(
                &envelope.command,
                &envelope.confirmed,
                &Confirmed::default(),
            )),
    );
}

async fn visible(ctx: &Ctx, actor: &Actor, id: PresentationId) -> Result<Presentation, ServiceError> {
    let presentation = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if may(actor, Action::ViewPresentation, &presentation.subject()) {
        Ok(presentation)
    } else {
        Err(ServiceError::NotFound)
    }
}

async fn seen_between(
    ctx: &Ctx,
    actor: &Actor,
    first: jiff::civil::Date,
    last: jiff::civil::Date,
) -> Result<Vec<Presentation>, ServiceError> {
    let mut found = if sees_others(actor, Action::ViewPresentation) {
        rows::between(ctx.store(), first, last).await?
    } else {
        rows::held_by(ctx.store(), actor.person, first, last).await?
    };
    found.retain(|one| may(actor, Action::ViewPresentation, &one.subject()));
    Ok(found)
}

async fn show(ctx: &Ctx, actor: &Actor, presentation: Presentation) -> Result<PresentationView, ServiceError> {
    let names = Names::of(ctx, std::slice::from_ref(&presentation)).await?;
    let (unit_name, presenter_name) = names.both(&presentation);
    let is_ahead = presentation.stage().is_open() && presentation.slot.date >= ctx.today();
    let conflicts = if is_ahead {
        let at = (presentation.presenter, Some(presentation.unit), &presentation.place);
        let own = presentation.id.to_string();
        conflicts::of_occasions(ctx, actor, Some(&own), at, &[presentation.slot]).await?
    } else {
        Vec::new()
    };
    Ok(PresentationView {
        unit_name,
        presenter_name,
        calendar: places::calendar_of(ctx, presentation.owner).await?,
        conflicts,
        reader: actor.person,
        may_edit: may(actor, Action::EditPresentation, &presentation.subject()),
        today: ctx.today(),
        presentation,
    })
}

/// Units and presenters by name.
struct Names {
    units: HashMap<UnitId, String>,
    people: HashMap<PersonId, String>,
}

impl Names {
    async fn of(ctx: &Ctx, presentations: &[Presentation]) -> Result<Self, ServiceError> {
        Ok(Self {
            units: places::unit_names(ctx, presentations.iter().map(|one| one.unit)).await?,
            people: people::names(ctx, presentations.iter().map(|one| one.presenter)).await?,
        })
    }

    fn both(&self, one: &Presentation) -> (String, String) {
        (
            self.units.get(&one.unit).cloned().unwrap_or_default(),
            self.people.get(&one.presenter).cloned().unwrap_or_default(),
        )
    }

    fn row(&self, one: &Presentation, reader: PersonId) -> PresentationRow {
        let (unit_name, presenter_name) = self.both(one);
        PresentationRow {
            id: one.id,
            title: one.title.to_string(),
            class: one.class.to_string(),
            audiences: one.audiences.clone(),
            unit_name,
            presenter_name: if one.presenter == reader {
                String::new()
            } else {
                presenter_name
            },
            slot: one.slot,
            stage: one.stage(),
        }
    }
}

fn ruled(rule: PresentationRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// An id that is taken already can only be a mistake in the client: the id is made with the command.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("title", IssueCode::AlreadyExists),
        other => other,
    }
}

const fn command_name(command: &PresentationCommand) -> &'static str {
    match command {
        PresentationCommand::Edit { .. } => "edit_presentation",
        PresentationCommand::Invite => "invite_to_presentation",
        PresentationCommand::Close { .. } => "close_presentation",
        PresentationCommand::Evaluate { .. } => "evaluate_presentation",
        PresentationCommand::Reopen => "reopen_presentation",
        PresentationCommand::Cancel { .. } => "cancel_presentation",
        PresentationCommand::Restore => "restore_presentation",
        PresentationCommand::AddInterpreter { .. } => "add_interpreter",
        PresentationCommand::Step { .. } => "step_interpreter",
        PresentationCommand::RemoveInterpreter { .. } => "remove_interpreter",
        PresentationCommand::AddTask { .. } => "add_task",
        PresentationCommand::TickTask { .. } => "tick_task",
        PresentationCommand::RemoveTask { .. } => "remove_task",
        PresentationCommand::AddMaterial { .. } => "add_material",
        PresentationCommand::RemoveMaterial { .. } => "remove_material",
        PresentationCommand::SetInvitation { .. } => "set_invitation",
    }
}
