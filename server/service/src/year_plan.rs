//! The year plan: the groups of each unit over a school year. Six reads, however many groups there are.

use std::collections::{BTreeMap, HashMap};

use domain::access::{Action, Actor, Subject, may};
use domain::groups::TooFew;
use domain::ids::{GroupId, OwnerId, UnitId};
use domain::issue::IssueCode;
use domain::places::Placement;
use domain::role::Scope;
use domain::time::{CalendarBreak, SchoolYear};
use domain::year_plan::{GroupBar, Lane, Mark, SessionMark, YearPlan, sort};
use store::agenda::AgendaKind;
use store::groups::HeadRow;
use store::{agenda, calendars, groups as rows, placements, places as place_rows};

use crate::groups::{joined, reach};
use crate::reach::sees_others;
use crate::{Ctx, ServiceError, people};

/// The school years that can be asked for.
const FIRST_YEAR: i16 = 2000;
const LAST_YEAR: i16 = 2100;

/// The groups that the reader may see in the school year that starts in `year`, this one when none is given, and the
/// reader's units without any: those with a placement in the year, and those of a school leader.
///
/// # Errors
/// As [`Ctx::authorise_some`]; `Invalid` for a year out of range; `Unavailable`.
pub async fn view(ctx: &Ctx, year: Option<i16>) -> Result<YearPlan, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewGroup)?;
    let year = match year {
        Some(start) if !(FIRST_YEAR..=LAST_YEAR).contains(&start) => {
            return Err(ServiceError::field("year", OUT_OF_RANGE));
        }
        Some(start) => SchoolYear::starting(start),
        None => SchoolYear::of(ctx.today()),
    };
    let (heads, sessions) = groups_of(ctx, actor, year).await?;
    let units = units_of(ctx, actor, year, &heads).await?;
    let breaks = breaks_of(ctx, units.iter().filter_map(|unit| unit.owner), year).await?;
    let leaders = people::names(ctx, heads.iter().flat_map(reach::leaders)).await?;
    let mut bars: HashMap<UnitId, Vec<GroupBar>> = HashMap::new();
    for head in heads {
        let Some(sessions) = sessions.get(&head.id) else {
            continue;
        };
        let open = sessions.iter().filter(|session| session.mark == Mark::Planned);
        let open = open.map(|session| (session.date, session.number));
        bars.entry(head.unit).or_default().push(GroupBar {
            too_few: TooFew::find(head.stage, head.taken, head.seats_min, open, ctx.today()),
            id: head.id,
            name: head.name.to_string(),
            leader_name: joined(reach::leaders(&head), &leaders),
            sessions: sessions.clone(),
        });
    }
    let mut lanes: Vec<Lane> = units
        .into_iter()
        .map(|unit| Lane {
            unit: unit.id,
            unit_name: unit.name.to_string(),
            breaks: unit
                .owner
                .and_then(|owner| breaks.get(&owner).cloned())
                .unwrap_or_default(),
            groups: bars.remove(&unit.id).unwrap_or_default(),
        })
        .collect();
    sort(&mut lanes);
    Ok(YearPlan {
        year,
        today: ctx.today(),
        lanes,
    })
}

const OUT_OF_RANGE: IssueCode = IssueCode::OutOfRange {
    min: FIRST_YEAR as i64,
    max: LAST_YEAR as i64,
};

type Sessions = BTreeMap<GroupId, Vec<SessionMark>>;

/// The groups that the actor may see with sessions in the year, and those sessions in order of time.
async fn groups_of(ctx: &Ctx, actor: &Actor, year: SchoolYear) -> Result<(Vec<HeadRow>, Sessions), ServiceError> {
    let store = ctx.store();
    let (first, last) = (year.first_day(), year.last_day());
    let mut sessions = Sessions::new();
    let heads = if sees_others(actor, Action::ViewGroup) {
        for row in rows::sessions_between(store, first, last).await? {
            sessions.entry(row.group).or_default().push(SessionMark {
                date: row.date,
                number: row.number,
                mark: Mark::of_state(&row.state),
            });
        }
        rows::all(store).await?
    } else {
        for row in agenda::between(store, actor.person, first, last).await? {
            if row.kind != AgendaKind::GroupSession {
                continue;
            }
            let Ok(group) = row.activity.parse() else { continue };
            sessions.entry(group).or_default().push(SessionMark {
                date: row.slot.date,
                number: row.number,
                mark: Mark::of_state(&row.state),
            });
        }
        rows::led_by(store, actor.person).await?
    };
    for marks in sessions.values_mut() {
        marks.sort_unstable();
    }
    let is_seen =
        |head: &HeadRow| sessions.contains_key(&head.id) && may(actor, Action::ViewGroup, &reach::subject(head));
    Ok((heads.into_iter().filter(is_seen).collect(), sessions))
}

/// The units of the plan: those of the groups, and those where one would expect a group.
async fn units_of(
    ctx: &Ctx,
    actor: &Actor,
    year: SchoolYear,
    heads: &[HeadRow],
) -> Result<Vec<domain::places::Unit>, ServiceError> {
    let store = ctx.store();
    let placed = if sees_others(actor, Action::ViewGroup) {
        placements::all(store).await?
    } else {
        placements::of_person(store, actor.person).await?
    };
    let in_year = |one: &&Placement| one.from <= year.last_day() && one.to.is_none_or(|to| year.first_day() <= to);
    let of_groups: Vec<UnitId> = heads.iter().map(|head| head.unit).collect();
    let of_person: Vec<UnitId> = placed
        .iter()
        .filter(in_year)
        .filter(|one| one.person == Some(actor.person))
        .map(|one| one.unit)
        .collect();
    let scoped = actor.grants.iter().filter_map(|grant| match grant.scope {
        Scope::Unit(unit) => Some(unit),
        _ => None,
    });
    let mut ids: Vec<UnitId> = placed.iter().filter(in_year).map(|one| one.unit).collect();
    ids.extend(of_groups.iter().copied().chain(scoped));
    ids.sort_unstable();
    ids.dedup();
    let is_shown = |unit: &domain::places::Unit| {
        of_groups.contains(&unit.id)
            || unit.is_open_on(year.first_day())
                && (of_person.contains(&unit.id) || may(actor, Action::ViewGroup, &Subject::at(unit.id, unit.owner)))
    };
    let units = place_rows::units_by_id(store, &ids).await?;
    Ok(units.into_iter().filter(is_shown).collect())
}

async fn breaks_of(
    ctx: &Ctx,
    owners: impl Iterator<Item = OwnerId>,
    year: SchoolYear,
) -> Result<HashMap<OwnerId, Vec<CalendarBreak>>, ServiceError> {
    let mut owners: Vec<OwnerId> = owners.collect();
    owners.sort_unstable();
    owners.dedup();
    let found = calendars::of_year(ctx.store(), &owners, year).await?;
    Ok(found
        .into_iter()
        .map(|calendar| (calendar.owner, calendar.breaks))
        .collect())
}
