//! Presentations through the use cases, on a store in memory.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::conflicts::Shared;
use domain::groups::GroupCommand;
use domain::ids::{CommandId, PresentationId, UnitId};
use domain::issue::{Issue, IssueCode};
use domain::languages::Tongue;
use domain::outreach::view::OutreachFilter;
use domain::outreach::{Audience, Cell, Channel, Known, NewOutreach, OutreachCommand, Share};
use domain::presentations::view::{PresentationView, WantedTimes};
use domain::presentations::{
    Alert, BookingStep, CancelReason, Closing, NewPresentation, NewSeries, PlanEdit, PresentationCommand, Stage,
};
use domain::text::{Headcount, OccasionMinutes, SessionMinutes, ShortText, Title, WorkMinutes};
use domain::themes::Theme;
use domain::time::{LocalSlot, Occasion};
use jiff::civil::{Date, date, time};
use service::seed::{AINO, GRANLIA, INGRID, MARTE, NORDLYS, Profile, SAMIR, SILJE, SOLASEN, TOR, VEGARD};
use service::{Ctx, ServiceError, Services, conflicts, groups, outreach, presentations, week};
use store::Table;
use store::presentations::PRESENTATION;
use ulid::Ulid;

const ENTRY: Table = Table::new("audit_entry");

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
        start: time(hour, 0, 0, 0),
        minutes: OccasionMinutes::new(60).unwrap(),
    }
}

fn new(number: u128, unit: UnitId, day: Date, hour: i8) -> NewPresentation {
    NewPresentation {
        id: PresentationId::new(Ulid(number)),
        unit,
        plan: PlanEdit {
            title: Title::parse("Foreldremøte").unwrap(),
            audiences: BTreeSet::from([Audience::Parents]),
            class: ShortText::default(),
            host: ShortText::default(),
            place: ShortText::parse("Auditoriet").unwrap(),
            video: None,
            slot: slot(day, hour),
            expected: None,
        },
        interpreters: [].into(),
    }
}

async fn evening(ctx: &Ctx) -> PresentationView {
    let list = presentations::list(ctx, None).await.unwrap();
    let row = list
        .ahead
        .iter()
        .find(|row| row.title.starts_with("Foreldrekveld"))
        .unwrap();
    presentations::view(ctx, row.id).await.unwrap()
}

async fn change(ctx: &Ctx, view: &PresentationView, command: PresentationCommand) -> PresentationView {
    let one = &view.presentation;
    presentations::change(ctx, one.id, envelope(Some(one.version), command))
        .await
        .unwrap()
}

fn closing(known: &[Known]) -> Closing {
    Closing {
        present: Headcount::new(47).unwrap(),
        known: known.iter().copied().collect(),
        questions: BTreeSet::from([Theme::Parenting]),
        delivery_minutes: WorkMinutes::new(90).unwrap(),
        preparation_minutes: WorkMinutes::new(60).unwrap(),
    }
}

async fn in_the_house() -> (Arc<Services>, Ctx) {
    let services = house(Profile::Demo).await;
    let ingrid = as_person(&services, INGRID).await;
    (services, ingrid)
}

async fn missing(ctx: &Ctx) -> Vec<Tongue> {
    let list = presentations::list(ctx, None).await.unwrap();
    list.alerts
        .into_iter()
        .filter_map(|row| match row.alert {
            Alert::MissingInterpreter { tongue, .. } => Some(tongue),
            _ => None,
        })
        .collect()
}

#[tokio::test]
async fn an_interpreter_who_is_ordered_and_confirmed_is_no_longer_missing_anywhere() {
    let (_services, ingrid) = in_the_house().await;
    assert_eq!(missing(&ingrid).await, [Tongue::Tigrinya]);
    let tongue = Tongue::Tigrinya;
    let agency = Title::parse("Tolkesentralen (demo)").unwrap();
    let order = PresentationCommand::Step {
        tongue,
        step: BookingStep::Order { agency },
    };
    let ordered = change(&ingrid, &evening(&ingrid).await, order).await;
    assert_eq!(missing(&ingrid).await, [Tongue::Tigrinya]);
    let step = BookingStep::Confirm;
    change(&ingrid, &ordered, PresentationCommand::Step { tongue, step }).await;
    assert_eq!(missing(&ingrid).await, []);
    assert!(week::view(&ingrid, None).await.unwrap().missing.is_empty());
}

