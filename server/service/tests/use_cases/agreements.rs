//! Agreements, expenses and the hand-over list through the use cases, on a store in memory.

mod amending;
mod spending;

use std::sync::Arc;

use crate::common::{as_person, house, story_time};
use domain::agreements::form::{AgreementForm, AmendmentForm};
use domain::agreements::view::{AgreementFilter, AgreementView, UnitAgreement};
use domain::agreements::{
    ActivityKind, AgreementCommand, Alert, Field, NewAgreement, Position, State, alerts, standing_of,
};
use domain::command::Envelope;
use domain::ids::{AgreementId, CommandId, OwnerId, PlacementId};
use domain::issue::IssueCode;
use domain::places::{PlaceCommand, UnitEdit};
use domain::role::{Role, RoleGrant, Scope};
use domain::text::Percent;
use jiff::civil::{Date, date};
use service::seed::{
    ADMIN, AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, NINA, Profile, SAMIR, SILJE, SOLASEN, TOR, VEGARD,
};
use service::{Ctx, ServiceError, Services, agreements, places};
use ulid::Ulid;

fn envelope<C>(version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid::generate()),
        expected_version: version,
        confirmed: Default::default(),
        command,
    }
}

/// The agreement with an owner, by the beginning of its name.
async fn with(ctx: &Ctx, owner: &str) -> AgreementView {
    let list = agreements::list(ctx, AgreementFilter::default()).await.unwrap();
    let row = list.rows.iter().find(|row| row.owner_name.starts_with(owner)).unwrap();
    agreements::view(ctx, row.id).await.unwrap()
}

async fn change(ctx: &Ctx, view: &AgreementView, command: AgreementCommand) -> Result<AgreementView, ServiceError> {
    let seen = Some(view.agreement.version);
    agreements::change(ctx, view.agreement.id, envelope(seen, command)).await
}

fn edited(view: &AgreementView, change: impl FnOnce(&mut AgreementForm)) -> AgreementCommand {
    let mut form = AgreementForm::of(&view.agreement);
    change(&mut form);
    form.parse_change(&view.agreement, &signed(), view.today).unwrap()
}

fn signed() -> AmendmentForm {
    AmendmentForm {
        signed_on: "2026-11-20".to_owned(),
        reference: "2026/1234-5".to_owned(),
        reason: "Partene er enige.".to_owned(),
    }
}

fn issue_of<T: std::fmt::Debug>(refused: Result<T, ServiceError>) -> (String, IssueCode) {
    match refused {
        Err(ServiceError::Invalid(issues)) => {
            let first = issues.into_iter().next().unwrap();
            (first.field, first.code)
        }
        other => unreachable!("{other:?}"),
    }
}

/// The demonstration's person with another role.
async fn with_role(services: &Arc<Services>, role: Role, scope: Scope) -> Ctx {
    let mut ctx = as_person(services, SILJE).await;
    if let Some(actor) = &mut ctx.actor {
        actor.grants = vec![RoleGrant { role, scope }];
    }
    ctx
}

#[tokio::test]
async fn what_has_expired_comes_first_then_what_ends_then_where_nobody_has_met() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let list = agreements::list(&marte, AgreementFilter::default()).await.unwrap();
    let names: Vec<&str> = list.rows.iter().map(|row| row.owner_name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Finnmark fylkeskommune",
            "Oslo kommune",
            "Akershus fylkeskommune",
            "Lillestrøm kommune"
        ]
    );
    assert!(list.may_edit);
    assert_eq!(list.rows[0].stage, State::Expired, "it is stored as active");
    assert!(matches!(list.rows[1].alerts[..], [Alert::Ends { months: 5, .. }]));
    assert_eq!(list.rows[2].alerts, [Alert::NoMeeting]);
    let narrowed = async |county: &str, state: &str| {
        let filter = AgreementFilter {
            county: county.to_owned(),
            state: state.to_owned(),
            ..AgreementFilter::default()
        };
        agreements::list(&marte, filter).await.unwrap().rows.len()
    };
    assert_eq!(narrowed("32", "").await, 2);
    assert_eq!(narrowed("", "expired").await, 1);
    assert_eq!(narrowed("03", "expired").await, 0);
    let notices = agreements::notices(&marte).await.unwrap();
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0].last_day, date(2026, 7, 31));
}

