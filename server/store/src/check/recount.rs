//! Read models against what they were made from: a group's figures for lists, the entries of groups, presentations, measures,
//! courses and deliveries in calendars, the parts that are planned one by one, and sums of hours.

use std::collections::BTreeMap;

use domain::courses::{Count, CourseEvent, Party, Registration, Waiting};
use domain::coverage::{
    Activity, Standing, of_delivery, of_group, of_measure, of_network, of_outreach, of_presentation, of_routine,
    of_survey,
};
use domain::deliveries::Delivery;
use domain::hours::WeekSheet;
use domain::needs::{Measure, Survey};
use domain::networks::NetworkMeeting;
use domain::outreach::OutreachItem;
use domain::part_plans::{PartPlans, PlanOf};
use domain::presentations::Presentation;
use domain::routines::Routine;
use domain::time::Occasion;
use serde::de::DeserializeOwned;
use surrealdb::types::Variables;

use super::Finding;
use crate::agenda::{AGENDA, AgendaRow};
use crate::courses::{self, BOOK, EVENT, QUEUE, REGISTRATION};
use crate::coverage::{self, FACT};
use crate::deliveries::{self, DELIVERY};
use crate::groups::{GROUP, HeadRow, SESSION, SessionRow, agenda_of, group, head};
use crate::hours::{self, SUM, SumRow, WEEK};
use crate::needs::{self, MEASURE, SURVEY};
use crate::networks::{self, MEETING};
use crate::outreach::ITEM;
use crate::part_plans::{self, PART_PLAN};
use crate::presentations::{PRESENTATION, entry_of};
use crate::routines::ROUTINE;
use crate::{Key, Result, Store, Table, row};

const CHECK: &str = "recount";

/// Counts every group and its calendar entries again from the rows of its sessions, and the entries of presentations, measures and
/// deliveries.
pub(super) async fn all(store: &Store) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let heads: Vec<(Key, HeadRow)> = readable(store, GROUP, &mut findings).await?;
    let mut sessions: BTreeMap<String, Vec<SessionRow>> = BTreeMap::new();
    for (key, session) in readable::<SessionRow>(store, SESSION, &mut findings).await? {
        if let Key::Many(parts) = key
            && let Some(of) = parts.into_iter().next()
        {
            sessions.entry(of).or_default().push(session);
        }
    }
    let mut expected: BTreeMap<Key, AgendaRow> = BTreeMap::new();
    let mut counted_from: Vec<Activity> = Vec::new();
    let mut parts: BTreeMap<Key, Vec<Occasion>> = BTreeMap::new();
    for (key, stored) in heads {
        let counted = group(stored.clone(), sessions.remove(&key.to_string()).unwrap_or_default());
        let now = head(&counted);
        for (figure, stored, now) in [
            ("held", stored.held.to_string(), now.held.to_string()),
            ("sessions", stored.sessions.to_string(), now.sessions.to_string()),
            ("taken", stored.taken.to_string(), now.taken.to_string()),
            ("stage", format!("{:?}", stored.stage), format!("{:?}", now.stage)),
        ] {
            if stored != now {
                findings.push(fault(
                    GROUP,
                    &key,
                    &format!("says {figure} {stored}, its sessions say {now}"),
                ));
            }
        }
        expected.extend(agenda_of(&counted).into_iter().map(|entry| (entry.key(), entry)));
        counted_from.extend(of_group(&counted));
    }
    for (_, one) in readable::<Presentation>(store, PRESENTATION, &mut findings).await? {
        let entry = entry_of(&one);
        counted_from.extend(of_presentation(&one));
        expected.insert(entry.key(), entry);
    }
    for (_, one) in readable::<Measure>(store, MEASURE, &mut findings).await? {
        expected.extend(needs::entries_of(&one).into_iter().map(|entry| (entry.key(), entry)));
        counted_from.extend(of_measure(&one));
        parts.insert(part_plans::key(PlanOf::Measure(one.id)), one.plan.parts);
    }
    for (_, one) in readable::<CourseEvent>(store, EVENT, &mut findings).await? {
        expected.extend(courses::entries_of(&one).into_iter().map(|entry| (entry.key(), entry)));
        parts.insert(part_plans::key(PlanOf::Course(one.id)), one.parts);
    }
    for (_, one) in readable::<Delivery>(store, DELIVERY, &mut findings).await? {
        let entry = deliveries::entry_of(&one);
        counted_from.extend(of_delivery(&one));
        expected.insert(entry.key(), entry);
    }
    for (_, one) in readable::<NetworkMeeting>(store, MEETING, &mut findings).await? {
        let entry = networks::entry_of(&one);
        counted_from.extend(of_network(&one));
        expected.insert(entry.key(), entry);
    }
    for (key, stored) in readable::<AgendaRow>(store, AGENDA, &mut findings).await? {
        match expected.remove(&key) {
            None => findings.push(fault(AGENDA, &key, "stands for nothing at its time")),
            Some(entry) if entry != stored => findings.push(fault(AGENDA, &key, "differs from what it stands for")),
            Some(_) => {}
        }
    }
    findings.extend(expected.keys().map(|key| fault(AGENDA, key, "is missing")));
    for (_, one) in readable::<Survey>(store, SURVEY, &mut findings).await? {
        counted_from.extend(of_survey(&one));
    }
    for (_, one) in readable::<OutreachItem>(store, ITEM, &mut findings).await? {
        counted_from.extend(of_outreach(&one));
    }
    for (_, one) in readable::<Routine>(store, ROUTINE, &mut findings).await? {
        counted_from.extend(of_routine(&one));
    }
    facts(store, counted_from, &mut findings).await?;
    planned(store, parts, &mut findings).await?;
    seats(store, &mut findings).await?;
    hour_sums(store, &mut findings).await?;
    Ok(findings)
}

