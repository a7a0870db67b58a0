//! The rules of a presentation: one function makes the next state from the last and a command.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::booking::{Booking, BookingState, BookingStep};
use super::command::{NewPresentation, NewSeries, NewTask, PlanEdit, PresentationCommand};
use super::plan::{
    MAX_INTERPRETERS, MAX_MATERIALS, MAX_SERIES, MAX_TASKS, Material, MaterialKind, Outcome, Presentation, Stage, Task,
    TaskKind,
};
use super::rule::PresentationRule;
use crate::groups::calendar::CalendarMark;
use crate::ids::{OwnerId, PersonId, PresentationId};
use crate::languages::Tongue;
use crate::outreach::Audience;
use crate::text::{InterpreterCount, ShortText};
use crate::time::length::ToLength as _;

/// A presentation as it is first planned, with the checklist of its audience.
///
/// # Errors
/// `NoAudience`, `NoPlace`, `NotInterpreted` or `TooMany`.
pub fn create(
    new: &NewPresentation,
    presenter: PersonId,
    owner: Option<OwnerId>,
) -> Result<Presentation, PresentationRule> {
    let PlanEdit {
        title,
        audiences,
        class,
        host,
        place,
        video,
        slot,
        expected,
    } = new.plan.clone();
    is_sound(&new.plan)?;
    Ok(Presentation {
        id: new.id,
        title,
        tasks: usual_tasks(&audiences, slot.date),
        audiences,
        class,
        unit: new.unit,
        owner,
        presenter,
        host,
        place,
        video,
        slot,
        expected,
        invited_on: None,
        outcome: Outcome::Ahead,
        interpreters: needed(&new.interpreters)?,
        materials: BTreeMap::new(),
        invitation: BTreeMap::new(),
        calendar: CalendarMark::default(),
        version: 1,
    })
}

/// The presentations of a series.
///
/// # Errors
/// As [`create`] for any of them; `NoSeries` for none or for one id twice; `TooMany`.
pub fn plan_series(
    new: &NewSeries,
    presenter: PersonId,
    owner: impl Fn(&NewPresentation) -> Option<OwnerId>,
) -> Result<Vec<Presentation>, PresentationRule> {
    let ids: BTreeSet<PresentationId> = new.presentations.iter().map(|one| one.id).collect();
    if ids.is_empty() || ids.len() != new.presentations.len() {
        return Err(PresentationRule::NoSeries);
    }
    if ids.len() > MAX_SERIES {
        return Err(PresentationRule::TooMany);
    }
    new.presentations
        .iter()
        .map(|one| create(one, presenter, owner(one)))
        .collect()
}

/// Applies a command. The presentation given is not changed when it fails.
///
/// # Errors
/// The rule that says no.
pub fn apply(
    before: &Presentation,
    command: &PresentationCommand,
    today: Date,
) -> Result<Presentation, PresentationRule> {
    let mut next = before.clone();
    match command {
        PresentationCommand::Edit { plan } => edit(&mut next, plan)?,
        PresentationCommand::Invite
        | PresentationCommand::Close { .. }
        | PresentationCommand::Evaluate { .. }
        | PresentationCommand::Reopen
        | PresentationCommand::Cancel { .. }
        | PresentationCommand::Restore => go_on(&mut next, command, today)?,
        PresentationCommand::AddInterpreter { tongue, count } => add_interpreter(&mut next, *tongue, *count)?,
        PresentationCommand::Step { tongue, step } => take_step(&mut next, *tongue, step, today)?,
        PresentationCommand::RemoveInterpreter { tongue } => {
            is_open(&next)?;
            next.interpreters.remove(tongue).ok_or(PresentationRule::Unknown)?;
        }
        PresentationCommand::AddTask { task } => add_task(&mut next, task)?,
        PresentationCommand::TickTask { number, done } => {
            is_open(&next)?;
            next.tasks.get_mut(number).ok_or(PresentationRule::Unknown)?.done = *done;
        }
        PresentationCommand::RemoveTask { number } => {
            is_open(&next)?;
            next.tasks.remove(number).ok_or(PresentationRule::Unknown)?;
        }
        PresentationCommand::AddMaterial { material } => add_material(&mut next, material)?,
        PresentationCommand::RemoveMaterial { number } => {
            is_not_cancelled(&next)?;
            next.materials.remove(number).ok_or(PresentationRule::Unknown)?;
        }
        PresentationCommand::SetInvitation { tongue, text } => {
            is_open(&next)?;
            if !tongue.is_written() {
                return Err(PresentationRule::NotWritten);
            }
            if text.as_str().is_empty() {
                next.invitation.remove(tongue);
            } else {
                next.invitation.insert(*tongue, text.clone());
            }
        }
    }
    next.version += 1;
    Ok(next)
}

/// The steps of the lifecycle: agreed → invited → held → evaluated, or cancelled.
fn go_on(next: &mut Presentation, command: &PresentationCommand, today: Date) -> Result<(), PresentationRule> {
    match command {
        PresentationCommand::Invite => {
            is_open(next)?;
            if next.invited_on.is_some() {
                return Err(PresentationRule::Invited);
            }
            next.invited_on = Some(today);
        }
        PresentationCommand::Close { closing } => {
            is_not_cancelled(next)?;
            if next.slot.date > today {
                return Err(PresentationRule::Ahead);
            }
            next.outcome = Outcome::Held {
                closing: closing.clone(),
                evaluation: next.evaluation().cloned(),
            };
        }
        PresentationCommand::Evaluate { evaluation: words } => {
            let Outcome::Held { evaluation, .. } = &mut next.outcome else {
                return Err(PresentationRule::NotHeld);
            };
            if words.is_empty() {
                return Err(PresentationRule::NothingWritten);
            }
            *evaluation = Some(words.clone());
        }
        PresentationCommand::Reopen => {
            if next.closing().is_none() {
                return Err(PresentationRule::NotHeld);
            }
            next.outcome = Outcome::Ahead;
        }
        PresentationCommand::Cancel { reason } => {
            is_open(next)?;
            next.outcome = Outcome::Cancelled { reason: *reason };
        }
        PresentationCommand::Restore => {
            if next.stage() != Stage::Cancelled {
                return Err(PresentationRule::NotCancelled);
            }
            next.outcome = Outcome::Ahead;
            // The guests were told that it is called off.
            next.invited_on = None;
        }
        _ => {}
    }
    Ok(())
}

