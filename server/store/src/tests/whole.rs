//! `check` finds every fault that is planted, and nothing where none is.

use std::collections::BTreeSet;

use domain::coverage::of_group;
use serde_json::{Value, json};

use super::courses;
use super::sound::{
    AGREEMENT, DELIVERY, EXPENSE, FILE, GROUP, MEASURE, MODULE, NEARBY, NETWORK, OUTREACH, OWNER, PERSON, PLACEMENT,
    PRESENTATION, PROGRAMME, PROPOSAL, SURVEY, UNIT, WHAT_IF, delivery, gap_note, group, hour_period, measure,
    network_meeting, presentation, week_sheet, world,
};
use crate::agenda::AGENDA;
use crate::audit::{self, ENTRY, UNSEALED};
use crate::calendar_feed::{FAREWELL, FEED};
use crate::check::{Finding, ORPHANS, check};
use crate::coverage::{self, FACT, NOTE, TARGET};
use crate::evaluations::EVALUATION;
use crate::groups::{GROUP as GROUPS, SESSION, agenda_of};
use crate::part_plans::PART_PLAN;
use crate::people::{EMAIL, PERSON as PEOPLE, PLEDGE};
use crate::presence::PRESENCE;
use crate::presentations::entry_of;
use crate::sessions::{ATTEMPT, CREDENTIAL, SIGN_IN};
use crate::{
    Key, Store, Table, Tx, agreements, calendars, deliveries, hours, modules, needs, networks, nora, outreach,
    placements, places, presentations, programmes, routines,
};

mod activities;
mod recount;

use activities::{
    faults_of_agreements, faults_of_cooperation, faults_of_coverage, faults_of_deliveries, faults_of_hours,
    faults_of_needs, faults_of_nora, faults_of_presentations,
};

/// A key that no record has.
pub(super) const GONE: &str = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

/// A row like `like` under another key, with some fields set otherwise; null takes one away.
pub(super) struct Plant {
    look: &'static str,
    table: Table,
    like: Key,
    key: Key,
    change: Value,
}

pub(super) fn plant(
    look: &'static str,
    table: Table,
    like: impl Into<Key>,
    key: impl Into<Key>,
    change: Value,
) -> Plant {
    Plant {
        look,
        table,
        like: like.into(),
        key: key.into(),
        change,
    }
}

pub(super) async fn findings(store: &Store) -> Vec<Finding> {
    check(store, None).await.unwrap().findings
}

async fn put(store: &Store, one: &Plant) {
    let mut row: Value = store.need(one.table, &one.like).await.unwrap();
    for (name, value) in one.change.as_object().unwrap() {
        row[name] = value.clone();
    }
    let mut tx = Tx::new();
    tx.create(one.table, &one.key, &row);
    store.commit(tx).await.unwrap();
}

/// Whether the look names the row.
fn names(findings: &[Finding], look: &str, key: &Key) -> bool {
    findings
        .iter()
        .any(|found| found.check == look && found.what.starts_with(&format!("{key} ")))
}

