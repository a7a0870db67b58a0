//! What is spent under an agreement: written down, never paid out.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::agreements::view::{ActivityOption, AgreementView, SpendView};
use domain::agreements::{Activity, ActivityKind, Agreement, Category, ExpenseCommand, ExpenseRule, NewExpense};
use domain::agreements::{lines_of, record};
use domain::command::Envelope;
use domain::ids::{AgreementId, ExpenseId, PersonId};
use domain::issue::IssueCode;
use domain::text_guard::{Confirmed, confirmed_names};
use jiff::ToSpan;
use jiff::civil::Date;
use store::agenda::{self, AgendaKind, AgendaRow};
use store::agreements::{self as rows, EXPENSE};
use store::{StoreError, Tx, places as place_rows};

use super::Reader;
use super::view::show;
use crate::once::once;
use crate::{Ctx, ServiceError};

/// How far around today activities are offered for an expense.
const BACK_DAYS: i64 = 90;
const AHEAD_DAYS: i64 = 30;

/// What an expense is written down with.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound`, `Denied`; `Unavailable`.
pub async fn spending(ctx: &Ctx, id: AgreementId) -> Result<SpendView, ServiceError> {
    let reader = Reader::of(ctx, Action::AddExpense).await?;
    let agreement = reader.reached(ctx, Action::AddExpense, id).await?;
    let spent = rows::expenses(ctx.store(), id).await?;
    let owner = place_rows::owner(ctx.store(), agreement.owner).await?;
    let today = ctx.today();
    let mut lines = lines_of(&agreement, &spent, today.year());
    lines.retain(|line| line.category != Category::Salary);
    Ok(SpendView {
        id,
        owner_name: owner.map(|owner| owner.name.to_string()).unwrap_or_default(),
        lines,
        activities: activities(ctx, &agreement, reader.actor.person).await?,
        reader: reader.actor.person,
        today,
    })
}

/// Writes an expense down, or takes one away that was written down by mistake.
///
/// # Errors
/// `NotFound`, `Denied`; `Stale`; `Invalid` by field; `Rule` by the names of [`ExpenseRule`]; `Unavailable`.
pub async fn spend(
    ctx: &Ctx,
    id: AgreementId,
    envelope: Envelope<ExpenseCommand>,
) -> Result<AgreementView, ServiceError> {
    let reader = Reader::of(ctx, Action::AddExpense).await?;
    once(ctx, reader.actor, &envelope, || async {
        // Read before what was spent until now.
        let guard = rows::spending(ctx.store(), id).await?;
        let agreement = reader.reached(ctx, Action::AddExpense, id).await?;
        let mut tx = Tx::new();
        tx.guard(&guard);
        let which = match &envelope.command {
            ExpenseCommand::Record { expense } => {
                recorded(ctx, &reader, &mut tx, &agreement, expense, &envelope).await?
            }
            ExpenseCommand::Remove { id } => {
                removed(ctx, &reader, &mut tx, &agreement, *id, envelope.expected_version).await?
            }
        };
        Ok((tx, which))
    })
    .await
    .map_err(taken)?;
    let agreement = reader.visible(ctx, id).await?;
    show(ctx, &reader, agreement).await
}

async fn recorded(
    ctx: &Ctx,
    reader: &Reader<'_>,
    tx: &mut Tx,
    agreement: &Agreement,
    new: &NewExpense,
    envelope: &Envelope<ExpenseCommand>,
) -> Result<ExpenseId, ServiceError> {
    let actor = reader.actor;
    if let Some(activity) = &new.activity {
        let offered = activities(ctx, agreement, actor.person).await?;
        if !offered.iter().any(|one| one.activity == *activity) {
            return Err(ServiceError::field("activity", IssueCode::UnknownChoice));
        }
    }
    let earlier = rows::expenses(ctx.store(), agreement.id).await?;
    let expense = record(new, agreement, &earlier, actor.person, ctx.today()).map_err(ruled)?;
    rows::spend(tx, &expense);
    tx.audit(
        ctx.audit(actor, "record_expense", EXPENSE, expense.id.to_string())
            .after(&expense)
            .confirmed(&confirmed_names(
                &envelope.command,
                &envelope.confirmed,
                &Confirmed::default(),
            )),
    );
    Ok(expense.id)
}

async fn removed(
    ctx: &Ctx,
    reader: &Reader<'_>,
    tx: &mut Tx,
    agreement: &Agreement,
    id: ExpenseId,
    seen: Option<u64>,
) -> Result<ExpenseId, ServiceError> {
    let expense = rows::expense(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if expense.agreement != agreement.id {
        return Err(ServiceError::NotFound);
    }
    if expense.by != reader.actor.person && !reader.may(Action::EditAgreement, agreement) {
        return Err(ServiceError::Denied);
    }
    if seen != Some(expense.version) {
        return Err(ServiceError::Stale);
    }
    rows::remove(tx, &expense);
    tx.audit(
        ctx.audit(reader.actor, "remove_expense", EXPENSE, id.to_string())
            .before(&expense),
    );
    Ok(id)
}

/// The person's activities at the units of an agreement around today, each once, with the day that is nearest; the latest first.
async fn activities(ctx: &Ctx, agreement: &Agreement, person: PersonId) -> Result<Vec<ActivityOption>, ServiceError> {
    let today = ctx.today();
    let (first, last) = (
        today.saturating_sub(BACK_DAYS.days()),
        today.saturating_add(AHEAD_DAYS.days()),
    );
    let mut found: BTreeMap<Activity, ActivityOption> = BTreeMap::new();
    for row in agenda::between(ctx.store(), person, first, last).await? {
        let is_here = row.unit.is_some_and(|unit| agreement.terms.covers(unit));
        let Some(activity) = activity_of(&row).filter(|_| is_here && row.state != "cancelled") else {
            continue;
        };
        let date = row.slot.date;
        let option = found.entry(activity.clone()).or_insert_with(|| ActivityOption {
            activity,
            title: row.title.clone(),
            date,
        });
        if away(date, today) < away(option.date, today) {
            option.date = date;
        }
    }
    let mut options: Vec<ActivityOption> = found.into_values().collect();
    options.sort_by(|one, other| (other.date, &one.title).cmp(&(one.date, &other.title)));
    Ok(options)
}

fn away(date: Date, today: Date) -> i64 {
    today.duration_since(date).as_hours().abs()
}

/// The activity that an entry stands for.
pub(super) fn activity_of(row: &AgendaRow) -> Option<Activity> {
    Some(Activity {
        kind: kind_of(row.kind),
        id: row.activity.parse().ok()?,
    })
}

const fn kind_of(kind: AgendaKind) -> ActivityKind {
    match kind {
        AgendaKind::GroupSession => ActivityKind::Group,
        AgendaKind::Presentation => ActivityKind::Presentation,
        AgendaKind::Delivery => ActivityKind::Delivery,
        AgendaKind::Measure => ActivityKind::Measure,
        AgendaKind::Course => ActivityKind::Course,
        AgendaKind::Network => ActivityKind::Network,
    }
}

fn ruled(rule: ExpenseRule) -> ServiceError {
    match rule.issue() {
        Some(issue) => ServiceError::Invalid(vec![issue]),
        None => ServiceError::Rule(rule.name()),
    }
}

/// The id is made with the command: only a mistake in the client takes one twice.
fn taken(error: ServiceError) -> ServiceError {
    match error {
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("amount", IssueCode::AlreadyExists),
        other => other,
    }
}
