//! Deliveries: hold a module for a class, change, close, list.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::access::{Action, Actor, Subject, may};
use domain::choice::Choice;
use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::deliveries::view::{DeliveryChoices, DeliveryList, DeliveryRow, DeliveryView, WantedTime};
use domain::deliveries::{
    Delivery, DeliveryCommand, DeliveryRule, NewDelivery, apply, create as plan_lesson, note_change,
};
use domain::ids::{DeliveryId, ModuleId, OwnerId, PersonId, UnitId};
use domain::issue::IssueCode;
use domain::text_guard::{Confirmed, confirmed_names};
use jiff::civil::Date;
use store::deliveries::{self as rows, DELIVERY};
use store::{StoreError, Tx};

use crate::once::{once, seen};
use crate::presentations::school_year;
use crate::reach::sees_others;
use crate::{Ctx, ServiceError, conflicts, hours, modules, people, places};

/// The deliveries that the reader may see in the school year that starts in `year`, this one when none is given.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Invalid` for a year out of range; `Unavailable`.
pub async fn list(ctx: &Ctx, year: Option<i16>) -> Result<DeliveryList, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewDelivery)?;
    let (today, year) = (ctx.today(), school_year(ctx, year)?);
    let seen = seen_between(ctx, actor, year.first_day(), year.last_day()).await?;
    let names = Names::of(ctx, &seen).await?;
    let is_past = |one: &&Delivery| one.slot.date < today || one.outcome.is_held();
    let (mut past, ahead): (Vec<_>, Vec<_>) = seen.iter().partition(is_past);
    past.reverse();
    let row = |one: &Delivery| names.row(one, actor.person);
    Ok(DeliveryList {
        year: year.start_year(),
        ahead: ahead.into_iter().map(row).collect(),
        past: past.into_iter().map(row).collect(),
        may_hold: may(actor, Action::EditDelivery, &Subject::of(actor.person)),
        today,
    })
}

/// One delivery. One that the reader may not see is not found, as one that does not exist.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: DeliveryId) -> Result<DeliveryView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewDelivery)?;
    let delivery = visible(ctx, actor, id).await?;
    show(ctx, actor, delivery).await
}

/// What the form offers before the first word is typed: what is held, the adviser's own units, then those nearby.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a module that can't be held; `Unavailable`.
pub async fn choices(ctx: &Ctx, module: ModuleId) -> Result<DeliveryChoices, ServiceError> {
    let actor = planner(ctx)?;
    let (module, source) = modules::to_hold(ctx, actor, module).await?;
    Ok(DeliveryChoices {
        me: actor.person,
        module: module.id,
        title: source.title.to_string(),
        edition: source.edition,
        minutes: source.minutes,
        is_sensitive: module.content.head.is_sensitive(),
        units: places::units_of(ctx, actor.person).await?,
        today: ctx.today(),
    })
}

/// The units that are neither own nor nearby, by name.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn other_units(ctx: &Ctx) -> Result<Vec<Choice>, ServiceError> {
    let actor = planner(ctx)?;
    let near = places::units_of(ctx, actor.person).await?;
    let (mut units, _) = places::all_choices(ctx).await?;
    units.retain(|unit| !near.iter().any(|near| near.id.to_string() == unit.value));
    Ok(units)
}

/// Plans a delivery; the one who plans holds it.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a module that can't be held; `Invalid` for a unit elsewhere without a reason, and by
/// field; `Rule`; `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewDelivery>) -> Result<DeliveryId, ServiceError> {
    let actor = planner(ctx)?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let owner = owner_of(ctx, actor, new).await?;
        let (_, source) = modules::to_hold(ctx, actor, new.module).await?;
        let mut delivery = plan_lesson(new, &source, actor.person, owner).map_err(ruled)?;
        note_change(None, &mut delivery, ctx.now());
        let mut tx = Tx::new();
        rows::create(&mut tx, &delivery, ctx.now());
        tx.audit(
            ctx.audit(actor, "create_delivery", DELIVERY, delivery.id.to_string())
                .after(&delivery)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, new.id))
    })
    .await
    .map_err(taken)
}

/// Changes a delivery by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Stale` when it moved on since
/// `expected_version`; `Invalid` by field; `Rule`; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    id: DeliveryId,
    envelope: Envelope<DeliveryCommand>,
) -> Result<DeliveryView, ServiceError> {
    let actor = ctx.authorise_some(Action::EditDelivery)?;
    let is_decided = AtomicBool::new(false);
    let changed: Delivery = once(ctx, actor, &envelope, || async {
        let before = visible(ctx, actor, id).await?;
        ctx.authorise(Action::EditDelivery, &before.subject())?;
        is_decided.store(true, Ordering::Relaxed);
        seen(&envelope, before.version)?;
        let mut after = apply(&before, &envelope.command, ctx.today()).map_err(ruled)?;
        note_change(Some(&before), &mut after, ctx.now());
        hours::may_move(ctx, &[rows::entry_of(&before)], &[rows::entry_of(&after)]).await?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &before, &after, ctx.now());
        let key = (DELIVERY, id.to_string());
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
        // A repeat is answered from its receipt; who may no longer see the delivery learns nothing more.
        visible(ctx, actor, id).await?;
    }
    show(ctx, actor, changed).await
}