#[tokio::test]
async fn what_is_planned_is_seen_by_who_may_and_changed_by_its_presenter_alone() {
    let (services, ingrid) = in_the_house().await;
    let view = evening(&ingrid).await;
    let id = view.presentation.id;
    let cancel = || {
        let reason = CancelReason::Host;
        envelope(Some(view.presentation.version), PresentationCommand::Cancel { reason })
    };
    for person in [MARTE, TOR] {
        let ctx = as_person(&services, person).await;
        let seen = presentations::view(&ctx, id).await.unwrap();
        assert!(!seen.may_edit);
        assert_eq!(seen.presenter_name, "Ingrid Moen");
        let refused = presentations::change(&ctx, id, cancel()).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
        let list = presentations::list(&ctx, None).await.unwrap();
        assert!(!list.may_plan && list.ahead.iter().any(|row| row.id == id));
    }
    for person in [AINO, SAMIR] {
        let ctx = as_person(&services, person).await;
        assert!(matches!(
            presentations::view(&ctx, id).await,
            Err(ServiceError::NotFound)
        ));
        let refused = presentations::change(&ctx, id, cancel()).await;
        assert!(matches!(refused, Err(ServiceError::NotFound)), "{refused:?}");
    }
    for person in [VEGARD, SILJE] {
        let ctx = as_person(&services, person).await;
        let refused = presentations::list(&ctx, None).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
    }
    // The head of Granlia sees what is held there and nothing of Solåsen.
    let tor = as_person(&services, TOR).await;
    let seen = presentations::list(&tor, None).await.unwrap();
    let units: BTreeSet<&str> = seen
        .ahead
        .iter()
        .chain(&seen.past)
        .map(|row| row.unit_name.as_str())
        .collect();
    assert_eq!(units.into_iter().collect::<Vec<_>>(), ["Granlia vgs (demo)"]);
}

#[tokio::test]
async fn a_change_from_an_old_screen_is_stale_and_a_repeat_has_the_effect_of_one() {
    let (_services, ingrid) = in_the_house().await;
    let view = evening(&ingrid).await;
    let tick = envelope(
        Some(view.presentation.version),
        PresentationCommand::TickTask { number: 3, done: true },
    );
    let first = presentations::change(&ingrid, view.presentation.id, tick.clone())
        .await
        .unwrap();
    let again = presentations::change(&ingrid, view.presentation.id, tick)
        .await
        .unwrap();
    assert_eq!(first.presentation, again.presentation);
    let stale = presentations::change(
        &ingrid,
        view.presentation.id,
        envelope(
            Some(view.presentation.version),
            PresentationCommand::TickTask { number: 3, done: false },
        ),
    )
    .await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
}

