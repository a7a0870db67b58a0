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

fn faults_of_presentations() -> Vec<Plant> {
    let (one, item) = (PRESENTATION.to_string(), OUTREACH.to_string());
    let entry = entry_of(&presentation()).key();
    let Key::Many(mut parts) = entry.clone() else {
        unreachable!()
    };
    GONE.clone_into(&mut parts[3]);
    let gone = |field: &str| json!({ field: GONE });
    let link = |look, key: &str, field: &str| plant(look, presentations::PRESENTATION, &one, key, gone(field));
    let of_item = |look, key: &str, field: &str| plant(look, outreach::ITEM, &item, key, gone(field));
    vec![
        plant(
            "agenda_entry → presentation",
            AGENDA,
            &entry,
            Key::Many(parts),
            gone("activity"),
        ),
        link("presentation.unit → unit", "r1", "unit"),
        link("presentation.owner → school_owner", "r2", "owner"),
        link("presentation.presenter → person", "r3", "presenter"),
        of_item("outreach_item.unit → unit", "i1", "unit"),
        of_item("outreach_item.owner → school_owner", "i2", "owner"),
        of_item("outreach_item.by → person", "i3", "by"),
    ]
}

fn faults_of_needs() -> Vec<Plant> {
    let (survey, one) = (SURVEY.to_string(), MEASURE.to_string());
    let entry = needs::entries_of(&measure())[0].key();
    let Key::Many(mut parts) = entry.clone() else {
        unreachable!()
    };
    GONE.clone_into(&mut parts[3]);
    let gone = |field: &str| json!({ field: GONE });
    // No two surveys are found by one code.
    let of_survey = |look, key: &str, field: &str| {
        let change = json!({ field: GONE, "code": key });
        plant(look, needs::SURVEY, &survey, key, change)
    };
    let of_measure = |look, key: &str, change| plant(look, needs::MEASURE, &one, key, change);
    vec![
        plant(
            "agenda_entry → competence_measure",
            AGENDA,
            &entry,
            Key::Many(parts),
            gone("activity"),
        ),
        of_survey("needs_survey.unit → unit", "s1", "unit"),
        of_survey("needs_survey.owner → school_owner", "s2", "owner"),
        of_survey("needs_survey.by → person", "s3", "by"),
        plant("needs_tally → needs_survey", needs::TALLY, &survey, GONE, json!({})),
        plant(
            "part_plan → competence_measure",
            PART_PLAN,
            ["measure", &one],
            ["measure", GONE],
            json!({ "activity": { "kind": "measure", "id": GONE } }),
        ),
        of_measure("competence_measure.unit → unit", "m1", gone("unit")),
        of_measure("competence_measure.owner → school_owner", "m2", gone("owner")),
        of_measure("competence_measure.adviser → person", "m3", gone("adviser")),
        of_measure(
            "competence_measure.need.survey → needs_survey",
            "m4",
            json!({ "need": { "kind": "surveyed", "survey": GONE, "area": "routine" } }),
        ),
    ]
}

fn faults_of_cooperation() -> Vec<Plant> {
    let (unit, one) = (UNIT.to_string(), NETWORK.to_string());
    let Key::Many(mut parts) = networks::entry_of(&network_meeting()).key() else {
        unreachable!()
    };
    let entry = Key::Many(parts.clone());
    GONE.clone_into(&mut parts[3]);
    let gone = |field: &str| json!({ field: GONE });
    let of_routine =
        |look, key: [&str; 2], change| plant(look, routines::ROUTINE, [unit.as_str(), "handling"], key, change);
    let of_meeting = |look, key: &str, change| plant(look, networks::MEETING, &one, key, change);
    vec![
        of_routine("routine → unit", [GONE, "handling"], json!({})),
        of_routine("routine.owner → school_owner", [&unit, "r1"], gone("owner")),
        of_routine("routine.by → person", [&unit, "r2"], gone("by")),
        plant(
            "agenda_entry → network_meeting",
            AGENDA,
            entry,
            Key::Many(parts),
            gone("activity"),
        ),
        of_meeting("network_meeting.unit → unit", "n1", gone("unit")),
        of_meeting("network_meeting.owner → school_owner", "n2", gone("owner")),
        of_meeting("network_meeting.adviser → person", "n3", gone("adviser")),
        of_meeting("network_meeting.further → unit", "n4", json!({ "further": [GONE] })),
    ]
}

