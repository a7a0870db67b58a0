//! A person's calendar as far as time goes.

use std::collections::{BTreeSet, HashMap};

use domain::hours::{ActivityRef, Booking, HourKind, Standing, talk_for};
use domain::ids::PresentationId;
use domain::needs::MeasureStage;
use domain::networks::NetworkStage;
use domain::outreach::Audience;
use domain::{deliveries, presentations};
use store::agenda::{AgendaKind, AgendaRow};
use store::{Store, StoreError};

/// The entries of a calendar as bookings, in the same order. An entry whose activity has no id that can be read is left out.
pub(crate) async fn bookings(store: &Store, rows: &[AgendaRow]) -> Result<Vec<Booking>, StoreError> {
    let talks = rows.iter().filter(|row| row.kind == AgendaKind::Presentation);
    let ids: Vec<PresentationId> = talks.filter_map(|row| row.activity.parse().ok()).collect();
    let found = if ids.is_empty() {
        Vec::new()
    } else {
        store::presentations::by_id(store, ids).await?
    };
    let audiences: HashMap<String, BTreeSet<Audience>> = found
        .into_iter()
        .map(|one| (one.id.to_string(), one.audiences))
        .collect();
    let booked = rows.iter().filter_map(|row| {
        Some(Booking {
            activity: activity_of(row)?,
            kind: kind_of(row, &audiences),
            slot: row.slot,
            unit: row.unit,
            standing: standing_of(row),
        })
    });
    Ok(booked.collect())
}

/// What an entry of a calendar stands for.
pub(super) fn activity_of(row: &AgendaRow) -> Option<ActivityRef> {
    Some(ActivityRef {
        id: row.activity.parse().ok()?,
        number: row.number,
    })
}

fn kind_of(row: &AgendaRow, audiences: &HashMap<String, BTreeSet<Audience>>) -> HourKind {
    match row.kind {
        AgendaKind::GroupSession => HourKind::GroupSession,
        AgendaKind::Presentation => audiences.get(&row.activity).map_or(HourKind::MixedTalk, talk_for),
        AgendaKind::Delivery => HourKind::Lesson,
        AgendaKind::Measure => HourKind::Measure,
        AgendaKind::Course => HourKind::Course,
        AgendaKind::Network => HourKind::Networks,
    }
}

fn standing_of(row: &AgendaRow) -> Standing {
    let state = row.state.as_str();
    match row.kind {
        AgendaKind::GroupSession => match state {
            "held" | "evaluated" => Standing::Held,
            "planned" | "confirmed" => Standing::Planned,
            _ => Standing::Off,
        },
        AgendaKind::Presentation => match presentations::Stage::from_name(state) {
            Some(presentations::Stage::Held | presentations::Stage::Evaluated) => Standing::Held,
            Some(presentations::Stage::Agreed | presentations::Stage::Invited) => Standing::Planned,
            Some(presentations::Stage::Cancelled) | None => Standing::Off,
        },
        AgendaKind::Delivery => match deliveries::Stage::from_name(state) {
            Some(deliveries::Stage::Held | deliveries::Stage::Evaluated) => Standing::Held,
            Some(deliveries::Stage::Planned) => Standing::Planned,
            Some(deliveries::Stage::Cancelled) | None => Standing::Off,
        },
        AgendaKind::Measure => match MeasureStage::from_name(state) {
            Some(MeasureStage::Held | MeasureStage::FollowedUp) => Standing::Held,
            Some(MeasureStage::Planned) => Standing::Planned,
            Some(MeasureStage::Cancelled) | None => Standing::Off,
        },
        AgendaKind::Network => match NetworkStage::from_name(state) {
            Some(NetworkStage::Held) => Standing::Held,
            Some(NetworkStage::Planned) => Standing::Planned,
            Some(NetworkStage::Cancelled) | None => Standing::Off,
        },
        // A course is over when its time is.
        AgendaKind::Course if state == "published" => Standing::Planned,
        AgendaKind::Course => Standing::Off,
    }
}
