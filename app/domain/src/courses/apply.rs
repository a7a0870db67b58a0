//! The rules of a course: one function makes the next state from the last and a command. What it means for those who have
//! registered is the book's matter.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::command::{CopyEvent, EventCommand, NewEvent, PlanEdit, Side};
use super::event::{
    Approval, Approvals, CourseEvent, Lifecycle, MAX_MUNICIPALITIES, MAX_PARTS, MAX_TASKS, Minimum, Task,
};
use super::opening::frozen_from;
use super::quota::{MAX_QUOTAS, Quotas};
use super::rule::EventRule;
use crate::groups::calendar::CalendarMark;
use crate::ids::{CourseTemplateId, EventId, PersonId};
use crate::text::{Capacity, ShortText};
use crate::time::{LocalSlot, Occasion};

/// A course as it is first planned.
///
/// # Errors
/// The rule of the plan that says no.
pub fn create(new: &NewEvent, planned_by: PersonId, today: Date) -> Result<CourseEvent, EventRule> {
    is_sound(&new.plan)?;
    lies_ahead(&new.plan.parts, true, today)?;
    let invite = Task {
        what: ShortText::default(),
        done: false,
        due: None,
    };
    Ok(with_plan(
        new.plan.clone(),
        Rest {
            id: new.id,
            adviser: new.adviser,
            planned_by,
            approvals: Approvals::default(),
            made_from: None,
            repeats: None,
            tasks: BTreeMap::from([(1, invite)]),
            lifecycle: Lifecycle::Draft,
            calendar: CalendarMark::default(),
            version: 1,
        },
    ))
}

/// The same course on other dates: a draft that nobody has said yes to. The video's address is not taken along, for it belongs
/// to one meeting.
///
/// # Errors
/// The rule of the plan that says no.
pub fn copy(
    source: &CourseEvent,
    copy: &CopyEvent,
    planned_by: PersonId,
    today: Date,
) -> Result<CourseEvent, EventRule> {
    let first = source.first().ok_or(EventRule::NoParts)?.date;
    let shift = copy.first_day.duration_since(first);
    let mut plan = PlanEdit::of(source);
    plan.parts = source
        .parts
        .iter()
        .map(|part| LocalSlot {
            date: part.date.saturating_add(shift),
            ..*part
        })
        .collect();
    plan.deadline = source.deadline.saturating_add(shift);
    plan.minimum = source.minimum.map(|minimum| Minimum {
        decide_on: minimum.decide_on.saturating_add(shift),
        ..minimum
    });
    if let Some(quotas) = &mut plan.quotas {
        quotas.released_on = quotas.released_on.saturating_add(shift);
    }
    plan.video = None;
    let new = NewEvent {
        id: copy.id,
        adviser: source.adviser,
        plan,
    };
    let mut made = create(&new, planned_by, today)?;
    made.made_from = source.made_from;
    made.repeats = Some(source.id);
    made.tasks = source
        .tasks
        .iter()
        .map(|(number, task)| {
            let again = Task {
                what: task.what.clone(),
                done: false,
                due: task.due.map(|due| due.saturating_add(shift)),
            };
            (*number, again)
        })
        .collect();
    Ok(made)
}

/// Applies a command. The event given is not changed when it fails. `taken` is how many seats are taken now.
///
/// # Errors
/// The rule that says no.
pub fn apply(
    before: &CourseEvent,
    command: &EventCommand,
    by: PersonId,
    taken: u32,
    today: Date,
) -> Result<CourseEvent, EventRule> {
    let mut next = before.clone();
    match command {
        EventCommand::Edit { plan } => next = edit(next, plan, taken, today)?,
        EventCommand::Approve { side } => approve(&mut next, *side, by, today)?,
        EventCommand::Publish => publish(&mut next, today)?,
        EventCommand::Close => set_closed(&mut next, true)?,
        EventCommand::Reopen => set_closed(&mut next, false)?,
        EventCommand::Cancel { reason } => {
            is_published(&next)?;
            if reason.as_str().is_empty() {
                return Err(EventRule::NoReason);
            }
            next.lifecycle = Lifecycle::Cancelled { reason: reason.clone() };
        }
        EventCommand::AddTask { what, due } => {
            is_not_cancelled(&next)?;
            add_task(&mut next, what, *due)?;
        }
        EventCommand::TickTask { number, done } => {
            next.tasks.get_mut(number).ok_or(EventRule::Unknown)?.done = *done;
        }
        EventCommand::RemoveTask { number } => {
            next.tasks.remove(number).ok_or(EventRule::Unknown)?;
        }
    }
    next.version += 1;
    Ok(next)
}

