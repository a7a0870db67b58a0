//! What else is booked at a time: named as far as the reader may know of it.

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::conflicts::{Conflict, NewTimes, Shared};
use domain::courses::view::WantedParts as CourseParts;
use domain::groups::{CancelReason, GroupCommand};
use domain::ids::{CommandId, GroupId, PersonId};
use domain::needs::view::WantedParts as MeasureParts;
use domain::text::{SessionMinutes, ShortText};
use domain::text_guard::Confirmed;
use domain::time::{LocalSlot, Occasion};
use jiff::civil::{date, time};
use service::seed::{AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, Profile, SAMIR, SOLASEN, VEGARD};
use service::{Ctx, ServiceError, Services, conflicts, courses, groups, needs};
use store::{Tx, groups as rows};
use ulid::Ulid;

/// The girls' group meets on Tuesdays at 12:15, «Ny i Norge» on Thursdays at 14:00.
fn slot(day: i8, hour: i8) -> LocalSlot {
    LocalSlot {
        date: date(2026, 11, day),
        start: time(hour, 15, 0, 0),
        minutes: SessionMinutes::new(60).unwrap(),
    }
}

fn text(text: &str) -> ShortText {
    ShortText::parse(text).unwrap()
}

async fn group(ctx: &Ctx, name: &str) -> GroupId {
    let all = groups::list(ctx).await.unwrap();
    all.iter().find(|group| group.name == name).unwrap().id
}

async fn change(ctx: &Ctx, id: GroupId, command: GroupCommand) {
    let seen = groups::view(ctx, id).await.unwrap().group.version;
    let envelope = Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(seen),
        command,
        confirmed: Confirmed::default(),
    };
    groups::change(ctx, id, envelope).await.unwrap();
}

/// The girls' group a second time, led by somebody else.
async fn led_by_another(services: &Arc<Services>, id: GroupId, leader: PersonId) {
    let mut copy = rows::load(&services.store, id).await.unwrap().unwrap();
    copy.id = GroupId::new(Ulid(77));
    copy.leader = leader;
    copy.further_leaders.clear();
    copy.co_leader = text(" HELSESYKEPLEIER");
    let mut tx = Tx::new();
    rows::create(&mut tx, &copy);
    services.store.commit(tx).await.unwrap();
}

fn named(conflict: &Conflict) -> Option<(&str, u8)> {
    let (name, number) = conflict.other.session.as_ref()?;
    Some((name.as_str(), (*number)?))
}

#[tokio::test]
async fn a_time_of_ones_own_is_named_and_a_cancelled_or_postponed_session_is_none() {
    let services = house(Profile::Demo).await;
    let ctx = as_person(&services, INGRID).await;
    let other = group(&ctx, "Ny i Norge").await;
    let girls = group(&ctx, "Jentegruppe høst").await;
    let thursday = slot(26, 13);
    let found = conflicts::of_times(&ctx, girls, &[slot(25, 13), thursday])
        .await
        .unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (found[0].slot, named(&found[0])),
        (thursday.into(), Some(("Ny i Norge", 4)))
    );
    assert_eq!(found[0].shared, [Shared::Leader]);
    assert_eq!(
        (found[0].other.room.as_str(), found[0].other.co_leader.as_str()),
        ("", "")
    );

    let reason = CancelReason::Illness;
    change(&ctx, other, GroupCommand::PostponeSession { number: 4, reason }).await;
    assert!(conflicts::of_times(&ctx, girls, &[thursday]).await.unwrap().is_empty());
    change(&ctx, other, GroupCommand::CancelSession { number: 4, reason }).await;
    assert!(conflicts::of_times(&ctx, girls, &[thursday]).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_group_that_the_reader_may_not_see_is_told_of_by_room_and_time_alone() {
    let services = house(Profile::Demo).await;
    let ctx = as_person(&services, INGRID).await;
    let girls = group(&ctx, "Jentegruppe høst").await;
    led_by_another(&services, girls, AINO).await;

    let found = conflicts::of_times(&ctx, girls, &[slot(24, 12)]).await.unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((named(&found[0]), found[0].other.room.as_str()), (None, "Grupperom 2"));
    assert_eq!(found[0].shared, [Shared::Room, Shared::CoLeader]);
    assert!(!serde_json::to_string(&found).unwrap().contains("Jentegruppe"));

    // The group's own page says the same of each session that lies ahead.
    let view = groups::view(&ctx, girls).await.unwrap();
    let told: Vec<_> = view.conflicts.iter().map(|conflict| conflict.slot.date).collect();
    assert_eq!(told, [date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 8)]);
    // Whoever sees all groups sees the name.
    let marte = as_person(&services, MARTE).await;
    let view = groups::view(&marte, girls).await.unwrap();
    assert_eq!(named(&view.conflicts[0]), Some(("Jentegruppe høst", 6)));
}

