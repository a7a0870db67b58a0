//! A unit's page: its figures, what is behind them, and what is around it.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Action, Actor, Subject, may, may_some};
use domain::coverage::view::{ActivityDay, ActivityRow, NamedChange, Neighbour, OpenNeed, UnitCoverage};
use domain::coverage::{Activity, Fact, Kind, Period, Reached, Source, Standing, UnitFigures};
use domain::ids::{PersonId, UnitId};
use domain::places::Unit;
use domain::places::view::{Choice, MergedName, MergerNames};
use jiff::civil::Date;
use store::{coverage as rows, places as place_rows};

use super::ground::Ground;
use crate::{Ctx, ServiceError, agreements, needs, people};

/// A unit's figures in a period, this school year when none is given. Eight reads.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `NotFound` for a unit that the reader may not see; `Unavailable`.
pub async fn unit(ctx: &Ctx, id: UnitId, period: Option<Period>) -> Result<UnitCoverage, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewCoverage)?;
    let today = ctx.today();
    let period = period.unwrap_or_else(|| Period::school_year(today));
    let ground = Ground::of(ctx, period).await?;
    let ids: Vec<UnitId> = [id]
        .into_iter()
        .chain(ground.nearby(id))
        .chain(ground.hosts(id))
        .chain(ground.mergers(id).0.map(|merger| merger.into))
        .collect();
    let mut around: BTreeMap<UnitId, Unit> = place_rows::units_by_id(ctx.store(), &ids)
        .await?
        .into_iter()
        .map(|unit| (unit.id, unit))
        .collect();
    let unit = around.remove(&id).ok_or(ServiceError::NotFound)?;
    if !ground.may_see(actor, &unit) {
        return Err(ServiceError::NotFound);
    }
    let counted = count(ctx, (id, period, today), ground.nearby(id)).await?;
    let told = rows::activities(ctx.store(), &counted.facts).await?;
    let on = period.as_of(today);
    let then = unit.terms_on(on);
    let (owner, set) = rows::beside(ctx.store(), id, then.owner, period.target_year()).await?;
    let may_set = may_some(&actor.grants, Action::EditTargets)
        && period.target_year().is_some()
        && !unit.is_merged_on(period.first());
    // Why a target was changed is between coordinators.
    let history = set
        .as_ref()
        .filter(|_| may_set)
        .map(|set| set.history.clone())
        .unwrap_or_default();
    let named = told.iter().flat_map(|one| one.people.iter().copied());
    let names = people::names(ctx, named.chain(history.iter().map(|change| change.by))).await?;
    let open = if may(actor, Action::ViewNeeds, &ground.subject(&unit)) {
        needs::open_at(ctx, id).await?
    } else {
        Vec::new()
    };
    let mergers = {
        let (into, came) = ground.mergers(id);
        let named = |unit: &Unit, from: Date| MergedName {
            id: unit.id,
            name: unit.name.to_string(),
            from,
            may_open: ground.may_see(actor, unit),
        };
        let mut came: Vec<MergedName> = came
            .into_iter()
            .filter_map(|unit| Some(named(unit, unit.merged?.from)))
            .collect();
        came.sort_by_key(|one| one.from);
        MergerNames {
            into: into.and_then(|merger| Some(named(around.get(&merger.into)?, merger.from))),
            came,
        }
    };
    let neighbours = counted.nearby.into_iter().filter_map(|(id, figures)| {
        let unit = around.get(&id).filter(|unit| ground.may_see(actor, unit))?;
        let name = unit.name.to_string();
        Some(Neighbour {
            unit: id,
            name,
            figures,
        })
    });
    Ok(UnitCoverage {
        county: then
            .municipality
            .county_on(on)
            .map_or_else(String::new, |county| county.name.to_owned()),
        owner: owner.map(|owner| owner.name.to_string()),
        period,
        figures: counted.figures,
        before: counted.before,
        targets_version: set.as_ref().map(|set| set.version),
        targets: set.map(|set| set.targets).unwrap_or_default(),
        history: history
            .into_iter()
            .map(|change| NamedChange {
                name: names.get(&change.by).cloned().unwrap_or_default(),
                change,
            })
            .collect(),
        positions: ground.positions(id),
        activities: behind(actor, (&unit, &ground.subject(&unit)), &told, &names, today),
        nearby: neighbours.collect(),
        hosts: ground
            .hosts(id)
            .filter_map(|host| around.get(&host))
            .map(|host| Choice {
                value: host.id.to_string(),
                name: host.name.to_string(),
            })
            .collect(),
        mergers,
        open_needs: open
            .into_iter()
            .map(|need| OpenNeed {
                area: need.area,
                since: need.since,
            })
            .collect(),
        today,
        reader: actor.person,
        may_set,
        mark: counted.mark,
        agreement: agreements::of_unit_for(
            ctx,
            &unit,
            ground.placed_now(actor.person),
            !ground.placed(id).is_empty(),
        )
        .await?,
        unit: unit.as_of(on),
    })
}

