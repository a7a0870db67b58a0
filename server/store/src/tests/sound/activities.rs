//! Sound records of what is planned and held: presentations, lessons, outreach, surveys, measures, routines and meetings.

use super::*;

/// An evening for parents, agreed.
pub(crate) fn presentation() -> Presentation {
    let plan = PlanEdit {
        title: Title::parse("Foreldrekveld").unwrap(),
        audiences: BTreeSet::from([Audience::Parents]),
        class: ShortText::default(),
        host: ShortText::default(),
        place: ShortText::parse("Kantina").unwrap(),
        video: None,
        slot: Occasion {
            date: date(2026, 11, 24),
            start: time(18, 0, 0, 0),
            minutes: OccasionMinutes::new(90).unwrap(),
        },
        expected: None,
    };
    let new = NewPresentation {
        id: PRESENTATION,
        unit: UNIT,
        plan,
        interpreters: BTreeMap::new(),
    };
    let mut made = domain::presentations::create(&new, PERSON, Some(OWNER)).unwrap();
    note_change(None, &mut made, at("2026-11-01T08:00:00Z"));
    made
}

/// A lesson, planned from the first edition of the module.
pub(crate) fn delivery() -> Delivery {
    let new = NewDelivery {
        id: DELIVERY,
        module: MODULE,
        unit: UNIT,
        reason: ShortText::default(),
        plan: DeliveryPlan {
            class: ShortText::parse("9B").unwrap(),
            teacher: ShortText::default(),
            place: ShortText::default(),
            slot: Occasion {
                date: date(2026, 11, 20),
                start: time(10, 15, 0, 0),
                minutes: OccasionMinutes::new(60).unwrap(),
            },
            adaptation: Note::default(),
        },
    };
    let source = Source {
        edition: 1,
        title: Title::parse("Retten til å velge selv").unwrap(),
        minutes: OccasionMinutes::new(60).unwrap(),
        run_sheet: RunSheet {
            blocks: vec![Block::new(
                BlockId::new(Ulid(14)),
                BlockMinutes::new(60).unwrap(),
                Title::parse("Film og samtale").unwrap(),
            )],
        },
    };
    let mut made = lessons::create(&new, &source, PERSON, Some(OWNER)).unwrap();
    lessons::note_change(None, &mut made, at("2026-11-01T08:00:00Z"));
    made
}

pub(crate) fn outreach_item() -> OutreachItem {
    OutreachItem {
        id: OUTREACH,
        unit: UNIT,
        owner: Some(OWNER),
        audiences: BTreeSet::from([Audience::Staff]),
        known: BTreeSet::from([Known::Nora]),
        channel: Channel::Poster,
        date: date(2026, 11, 2),
        reach: None,
        note: ShortText::default(),
        by: PERSON,
        version: 1,
    }
}

/// Of a staff of 62.
pub(crate) fn survey() -> Survey {
    let new = NewSurvey {
        id: SURVEY,
        unit: UNIT,
        plan: SurveyPlan {
            audience: BTreeSet::from([StaffGroup::Teachers]),
            invited: StaffCount::new(62).unwrap(),
            closes_on: date(2026, 12, 7),
        },
    };
    let code = SurveyCode::typed("23456-23458").unwrap();
    domain::needs::open(&new, code, PERSON, Some(OWNER), date(2026, 11, 23)).unwrap()
}

/// So many answers, all alike.
pub(crate) fn answers(count: usize) -> Tally {
    let marks: BTreeMap<String, String> = Area::ALL.map(|area| (area.name().to_owned(), "3".to_owned())).into();
    let answer = Answer::parse(&marks).unwrap();
    (0..count).fold(Tally::default(), |sums, _| sums.with(&answer).unwrap())
}

/// In use since September.
pub(crate) fn routine() -> Routine {
    let at = RoutineRef {
        unit: UNIT,
        scope: RoutineScope::Handling,
    };
    let details = Details {
        document: ShortText::parse("26/1044-3").unwrap(),
        ..Details::default()
    };
    let adopted = date(2026, 9, 1);
    let commands = [
        RoutineCommand::Begin { details },
        RoutineCommand::Submit,
        RoutineCommand::Adopt {
            on: adopted,
            by: Adopter::Head,
            next_review: proposed_review(adopted),
        },
        RoutineCommand::TakeIntoUse,
    ];
    let mut made: Option<Routine> = None;
    for command in &commands {
        let place = (at, Some(OWNER));
        made = Some(domain::routines::apply(made.as_ref(), command, place, PERSON, date(2026, 11, 23)).unwrap());
    }
    let made = made.unwrap();
    Routine { version: 1, ..made }
}

/// For two places, ahead.
pub(crate) fn network_meeting() -> NetworkMeeting {
    let new = NewNetworkMeeting {
        id: NETWORK,
        unit: UNIT,
        plan: NetworkPlan {
            theme: Title::parse("Hvem gjør hva før sommeren").unwrap(),
            kind: NetworkKind::Local,
            further: BTreeSet::from([NEARBY]),
            services: BTreeSet::from([ServiceKind::Nav]),
            place: ShortText::parse("Rådhuset").unwrap(),
            video: None,
            slot: Occasion {
                date: date(2026, 12, 3),
                start: time(13, 0, 0, 0),
                minutes: OccasionMinutes::new(90).unwrap(),
            },
        },
    };
    let mut made = domain::networks::plan(&new, PERSON, Some(OWNER)).unwrap();
    domain::networks::note_change(None, &mut made, at("2026-11-01T08:00:00Z"));
    made
}

/// Two parts in January.
pub(crate) fn measure() -> Measure {
    let part = |day: i8| LocalSlot {
        date: date(2027, 1, day),
        start: time(9, 0, 0, 0),
        minutes: OccasionMinutes::new(90).unwrap(),
    };
    let new = NewMeasure {
        id: MEASURE,
        unit: UNIT,
        plan: MeasurePlan {
            title: Title::parse("Rutine og meldeplikt").unwrap(),
            goal: Note::default(),
            areas: BTreeSet::from([Area::Routine]),
            need: Need::Surveyed {
                survey: SURVEY,
                area: Area::Routine,
            },
            groups: BTreeMap::from([(StaffGroup::Teachers, Headcount::new(45).unwrap())]),
            staff: StaffCount::new(62).unwrap(),
            level: Level::Basic,
            format: MeasureFormat::PlanningDay,
            place: ShortText::default(),
            materials: Note::default(),
            parts: vec![part(4), part(11)],
            follow_up_on: Some(date(2027, 4, 5)),
        },
    };
    let mut made = domain::needs::plan_measure(&new, PERSON, Some(OWNER)).unwrap();
    domain::needs::note_change(None, &mut made, at("2026-11-01T08:00:00Z"));
    made
}
