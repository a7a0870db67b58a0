//! Two units that become one: what follows of it, told before and done in one transaction.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject, may};
use domain::agreements::Agreement;
use domain::ids::{OwnerId, PersonId, PlacementId, UnitId};
use domain::issue::{Issue, IssueCode};
use domain::places::view::{MergePreview, MergedName, MergerNames, MovedPlacement, NamingAgreement, Placed, people_of};
use domain::places::{
    MergeFault, MergePlan, Merger, MergerAround, NearbyUnit, Placement, PlacementWarning, Unit, plan_merger,
};
use domain::role::Scope;
use domain::time::SchoolYear;
use store::placements::PLACEMENT;
use store::places::{NEARBY, UNIT};
use store::{Key, Tx, agreements, coverage, people as person_rows, placements, places as rows};
use ulid::Ulid;

use super::change::up_to_date;
use super::{subject, unit_names};
use crate::{Ctx, ServiceError, needs, people};

/// What follows when a unit becomes a part of another. Nothing is written.
///
/// # Errors
/// As [`Ctx::authorise`]; `NotFound`; `Invalid` as the merger itself; `Unavailable`.
pub async fn preview_merger(ctx: &Ctx, id: UnitId, merger: Merger) -> Result<MergePreview, ServiceError> {
    let actor = ctx.authorise(Action::EditPlaces, &Subject::general())?;
    let read = Read::of(ctx, id, merger.into).await?;
    let plan = read.plan(ctx, merger).await?;
    let going_on: Vec<Placement> = plan.going_on().cloned().collect();
    let names = people::names(ctx, people_of(&going_on)).await?;
    let later = ctx
        .services
        .coverage
        .later(ctx.store(), id, merger.from, ctx.today())
        .await?;
    let (agreement_count, agreements) = naming(ctx, actor, id, merger).await?;
    let (lists, served) = listed(ctx, &plan, merger).await?;
    let year = SchoolYear::of(merger.from);
    Ok(MergePreview {
        merger,
        into_name: read.into.name.to_string(),
        version: read.unit.version,
        placements: going_on
            .into_iter()
            .map(|one| MovedPlacement {
                name: one.person.and_then(|id| names.get(&id).cloned()),
                percent: one.percent.get(),
                from: one.from,
                to: one.to,
            })
            .collect(),
        lists,
        served,
        agreement_count,
        agreements,
        planned: later.planned.into_iter().collect(),
        held: later.held,
        targets: coverage::targets_at(ctx.store(), id)
            .await?
            .into_iter()
            .filter(|one| year <= one.year && !one.targets.is_empty())
            .map(|one| one.year)
            .collect(),
        needs: needs::open_at(ctx, id).await?.len(),
        roles: person_rows::all(ctx.store())
            .await?
            .iter()
            .filter(|person| person.active && person.grants.iter().any(|grant| grant.scope == Scope::Unit(id)))
            .count(),
    })
}

/// Does it, with an entry of the trail for each row that changes.
pub(super) async fn merge(
    ctx: &Ctx,
    actor: &Actor,
    tx: &mut Tx,
    (id, merger): (UnitId, Merger),
    seen: Option<u64>,
) -> Result<Placed, ServiceError> {
    let read = Read::of(ctx, id, merger.into).await?;
    up_to_date(seen, read.unit.version)?;
    let plan = read.plan(ctx, merger).await?;
    rows::save_unit(tx, &read.unit, &plan.unit, read.unit.version);
    let entry = |table, key: Key| ctx.audit(actor, "merge_unit", table, key);
    let unit = entry(UNIT, Key::One(id.to_string()));
    tx.audit(unit.before(&read.unit).after(&plan.unit));
    for (before, after) in &plan.changed {
        placements::save(tx, after, before.version);
        let entry = entry(PLACEMENT, Key::One(after.id.to_string()));
        tx.audit(entry.before(before).after(after));
    }
    for begun in &plan.begun {
        placements::create(tx, begun);
        tx.audit(entry(PLACEMENT, Key::One(begun.id.to_string())).after(begun));
    }
    let known: BTreeMap<(UnitId, UnitId), &NearbyUnit> =
        read.nearby.iter().map(|row| ((row.host, row.nearby), row)).collect();
    for row in &plan.listed {
        rows::put_nearby(tx, row);
        let entry = entry(NEARBY, Key::of([&row.host, &row.nearby])).after(row);
        tx.audit(match known.get(&(row.host, row.nearby)) {
            Some(before) => entry.before(*before),
            None => entry,
        });
    }
    for row in &plan.unlisted {
        rows::remove_nearby(tx, row.host, row.nearby);
        tx.audit(entry(NEARBY, Key::of([&row.host, &row.nearby])).before(row));
    }
    Ok(Placed::Unit(id))
}

/// What the decision is made on.
struct Read {
    unit: Unit,
    into: Unit,
    came: Vec<Unit>,
    placements: Vec<Placement>,
    nearby: Vec<NearbyUnit>,
}

