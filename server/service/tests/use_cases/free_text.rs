//! What names a person does not get into the store, whoever sends it (domain brief, 4.2 rule 1).

use std::sync::Arc;

use crate::common::{as_person, house};
use domain::command::Envelope;
use domain::groups::{Group, GroupCommand, NewGroup, NewSession, SeriesSession};
use domain::ids::{CommandId, GroupId};
use domain::issue::IssueCode;
use domain::places::PlaceCommand;
use domain::text::{Note, ShortText};
use domain::text_guard::{Confirmed, FindingKind};
use jiff::civil::date;
use service::seed::{GRANLIA, INGRID, MARTE, NORDLYS, Profile};
use service::{Ctx, ServiceError, Services, groups, places};
use ulid::Ulid;

fn envelope<C>(key: u128, version: Option<u64>, confirmed: &[&str], command: C) -> Envelope<C> {
    Envelope {
        key: CommandId::new(Ulid(key)),
        expected_version: version,
        confirmed: confirmed.iter().collect(),
        command,
    }
}

async fn ingrid_and_her_group() -> (Arc<Services>, Ctx, Group) {
    let house = house(Profile::Demo).await;
    let ingrid = as_person(&house, INGRID).await;
    let row = groups::list(&ingrid).await.unwrap().into_iter().next().unwrap();
    let group = groups::view(&ingrid, row.id).await.unwrap().group;
    (house, ingrid, group)
}

fn theme(text: &str) -> GroupCommand {
    GroupCommand::SetTheme {
        number: 1,
        theme: ShortText::parse(text).unwrap(),
    }
}

#[track_caller]
fn faults<T>(answer: Result<T, ServiceError>) -> Vec<(String, IssueCode)> {
    match answer {
        Err(ServiceError::Invalid(issues)) => issues.into_iter().map(|issue| (issue.field, issue.code)).collect(),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it went through"),
    }
}

#[tokio::test]
async fn an_identity_number_is_refused_whatever_is_confirmed_and_nothing_is_kept() {
    let (_house, ingrid, group) = ingrid_and_her_group().await;
    let text = "Gjelder 03850961203";
    let command = envelope(1, Some(group.version), &["03850961203", text], theme(text));
    let what = IssueCode::IdentifiesAPerson {
        what: FindingKind::NationalIdentity,
        start: 8,
        end: 19,
    };
    assert_eq!(
        faults(groups::change(&ingrid, group.id, command).await),
        [("theme".to_owned(), what)]
    );
    assert_eq!(groups::view(&ingrid, group.id).await.unwrap().group, group);
}

#[tokio::test]
async fn a_name_passes_only_when_that_very_word_was_confirmed_and_the_trail_says_where_it_stands() {
    let (house, ingrid, group) = ingrid_and_her_group().await;
    let ask = |key, confirmed: &[&str]| {
        let command = envelope(key, Some(group.version), confirmed, theme("Etter Fatima"));
        groups::change(&ingrid, group.id, command)
    };
    let asked = [("theme".to_owned(), IssueCode::MayBeAName { start: 6, end: 12 })];
    assert_eq!(faults(ask(1, &[]).await), asked);
    assert_eq!(faults(ask(2, &["Mohammed"]).await), asked);
    ask(3, &["Fatima"]).await.unwrap();

    let entries: Vec<serde_json::Value> = house
        .store
        .list("SELECT * FROM audit_entry WHERE action = 'set_theme'")
        .await
        .unwrap();
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["confirmed"], r#"[{"end":12,"field":"theme","start":6}]"#);

    // What stands in the group is not told of again when another text is changed.
    let head = domain::groups::form::HeadForm {
        name: "Fatima-gruppen".to_owned(),
        composition: "girls".to_owned(),
        seats_min: "6".to_owned(),
        seats_max: "10".to_owned(),
        goal: "Etter Fatima".to_owned(),
        ..Default::default()
    };
    let head = GroupCommand::EditHead {
        head: head.parse_edit().unwrap(),
    };
    let command = envelope(4, Some(group.version + 1), &["Fatima", "Fatima-gruppen"], head);
    groups::change(&ingrid, group.id, command).await.unwrap();
    let entries: Vec<serde_json::Value> = house
        .store
        .list("SELECT * FROM audit_entry WHERE action = 'edit_group'")
        .await
        .unwrap();
    assert_eq!(entries[0]["confirmed"], r#"[{"end":14,"field":"name","start":0}]"#);
}

#[tokio::test]
async fn a_new_group_is_told_every_field_that_names_somebody() {
    let (_house, ingrid, group) = ingrid_and_her_group().await;
    let session = |theme: &str| SeriesSession {
        session: NewSession {
            slot: group.sessions[0].slot,
            theme: ShortText::parse(theme).unwrap(),
        },
        from: None,
    };
    let new = NewGroup {
        id: GroupId::new(Ulid(99)),
        name: group.name.clone(),
        unit: GRANLIA,
        semester: group.semester,
        composition: group.composition,
        seats_min: group.seats_min,
        seats_max: group.seats_max,
        target: ShortText::default(),
        goal: Note::parse("Ring 912 34 567").unwrap(),
        room: ShortText::parse("Rom Galdhøpiggen").unwrap(),
        co_leader: ShortText::parse("Kari Nordli, kari@skole.no").unwrap(),
        recruitment: Note::parse("Spør Fatima i kantina").unwrap(),
        budget: Note::default(),
        programme: None,
        again: None,
        draft: false,
        sessions: vec![session("Vennskap"), session("Møte med Yusuf")],
    };
    let found = faults(groups::create(&ingrid, envelope(5, None, &[], new)).await);
    let fields: Vec<&str> = found.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["goal", "co_leader", "recruitment", "sessions[1].theme"]);
}

#[tokio::test]
async fn the_note_of_a_nearby_unit_is_looked_through_too() {
    let house = house(Profile::Demo).await;
    let marte = as_person(&house, MARTE).await;
    assert_eq!(marte.today(), date(2026, 11, 23));
    let add = |key, confirmed: &[&str], note: &str| {
        let command = PlaceCommand::AddNearby {
            host: GRANLIA,
            nearby: NORDLYS,
            note: Note::parse(note).unwrap(),
        };
        places::change(&marte, envelope(key, None, confirmed, command))
    };
    assert_eq!(faults(add(6, &[], "Spør etter Fatima").await)[0].0, "note");
    add(7, &["Fatima"], "Spør etter Fatima").await.unwrap();
    assert_eq!(faults(add(8, &["x"], "Tlf. 912 34 567").await)[0].0, "note");
    assert!(Confirmed::default().is_empty());
}