#[tokio::test]
async fn each_sees_the_agreements_of_the_own_place_and_no_others_are_there() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let (oslo, finnmark) = (with(&marte, "Oslo").await, with(&marte, "Finnmark").await);
    let owner_of = |scope: OwnerId| with_role(&services, Role::SchoolOwner, Scope::Owner(scope));
    let akershus = with(&marte, "Akershus").await.agreement.owner;
    let readers = [
        (as_person(&services, INGRID).await, true, false),
        (as_person(&services, TOR).await, true, false),
        (as_person(&services, AINO).await, false, true),
        (owner_of(oslo.agreement.owner).await, true, false),
        (owner_of(akershus).await, false, false),
    ];
    for (reader, sees_oslo, sees_finnmark) in &readers {
        for (view, sees) in [(&oslo, sees_oslo), (&finnmark, sees_finnmark)] {
            let id = view.agreement.id;
            let seen = agreements::view(reader, id).await;
            assert_eq!(seen.is_ok(), *sees);
            match seen {
                Ok(seen) => {
                    assert!(!seen.may_edit);
                    let refused = change(reader, &seen, AgreementCommand::Renegotiate).await;
                    assert!(matches!(refused, Err(ServiceError::Denied)), "{refused:?}");
                }
                Err(error) => assert!(matches!(error, ServiceError::NotFound), "{error:?}"),
            }
        }
        let list = agreements::list(reader, AgreementFilter::default()).await.unwrap();
        let ids: Vec<AgreementId> = list.rows.iter().map(|row| row.id).collect();
        assert_eq!(ids.contains(&oslo.agreement.id), *sees_oslo);
        assert_eq!(ids.contains(&finnmark.agreement.id), *sees_finnmark);
    }
    for person in [NINA, VEGARD, ADMIN, SILJE] {
        let ctx = as_person(&services, person).await;
        let refused = agreements::list(&ctx, AgreementFilter::default()).await;
        assert!(matches!(refused, Err(ServiceError::Denied)), "{person}");
    }
    // A leader who is not placed writes no expenses.
    let tor = as_person(&services, TOR).await;
    assert!(matches!(
        agreements::spending(&tor, oslo.agreement.id).await,
        Err(ServiceError::Denied)
    ));
    let samir = as_person(&services, SAMIR).await;
    assert!(matches!(
        agreements::spending(&samir, oslo.agreement.id).await,
        Err(ServiceError::NotFound)
    ));
}

#[tokio::test]
async fn an_agreement_is_written_signed_and_known_to_its_school_from_the_day_it_is_sent() {
    let services = house(Profile::Demo).await;
    let (marte, tor) = (as_person(&services, MARTE).await, as_person(&services, TOR).await);
    let oslo = with(&marte, "Oslo").await;
    let mut form = AgreementForm::of(&oslo.agreement);
    form.positions.clear();
    form.contacts.pop();
    let id = AgreementId::new(Ulid(70));
    let new: NewAgreement = form.parse_new(id).unwrap();
    let sent = envelope(None, new);
    for _ in 0..2 {
        assert_eq!(agreements::create(&marte, sent.clone()).await.unwrap(), id);
    }
    assert!(matches!(agreements::view(&tor, id).await, Err(ServiceError::NotFound)));
    let draft = agreements::view(&marte, id).await.unwrap();
    let refused = change(&marte, &draft, AgreementCommand::Send).await;
    assert!(
        matches!(refused, Err(ServiceError::Rule("agreement_incomplete"))),
        "{refused:?}"
    );
    let whole = edited(&draft, |form| {
        form.contacts = AgreementForm::of(&oslo.agreement).contacts
    });
    let draft = change(&marte, &draft, whole).await.unwrap();
    assert_eq!(draft.agreement.history.last().unwrap().fields, [Field::Contacts]);
    let sent = change(&marte, &draft, AgreementCommand::Send).await.unwrap();
    assert!(agreements::view(&tor, id).await.is_ok());
    let signed = change(&marte, &sent, AgreementCommand::Sign).await.unwrap();
    assert_eq!(signed.stage, State::Active);
    // Two coordinators at once: the second is told, and nothing is lost.
    let refused = change(&marte, &sent, AgreementCommand::Sign).await;
    assert!(matches!(refused, Err(ServiceError::Stale)), "{refused:?}");
    let invented = agreements::create(
        &marte,
        envelope(
            None,
            NewAgreement {
                owner: OwnerId::new(Ulid(71)),
                ..form.parse_new(AgreementId::new(Ulid(72))).unwrap()
            },
        ),
    )
    .await;
    assert_eq!(issue_of(invented), ("owner".to_owned(), IssueCode::UnknownChoice));
}