#[tokio::test]
async fn a_series_is_saved_whole_or_not_at_all() {
    let (services, ingrid) = in_the_house().await;
    let day = date(2027, 8, 23);
    let before = services.store.count(PRESENTATION).await.unwrap();
    let elsewhere = NewSeries {
        presentations: vec![new(1, GRANLIA, day, 9), new(2, SOLASEN, day, 10)],
    };
    let refused = presentations::create_series(&ingrid, envelope(None, elsewhere)).await;
    let Err(ServiceError::Invalid(issues)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(issues, [Issue::new("unit", IssueCode::UnknownChoice)]);
    assert_eq!(services.store.count(PRESENTATION).await.unwrap(), before);

    let series = NewSeries {
        presentations: (1..=3)
            .map(|number| new(number, GRANLIA, day, 8 + number as i8))
            .collect(),
    };
    let audited = services.store.count(ENTRY).await.unwrap();
    let made = presentations::create_series(&ingrid, envelope(None, series.clone()))
        .await
        .unwrap();
    assert_eq!(made.len(), 3);
    assert_eq!(services.store.count(ENTRY).await.unwrap(), audited + 3);
    let list = presentations::list(&ingrid, Some(2027)).await.unwrap();
    assert_eq!(list.ahead.len(), 3);
    // With one id that is taken nothing of it is saved.
    let mut taken = series;
    taken.presentations.push(new(9, GRANLIA, day, 12));
    let refused = presentations::create_series(&ingrid, envelope(None, taken)).await;
    assert!(matches!(refused, Err(ServiceError::Invalid(_))), "{refused:?}");
    assert_eq!(services.store.count(PRESENTATION).await.unwrap(), before + 3);
}

#[tokio::test]
async fn a_presentation_and_a_session_at_one_time_name_each_other() {
    let (_services, ingrid) = in_the_house().await;
    // The girls' group meets on Tuesday 24 November at 12:15 in «Grupperom 2».
    let wanted = |slots| WantedTimes {
        of: None,
        unit: GRANLIA,
        place: ShortText::parse("grupperom 2").unwrap(),
        slots,
    };
    let found = presentations::conflicts_of(&ingrid, &wanted(vec![slot(date(2026, 11, 24), 12)]))
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].other.session, Some(("Jentegruppe høst".to_owned(), Some(6))));
    assert_eq!(found[0].shared, [Shared::Leader, Shared::Room]);
    let many = presentations::conflicts_of(&ingrid, &wanted(vec![slot(date(2026, 11, 24), 12); 41])).await;
    assert!(matches!(many, Err(ServiceError::Invalid(_))), "{many:?}");

    let girls = groups::list(&ingrid).await.unwrap();
    let girls = girls.iter().find(|group| group.name == "Jentegruppe høst").unwrap().id;
    let in_the_evening = LocalSlot {
        date: date(2026, 11, 24),
        start: time(17, 30, 0, 0),
        minutes: SessionMinutes::new(60).unwrap(),
    };
    let found = conflicts::of_times(&ingrid, girls, &[in_the_evening]).await.unwrap();
    assert_eq!(found[0].other.session.as_ref().unwrap().1, None);
    let moved = GroupCommand::MoveSession {
        number: 6,
        slot: in_the_evening,
    };
    let version = groups::view(&ingrid, girls).await.unwrap().group.version;
    groups::change(&ingrid, girls, envelope(Some(version), moved))
        .await
        .unwrap();
    let met = evening(&ingrid).await.conflicts;
    assert_eq!(met[0].shared, [Shared::Leader]);
    // It is not in its own way, and one that is cancelled is in nobody's.
    let view = evening(&ingrid).await;
    let reason = CancelReason::Illness;
    let cancelled = change(&ingrid, &view, PresentationCommand::Cancel { reason }).await;
    assert!(cancelled.conflicts.is_empty());
    let found = conflicts::of_times(&ingrid, girls, &[in_the_evening]).await.unwrap();
    assert!(found.is_empty());
}

fn asked(audience: Audience, lacks: Option<Known>) -> OutreachFilter {
    OutreachFilter {
        year: None,
        audience,
        lacks,
    }
}

#[tokio::test]
async fn closing_an_evening_with_ticks_makes_the_school_done_for_parents_this_school_year() {
    let (_services, ingrid) = in_the_house().await;
    let granlia = async |audience| {
        let view = outreach::view(&ingrid, &asked(audience, None)).await.unwrap();
        assert_eq!(view.rows.len(), 1);
        view
    };
    assert!(
        granlia(Audience::Parents).await.rows[0]
            .cells
            .iter()
            .all(|(_, cell)| *cell == Cell::NotYet)
    );
    let today = date(2026, 11, 23);
    let id = presentations::create(&ingrid, envelope(None, new(1, GRANLIA, today, 9)))
        .await
        .unwrap();
    let view = presentations::view(&ingrid, id).await.unwrap();
    let closing = closing(&Known::BOTH);
    let held = change(&ingrid, &view, PresentationCommand::Close { closing }).await;
    assert_eq!(held.presentation.stage(), Stage::Held);
    let after = granlia(Audience::Parents).await;
    let done = Cell::Presented(today);
    assert_eq!(
        after.rows[0].cells[..2],
        [(Known::Team, done), (Known::Embassies, done)]
    );
    assert_eq!((after.both, after.rows[0].latest), (Share { of: 1, all: 1 }, Some(id)));
    // Opened again, it counts no more.
    change(&ingrid, &held, PresentationCommand::Reopen).await;
    assert_eq!(granlia(Audience::Parents).await.both, Share { of: 0, all: 1 });
}

