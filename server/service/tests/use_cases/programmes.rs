//! Programmes and the bin through the use cases, on a store in memory.

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::bin::BinCommand;
use domain::groups::view::GroupView;
use domain::groups::{CancelReason, Grade, GroupCommand, NewGroup, NewSession, SeriesSession};
use domain::ids::{CommandId, GroupId, ProgrammeId};
use domain::issue::{Issue, IssueCode};
use domain::programmes::{FLEXID, NewProgramme, ProgrammeCommand};
use domain::text::{Note, ShortText, Title};
use domain::time::LocalSlot;
use jiff::ToSpan;
use service::seed::{AINO, GRANLIA, INGRID, MARTE, Profile, SILJE, TOR};
use service::{Ctx, ServiceError, Services, calendar_feed, groups, programmes, week};
use ulid::Ulid;

fn envelope<C>(key: u128, version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

async fn ingrid() -> (Arc<Services>, Ctx, GroupView) {
    let house = house(Profile::Demo).await;
    let ctx = as_person(&house, INGRID).await;
    let rows = groups::list(&ctx).await.unwrap();
    let row = rows.into_iter().find(|row| row.name == "Jentegruppe høst").unwrap();
    let view = groups::view(&ctx, row.id).await.unwrap();
    (house, ctx, view)
}

/// A group at Granlia of `from.len()` weekly sessions, each planned from a session of the programme.
fn planned(like: &GroupView, programme: ProgrammeId, from: &[Option<u8>]) -> NewGroup {
    let first = like.group.sessions[0].slot;
    let sessions = from.iter().zip(20_i64..).map(|(from, week)| SeriesSession {
        session: NewSession {
            slot: LocalSlot {
                date: first.date.checked_add(week.weeks()).unwrap(),
                ..first
            },
            theme: ShortText::parse("Eget ord").unwrap(),
        },
        from: *from,
    });
    NewGroup {
        id: GroupId::new(Ulid(500)),
        name: Title::parse("Jentegruppe vår").unwrap(),
        unit: GRANLIA,
        semester: like.group.semester.next(),
        composition: like.group.composition,
        seats_min: like.group.seats_min,
        seats_max: like.group.seats_max,
        target: ShortText::default(),
        goal: Note::default(),
        room: ShortText::default(),
        co_leader: ShortText::default(),
        recruitment: Note::default(),
        budget: Note::default(),
        programme: Some(programme),
        again: None,
        draft: false,
        sessions: sessions.collect(),
    }
}

fn saving(view: &GroupView, title: &str) -> NewProgramme {
    NewProgramme {
        id: ProgrammeId::new(Ulid(900)),
        from: view.group.id,
        title: Title::parse(title).unwrap(),
        summary: Note::default(),
    }
}

#[tokio::test]
async fn a_group_takes_goals_and_run_sheets_from_the_programme_that_ships_and_keeps_its_own_words() {
    let (_house, ctx, like) = ingrid().await;
    let new = planned(&like, FLEXID, &[Some(2), None]);
    let id = groups::create(&ctx, envelope(1, None, new)).await.unwrap();
    let view = groups::view(&ctx, id).await.unwrap();
    assert_eq!(view.programme_title.as_deref(), Some("FLEXid (tolv tema)"));
    let [first, second] = view.group.sessions.as_slice() else {
        panic!("{view:?}")
    };
    assert_eq!(first.theme.as_str(), "Eget ord");
    assert_eq!(first.goal.as_str(), "Se styrken i å vokse opp med flere kulturer.");
    assert_eq!(first.run_sheet.blocks.len(), 6);
    assert!(second.run_sheet.blocks.is_empty());
}

#[tokio::test]
async fn a_group_is_planned_again_from_an_earlier_one_that_the_planner_may_see() {
    let (house, ctx, like) = ingrid().await;
    let id = groups::create(&ctx, envelope(1, None, planned(&like, FLEXID, &[Some(2), Some(3)])))
        .await
        .unwrap();
    let reason = CancelReason::Room;
    let cancel = GroupCommand::CancelSession { number: 1, reason };
    let earlier = groups::change(&ctx, id, envelope(2, Some(1), cancel)).await.unwrap();
    let again = |from: u8| NewGroup {
        id: GroupId::new(Ulid(501)),
        programme: None,
        again: Some(id),
        ..planned(&like, FLEXID, &[Some(from)])
    };
    // The one that was cancelled gives nothing: the other is the first.
    let unknown = |refused: Result<GroupId, ServiceError>| {
        let Err(ServiceError::Invalid(issues)) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(issues, [Issue::new("programme", IssueCode::UnknownChoice)]);
    };
    unknown(groups::create(&ctx, envelope(3, None, again(2))).await);
    let made = groups::create(&ctx, envelope(4, None, again(1))).await.unwrap();
    let made = groups::view(&ctx, made).await.unwrap();
    let (old, new_session) = (&earlier.group.sessions[1], &made.group.sessions[0]);
    assert_eq!((&new_session.goal, &new_session.run_sheet), (&old.goal, &old.run_sheet));
    assert!(!old.run_sheet.blocks.is_empty());
    assert_eq!(made.programme_title, earlier.programme_title);

    // Somebody else's group is none to plan from.
    let aino = as_person(&house, AINO).await;
    let hers = groups::list(&aino).await.unwrap();
    let unit = groups::view(&aino, hers[0].id).await.unwrap().group.unit;
    let other = NewGroup {
        id: GroupId::new(Ulid(502)),
        unit,
        ..again(1)
    };
    unknown(groups::create(&aino, envelope(5, None, other)).await);
}

#[tokio::test]
async fn a_programme_that_was_withdrawn_meanwhile_is_told_beside_its_field() {
    let (house, ctx, view) = ingrid().await;
    let id = programmes::save(&ctx, envelope(1, None, saving(&view, "Vår egen")))
        .await
        .unwrap();
    let saved = programmes::view(&ctx, id).await.unwrap();
    assert_eq!(saved.author_name.as_deref(), Some("Ingrid Moen"));
    let withdraw = |key, version| envelope(key, Some(version), ProgrammeCommand::Withdraw);

    // A colleague sees it and may not change it; nor may anyone change the one that ships.
    let aino = as_person(&house, AINO).await;
    assert!(!programmes::view(&aino, id).await.unwrap().may_edit);
    let denied = programmes::change(&aino, id, withdraw(2, 1)).await;
    assert!(matches!(denied, Err(ServiceError::Denied)));
    let ships = programmes::change(&ctx, FLEXID, withdraw(3, 0)).await;
    assert!(matches!(ships, Err(ServiceError::Denied)));

    programmes::change(&ctx, id, withdraw(4, 1)).await.unwrap();
    let refused = groups::create(&ctx, envelope(5, None, planned(&view, id, &[Some(1)]))).await;
    let Err(ServiceError::Invalid(issues)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(issues, [Issue::new("programme", IssueCode::Withdrawn)]);
    let offered = |ctx: &Ctx| {
        let ctx = ctx.clone();
        async move { programmes::list(&ctx).await.unwrap().iter().any(|row| row.id == id) }
    };
    assert!(offered(&ctx).await, "its author still sees it");
    assert!(!offered(&aino).await);
    assert!(matches!(programmes::view(&aino, id).await, Err(ServiceError::NotFound)));

    let stale = programmes::change(&ctx, id, envelope(6, Some(1), ProgrammeCommand::Offer)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)));
    programmes::change(&ctx, id, envelope(7, Some(2), ProgrammeCommand::Offer))
        .await
        .unwrap();
    let unknown = planned(&view, id, &[Some(9)]);
    let refused = groups::create(&ctx, envelope(8, None, unknown)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(issues)) if issues[0].field == "programme"));
}

