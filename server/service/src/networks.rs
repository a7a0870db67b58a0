//! Meetings of networks: plan, change, close, list.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject, may};
use domain::choice::Choice;
use domain::command::Envelope;
use domain::conflicts::Conflict;
use domain::groups::view::UnitChoice;
use domain::ids::{NetworkId, UnitId};
use domain::issue::IssueCode;
use domain::networks::view::{NetworkChoices, NetworkRow, NetworkView, NetworksView, WantedMeeting};
use domain::networks::{
    NetworkCommand, NetworkMeeting, NetworkPlan, NetworkRule, NewNetworkMeeting, apply, note_change, plan,
};
use domain::places::Unit;
use domain::text_guard::{Confirmed, confirmed_names, names_in};
use store::networks::{self as rows, MEETING};
use store::{StoreError, Tx, places as place_rows};

use crate::once::once;
use crate::presentations::{offered, school_year};
use crate::routines::Reader;
use crate::{Ctx, ServiceError, conflicts, hours, people, places};

/// The meetings that the reader may see in the school year that starts in `year`, this one when none is given.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Invalid` for a year out of range; `Unavailable`.
pub async fn list(ctx: &Ctx, year: Option<i16>) -> Result<NetworksView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewCooperation).await?;
    let (today, year) = (ctx.today(), school_year(ctx, year)?);
    let mut seen = rows::between(ctx.store(), year.first_day(), year.last_day()).await?;
    let there = places_of(ctx, &seen).await?;
    seen.retain(|one| is_seen(&reader, one, &there));
    let row = |one: NetworkMeeting| row(&one, &there);
    let is_past = |one: &NetworkMeeting| one.plan.slot.date < today || one.closing().is_some();
    let (mut past, ahead): (Vec<_>, Vec<_>) = seen.into_iter().partition(is_past);
    past.reverse();
    Ok(NetworksView {
        year: year.start_year(),
        ahead: ahead.into_iter().map(row).collect(),
        past: past.into_iter().map(row).collect(),
        may_plan: may(reader.actor, Action::EditCooperation, &Subject::of(reader.actor.person)),
    })
}

fn row(one: &NetworkMeeting, there: &HashMap<UnitId, Unit>) -> NetworkRow {
    NetworkRow {
        id: one.id,
        theme: one.plan.theme.to_string(),
        kind: one.plan.kind,
        slot: one.plan.slot,
        units: one
            .units()
            .filter_map(|unit| Some(there.get(&unit)?.name.to_string()))
            .collect(),
        stage: one.stage(),
    }
}

/// One meeting. One that the reader may not see is not found, as one that does not exist.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`; `Unavailable`.
pub async fn view(ctx: &Ctx, id: NetworkId) -> Result<NetworkView, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewCooperation).await?;
    let (meeting, there) = visible(ctx, &reader, id).await?;
    show(ctx, &reader, meeting, &there).await
}

/// What the form offers before the first word is typed: the adviser's own units, then those nearby.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn choices(ctx: &Ctx) -> Result<NetworkChoices, ServiceError> {
    let actor = planner(ctx)?;
    Ok(NetworkChoices {
        me: actor.person,
        units: places::units_of(ctx, actor.person).await?,
    })
}

/// Plans a meeting; the one who plans calls it.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for units that are neither own nor nearby, and by field; `Rule` by the names of [`NetworkRule`];
/// `Unavailable`.
pub async fn create(ctx: &Ctx, envelope: Envelope<NewNetworkMeeting>) -> Result<NetworkId, ServiceError> {
    let actor = planner(ctx)?;
    let new = &envelope.command;
    once(ctx, actor, &envelope, || async {
        let units = places::units_of(ctx, actor.person).await?;
        let owner = offered(&units, new.unit)?.owner;
        can_be_chosen(&new.plan, &units, &BTreeSet::new())?;
        let mut meeting = plan(new, actor.person, owner).map_err(ruled)?;
        note_change(None, &mut meeting, ctx.now());
        let mut tx = Tx::new();
        rows::create(&mut tx, &meeting);
        tx.audit(
            ctx.audit(actor, "plan_network_meeting", MEETING, meeting.id.to_string())
                .after(&meeting)
                .confirmed(&confirmed_names(new, &envelope.confirmed, &Confirmed::default())),
        );
        Ok((tx, meeting.id))
    })
    .await
    .map_err(taken)
}

