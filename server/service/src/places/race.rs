//! Closing a unit while somebody is placed there: both decisions are made before either is written.

use std::sync::Arc;

use domain::access::Actor;
use domain::command::Envelope;
use domain::ids::{CommandId, PlacementId, SignInId, UnitId};
use domain::people::Language;
use domain::places::form::{PlacementForm, UnitForm};
use domain::places::{Merger, PlaceCommand, PlacementCommand};
use domain::text_guard::Confirmed;
use jiff::Timestamp;
use jiff::civil::date;
use store::{Store, StoreError, people, placements as placement_rows, places as rows};
use ulid::Ulid;

use super::change;
use crate::seed::{self, INGRID, MARTE, Profile};
use crate::{Clock, Ctx, ServiceError, Services, placements};

/// The demonstration, with the coordinator signed in, and a unit where nobody works.
async fn house() -> (Ctx, UnitId) {
    let now: Timestamp = "2026-11-23T11:00:00Z".parse().unwrap();
    let store = Store::memory().await.unwrap();
    seed::run(&store, Profile::Demo, now).await.unwrap();
    let marte = people::load(&store, MARTE).await.unwrap().unwrap();
    let placed = placement_rows::all(&store).await.unwrap();
    let units = rows::units(&store).await.unwrap();
    let empty = units.iter().find(|unit| placed.iter().all(|one| one.unit != unit.id));
    let unit = empty.unwrap().id;
    let ctx = Ctx {
        services: Arc::new(Services::new(store, Clock::manual(now))),
        actor: Some(Actor {
            person: MARTE,
            sign_in: SignInId::new(Ulid(1)),
            grants: marte.grants,
        }),
        pledge_in_force: true,
        language: Language::Nb,
        request_id: "test".to_owned(),
    };
    (ctx, unit)
}

async fn closing(ctx: &Ctx, id: UnitId) -> Envelope<PlaceCommand> {
    let unit = rows::unit(ctx.store(), id).await.unwrap().unwrap();
    let mut form = UnitForm::from(&unit);
    form.active = String::new();
    Envelope {
        key: CommandId::new(Ulid(1)),
        expected_version: Some(unit.version),
        confirmed: Confirmed::default(),
        command: PlaceCommand::EditUnit {
            id,
            unit: form.parse(ctx.today()).unwrap(),
        },
    }
}

fn placing(id: UnitId) -> Envelope<PlacementCommand> {
    let form = PlacementForm {
        person: INGRID.to_string(),
        percent: "10".to_owned(),
        from: "2026-12-01".to_owned(),
        to: String::new(),
        state: "active".to_owned(),
    };
    Envelope {
        key: CommandId::new(Ulid(2)),
        expected_version: None,
        confirmed: Confirmed::default(),
        command: PlacementCommand::Create {
            id: PlacementId::new(Ulid(99)),
            placement: form.parse(id).unwrap(),
        },
    }
}

/// Whether the unit is closed, and whether somebody is placed at it.
async fn closed_and_placed(ctx: &Ctx, id: UnitId) -> (bool, bool) {
    let unit = rows::unit(ctx.store(), id).await.unwrap().unwrap();
    let placed = placement_rows::at_unit(ctx.store(), id).await.unwrap();
    (!unit.active, !placed.is_empty())
}

#[tokio::test]
async fn of_a_closing_and_a_placement_decided_at_once_the_second_to_be_written_conflicts() {
    for closing_first in [true, false] {
        let (ctx, id) = house().await;
        let actor = ctx.signed_in().unwrap();
        let (close, place) = (closing(&ctx, id).await, placing(id));
        let (closed, _) = change::decide(&ctx, actor, &close).await.unwrap();
        let (placed, _) = placements::decide(&ctx, actor, &place).await.unwrap();
        let (first, second) = if closing_first {
            (closed, placed)
        } else {
            (placed, closed)
        };
        ctx.store().commit(first).await.unwrap();
        let outcome = ctx.store().commit(second).await;
        assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
        assert_eq!(closed_and_placed(&ctx, id).await, (closing_first, !closing_first));
        // Made again on what is there now, the decision is refused.
        if closing_first {
            let again = placements::change(&ctx, place).await;
            assert!(matches!(again, Err(ServiceError::Invalid(_))), "{again:?}");
        } else {
            let again = change::change(&ctx, close).await;
            assert!(
                matches!(again, Err(ServiceError::Rule("unit_has_placements"))),
                "{again:?}"
            );
        }
    }
}

#[tokio::test]
async fn control_without_the_guard_the_same_two_leave_a_closed_unit_with_somebody_placed_there() {
    let (ctx, id) = house().await;
    let actor = ctx.signed_in().unwrap();
    let (closed, _) = change::carry_out(&ctx, actor, &closing(&ctx, id).await).await.unwrap();
    let (placed, _) = placements::place(&ctx, actor, &placing(id)).await.unwrap();
    ctx.store().commit(closed).await.unwrap();
    ctx.store().commit(placed).await.unwrap();
    assert_eq!(
        closed_and_placed(&ctx, id).await,
        (true, true),
        "the race test must be able to fail"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_unit_that_is_closed_while_somebody_is_placed_there_ends_up_as_one_of_both() {
    let mut outcomes = Vec::new();
    for _ in 0..8 {
        let (ctx, id) = house().await;
        let close = closing(&ctx, id).await;
        let (one, two) = (ctx.clone(), ctx.clone());
        let closed = tokio::spawn(async move { change::change(&one, close).await.is_ok() });
        let placed = tokio::spawn(async move { placements::change(&two, placing(id)).await.is_ok() });
        let outcome = (closed.await.unwrap(), placed.await.unwrap());
        assert_eq!(outcome, closed_and_placed(&ctx, id).await);
        outcomes.push(outcome);
    }
    assert!(
        outcomes.iter().all(|(closed, placed)| closed != placed),
        "one of both, never both and never none: {outcomes:?}"
    );
}

#[tokio::test]
async fn of_two_units_that_would_become_a_part_of_each_other_at_once_one_does() {
    let (ctx, one) = house().await;
    let actor = ctx.signed_in().unwrap();
    let other = crate::seed::BEKKEFARET;
    let merging = |key: u128, id: UnitId, into: UnitId| Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: Some(1),
        confirmed: Confirmed::default(),
        command: PlaceCommand::MergeUnit {
            id,
            merger: Merger {
                into,
                from: date(2027, 1, 1),
            },
        },
    };
    let (there, back) = (merging(1, one, other), merging(2, other, one));
    let (first, _) = change::decide(&ctx, actor, &there).await.unwrap();
    let (second, _) = change::decide(&ctx, actor, &back).await.unwrap();
    ctx.store().commit(first).await.unwrap();
    let outcome = ctx.store().commit(second).await;
    assert!(matches!(outcome, Err(StoreError::Conflict)), "{outcome:?}");
    // Made again on what is there now, it is refused.
    let again = change::change(&ctx, back).await;
    assert!(matches!(again, Err(ServiceError::Invalid(_))), "{again:?}");
}
