//! Who has been told which services exist: counted from presentations that were held and from what was recorded without one.
//! Five reads, however many units there are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject, may};
use domain::command::Envelope;
use domain::groups::view::UnitChoice;
use domain::ids::{OutreachId, PresentationId, UnitId};
use domain::issue::IssueCode;
use domain::outreach::view::{ItemRow, OutreachFilter, OutreachRow, OutreachView};
use domain::outreach::{
    Audience, Mention, NewOutreach, OutreachCommand, OutreachItem, record, status, status_of, told_both,
};
use domain::places::Unit;
use domain::presentations::Presentation;
use domain::role::{Role, Scope};
use domain::text_guard::{Confirmed, confirmed_names};
use domain::time::SchoolYear;
use store::outreach::{self as rows, ITEM};
use store::{StoreError, Tx, placements, places as place_rows, presentations};

use crate::once::once;
use crate::presentations::{offered, school_year};
use crate::{Ctx, ServiceError, places};

/// The outreach status of the units that the reader is to look after: an adviser's own, all with an adviser for a coordinator,
/// the own of a school or an owner.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Invalid` for a year out of range; `Unavailable`.
pub async fn view(ctx: &Ctx, filter: &OutreachFilter) -> Result<OutreachView, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewOutreach)?;
    let year = school_year(ctx, filter.year)?;
    let held = held_in(ctx, year).await?;
    let items = rows::between(ctx.store(), year.first_day(), year.last_day()).await?;
    let mentions: Vec<Mention> = held
        .iter()
        .filter_map(mention_of)
        .chain(items.iter().map(mention_of_item))
        .collect();
    let own = places::units_of(ctx, actor.person).await?;
    let units = units_of(ctx, actor, year, &own, &mentions).await?;
    let cells = status(&mentions, filter.audience, year);
    let latest = latest(actor, &held, filter.audience);
    let mut shown: Vec<OutreachRow> = units
        .values()
        .map(|unit| OutreachRow {
            unit: unit.id,
            unit_name: unit.name.to_string(),
            cells: status_of(&cells, unit.id),
            latest: latest.get(&unit.id).copied(),
        })
        .collect();
    shown.sort_by(|one, other| one.unit_name.cmp(&other.unit_name));
    let both = told_both(shown.iter().map(|row| &row.cells));
    if let Some(lacks) = filter.lacks {
        shown.retain(|row| {
            row.cells
                .iter()
                .any(|(known, cell)| *known == lacks && !cell.is_presented())
        });
    }
    let may_record = may(actor, Action::EditOutreach, &Subject::of(actor.person));
    Ok(OutreachView {
        year: year.start_year(),
        audience: filter.audience,
        lacks: filter.lacks,
        rows: shown,
        both,
        items: items.iter().filter_map(|item| item_row(actor, item, &units)).collect(),
        units: if may_record { own } else { Vec::new() },
        reader: actor.person,
        today: ctx.today(),
    })
}

/// Records what was made known, or takes away what was recorded by mistake.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that is neither own nor nearby, and by field; `NotFound` for an item that the actor
/// did not record; `Stale`; `Unavailable`.
pub async fn change(ctx: &Ctx, envelope: Envelope<OutreachCommand>) -> Result<OutreachId, ServiceError> {
    let person = ctx.signed_in()?.person;
    let actor = ctx.authorise(Action::EditOutreach, &Subject::of(person))?;
    once(ctx, actor, &envelope, || async {
        match &envelope.command {
            OutreachCommand::Record { item } => recorded(ctx, actor, item, &envelope).await,
            OutreachCommand::Remove { id } => removed(ctx, actor, *id, envelope.expected_version).await,
        }
    })
    .await
    .map_err(|error| match error {
        // The id is made with the command: only a mistake in the client takes one twice.
        ServiceError::Unavailable(StoreError::Taken { .. }) => ServiceError::field("unit", IssueCode::AlreadyExists),
        other => other,
    })
}

async fn recorded(
    ctx: &Ctx,
    actor: &Actor,
    new: &NewOutreach,
    envelope: &Envelope<OutreachCommand>,
) -> Result<(Tx, OutreachId), ServiceError> {
    let units = places::units_of(ctx, actor.person).await?;
    let owner = offered(&units, new.unit)?.owner;
    let item =
        record(new, actor.person, owner, ctx.today()).map_err(|rule| ServiceError::Invalid(vec![rule.issue()]))?;
    let mut tx = Tx::new();
    rows::create(&mut tx, &item);
    tx.audit(
        ctx.audit(actor, "record_outreach", ITEM, item.id.to_string())
            .after(&item)
            .confirmed(&confirmed_names(
                &envelope.command,
                &envelope.confirmed,
                &Confirmed::default(),
            )),
    );
    Ok((tx, item.id))
}