#[tokio::test]
async fn a_new_group_is_held_against_what_its_planner_leads_and_its_unit_has() {
    let services = house(Profile::Demo).await;
    let ctx = as_person(&services, INGRID).await;
    let girls = group(&ctx, "Jentegruppe høst").await;
    let unit = groups::view(&ctx, girls).await.unwrap().group.unit;
    let new = NewTimes {
        unit,
        room: text("grupperom 2 "),
        co_leader: ShortText::default(),
        slots: vec![slot(24, 12)],
    };
    let found = conflicts::of_new(&ctx, &new).await.unwrap();
    assert_eq!(found[0].shared, [Shared::Leader, Shared::Room]);
    assert_eq!(named(&found[0]), Some(("Jentegruppe høst", 6)));

    let aino = as_person(&services, AINO).await;
    let refused = conflicts::of_new(&aino, &new).await;
    assert!(
        matches!(refused, Err(ServiceError::Invalid(_))),
        "a unit that is not her own: {refused:?}"
    );
    let refused = conflicts::of_times(&aino, girls, &[slot(24, 12)]).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    let many = vec![slot(24, 12); 17];
    let refused = conflicts::of_times(&ctx, girls, &many).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
}

#[tokio::test]
async fn the_times_of_a_course_and_a_measure_are_met_while_they_are_typed_and_never_by_themselves() {
    let services = house(Profile::Demo).await;
    let (ingrid, vegard) = (as_person(&services, INGRID).await, as_person(&services, VEGARD).await);
    // The girls' group meets on Tuesday at 12:15; the night is free.
    let at = |hour| Occasion::from(slot(24, hour));
    let of_course = |adviser, slots: Vec<Occasion>| CourseParts {
        of: None,
        adviser,
        slots,
    };
    let met = courses::conflicts_of_parts(&ingrid, &of_course(None, vec![at(12), at(22)]))
        .await
        .unwrap();
    assert_eq!(met.iter().map(|one| one.slot).collect::<Vec<_>>(), [at(12)]);
    assert_eq!(named(&met[0]), Some(("Jentegruppe høst", 6)));
    // The professional team sees it as soon as it has named the adviser, and reads the name of nothing that is not theirs to see.
    assert!(
        courses::conflicts_of_parts(&vegard, &of_course(None, vec![at(12)]))
            .await
            .unwrap()
            .is_empty()
    );
    let met = courses::conflicts_of_parts(&vegard, &of_course(Some(INGRID), vec![at(12)]))
        .await
        .unwrap();
    assert_eq!(met.len(), 1);
    let refused = courses::conflicts_of_parts(&vegard, &of_course(Some(VEGARD), vec![at(12)])).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
    let marte = as_person(&services, MARTE).await;
    let refused = courses::conflicts_of_parts(&marte, &of_course(None, Vec::new())).await;
    assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");

    // A course is never in its own way, and a stranger's is not there.
    let all = courses::list(&ingrid).await.unwrap();
    let webinar = all.ahead.iter().find(|one| one.title.starts_with("Grunnkurs")).unwrap();
    let own = CourseParts {
        of: Some(webinar.id),
        adviser: None,
        slots: vec![webinar.first],
    };
    assert!(courses::conflicts_of_parts(&ingrid, &own).await.unwrap().is_empty());
    let as_new = of_course(None, vec![webinar.first]);
    assert_eq!(courses::conflicts_of_parts(&ingrid, &as_new).await.unwrap().len(), 1);

    let of_measure = |of, slots: Vec<Occasion>| MeasureParts {
        of,
        unit: GRANLIA,
        place: text(""),
        slots,
    };
    let met = needs::measure_conflicts(&ingrid, &of_measure(None, vec![at(12), at(22)]))
        .await
        .unwrap();
    assert_eq!(met.iter().map(|one| one.slot).collect::<Vec<_>>(), [at(12)]);
    let aino = as_person(&services, AINO).await;
    let refused = needs::measure_conflicts(&aino, &of_measure(None, vec![at(12)])).await;
    assert!(
        matches!(refused, Err(ServiceError::Invalid(_))),
        "another's unit: {refused:?}"
    );
    let many = vec![at(12); 41];
    let refused = needs::measure_conflicts(&ingrid, &of_measure(None, many)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
}

/// Samir leads «Ny i Norge» at Granlia together with Ingrid, on Thursdays from 14:00 to 15:00, and works at Solåsen.
#[tokio::test]
async fn whoever_leads_at_two_places_is_told_of_a_short_way_and_not_of_a_long_one() {
    let services = house(Profile::Demo).await;
    let samir = as_person(&services, SAMIR).await;
    let at = |start| LocalSlot { start, ..slot(26, 15) };
    let far = [at(time(15, 45, 0, 0)), at(time(16, 0, 0, 0))];
    let near = [at(time(15, 15, 0, 0)), at(time(15, 45, 0, 0))];
    let new = |unit, slots: [LocalSlot; 2]| NewTimes {
        unit,
        room: ShortText::default(),
        co_leader: ShortText::default(),
        slots: slots.to_vec(),
    };
    let ingrid = as_person(&services, INGRID).await;
    // Lillestrøm from Oslo takes an hour; within Oslo it is twenty minutes.
    for (ctx, unit, slots, minutes) in [(&samir, SOLASEN, far, 45), (&ingrid, BEKKEFARET, near, 15)] {
        let found = conflicts::of_new(ctx, &new(unit, slots)).await.unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].slot, found[0].minutes_between, found[0].is_clash()),
            (slots[0].into(), Some(minutes), false)
        );
        assert_eq!(named(&found[0]), Some(("Ny i Norge", 4)));
    }

    // In one house there is no way.
    let girls = group(&ingrid, "Jentegruppe høst").await;
    let found = conflicts::of_times(&ingrid, girls, &near).await.unwrap();
    assert!(found.is_empty(), "{found:?}");
}
