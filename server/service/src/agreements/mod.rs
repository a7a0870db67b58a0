//! Agreements with school owners: what stands in them, what is spent under them, and what somebody has to take over when an adviser
//! leaves.

mod change;
mod expenses;
mod handover;
mod list;
mod notices;
mod view;

use std::collections::BTreeSet;

use domain::access::{Action, Actor, Subject, may};
use domain::agreements::{Agreement, AgreementRule, State};
use domain::ids::{AgreementId, UnitId};
use store::{agreements as rows, placements};

use crate::{Ctx, ServiceError, places};

pub use change::{change, choices, create, renew};
pub use expenses::{spend, spending};
pub use handover::handover;
pub use list::list;
pub use notices::notices;
pub(crate) use notices::{MeetingDay, days, meetings, of_unit, of_unit_for};
pub use view::view;

/// The reader, with the units that the reader is placed at, and those that have become a part of them.
pub(crate) struct Reader<'a> {
    actor: &'a Actor,
    placed: BTreeSet<UnitId>,
}

impl<'a> Reader<'a> {
    /// A reader of whom it is known already where they have a position today.
    const fn placed_at(actor: &'a Actor, placed: BTreeSet<UnitId>) -> Self {
        Self { actor, placed }
    }

    async fn of(ctx: &'a Ctx, action: Action) -> Result<Self, ServiceError> {
        let actor = ctx.authorise_some(action)?;
        let units = places::units_of(ctx, actor.person).await?;
        let placed: Vec<UnitId> = units
            .into_iter()
            .filter(|unit| unit.placed)
            .map(|unit| unit.id)
            .collect();
        let came = places::came_into(ctx.store(), &placed, ctx.today()).await?;
        Ok(Self {
            actor,
            placed: placed.into_iter().chain(came).collect(),
        })
    }

    /// Whether the table lets the reader do it to a subject; what is at one's unit is one's own.
    fn reaches(&self, action: Action, mut subject: Subject) -> bool {
        if subject.unit.is_some_and(|unit| self.placed.contains(&unit)) {
            subject.people.push(self.actor.person);
        }
        may(self.actor, action, &subject)
    }

    /// Whoever reaches one of its units reaches the agreement.
    fn may(&self, action: Action, agreement: &Agreement) -> bool {
        agreement
            .subjects()
            .into_iter()
            .any(|subject| self.reaches(action, subject))
    }

    /// Whether the reader knows of it: a draft is of those who write it alone.
    fn sees(&self, agreement: &Agreement) -> bool {
        let is_shown = match agreement.state {
            State::Draft | State::Withdrawn => self.may(Action::EditAgreement, agreement),
            State::ToSign | State::Active | State::Renegotiation | State::Expired | State::Terminated => true,
        };
        is_shown && self.may(Action::ViewAgreement, agreement)
    }

    /// The agreement, if the reader may know of it.
    async fn visible(&self, ctx: &Ctx, id: AgreementId) -> Result<Agreement, ServiceError> {
        let agreement = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
        if self.sees(&agreement) {
            Ok(agreement)
        } else {
            Err(ServiceError::NotFound)
        }
    }

    /// The same, to do something to it: what may be seen and not changed is denied.
    async fn reached(&self, ctx: &Ctx, action: Action, id: AgreementId) -> Result<Agreement, ServiceError> {
        let agreement = self.visible(ctx, id).await?;
        if self.may(action, &agreement) {
            Ok(agreement)
        } else {
            Err(ServiceError::Denied)
        }
    }
}

/// The units where somebody has a position today.
async fn placed_today(ctx: &Ctx) -> Result<BTreeSet<UnitId>, ServiceError> {
    let today = ctx.today();
    let all = placements::all(ctx.store()).await?;
    let is_there = |one: &domain::places::Placement| one.person.is_some() && one.holds_on(today);
    Ok(all.iter().filter(|one| is_there(one)).map(|one| one.unit).collect())
}

fn ruled(rule: AgreementRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}