/// What was counted.
struct Counted {
    figures: UnitFigures,
    before: UnitFigures,
    /// Those of the period that count.
    facts: Vec<Fact>,
    nearby: Vec<(UnitId, UnitFigures)>,
    mark: String,
}

async fn count(
    ctx: &Ctx,
    (id, period, today): (UnitId, Period, Date),
    nearby: impl Iterator<Item = UnitId>,
) -> Result<Counted, ServiceError> {
    let facts = ctx.services.coverage.now(ctx.store()).await?;
    let board = &facts.board;
    Ok(Counted {
        figures: board.figures(id, period, today),
        before: board.figures(id, period.before(), today),
        facts: board
            .facts(id)
            .filter(|fact| period.holds(fact.day) || fact.counts_in(period, today))
            .copied()
            .collect(),
        nearby: nearby.map(|id| (id, board.figures(id, period, today))).collect(),
        mark: facts.mark(today),
    })
}

/// Each activity once, by kind and first day. What the reader may not open is counted, and not named.
fn behind(
    actor: &Actor,
    (unit, whose): (&Unit, &Subject),
    told: &[Activity],
    names: &HashMap<PersonId, String>,
    today: Date,
) -> Vec<ActivityRow> {
    let mut rows: BTreeMap<(Kind, Source), ActivityRow> = BTreeMap::new();
    for one in told {
        let fact = &one.fact;
        // A routine is the school's and of all who work there, whoever wrote it down.
        let subject = match fact.source {
            Source::Routine(_) => whose.clone(),
            _ => subject(unit, one),
        };
        let may_open = may(actor, opened_by(fact.source), &subject);
        let leaders: Vec<&str> = one
            .people
            .iter()
            .filter_map(|id| names.get(id))
            .map(String::as_str)
            .collect();
        let row = rows.entry((fact.kind, fact.source)).or_insert_with(|| ActivityRow {
            kind: fact.kind,
            source: may_open.then_some(fact.source),
            title: if may_open { one.title.clone() } else { String::new() },
            leader: if may_open { leaders.join(", ") } else { String::new() },
            days: Vec::new(),
            reached: Reached::default(),
            minutes: 0,
        });
        let standing = fact.standing.by(fact.day, today);
        row.days.push(ActivityDay { on: fact.day, standing });
        if standing == Standing::Held {
            row.reached = row.reached.and(fact.reached);
            row.minutes = row.minutes.saturating_add(fact.minutes);
        }
    }
    let mut rows: Vec<ActivityRow> = rows.into_values().collect();
    for row in &mut rows {
        row.days.sort_unstable();
    }
    rows.sort_by(|one, other| (one.kind, &one.days, one.source).cmp(&(other.kind, &other.days, other.source)));
    rows
}

fn subject(unit: &Unit, one: &Activity) -> Subject {
    Subject {
        people: one.people.iter().copied().collect(),
        unit: Some(unit.id),
        owner: unit.owner,
    }
}

/// What somebody must be allowed to do to open an activity.
const fn opened_by(source: Source) -> Action {
    match source {
        Source::Group(_) => Action::ViewGroup,
        Source::Delivery(_) => Action::ViewDelivery,
        Source::Presentation(_) => Action::ViewPresentation,
        Source::Measure(_) | Source::Survey(_) => Action::ViewNeeds,
        Source::Routine(_) | Source::Network(_) => Action::ViewCooperation,
        Source::Outreach(_) => Action::ViewOutreach,
    }
}
