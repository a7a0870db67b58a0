//! Routines of schools: the list of what is missing or has expired, one routine with its steps, and changing it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject, may};
use domain::choice::Choice;
use domain::collation::Collated;
use domain::command::Envelope;
use domain::groups::view::UnitChoice;
use domain::ids::UnitId;
use domain::places::Unit;
use domain::role::Scope;
use domain::routines::view::{
    KnownByStaff, RoutineCell, RoutineFilter, RoutineRow, RoutineTask, RoutineView, RoutinesView,
};
use domain::routines::{Routine, RoutineCommand, RoutineRef, RoutineRule, RoutineScope, RoutineSign, apply};
use domain::text_guard::{Confirmed, confirmed_names, names_in};
use jiff::civil::Date;
use store::routines::{self as rows, ROUTINE};
use store::{StoreError, Tx, placements, places as place_rows};

use crate::once::once;
use crate::{Ctx, ServiceError, needs, people, places};

/// The reader, with the units that are the reader's own: what is at one's unit is one's own, whoever began it.
pub(crate) struct Reader<'a> {
    pub(crate) actor: &'a Actor,
    placed: BTreeSet<UnitId>,
    /// Those that have become a part of them: what was begun there is looked after, and nothing new is.
    came: BTreeSet<UnitId>,
    /// Those nearby, which an adviser reads about and does not write for.
    nearby: BTreeSet<UnitId>,
}

impl<'a> Reader<'a> {
    pub(crate) async fn of(ctx: &'a Ctx, action: Action) -> Result<Self, ServiceError> {
        let actor = ctx.authorise_some(action)?;
        let units = places::units_of(ctx, actor.person).await?;
        let (placed, nearby): (Vec<_>, Vec<_>) = units.into_iter().partition(|unit| unit.placed);
        let ids = |units: Vec<UnitChoice>| units.into_iter().map(|unit| unit.id);
        let placed: Vec<UnitId> = ids(placed).collect();
        let came = places::came_into(ctx.store(), &placed, ctx.today()).await?;
        Ok(Self {
            actor,
            placed: placed.into_iter().collect(),
            came: came.into_iter().collect(),
            nearby: ids(nearby).collect(),
        })
    }

    pub(crate) fn may(&self, action: Action, mut subject: Subject) -> bool {
        let is_own = |unit: UnitId| {
            self.placed.contains(&unit)
                || self.came.contains(&unit)
                || action == Action::ViewCooperation && self.nearby.contains(&unit)
        };
        if subject.unit.is_some_and(is_own) {
            subject.people.push(self.actor.person);
        }
        may(self.actor, action, &subject)
    }

    /// What the reader may not see is not there; what may be seen and not changed is denied.
    fn must_edit(&self, subject: Subject) -> Result<(), ServiceError> {
        if self.may(Action::EditCooperation, subject) {
            Ok(())
        } else {
            Err(ServiceError::Denied)
        }
    }

    /// A unit that the reader may see.
    async fn unit(&self, ctx: &Ctx, id: UnitId) -> Result<Unit, ServiceError> {
        let unit = place_rows::unit(ctx.store(), id).await?;
        unit.filter(|unit| self.may(Action::ViewCooperation, Subject::at(unit.id, unit.owner)))
            .ok_or(ServiceError::NotFound)
    }

    /// Whether the role is of this very unit.
    fn is_of(&self, unit: UnitId) -> bool {
        self.actor.grants.iter().any(|grant| grant.scope == Scope::Unit(unit))
    }
}