fn faults_of_agreements() -> Vec<Plant> {
    let (one, spent) = (AGREEMENT.to_string(), EXPENSE.to_string());
    let (unit, gone) = (UNIT.to_string(), |field: &str| json!({ field: GONE }));
    let of_agreement = |look, key: &str, change| plant(look, agreements::AGREEMENT, &one, key, change);
    let of_expense = |look, key: &str, field: &str| plant(look, agreements::EXPENSE, &spent, key, gone(field));
    vec![
        of_agreement("agreement.owner → school_owner", "a1", gone("owner")),
        of_agreement("agreement.units → unit", "a2", json!({ "units": [unit, GONE] })),
        of_agreement("agreement.nearby → unit", "a3", json!({ "nearby": [GONE] })),
        of_agreement(
            "agreement.positions → unit",
            "a4",
            json!({ "positions": [{ "unit": GONE, "percent": 50 }] }),
        ),
        of_agreement(
            "agreement.positions → placement",
            "a5",
            json!({ "positions": [{ "unit": unit, "percent": 50, "placement": GONE }] }),
        ),
        of_agreement(
            "agreement.history → person",
            "a6",
            json!({ "history": [{ "on": "2026-11-23", "by": GONE, "deed": "created", "fields": [] }] }),
        ),
        of_agreement(
            "agreement.amendments → person",
            "a8",
            json!({ "amendments": [{ "signed_on": "2026-11-20", "reference": "2026/1", "reason": "Ny stilling.",
                "on": "2026-11-23", "by": GONE, "before": {} }] }),
        ),
        of_agreement("agreement.renews → agreement", "a7", gone("renews")),
        of_expense("expense.agreement → agreement", "x1", "agreement"),
        of_expense("expense.by → person", "x2", "by"),
    ]
}

fn faults_of_deliveries() -> Vec<Plant> {
    let one = DELIVERY.to_string();
    let entry = deliveries::entry_of(&delivery()).key();
    let Key::Many(mut parts) = entry.clone() else {
        unreachable!()
    };
    GONE.clone_into(&mut parts[3]);
    let plant_one = |look, key: &str, change| plant(look, deliveries::DELIVERY, &one, key, change);
    let gone = |field: &str| json!({ field: GONE });
    vec![
        plant(
            "agenda_entry → delivery",
            AGENDA,
            &entry,
            Key::Many(parts),
            gone("activity"),
        ),
        // A module that is gone has no edition either.
        plant_one(
            "delivery.module → module",
            "d1",
            json!({ "module": GONE, "edition": 0 }),
        ),
        plant_one("delivery.edition → module_edition", "d2", json!({ "edition": 2 })),
        plant_one("delivery.unit → unit", "d3", gone("unit")),
        plant_one("delivery.owner → school_owner", "d4", gone("owner")),
        plant_one("delivery.adviser → person", "d5", gone("adviser")),
    ]
}

fn faults_of_coverage() -> Vec<Plant> {
    let fact = coverage::key(&of_group(&group())[0].fact);
    let year = |unit: &str| Key::from(["2026", unit]);
    vec![
        plant(
            "coverage_fact.unit → unit",
            FACT,
            fact,
            Key::from(["group", GONE, "01"]),
            json!({ "unit": GONE }),
        ),
        plant(
            "coverage_target.unit → unit",
            TARGET,
            year(&UNIT.to_string()),
            year(GONE),
            json!({ "unit": GONE }),
        ),
        plant(
            "gap_note.gap.unit → unit",
            NOTE,
            coverage::note_key(&gap_note().gap),
            Key::from(["no_survey", GONE, "never"]),
            json!({ "gap": { "rule": "no_survey", "unit": GONE } }),
        ),
        plant(
            "coverage_draft.owner → person",
            coverage::drafts::DRAFT,
            WHAT_IF.to_string(),
            "w2",
            json!({ "owner": GONE }),
        ),
    ]
}

fn faults_of_hours() -> Vec<Plant> {
    let (sheet, period) = (week_sheet(), hour_period());
    let (week, month) = (hours::key_of(&sheet), hours::key_of_period(&period));
    let sum = hours::counted([&sheet])[0].key();
    let unit = UNIT.to_string();
    let person = PERSON.to_string();
    vec![
        plant(
            "hour_week → person",
            hours::WEEK,
            &week,
            [GONE, "2026-10-26"],
            json!({ "person": GONE, "entries": [] }),
        ),
        plant(
            "hour_week.entries → unit",
            hours::WEEK,
            &week,
            [person.as_str(), "2026-11-09"],
            json!({ "entries": [{ "number": 1, "unit": GONE }] }),
        ),
        plant(
            "hour_period → person",
            hours::PERIOD,
            &month,
            [GONE, "2026-09"],
            json!({ "person": GONE }),
        ),
        plant(
            "hour_period.by → person",
            hours::PERIOD,
            &month,
            [person.as_str(), "2026-08"],
            json!({ "by": GONE }),
        ),
        plant(
            "hour_sum → person",
            hours::SUM,
            &sum,
            ["2026-10", unit.as_str(), GONE],
            json!({ "person": GONE }),
        ),
        plant(
            "hour_sum.unit → unit",
            hours::SUM,
            &sum,
            ["2026-10", GONE, person.as_str()],
            json!({ "unit": GONE }),
        ),
    ]
}

