//! Routines and meetings of networks through the use cases, on a store in memory: from nothing to in use, who may do what, and what coverage says.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::courses::ServiceKind;
use domain::coverage::gaps::{GapRule, NextStep};
use domain::coverage::view::CoverageFilter;
use domain::coverage::{CellState, Kind, UnitFigures};
use domain::groups::view::WeekEntry;
use domain::ids::{CommandId, NetworkId, UnitId};
use domain::issue::IssueCode;
use domain::networks::view::WantedMeeting;
use domain::networks::{
    Agreed, NetworkCallOff, NetworkClosing, NetworkCommand, NetworkKind, NetworkPlan, NetworkStage, NewNetworkMeeting,
};
use domain::role::{Role, RoleGrant, Scope};
use domain::routines::view::{KnownByStaff, RoutineFilter};
use domain::routines::{
    Adopter, Details, RoutineCommand, RoutineRef, RoutineScope, RoutineSign, RoutineState, proposed_review,
};
use domain::text::{Headcount, Note, OccasionMinutes, ShortText, Title, WorkMinutes};
use domain::time::{LocalSlot, Occasion};
use jiff::civil::{Date, date, time};
use service::seed::{
    AINO, GRANLIA, INGRID, MARTE, NINA, NORDLYS, Profile, SAMIR, SILJE, SOLASEN, TOR, TUNVOLLEN, VEGARD,
};
use service::{Ctx, ServiceError, Services, coverage, hours, networks, routines, week};
use ulid::Ulid;

const TODAY: Date = date(2026, 11, 23);

fn envelope<C>(version: u64, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: Some(version),
        confirmed: Default::default(),
        command,
    }
}

fn at(unit: UnitId, scope: RoutineScope) -> RoutineRef {
    RoutineRef { unit, scope }
}

fn begin(document: &str) -> RoutineCommand {
    RoutineCommand::Begin {
        details: Details {
            document: ShortText::parse(document).unwrap(),
            planned_on: Some(date(2026, 12, 10)),
            ..Details::default()
        },
    }
}

fn adopt(on: Date) -> RoutineCommand {
    RoutineCommand::Adopt {
        on,
        by: Adopter::Head,
        next_review: proposed_review(on),
    }
}

async fn figures(ctx: &Ctx, unit: UnitId) -> UnitFigures {
    let view = coverage::matrix(ctx, CoverageFilter::default()).await.unwrap();
    view.rows.iter().find(|row| row.unit == unit).unwrap().figures
}

async fn gap_of(ctx: &Ctx, unit: UnitId) -> Option<(Option<Date>, Option<NextStep>)> {
    let view = coverage::alerts(ctx).await.unwrap();
    let mut rows = view.rows.into_iter();
    let found = rows.find(|row| row.gap.unit == unit && row.gap.rule == GapRule::Routine)?;
    Some((found.gap.since, found.next))
}

async fn is_sound(house: &Services) {
    assert_eq!(store::check::check(&house.store, None).await.unwrap().findings, []);
}

#[tokio::test]
async fn a_routine_goes_from_missing_to_in_use_and_its_gap_closes() {
    let house = house(Profile::Demo).await;
    let (marte, samir) = (as_person(&house, MARTE).await, as_person(&house, SAMIR).await);
    assert_eq!(gap_of(&marte, SOLASEN).await, Some((None, Some(NextStep::Send))));
    assert_eq!(
        figures(&marte, SOLASEN).await.cell(Kind::Routines).state(),
        CellState::Gap
    );
    for scope in RoutineScope::EXPECTED {
        let one = at(SOLASEN, scope);
        let there = routines::view(&samir, one).await.unwrap();
        assert_eq!(
            (there.sign, there.routine, there.may_edit),
            (RoutineSign::Missing, None, true)
        );
        let begun = routines::change(&samir, one, envelope(0, begin("26/1044-3")))
            .await
            .unwrap();
        assert_eq!(
            (begun.sign, begun.by_name.as_str()),
            (RoutineSign::UnderWork, "Samir Haddad-Lie")
        );
        let again = routines::change(&samir, one, envelope(0, begin("26/1044-4"))).await;
        assert!(matches!(again, Err(ServiceError::Stale)), "{again:?}");
        routines::change(&samir, one, envelope(1, RoutineCommand::Submit))
            .await
            .unwrap();
        let seen = figures(&marte, SOLASEN).await.cell(Kind::Routines);
        if scope == RoutineScope::Prevention {
            assert_eq!(seen.state(), CellState::Planned);
            assert_eq!(gap_of(&marte, SOLASEN).await.unwrap().0, None, "the other is missing");
        }
        routines::change(&samir, one, envelope(2, adopt(date(2026, 11, 20))))
            .await
            .unwrap();
        let used = routines::change(&samir, one, envelope(3, RoutineCommand::TakeIntoUse))
            .await
            .unwrap();
        assert_eq!(used.sign, RoutineSign::InForce);
        assert_eq!(used.routine.unwrap().editions[0].state, RoutineState::InUse);
    }
    assert_eq!(gap_of(&marte, SOLASEN).await, None);
    let cell = figures(&marte, SOLASEN).await.cell(Kind::Routines);
    assert_eq!((cell.held, cell.last), (2, Some(date(2026, 11, 20))));
    let behind = coverage::unit(&samir, SOLASEN, None).await.unwrap().activities;
    let behind: Vec<_> = behind.iter().filter(|row| row.kind == Kind::Routines).collect();
    assert!(
        behind.len() == 2 && behind.iter().all(|row| row.source.is_some()),
        "{behind:?}"
    );
    is_sound(&house).await;
}