fn faults_of_groups_and_places() -> Vec<Plant> {
    let (group_id, unit, owner) = (GROUP.to_string(), UNIT.to_string(), OWNER.to_string());
    let entry = agenda_of(&group())[0].key();
    let Key::Many(parts) = entry.clone() else {
        unreachable!()
    };
    let with = |at: usize, text: &str| {
        let mut parts = parts.clone();
        text.clone_into(&mut parts[at]);
        Key::Many(parts)
    };
    let nearby = || Key::of([&UNIT, &NEARBY]);
    let year = |owner: &str| Key::from([owner, "2026"]);
    let gone = |field: &str| json!({ field: GONE });
    vec![
        plant(
            "group_session → discussion_group",
            SESSION,
            [&group_id, "01"],
            [GONE, "01"],
            json!({}),
        ),
        plant(
            "group_session.comments → person",
            SESSION,
            [&group_id, "01"],
            [GONE, "98"],
            json!({ "comments": [{ "id": GONE, "by": GONE, "on": "2026-11-23", "text": "Fint.", "resolved": false }] }),
        ),
        plant(
            "group_evaluation → discussion_group",
            EVALUATION,
            &group_id,
            GONE,
            json!({}),
        ),
        plant("discussion_group.unit → unit", GROUPS, &group_id, "g1", gone("unit")),
        plant(
            "discussion_group.owner → school_owner",
            GROUPS,
            &group_id,
            "g2",
            gone("owner"),
        ),
        plant(
            "discussion_group.leader → person",
            GROUPS,
            &group_id,
            "g3",
            gone("leader"),
        ),
        plant(
            "discussion_group.further_leaders → person",
            GROUPS,
            &group_id,
            "g5",
            json!({ "further_leaders": [GONE] }),
        ),
        plant(
            "plan_presence → discussion_group",
            PRESENCE,
            Key::of([&GROUP, &"01", &PERSON]),
            Key::of([&GONE, &"01", &PERSON]),
            json!({}),
        ),
        plant(
            "plan_presence → person",
            PRESENCE,
            Key::of([&GROUP, &"01", &PERSON]),
            Key::of([&GROUP, &"01", &GONE]),
            json!({}),
        ),
        plant(
            "discussion_group.programme → programme",
            GROUPS,
            &group_id,
            "g4",
            gone("programme"),
        ),
        plant(
            "programme.author → person",
            programmes::PROGRAMME,
            PROGRAMME.to_string(),
            "p3",
            gone("author"),
        ),
        plant(
            "module.author → person",
            modules::MODULE,
            MODULE.to_string(),
            "m1",
            gone("author"),
        ),
        plant(
            "module_edition → module",
            modules::EDITION,
            [MODULE.to_string(), "0001".to_owned()],
            [GONE, "0001"],
            json!({ "module": GONE }),
        ),
        plant(
            "module_file → module",
            modules::FILE,
            [MODULE.to_string(), FILE.to_string()],
            [GONE.to_owned(), FILE.to_string()],
            json!({ "module": GONE }),
        ),
        plant(
            "module_file.by → person",
            modules::FILE,
            [MODULE.to_string(), FILE.to_string()],
            [MODULE.to_string(), GONE.to_owned()],
            json!({ "by": GONE }),
        ),
        plant(
            "module.content.files → module_file",
            modules::MODULE,
            MODULE.to_string(),
            "m2",
            json!({ "content": { "files": [{ "id": GONE }] } }),
        ),
        plant(
            "agenda_entry → group_session",
            AGENDA,
            &entry,
            with(4, "09"),
            json!({ "number": 9 }),
        ),
        plant(
            "agenda_entry.person → person",
            AGENDA,
            &entry,
            with(0, GONE),
            gone("person"),
        ),
        plant(
            "unit.owner → school_owner",
            places::UNIT,
            &unit,
            "u1",
            json!({ "owner": GONE, "org_number": null }),
        ),
        plant(
            "unit.merged.into → unit",
            places::UNIT,
            &unit,
            "u4",
            json!({ "merged": { "into": GONE, "from": "2027-01-01" }, "org_number": null }),
        ),
        plant(
            "placement ↔ unit.merged",
            placements::PLACEMENT,
            PLACEMENT.to_string(),
            "p9",
            json!({ "unit": "u4", "to": null }),
        ),
        plant(
            "nearby_unit.host → unit",
            places::NEARBY,
            nearby(),
            [GONE, &unit],
            gone("host"),
        ),
        plant(
            "nearby_unit.nearby → unit",
            places::NEARBY,
            nearby(),
            [&unit, GONE],
            gone("nearby"),
        ),
        plant(
            "placement.unit → unit",
            placements::PLACEMENT,
            PLACEMENT.to_string(),
            "p1",
            gone("unit"),
        ),
        plant(
            "placement.person → person",
            placements::PLACEMENT,
            PLACEMENT.to_string(),
            "p2",
            gone("person"),
        ),
        plant(
            "school_calendar.owner → school_owner",
            calendars::CALENDAR,
            year(&owner),
            year(GONE),
            gone("owner"),
        ),
        plant(
            "unit_org_number.unit → unit",
            places::UNIT_ORG_NUMBER,
            "974760673",
            "n1",
            gone("unit"),
        ),
        plant(
            "unit_org_number ↔ unit.org_number",
            places::UNIT_ORG_NUMBER,
            "974760673",
            "n2",
            json!({}),
        ),
        plant(
            "unit.org_number → unit_org_number",
            places::UNIT,
            &unit,
            "u2",
            json!({ "org_number": "889640783" }),
        ),
        plant(
            "unit.county ↔ unit.municipality",
            places::UNIT,
            &unit,
            "u3",
            json!({ "county": "03", "org_number": null }),
        ),
    ]
}

fn faults_of_owners_and_people(unsealed: &str) -> Vec<Plant> {
    let (person, owner) = (PERSON.to_string(), OWNER.to_string());
    let code = |code: &str| Key::from(["municipality", code]);
    let gone = || json!({ "person": GONE });
    let mail = "ingrid@skole.example";
    let accepted = "2026-11-23T08:00:00.000Z";
    vec![
        plant(
            "owner_code.owner → school_owner",
            places::OWNER_CODE,
            code("3301"),
            code("9998"),
            json!({ "owner": GONE }),
        ),
        plant(
            "owner_code ↔ school_owner.code",
            places::OWNER_CODE,
            code("3301"),
            code("9999"),
            json!({}),
        ),
        plant(
            "school_owner.code → owner_code",
            places::OWNER,
            &owner,
            "o1",
            json!({ "code": "9997" }),
        ),
        plant("person_email.person → person", EMAIL, mail, "a@skole.example", gone()),
        plant("person_email ↔ person.email", EMAIL, mail, "b@skole.example", json!({})),
        plant(
            "person.email → person_email",
            PEOPLE,
            &person,
            "p1",
            json!({ "email": "c@skole.example" }),
        ),
        plant(
            "pledge_acceptance → person",
            PLEDGE,
            [&person, accepted],
            [GONE, accepted],
            json!({}),
        ),
        plant("credential → person", CREDENTIAL, &person, GONE, json!({})),
        plant("sign_in.person → person", SIGN_IN, "device", "d1", gone()),
        plant("sign_in_attempt.person → person", ATTEMPT, "known", "a1", gone()),
        plant(
            "calendar_feed → person",
            FEED,
            &person,
            GONE,
            json!({ "token_hash": "another" }),
        ),
        plant(
            "calendar_farewell → person",
            FAREWELL,
            Key::of([&PERSON, &GROUP, &"01"]),
            Key::of([&GONE, &GROUP, &"01"]),
            json!({}),
        ),
        plant(
            "calendar_farewell → discussion_group",
            FAREWELL,
            Key::of([&PERSON, &GROUP, &"01"]),
            Key::of([&PERSON, &GONE, &"01"]),
            json!({}),
        ),
        plant("audit_unsealed → audit_entry", UNSEALED, unsealed, GONE, json!({})),
    ]
}