#[tokio::test]
async fn places_of_others_and_more_than_a_full_position_are_refused_beside_their_field() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let oslo = with(&marte, "Oslo").await;
    let stranger = edited(&oslo, |form| form.units.push(SOLASEN.to_string()));
    assert_eq!(
        issue_of(change(&marte, &oslo, stranger).await),
        ("units".to_owned(), IssueCode::OtherOwner)
    );
    // As one nearby it is welcome.
    let nearby = edited(&oslo, |form| form.nearby.push(SOLASEN.to_string()));
    let oslo = change(&marte, &oslo, nearby).await.unwrap();
    // Ingrid has a full position at Granlia already.
    let ingrid = oslo.placements.iter().find(|one| one.unit == GRANLIA).unwrap().id;
    let akershus = with(&marte, "Akershus").await;
    let samir = akershus.agreement.terms.positions[0].clone();
    let more = edited(&oslo, |form| {
        form.positions = vec![form_of(&Position {
            unit: SOLASEN,
            percent: Percent::new(60).unwrap(),
            placement: samir.placement,
        })];
    });
    // Sixty here, sixty at Akershus and forty at Lillestrøm.
    assert_eq!(
        issue_of(change(&marte, &oslo, more).await),
        (
            "positions[0].percent".to_owned(),
            IssueCode::MoreThanFull { percent: 160 }
        )
    );
    let elsewhere = edited(&oslo, |form| {
        form.positions = vec![form_of(&Position {
            unit: BEKKEFARET,
            percent: Percent::new(50).unwrap(),
            placement: Some(ingrid),
        })];
    });
    assert_eq!(
        issue_of(change(&marte, &oslo, elsewhere).await),
        ("positions[0].placement".to_owned(), IssueCode::UnknownChoice)
    );
}

fn form_of(position: &Position) -> domain::agreements::form::PositionForm {
    domain::agreements::form::PositionForm {
        unit: position.unit.to_string(),
        percent: position.percent.to_string(),
        placement: position
            .placement
            .map(|id: PlacementId| id.to_string())
            .unwrap_or_default(),
    }
}

#[tokio::test]
async fn an_evaluation_meeting_stands_in_the_week_of_those_whom_the_agreement_is_about() {
    let services = house(Profile::Demo).await;
    let (marte, ingrid) = (as_person(&services, MARTE).await, as_person(&services, INGRID).await);
    let aino = as_person(&services, AINO).await;
    let oslo = with(&marte, "Oslo").await;
    let day = date(2026, 11, 26);
    change(&marte, &oslo, AgreementCommand::AddMeeting { date: day })
        .await
        .unwrap();
    let met = async |ctx: &Ctx| {
        let week = service::week::view(ctx, Some(day)).await.unwrap();
        let mut days = week.days.into_iter().flat_map(|one| one.agreements);
        days.any(|one| one.id == oslo.agreement.id && one.date == day)
    };
    assert!(met(&ingrid).await);
    assert!(!met(&aino).await);
}

#[tokio::test]
async fn agreements_for_the_same_unit_and_days_name_one_another_and_stop_nothing() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let oslo = with(&marte, "Oslo").await;
    let mut form = AgreementForm::of(&oslo.agreement);
    form.positions.clear();
    let id = AgreementId::new(Ulid(91));
    agreements::create(&marte, envelope(None, form.parse_new(id).unwrap()))
        .await
        .unwrap();
    let second = agreements::view(&marte, id).await.unwrap();
    assert_eq!(second.overlaps[0].id, oslo.agreement.id);
    let sent = change(&marte, &second, AgreementCommand::Send).await.unwrap();
    change(&marte, &sent, AgreementCommand::Sign).await.unwrap();
    assert_eq!(with(&marte, "Oslo").await.overlaps.len(), 1);
    let list = agreements::list(&marte, AgreementFilter::default()).await.unwrap();
    let marked: Vec<AgreementId> = list
        .rows
        .iter()
        .filter(|row| !row.overlaps.is_empty())
        .map(|row| row.id)
        .collect();
    assert_eq!(marked.len(), 2, "both say it in the list, and no other: {marked:?}");
    assert!(marked.contains(&id) && marked.contains(&oslo.agreement.id));
}