#[tokio::test]
async fn one_that_has_expired_is_a_gap_until_it_is_gone_through() {
    let house = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&house, MARTE).await, as_person(&house, INGRID).await);
    let handling = at(GRANLIA, RoutineScope::Handling);
    let there = routines::view(&ingrid, handling).await.unwrap();
    assert_eq!(there.sign, RoutineSign::Expired);
    assert_eq!(
        gap_of(&marte, GRANLIA).await.unwrap().0,
        there.routine.unwrap().fresh_until()
    );
    let before = figures(&marte, GRANLIA).await.cell(Kind::Routines).held;
    let early = RoutineCommand::Review {
        on: date(2020, 1, 1),
        next_review: date(2021, 1, 1),
    };
    let refused = routines::change(&ingrid, handling, envelope(1, early)).await;
    let Err(ServiceError::Invalid(issues)) = refused else {
        unreachable!("{refused:?}")
    };
    assert_eq!(issues[0].field, "reviewed_on");
    let review = RoutineCommand::Review {
        on: TODAY,
        next_review: proposed_review(TODAY),
    };
    let seen = routines::change(&ingrid, handling, envelope(1, review)).await.unwrap();
    assert_eq!(seen.sign, RoutineSign::InForce);
    assert_eq!(gap_of(&marte, GRANLIA).await, None);
    assert_eq!(figures(&marte, GRANLIA).await.cell(Kind::Routines).held, before + 1);
    is_sound(&house).await;
}

#[tokio::test]
async fn a_routine_is_written_by_the_schools_adviser_read_by_its_leader_and_known_to_nobody_elsewhere() {
    let house = house(Profile::Demo).await;
    let handling = at(GRANLIA, RoutineScope::Handling);
    for (person, is_seen, may_edit) in [
        (INGRID, true, true),
        (TOR, true, false),
        (MARTE, true, false),
        (VEGARD, true, false),
        (SAMIR, false, false),
        (AINO, false, false),
    ] {
        let ctx = as_person(&house, person).await;
        match routines::view(&ctx, handling).await {
            Ok(view) => assert_eq!((true, view.may_edit), (is_seen, may_edit), "{person}"),
            Err(error) => assert!(
                !is_seen && matches!(error, ServiceError::NotFound),
                "{person}: {error:?}"
            ),
        }
        let changed = routines::change(&ctx, handling, envelope(1, RoutineCommand::Submit)).await;
        match (person, changed) {
            (INGRID, Err(ServiceError::Rule("routine_not_now"))) | (SAMIR | AINO, Err(ServiceError::NotFound)) => {}
            (TOR | MARTE | VEGARD, Err(ServiceError::Denied)) => {}
            (_, other) => unreachable!("{person}: {other:?}"),
        }
    }
    for person in [NINA, SILJE] {
        let ctx = as_person(&house, person).await;
        let refused = routines::list(&ctx, RoutineFilter::default()).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
    }
    let units = async |person, filter: RoutineFilter| -> Vec<UnitId> {
        let ctx = as_person(&house, person).await;
        let view = routines::list(&ctx, filter).await.unwrap();
        view.rows.iter().map(|row| row.unit).collect()
    };
    assert_eq!(units(TOR, RoutineFilter::default()).await, [GRANLIA]);
    assert_eq!(units(SAMIR, RoutineFilter::default()).await.len(), 2);
    let everywhere = units(MARTE, RoutineFilter::default()).await;
    assert_eq!(everywhere.last(), Some(&NORDLYS), "what lacks least comes last");
    let expired = RoutineFilter {
        sign: Some(RoutineSign::Expired),
        ..RoutineFilter::default()
    };
    assert_eq!(units(MARTE, expired).await, [GRANLIA]);
    let north = RoutineFilter {
        county: "56".to_owned(),
        ..RoutineFilter::default()
    };
    assert_eq!(units(MARTE, north).await, [NORDLYS]);
}