#[tokio::test]
async fn only_who_may_change_a_group_saves_it_and_no_name_gets_into_a_programme() {
    let (house, ctx, view) = ingrid().await;
    let aino = as_person(&house, AINO).await;
    let others = programmes::save(&aino, envelope(1, None, saving(&view, "Min"))).await;
    assert!(matches!(others, Err(ServiceError::NotFound)));
    for person in [TOR, SILJE] {
        let ctx = as_person(&house, person).await;
        assert!(matches!(programmes::list(&ctx).await, Err(ServiceError::Denied)));
    }
    let marte = as_person(&house, MARTE).await;
    assert!(!programmes::view(&marte, FLEXID).await.unwrap().may_use);
    let named = programmes::save(&ctx, envelope(2, None, saving(&view, "Gruppa til Fatima"))).await;
    assert!(matches!(named, Err(ServiceError::Invalid(issues)) if issues[0].field == "title"));
}

#[tokio::test]
async fn a_group_is_thrown_away_taken_back_and_gone_after_ninety_days() {
    let (house, ctx, view) = ingrid().await;
    let (id, version) = (view.group.id, view.group.version);
    let throw = BinCommand::ThrowAway { group: id };
    let take = BinCommand::TakeBack { group: id };
    let before = store::groups::agenda_of(&view.group).len();
    assert!(before > 0);

    let bin = groups::change_bin(&ctx, envelope(1, Some(version), throw))
        .await
        .unwrap();
    assert_eq!((bin.len(), bin[0].by.as_str()), (1, "Ingrid Moen"));
    assert!(groups::list(&ctx).await.unwrap().iter().all(|row| row.id != id));
    let shown = week::view(&ctx, None).await.unwrap();
    assert!(
        shown
            .days
            .iter()
            .all(|day| day.sessions.iter().all(|session| session.group() != Some(id)))
    );
    assert!(shown.next.is_none_or(|next| next.group() != Some(id)));
    let stored = groups::view(&ctx, id).await.unwrap();
    assert_eq!(stored.binned_by.as_deref(), Some("Ingrid Moen"));
    let edit = envelope(
        2,
        Some(stored.group.version),
        GroupCommand::ConfirmSession { number: 6 },
    );
    let refused = groups::change(&ctx, id, edit).await;
    assert!(matches!(refused, Err(ServiceError::Rule("group_binned"))));
    let aino = as_person(&house, AINO).await;
    assert!(groups::list_bin(&aino).await.unwrap().is_empty());
    let others = groups::change_bin(&aino, envelope(3, Some(version + 1), take)).await;
    assert!(matches!(others, Err(ServiceError::NotFound)));

    // A day too early nothing is gone.
    let at = |days: i64| house.clock.now() + jiff::SignedDuration::from_hours(24 * days);
    assert_eq!(groups::purge(&house.store, at(89)).await.unwrap(), 0);
    groups::change_bin(&ctx, envelope(4, Some(version + 1), take))
        .await
        .unwrap();
    let back = groups::view(&ctx, id).await.unwrap();
    // Calendars were told that they were gone, and are told that they are back.
    let mut sessions = back.group.sessions.clone();
    for (session, before) in sessions.iter_mut().zip(&view.group.sessions) {
        assert!(session.calendar.sequence > before.calendar.sequence, "{session:?}");
        session.calendar = before.calendar;
    }
    assert_eq!(sessions, view.group.sessions);
    assert!(groups::list(&ctx).await.unwrap().iter().any(|row| row.id == id));
    assert!(
        store::check::check(&house.store, None)
            .await
            .unwrap()
            .findings
            .is_empty()
    );
    assert_eq!(groups::purge(&house.store, at(200)).await.unwrap(), 0);

    groups::change_bin(&ctx, envelope(5, Some(version + 2), throw))
        .await
        .unwrap();
    assert_eq!(groups::purge(&house.store, at(90)).await.unwrap(), 1);
    let farewells = calendar_feed::forget_farewells(&house.store, at(90)).await.unwrap();
    assert_eq!(farewells, 0, "what calendars were told goes with the group");
    assert!(matches!(groups::view(&ctx, id).await, Err(ServiceError::NotFound)));
    assert!(
        store::check::check(&house.store, None)
            .await
            .unwrap()
            .findings
            .is_empty()
    );
    let told: Vec<serde_json::Value> = house
        .store
        .list("SELECT * FROM audit_entry WHERE action = 'purge_group'")
        .await
        .unwrap();
    assert_eq!(told.len(), 1);
}

