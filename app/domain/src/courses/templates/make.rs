//! How a template is made from a course, changed, and made into the next course.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::command::{FromTemplate, NewTemplate, TemplateCommand};
use super::{CourseTemplate, TemplateMinimum, TemplatePart, TemplateQuotas, TemplateTask};
use crate::courses::apply::create;
use crate::courses::command::{NewEvent, PlanEdit};
use crate::courses::event::{CourseEvent, Minimum, Task};
use crate::courses::opening::{frozen_from, is_working_day};
use crate::courses::quota::{KeptFor, Quota, Quotas};
use crate::courses::rule::EventRule;
use crate::ids::PersonId;
use crate::part_plans::{PartPlans, PlanOf};
use crate::run_sheet::RunSheet;
use crate::text::{Email, PersonName, ShortText};
use crate::time::length::ToLength as _;
use crate::time::{LocalSlot, Occasion};

const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;

/// Who answers for a course that is made from a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// Who plans it.
    pub planned_by: PersonId,
    /// The adviser who stands behind it.
    pub adviser: Option<PersonId>,
    /// Who answers questions, and where.
    pub contact: (PersonName, Email),
}

/// A template of a course and of what happens in its parts, whatever has become of the course.
///
/// # Errors
/// `NoParts`.
pub fn from_event(
    new: &NewTemplate,
    event: &CourseEvent,
    plans: &PartPlans,
    author: PersonId,
    today: Date,
) -> Result<CourseTemplate, EventRule> {
    let first = event.first().ok_or(EventRule::NoParts)?.date;
    let part = |part: &Occasion| TemplatePart {
        after: days_between(first, part.date),
        start: part.start,
        minutes: part.minutes,
    };
    Ok(CourseTemplate {
        id: new.id,
        title: new.title.clone(),
        about: event.about.clone(),
        programme: event.programme.clone(),
        themes: event.themes.clone(),
        services: event.services.clone(),
        format: event.format,
        parts: event.parts.iter().map(part).collect(),
        run_sheets: plans.parts.iter().map(|part| without_people(&part.run_sheet)).collect(),
        capacity: event.capacity,
        deadline_before: days_between(event.deadline, first),
        promotion: event.promotion,
        group_policy: event.group_policy,
        asks_leader: event.asks_leader,
        minimum: event.minimum.map(|minimum| TemplateMinimum {
            seats: minimum.seats,
            before: days_between(minimum.decide_on, first),
        }),
        quotas: event.quotas.as_ref().and_then(|quotas| of_services(quotas, first)),
        language: event.language,
        tasks: event.tasks.values().map(|task| of_task(task, first)).collect(),
        author,
        made_on: today,
        is_shared: new.is_shared,
        is_retired: false,
        version: 1,
    })
}

/// Who speaks is asked anew each time, and how long it took is of the time it was held.
fn without_people(held: &RunSheet) -> RunSheet {
    let mut sheet = held.clone();
    for block in &mut sheet.blocks {
        block.speaker = ShortText::default();
        block.actual = None;
    }
    sheet
}

fn of_task(task: &Task, first: Date) -> TemplateTask {
    let days = |due: Date| i32::try_from(signed_days(first, due)).ok();
    TemplateTask {
        what: task.what.clone(),
        days: task.due.and_then(days),
    }
}

/// Municipalities are invited anew each time, and so is what is kept for them.
fn of_services(quotas: &Quotas, first: Date) -> Option<TemplateQuotas> {
    let is_kept = |quota: &&Quota| matches!(quota.kept_for, KeptFor::Service(_));
    let each: Vec<Quota> = quotas.each.iter().filter(is_kept).copied().collect();
    (!each.is_empty()).then(|| TemplateQuotas {
        each,
        before: days_between(quotas.released_on, first),
    })
}

/// Applies a command. The template given is not changed.
pub fn apply_template(before: &CourseTemplate, command: &TemplateCommand) -> CourseTemplate {
    let mut next = before.clone();
    match command {
        TemplateCommand::Rename {
            title,
            about,
            is_shared,
        } => {
            next.title = title.clone();
            next.about = about.clone();
            next.is_shared = *is_shared;
        }
        TemplateCommand::Retire => next.is_retired = true,
        TemplateCommand::Offer => next.is_retired = false,
    }
    next.version += 1;
    next
}