#[tokio::test]
async fn a_repeat_has_the_effect_of_one_and_the_guard_looks_at_every_text() {
    let house = house(Profile::Demo).await;
    let samir = as_person(&house, SAMIR).await;
    let one = at(TUNVOLLEN, RoutineScope::Return);
    let first = envelope(0, begin("26/7"));
    let begun = routines::change(&samir, one, first.clone()).await.unwrap();
    assert_eq!(routines::change(&samir, one, first).await.unwrap(), begun);
    let secret = RoutineCommand::Edit {
        details: Details {
            note: Note::parse("Ring 912 34 567").unwrap(),
            ..Details::default()
        },
    };
    let refused = routines::change(&samir, one, envelope(1, secret)).await;
    let Err(ServiceError::Invalid(issues)) = refused else {
        unreachable!("{refused:?}")
    };
    assert_eq!(issues[0].field, "note");
    let bare = RoutineCommand::Edit {
        details: Details::default(),
    };
    routines::change(&samir, one, envelope(1, bare)).await.unwrap();
    routines::change(&samir, one, envelope(2, RoutineCommand::Submit))
        .await
        .unwrap();
    let nowhere = routines::change(&samir, one, envelope(3, adopt(TODAY))).await;
    assert!(
        matches!(nowhere, Err(ServiceError::Rule("routine_no_document"))),
        "{nowhere:?}"
    );
    let other = routines::view(&samir, at(UnitId::new(Ulid(77)), RoutineScope::Return)).await;
    assert!(matches!(other, Err(ServiceError::NotFound)));
}

fn slot(on: Date) -> Occasion {
    LocalSlot {
        date: on,
        start: time(9, 0, 0, 0),
        minutes: OccasionMinutes::new(90).unwrap(),
    }
}

fn meeting(number: u128, unit: UnitId, further: &[UnitId], on: Date) -> NewNetworkMeeting {
    NewNetworkMeeting {
        id: NetworkId::new(Ulid(number)),
        unit,
        plan: NetworkPlan {
            theme: Title::parse("Kontaktpunkter").unwrap(),
            kind: NetworkKind::Local,
            further: further.iter().copied().collect(),
            services: BTreeSet::from([ServiceKind::Nav]),
            place: ShortText::parse("Rådhuset").unwrap(),
            video: None,
            slot: slot(on),
        },
    }
}

fn held(present: i64) -> NetworkCommand {
    NetworkCommand::Close {
        closing: NetworkClosing {
            present: Headcount::new(present).unwrap(),
            agreed: vec![Agreed {
                who: Title::parse("NAV").unwrap(),
                what: Title::parse("Sender oversikt").unwrap(),
                by: None,
            }],
            delivery_minutes: WorkMinutes::new(90).unwrap(),
            preparation_minutes: WorkMinutes::new(0).unwrap(),
        },
    }
}