#[tokio::test]
async fn what_seats_hold_is_gone_thirty_days_after_the_last_session_from_the_audit_trail_too() {
    let (house, ctx, view) = ingrid().await;
    let id = view.group.id;
    let mut version = view.group.version;
    let mut number = 0_u8;
    let mut change = async |command: GroupCommand| {
        number += 1;
        let changed = groups::change(&ctx, id, envelope(number.into(), Some(version), command)).await;
        version = changed.unwrap().group.version;
    };
    change(GroupCommand::SetGrade {
        seat: 1,
        grade: Some(Grade::Vg1),
    })
    .await;
    for session in view.group.sessions.iter().filter(|session| session.state.is_open()) {
        change(GroupCommand::CancelSession {
            number: session.number,
            reason: CancelReason::Illness,
        })
        .await;
    }
    let last = view
        .group
        .sessions
        .iter()
        .map(|session| session.slot.date)
        .max()
        .unwrap();
    let at = |days: i32| {
        let noon = last.saturating_add(jiff::Span::new().days(days)).at(12, 0, 0, 0);
        noon.to_zoned(domain::time::zone()).unwrap().timestamp()
    };
    assert!(view.group.sessions.iter().any(|session| !session.ticks.is_empty()));
    assert_eq!(groups::forget_seats(&house.store, at(29)).await.unwrap(), 0);
    assert_eq!(groups::forget_seats(&house.store, at(30)).await.unwrap(), 1);
    assert_eq!(groups::forget_seats(&house.store, at(31)).await.unwrap(), 0);
    let after = groups::view(&ctx, id).await.unwrap().group;
    assert!(after.grades.is_empty());
    assert!(after.sessions.iter().all(|session| session.ticks.is_empty()));
    assert_eq!(after.sessions[0].state, view.group.sessions[0].state);

    let told: Vec<serde_json::Value> = house
        .store
        .list("SELECT * FROM audit_entry WHERE action = 'set_grade' OR action = 'forget_seats'")
        .await
        .unwrap();
    assert_eq!(told.len(), 2);
    assert!(!serde_json::to_string(&told).unwrap().contains("vg1"));
}