impl Read {
    async fn of(ctx: &Ctx, id: UnitId, into: UnitId) -> Result<Self, ServiceError> {
        let store = ctx.store();
        let unit = rows::unit(store, id).await?.ok_or(ServiceError::NotFound)?;
        let into = rows::unit(store, into)
            .await?
            .ok_or_else(|| ServiceError::field("into", IssueCode::UnknownChoice))?;
        let mut all: BTreeMap<PlacementId, Placement> = BTreeMap::new();
        let there = placements::at_unit(store, id).await?;
        for person in people_of(&there) {
            let theirs = placements::of_person(store, person).await?;
            all.extend(theirs.into_iter().map(|one| (one.id, one)));
        }
        all.extend(there.into_iter().map(|one| (one.id, one)));
        let is_named = |row: &NearbyUnit| [row.host, row.nearby].iter().any(|one| [id, into.id].contains(one));
        Ok(Self {
            came: rows::merged_into(store, &[id]).await?,
            nearby: rows::nearby(store).await?.into_iter().filter(is_named).collect(),
            placements: all.into_values().collect(),
            unit,
            into,
        })
    }

    /// The decision, with faults in words for the form.
    async fn plan(&self, ctx: &Ctx, merger: Merger) -> Result<MergePlan, ServiceError> {
        let around = MergerAround {
            unit: &self.unit,
            into: &self.into,
            came: &self.came,
            placements: &self.placements,
            nearby: &self.nearby,
            today: ctx.today(),
        };
        let over_full = match plan_merger(&around, merger, || PlacementId::new(fresh(ctx))) {
            Ok(plan) => return Ok(plan),
            Err(MergeFault::Fields(issues)) => return Err(ServiceError::Invalid(issues)),
            Err(MergeFault::OverFull(people)) => people,
        };
        let who: Vec<PersonId> = over_full
            .iter()
            .map(|PlacementWarning::OverFull { person, .. }| *person)
            .collect();
        let names = people::names(ctx, who).await?;
        let issue = |PlacementWarning::OverFull { person, from, percent }: PlacementWarning| {
            let name = names.get(&person).cloned().unwrap_or_default();
            Issue::new("merge_from", IssueCode::PersonOverFull { name, percent, from })
        };
        Err(ServiceError::Invalid(over_full.into_iter().map(issue).collect()))
    }
}

/// How many agreements that hold on the day or later name the unit, and those of them that the reader may open.
async fn naming(
    ctx: &Ctx,
    actor: &Actor,
    unit: UnitId,
    merger: Merger,
) -> Result<(usize, Vec<NamingAgreement>), ServiceError> {
    let mut all: Vec<Agreement> = agreements::of_unit(ctx.store(), unit).await?;
    all.retain(|one| merger.from <= one.last_day());
    let owners: HashMap<OwnerId, String> = rows::owners(ctx.store())
        .await?
        .into_iter()
        .map(|owner| (owner.id, owner.name.to_string()))
        .collect();
    let opened = all
        .iter()
        .filter(|one| may(actor, Action::ViewAgreement, &Subject::at(unit, Some(one.owner))))
        .map(|one| NamingAgreement {
            id: one.id,
            owner_name: owners.get(&one.owner).cloned().unwrap_or_default(),
            last_day: one.last_day(),
        });
    Ok((all.len(), opened.collect()))
}

/// Names of the units whose lists name the other from the day on, and of those that the other serves.
async fn listed(ctx: &Ctx, plan: &MergePlan, merger: Merger) -> Result<(Vec<String>, Vec<String>), ServiceError> {
    let rows = || plan.listed.iter().filter(|row| row.has_not_ended(merger.from));
    let hosts: BTreeSet<UnitId> = rows()
        .filter(|row| row.nearby == merger.into)
        .map(|row| row.host)
        .collect();
    let served: BTreeSet<UnitId> = rows()
        .filter(|row| row.host == merger.into)
        .map(|row| row.nearby)
        .collect();
    let names = unit_names(ctx, hosts.iter().chain(&served).copied()).await?;
    let named = |ids: &BTreeSet<UnitId>| {
        let mut names: Vec<String> = ids.iter().filter_map(|id| names.get(id).cloned()).collect();
        names.sort_unstable();
        names
    };
    Ok((named(&hosts), named(&served)))
}

/// What the unit became a part of and what became a part of it, by name.
pub(super) async fn names_of(ctx: &Ctx, actor: &Actor, unit: &Unit) -> Result<MergerNames, ServiceError> {
    let named = |other: &Unit, from| MergedName {
        id: other.id,
        name: other.name.to_string(),
        from,
        may_open: may(actor, Action::ViewPlaces, &subject(other)),
    };
    let into = match unit.merged {
        Some(merger) => rows::unit(ctx.store(), merger.into)
            .await?
            .map(|other| named(&other, merger.from)),
        None => None,
    };
    let mut came: Vec<MergedName> = rows::merged_into(ctx.store(), &[unit.id])
        .await?
        .iter()
        .filter_map(|other| Some(named(other, other.merged?.from)))
        .collect();
    came.sort_by_key(|one| one.from);
    Ok(MergerNames { into, came })
}

/// An id of a row that the command or the file knows nothing of.
pub(crate) fn fresh(ctx: &Ctx) -> Ulid {
    let millis = u64::try_from(ctx.now().as_millisecond()).unwrap_or_default();
    Ulid::from_parts(millis, rand::random())
}