#[tokio::test]
async fn a_meeting_is_planned_held_and_counted_at_each_place_and_stands_in_the_week() {
    let house = house(Profile::Demo).await;
    let (marte, samir) = (as_person(&house, MARTE).await, as_person(&house, SAMIR).await);
    let network = |figures: UnitFigures| figures.cell(Kind::Networks);
    let before = (figures(&marte, SOLASEN).await, figures(&marte, TUNVOLLEN).await);
    assert_eq!(network(before.1).state(), CellState::Gap);
    let new = Envelope {
        expected_version: None,
        ..envelope(0, meeting(1, SOLASEN, &[TUNVOLLEN], TODAY))
    };
    let id = networks::create(&samir, new.clone()).await.unwrap();
    assert_eq!(networks::create(&samir, new).await.unwrap(), id);
    assert_eq!(network(figures(&marte, TUNVOLLEN).await).state(), CellState::Planned);
    let days = week::view(&samir, None).await.unwrap().days;
    assert!(
        days[0]
            .sessions
            .iter()
            .any(|one| one.entry == WeekEntry::Network { id })
    );
    let proposed = hours::view(&samir, Some(TODAY)).await.unwrap().proposals;
    assert!(proposed.iter().any(|row| row.name == "Kontaktpunkter"));

    let closed = networks::change(&samir, id, envelope(1, held(9))).await.unwrap();
    assert_eq!(closed.meeting.stage(), NetworkStage::Held);
    let after = (figures(&marte, SOLASEN).await, figures(&marte, TUNVOLLEN).await);
    assert_eq!(network(after.0).held, network(before.0).held + 1);
    assert_eq!((network(after.1).held, after.1.minutes), (1, before.1.minutes));
    assert_eq!(after.0.reached.services, before.0.reached.services + 9);
    assert_eq!(after.1.reached, before.1.reached, "nobody is counted twice");
    let stale = networks::change(&samir, id, envelope(1, NetworkCommand::Reopen)).await;
    assert!(matches!(stale, Err(ServiceError::Stale)), "{stale:?}");
    networks::change(&samir, id, envelope(2, NetworkCommand::Reopen))
        .await
        .unwrap();
    let cancel = NetworkCommand::Cancel {
        reason: NetworkCallOff::TooFew,
    };
    networks::change(&samir, id, envelope(3, cancel)).await.unwrap();
    assert_eq!(figures(&marte, TUNVOLLEN).await, before.1);
    is_sound(&house).await;
}

#[tokio::test]
async fn a_meeting_is_planned_for_own_and_nearby_places_and_told_of_where_something_else_is_booked() {
    let house = house(Profile::Demo).await;
    let samir = as_person(&house, SAMIR).await;
    let create = async |new: NewNetworkMeeting| {
        networks::create(
            &samir,
            Envelope {
                expected_version: None,
                ..envelope(0, new)
            },
        )
        .await
    };
    let field = |answer: Result<NetworkId, ServiceError>| match answer {
        Err(ServiceError::Invalid(issues)) => (issues[0].field.clone(), issues[0].code.clone()),
        other => unreachable!("{other:?}"),
    };
    let day = date(2027, 1, 12);
    let elsewhere = create(meeting(1, GRANLIA, &[], day)).await;
    assert_eq!(field(elsewhere), ("unit".to_owned(), IssueCode::UnknownChoice));
    let elsewhere = create(meeting(1, SOLASEN, &[GRANLIA], day)).await;
    assert_eq!(field(elsewhere), ("further".to_owned(), IssueCode::UnknownChoice));
    let one = create(meeting(1, SOLASEN, &[], day)).await.unwrap();
    let other = create(meeting(2, TUNVOLLEN, &[], day)).await.unwrap();
    let told = networks::view(&samir, other).await.unwrap().conflicts;
    assert_eq!(told[0].other.session, Some(("Kontaktpunkter".to_owned(), None)));

    for (person, seen) in [
        (MARTE, true),
        (VEGARD, true),
        (INGRID, false),
        (TOR, false),
        (AINO, false),
    ] {
        let ctx = as_person(&house, person).await;
        let view = networks::view(&ctx, one).await;
        assert_eq!(view.is_ok(), seen, "{person}: {view:?}");
        let change = networks::change(&ctx, one, envelope(1, NetworkCommand::Reopen)).await;
        assert!(
            matches!(change, Err(ServiceError::Denied | ServiceError::NotFound)),
            "{person}: {change:?}"
        );
    }
    // A leader reads of the meetings that are for the own school.
    let tor = as_person(&house, TOR).await;
    let rows = networks::list(&tor, None).await.unwrap();
    assert_eq!((rows.ahead.len(), rows.past.len(), rows.may_plan), (1, 0, false));
}

/// Somebody of the school owner that a place has.
async fn of_owner(house: &Arc<Services>, unit: UnitId) -> Ctx {
    let owner = store::places::unit(&house.store, unit).await.unwrap().unwrap().owner;
    let mut ctx = as_person(house, SILJE).await;
    if let Some(actor) = &mut ctx.actor {
        actor.grants = vec![RoleGrant {
            role: Role::SchoolOwner,
            scope: Scope::Owner(owner.unwrap()),
        }];
    }
    ctx
}

/// An adviser who reads everything besides.
async fn reads_all(house: &Arc<Services>) -> Ctx {
    let mut ctx = as_person(house, AINO).await;
    if let Some(actor) = &mut ctx.actor {
        actor.grants.push(RoleGrant {
            role: Role::Coordinator,
            scope: Scope::Everywhere,
        });
    }
    ctx
}

fn planned(new: NewNetworkMeeting) -> Envelope<NewNetworkMeeting> {
    Envelope {
        expected_version: None,
        ..envelope(0, new)
    }
}

