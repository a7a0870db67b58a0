//! Faults of what is planned and held, of coverage, of hours and of agreements.

use super::*;

pub(super) fn faults_of_presentations() -> Vec<Plant> {
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

pub(super) fn faults_of_needs() -> Vec<Plant> {
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

pub(super) fn faults_of_cooperation() -> Vec<Plant> {
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

pub(super) fn faults_of_agreements() -> Vec<Plant> {
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

pub(super) fn faults_of_deliveries() -> Vec<Plant> {
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

pub(super) fn faults_of_coverage() -> Vec<Plant> {
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

pub(super) fn faults_of_hours() -> Vec<Plant> {
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

pub(super) fn faults_of_nora() -> Vec<Plant> {
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
