//! A course to try rules on.

use std::collections::BTreeSet;

use jiff::civil::{Date, date, time};
use ulid::Ulid;

use super::*;
use crate::ids::{EventId, PersonId};
use crate::people::Language;
use crate::places::codes::MunicipalityCode;
use crate::text::{Capacity, Email, Note, OccasionMinutes, PartySize, PersonName, ShortText, Title};
use crate::time::{LocalSlot, Occasion};

pub(crate) const TODAY: Date = date(2026, 11, 23);
pub(crate) const ADVISER: PersonId = PersonId::new(Ulid(1));
pub(crate) const COLLEAGUE: PersonId = PersonId::new(Ulid(2));

pub(crate) fn part(day: Date, hour: i8, minutes: i64) -> Occasion {
    LocalSlot {
        date: day,
        start: time(hour, 0, 0, 0),
        minutes: OccasionMinutes::new(minutes).unwrap(),
    }
}

/// A day seminar on Thursday 10 December 2026, for 40.
pub(crate) fn plan() -> PlanEdit {
    PlanEdit {
        title: Title::parse("Fra uro til handling").unwrap(),
        about: Note::default(),
        programme: Note::default(),
        themes: BTreeSet::new(),
        services: BTreeSet::from([ServiceKind::Nav]),
        municipalities: BTreeSet::new(),
        format: Format::Physical,
        place: ShortText::parse("Kulturhuset").unwrap(),
        access: ShortText::default(),
        video: None,
        parts: vec![part(date(2026, 12, 10), 9, 360)],
        speakers: ShortText::default(),
        host: ShortText::default(),
        contact: PersonName::parse("Vegard Strøm").unwrap(),
        contact_email: Email::parse("vegard@imdi.example").unwrap(),
        capacity: Capacity::new(40).unwrap(),
        deadline: date(2026, 12, 3),
        promotion: Promotion::Offer,
        group_policy: GroupPolicy::SkipOver,
        asks_leader: false,
        minimum: None,
        quotas: None,
        language: Language::Nb,
    }
}

pub(crate) fn draft() -> CourseEvent {
    let new = NewEvent {
        id: EventId::new(Ulid(9)),
        adviser: Some(ADVISER),
        plan: plan(),
    };
    create(&new, ADVISER, TODAY).unwrap()
}

pub(crate) fn done(before: &CourseEvent, commands: &[(EventCommand, PersonId)]) -> CourseEvent {
    commands.iter().fold(before.clone(), |event, (command, by)| {
        apply(&event, command, *by, 0, TODAY).unwrap()
    })
}

pub(crate) fn published() -> CourseEvent {
    done(
        &draft(),
        &[
            (EventCommand::Approve { side: Side::Adviser }, ADVISER),
            (EventCommand::Approve { side: Side::Team }, COLLEAGUE),
            (EventCommand::Publish, ADVISER),
        ],
    )
}

/// Silje, who has registered alone.
pub(crate) fn registered(state: State) -> Registration {
    let given = NewRegistration {
        kind: Kind::One,
        contact: Contact {
            name: PersonName::parse("Silje Ruud").unwrap(),
            email: Email::parse("silje@nav.example").unwrap(),
        },
        colleagues: Vec::new(),
        seats: PartySize::new(1).unwrap(),
        role: StaffRole::NavAdviser,
        service: ServiceKind::Nav,
        workplace: ShortText::parse("NAV").unwrap(),
        municipality: MunicipalityCode::parse("0301").unwrap(),
        needs: ShortText::default(),
        question: Note::default(),
        leader: None,
        language: Language::Nb,
    };
    Registration::entered(
        EventId::new(Ulid(9)),
        1,
        given,
        state,
        "2026-11-23T11:00:00Z".parse().unwrap(),
    )
}
