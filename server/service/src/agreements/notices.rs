//! Agreements that have ended without being renewed are told where people come: on the front page and on the pages of their units.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Subject, may_as, may_some};
use domain::agreements::view::{AgreementDay, DayKind, Notice, UnitAgreement};
use domain::agreements::{Agreement, Alert, alerts, standing_of, uncovered};
use domain::ids::{AgreementId, OwnerId, UnitId};
use domain::people::Person;
use domain::places::Unit;
use jiff::civil::Date;
use store::agreements as rows;
use store::{Store, placements, places as place_rows};

use super::{Reader, placed_today};
use crate::places::{came_into, unit_names};
use crate::{Ctx, ServiceError};

/// The agreements of the reader's that have ended without another in their place, the oldest first. One that was ended on purpose is told to
/// those who write agreements alone.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Unavailable`.
pub async fn notices(ctx: &Ctx) -> Result<Vec<Notice>, ServiceError> {
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    let today = ctx.today();
    let all = rows::all(ctx.store()).await?;
    let placed = placed_today(ctx).await?;
    let told = |one: &Agreement| match alerts(one, &all, &placed, today).first() {
        Some(Alert::Expired { .. }) => Some((uncovered(one, &all, today), false)),
        Some(Alert::Uncovered { .. }) if reader.may(Action::EditAgreement, one) => {
            let left = uncovered(one, &all, today);
            Some((left.intersection(&placed).copied().collect(), true))
        }
        Some(Alert::Uncovered { .. } | Alert::Ends { .. } | Alert::NoMeeting) | None => None,
    };
    let found: Vec<(&Agreement, BTreeSet<UnitId>, bool)> = all
        .iter()
        .filter(|one| reader.sees(one))
        .filter_map(|one| told(one).map(|(left, is_ended)| (one, left, is_ended)))
        .collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let names = unit_names(ctx, found.iter().flat_map(|(_, left, _)| left.iter().copied())).await?;
    let owners: HashMap<OwnerId, String> = place_rows::owners(ctx.store())
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner.name.to_string()))
        .collect();
    let mut notices: Vec<Notice> = found
        .into_iter()
        .map(|(one, left, is_ended)| Notice {
            id: one.id,
            owner_name: owners.get(&one.owner).cloned().unwrap_or_default(),
            last_day: one.last_day(),
            units: left.iter().filter_map(|unit| names.get(unit).cloned()).collect(),
            is_ended,
        })
        .collect();
    notices.sort_by(|one, other| (one.last_day, &one.owner_name).cmp(&(other.last_day, &other.owner_name)));
    Ok(notices)
}

/// What happens with agreements in a week: meetings that were not held yet, and last days. Of those about units that the reader works at, and
/// of all for whoever looks after them.
pub(crate) async fn days(ctx: &Ctx, first: Date, last: Date) -> Result<Vec<AgreementDay>, ServiceError> {
    let actor = ctx.signed_in()?;
    if !may_some(&actor.grants, Action::ViewAgreement) {
        return Ok(Vec::new());
    }
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    let all = rows::all(ctx.store()).await?;
    let is_ones_own = |one: &&Agreement| {
        one.state.is_signed()
            && (!one.terms.units.is_disjoint(&reader.placed) || reader.may(Action::EditAgreement, one))
    };
    let found: Vec<(&Agreement, Date, DayKind)> = all
        .iter()
        .filter(is_ones_own)
        .flat_map(|one| days_of(one).into_iter().map(move |(date, kind)| (one, date, kind)))
        .filter(|(_, date, _)| (first..=last).contains(date))
        .collect();
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let owners = place_rows::owners(ctx.store()).await?;
    let name = |id: OwnerId| {
        owners
            .iter()
            .find(|owner| owner.id == id)
            .map(|owner| owner.name.to_string())
    };
    Ok(found
        .into_iter()
        .map(|(one, date, kind)| AgreementDay {
            id: one.id,
            owner_name: name(one.owner).unwrap_or_default(),
            date,
            kind,
        })
        .collect())
}

