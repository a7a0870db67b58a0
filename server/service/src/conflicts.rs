//! What else is booked at the times of a group, a presentation or a lesson: warnings that name the other booking, as far as the reader may know of it.

use std::collections::{BTreeSet, HashMap};

use domain::access::{Action, Actor, Subject, may};
use domain::conflicts::{Booking, Conflict, NewTimes, OtherBooking, Shared, WAY_FAR, WAY_NEAR, few_enough};
use domain::groups::{Group, Standing};
use domain::ids::{GroupId, PersonId, UnitId};
use domain::issue::IssueCode;
use domain::text::ShortText;
use domain::time::{LocalSlot, Occasion};
use store::agenda::{self, AgendaKind, Booked};

use crate::groups::reach::visible;
use crate::places::Whereabouts;
use crate::{Ctx, ServiceError, people, places};

/// What the times of a new group run into; whoever plans it leads it.
///
/// # Errors
/// As [`Ctx::authorise`]; `Invalid` for a unit that is neither own nor nearby and for too many times; `Unavailable`.
pub async fn of_new(ctx: &Ctx, new: &NewTimes) -> Result<Vec<Conflict>, ServiceError> {
    let actor = ctx.authorise(Action::CreateGroup, &Subject::general())?;
    few_enough(&new.slots).map_err(|issue| ServiceError::Invalid(vec![issue]))?;
    let units = places::units_of(ctx, actor.person).await?;
    if !units.iter().any(|unit| unit.id == new.unit) {
        return Err(ServiceError::field("unit", IssueCode::UnknownChoice));
    }
    let wanted = |slot: &LocalSlot| Booking {
        slot: (*slot).into(),
        leaders: BTreeSet::from([actor.person]),
        unit: Some(new.unit),
        room: new.room.to_string(),
        co_leader: new.co_leader.to_string(),
    };
    let wanted: Vec<Booking> = new.slots.iter().map(wanted).collect();
    find(ctx, actor, None, &wanted).await
}

/// What times of a group run into that are not saved yet, besides its own sessions.
///
/// # Errors
/// `NotFound` for a group the actor may not see; `Invalid` for too many times; `Unavailable`.
pub async fn of_times(ctx: &Ctx, id: GroupId, slots: &[LocalSlot]) -> Result<Vec<Conflict>, ServiceError> {
    let actor = ctx.authorise_some(Action::ViewGroup)?;
    let group = visible(ctx, actor, id).await?;
    few_enough(slots).map_err(|issue| ServiceError::Invalid(vec![issue]))?;
    of_slots(ctx, actor, &group, slots).await
}

/// What times of something that one person holds run into. `own` is that very thing, when it is planned already. Whoever calls has been authorised for an action of its own.
///
/// # Errors
/// `Unavailable`.
pub(crate) async fn of_occasions(
    ctx: &Ctx,
    actor: &Actor,
    own: Option<&str>,
    (person, unit, place): (PersonId, Option<UnitId>, &ShortText),
    slots: &[Occasion],
) -> Result<Vec<Conflict>, ServiceError> {
    let wanted = |slot: &Occasion| Booking {
        slot: *slot,
        leaders: BTreeSet::from([person]),
        unit,
        room: place.to_string(),
        co_leader: String::new(),
    };
    let wanted: Vec<Booking> = slots.iter().map(wanted).collect();
    find(ctx, actor, own, &wanted).await
}

/// What the sessions of a group that lie ahead run into.
pub(crate) async fn of_group(ctx: &Ctx, actor: &Actor, group: &Group) -> Result<Vec<Conflict>, ServiceError> {
    let takes_time = |name| Standing::of(name).takes_time();
    let slots: Vec<LocalSlot> = group
        .sessions
        .iter()
        .filter(|session| session.state.is_open() && takes_time(session.state.name()))
        .map(|session| session.slot)
        .collect();
    of_slots(ctx, actor, group, &slots).await
}

async fn of_slots(ctx: &Ctx, actor: &Actor, group: &Group, slots: &[LocalSlot]) -> Result<Vec<Conflict>, ServiceError> {
    let wanted = |slot: &LocalSlot| Booking {
        slot: (*slot).into(),
        leaders: group.leaders().collect(),
        unit: Some(group.unit),
        room: group.room.to_string(),
        co_leader: group.co_leader.to_string(),
    };
    let wanted: Vec<Booking> = slots.iter().map(wanted).collect();
    find(ctx, actor, Some(&group.id.to_string()), &wanted).await
}