/// Changes a meeting by one command and gives it back as it then is.
///
/// # Errors
/// `NotFound` for one the actor may not see, `Denied` for one that may be seen but not changed; `Stale`; `Invalid` by field; `Rule` by the
/// names of [`NetworkRule`]; `Unavailable`.
pub async fn change(ctx: &Ctx, id: NetworkId, envelope: Envelope<NetworkCommand>) -> Result<NetworkView, ServiceError> {
    let reader = Reader::of(ctx, Action::EditCooperation).await?;
    let changed: NetworkMeeting = once(ctx, reader.actor, &envelope, || async {
        let before = editable(ctx, &reader, id).await?;
        if envelope.expected_version.is_none_or(|seen| seen != before.version) {
            return Err(ServiceError::Stale);
        }
        if let NetworkCommand::Edit { plan } = &envelope.command {
            let units = places::units_of(ctx, reader.actor.person).await?;
            can_be_chosen(plan, &units, &before.plan.further)?;
        }
        let mut after = apply(&before, &envelope.command, ctx.today()).map_err(ruled)?;
        note_change(Some(&before), &mut after, ctx.now());
        hours::may_move(ctx, &[rows::entry_of(&before)], &[rows::entry_of(&after)]).await?;
        let mut tx = Tx::new();
        rows::save(&mut tx, &before, &after);
        let standing = names_in(&before).into_iter().collect();
        tx.audit(
            ctx.audit(reader.actor, envelope.command.name(), MEETING, id.to_string())
                .before(&before)
                .after(&after)
                .confirmed(&confirmed_names(&envelope.command, &envelope.confirmed, &standing)),
        );
        Ok((tx, after))
    })
    .await?;
    let there = places_of(ctx, [&changed]).await?;
    if !is_seen(&reader, &changed, &there) {
        return Err(ServiceError::NotFound);
    }
    show(ctx, &reader, changed, &there).await
}

/// What a time runs into that is not saved yet: of a meeting that the actor may change, or of a new one at a place that the actor may choose.
/// Who calls a meeting and where is read from it, so that nobody asks after a colleague's days.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for a meeting the actor may not see, `Denied` for one that may be seen but not changed; `Invalid` for a
/// unit that is neither own nor nearby; `Unavailable`.
pub async fn conflicts_of(ctx: &Ctx, wanted: &WantedMeeting) -> Result<Vec<Conflict>, ServiceError> {
    let actor = planner(ctx)?;
    let (adviser, unit) = match wanted.of {
        Some(id) => {
            let reader = Reader::of(ctx, Action::EditCooperation).await?;
            let meeting = editable(ctx, &reader, id).await?;
            (meeting.adviser, meeting.unit)
        }
        None => {
            let units = places::units_of(ctx, actor.person).await?;
            (actor.person, offered(&units, wanted.unit)?.id)
        }
    };
    let own = wanted.of.map(|id| id.to_string());
    let at = (adviser, Some(unit), &wanted.place);
    conflicts::of_occasions(ctx, actor, own.as_deref(), at, &[wanted.slot]).await
}

fn planner(ctx: &Ctx) -> Result<&Actor, ServiceError> {
    let person = ctx.signed_in()?.person;
    ctx.authorise(Action::EditCooperation, &Subject::of(person))
}

/// Further places are own or nearby, or were there already.
fn can_be_chosen(plan: &NetworkPlan, units: &[UnitChoice], before: &BTreeSet<UnitId>) -> Result<(), ServiceError> {
    let is_known = |id: &UnitId| before.contains(id) || units.iter().any(|unit| unit.id == *id);
    if plan.further.iter().all(is_known) {
        Ok(())
    } else {
        Err(ServiceError::field("further", IssueCode::UnknownChoice))
    }
}