#[tokio::test]
async fn a_unit_that_gets_another_owner_keeps_its_agreement() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let oslo = with(&marte, "Oslo").await;
    let akershus = with(&marte, "Akershus").await.agreement.owner;
    let unit = places::unit(&marte, BEKKEFARET).await.unwrap().unit;
    let edit = PlaceCommand::EditUnit {
        id: unit.id,
        unit: UnitEdit {
            name: unit.name,
            kind: unit.kind,
            municipality: unit.municipality,
            owner: Some(akershus),
            org_number: unit.org_number,
            pupils: unit.pupils,
            staff: unit.staff,
            active: unit.active,
            since: None,
        },
    };
    places::change(&marte, envelope(Some(unit.version), edit))
        .await
        .unwrap();
    let after = agreements::view(&marte, oslo.agreement.id).await.unwrap();
    assert!(after.agreement.terms.units.contains(&BEKKEFARET));
    let stands = places::unit(&marte, BEKKEFARET).await.unwrap().agreement;
    assert!(matches!(stands, Some(UnitAgreement::Stands { .. })), "{stands:?}");
    // It can be changed as before: what stood there stays.
    let same = edited(&after, |form| form.notice_months = "6".into());
    assert!(change(&marte, &after, same).await.is_ok());
}

#[tokio::test]
async fn the_hand_over_list_has_what_is_open_at_the_place_and_is_for_those_concerned() {
    let services = house(Profile::Demo).await;
    let marte = as_person(&services, MARTE).await;
    let placed = places::unit(&marte, GRANLIA).await.unwrap().placements;
    let placement = placed.iter().find(|one| one.placement.person == Some(INGRID)).unwrap();
    let id = placement.placement.id;
    let list = agreements::handover(&marte, id).await.unwrap();
    assert_eq!(list.person_name, "Ingrid Moen");
    assert!(
        list.items
            .iter()
            .any(|item| item.kind == ActivityKind::Group && item.ahead > 0)
    );
    let measure = list
        .items
        .iter()
        .find(|item| item.kind == ActivityKind::Measure)
        .unwrap();
    assert!(measure.follow_up_on.is_some());
    let nexts: Vec<Date> = list.items.iter().filter_map(|item| item.next).collect();
    assert!(nexts.is_sorted());
    for person in [INGRID, TOR] {
        let ctx = as_person(&services, person).await;
        assert_eq!(agreements::handover(&ctx, id).await.unwrap(), list);
    }
    for person in [SAMIR, AINO] {
        let ctx = as_person(&services, person).await;
        assert!(matches!(
            agreements::handover(&ctx, id).await,
            Err(ServiceError::NotFound)
        ));
    }
    let vacant = places::unit(&marte, BEKKEFARET).await.unwrap().placements[0]
        .placement
        .id;
    assert!(matches!(
        agreements::handover(&marte, vacant).await,
        Err(ServiceError::NotFound)
    ));
}

#[tokio::test]
async fn the_full_profile_has_four_that_end_within_half_a_year_and_one_that_has_expired() {
    let services = house(Profile::Full).await;
    let all = store::agreements::all(&services.store).await.unwrap();
    let today = story_time().to_zoned(domain::time::zone()).date();
    let placed = store::placements::all(&services.store).await.unwrap();
    let placed = placed.iter().map(|one| one.unit).collect();
    let first = |one| alerts(one, &all, &placed, today).first().copied();
    let ends = |alert: &Option<Alert>| matches!(alert, Some(Alert::Ends { months: 0..=6, .. }));
    assert_eq!(all.iter().map(first).filter(ends).count(), 4);
    let expired = |alert: &Option<Alert>| matches!(alert, Some(Alert::Expired { .. }));
    assert_eq!(all.iter().map(first).filter(expired).count(), 1);
    // Nobody works where nothing was agreed.
    for placement in store::placements::all(&services.store).await.unwrap() {
        assert!(standing_of(placement.unit, &all, today).is_some());
    }
    let found = store::check::check(&services.store, None).await.unwrap().findings;
    assert_eq!(found, []);
}
