//! Places, placements, calendars and terms through their use cases, on a store in memory.

use crate::common::{as_person, house};
use domain::calendars::CalendarCommand;
use domain::command::Envelope;
use domain::ids::{CommandId, PlacementId, UnitId};
use domain::issue::IssueCode;
use domain::people::Language;
use domain::places::form::{PlacementForm, UnitForm};
use domain::places::view::PlaceFilter;
use domain::places::{PlaceCommand, PlacementCommand, PlacementState, PlacementWarning};
use domain::terms::{TermForm, TermKey};
use domain::text_guard::Confirmed;
use domain::time::{BreakKind, SchoolYear};
use jiff::civil::date;
use service::seed::{ADMIN, AINO, BEKKEFARET, GRANLIA, INGRID, MARTE, NORDLYS, Profile, SAMIR, SILJE, SOLASEN, TOR};
use service::{ServiceError, calendars, placements, places, terms};
use ulid::Ulid;

/// A command with a key of its own.
fn command<C>(key: u128, expected_version: Option<u64>, command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version,
        confirmed: Confirmed::default(),
        command,
    }
}

#[tokio::test]
async fn the_demonstration_has_its_places_and_each_reader_sees_what_the_table_says() {
    let house = house(Profile::Demo).await;
    let all = places::list(&as_person(&house, MARTE).await, PlaceFilter::default())
        .await
        .unwrap();
    assert_eq!(all.total, 12);
    let finnmark = PlaceFilter {
        county: "56".to_owned(),
        ..PlaceFilter::default()
    };
    assert_eq!(
        places::list(&as_person(&house, INGRID).await, finnmark)
            .await
            .unwrap()
            .total,
        6
    );
    let own = places::list(&as_person(&house, TOR).await, PlaceFilter::default())
        .await
        .unwrap();
    assert_eq!(own.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [GRANLIA]);
    let denied = places::list(&as_person(&house, SILJE).await, PlaceFilter::default()).await;
    assert!(matches!(denied, Err(ServiceError::Denied)));
    let hidden = places::unit(&as_person(&house, TOR).await, NORDLYS).await;
    assert!(matches!(hidden, Err(ServiceError::NotFound)));
}

#[tokio::test]
async fn aino_has_five_schools_nearby_and_samir_two_units_of_his_own() {
    let house = house(Profile::Demo).await;
    let aino = as_person(&house, AINO).await;
    let units = places::units_of(&aino, AINO).await.unwrap();
    assert_eq!(units.iter().filter(|unit| unit.placed).count(), 1);
    assert_eq!(units.iter().filter(|unit| !unit.placed).count(), 5);
    assert!(
        units
            .iter()
            .all(|unit| unit.calendar.day_off(date(2026, 10, 7)).is_some()),
        "week 41 in Finnmark"
    );
    let samir = as_person(&house, SAMIR).await;
    assert_eq!(
        places::units_of(&samir, SAMIR)
            .await
            .unwrap()
            .iter()
            .filter(|unit| unit.placed)
            .count(),
        2
    );
    assert_eq!(places::calendars_of(&samir, SAMIR).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_unit_changed_meanwhile_is_a_stale_edit_and_a_repeat_has_the_effect_of_one() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let view = places::unit(&marte, GRANLIA).await.unwrap();
    let mut form = UnitForm::from(&view.unit);
    form.pupils = "801".to_owned();
    let edit = |key, expected| {
        let unit = form.parse(marte.today()).unwrap();
        command(key, Some(expected), PlaceCommand::EditUnit { id: GRANLIA, unit })
    };
    places::change(&marte, edit(1, 1)).await.unwrap();
    places::change(&marte, edit(1, 1)).await.unwrap();
    let after = places::unit(&marte, GRANLIA).await.unwrap().unit;
    assert_eq!((after.pupils, after.version), (Some(801), 2));
    assert!(matches!(
        places::change(&marte, edit(2, 1)).await,
        Err(ServiceError::Stale)
    ));
    let ingrid = as_person(&house, INGRID).await;
    assert!(matches!(
        places::change(&ingrid, edit(3, 2)).await,
        Err(ServiceError::Denied)
    ));
}

#[tokio::test]
async fn a_number_that_another_unit_has_is_a_fault_of_its_field() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let mut form = UnitForm::from(&places::unit(&marte, GRANLIA).await.unwrap().unit);
    form.name = "Ny vgs (demo)".to_owned();
    let unit = form.parse(marte.today()).unwrap();
    let id = UnitId::new(Ulid(77));
    let outcome = places::change(&marte, command(1, None, PlaceCommand::CreateUnit { id, unit })).await;
    let Err(ServiceError::Invalid(issues)) = outcome else {
        unreachable!("the number is taken")
    };
    assert_eq!(
        (issues[0].field.as_str(), &issues[0].code),
        ("org_number", &IssueCode::AlreadyExists)
    );
}

#[tokio::test]
async fn a_unit_with_people_is_not_closed_and_is_not_near_itself() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let mut form = UnitForm::from(&places::unit(&marte, GRANLIA).await.unwrap().unit);
    form.active = String::new();
    let unit = form.parse(marte.today()).unwrap();
    let close = command(1, Some(1), PlaceCommand::EditUnit { id: GRANLIA, unit });
    let outcome = places::change(&marte, close).await;
    assert!(matches!(outcome, Err(ServiceError::Rule("unit_has_placements"))));
    let near = PlaceCommand::AddNearby {
        host: GRANLIA,
        nearby: GRANLIA,
        note: Default::default(),
    };
    let outcome = places::change(&marte, command(2, None, near)).await;
    assert!(matches!(outcome, Err(ServiceError::Rule("nearby_itself"))));
}