/// What coverage is counted from against the activities themselves.
async fn facts(store: &Store, activities: Vec<Activity>, findings: &mut Vec<Finding>) -> Result<()> {
    let mut expected: BTreeMap<Key, Activity> = activities
        .into_iter()
        .map(|one| (coverage::key(&one.fact), one))
        .collect();
    for (key, stored) in readable::<Activity>(store, FACT, findings).await? {
        match expected.remove(&key) {
            // What was taken away stays, and counts for nothing.
            None if stored.fact.standing == Standing::Off && stored.title.is_empty() && stored.people.is_empty() => {}
            None => findings.push(fault(FACT, &key, "stands for nothing that is there")),
            Some(one) if one != stored => findings.push(fault(FACT, &key, "differs from what it stands for")),
            Some(_) => {}
        }
    }
    findings.extend(expected.keys().map(|key| fault(FACT, key, "is missing")));
    Ok(())
}

/// The parts that are planned one by one against those of their course or measure.
async fn planned(store: &Store, mut parts: BTreeMap<Key, Vec<Occasion>>, findings: &mut Vec<Finding>) -> Result<()> {
    for (key, stored) in readable::<PartPlans>(store, PART_PLAN, findings).await? {
        // One that stands for nothing leads nowhere, which is looked at elsewhere.
        let Some(slots) = parts.remove(&key) else { continue };
        if !stored.parts.iter().map(|part| &part.slot).eq(&slots) {
            findings.push(fault(PART_PLAN, &key, "has other parts than what it stands for"));
        }
    }
    findings.extend(parts.keys().map(|key| fault(PART_PLAN, key, "is missing")));
    Ok(())
}

/// Sums every month of hours again from the weeks.
async fn hour_sums(store: &Store, findings: &mut Vec<Finding>) -> Result<()> {
    let weeks: Vec<(Key, WeekSheet)> = readable(store, WEEK, findings).await?;
    let counted = hours::counted(weeks.iter().map(|(_, week)| week));
    let mut expected: BTreeMap<Key, SumRow> = counted.into_iter().map(|row| (row.key(), row)).collect();
    for (key, stored) in readable::<SumRow>(store, SUM, findings).await? {
        match expected.remove(&key) {
            None => findings.push(fault(SUM, &key, "sums up nothing")),
            Some(row) if row != stored => findings.push(fault(SUM, &key, "differs from its weeks")),
            Some(_) => {}
        }
    }
    findings.extend(expected.keys().map(|key| fault(SUM, key, "is missing")));
    Ok(())
}

/// Counts every book of seats again from its registrations, and looks at the queue.
async fn seats(store: &Store, findings: &mut Vec<Finding>) -> Result<()> {
    let mut counted: BTreeMap<Key, Count> = BTreeMap::new();
    let mut seated: BTreeMap<Key, Vec<Party>> = BTreeMap::new();
    let mut queue: BTreeMap<Key, Waiting> = BTreeMap::new();
    for (key, one) in readable::<Registration>(store, REGISTRATION, findings).await? {
        let event = Key::One(one.event.to_string());
        let count = counted.entry(event.clone()).or_default();
        count.last = count.last.max(one.number);
        if one.state.has_seat() {
            seated.entry(event).or_default().push(one.party());
        }
        if one.state.waits() {
            count.waiting += 1;
            queue.insert(key, courses::waiting(&one));
        }
    }
    for (key, stored) in readable::<Count>(store, BOOK, findings).await? {
        let mut now = counted.remove(&key).unwrap_or_default();
        now.recount(seated.remove(&key).unwrap_or_default());
        // Registrations are taken away after three years, and numbers are not given twice.
        let seats = |count: &Count| (count.taken, count.waiting, count.by_quota);
        if seats(&stored) != seats(&now) || stored.last < now.last {
            findings.push(fault(
                BOOK,
                &key,
                &format!("says {stored:?}, its registrations say {now:?}"),
            ));
        }
    }
    for (key, stored) in readable::<Waiting>(store, QUEUE, findings).await? {
        if queue.remove(&key) != Some(stored) {
            findings.push(fault(QUEUE, &key, "stands for nobody who waits so"));
        }
    }
    findings.extend(queue.keys().map(|key| fault(QUEUE, key, "is missing")));
    Ok(())
}

/// The rows of a table that have the shape of their type; each of the others is a finding.
async fn readable<T: DeserializeOwned>(
    store: &Store,
    table: Table,
    findings: &mut Vec<Finding>,
) -> Result<Vec<(Key, T)>> {
    let mut found = Vec::new();
    for json in store.rows(&format!("SELECT * FROM {table}"), Variables::new()).await? {
        let key: Key = row::from_json(json.get("id").cloned().unwrap_or_default())?;
        match row::from_json(json) {
            Ok(row) => found.push((key, row)),
            Err(_) => findings.push(fault(table, &key, "cannot be read")),
        }
    }
    Ok(found)
}

fn fault(table: Table, key: &Key, what: &str) -> Finding {
    Finding {
        check: CHECK,
        what: format!("{table} {key} {what}"),
    }
}