/// The five routines of each place that the reader looks after: where somebody works, or where there is a routine. Those of a place that became
/// a part of another are led to from the other's.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx, filter: RoutineFilter) -> Result<RoutinesView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewCooperation).await?;
    let today = ctx.today();
    let placed = placements::all(ctx.store()).await?;
    let hosts: BTreeSet<UnitId> = placed
        .iter()
        .filter(|one| one.holds_on(today))
        .map(|one| one.unit)
        .collect();
    let known: HashMap<RoutineRef, Routine> = rows::all(ctx.store())
        .await?
        .into_iter()
        .map(|one| (one.at, one))
        .collect();
    let written: BTreeSet<UnitId> = known.keys().map(|at| at.unit).collect();
    let units: Vec<Unit> = place_rows::units(ctx.store())
        .await?
        .into_iter()
        .filter(|unit| unit.is_open_on(today))
        .filter(|unit| hosts.contains(&unit.id) || written.contains(&unit.id) || reader.is_of(unit.id))
        .filter(|unit| reader.may(Action::ViewCooperation, Subject::at(unit.id, unit.owner)))
        .collect();
    let counties = counties_of(&units);
    let mut shown: Vec<RoutineRow> = units
        .iter()
        .filter(|unit| filter.county.is_empty() || unit.county_code() == filter.county)
        .map(|unit| row(unit, &known, today))
        .filter(|row| {
            filter
                .sign
                .is_none_or(|sign| row.cells.iter().any(|cell| cell.sign == sign))
        })
        .collect();
    shown.sort_by(|one, other| {
        let order = other.lacking().cmp(&one.lacking());
        order.then_with(|| Collated(&one.unit_name).cmp(&Collated(&other.unit_name)))
    });
    Ok(RoutinesView {
        rows: shown,
        filter,
        counties,
        today,
    })
}

/// By name; nothing to choose where there is one at most.
fn counties_of(units: &[Unit]) -> Vec<Choice> {
    let found: BTreeMap<String, String> = units
        .iter()
        .map(|unit| (unit.county_code().to_owned(), places::county_name(unit)))
        .collect();
    if found.len() < 2 {
        return Vec::new();
    }
    let mut choices: Vec<Choice> = found.into_iter().map(|(value, name)| Choice { value, name }).collect();
    choices.sort_by(|one, other| Collated(&one.name).cmp(&Collated(&other.name)));
    choices
}

fn row(unit: &Unit, known: &HashMap<RoutineRef, Routine>, today: Date) -> RoutineRow {
    let cell = |scope: RoutineScope| {
        let routine = known.get(&RoutineRef { unit: unit.id, scope });
        RoutineCell {
            scope,
            sign: sign(routine, today),
            until: routine.and_then(Routine::fresh_until),
            planned_on: routine.and_then(|one| one.planned_on),
        }
    };
    RoutineRow {
        unit: unit.id,
        unit_name: unit.name.to_string(),
        cells: RoutineScope::ALL.map(cell).to_vec(),
    }
}

fn sign(routine: Option<&Routine>, today: Date) -> RoutineSign {
    routine.map_or(RoutineSign::Missing, |one| one.sign(today))
}

/// A routine of a place, or that there is none.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a place that the reader may not see; `Unavailable`.
pub async fn view(ctx: &Ctx, at: RoutineRef) -> Result<RoutineView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewCooperation).await?;
    let unit = reader.unit(ctx, at.unit).await?;
    let routine = rows::load(ctx.store(), at).await?;
    show(ctx, &reader, &unit, at, routine).await
}

/// The routines of these places that are to be gone through soon, or should have been, the first that is due first. One read.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn due_at(ctx: &Ctx, units: &BTreeSet<UnitId>) -> Result<Vec<Routine>, ServiceError> {
    let actor = ctx.signed_in()?;
    // Whoever may not open it is not sent there.
    if !may(actor, Action::EditCooperation, &Subject::of(actor.person)) {
        return Ok(Vec::new());
    }
    let each = |unit: &UnitId| {
        let unit = *unit;
        RoutineScope::ALL.map(|scope| RoutineRef { unit, scope })
    };
    let mut due = rows::of(ctx.store(), units.iter().flat_map(each)).await?;
    let today = ctx.today();
    due.retain(|one| matches!(one.sign(today), RoutineSign::Due | RoutineSign::Expired));
    due.sort_by_key(|one| (one.due_on(), one.at));
    Ok(due)
}

/// The same as lines of a page that knows the places' names.
pub(crate) fn tasks(due: &[Routine], names: &HashMap<UnitId, String>, today: Date) -> Vec<RoutineTask> {
    let line = |one: &Routine| {
        Some(RoutineTask {
            at: one.at,
            unit_name: names.get(&one.at.unit)?.clone(),
            due_on: one.due_on()?,
            is_expired: one.sign(today) == RoutineSign::Expired,
        })
    };
    due.iter().filter_map(line).collect()
}

