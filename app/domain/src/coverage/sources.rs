//! What each kind of activity says to coverage. Preparation is no time with people; what is called off counts for nothing.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::fact::{Activity, Fact, Kind, Reached, Source, Standing};
use crate::deliveries::{Delivery, Stage as DeliveryStage};
use crate::groups::{Group, GroupSession, SessionState};
use crate::ids::{PersonId, UnitId};
use crate::needs::{Measure, MeasureStage, Survey};
use crate::networks::{NetworkMeeting, NetworkStage};
use crate::outreach::{Audience, OutreachItem};
use crate::presentations::{Presentation, Stage as PresentationStage};
use crate::routines::Routine;
use crate::time::Occasion;

/// A discussion group: each of its sessions. One in the bin says nothing.
pub fn of_group(group: &Group) -> Vec<Activity> {
    if group.binned.is_some() {
        return Vec::new();
    }
    let people: BTreeSet<PersonId> = group.leaders().collect();
    let told = |session: &GroupSession| {
        let held = session.state.held();
        let standing = match &session.state {
            SessionState::Draft | SessionState::Planned | SessionState::Confirmed => Standing::Planned,
            SessionState::Held { .. } | SessionState::Evaluated { .. } => Standing::Held,
            SessionState::Cancelled { .. } | SessionState::Postponed { .. } => Standing::Off,
        };
        Activity {
            fact: Fact {
                source: Source::Group(group.id),
                number: session.number,
                kind: Kind::Groups,
                unit: group.unit,
                day: session.slot.date,
                until: None,
                standing,
                reached: Reached {
                    pupils: held.map_or(0, |held| held.present.get().into()),
                    ..Reached::default()
                },
                minutes: held.map_or_else(
                    || session.slot.minutes.get().into(),
                    |held| held.delivery_minutes.get().into(),
                ),
            },
            title: group.name.to_string(),
            people: people.clone(),
        }
    };
    group.sessions.iter().map(told).collect()
}

/// A lesson held from a module.
pub fn of_delivery(delivery: &Delivery) -> Vec<Activity> {
    let closing = delivery.closing();
    let standing = match delivery.stage() {
        DeliveryStage::Planned => Standing::Planned,
        DeliveryStage::Held | DeliveryStage::Evaluated => Standing::Held,
        DeliveryStage::Cancelled => Standing::Off,
    };
    let fact = Fact {
        source: Source::Delivery(delivery.id),
        number: 1,
        kind: Kind::Teaching,
        unit: delivery.unit,
        day: delivery.slot.date,
        until: None,
        standing,
        reached: Reached {
            pupils: closing.map_or(0, |closing| closing.present.get().into()),
            ..Reached::default()
        },
        minutes: closing.map_or_else(
            || delivery.slot.minutes.get().into(),
            |closing| closing.delivery_minutes.get().into(),
        ),
    };
    vec![Activity {
        fact,
        title: delivery.title.to_string(),
        people: BTreeSet::from([delivery.adviser]),
    }]
}

/// A presentation. Guests of several kinds were counted as one, and stay so.
pub fn of_presentation(presentation: &Presentation) -> Vec<Activity> {
    let closing = presentation.closing();
    let standing = match presentation.stage() {
        PresentationStage::Agreed | PresentationStage::Invited => Standing::Planned,
        PresentationStage::Held | PresentationStage::Evaluated => Standing::Held,
        PresentationStage::Cancelled => Standing::Off,
    };
    let fact = Fact {
        source: Source::Presentation(presentation.id),
        number: 1,
        kind: Kind::Presentations,
        unit: presentation.unit,
        day: presentation.slot.date,
        until: None,
        standing,
        reached: closing.map_or_else(Reached::default, |closing| {
            counted(&presentation.audiences, closing.present.get().into())
        }),
        minutes: closing.map_or_else(
            || presentation.slot.minutes.get().into(),
            |closing| closing.delivery_minutes.get().into(),
        ),
    };
    vec![Activity {
        fact,
        title: presentation.title.to_string(),
        people: BTreeSet::from([presentation.presenter]),
    }]
}

/// A competence measure: each of its parts, with what was counted of the whole on the first.
pub fn of_measure(measure: &Measure) -> Vec<Activity> {
    let closing = measure.closing();
    let standing = match measure.stage() {
        MeasureStage::Planned => Standing::Planned,
        MeasureStage::Held | MeasureStage::FollowedUp => Standing::Held,
        MeasureStage::Cancelled => Standing::Off,
    };
    let told = |(number, slot): (u8, &Occasion)| {
        let minutes = match closing {
            None => slot.minutes.get().into(),
            Some(closing) if number == 1 => closing.delivery_minutes.get().into(),
            Some(_) => 0,
        };
        let staff = if number == 1 { measure.present().unwrap_or(0) } else { 0 };
        Activity {
            fact: Fact {
                source: Source::Measure(measure.id),
                number,
                kind: Kind::Competence,
                unit: measure.unit,
                day: slot.date,
                until: None,
                standing,
                reached: Reached {
                    staff,
                    ..Reached::default()
                },
                minutes,
            },
            title: measure.plan.title.to_string(),
            people: BTreeSet::from([measure.adviser]),
        }
    };
    (1_u8..).zip(&measure.plan.parts).map(told).collect()
}