#[tokio::test]
async fn a_vacant_position_is_filled_and_more_than_a_full_one_is_told() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let before = places::unit(&marte, BEKKEFARET).await.unwrap();
    assert_eq!(before.placements[0].placement.state, PlacementState::Vacant);
    let id: PlacementId = before.placements[0].placement.id;
    let form = PlacementForm {
        person: INGRID.to_string(),
        percent: "20".to_owned(),
        from: "2026-12-01".to_owned(),
        to: String::new(),
        state: "active".to_owned(),
    };
    let placement = form.parse(BEKKEFARET).unwrap();
    let edit = command(1, Some(1), PlacementCommand::Edit { id, placement });
    let answer = placements::change(&marte, edit).await.unwrap();
    let PlacementWarning::OverFull { person, from, percent } = answer.warnings[0];
    assert_eq!((person, from, percent), (INGRID, date(2026, 12, 1), 120));
    let after = places::unit(&marte, BEKKEFARET).await.unwrap();
    assert_eq!(after.placements[0].name.as_deref(), Some("Ingrid Moen"));
    assert_eq!(after.warnings.len(), 1);

    let nobody = PlacementForm {
        person: SILJE.to_string(),
        ..form
    };
    let placement = nobody.parse(BEKKEFARET).unwrap();
    let wrong = command(2, Some(2), PlacementCommand::Edit { id, placement });
    assert!(
        matches!(placements::change(&marte, wrong).await, Err(ServiceError::Invalid(_))),
        "not an adviser"
    );
    let admin = as_person(&house, ADMIN).await;
    let placement = nobody.parse(SOLASEN).unwrap();
    let denied = command(3, None, PlacementCommand::Create { id, placement });
    assert!(matches!(
        placements::change(&admin, denied).await,
        Err(ServiceError::Denied)
    ));
}

#[tokio::test]
async fn a_calendar_is_changed_over_the_version_seen_and_a_school_leader_reads_the_own() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    let owner = places::unit(&marte, GRANLIA).await.unwrap().owner.unwrap().id;
    let year = SchoolYear::starting(2026);
    let seen = calendars::view(&marte, owner, year).await.unwrap().calendar.unwrap();
    let mut breaks = seen.breaks.clone();
    breaks.retain(|one| one.kind != BreakKind::Exam);
    let save = |key, expected| {
        let breaks = breaks.clone();
        command(key, expected, CalendarCommand::Save { owner, year, breaks })
    };
    assert_eq!(calendars::change(&marte, save(1, Some(1))).await.unwrap(), 2);
    assert!(matches!(
        calendars::change(&marte, save(2, Some(1))).await,
        Err(ServiceError::Stale)
    ));
    assert!(matches!(
        calendars::change(&marte, save(3, None)).await,
        Err(ServiceError::Stale)
    ));
    let tor = as_person(&house, TOR).await;
    assert_eq!(calendars::list(&tor).await.unwrap().rows.len(), 1);
    assert_eq!(
        calendars::view(&tor, owner, year)
            .await
            .unwrap()
            .calendar
            .unwrap()
            .version,
        2
    );
    assert!(matches!(
        calendars::change(&tor, save(4, Some(2))).await,
        Err(ServiceError::Denied)
    ));
    let finnmark = places::unit(&marte, NORDLYS).await.unwrap().owner.unwrap().id;
    assert!(matches!(
        calendars::view(&tor, finnmark, year).await,
        Err(ServiceError::NotFound)
    ));
}

#[tokio::test]
async fn a_new_title_is_seen_at_once_and_an_old_document_keeps_the_old_one() {
    let house = house(Profile::Demo).await;
    let admin = as_person(&house, ADMIN).await;
    let today = admin.today();
    let word = |terms: &domain::terms::Terms| terms.one(TermKey::AdviserTitle, Language::Nb).to_owned();
    assert_eq!(word(&terms::on(&admin, today).await.unwrap()), "minoritetsrådgiver");
    let form = TermForm {
        valid_from: today.to_string(),
        nb_singular: "mangfoldsrådgiver".to_owned(),
        nb_plural: "mangfoldsrådgivere".to_owned(),
        nn_singular: "mangfaldsrådgivar".to_owned(),
        nn_plural: "mangfaldsrådgivarar".to_owned(),
        en_singular: "diversity adviser".to_owned(),
        en_plural: "diversity advisers".to_owned(),
    };
    let set = |key, expected| command(key, expected, form.parse(TermKey::AdviserTitle).unwrap());
    let answer = terms::change(&admin, set(1, None)).await.unwrap();
    assert_eq!(word(&answer), "mangfoldsrådgiver");
    let ingrid = as_person(&house, INGRID).await;
    assert_eq!(word(&terms::on(&ingrid, today).await.unwrap()), "mangfoldsrådgiver");
    let yesterday = today.yesterday().unwrap();
    assert_eq!(
        word(&terms::on(&ingrid, yesterday).await.unwrap()),
        "minoritetsrådgiver"
    );
    assert!(matches!(
        terms::change(&admin, set(2, None)).await,
        Err(ServiceError::Stale)
    ));
    assert!(matches!(
        terms::change(&ingrid, set(3, Some(1))).await,
        Err(ServiceError::Denied)
    ));
    assert!(matches!(terms::view(&ingrid).await, Err(ServiceError::Denied)));
    assert_eq!(terms::view(&admin).await.unwrap().terms[0].wordings.len(), 2);
}