fn edit(next: &mut Presentation, plan: &PlanEdit) -> Result<(), PresentationRule> {
    is_open(next)?;
    is_sound(plan)?;
    if next.slot != plan.slot {
        // What was promised was promised for another time.
        next.invited_on = None;
        for booking in next.interpreters.values_mut() {
            booking.state = booking.state.clone().moved();
        }
    }
    let PlanEdit {
        title,
        audiences,
        class,
        host,
        place,
        video,
        slot,
        expected,
    } = plan.clone();
    next.title = title;
    next.audiences = audiences;
    next.class = class;
    next.host = host;
    next.place = place;
    next.video = video;
    next.slot = slot;
    next.expected = expected;
    Ok(())
}

fn is_sound(plan: &PlanEdit) -> Result<(), PresentationRule> {
    if plan.audiences.is_empty() {
        return Err(PresentationRule::NoAudience);
    }
    if plan.place.as_str().is_empty() && plan.video.is_none() {
        return Err(PresentationRule::NoPlace);
    }
    Ok(())
}

fn is_open(presentation: &Presentation) -> Result<(), PresentationRule> {
    let stage = presentation.stage();
    if stage.is_open() {
        Ok(())
    } else {
        Err(PresentationRule::NotOpen(stage))
    }
}

fn is_not_cancelled(presentation: &Presentation) -> Result<(), PresentationRule> {
    match presentation.stage() {
        Stage::Cancelled => Err(PresentationRule::NotOpen(Stage::Cancelled)),
        _ => Ok(()),
    }
}

fn needed(wanted: &BTreeMap<Tongue, InterpreterCount>) -> Result<BTreeMap<Tongue, Booking>, PresentationRule> {
    if wanted.len() > MAX_INTERPRETERS {
        return Err(PresentationRule::TooMany);
    }
    if wanted.keys().any(|tongue| !tongue.is_interpreted()) {
        return Err(PresentationRule::NotInterpreted);
    }
    let booking = |(tongue, count): (&Tongue, &InterpreterCount)| {
        let state = BookingState::Needed;
        (*tongue, Booking { count: *count, state })
    };
    Ok(wanted.iter().map(booking).collect())
}

fn add_interpreter(next: &mut Presentation, tongue: Tongue, count: InterpreterCount) -> Result<(), PresentationRule> {
    is_open(next)?;
    if next.interpreters.contains_key(&tongue) {
        return Err(PresentationRule::OnTheList);
    }
    if next.interpreters.len() >= MAX_INTERPRETERS {
        return Err(PresentationRule::TooMany);
    }
    next.interpreters.extend(needed(&BTreeMap::from([(tongue, count)]))?);
    Ok(())
}

/// An interpreter who is still to come can also be called off when the presentation is cancelled.
fn take_step(next: &mut Presentation, tongue: Tongue, step: &BookingStep, today: Date) -> Result<(), PresentationRule> {
    if !(next.stage() == Stage::Cancelled && *step == BookingStep::Cancel) {
        is_open(next)?;
    }
    let booking = next.interpreters.get_mut(&tongue).ok_or(PresentationRule::Unknown)?;
    booking.state = booking.state.after(step, today)?;
    Ok(())
}

/// What an evening for parents needs besides a room: each with a date that leaves time to see to it.
fn usual_tasks(audiences: &BTreeSet<Audience>, day: Date) -> BTreeMap<u8, Task> {
    if !audiences.contains(&Audience::Parents) {
        return BTreeMap::new();
    }
    let task = |kind, days: i64| Task {
        kind,
        what: ShortText::default(),
        due: Some(day.saturating_sub(days.days())),
        done: false,
    };
    BTreeMap::from([
        (1, task(TaskKind::Food, 7)),
        (2, task(TaskKind::ChildMinding, 7)),
        (3, task(TaskKind::Equipment, 1)),
    ])
}

fn add_task(next: &mut Presentation, task: &NewTask) -> Result<(), PresentationRule> {
    is_open(next)?;
    let number = free_number(&next.tasks, MAX_TASKS)?;
    let NewTask { kind, what, due } = task.clone();
    let task = Task {
        kind,
        what,
        due,
        done: false,
    };
    next.tasks.insert(number, task);
    Ok(())
}

fn add_material(next: &mut Presentation, material: &Material) -> Result<(), PresentationRule> {
    is_not_cancelled(next)?;
    if material.kind != MaterialKind::Handout && material.address.is_none() {
        return Err(PresentationRule::NoAddress);
    }
    let number = free_number(&next.materials, MAX_MATERIALS)?;
    next.materials.insert(number, material.clone());
    Ok(())
}

/// The number after the last, or the first that is free when the numbers have run out.
fn free_number<T>(taken: &BTreeMap<u8, T>, most: usize) -> Result<u8, PresentationRule> {
    if taken.len() >= most {
        return Err(PresentationRule::TooMany);
    }
    let last = taken.last_key_value().map_or(0, |(last, _)| *last);
    last.checked_add(1)
        .or_else(|| (1..=u8::MAX).find(|number| !taken.contains_key(number)))
        .ok_or(PresentationRule::TooMany)
}