/// An evaluation meeting, for a calendar outside.
pub(crate) struct MeetingDay {
    /// Of which agreement.
    pub(crate) agreement: AgreementId,
    /// With whom.
    pub(crate) owner_name: String,
    /// When.
    pub(crate) date: Date,
    /// The day on which the agreement was changed last.
    pub(crate) changed_on: Date,
}

/// Evaluation meetings from a day on, held or not, for somebody's calendar: of agreements about units that the person works at, and of all for
/// whoever looks after them.
pub(crate) async fn meetings(
    store: &Store,
    person: &Person,
    first: Date,
    today: Date,
) -> Result<Vec<MeetingDay>, ServiceError> {
    if !may_some(&person.grants, Action::ViewAgreement) {
        return Ok(Vec::new());
    }
    let at: Vec<UnitId> = placements::of_person(store, person.id)
        .await?
        .into_iter()
        .filter(|one| one.to.is_none_or(|to| today <= to))
        .map(|one| one.unit)
        .collect();
    let came = came_into(store, &at, today).await?;
    let placed: BTreeSet<UnitId> = at.into_iter().chain(came).collect();
    let reaches_all = may_as(person.id, &person.grants, Action::EditAgreement, &Subject::general());
    let mut found: Vec<Agreement> = rows::all(store).await?;
    found.retain(|one| {
        one.state.is_signed()
            && (reaches_all || !one.terms.units.is_disjoint(&placed))
            && one.meetings.iter().any(|meeting| first <= meeting.date)
    });
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let names: HashMap<OwnerId, String> = place_rows::owners(store)
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner.name.to_string()))
        .collect();
    Ok(found
        .iter()
        .flat_map(|one| {
            let name = names.get(&one.owner).cloned().unwrap_or_default();
            let meetings = one.meetings.iter().filter(|meeting| first <= meeting.date);
            meetings.map(move |meeting| MeetingDay {
                agreement: one.id,
                owner_name: name.clone(),
                date: meeting.date,
                changed_on: one.history.last().map_or(one.terms.from, |entry| entry.on),
            })
        })
        .collect())
}

fn days_of(one: &Agreement) -> Vec<(Date, DayKind)> {
    let kind = if one.termination.is_some() {
        DayKind::NoticeEnds
    } else {
        DayKind::Ends
    };
    let meetings = one.meetings.iter().filter(|meeting| !meeting.is_held);
    let mut days: Vec<_> = meetings.map(|meeting| (meeting.date, DayKind::Meeting)).collect();
    days.push((one.last_day(), kind));
    days
}

/// What a unit's page says of its agreement; nothing for those who may not know, and nothing where nobody works.
pub(crate) async fn of_unit(ctx: &Ctx, unit: &Unit, has_adviser: bool) -> Result<Option<UnitAgreement>, ServiceError> {
    let actor = ctx.signed_in()?;
    if !may_some(&actor.grants, Action::ViewAgreement) {
        return Ok(None);
    }
    let reader = Reader::of(ctx, Action::ViewAgreement).await?;
    told(ctx, &reader, unit, has_adviser).await
}

/// The same for a page that knows already where its reader has a position today. One read.
pub(crate) async fn of_unit_for(
    ctx: &Ctx,
    unit: &Unit,
    placed: BTreeSet<UnitId>,
    has_adviser: bool,
) -> Result<Option<UnitAgreement>, ServiceError> {
    let actor = ctx.signed_in()?;
    if !may_some(&actor.grants, Action::ViewAgreement) {
        return Ok(None);
    }
    told(ctx, &Reader::placed_at(actor, placed), unit, has_adviser).await
}

async fn told(
    ctx: &Ctx,
    reader: &Reader<'_>,
    unit: &Unit,
    has_adviser: bool,
) -> Result<Option<UnitAgreement>, ServiceError> {
    if !reader.reaches(Action::ViewAgreement, Subject::at(unit.id, unit.owner)) {
        return Ok(None);
    }
    let mut agreements = rows::of_unit(ctx.store(), unit.id).await?;
    agreements.retain(|one| reader.sees(one));
    Ok(match standing_of(unit.id, &agreements, ctx.today()) {
        Some(standing) => Some(UnitAgreement::Stands { standing }),
        None => has_adviser.then_some(UnitAgreement::Missing),
    })
}