#[tokio::test]
async fn the_owner_of_each_place_that_a_meeting_is_for_reads_it_and_no_other_owner() {
    let house = house(Profile::Demo).await;
    let samir = as_person(&house, SAMIR).await;
    let new = planned(meeting(1, SOLASEN, &[TUNVOLLEN], date(2027, 1, 12)));
    let id = networks::create(&samir, new).await.unwrap();
    let owners = [SOLASEN, TUNVOLLEN, NORDLYS];
    let mut found = Vec::new();
    for unit in owners {
        let ctx = of_owner(&house, unit).await;
        let view = networks::view(&ctx, id).await;
        assert!(
            matches!(&view, Ok(view) if !view.may_edit) || matches!(view, Err(ServiceError::NotFound)),
            "{view:?}"
        );
        let rows = networks::list(&ctx, None).await.unwrap().ahead;
        assert_eq!(rows.iter().any(|row| row.id == id), view.is_ok());
        found.push(view.is_ok());
    }
    assert_eq!(found, [true, true, false]);
}

#[tokio::test]
async fn what_else_is_booked_is_told_to_those_who_may_plan_there_and_to_nobody_else() {
    let house = house(Profile::Demo).await;
    let (samir, ingrid) = (as_person(&house, SAMIR).await, as_person(&house, INGRID).await);
    let (marte, aino) = (as_person(&house, MARTE).await, reads_all(&house).await);
    let day = date(2027, 1, 12);
    let one = networks::create(&samir, planned(meeting(1, SOLASEN, &[], day)))
        .await
        .unwrap();
    let other = networks::create(&samir, planned(meeting(2, TUNVOLLEN, &[], day)))
        .await
        .unwrap();
    let wanted = |of, unit| WantedMeeting {
        of,
        unit,
        place: ShortText::parse("Rådhuset").unwrap(),
        slot: slot(day),
    };
    let of_these = async |of| {
        let told = networks::conflicts_of(&samir, &wanted(of, SOLASEN)).await.unwrap();
        let meetings = told.iter().filter_map(|one| one.other.session.as_ref());
        meetings.filter(|(name, _)| name == "Kontaktpunkter").count()
    };
    assert_eq!(of_these(None).await, 2);
    assert_eq!(of_these(Some(one)).await, 1, "a meeting is never in its own way");
    // Where the actor may not plan, and of what the actor may not change.
    let Err(ServiceError::Invalid(issues)) = networks::conflicts_of(&samir, &wanted(None, GRANLIA)).await else {
        unreachable!("asked after Granlia")
    };
    assert_eq!(
        (issues[0].field.as_str(), &issues[0].code),
        ("unit", &IssueCode::UnknownChoice)
    );
    for (ctx, is_seen) in [(&aino, true), (&marte, true), (&ingrid, false)] {
        let refused = networks::conflicts_of(ctx, &wanted(Some(one), SOLASEN)).await;
        match refused {
            Err(ServiceError::Denied) => assert!(is_seen),
            Err(ServiceError::NotFound) => assert!(!is_seen),
            other => unreachable!("{other:?}"),
        }
    }
    assert!(!networks::view(&samir, other).await.unwrap().conflicts.is_empty());
    for ctx in [&aino, &marte] {
        let view = networks::view(ctx, other).await.unwrap();
        assert!(!view.may_edit && view.conflicts.is_empty(), "{view:?}");
    }
}

#[tokio::test]
async fn a_routines_page_tells_how_well_the_staff_know_it_from_five_answers_on() {
    let house = house(Profile::Demo).await;
    let known = async |person, unit| {
        let ctx = as_person(&house, person).await;
        let view = routines::view(&ctx, at(unit, RoutineScope::Handling)).await.unwrap();
        view.known
    };
    let told = known(INGRID, GRANLIA).await.unwrap();
    assert_eq!(
        told,
        KnownByStaff {
            survey: told.survey,
            answers: 41,
            tenths: 20,
            per_cent: Some(0),
            closed_on: date(2026, 5, 25),
        }
    );
    assert_eq!(known(TOR, GRANLIA).await, Some(told));
    let samir = as_person(&house, SAMIR).await;
    assert!(matches!(
        service::needs::view_survey(&samir, told.survey).await,
        Err(ServiceError::NotFound)
    ));
    assert_eq!(known(AINO, NORDLYS).await, None, "four answered");
    assert_eq!(known(SAMIR, SOLASEN).await, None, "it is open");
}
