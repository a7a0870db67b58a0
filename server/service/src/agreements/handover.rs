//! What a person has going at a unit, for whoever comes after: activities by name and time, and no pupil.

use std::collections::BTreeMap;

use domain::access::{Action, Subject, may};
use domain::agreements::view::{HandoverItem, HandoverView};
use domain::agreements::{Activity, ActivityKind};
use domain::groups::plan::Stage;
use domain::ids::{PersonId, PlacementId, UnitId};
use domain::needs::MeasureStage;
use jiff::ToSpan;
use jiff::civil::Date;
use store::agenda::{self, AgendaRow};
use store::{groups, needs, placements, places as place_rows};

use super::expenses::activity_of;
use crate::week::{is_open, is_to_be_closed};
use crate::{Ctx, ServiceError, people};

/// How far back what was never closed is looked for, and how far ahead what is planned.
const BACK_DAYS: i64 = 200;
const AHEAD_DAYS: i64 = 400;

/// The open activities of a placement's person at its unit: those of the agenda that lie ahead or were never closed, groups
/// without a time, and measures whose effect is still to be looked at.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a placement that the reader may not know of, and for a vacant one; `Unavailable`.
pub async fn handover(ctx: &Ctx, id: PlacementId) -> Result<HandoverView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewAgreement)?;
    let (store, today) = (ctx.store(), ctx.today());
    let placement = placements::load(store, id).await?.ok_or(ServiceError::NotFound)?;
    let person = placement.person.ok_or(ServiceError::NotFound)?;
    let unit = place_rows::unit(store, placement.unit)
        .await?
        .ok_or(ServiceError::NotFound)?;
    let subject = Subject {
        people: vec![person],
        unit: Some(unit.id),
        owner: unit.owner,
    };
    if !may(actor, Action::ViewAgreement, &subject) {
        return Err(ServiceError::NotFound);
    }
    let names = people::names(ctx, [person]).await?;
    Ok(HandoverView {
        person_name: names.get(&person).cloned().unwrap_or_default(),
        unit: unit.id,
        unit_name: unit.name.to_string(),
        last_day: placement.to,
        items: items(ctx, person, unit.id, today)
            .await?
            .into_iter()
            .filter(|item| may(actor, opened_by(item.kind), &subject))
            .collect(),
        today,
    })
}

/// What somebody must be allowed to do to be told of an activity.
const fn opened_by(kind: ActivityKind) -> Action {
    match kind {
        ActivityKind::Group => Action::ViewGroup,
        ActivityKind::Presentation => Action::ViewPresentation,
        ActivityKind::Delivery => Action::ViewDelivery,
        ActivityKind::Measure => Action::ViewNeeds,
        ActivityKind::Course => Action::ViewCourse,
        ActivityKind::Network => Action::ViewCooperation,
    }
}

async fn items(ctx: &Ctx, person: PersonId, unit: UnitId, today: Date) -> Result<Vec<HandoverItem>, ServiceError> {
    let store = ctx.store();
    let (first, last) = (
        today.saturating_sub(BACK_DAYS.days()),
        today.saturating_add(AHEAD_DAYS.days()),
    );
    let mut found: BTreeMap<Activity, HandoverItem> = BTreeMap::new();
    for row in agenda::between(store, person, first, last).await? {
        if row.unit == Some(unit)
            && let Some(activity) = activity_of(&row)
        {
            note(&mut found, activity, &row, today);
        }
    }
    for group in groups::led_by(store, person).await? {
        if group.unit == unit && group.stage != Stage::Finished {
            let activity = Activity {
                kind: ActivityKind::Group,
                id: group.id.ulid(),
            };
            let title = group.name.to_string();
            found.entry(activity.clone()).or_insert_with(|| begun(&activity, title));
        }
    }
    for measure in needs::measures_at(store, unit).await? {
        if measure.adviser == person && measure.stage() == MeasureStage::Held && measure.plan.follow_up_on.is_some() {
            let activity = Activity {
                kind: ActivityKind::Measure,
                id: measure.id.ulid(),
            };
            let title = measure.plan.title.to_string();
            let item = found.entry(activity.clone()).or_insert_with(|| begun(&activity, title));
            item.follow_up_on = measure.plan.follow_up_on;
        }
    }
    let mut items: Vec<HandoverItem> = found.into_values().collect();
    for item in &mut items {
        // A measure is closed as a whole, when its last part is over.
        if item.kind == ActivityKind::Measure && item.ahead > 0 {
            item.unclosed = 0;
        }
    }
    items.sort_by(|one, other| {
        let key = |item: &HandoverItem| (item.next.is_none(), item.next, item.follow_up_on);
        key(one).cmp(&key(other)).then_with(|| one.title.cmp(&other.title))
    });
    Ok(items)
}

/// Counts an entry to its activity: as one ahead, or as one that was never closed.
fn note(found: &mut BTreeMap<Activity, HandoverItem>, activity: Activity, row: &AgendaRow, today: Date) {
    let date = row.slot.date;
    let (is_ahead, is_unclosed) = if date < today {
        (false, is_to_be_closed(row))
    } else {
        (is_open(row), false)
    };
    if !is_ahead && !is_unclosed {
        return;
    }
    let item = found
        .entry(activity.clone())
        .or_insert_with(|| begun(&activity, row.title.clone()));
    if is_ahead {
        item.ahead += 1;
        item.next = Some(item.next.map_or(date, |next| next.min(date)));
    } else {
        item.unclosed += 1;
    }
}

fn begun(activity: &Activity, title: String) -> HandoverItem {
    HandoverItem {
        kind: activity.kind,
        href: format!("{}/{}", activity.kind.path(), activity.id),
        title,
        next: None,
        ahead: 0,
        unclosed: 0,
        follow_up_on: None,
    }
}