/// Marks `after` when calendars have to hear of it. `before` is the event as it was, none for a new one.
pub fn note_change(before: Option<&CourseEvent>, after: &mut CourseEvent, now: Timestamp) {
    let place = |one: &CourseEvent| {
        let is_cancelled = matches!(one.lifecycle, Lifecycle::Cancelled { .. });
        (one.parts.clone(), one.place.clone(), one.video.clone(), is_cancelled)
    };
    after.calendar = CalendarMark::after(
        before.map(|before| before.calendar),
        before.is_some_and(|before| place(before) != place(after)),
        before.is_some_and(|before| before.title != after.title),
        now,
    );
}

/// What an edit leaves alone.
struct Rest {
    id: EventId,
    adviser: Option<PersonId>,
    planned_by: PersonId,
    approvals: Approvals,
    made_from: Option<CourseTemplateId>,
    repeats: Option<EventId>,
    tasks: BTreeMap<u8, Task>,
    lifecycle: Lifecycle,
    calendar: CalendarMark,
    version: u64,
}

fn with_plan(plan: PlanEdit, rest: Rest) -> CourseEvent {
    let PlanEdit {
        title,
        about,
        programme,
        themes,
        services,
        municipalities,
        format,
        place,
        access,
        video,
        parts,
        speakers,
        host,
        contact,
        contact_email,
        capacity,
        deadline,
        promotion,
        group_policy,
        asks_leader,
        minimum,
        quotas,
        language,
    } = plan;
    let Rest {
        id,
        adviser,
        planned_by,
        approvals,
        made_from,
        repeats,
        tasks,
        lifecycle,
        calendar,
        version,
    } = rest;
    CourseEvent {
        id,
        title,
        about,
        programme,
        themes,
        services,
        municipalities,
        format,
        place,
        access,
        video,
        parts,
        speakers,
        host,
        contact,
        contact_email,
        capacity,
        deadline,
        promotion,
        group_policy,
        asks_leader,
        minimum,
        quotas,
        language,
        adviser,
        planned_by,
        approvals,
        made_from,
        repeats,
        tasks,
        lifecycle,
        calendar,
        version,
    }
}

fn edit(before: CourseEvent, plan: &PlanEdit, taken: u32, today: Date) -> Result<CourseEvent, EventRule> {
    is_not_cancelled(&before)?;
    is_sound(plan)?;
    if plan.parts != before.parts {
        let begun = keeps_what_has_begun(&before, plan, today)?;
        lies_ahead(plan.parts.get(begun..).unwrap_or_default(), begun == 0, today)?;
    }
    let is_draft = before.lifecycle == Lifecycle::Draft;
    if !is_draft && plan.format.has_video() && plan.video.is_none() {
        return Err(EventRule::NoVideo);
    }
    if plan.capacity < before.capacity && u32::from(plan.capacity.get()) < taken {
        return Err(EventRule::SeatsTaken(taken));
    }
    // What was said yes to was another plan; after publication both have seen it in the catalogue.
    let same = PlanEdit::of(&before) == *plan;
    let approvals = if is_draft && !same {
        Approvals::default()
    } else {
        before.approvals
    };
    Ok(with_plan(
        plan.clone(),
        Rest {
            id: before.id,
            adviser: before.adviser,
            planned_by: before.planned_by,
            approvals,
            made_from: before.made_from,
            repeats: before.repeats,
            tasks: before.tasks,
            lifecycle: before.lifecycle,
            calendar: before.calendar,
            version: before.version,
        },
    ))
}

fn approve(next: &mut CourseEvent, side: Side, by: PersonId, today: Date) -> Result<(), EventRule> {
    is_draft(next)?;
    let slot = match side {
        Side::Adviser if next.adviser != Some(by) => return Err(EventRule::NoSuchSide),
        Side::Adviser => &mut next.approvals.adviser,
        Side::Team => &mut next.approvals.team,
    };
    if slot.is_some() {
        return Err(EventRule::Approved);
    }
    *slot = Some(Approval { by, on: today });
    Ok(())
}

fn publish(next: &mut CourseEvent, today: Date) -> Result<(), EventRule> {
    is_draft(next)?;
    if !next.approvals.are_both() {
        return Err(EventRule::NotApproved);
    }
    lies_ahead(&next.parts, true, today)?;
    if next.format.has_video() && next.video.is_none() {
        return Err(EventRule::NoVideo);
    }
    next.lifecycle = Lifecycle::Published {
        on: today,
        closed: false,
    };
    Ok(())
}

fn set_closed(next: &mut CourseEvent, to: bool) -> Result<(), EventRule> {
    is_published(next)?;
    if let Lifecycle::Published { closed, .. } = &mut next.lifecycle {
        if *closed == to {
            return Err(EventRule::SameAlready);
        }
        *closed = to;
    }
    Ok(())
}

