//! Hours of activities that move, of closed weeks, and of places that somebody has left; and where plans lead.

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::{GroupCommand, SessionState};
use domain::hours::view::HoursView;
use domain::hours::{
    ActivityRef, EntryMinutes, HourKind, Month, NewEntry, PeriodCommand, ReopenReason, TravelMinutes, WeekCommand,
    WeekStep,
};
use domain::ids::{CommandId, GroupId, PersonId, UnitId};
use jiff::civil::{Date, date};
use service::seed::{AINO, GRANLIA, INGRID, MARTE, Profile, SAMIR, TOR, VEGARD};
use service::{Ctx, ServiceError, Services, groups, hours};
use store::{Tx, check, groups as group_rows, hours as rows, placements};
use ulid::Ulid;

/// The week before the story's day, which nobody has confirmed.
const MONDAY: Date = date(2026, 11, 16);
const TODAY: Date = date(2026, 11, 23);

fn envelope<C>(seen: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: seen,
        confirmed: Default::default(),
        command,
    }
}

async fn take(ctx: &Ctx, monday: Date, step: WeekStep) -> Result<u64, ServiceError> {
    let seen = week(ctx, monday).await.version;
    hours::change(ctx, envelope(Some(seen), WeekCommand { monday, step })).await
}

async fn week(ctx: &Ctx, day: Date) -> HoursView {
    hours::view(ctx, Some(day)).await.unwrap()
}

async fn confirm(ctx: &Ctx, monday: Date) {
    let fingerprint = week(ctx, monday).await.fingerprint;
    take(ctx, monday, WeekStep::Confirm { fingerprint }).await.unwrap();
}

async fn set_month(house: &Arc<Services>, command: PeriodCommand) {
    let marte = as_person(house, MARTE).await;
    hours::change_periods(&marte, envelope(None, command)).await.unwrap();
}

fn close(day: Date, person: PersonId) -> PeriodCommand {
    let (month, people) = (Month::of(day), [person].into_iter().collect());
    PeriodCommand::Close { month, people }
}

async fn is_sound(house: &Arc<Services>) {
    assert_eq!(check::check(&house.store, None).await.unwrap().findings, []);
}

/// Writes a session of a group as planned on another day, whatever it was.
async fn put_session(house: &Arc<Services>, activity: ActivityRef, day: Option<Date>) -> bool {
    let id = GroupId::new(activity.id.ulid());
    let Some(before) = group_rows::load(&house.store, id).await.unwrap() else {
        return false;
    };
    let mut after = before.clone();
    after.version += 1;
    for session in &mut after.sessions {
        if session.number == activity.number {
            session.slot.date = day.unwrap_or(session.slot.date);
            session.state = SessionState::Planned;
        }
    }
    let mut tx = Tx::new();
    group_rows::save(&mut tx, &before, &after);
    house.store.commit(tx).await.unwrap();
    true
}

/// The first session of a group among these, moved by the store.
async fn first_moved(house: &Arc<Services>, found: &[ActivityRef], day: Option<Date>) -> Option<ActivityRef> {
    for activity in found {
        if put_session(house, *activity, day).await {
            return Some(*activity);
        }
    }
    None
}

