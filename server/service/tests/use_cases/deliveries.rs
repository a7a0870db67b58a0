//! Deliveries through the use cases, on a store in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::conflicts::Shared;
use domain::deliveries::view::{DeliveryView, WantedTime};
use domain::deliveries::{CallOff, Closing, DeliveryCommand, DeliveryPlan, NewDelivery, Stage, Taken};
use domain::evaluations::{Counts, Tally};
use domain::groups::view::WeekEntry;
use domain::ids::{CommandId, DeliveryId, ModuleId, UnitId};
use domain::issue::{Issue, IssueCode};
use domain::modules::view::ModuleSearch;
use domain::modules::{ModuleCommand, ModuleStage};
use domain::text::{Headcount, Note, OccasionMinutes, ShortText, TakenMinutes, WorkMinutes};
use domain::time::{LocalSlot, Occasion};
use jiff::civil::{Date, date, time};
use service::seed::{AINO, GRANLIA, INGRID, MARTE, NORDLYS, Profile, SAMIR, SILJE, TOR, VEGARD};
use service::{Ctx, ServiceError, Services, deliveries, modules, week};
use ulid::Ulid;

/// The day of the story.
const TODAY: Date = date(2026, 11, 23);

fn envelope<C>(version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

fn slot(day: Date, hour: i8) -> Occasion {
    LocalSlot {
        date: day,
        start: time(hour, 15, 0, 0),
        minutes: OccasionMinutes::new(60).unwrap(),
    }
}

fn new(number: u128, module: ModuleId, unit: UnitId, day: Date, hour: i8) -> NewDelivery {
    NewDelivery {
        id: DeliveryId::new(Ulid(number)),
        module,
        unit,
        reason: ShortText::default(),
        plan: DeliveryPlan {
            class: ShortText::parse("9B").unwrap(),
            teacher: ShortText::default(),
            place: ShortText::default(),
            slot: slot(day, hour),
            adaptation: Note::parse("Færre kort.").unwrap(),
        },
    }
}

async fn in_the_house() -> (Arc<Services>, Ctx, ModuleId) {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    let module = module(&ingrid, "Grenser og omsorg").await;
    (services, ingrid, module)
}

async fn module(ctx: &Ctx, title: &str) -> ModuleId {
    let list = modules::search(ctx, &ModuleSearch::default()).await.unwrap();
    list.rows.into_iter().find(|row| row.title == title).unwrap().id
}

async fn planned(ctx: &Ctx, new: NewDelivery) -> DeliveryView {
    let id = deliveries::create(ctx, envelope(None, new)).await.unwrap();
    deliveries::view(ctx, id).await.unwrap()
}

async fn change(ctx: &Ctx, view: &DeliveryView, command: DeliveryCommand) -> DeliveryView {
    let one = &view.delivery;
    deliveries::change(ctx, one.id, envelope(Some(one.version), command))
        .await
        .unwrap()
}

fn close(view: &DeliveryView) -> DeliveryCommand {
    DeliveryCommand::Close {
        closing: Closing {
            present: Headcount::new(26).unwrap(),
            contacts: Headcount::new(0).unwrap(),
            learnt: Note::parse("To kort er nok.").unwrap(),
            delivery_minutes: WorkMinutes::new(60).unwrap(),
            preparation_minutes: WorkMinutes::new(30).unwrap(),
        },
        taken: vec![Taken {
            block: view.delivery.run_sheet.blocks[0].id,
            minutes: TakenMinutes::new(21).unwrap(),
        }],
    }
}

fn count(happy: u8) -> DeliveryCommand {
    let counts = Counts::new(0, 0, happy);
    let answers = Tally::counted(counts, counts, counts).unwrap();
    DeliveryCommand::Count { answers }
}

#[tokio::test]
async fn what_was_held_is_told_by_the_module_and_found_by_the_library_at_once() {
    let (_services, ingrid, module) = in_the_house().await;
    let before = modules::view(&ingrid, module).await.unwrap();
    assert!(before.may_hold);
    assert_eq!((before.used.held, before.used.answers), (2, 44));
    let taken: Vec<(u16, u16)> = before.blocks.iter().map(|one| (one.planned, one.median)).collect();
    assert_eq!(taken[..2], [(10, 9), (25, 31)]);
    assert_eq!(before.at_units.len(), 1);
    assert_eq!(before.editions[0].held, 2);
    let mine = ModuleSearch {
        at_my_schools: true,
        ..ModuleSearch::default()
    };
    let held_here = async |ctx: &Ctx| {
        let list = modules::search(ctx, &mine).await.unwrap();
        list.rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
    };
    assert_eq!(held_here(&ingrid).await, ["Retten til å velge selv"]);

    let view = planned(&ingrid, new(1, module, GRANLIA, TODAY, 9)).await;
    assert_eq!((view.delivery.edition, view.delivery.stage()), (1, Stage::Planned));
    // Planned is not held.
    assert_eq!(modules::view(&ingrid, module).await.unwrap().used.held, 2);
    let held = change(&ingrid, &view, close(&view)).await;
    let counted = change(&ingrid, &held, count(6)).await;
    assert_eq!(counted.delivery.stage(), Stage::Evaluated);
    let after = modules::view(&ingrid, module).await.unwrap();
    assert_eq!((after.used.held, after.used.answers), (3, 50));
    assert_eq!(after.adaptations[0].by, "Ingrid Moen");
    assert_eq!(after.adaptations[0].learnt, "To kort er nok.");
    assert_eq!(held_here(&ingrid).await.len(), 2);
    let used = ModuleSearch {
        stages: BTreeSet::from([ModuleStage::InUse]),
        ..ModuleSearch::default()
    };
    assert_eq!(modules::search(&ingrid, &used).await.unwrap().total, 2);
    let list = deliveries::list(&ingrid, None).await.unwrap();
    assert_eq!(list.past[0].id, counted.delivery.id);
    let reopened = change(&ingrid, &counted, DeliveryCommand::Reopen).await;
    assert_eq!(reopened.delivery.stage(), Stage::Planned);
    assert_eq!(held_here(&ingrid).await, ["Retten til å velge selv"]);
}

#[tokio::test]
async fn what_a_lesson_was_held_from_stays_when_the_module_is_revised() {
    let (services, ingrid, module) = in_the_house().await;
    let view = planned(&ingrid, new(1, module, GRANLIA, TODAY, 9)).await;
    let samir = as_person(&services, SAMIR).await;
    let own = modules::view(&samir, module).await.unwrap();
    let revise = envelope(Some(own.module.version), ModuleCommand::Revise);
    let revised = modules::change(&samir, module, revise).await.unwrap();
    let block = revised.module.content.run_sheet.blocks[0].id;
    let edit = domain::run_sheet::RunSheetEdit::Remove { id: block };
    let cut = envelope(Some(revised.module.version), ModuleCommand::EditRunSheet { edit });
    modules::change(&samir, module, cut).await.unwrap();
    let again = deliveries::view(&ingrid, view.delivery.id).await.unwrap();
    assert_eq!(again.delivery.run_sheet, view.delivery.run_sheet);
    // While the next edition is written, a class is held from the latest.
    let next = planned(&ingrid, new(2, module, GRANLIA, TODAY, 11)).await;
    assert_eq!(next.delivery.run_sheet, view.delivery.run_sheet);
}

#[tokio::test]
async fn elsewhere_takes_a_reason_and_a_place_that_is_there() {
    let (_services, ingrid, module) = in_the_house().await;
    let refused = deliveries::create(&ingrid, envelope(None, new(1, module, NORDLYS, TODAY, 9))).await;
    let missing = vec![Issue::new("reason", IssueCode::Required)];
    assert!(matches!(refused, Err(ServiceError::Invalid(found)) if found == missing));
    let nowhere = new(1, module, UnitId::new(Ulid(77)), TODAY, 9);
    let refused = deliveries::create(&ingrid, envelope(None, nowhere)).await;
    let unknown = vec![Issue::new("unit", IssueCode::UnknownChoice)];
    assert!(matches!(refused, Err(ServiceError::Invalid(found)) if found == unknown));
    let with_reason = NewDelivery {
        reason: ShortText::parse("Skolen har ingen rådgiver.").unwrap(),
        ..new(1, module, NORDLYS, TODAY, 9)
    };
    let view = planned(&ingrid, with_reason).await;
    assert_eq!(view.delivery.unit, NORDLYS);
    let others = deliveries::other_units(&ingrid).await.unwrap();
    assert!(others.iter().any(|unit| unit.value == NORDLYS.to_string()));
    assert!(others.iter().all(|unit| unit.value != GRANLIA.to_string()));
}

#[tokio::test]
async fn a_lesson_is_seen_by_who_may_and_changed_by_its_adviser_alone() {
    let (services, ingrid, module) = in_the_house().await;
    let view = planned(&ingrid, new(1, module, GRANLIA, TODAY, 9)).await;
    let id = view.delivery.id;
    let cancel = || {
        let reason = CallOff::School;
        envelope(Some(view.delivery.version), DeliveryCommand::Cancel { reason })
    };
    for person in [MARTE, TOR] {
        let ctx = as_person(&services, person).await;
        let seen = deliveries::view(&ctx, id).await.unwrap();
        assert!(!seen.may_edit && seen.adviser_name == "Ingrid Moen");
        let refused = deliveries::change(&ctx, id, cancel()).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
    }
    for person in [AINO, SAMIR] {
        let ctx = as_person(&services, person).await;
        let seen = deliveries::view(&ctx, id).await;
        assert!(matches!(seen, Err(ServiceError::NotFound)), "{seen:?}");
        let refused = deliveries::change(&ctx, id, cancel()).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
    for person in [VEGARD, SILJE] {
        let ctx = as_person(&services, person).await;
        let refused = deliveries::list(&ctx, None).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
    }
    // The head of Granlia sees what is held there and nothing of Solåsen.
    let tor = as_person(&services, TOR).await;
    let seen = deliveries::list(&tor, None).await.unwrap();
    let rows = seen.ahead.iter().chain(&seen.past);
    let units: BTreeSet<&str> = rows.map(|row| row.unit_name.as_str()).collect();
    assert_eq!(units.into_iter().collect::<Vec<_>>(), ["Granlia vgs (demo)"]);
}

#[tokio::test]
async fn fewer_than_five_answers_are_read_by_their_adviser_alone() {
    let (services, ingrid, module) = in_the_house().await;
    let view = planned(&ingrid, new(1, module, GRANLIA, TODAY, 9)).await;
    let held = change(&ingrid, &view, close(&view)).await;
    change(&ingrid, &held, count(4)).await;
    let answers = async |person| {
        let ctx = as_person(&services, person).await;
        let view = deliveries::view(&ctx, held.delivery.id).await.unwrap();
        view.delivery.outcome.answers().map(Tally::answers)
    };
    assert_eq!((answers(INGRID).await, answers(MARTE).await), (Some(4), Some(0)));
    assert_eq!(modules::view(&ingrid, module).await.unwrap().used.answers, 44);
}

#[tokio::test]
async fn a_draft_is_held_by_its_author_and_is_nothing_to_a_colleague() {
    let (services, ingrid, _) = in_the_house().await;
    let draft = module(&ingrid, "Hvem kan hjelpe?").await;
    assert_eq!(deliveries::choices(&ingrid, draft).await.unwrap().edition, 0);
    let view = planned(&ingrid, new(1, draft, GRANLIA, TODAY, 9)).await;
    assert_eq!(view.delivery.edition, 0);
    let aino = as_person(&services, AINO).await;
    let found = deliveries::choices(&aino, draft).await;
    assert!(matches!(found, Err(ServiceError::NotFound)), "{found:?}");
    let refused = deliveries::create(&aino, envelope(None, new(2, draft, NORDLYS, TODAY, 9))).await;
    assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
}

#[tokio::test]
async fn a_lesson_stands_in_the_week_and_in_the_way_of_others() {
    let (_services, ingrid, module) = in_the_house().await;
    // The girls' group meets on Tuesdays at 12:15.
    let wanted = WantedTime {
        of: None,
        unit: GRANLIA,
        place: ShortText::default(),
        slot: slot(date(2026, 11, 24), 12),
    };
    let met = deliveries::conflicts_of(&ingrid, &wanted).await.unwrap();
    assert_eq!(met.len(), 1);
    assert_eq!(met[0].shared, [Shared::Leader]);
    let view = planned(&ingrid, new(1, module, GRANLIA, date(2026, 11, 25), 8)).await;
    let id = view.delivery.id;
    let shown = week::view(&ingrid, None).await.unwrap();
    let entries = shown.days.iter().flat_map(|day| &day.sessions);
    assert!(entries.clone().any(|one| one.entry == WeekEntry::Delivery { id }));
    let same_time = WantedTime {
        slot: slot(date(2026, 11, 25), 8),
        ..wanted.clone()
    };
    let met = deliveries::conflicts_of(&ingrid, &same_time).await.unwrap();
    assert_eq!(met[0].other.session, Some(("Grenser og omsorg".to_owned(), None)));
    let own = WantedTime {
        of: Some(id),
        ..same_time
    };
    assert_eq!(deliveries::conflicts_of(&ingrid, &own).await.unwrap(), []);
}

#[tokio::test]
async fn of_a_place_far_away_nobody_is_told_what_is_booked_there() {
    let (services, ingrid, module) = in_the_house().await;
    let aino = as_person(&services, AINO).await;
    let day = date(2027, 1, 12);
    let mut there = new(1, module, NORDLYS, day, 9);
    there.plan.place = ShortText::parse("A 12").unwrap();
    let view = planned(&aino, there).await;
    let wanted = |of, unit| WantedTime {
        of,
        unit,
        place: ShortText::parse("A 12").unwrap(),
        slot: slot(day, 9),
    };
    let told = deliveries::conflicts_of(&aino, &wanted(None, NORDLYS)).await.unwrap();
    assert_eq!(told[0].shared, [Shared::Leader, Shared::Room]);
    assert_eq!(
        deliveries::conflicts_of(&ingrid, &wanted(None, NORDLYS)).await.unwrap(),
        []
    );
    let hers = deliveries::conflicts_of(&ingrid, &wanted(Some(view.delivery.id), NORDLYS)).await;
    assert!(matches!(hers, Err(ServiceError::NotFound)), "{hers:?}");
}

#[tokio::test]
async fn a_change_from_an_old_screen_is_stale_and_a_repeat_has_the_effect_of_one() {
    let (_services, ingrid, module) = in_the_house().await;
    let new = envelope(None, new(1, module, GRANLIA, TODAY, 9));
    let first = deliveries::create(&ingrid, new.clone()).await.unwrap();
    assert_eq!(deliveries::create(&ingrid, new).await.unwrap(), first);
    let view = deliveries::view(&ingrid, first).await.unwrap();
    let held = envelope(Some(view.delivery.version), close(&view));
    let one = deliveries::change(&ingrid, first, held.clone()).await.unwrap();
    let again = deliveries::change(&ingrid, first, held).await.unwrap();
    assert_eq!(one.delivery, again.delivery);
    let stale = deliveries::change(&ingrid, first, envelope(Some(1), close(&view))).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    let ahead = planned(&ingrid, tomorrow(2, module)).await;
    let early = deliveries::change(&ingrid, ahead.delivery.id, envelope(Some(1), close(&ahead))).await;
    assert!(matches!(early, Err(ServiceError::Rule("delivery_ahead"))), "{early:?}");
}

fn tomorrow(number: u128, module: ModuleId) -> NewDelivery {
    new(number, module, GRANLIA, date(2026, 11, 24), 14)
}