/// The number after the last, or the first that is free when the numbers have run out.
fn add_task(next: &mut CourseEvent, what: &ShortText, due: Option<Date>) -> Result<(), EventRule> {
    if next.tasks.len() >= MAX_TASKS {
        return Err(EventRule::TooMany);
    }
    let last = next.tasks.last_key_value().map_or(0, |(last, _)| *last);
    let number = last
        .checked_add(1)
        .or_else(|| (1..=u8::MAX).find(|number| !next.tasks.contains_key(number)))
        .ok_or(EventRule::TooMany)?;
    let what = what.clone();
    next.tasks.insert(number, Task { what, done: false, due });
    Ok(())
}

fn is_sound(plan: &PlanEdit) -> Result<(), EventRule> {
    if plan.services.is_empty() {
        return Err(EventRule::ForNobody);
    }
    if plan.parts.len() > MAX_PARTS || plan.municipalities.len() > MAX_MUNICIPALITIES {
        return Err(EventRule::TooMany);
    }
    let first = plan.parts.first().ok_or(EventRule::NoParts)?;
    for (at, pair) in plan.parts.windows(2).enumerate() {
        if let [before, after] = pair
            && after.date.to_datetime(after.start) < before.end()
        {
            return Err(EventRule::PartsOverlap(at + 1));
        }
    }
    if plan.format.has_room() && plan.place.as_str().is_empty() {
        return Err(EventRule::NoPlace);
    }
    if plan.deadline > first.date {
        return Err(EventRule::DeadlineAfterStart);
    }
    if let Some(quotas) = &plan.quotas {
        are_sound(quotas, plan.capacity, first.date)?;
    }
    if let Some(minimum) = plan.minimum {
        if minimum.decide_on > first.date {
            return Err(EventRule::DecideAfterStart);
        }
        if minimum.seats > plan.capacity {
            return Err(EventRule::MinimumOverCapacity(plan.capacity.get()));
        }
    }
    Ok(())
}

fn are_sound(quotas: &Quotas, capacity: Capacity, first: Date) -> Result<(), EventRule> {
    if quotas.each.is_empty() || quotas.each.len() > MAX_QUOTAS {
        return Err(EventRule::TooMany);
    }
    for (at, quota) in quotas.each.iter().enumerate() {
        if quotas
            .each
            .iter()
            .take(at)
            .any(|other| other.kept_for == quota.kept_for)
        {
            return Err(EventRule::KeptTwice(at));
        }
    }
    let kept: u32 = quotas.each.iter().map(|quota| u32::from(quota.seats.get())).sum();
    if kept > u32::from(capacity.get()) {
        return Err(EventRule::QuotasOverCapacity(capacity.get()));
    }
    // In the last days nobody moves up by themselves: seats that are released then would go to nobody.
    if quotas.released_on >= frozen_from(first) {
        return Err(EventRule::ReleasedTooLate);
    }
    Ok(())
}

/// How many parts have had their day. Who was there is told by their order: they stay, and one of today may change its hours alone.
fn keeps_what_has_begun(before: &CourseEvent, plan: &PlanEdit, today: Date) -> Result<usize, EventRule> {
    if before.lifecycle == Lifecycle::Draft {
        return Ok(0);
    }
    let begun = before.parts.iter().take_while(|part| part.date <= today).count();
    let stays = |(old, new): (&Occasion, &Occasion)| old == new || (old.date == today && new.date == today);
    let has_all = plan.parts.len() >= begun;
    if has_all && before.parts.iter().zip(&plan.parts).take(begun).all(stays) {
        Ok(begun)
    } else {
        Err(EventRule::Begun)
    }
}

/// Whether what is still to be held lies ahead; `needs_one` where there must be a part of that kind.
fn lies_ahead(parts: &[Occasion], needs_one: bool, today: Date) -> Result<(), EventRule> {
    match parts.first() {
        Some(first) if first.date >= today => Ok(()),
        None if !needs_one => Ok(()),
        _ => Err(EventRule::Past),
    }
}

fn is_draft(event: &CourseEvent) -> Result<(), EventRule> {
    match event.lifecycle {
        Lifecycle::Draft => Ok(()),
        _ => Err(EventRule::NotDraft),
    }
}

fn is_published(event: &CourseEvent) -> Result<(), EventRule> {
    match event.lifecycle {
        Lifecycle::Published { .. } => Ok(()),
        Lifecycle::Draft => Err(EventRule::NotPublished),
        Lifecycle::Cancelled { .. } => Err(EventRule::Cancelled),
    }
}

fn is_not_cancelled(event: &CourseEvent) -> Result<(), EventRule> {
    match event.lifecycle {
        Lifecycle::Cancelled { .. } => Err(EventRule::Cancelled),
        _ => Ok(()),
    }
}