#[tokio::test]
async fn a_session_that_moves_after_its_week_was_confirmed_is_counted_once_and_its_time_follows() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let proposed: Vec<ActivityRef> = week(&ingrid, MONDAY)
        .await
        .proposals
        .iter()
        .map(|row| row.proposal.activity)
        .collect();
    confirm(&ingrid, MONDAY).await;
    let before = week(&ingrid, MONDAY).await.guide.unwrap();
    let activity = first_moved(&house, &proposed, Some(TODAY)).await.unwrap();
    let here = week(&ingrid, TODAY).await;
    assert!(here.proposals.iter().all(|row| row.proposal.activity != activity));
    assert_eq!(here.guide.unwrap().projection, before.projection, "counted once");
    assert_eq!(here.moved.len(), 1);
    let moved = &here.moved[0];
    assert_eq!(
        (moved.moved.activity, moved.moved.monday, moved.moved.day),
        (activity, MONDAY, TODAY)
    );
    assert!(!moved.name.is_empty() && !moved.moved.is_closed);

    take(&ingrid, TODAY, WeekStep::Follow { activity }).await.unwrap();
    let (old, new) = (week(&ingrid, MONDAY).await, week(&ingrid, TODAY).await);
    let of = |view: &HoursView| {
        let entries = view.days.iter().flat_map(|day| &day.entries);
        entries.filter(|row| row.entry.activity == Some(activity)).count()
    };
    assert_eq!((of(&old), of(&new), new.moved.len()), (0, 1, 0));
    assert!(old.confirmed_on.is_some() && old.proposals.is_empty());
    assert_eq!(new.guide.unwrap().this_semester, before.this_semester);
    let again = take(&ingrid, TODAY, WeekStep::Follow { activity }).await;
    assert!(matches!(again, Err(ServiceError::Rule("entry_missing"))), "{again:?}");
    is_sound(&house).await;
}

#[tokio::test]
async fn an_activity_whose_hours_are_in_a_closed_month_is_not_moved_to_another_day() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let october = rows::weeks(&house.store, INGRID, date(2026, 9, 28), date(2026, 10, 19))
        .await
        .unwrap();
    let found: Vec<ActivityRef> = october
        .iter()
        .flat_map(|sheet| &sheet.entries)
        .filter(|entry| Month::of(entry.day) == Month::of(date(2026, 10, 1)))
        .filter_map(|entry| entry.activity)
        .collect();
    let activity = first_moved(&house, &found, None).await.unwrap();
    let id = GroupId::new(activity.id.ulid());
    set_month(&house, close(date(2026, 10, 1), INGRID)).await;
    let group = groups::view(&ingrid, id).await.unwrap().group;
    let mut slot = group.session(activity.number).unwrap().slot;
    slot.date = date(2026, 11, 27);
    let moving = || {
        let number = activity.number;
        envelope(Some(group.version), GroupCommand::MoveSession { number, slot })
    };
    let refused = groups::change(&ingrid, id, moving()).await;
    assert!(
        matches!(refused, Err(ServiceError::Rule("hours_closed"))),
        "{refused:?}"
    );
    let stands = groups::view(&ingrid, id).await.unwrap().group;
    assert_eq!(stands, group);
    let open = PeriodCommand::Reopen {
        month: Month::of(date(2026, 10, 1)),
        person: INGRID,
        reason: ReopenReason::Wrong,
    };
    set_month(&house, open).await;
    groups::change(&ingrid, id, moving()).await.unwrap();
}

#[tokio::test]
async fn a_wholly_closed_week_is_read_with_who_closed_it_and_changed_by_nothing() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let monday = date(2026, 9, 7);
    let view = week(&ingrid, monday).await;
    assert!(view.days.iter().all(|day| day.is_closed) && view.closed_by.contains("Marte"));
    assert!(view.days.iter().any(|day| !day.entries.is_empty()));
    let fingerprint = view.fingerprint.clone();
    let add = WeekStep::Add {
        entry: spent(monday, None),
    };
    for step in [WeekStep::Confirm { fingerprint }, add] {
        let answer = take(&ingrid, monday, step).await;
        assert!(matches!(answer, Err(ServiceError::Rule("month_closed"))), "{answer:?}");
    }
    assert_eq!(week(&ingrid, monday).await, view);
    assert_eq!(week(&ingrid, MONDAY).await.closed_by, "");
}

fn spent(day: Date, unit: Option<UnitId>) -> NewEntry {
    NewEntry {
        day,
        kind: HourKind::Cases,
        minutes: EntryMinutes::new(60).unwrap(),
        travel: TravelMinutes::default(),
        unit,
    }
}