#[tokio::test]
async fn the_coordinator_finds_the_schools_where_staff_were_not_told() {
    let (services, _ingrid) = in_the_house().await;
    let marte = as_person(&services, MARTE).await;
    let all = outreach::view(&marte, &asked(Audience::Staff, None)).await.unwrap();
    assert_eq!(all.rows.len(), 5);
    assert!(all.units.is_empty(), "who records nothing is offered no units");
    let lacking = outreach::view(&marte, &asked(Audience::Staff, Some(Known::Team)))
        .await
        .unwrap();
    let names: Vec<&str> = lacking.rows.iter().map(|row| row.unit_name.as_str()).collect();
    assert!(!names.contains(&"Granlia vgs (demo)"), "{names:?}");
    // A poster is not a presentation.
    assert!(names.contains(&"Nordlys vgs (demo)"), "{names:?}");
    assert_eq!(lacking.both, all.both);
    let too_late = OutreachFilter {
        year: Some(3000),
        ..asked(Audience::Staff, None)
    };
    assert!(matches!(
        outreach::view(&marte, &too_late).await,
        Err(ServiceError::Invalid(_))
    ));
    // The head of Granlia sees Granlia alone.
    let tor = as_person(&services, TOR).await;
    let own = outreach::view(&tor, &asked(Audience::Staff, None)).await.unwrap();
    assert_eq!(own.rows.len(), 1);
    assert!(own.items.is_empty());
}

#[tokio::test]
async fn what_was_made_known_without_a_presentation_is_recorded_and_taken_away_by_the_same_person() {
    let (services, ingrid) = in_the_house().await;
    let item = |id: u128, unit, day| NewOutreach {
        id: domain::ids::OutreachId::new(Ulid(id)),
        unit,
        audiences: BTreeSet::from([Audience::Pupils]),
        known: BTreeSet::from([Known::Team]),
        channel: Channel::Intranet,
        date: day,
        reach: None,
        note: ShortText::default(),
    };
    let record = |item| envelope(None, OutreachCommand::Record { item });
    for (refused, field) in [
        (item(1, NORDLYS, date(2026, 11, 20)), "unit"),
        (item(1, GRANLIA, date(2026, 11, 24)), "date"),
    ] {
        let answer = outreach::change(&ingrid, record(refused)).await;
        let Err(ServiceError::Invalid(issues)) = answer else {
            panic!("{answer:?}")
        };
        assert_eq!(issues[0].field, field);
    }
    let id = outreach::change(&ingrid, record(item(1, GRANLIA, date(2026, 11, 20))))
        .await
        .unwrap();
    let view = outreach::view(&ingrid, &asked(Audience::Pupils, None)).await.unwrap();
    assert_eq!(
        view.rows[0].cells[0],
        (Known::Team, Cell::OtherMeans(date(2026, 11, 20)))
    );
    assert!(view.items[0].may_remove);

    let remove = |version| envelope(Some(version), OutreachCommand::Remove { id });
    let aino = as_person(&services, AINO).await;
    assert!(matches!(
        outreach::change(&aino, remove(1)).await,
        Err(ServiceError::NotFound)
    ));
    assert!(matches!(
        outreach::change(&ingrid, remove(2)).await,
        Err(ServiceError::Stale)
    ));
    outreach::change(&ingrid, remove(1)).await.unwrap();
    let view = outreach::view(&ingrid, &asked(Audience::Pupils, None)).await.unwrap();
    assert!(view.items.is_empty());
}

#[tokio::test]
async fn a_telephone_in_a_text_is_refused_beside_its_field_whoever_sends_it() {
    let (_services, ingrid) = in_the_house().await;
    let mut with_phone = new(1, GRANLIA, date(2026, 12, 8), 18);
    with_phone.plan.host = ShortText::parse("FAU, ring 912 34 567").unwrap();
    let refused = presentations::create(&ingrid, envelope(None, with_phone)).await;
    let Err(ServiceError::Invalid(issues)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(issues[0].field, "host");
    assert!(matches!(issues[0].code, IssueCode::IdentifiesAPerson { .. }));
}