/// What a time runs into that is not saved yet: of a lesson that the actor may change, or of a new one. At a place that is neither own nor
/// nearby only one's own days are looked at.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a delivery the actor may not see, `Denied` for one that may be seen but not changed; `Unavailable`.
pub async fn conflicts_of(ctx: &Ctx, wanted: &WantedTime) -> Result<Vec<Conflict>, ServiceError> {
    let actor = planner(ctx)?;
    let (adviser, unit) = match wanted.of {
        Some(id) => {
            let delivery = visible(ctx, actor, id).await?;
            ctx.authorise(Action::EditDelivery, &delivery.subject())?;
            (delivery.adviser, Some(delivery.unit))
        }
        None => {
            let units = places::units_of(ctx, actor.person).await?;
            let near = units.iter().find(|unit| unit.id == wanted.unit);
            (actor.person, near.map(|unit| unit.id))
        }
    };
    let own = wanted.of.map(|id| id.to_string());
    conflicts::of_occasions(
        ctx,
        actor,
        own.as_deref(),
        (adviser, unit, &wanted.place),
        &[wanted.slot],
    )
    .await
}

fn planner(ctx: &Ctx) -> Result<&Actor, ServiceError> {
    let person = ctx.signed_in()?.person;
    ctx.authorise(Action::EditDelivery, &Subject::of(person))
}

/// The owner of the unit of a new delivery. A unit that is neither own nor nearby must be in use, and needs a reason.
async fn owner_of(ctx: &Ctx, actor: &Actor, new: &NewDelivery) -> Result<Option<OwnerId>, ServiceError> {
    let near = places::units_of(ctx, actor.person).await?;
    if let Some(unit) = near.iter().find(|unit| unit.id == new.unit) {
        return Ok(unit.owner);
    }
    let found = store::places::units_by_id(ctx.store(), &[new.unit]).await?;
    let unit = found.into_iter().find(|unit| unit.is_open_on(ctx.today()));
    let unit = unit.ok_or_else(|| ServiceError::field("unit", IssueCode::UnknownChoice))?;
    if new.reason.as_str().is_empty() {
        return Err(ServiceError::field("reason", IssueCode::Required));
    }
    Ok(unit.owner)
}

async fn visible(ctx: &Ctx, actor: &Actor, id: DeliveryId) -> Result<Delivery, ServiceError> {
    let delivery = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if may(actor, Action::ViewDelivery, &delivery.subject()) {
        Ok(delivery)
    } else {
        Err(ServiceError::NotFound)
    }
}

async fn seen_between(ctx: &Ctx, actor: &Actor, first: Date, last: Date) -> Result<Vec<Delivery>, ServiceError> {
    let mut found = if sees_others(actor, Action::ViewDelivery) {
        rows::between(ctx.store(), first, last).await?
    } else {
        rows::held_by(ctx.store(), actor.person, first, last).await?
    };
    found.retain(|one| may(actor, Action::ViewDelivery, &one.subject()));
    Ok(found)
}

async fn show(ctx: &Ctx, actor: &Actor, mut delivery: Delivery) -> Result<DeliveryView, ServiceError> {
    let names = Names::of(ctx, std::slice::from_ref(&delivery)).await?;
    let (unit_name, adviser_name) = names.both(&delivery);
    let may_edit = may(actor, Action::EditDelivery, &delivery.subject());
    let is_ahead = delivery.stage().is_open() && delivery.slot.date >= ctx.today();
    let conflicts = if is_ahead {
        let at = (delivery.adviser, Some(delivery.unit), &delivery.place);
        let own = delivery.id.to_string();
        conflicts::of_occasions(ctx, actor, Some(&own), at, &[delivery.slot]).await?
    } else {
        Vec::new()
    };
    if !may_edit {
        delivery.outcome.hide_few();
    }
    Ok(DeliveryView {
        unit_name,
        adviser_name,
        calendar: places::calendar_of(ctx, delivery.owner).await?,
        conflicts,
        reader: actor.person,
        may_edit,
        today: ctx.today(),
        delivery,
    })
}

/// Units and advisers by name.
struct Names {
    units: HashMap<UnitId, String>,
    people: HashMap<PersonId, String>,
}

impl Names {
    async fn of(ctx: &Ctx, deliveries: &[Delivery]) -> Result<Self, ServiceError> {
        Ok(Self {
            units: places::unit_names(ctx, deliveries.iter().map(|one| one.unit)).await?,
            people: people::names(ctx, deliveries.iter().map(|one| one.adviser)).await?,
        })
    }

    fn both(&self, one: &Delivery) -> (String, String) {
        (
            self.units.get(&one.unit).cloned().unwrap_or_default(),
            self.people.get(&one.adviser).cloned().unwrap_or_default(),
        )
    }

    fn row(&self, one: &Delivery, reader: PersonId) -> DeliveryRow {
        let (unit_name, adviser_name) = self.both(one);
        DeliveryRow {
            id: one.id,
            title: one.title.to_string(),
            class: one.class.to_string(),
            unit_name,
            adviser_name: if one.adviser == reader {
                String::new()
            } else {
                adviser_name
            },
            slot: one.slot,
            present: one.closing().map(|closing| closing.present.get()),
            stage: one.stage(),
        }
    }
}

fn ruled(rule: DeliveryRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// An id that is taken already can only be a mistake in the client: the id is made with the command.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("class", IssueCode::AlreadyExists),
        other => other,
    }
}

const fn command_name(command: &DeliveryCommand) -> &'static str {
    match command {
        DeliveryCommand::Edit { .. } => "edit_delivery",
        DeliveryCommand::Close { .. } => "close_delivery",
        DeliveryCommand::Count { .. } => "count_answers",
        DeliveryCommand::Reopen => "reopen_delivery",
        DeliveryCommand::Cancel { .. } => "cancel_delivery",
        DeliveryCommand::Restore => "restore_delivery",
    }
}