#[tokio::test]
async fn places_of_the_week_are_offered_also_one_that_was_left_since_and_none_is_preset_of_two() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let own = placements::of_person(&house.store, INGRID).await.unwrap();
    let at_granlia = own.iter().find(|one| one.unit == GRANLIA).unwrap();
    let mut ended = at_granlia.clone();
    ended.to = Some(date(2026, 11, 17));
    ended.version += 1;
    let mut tx = Tx::new();
    placements::save(&mut tx, &ended, at_granlia.version);
    house.store.commit(tx).await.unwrap();

    let offers = |view: &HoursView| view.units.iter().any(|unit| unit.value == GRANLIA.to_string());
    assert!(offers(&week(&ingrid, MONDAY).await) && !offers(&week(&ingrid, TODAY).await));
    let add = |day| WeekStep::Add {
        entry: spent(day, Some(GRANLIA)),
    };
    take(&ingrid, MONDAY, add(MONDAY)).await.unwrap();
    let late = take(&ingrid, TODAY, add(TODAY)).await;
    assert!(matches!(late, Err(ServiceError::Invalid(_))), "{late:?}");

    let samir = as_person(&house, SAMIR).await;
    let view = week(&samir, MONDAY).await;
    assert!(view.units.len() > 1 && view.preset_unit.is_empty());
    let aino = as_person(&house, AINO).await;
    assert!(!week(&aino, MONDAY).await.preset_unit.is_empty());
    is_sound(&house).await;
}

#[tokio::test]
async fn the_projection_of_plans_is_the_own_week_s_and_is_told_to_the_planner_alone() {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let known = hours::projection(&ingrid).await.unwrap().unwrap();
    let own = week(&ingrid, TODAY).await.guide.unwrap();
    let first = known.semesters[0];
    assert_eq!((first.semester, first.guide), (own.semester, own.projection));
    assert_eq!(known.semesters.len(), 2);
    let closed: Vec<String> = known.closed.iter().map(ToString::to_string).collect();
    assert_eq!(closed, ["2026-08", "2026-09"]);
    let vegard = as_person(&house, VEGARD).await;
    assert_eq!(hours::projection(&vegard).await.unwrap(), None);
    let tor = as_person(&house, TOR).await;
    let answer = hours::projection(&tor).await;
    assert!(matches!(answer, Err(ServiceError::Denied)), "{answer:?}");
}

#[tokio::test]
async fn a_week_across_a_closed_border_is_confirmed_and_its_closed_days_stay() {
    let house = house(Profile::Demo).await;
    let aino = as_person(&house, AINO).await;
    // From Monday 26 October to Sunday 1 November.
    let (monday, friday, sunday) = (date(2026, 10, 26), date(2026, 10, 30), date(2026, 11, 1));
    set_month(&house, close(monday, AINO)).await;
    let before = week(&aino, monday).await;
    let guide = before.guide.unwrap();
    take(
        &aino,
        monday,
        WeekStep::Add {
            entry: spent(sunday, None),
        },
    )
    .await
    .unwrap();
    confirm(&aino, monday).await;
    let after = week(&aino, monday).await;
    assert_eq!(after.days[..6], before.days[..6]);
    assert_eq!(after.days[6].worked, 60);
    let guide = (
        guide.this_semester.sums.total(),
        after.guide.unwrap().this_semester.sums.total(),
    );
    assert_eq!(guide.1, guide.0 + 60);
    let late = WeekStep::Add {
        entry: spent(friday, None),
    };
    let closed = before.days[..6].iter().flat_map(|day| &day.entries).next().unwrap();
    let remove = WeekStep::Remove {
        number: closed.entry.number,
    };
    for step in [late, remove] {
        let answer = take(&aino, monday, step).await;
        assert!(matches!(answer, Err(ServiceError::Rule("month_closed"))), "{answer:?}");
    }
    is_sound(&house).await;
}