/// Changes a routine by one command, or begins one, and gives it back as it then is. The version expected is 0 while there is none.
///
/// # Errors
/// `NotFound` for a place that the actor may not see, `Denied` for one that is not the actor's own and for beginning one where the place became
/// a part of another; `Stale`; `Invalid` by field; `Rule` by the names of [`RoutineRule`]; `Unavailable`.
pub async fn change(
    ctx: &Ctx,
    at: RoutineRef,
    envelope: Envelope<RoutineCommand>,
) -> Result<RoutineView, ServiceError> {
    let reader = Reader::of(ctx, Action::EditCooperation).await?;
    let command = &envelope.command;
    let changed: Routine = once(ctx, reader.actor, &envelope, || async {
        let unit = reader.unit(ctx, at.unit).await?;
        let place = Subject::at(unit.id, unit.owner);
        reader.must_edit(place)?;
        let before = rows::load(ctx.store(), at).await?;
        if before.is_none() && reader.came.contains(&unit.id) {
            return Err(ServiceError::Denied);
        }
        let version = before.as_ref().map_or(0, |one| one.version);
        if envelope.expected_version.unwrap_or(0) != version {
            return Err(ServiceError::Stale);
        }
        let place = (at, unit.owner);
        let after = apply(before.as_ref(), command, place, reader.actor.person, ctx.today())
            .map_err(|rule| ruled(rule, command))?;
        let mut tx = Tx::new();
        let mut entry = ctx
            .audit(reader.actor, command.name(), ROUTINE, rows::key(at))
            .after(&after);
        let mut standing = Confirmed::default();
        match &before {
            None => rows::create(&mut tx, &after),
            Some(before) => {
                rows::save(&mut tx, before, &after);
                standing = names_in(before).into_iter().collect();
                entry = entry.before(before);
            }
        }
        tx.audit(entry.confirmed(&confirmed_names(command, &envelope.confirmed, &standing)));
        Ok((tx, after))
    })
    .await
    .map_err(taken)?;
    let unit = reader.unit(ctx, at.unit).await?;
    show(ctx, &reader, &unit, at, Some(changed)).await
}

async fn show(
    ctx: &Ctx,
    reader: &Reader<'_>,
    unit: &Unit,
    at: RoutineRef,
    routine: Option<Routine>,
) -> Result<RoutineView, ServiceError> {
    let by = routine.as_ref().map(|one| one.by);
    let names = people::names(ctx, by).await?;
    let is_over = routine.is_none() && reader.came.contains(&unit.id);
    Ok(RoutineView {
        at,
        unit_name: unit.name.to_string(),
        sign: sign(routine.as_ref(), ctx.today()),
        earlier: earlier(ctx, reader, at).await?,
        known: known(ctx, reader, at.unit).await?,
        by_name: by.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        routine,
        reader: reader.actor.person,
        may_edit: !is_over && reader.may(Action::EditCooperation, Subject::at(unit.id, unit.owner)),
        today: ctx.today(),
    })
}

/// The same routine of the places that became a part of this one, as far as the reader may see them. Most places have none, and one read.
async fn earlier(ctx: &Ctx, reader: &Reader<'_>, at: RoutineRef) -> Result<Vec<Choice>, ServiceError> {
    let came = places::came_into(ctx.store(), &[at.unit], ctx.today()).await?;
    let there = rows::of(ctx.store(), came.into_iter().map(|unit| RoutineRef { unit, ..at })).await?;
    if there.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<UnitId> = there.iter().map(|one| one.at.unit).collect();
    let units = place_rows::units_by_id(ctx.store(), &ids).await?.into_iter();
    let seen = units.filter(|unit| reader.may(Action::ViewCooperation, Subject::at(unit.id, unit.owner)));
    let mut choices: Vec<Choice> = seen
        .map(|unit| Choice {
            value: RoutineRef { unit: unit.id, ..at }.to_string(),
            name: unit.name.to_string(),
        })
        .collect();
    choices.sort_by(|one, other| Collated(&one.name).cmp(&Collated(&other.name)));
    Ok(choices)
}

async fn known(ctx: &Ctx, reader: &Reader<'_>, unit: UnitId) -> Result<Option<KnownByStaff>, ServiceError> {
    let list = |units: &BTreeSet<UnitId>| units.iter().copied().collect();
    let reader = needs::Reader::known(reader.actor, list(&reader.placed), list(&reader.came));
    needs::routine_known(ctx, &reader, unit).await
}

fn ruled(rule: RoutineRule, command: &RoutineCommand) -> ServiceError {
    match rule.issue(command) {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// Two began the same routine at once.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::Stale,
        other => other,
    }
}