/// A course from a template: a draft that nobody has said yes to, in which everything can still be changed.
///
/// The first part is on the day that was chosen. A later one that falls on a weekend or a public holiday is held on the next working
/// day; the last day to register, the day of decision, the day on which kept seats are released and the last days of what is to be done
/// beforehand are then the working day before.
///
/// # Errors
/// `TemplateRetired`, or the rule of the plan that says no.
pub fn made(
    template: &CourseTemplate,
    wanted: &FromTemplate,
    behind: Behind,
    today: Date,
) -> Result<CourseEvent, EventRule> {
    if template.is_retired {
        return Err(EventRule::TemplateRetired);
    }
    let new = NewEvent {
        id: wanted.id,
        adviser: behind.adviser,
        plan: plan(template, wanted, behind.contact),
    };
    let mut made = create(&new, behind.planned_by, today)?;
    let task = |task: &TemplateTask| Task {
        what: task.what.clone(),
        done: false,
        due: task.days.map(|days| due(wanted.first_day, days)),
    };
    made.tasks = (1_u8..)
        .zip(template.tasks.iter().map(task))
        .collect::<BTreeMap<_, _>>();
    made.made_from = Some(template.id);
    Ok(made)
}

fn plan(template: &CourseTemplate, wanted: &FromTemplate, (contact, contact_email): (PersonName, Email)) -> PlanEdit {
    let first = wanted.first_day;
    PlanEdit {
        title: template.title.clone(),
        about: template.about.clone(),
        programme: template.programme.clone(),
        themes: template.themes.clone(),
        services: template.services.clone(),
        municipalities: [].into(),
        format: template.format,
        place: wanted.place.clone(),
        access: ShortText::default(),
        video: None,
        parts: parts(&template.parts, first),
        speakers: ShortText::default(),
        host: ShortText::default(),
        contact,
        contact_email,
        capacity: template.capacity,
        deadline: before(first, template.deadline_before),
        promotion: template.promotion,
        group_policy: template.group_policy,
        asks_leader: template.asks_leader,
        minimum: template.minimum.map(|minimum| Minimum {
            seats: minimum.seats,
            decide_on: before(first, minimum.before),
        }),
        quotas: template.quotas.as_ref().map(|quotas| Quotas {
            each: quotas.each.clone(),
            // What was early enough among other holidays may be too late among these.
            released_on: before(first, quotas.before).min(frozen_from(first).saturating_sub(1.days())),
        }),
        language: template.language,
    }
}

/// What happens in the parts of a course that was made from a template.
pub fn programme(template: &CourseTemplate, made: &CourseEvent) -> PartPlans {
    PartPlans::from_sheets(
        PlanOf::Course(made.id),
        &made.parts,
        template.run_sheets.iter().cloned(),
    )
}

fn parts(parts: &[TemplatePart], first: Date) -> Vec<Occasion> {
    let mut last: Option<(u16, Date)> = None;
    let mut held = Vec::new();
    for part in parts {
        let day = match last {
            None => first,
            Some((after, day)) if after == part.after => day,
            Some((_, day)) => {
                let meant = first.saturating_add(i64::from(part.after).days());
                working_day_from(meant.max(day.saturating_add(1.days())))
            }
        };
        last = Some((part.after, day));
        held.push(LocalSlot {
            date: day,
            start: part.start,
            minutes: part.minutes,
        });
    }
    held
}

/// So many days before the first part, or the working day before that.
fn before(first: Date, days: u16) -> Date {
    let mut day = first.saturating_sub(i64::from(days).days());
    while days > 0 && day > Date::MIN && !is_working_day(day) {
        day = day.saturating_sub(1.days());
    }
    day
}

/// The last day for something, before the course or after it.
fn due(first: Date, days: i32) -> Date {
    match u16::try_from(days.unsigned_abs()) {
        Ok(days_before) if days < 0 => before(first, days_before),
        _ => working_day_from(first.saturating_add(i64::from(days).days())),
    }
}

fn working_day_from(day: Date) -> Date {
    let mut day = day;
    while day < Date::MAX && !is_working_day(day) {
        day = day.saturating_add(1.days());
    }
    day
}

fn days_between(earlier: Date, later: Date) -> u16 {
    u16::try_from(signed_days(earlier, later)).unwrap_or_default()
}

fn signed_days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_secs() / SECONDS_OF_A_DAY
}