/// The places of meetings. One read.
async fn places_of<'a>(
    ctx: &Ctx,
    meetings: impl IntoIterator<Item = &'a NetworkMeeting>,
) -> Result<HashMap<UnitId, Unit>, ServiceError> {
    let ids: BTreeSet<UnitId> = meetings.into_iter().flat_map(NetworkMeeting::units).collect();
    let ids: Vec<UnitId> = ids.into_iter().collect();
    let units = place_rows::units_by_id(ctx.store(), &ids).await?;
    Ok(units.into_iter().map(|unit| (unit.id, unit)).collect())
}

/// A meeting concerns every place that it is for, and whoever owns that place.
fn is_seen(reader: &Reader<'_>, meeting: &NetworkMeeting, there: &HashMap<UnitId, Unit>) -> bool {
    meeting.units().any(|unit| {
        let subject = Subject {
            people: vec![meeting.adviser],
            unit: Some(unit),
            owner: there.get(&unit).and_then(|unit| unit.owner),
        };
        reader.may(Action::ViewCooperation, subject)
    })
}

/// A meeting that the reader may see, with its places.
async fn visible(
    ctx: &Ctx,
    reader: &Reader<'_>,
    id: NetworkId,
) -> Result<(NetworkMeeting, HashMap<UnitId, Unit>), ServiceError> {
    let meeting = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    let there = places_of(ctx, [&meeting]).await?;
    if is_seen(reader, &meeting, &there) {
        Ok((meeting, there))
    } else {
        Err(ServiceError::NotFound)
    }
}

/// The same, to do something to it: what may be seen and not changed is denied.
async fn editable(ctx: &Ctx, reader: &Reader<'_>, id: NetworkId) -> Result<NetworkMeeting, ServiceError> {
    let (meeting, _) = visible(ctx, reader, id).await?;
    if reader.may(Action::EditCooperation, meeting.subject()) {
        Ok(meeting)
    } else {
        Err(ServiceError::Denied)
    }
}

async fn show(
    ctx: &Ctx,
    reader: &Reader<'_>,
    meeting: NetworkMeeting,
    there: &HashMap<UnitId, Unit>,
) -> Result<NetworkView, ServiceError> {
    let actor = reader.actor;
    let may_edit = reader.may(Action::EditCooperation, meeting.subject());
    let choice = |unit: UnitId| Choice {
        value: unit.to_string(),
        name: there.get(&unit).map(|unit| unit.name.to_string()).unwrap_or_default(),
    };
    let units: Vec<Choice> = meeting.units().map(choice).collect();
    let mut offered: Vec<Choice> = Vec::new();
    if may_edit {
        let near = places::units_of(ctx, actor.person).await?.into_iter();
        let near = near.map(|unit| Choice {
            value: unit.id.to_string(),
            name: unit.name,
        });
        let own = meeting.unit.to_string();
        for one in near.chain(units.iter().cloned()) {
            if one.value != own && !offered.iter().any(|known| known.value == one.value) {
                offered.push(one);
            }
        }
    }
    // What else is booked is told to those who could move the meeting.
    let conflicts = if may_edit && meeting.stage().is_open() && meeting.plan.slot.date >= ctx.today() {
        let at = (meeting.adviser, Some(meeting.unit), &meeting.plan.place);
        conflicts::of_occasions(ctx, actor, Some(&meeting.id.to_string()), at, &[meeting.plan.slot]).await?
    } else {
        Vec::new()
    };
    let people = people::names(ctx, [meeting.adviser]).await?;
    Ok(NetworkView {
        units,
        adviser_name: people.get(&meeting.adviser).cloned().unwrap_or_default(),
        offered,
        conflicts,
        reader: actor.person,
        may_edit,
        today: ctx.today(),
        meeting,
    })
}

fn ruled(rule: NetworkRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// The id is made with the command: only a mistake in the client takes one twice.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("unit", IssueCode::AlreadyExists),
        other => other,
    }
}