/// A needs survey: carried out once it takes no more answers.
pub fn of_survey(survey: &Survey) -> Vec<Activity> {
    let (on, standing) = match survey.closed_on {
        Some(day) => (day, Standing::Held),
        None => (survey.closes_on, Standing::Runs),
    };
    vec![once(
        Source::Survey(survey.id),
        Kind::NeedsMapping,
        survey.unit,
        (on, standing),
        Reached::default(),
        survey.by,
    )]
}

/// A routine: each stretch in which it held, from the day on which an edition was adopted or gone through; and the day on which the edition
/// that is worked on is to be adopted, where one is planned.
pub fn of_routine(routine: &Routine) -> Vec<Activity> {
    let spans = routine.spans().into_iter();
    let held = spans.map(|(day, until)| (day, Some(until), Standing::Held));
    let planned = routine.planned_on.filter(|_| routine.work().is_some());
    let planned = planned.map(|day| (day, None, Standing::Planned));
    let told = |(number, (day, until, standing)): (u8, (Date, Option<Date>, Standing))| Activity {
        fact: Fact {
            source: Source::Routine(routine.at),
            number,
            kind: Kind::Routines,
            unit: routine.at.unit,
            day,
            until,
            standing,
            reached: Reached::default(),
            minutes: 0,
        },
        title: routine.title.to_string(),
        people: BTreeSet::from([routine.by]),
    };
    (1_u8..).zip(held.chain(planned)).map(told).collect()
}

/// A meeting of a network: once for each of the places that it is for. Headcount and time are counted at the one that calls it, so that no sum
/// has them twice.
pub fn of_network(meeting: &NetworkMeeting) -> Vec<Activity> {
    let closing = meeting.closing();
    let standing = match meeting.stage() {
        NetworkStage::Planned => Standing::Planned,
        NetworkStage::Held => Standing::Held,
        NetworkStage::Cancelled => Standing::Off,
    };
    let told = |(number, unit): (u8, UnitId)| {
        let is_first = number == 1;
        Activity {
            fact: Fact {
                source: Source::Network(meeting.id),
                number,
                kind: Kind::Networks,
                unit,
                day: meeting.plan.slot.date,
                until: None,
                standing,
                reached: Reached {
                    services: closing
                        .filter(|_| is_first)
                        .map_or(0, |closing| closing.present.get().into()),
                    ..Reached::default()
                },
                minutes: match closing {
                    _ if !is_first => 0,
                    Some(closing) => closing.delivery_minutes.get().into(),
                    None => meeting.plan.slot.minutes.get().into(),
                },
            },
            title: meeting.plan.theme.to_string(),
            people: BTreeSet::from([meeting.adviser]),
        }
    };
    (1_u8..).zip(meeting.units()).map(told).collect()
}

/// Something made known without a presentation.
pub fn of_outreach(item: &OutreachItem) -> Vec<Activity> {
    let reach = item.reach.map_or(0, |count| count.get().into());
    vec![once(
        Source::Outreach(item.id),
        Kind::Services,
        item.unit,
        (item.date, Standing::Held),
        counted(&item.audiences, reach),
        item.by,
    )]
}

fn once(
    source: Source,
    kind: Kind,
    unit: UnitId,
    (day, standing): (Date, Standing),
    reached: Reached,
    by: PersonId,
) -> Activity {
    Activity {
        fact: Fact {
            source,
            number: 1,
            kind,
            unit,
            day,
            until: None,
            standing,
            reached,
            minutes: 0,
        },
        title: String::new(),
        people: BTreeSet::from([by]),
    }
}

/// A headcount of these audiences.
fn counted(audiences: &BTreeSet<Audience>, present: u32) -> Reached {
    let mut reached = Reached::default();
    let mut kinds = audiences.iter();
    match (kinds.next(), kinds.next()) {
        (Some(Audience::Pupils), None) => reached.pupils = present,
        (Some(Audience::Parents), None) => reached.parents = present,
        (Some(Audience::Staff), None) => reached.staff = present,
        (Some(Audience::Services), None) => reached.services = present,
        _ => reached.mixed = present,
    }
    reached
}