#[tokio::test]
async fn each_link_that_leads_nowhere_is_found_by_its_look_and_none_where_all_is_well() {
    let store = world().await;
    assert_eq!(findings(&store).await, []);
    let entries: Vec<Value> = store.all(ENTRY).await.unwrap();
    let mut faults = faults_of_groups_and_places();
    faults.extend(faults_of_presentations());
    faults.extend(faults_of_owners_and_people(entries[0]["id"].as_str().unwrap()));
    faults.extend(faults_of_deliveries());
    faults.extend(faults_of_needs());
    faults.extend(faults_of_cooperation());
    faults.extend(faults_of_agreements());
    faults.extend(faults_of_nora());
    faults.extend(faults_of_coverage());
    faults.extend(faults_of_hours());
    faults.extend(courses::faults());
    let looks: BTreeSet<&str> = ORPHANS.iter().map(|look| look.name).collect();
    let planted: BTreeSet<&str> = faults.iter().map(|fault| fault.look).collect();
    assert_eq!(planted, looks, "a fault for every look");
    for fault in &faults {
        assert!(
            !names(&findings(&store).await, fault.look, &fault.key),
            "{}",
            fault.look
        );
        put(&store, fault).await;
        assert!(names(&findings(&store).await, fault.look, &fault.key), "{}", fault.look);
    }
    let all = findings(&store).await;
    for fault in &faults {
        assert!(
            !names(&all, fault.look, &fault.like),
            "{}: a sound row is named",
            fault.look
        );
    }
}

/// What the recount says after one change to the sound world.
async fn recounted(change: impl FnOnce(&mut Tx)) -> Vec<String> {
    let store = world().await;
    let mut tx = Tx::new();
    change(&mut tx);
    store.commit(tx).await.unwrap();
    let found = findings(&store).await;
    found
        .into_iter()
        .filter(|finding| finding.check == "recount")
        .map(|finding| finding.what)
        .collect()
}

#[tokio::test]
async fn figures_of_a_group_that_its_sessions_do_not_bear_out_are_found() {
    let id = GROUP.to_string();
    for (figure, wrong, told) in [
        ("held", json!(1), "says held 1, its sessions say 0"),
        ("sessions", json!(3), "says sessions 3, its sessions say 2"),
        ("taken", json!(4), "says taken 4, its sessions say 1"),
        ("stage", json!("running"), "says stage Running, its sessions say Ahead"),
    ] {
        let found = recounted(|tx| {
            tx.merge(GROUPS, &id, &json!({ figure: wrong }));
        })
        .await;
        assert_eq!(found, [format!("discussion_group {id} {told}")]);
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_a_finding_and_does_not_end_the_check() {
    let found = recounted(|tx| {
        tx.merge(GROUPS, GROUP.to_string(), &json!({ "stage": "somewhere" }));
    })
    .await;
    assert_eq!(found[0], format!("discussion_group {GROUP} cannot be read"));
}

#[tokio::test]
async fn a_chain_cut_short_after_the_backup_is_found_by_the_manifest() {
    let store = world().await;
    audit::seal(&store).await.unwrap();
    let (sequence, hash) = audit::head(&store).await.unwrap().unwrap();
    assert_eq!(check(&store, Some((sequence, &hash))).await.unwrap().findings, []);
    // The trail is thrown away as a whole, seals and head with it.
    for table in ["audit_entry", "audit_seal", "audit_head"] {
        store
            .run(&format!("DELETE {table}"), surrealdb::types::Variables::new())
            .await
            .unwrap()
            .check()
            .unwrap();
    }
    assert_eq!(findings(&store).await, [], "nothing here tells of it");
    let found = check(&store, Some((sequence, &hash))).await.unwrap().findings;
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].check, found[0].what.as_str()),
        ("audit", "seal 1 is not the one that was noted")
    );
}
