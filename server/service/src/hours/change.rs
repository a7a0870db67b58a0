//! A change of the own week.

use domain::access::{Action, Actor, Subject};
use domain::command::Envelope;
use domain::hours::{
    Around, Moved, NewEntry, WeekCommand, WeekRule, WeekSheet, WeekStep, apply, left_behind, monday_of,
};
use domain::ids::UnitId;
use domain::issue::IssueCode;
use domain::time::Semester;
use domain::time::length::ToLength as _;
use store::hours::{self as rows, WEEK};
use store::{StoreError, Tx};

use super::is_guided;
use super::units::WeekUnits;
use super::week::Known;
use crate::once::once;
use crate::{Ctx, ServiceError};

/// Changes the own week by one command; the answer is the version that it then has.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that was neither own in that week nor is nearby; `Rule` by the names of [`WeekRule`]; `Stale` for a week,
/// or proposals, that are no longer as they were seen; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<WeekCommand>) -> Result<u64, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::EditHours, &Subject::of(person))?;
    once(ctx, actor, &envelope, || decide(ctx, actor, &envelope))
        .await
        .map_err(|error| match error {
            // Two began the same week at once.
            ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::Stale,
            other => other,
        })
}

pub(super) async fn decide(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<WeekCommand>,
) -> Result<(Tx, u64), ServiceError> {
    // Whoever closes the month meanwhile, or changes another week of it, makes this decided again.
    let guard = rows::guard(ctx.store(), actor.person).await?;
    let mut tx = Tx::new();
    tx.guard(&guard);
    carry_out(ctx, actor, envelope, tx).await
}

/// The change by itself.
pub(super) async fn carry_out(
    ctx: &Ctx,
    actor: &Actor,
    envelope: &Envelope<WeekCommand>,
    mut tx: Tx,
) -> Result<(Tx, u64), ServiceError> {
    let WeekCommand { monday, step } = &envelope.command;
    if *monday != monday_of(*monday) {
        return Err(ServiceError::Rule(WeekRule::NotAMonday.name()));
    }
    let store = ctx.store();
    let stored = rows::week(store, actor.person, *monday).await?;
    let sheet = stored
        .clone()
        .unwrap_or_else(|| WeekSheet::empty(actor.person, *monday, is_guided(actor)));
    if envelope.expected_version != Some(sheet.version) {
        return Err(ServiceError::Stale);
    }
    known_unit(ctx, actor, &sheet, step).await?;
    let known = Known::of(ctx, actor.person, *monday, Semester::of(ctx.today())).await?;
    let moved = known.moved(&sheet);
    let last_week = match step {
        WeekStep::CopyLastWeek => rows::week(store, actor.person, monday.saturating_sub(1_i64.weeks())).await?,
        _ => None,
    };
    let around = Around {
        rules: &known.rules,
        closed: &known.closed,
        proposals: &known.proposals(ctx, &sheet),
        moved: &moved,
        is_guided: is_guided(actor),
        last_week: last_week.as_ref(),
        now: ctx.now(),
        today: ctx.today(),
    };
    let after = apply(&sheet, step, &around).map_err(ruled)?;
    let other = left(&known, &moved, &sheet, step);
    let mut changes = vec![(stored.as_ref(), &after)];
    changes.extend(other.iter().map(|(was, is)| (Some(was), is)));
    let present = rows::sums_around(store, &changes).await?;
    rows::save(&mut tx, &changes, &present);
    if let Some((was, is)) = &other {
        let entry = ctx.audit(actor, "let_hours_go", WEEK, rows::key_of(is));
        tx.audit(entry.before(&told(was)).after(&told(is)));
    }
    let entry = ctx.audit(actor, named(step), WEEK, rows::key_of(&after));
    let entry = match &stored {
        Some(stored) => entry.before(&told(stored)),
        None => entry,
    };
    tx.audit(entry.after(&told(&after)));
    Ok((tx, sheet.version + 1))
}

/// The other week that time is taken from, as it was and as it will be.
fn left(known: &Known, moved: &[Moved], sheet: &WeekSheet, step: &WeekStep) -> Option<(WeekSheet, WeekSheet)> {
    let WeekStep::Follow { activity } = step else {
        return None;
    };
    let from = moved.iter().find(|one| one.activity == *activity)?;
    if from.monday == sheet.monday {
        return None;
    }
    let other = known.sheets.iter().find(|other| other.monday == from.monday)?;
    Some((other.clone(), left_behind(other, *activity)))
}

/// What the trail tells of a week: not why somebody was away.
fn told(sheet: &WeekSheet) -> WeekSheet {
    WeekSheet {
        absence: Vec::new(),
        ..sheet.clone()
    }
}

fn ruled(rule: WeekRule) -> ServiceError {
    match rule {
        WeekRule::OtherProposals => ServiceError::Stale,
        rule => ServiceError::Rule(rule.name()),
    }
}

/// A unit is one of the person's, or the one that the entry has.
async fn known_unit(ctx: &Ctx, actor: &Actor, sheet: &WeekSheet, step: &WeekStep) -> Result<(), ServiceError> {
    let standing = |number: u16| -> Option<UnitId> {
        let entry = sheet.entries.iter().find(|entry| entry.number == number)?;
        entry.unit
    };
    let (entry, had): (&NewEntry, _) = match step {
        WeekStep::Add { entry } => (entry, None),
        WeekStep::Change { number, entry } => (entry, standing(*number)),
        WeekStep::Confirm { .. }
        | WeekStep::Pass { .. }
        | WeekStep::Follow { .. }
        | WeekStep::Remove { .. }
        | WeekStep::CopyLastWeek
        | WeekStep::SetAbsence { .. }
        | WeekStep::ClearAbsence { .. } => return Ok(()),
    };
    match entry.unit {
        Some(unit) if had != Some(unit) => {
            let units = WeekUnits::of(ctx, actor.person, sheet.monday).await?;
            if units.has(unit) {
                Ok(())
            } else {
                Err(ServiceError::field("unit", IssueCode::UnknownChoice))
            }
        }
        _ => Ok(()),
    }
}

/// What the trail calls it.
const fn named(step: &WeekStep) -> &'static str {
    match step {
        WeekStep::Confirm { .. } => "confirm_week",
        WeekStep::Pass { .. } => "pass_over_activity",
        WeekStep::Follow { .. } => "move_hours",
        WeekStep::Add { .. } => "add_hours",
        WeekStep::Change { .. } => "change_hours",
        WeekStep::Remove { .. } => "remove_hours",
        WeekStep::CopyLastWeek => "copy_last_week",
        WeekStep::SetAbsence { .. } => "set_absence",
        WeekStep::ClearAbsence { .. } => "clear_absence",
    }
}