fn faults_of_nora() -> Vec<Plant> {
    let proposal = PROPOSAL.to_string();
    let plant = |look, key: &str, change| plant(look, nora::PROPOSAL, &proposal, key, change);
    let said = json!([{ "number": 1, "by": GONE, "on": "2026-11-23", "step": "draft", "text": "Fint." }]);
    vec![
        plant("nora_proposal.author → person", "n1", json!({ "author": GONE })),
        plant(
            "nora_proposal.history → person",
            "n2",
            json!({ "history": [{ "step": "draft", "by": GONE, "on": "2026-11-23" }] }),
        ),
        plant("nora_proposal.comments → person", "n3", json!({ "comments": said })),
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
async fn calendar_entries_that_are_missing_wrong_or_too_many_are_found() {
    let rows = agenda_of(&group());
    let (first, other) = (rows[0].key(), rows[1].key());
    let gone = recounted(|tx| {
        tx.delete(AGENDA, &first);
    })
    .await;
    assert_eq!(gone, [format!("agenda_entry {first} is missing")]);
    let wrong = recounted(|tx| {
        tx.merge(AGENDA, &other, &json!({ "state": "planned" }));
    })
    .await;
    assert_eq!(wrong, [format!("agenda_entry {other} differs from what it stands for")]);
    let mut old = rows[0].clone();
    old.slot.date = old.slot.date.yesterday().unwrap();
    let surplus = recounted(|tx| {
        tx.create(AGENDA, old.key(), &old);
    })
    .await;
    let told = "stands for nothing at its time";
    assert_eq!(surplus, [format!("agenda_entry {} {told}", old.key())]);
}

#[tokio::test]
async fn facts_of_coverage_that_are_missing_wrong_or_too_many_are_found() {
    let facts = of_group(&group());
    let first = coverage::key(&facts[0].fact);
    let gone = recounted(|tx| {
        tx.delete(FACT, &first);
    })
    .await;
    assert_eq!(gone, [format!("coverage_fact {first} is missing")]);
    let wrong = recounted(|tx| {
        tx.merge(FACT, &first, &json!({ "minutes": 1 }));
    })
    .await;
    assert_eq!(
        wrong,
        [format!("coverage_fact {first} differs from what it stands for")]
    );
    let mut other = facts[0].clone();
    other.fact.number = 99;
    let surplus = coverage::key(&other.fact);
    let found = recounted(|tx| {
        tx.create(FACT, &surplus, &other);
    })
    .await;
    assert_eq!(
        found,
        [format!("coverage_fact {surplus} stands for nothing that is there")]
    );
    other.fact.standing = domain::coverage::Standing::Off;
    other.title.clear();
    other.people.clear();
    let left = recounted(|tx| {
        tx.create(FACT, &surplus, &other);
    })
    .await;
    assert_eq!(left, Vec::<String>::new(), "what counts for nothing may stay");
}

#[tokio::test]
async fn sums_of_hours_that_their_weeks_do_not_bear_out_are_found() {
    let key = hours::counted([&week_sheet()])[0].key();
    let gone = recounted(|tx| {
        tx.delete(hours::SUM, &key);
    })
    .await;
    assert_eq!(gone, [format!("hour_sum {key} is missing")]);
    let wrong = recounted(|tx| {
        tx.merge(
            hours::SUM,
            &key,
            &json!({ "sums": { "pupils": 1, "competence": 0, "common": 0 } }),
        );
    })
    .await;
    assert_eq!(wrong, [format!("hour_sum {key} differs from its weeks")]);
    let surplus = recounted(|tx| {
        let mut row = hours::counted([&week_sheet()])[0].clone();
        row.unit = None;
        tx.create(hours::SUM, row.key(), &row);
    })
    .await;
    assert_eq!(surplus, [format!("hour_sum 2026-10/-/{PERSON} sums up nothing")]);
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
