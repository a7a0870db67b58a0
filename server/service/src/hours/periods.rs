//! Months of everybody: closed by a coordinator, and opened again for a reason.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::hours::view::{PeriodRow, PeriodsView};
use domain::hours::{HourPeriod, Month, PeriodCommand, PeriodRule, close, monday_of, reopen};
use domain::ids::PersonId;
use domain::issue::IssueCode;
use domain::people::Person;
use domain::role::Role;
use domain::time::length::ToLength as _;
use jiff::civil::Date;
use store::hours::{self as rows, PERIOD};
use store::{Guard, Tx, people};

use crate::once::once;
use crate::{Ctx, ServiceError};

/// A month of all who enter hours, the last one that is over when none is given. No hours, no shares.
///
/// # Errors
/// As [`Ctx::authorise`]; `Unavailable`.
pub async fn view(ctx: &Ctx, month: Option<Month>) -> Result<PeriodsView, ServiceError> {
    ctx.authorise(Action::CloseHours, &Subject::general())?;
    let today = ctx.today();
    let month = month.unwrap_or_else(|| Month::of(today).previous());
    let mondays = mondays_of(month);
    let (first, last) = (monday_of(month.first_day()), monday_of(month.last_day()));
    let mut confirmed: BTreeMap<PersonId, usize> = BTreeMap::new();
    for (person, _) in rows::confirmed(ctx.store(), first, last).await? {
        *confirmed.entry(person).or_default() += 1;
    }
    let periods = rows::periods_of(ctx.store(), month).await?;
    let of = |person: PersonId| periods.iter().find(|period| period.person == person);
    let mut found: Vec<PeriodRow> = people::all(ctx.store())
        .await?
        .into_iter()
        .filter(|person| enters_hours(person) || of(person.id).is_some())
        .map(|person| PeriodRow {
            person: person.id,
            name: person.name.to_string(),
            confirmed: confirmed.get(&person.id).copied().unwrap_or_default(),
            state: of(person.id).map(|period| period.state),
            on: of(person.id).map(|period| period.on),
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(PeriodsView {
        month,
        is_over: month.last_day() < today,
        weeks: mondays.len(),
        rows: found,
    })
}

/// The Mondays of the weeks that a month touches.
fn mondays_of(month: Month) -> Vec<Date> {
    let last = monday_of(month.last_day());
    let first = monday_of(month.first_day());
    let weeks = (0_i64..6).map(|week| first.saturating_add(week.weeks()));
    weeks.take_while(|monday| *monday <= last).collect()
}

fn enters_hours(person: &Person) -> bool {
    let is_one = |role: Role| matches!(role, Role::Adviser | Role::FagTeam);
    person.active && person.grants.iter().any(|grant| is_one(grant.role))
}

/// Closes a month for people, or opens it again for one. The answer is for how many something was changed.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for nobody, or somebody who is not known; `Rule` by the names of [`PeriodRule`]; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<PeriodCommand>) -> Result<usize, ServiceError> {
    let actor = ctx.authorise(Action::CloseHours, &Subject::general())?;
    once(ctx, actor, &envelope, || decide(ctx, actor, &envelope)).await
}

pub(super) async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<PeriodCommand>,
) -> Result<(Tx, usize), ServiceError> {
    match &envelope.command {
        PeriodCommand::Close { month, people } => {
            known(ctx, people).await?;
            let step = |before: Option<&HourPeriod>, person| close(before, person, *month, actor.person, ctx.today());
            changed(ctx, actor, *month, people, step).await
        }
        PeriodCommand::Reopen { month, person, reason } => {
            let one = BTreeSet::from([*person]);
            known(ctx, &one).await?;
            let step = |before: Option<&HourPeriod>, _| reopen(before, *reason, actor.person, ctx.today());
            changed(ctx, actor, *month, &one, step).await
        }
    }
}

async fn known(ctx: &Ctx, people: &BTreeSet<PersonId>) -> Result<(), ServiceError> {
    if people.is_empty() {
        return Err(ServiceError::field("people", IssueCode::Required));
    }
    let ids: Vec<PersonId> = people.iter().copied().collect();
    if people::by_ids(ctx.store(), &ids).await?.len() < ids.len() {
        return Err(ServiceError::field("people", IssueCode::UnknownChoice));
    }
    Ok(())
}

async fn changed(
    ctx: &Ctx,
    actor: &Actor,
    month: Month,
    people: &BTreeSet<PersonId>,
    step: impl Fn(Option<&HourPeriod>, PersonId) -> Result<HourPeriod, PeriodRule>,
) -> Result<(Tx, usize), ServiceError> {
    let mut guards: Vec<Guard> = Vec::new();
    let mut changes: Vec<(Option<HourPeriod>, HourPeriod)> = Vec::new();
    for person in people {
        let guard = rows::guard(ctx.store(), *person).await?;
        let before = rows::periods(ctx.store(), *person, month, month)
            .await?
            .into_iter()
            .next();
        match step(before.as_ref(), *person) {
            Ok(after) => {
                guards.push(guard);
                changes.push((before, after));
            }
            // Of many some may be closed already.
            Err(PeriodRule::Closed) if people.len() > 1 => {}
            Err(rule) => return Err(ServiceError::Rule(rule.name())),
        }
    }
    let mut tx = Tx::new();
    for guard in &guards {
        tx.guard(guard);
    }
    for (before, after) in &changes {
        rows::save_period(&mut tx, before.as_ref(), after);
        let action = if after.is_closed() {
            "close_month"
        } else {
            "reopen_month"
        };
        let entry = ctx.audit(actor, action, PERIOD, rows::key_of_period(after));
        let entry = match before {
            Some(before) => entry.before(before),
            None => entry,
        };
        tx.audit(entry.after(after));
    }
    Ok((tx, changes.len()))
}