/// What is there already, in order of the times wanted. All of them have the same leaders at one unit.
async fn find(ctx: &Ctx, actor: &Actor, own: Option<&str>, wanted: &[Booking]) -> Result<Vec<Conflict>, ServiceError> {
    let Some(one) = wanted.first() else {
        return Ok(Vec::new());
    };
    let dates = || wanted.iter().map(|booking| booking.slot.date);
    let (Some(first), Some(last)) = (dates().min(), dates().max()) else {
        return Ok(Vec::new());
    };
    // One that began the evening before may last into the first date.
    let first = first.yesterday().unwrap_or(first);
    let last = last.tomorrow().unwrap_or(last);
    let mut rows = agenda::booked(ctx.store(), &one.leaders, one.unit, first, last).await?;
    rows.retain(|row| Some(row.entry.activity.as_str()) != own && Standing::of(&row.entry.state).takes_time());
    let mut met: Vec<Met<'_>> = wanted
        .iter()
        .flat_map(|booking| rows.iter().map(move |row| Met::of(booking, row)))
        .filter(|met| !met.shared.is_empty() || met.minutes_between.is_some())
        .collect();
    let units = met.iter().filter_map(|met| met.row.entry.unit).chain(one.unit);
    let units: HashMap<UnitId, Whereabouts> = match met.is_empty() {
        true => HashMap::new(),
        false => places::whereabouts_of(ctx, units).await?,
    };
    let municipality = |unit: Option<UnitId>| Some(&units.get(&unit?)?.municipality);
    met.retain(|met| {
        let is_near = municipality(met.booking.unit) == municipality(met.row.entry.unit);
        !met.shared.is_empty() || !is_near || met.minutes_between.is_some_and(|minutes| minutes < WAY_NEAR)
    });
    // A group with one leader need not be told who that is.
    let leaders: Vec<PersonId> = one.leaders.iter().copied().filter(|_| one.leaders.len() > 1).collect();
    let names = people::names(ctx, leaders).await?;
    let conflict = |Met {
                        booking,
                        row,
                        shared,
                        minutes_between,
                    }: Met<'_>| Conflict {
        slot: booking.slot,
        other: OtherBooking {
            leaders: booking
                .leaders
                .intersection(&row.people)
                .filter_map(|leader| names.get(leader).cloned())
                .collect(),
            ..told(actor, row, &shared, &units)
        },
        shared,
        minutes_between,
    };
    Ok(met.into_iter().map(conflict).collect())
}

/// A time that is wanted, and what is there already.
struct Met<'a> {
    booking: &'a Booking,
    row: &'a Booked,
    shared: Vec<Shared>,
    /// The minutes between them, where they are too few for a long way.
    minutes_between: Option<u16>,
}

impl<'a> Met<'a> {
    fn of(booking: &'a Booking, row: &'a Booked) -> Self {
        let other = booked(row);
        Self {
            booking,
            row,
            shared: booking.shared_with(&other),
            minutes_between: booking.short_way_to(&other, WAY_FAR),
        }
    }
}

fn booked(Booked { entry: row, people }: &Booked) -> Booking {
    Booking {
        slot: row.slot,
        leaders: people.clone(),
        unit: row.unit,
        room: row.room.clone(),
        co_leader: row.co_leader.clone(),
    }
}

/// A booking as the reader may know of it: by name where the group may be seen, else time and what both need.
fn told(
    actor: &Actor,
    Booked { entry: row, people }: &Booked,
    shared: &[Shared],
    units: &HashMap<UnitId, Whereabouts>,
) -> OtherBooking {
    let subject = Subject {
        people: people.iter().copied().collect(),
        unit: row.unit,
        owner: row.unit.and_then(|unit| units.get(&unit)?.owner),
    };
    let needed = |what, text: &str| {
        if shared.contains(&what) {
            text.trim().to_owned()
        } else {
            String::new()
        }
    };
    OtherBooking {
        session: match row.kind {
            AgendaKind::GroupSession => {
                may(actor, Action::ViewGroup, &subject).then(|| (row.title.clone(), Some(row.number)))
            }
            AgendaKind::Presentation => {
                may(actor, Action::ViewPresentation, &subject).then(|| (row.title.clone(), None))
            }
            AgendaKind::Delivery => may(actor, Action::ViewDelivery, &subject).then(|| (row.title.clone(), None)),
            AgendaKind::Measure => may(actor, Action::ViewNeeds, &subject).then(|| (row.title.clone(), None)),
            AgendaKind::Network => may(actor, Action::ViewCooperation, &subject).then(|| (row.title.clone(), None)),
            // A draft is for those who may change it.
            AgendaKind::Course if row.state == "draft" => {
                may(actor, Action::EditCourse, &subject).then(|| (row.title.clone(), None))
            }
            AgendaKind::Course => may(actor, Action::ViewCourse, &subject).then(|| (row.title.clone(), None)),
        },
        slot: row.slot,
        leaders: Vec::new(),
        room: needed(Shared::Room, &row.room),
        co_leader: needed(Shared::CoLeader, &row.co_leader),
    }
}
