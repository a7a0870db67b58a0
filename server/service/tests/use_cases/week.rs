//! My week reads the person's calendar once for the week, what is next and what was never closed.

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::plan::Grade;
use domain::groups::view::WeekView;
use domain::groups::{GroupCommand, NewGroup, TooFew};
use domain::ids::CommandId;
use domain::languages::Tongue;
use domain::presentations::Alert;
use domain::routines::view::RoutineTask;
use domain::routines::{RoutineRef, RoutineScope};
use domain::text_guard::Confirmed;
use jiff::civil::date;
use service::seed::{AINO, GRANLIA, INGRID, MARTE, NORDLYS, Profile, SAMIR};
use service::{Ctx, groups, week, year_plan};
use ulid::Ulid;

fn sessions(view: &WeekView) -> Vec<String> {
    let days = view.days.iter();
    days.flat_map(|day| &day.sessions)
        .map(|session| format!("{} {}", session.slot.date, session.name))
        .collect()
}

#[tokio::test]
async fn this_week_shows_its_sessions_the_next_one_and_the_one_that_was_never_closed() {
    let house = house(Profile::Demo).await;
    let view = week::view(&as_person(&house, INGRID).await, None).await.unwrap();
    assert_eq!((view.monday, view.days.len()), (date(2026, 11, 23), 7));
    assert_eq!(
        sessions(&view),
        [
            "2026-11-24 Jentegruppe høst",
            "2026-11-24 Foreldrekveld om ungdom mellom to kulturer",
            "2026-11-26 Ny i Norge"
        ]
    );
    let missing: Vec<_> = view.missing.iter().map(|row| (row.date, &row.alert)).collect();
    assert!(
        matches!(
            missing[..],
            [(
                day,
                Alert::MissingInterpreter {
                    tongue: Tongue::Tigrinya,
                    ..
                }
            )] if day == date(2026, 11, 24)
        ),
        "{missing:?}"
    );
    assert_eq!(view.next.unwrap().slot.date, date(2026, 11, 24));
    let unclosed: Vec<_> = view.unclosed.iter().map(|session| session.slot.date).collect();
    assert_eq!(unclosed, [date(2026, 11, 19)]);
}

#[tokio::test]
async fn a_week_within_and_a_week_beyond_the_reach_of_the_lists_show_their_own_sessions_and_the_same_lists() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let now = week::view(&ctx, None).await.unwrap();
    for (day, expected) in [
        (
            date(2026, 11, 4),
            vec![
                "2026-11-03 Jentegruppe høst",
                "2026-11-05 Retten til å velge selv",
                "2026-11-05 Ny i Norge",
            ],
        ),
        (date(2029, 1, 3), vec![]),
    ] {
        let view = week::view(&ctx, Some(day)).await.unwrap();
        assert_eq!(sessions(&view), expected, "{day}");
        assert_eq!((&view.next, &view.unclosed), (&now.next, &now.unclosed), "{day}");
    }
}

fn envelope<C>(expected_version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version,
        command,
        confirmed: Confirmed::default(),
    }
}

/// What the week and the year plan say of groups that begin with too few.
async fn told(ctx: &Ctx) -> (Vec<TooFew>, Vec<TooFew>) {
    let week = week::view(ctx, None).await.unwrap();
    let year = year_plan::view(ctx, None).await.unwrap();
    let bars = year.lanes.iter().flat_map(|lane| &lane.groups);
    (
        week.too_few.iter().map(|row| row.few).collect(),
        bars.filter_map(|bar| bar.too_few).collect(),
    )
}

#[tokio::test]
async fn a_group_that_begins_soon_with_too_few_is_told_of_in_the_week_and_the_year_plan_until_there_are_enough() {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    assert_eq!(told(&ctx).await, (vec![], vec![]), "groups that run have begun");
    let session = |date: &str| {
        let slot = serde_json::json!({ "date": date, "start": "12:15:00", "minutes": 75 });
        serde_json::json!({ "session": { "slot": slot, "theme": "" } })
    };
    let new: NewGroup = serde_json::from_value(serde_json::json!({
        "id": "01J00000000000000000000000", "name": "Jentegruppe vinter", "unit": GRANLIA, "semester": "2026-autumn",
        "composition": "girls", "seats_min": 4, "seats_max": 10, "target": "", "goal": "", "room": "", "co_leader": "",
        "recruitment": "", "budget": "", "sessions": [session("2026-12-08"), session("2026-12-01")],
    }))
    .unwrap();
    let id = groups::create(&ctx, envelope(None, new)).await.unwrap();
    for taken in 0..4 {
        let few = groups::view(&ctx, id)
            .await
            .unwrap()
            .group
            .too_few(date(2026, 11, 23))
            .unwrap();
        assert_eq!((few.taken, few.number, few.first), (taken, 1, date(2026, 12, 1)));
        assert_eq!(told(&ctx).await, (vec![few], vec![few]));
        let grade = Some(Grade::Vg1);
        let command = GroupCommand::SetGrade { seat: taken + 1, grade };
        let version = groups::view(&ctx, id).await.unwrap().group.version;
        groups::change(&ctx, id, envelope(Some(version), command))
            .await
            .unwrap();
    }
    assert_eq!(told(&ctx).await, (vec![], vec![]));
}

#[tokio::test]
async fn a_routine_of_the_own_school_that_is_due_is_told_of_in_every_week() {
    let house = house(Profile::Demo).await;
    let expected = |unit, due_on, is_expired, unit_name: &str| RoutineTask {
        at: RoutineRef {
            unit,
            scope: RoutineScope::Handling,
        },
        unit_name: unit_name.to_owned(),
        due_on,
        is_expired,
    };
    for (person, tasks) in [
        (
            INGRID,
            vec![expected(GRANLIA, date(2026, 9, 29), true, "Granlia vgs (demo)")],
        ),
        (
            AINO,
            vec![expected(NORDLYS, date(2026, 12, 22), false, "Nordlys vgs (demo)")],
        ),
        (SAMIR, Vec::new()),
        (MARTE, Vec::new()),
    ] {
        let ctx = as_person(&house, person).await;
        // The same in whatever week one reads.
        for day in [None, Some(date(2026, 10, 5))] {
            match week::view(&ctx, day).await {
                Ok(view) => assert_eq!(view.routines, tasks, "{person}"),
                Err(error) => assert!(tasks.is_empty(), "{person}: {error:?}"),
            }
        }
    }
}
