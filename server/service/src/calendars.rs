//! School calendars: which owner has which, one year's page, and changes by coordinators and administrators.

use std::collections::BTreeSet;

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::calendars::view::{CalendarRow, CalendarView, CalendarsView};
use domain::calendars::{CalendarCommand, OwnerCalendar, check};
use domain::command::Envelope;
use domain::ids::OwnerId;
use domain::issue::Issues;
use domain::role::Scope;
use domain::time::{SchoolYear, public_holiday};
use jiff::ToSpan;
use store::calendars::{self as rows, CALENDAR};
use store::{StoreError, Tx, places};

use crate::once::once;
use crate::{Ctx, ServiceError};

/// The owners the reader may see, with the years that have a calendar.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn list(ctx: &Ctx) -> Result<CalendarsView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCalendars)?;
    let own = owners_of_own_units(ctx, actor).await?;
    let calendars = rows::all(ctx.store()).await?;
    let owners = places::owners(ctx.store()).await?;
    Ok(CalendarsView {
        rows: owners
            .into_iter()
            .filter(|owner| may_see(actor, owner.id, &own))
            .map(|owner| CalendarRow {
                owner: owner.id,
                owner_name: owner.name.to_string(),
                years: calendars
                    .iter()
                    .filter(|one| one.owner == owner.id)
                    .map(|one| one.year)
                    .collect(),
            })
            .collect(),
        this_year: SchoolYear::of(ctx.today()),
        may_edit: may_some(&actor.grants, Action::EditCalendars),
    })
}

/// One owner's calendar of one school year, with the public holidays of the year.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for an owner that the reader may not know of; `Unavailable`.
pub async fn view(ctx: &Ctx, owner: OwnerId, year: SchoolYear) -> Result<CalendarView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCalendars)?;
    let own = owners_of_own_units(ctx, actor).await?;
    let known = places::owner(ctx.store(), owner).await?.ok_or(ServiceError::NotFound)?;
    if !may_see(actor, owner, &own) {
        return Err(ServiceError::NotFound);
    }
    let days = year
        .first_day()
        .series(1.day())
        .take_while(|day| *day <= year.last_day());
    Ok(CalendarView {
        owner,
        owner_name: known.name.to_string(),
        year,
        calendar: rows::load(ctx.store(), owner, year).await?,
        holidays: days
            .filter_map(|day| public_holiday(day).map(|holiday| (day, holiday)))
            .collect(),
        may_edit: may_some(&actor.grants, Action::EditCalendars),
    })
}

/// Writes a calendar: a new one without an expected version, else over the version the person saw. Gives the version
/// that it then has.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound` for an unknown owner; `Invalid` by row; `Stale`, also when a new one is there
/// already; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<CalendarCommand>) -> Result<u64, ServiceError> {
    let actor = ctx.authorise(Action::EditCalendars, &Subject::general())?;
    once(ctx, actor, &envelope, || async {
        let CalendarCommand::Save {
            owner,
            year,
            mut breaks,
        } = envelope.command.clone();
        let mut issues = Issues::new();
        check(&mut breaks, year, &mut issues);
        if !issues.is_empty() {
            return Err(ServiceError::Invalid(issues.into_vec()));
        }
        places::owner(ctx.store(), owner).await?.ok_or(ServiceError::NotFound)?;
        let before = rows::load(ctx.store(), owner, year).await?;
        let version = before.as_ref().map(|calendar| calendar.version);
        if version != envelope.expected_version {
            return Err(ServiceError::Stale);
        }
        let mut tx = Tx::new();
        let after = save(
            ctx,
            actor,
            &mut tx,
            before,
            OwnerCalendar {
                owner,
                year,
                breaks,
                version: 1,
            },
        );
        Ok((tx, after))
    })
    .await
    .map_err(|error| match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::Stale,
        other => other,
    })
}

/// Writes the row and its audit entry; gives the version it gets.
pub(crate) fn save(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    before: Option<OwnerCalendar>,
    mut after: OwnerCalendar,
) -> u64 {
    let key = rows::key(after.owner, after.year);
    after.version = before.as_ref().map_or(1, |calendar| calendar.version + 1);
    match before {
        None => {
            rows::create(tx, &after);
            tx.audit(ctx.audit(actor, "create_calendar", CALENDAR, key).after(&after));
        }
        Some(before) => {
            rows::save(tx, &after, before.version);
            tx.audit(
                ctx.audit(actor, "edit_calendar", CALENDAR, key)
                    .before(&before)
                    .after(&after),
            );
        }
    }
    after.version
}

/// The owners of the units that the person's roles are bound to: a school leader sees the calendar of the own school.
async fn owners_of_own_units(ctx: &Ctx, actor: &Actor) -> Result<BTreeSet<OwnerId>, ServiceError> {
    let mut units = Vec::new();
    for grant in &actor.grants {
        if let Scope::Unit(unit) = grant.scope {
            units.push(unit);
        }
    }
    let units = places::units_by_id(ctx.store(), &units).await?;
    Ok(units
        .iter()
        .filter(|unit| may(actor, Action::ViewCalendars, &crate::places::subject(unit)))
        .filter_map(|unit| unit.owner)
        .collect())
}

fn may_see(actor: &Actor, owner: OwnerId, own: &BTreeSet<OwnerId>) -> bool {
    let subject = Subject {
        owner: Some(owner),
        ..Subject::general()
    };
    own.contains(&owner) || may(actor, Action::ViewCalendars, &subject)
}