async fn removed(
    ctx: &Ctx,
    actor: &Actor,
    id: OutreachId,
    seen: Option<u64>,
) -> Result<(Tx, OutreachId), ServiceError> {
    let item = rows::load(ctx.store(), id).await?.ok_or(ServiceError::NotFound)?;
    if !may(actor, Action::EditOutreach, &item.subject()) {
        return Err(ServiceError::NotFound);
    }
    if seen != Some(item.version) {
        return Err(ServiceError::Stale);
    }
    let mut tx = Tx::new();
    rows::remove(&mut tx, &item);
    tx.audit(ctx.audit(actor, "remove_outreach", ITEM, id.to_string()).before(&item));
    Ok((tx, id))
}

/// The presentations of the year that were held.
async fn held_in(ctx: &Ctx, year: SchoolYear) -> Result<Vec<Presentation>, ServiceError> {
    let mut all = presentations::between(ctx.store(), year.first_day(), year.last_day()).await?;
    all.retain(|one| one.closing().is_some());
    Ok(all)
}

fn mention_of(presentation: &Presentation) -> Option<Mention> {
    Some(Mention {
        unit: presentation.unit,
        audiences: presentation.audiences.clone(),
        known: presentation.closing()?.known.clone(),
        date: presentation.slot.date,
        is_presented: true,
    })
}

fn mention_of_item(item: &OutreachItem) -> Mention {
    Mention {
        unit: item.unit,
        audiences: item.audiences.clone(),
        known: item.known.clone(),
        date: item.date,
        is_presented: false,
    }
}

/// The units that the reader is to look after in the year. `own` are those of an adviser, with those nearby.
async fn units_of(
    ctx: &Ctx,
    actor: &Actor,
    year: SchoolYear,
    own: &[UnitChoice],
    mentions: &[Mention],
) -> Result<BTreeMap<UnitId, Unit>, ServiceError> {
    let in_year = placements::all(ctx.store())
        .await?
        .into_iter()
        .filter(|one| one.from <= year.last_day() && one.to.is_none_or(|to| year.first_day() <= to));
    let hosts: BTreeSet<UnitId> = in_year.map(|one| one.unit).collect();
    let mentioned: BTreeSet<UnitId> = mentions.iter().map(|mention| mention.unit).collect();
    let sees_all = actor.has(Role::Coordinator) || actor.has(Role::FagTeam);
    let is_own = |id: UnitId| {
        own.iter()
            .any(|unit| unit.id == id && (unit.placed || mentioned.contains(&id)))
    };
    let is_scoped = |unit: &Unit| {
        actor.grants.iter().any(|grant| match grant.scope {
            Scope::Unit(id) => id == unit.id,
            Scope::Owner(owner) => unit.owner == Some(owner),
            Scope::Everywhere => false,
        })
    };
    let scoped = actor.grants.iter().filter_map(|grant| match grant.scope {
        Scope::Unit(id) => Some(id),
        _ => None,
    });
    let ids: BTreeSet<UnitId> = hosts.iter().chain(&mentioned).copied().chain(scoped).collect();
    let ids: Vec<UnitId> = ids.into_iter().chain(own.iter().map(|unit| unit.id)).collect();
    let found = place_rows::units_by_id(ctx.store(), &ids).await?;
    Ok(found
        .into_iter()
        .filter(|unit| unit.is_open_on(year.first_day()) || unit.active && mentioned.contains(&unit.id))
        .filter(|unit| sees_all || is_own(unit.id) || is_scoped(unit))
        .map(|unit| (unit.id, unit))
        .collect())
}

/// The last presentation for the audience at each unit that the reader may look at.
fn latest(actor: &Actor, held: &[Presentation], audience: Audience) -> HashMap<UnitId, PresentationId> {
    held.iter()
        .filter(|one| one.audiences.contains(&audience) && may(actor, Action::ViewPresentation, &one.subject()))
        .map(|one| (one.unit, one.id))
        .collect()
}

/// `None` for an item at a unit that the reader does not look after.
fn item_row(actor: &Actor, item: &OutreachItem, units: &BTreeMap<UnitId, Unit>) -> Option<ItemRow> {
    Some(ItemRow {
        id: item.id,
        unit_name: units.get(&item.unit)?.name.to_string(),
        audiences: item.audiences.clone(),
        known: item.known.clone(),
        channel: item.channel,
        date: item.date,
        reach: item.reach.map(domain::text::Headcount::get),
        note: item.note.to_string(),
        may_remove: may(actor, Action::EditOutreach, &item.subject()),
        version: item.version,
    })
}
