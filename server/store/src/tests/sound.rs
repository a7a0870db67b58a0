//! A small world in which everything fits, for tests that plant a fault in it.

use std::collections::{BTreeMap, BTreeSet};

use domain::agreements::{
    Agreement, Amount, Category, Contact, Expense, Item, Line, NewAgreement, NewExpense, Party, Phone, Position,
    Reference, State, Terms,
};
use domain::calendars::OwnerCalendar;
use domain::comments::Comment;
use domain::courses::ServiceKind;
use domain::coverage::drafts::{Step, WhatIf};
use domain::coverage::gaps::{Gap, GapNote, GapRule, GapState};
use domain::coverage::{Kind, TargetChange, UnitTargets};
use domain::deliveries::{self as lessons, Delivery, DeliveryPlan, NewDelivery, Source};
use domain::evaluations::Evaluation;
use domain::files::{Attachment, FileAbout, FileKind};
use domain::groups::calendar::CalendarMark;
use domain::groups::plan::{Composition, Grade, Group, GroupSession};
use domain::groups::state::{CancelReason, SessionState};
use domain::hours::{
    Entry, EntryMinutes, HourKind, HourPeriod, Month, NewEntry, PeriodState, Rules, TravelMinutes, WeekSheet, counted,
};
use domain::ids::{
    AgreementId, BlockId, CommentId, DeliveryId, ExpenseId, FileId, GroupId, MeasureId, ModuleId, NetworkId,
    OutreachId, OwnerId, PersonId, PlacementId, PresentationId, ProgrammeId, ProposalId, SignInId, SurveyId, UnitId,
    WhatIfId,
};
use domain::modules::{Licence, Module, ModuleHead, NewModule};
use domain::needs::{
    Answer, Area, Level, Measure, MeasureFormat, MeasurePlan, Need, NewMeasure, NewSurvey, StaffGroup, Survey,
    SurveyCode, SurveyPlan, Tally,
};
use domain::networks::{NetworkKind, NetworkMeeting, NetworkPlan, NewNetworkMeeting};
use domain::nora::{
    Checklist, Content, LanguageForm, NewProposal, Origin, Proposal, ProposalCommand, ProposalKind, TargetGroup, apply,
    create,
};
use domain::outreach::{Audience, Channel, Known, OutreachItem};
use domain::people::pledge::Acceptance;
use domain::people::{Language, Person};
use domain::places::{NearbyUnit, Owner, OwnerKind, Placement, PlacementState, Unit, UnitKind};
use domain::presentations::{NewPresentation, PlanEdit, Presentation, note_change};
use domain::programmes::{Programme, ProgrammeSession};
use domain::routines::{Adopter, Details, Routine, RoutineCommand, RoutineRef, RoutineScope, proposed_review};
use domain::run_sheet::{Block, RunSheet};
use domain::text::{
    BlockMinutes, Email, Headcount, LessonMinutes, LongText, Note, NoticeMonths, OccasionMinutes, Percent, PersonName,
    Remark, Seats, SessionMinutes, ShortText, StaffCount, Target, Title,
};
use domain::time::{LocalSlot, Occasion, SchoolYear, Semester};
use jiff::civil::{date, time};
use serde::de::DeserializeOwned;
use serde_json::json;
use ulid::Ulid;

use super::{at, courses, fresh};
use crate::calendar_feed::{self, FAREWELL, FarewellRow, FeedRow};
use crate::modules::ModuleFileRow;
use crate::presence::{self, PresenceRow};
use crate::sessions::{ATTEMPT, AttemptRow, CredentialRow, SIGN_IN, SignInRow, set_credential};
use crate::{
    AuditEntry, Key, Store, Tx, agreements, calendars, coverage, deliveries, evaluations, groups, hours, modules,
    needs, networks, nora, outreach, people, placements, places, presentations, programmes, routines,
};

pub(crate) const PERSON: PersonId = PersonId::new(Ulid(1));
pub(super) const OWNER: OwnerId = OwnerId::new(Ulid(2));
pub(super) const UNIT: UnitId = UnitId::new(Ulid(3));
pub(super) const NEARBY: UnitId = UnitId::new(Ulid(4));
pub(super) const WHAT_IF: WhatIfId = WhatIfId::new(Ulid(60));
pub(super) const PLACEMENT: PlacementId = PlacementId::new(Ulid(5));
pub(super) const GROUP: GroupId = GroupId::new(Ulid(6));
pub(super) const PROGRAMME: ProgrammeId = ProgrammeId::new(Ulid(8));
pub(super) const MODULE: ModuleId = ModuleId::new(Ulid(9));
pub(super) const PRESENTATION: PresentationId = PresentationId::new(Ulid(10));
pub(super) const OUTREACH: OutreachId = OutreachId::new(Ulid(11));
pub(super) const DELIVERY: DeliveryId = DeliveryId::new(Ulid(13));
pub(super) const FILE: FileId = FileId::new(Ulid(14));
pub(super) const PROPOSAL: ProposalId = ProposalId::new(Ulid(12));
pub(super) const SURVEY: SurveyId = SurveyId::new(Ulid(15));
pub(super) const MEASURE: MeasureId = MeasureId::new(Ulid(16));
pub(super) const AGREEMENT: AgreementId = AgreementId::new(Ulid(17));
pub(super) const NETWORK: NetworkId = NetworkId::new(Ulid(19));
pub(super) const EXPENSE: ExpenseId = ExpenseId::new(Ulid(18));

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_value(json!(text)).unwrap()
}

fn unit(id: UnitId, org_number: &str) -> Unit {
    Unit {
        id,
        name: Title::parse("Granlia skole (test)").unwrap(),
        kind: UnitKind::LowerSecondary,
        municipality: read("3301"),
        owner: Some(OWNER),
        org_number: Some(read(org_number)),
        pupils: None,
        staff: None,
        active: true,
        merged: None,
        past: Vec::new(),
        version: 1,
    }
}

fn person() -> Person {
    Person {
        id: PERSON,
        name: Title::parse("Ingrid Moen").unwrap(),
        email: Email::parse("ingrid@skole.example").unwrap(),
        language: Language::Nb,
        grants: Vec::new(),
        active: true,
        version: 1,
    }
}

/// Three sessions: the second is cancelled.
pub(crate) fn group() -> Group {
    let session = |number: u8| GroupSession {
        number,
        slot: LocalSlot {
            date: date(2026, 11, i8::try_from(number).unwrap()),
            start: time(12, 15, 0, 0),
            minutes: SessionMinutes::new(75).unwrap(),
        },
        theme: ShortText::default(),
        goal: ShortText::default(),
        state: if number == 2 {
            SessionState::Cancelled {
                reason: CancelReason::Room,
            }
        } else {
            SessionState::Planned
        },
        run_sheet: RunSheet::default(),
        ticks: BTreeMap::new(),
        comments: vec![Comment {
            id: CommentId::new(Ulid(90)),
            by: PERSON,
            on: date(2026, 11, 2),
            text: Note::parse("Kortere?").unwrap(),
            block: None,
            resolved: false,
        }],
        calendar: CalendarMark {
            sequence: u32::from(number),
            changed_at: at("2026-11-01T08:00:00Z"),
        },
    };
    Group {
        id: GROUP,
        name: Title::parse("Jentegruppe høst").unwrap(),
        unit: UNIT,
        owner: Some(OWNER),
        semester: Semester::of(date(2026, 11, 1)),
        composition: Composition::Girls,
        seats_min: Seats::new(6).unwrap(),
        seats_max: Seats::new(10).unwrap(),
        target: ShortText::default(),
        goal: Note::default(),
        room: ShortText::default(),
        co_leader: ShortText::default(),
        recruitment: Note::default(),
        budget: Note::default(),
        programme: Some(PROGRAMME),
        grades: BTreeMap::from([(1, Grade::Vg1)]),
        binned: None,
        leader: PERSON,
        further_leaders: BTreeSet::new(),
        sessions: (1..=3).map(session).collect(),
        version: 1,
    }
}

fn programme() -> Programme {
    Programme {
        id: PROGRAMME,
        title: Title::parse("Jentegruppe i åtte samlinger").unwrap(),
        summary: Note::default(),
        author: Some(PERSON),
        made_on: Some(date(2026, 11, 23)),
        minutes: SessionMinutes::new(75).unwrap(),
        sessions: vec![ProgrammeSession::default()],
        withdrawn: false,
        version: 1,
    }
}

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

/// A draft with a step, and nothing before it.
pub(crate) fn what_if() -> WhatIf {
    WhatIf {
        id: WHAT_IF,
        owner: PERSON,
        name: Title::parse("Vår").unwrap(),
        period: "school_year-2026".parse().unwrap(),
        steps: vec![Step::Move {
            placement: PLACEMENT,
            unit: UNIT,
            percent: Percent::new(50).unwrap(),
            on: date(2027, 1, 4),
        }],
        earlier: Some(Vec::new()),
        changed_on: date(2026, 11, 23),
        version: 1,
    }
}

/// A poster for staff.
pub(crate) fn gap_note() -> GapNote {
    GapNote {
        gap: Gap {
            rule: GapRule::NoSurvey,
            unit: UNIT,
            since: None,
        },
        state: GapState::Sent {
            on: date(2026, 11, 2),
            by: PERSON,
        },
        version: 1,
    }
}

pub(crate) fn targets() -> UnitTargets {
    UnitTargets {
        unit: UNIT,
        year: SchoolYear::starting(2026),
        targets: [(Kind::Groups, Target::new(2).unwrap())].into(),
        history: vec![TargetChange {
            on: date(2026, 9, 1),
            by: PERSON,
            reason: ShortText::parse("Ny leder").unwrap(),
            before: [(Kind::Groups, Target::new(1).unwrap())].into(),
        }],
        version: 2,
    }
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

/// A week of October and November with an hour in each.
pub(crate) fn week_sheet() -> WeekSheet {
    let entry = |number: u16, day| {
        let new = NewEntry {
            day,
            kind: HourKind::Cases,
            minutes: EntryMinutes::new(60).unwrap(),
            travel: TravelMinutes::new(15).unwrap(),
            unit: Some(UNIT),
        };
        Entry {
            number,
            day,
            kind: new.kind,
            minutes: new.minutes,
            travel: new.travel,
            unit: new.unit,
            activity: None,
            sums: counted(&new, &Rules::default()),
        }
    };
    WeekSheet {
        entries: vec![entry(1, date(2026, 10, 30)), entry(2, date(2026, 11, 1))],
        last_number: 2,
        confirmed_at: Some(at("2026-11-02T08:00:00Z")),
        version: 1,
        ..WeekSheet::empty(PERSON, date(2026, 10, 26), true)
    }
}

/// A month that is closed.
pub(crate) fn hour_period() -> HourPeriod {
    HourPeriod {
        person: PERSON,
        month: Month::of(date(2026, 9, 1)),
        state: PeriodState::Closed,
        by: PERSON,
        on: date(2026, 10, 1),
        version: 1,
    }
}

/// Signed, for three school years, with everything that an agreement can have.
pub(crate) fn agreement() -> Agreement {
    let contact = |party: Party| Contact {
        party,
        name: PersonName::parse("Kari Vik").unwrap(),
        role: ShortText::parse("seksjonsleder").unwrap(),
        email: Email::parse("kari@skole.example").unwrap(),
        phone: Some(Phone::parse("22 00 00 00").unwrap()),
    };
    let new = NewAgreement {
        id: AGREEMENT,
        owner: OWNER,
        terms: Terms {
            units: BTreeSet::from([UNIT]),
            nearby: BTreeSet::from([NEARBY]),
            positions: vec![
                Position {
                    unit: UNIT,
                    percent: Percent::new(60).unwrap(),
                    placement: Some(PLACEMENT),
                },
                Position {
                    unit: UNIT,
                    percent: Percent::new(40).unwrap(),
                    placement: None,
                },
            ],
            from: date(2024, 8, 1),
            to: date(2027, 7, 31),
            notice_months: NoticeMonths::new(3).unwrap(),
            responsibilities: BTreeMap::from([(
                Item::Office,
                BTreeSet::from([Party::SchoolLeader, Party::SchoolOwner]),
            )]),
            lines: BTreeMap::from([(
                Category::Food,
                Line {
                    payer: Party::SchoolOwner,
                    yearly_limit: Some(Amount::from_ore(2_000_000).unwrap()),
                },
            )]),
            contacts: vec![contact(Party::Imdi), contact(Party::SchoolOwner)],
            document: Some(Reference::parse("2024/17-3").unwrap()),
        },
    };
    let made = domain::agreements::create(&new, PERSON, date(2024, 6, 1)).unwrap();
    Agreement {
        state: State::Active,
        ..made
    }
}

/// Food for a group.
pub(crate) fn expense() -> Expense {
    let new = NewExpense {
        id: EXPENSE,
        category: Category::Food,
        date: date(2026, 11, 2),
        amount: Amount::from_ore(124_050).unwrap(),
        activity: None,
        receipt: Reference::parse("Bilag 17").unwrap(),
        reason: ShortText::default(),
    };
    domain::agreements::record(&new, &agreement(), &[], PERSON, date(2026, 11, 23)).unwrap()
}

pub(super) fn module() -> Module {
    let head = ModuleHead::new(
        Title::parse("Retten til å velge selv").unwrap(),
        LessonMinutes::new(60).unwrap(),
    );
    let module = Module {
        edition: 1,
        ..domain::modules::create(&NewModule { id: MODULE, head }, PERSON).unwrap()
    };
    domain::modules::add_file(&module, &attachment(), PERSON).unwrap()
}

fn attachment() -> Attachment {
    Attachment {
        id: FILE,
        about: FileAbout {
            name: Title::parse("Lovkort").unwrap(),
            licence: Licence::CcBy,
            expires: None,
        },
        kind: FileKind::Pdf,
        bytes: 2048,
        hash: read(&"0123456789abcdef".repeat(4)),
    }
}

fn module_file(now: jiff::Timestamp) -> ModuleFileRow {
    ModuleFileRow {
        module: MODULE,
        file: attachment(),
        by: PERSON,
        at: now,
        left_at: None,
    }
}

fn proposal() -> Proposal {
    let content = Content {
        kind: ProposalKind::Article,
        target: TargetGroup::Staff,
        language: LanguageForm::Bokmal,
        title: Title::parse("Slik snakker vi om ferien").unwrap(),
        body: LongText::parse("Spør åpent.").unwrap(),
        checklist: Checklist::default(),
        legal_check: false,
    };
    let new = NewProposal {
        id: PROPOSAL,
        origin: Origin::Experience,
        content,
        is_idea: false,
    };
    let text = Remark::parse("Kan stå slik.").unwrap();
    let today = date(2026, 11, 23);
    let draft = create(&new, PERSON, today);
    apply(&draft, &ProposalCommand::Comment { text }, PERSON, today).unwrap()
}

/// Every table with a link has a row, and every link leads somewhere.
pub(super) async fn world() -> Store {
    let store = fresh().await;
    let now = at("2026-11-23T08:00:00Z");
    let mut tx = Tx::new();
    people::create(&mut tx, &person());
    people::accept(&mut tx, PERSON, Acceptance { version: 1, at: now });
    places::create_owner(
        &mut tx,
        &Owner {
            id: OWNER,
            name: Title::parse("Drammen kommune (test)").unwrap(),
            kind: OwnerKind::Municipality,
            code: Some("3301".to_owned()),
            org_number: None,
            version: 1,
        },
    );
    places::create_units(&mut tx, &[unit(UNIT, "974760673"), unit(NEARBY, "889640782")]);
    let nearby = NearbyUnit {
        host: UNIT,
        nearby: NEARBY,
        note: Note::default(),
        from: None,
        to: None,
    };
    places::put_nearby(&mut tx, &nearby);
    placements::create(
        &mut tx,
        &Placement {
            id: PLACEMENT,
            person: Some(PERSON),
            unit: UNIT,
            percent: Percent::new(100).unwrap(),
            from: date(2026, 8, 1),
            to: None,
            state: PlacementState::Active,
            version: 1,
        },
    );
    let calendar = OwnerCalendar {
        owner: OWNER,
        year: SchoolYear::starting(2026),
        breaks: Vec::new(),
        version: 1,
    };
    calendars::create(&mut tx, &calendar);
    groups::create(&mut tx, &group());
    programmes::create(&mut tx, &programme());
    modules::create(&mut tx, &module(), now);
    modules::put_file(&mut tx, &module_file(now));
    modules::keep_edition(&mut tx, &module(), date(2026, 11, 23));
    presentations::create(&mut tx, &presentation());
    deliveries::create(&mut tx, &delivery(), now);
    outreach::create(&mut tx, &outreach_item());
    coverage::set_targets(&mut tx, None, &targets());
    coverage::note(&mut tx, None, &gap_note());
    coverage::drafts::save(&mut tx, None, &what_if());
    hours::save(&mut tx, &[(None, &week_sheet())], &[]);
    hours::save_period(&mut tx, None, &hour_period());
    needs::open(&mut tx, &survey());
    needs::create(&mut tx, &measure());
    routines::create(&mut tx, &routine());
    networks::create(&mut tx, &network_meeting());
    nora::create(&mut tx, &proposal());
    agreements::create(&mut tx, &agreement());
    agreements::spend(&mut tx, &expense());
    courses::sound(&mut tx);
    evaluations::save(&mut tx, GROUP, &Evaluation::default());
    signed_in(&mut tx, now);
    tx.audit(AuditEntry::new("anna", "create_group", groups::GROUP, GROUP.to_string(), now).after(&group()));
    store.commit(tx).await.unwrap();
    store
}

fn signed_in(tx: &mut Tx, now: jiff::Timestamp) {
    let credential = CredentialRow {
        password_hash: "$argon2id$".to_owned(),
        changed_at: now,
    };
    set_credential(tx, PERSON, &credential);
    let device = SignInRow {
        id: "device".to_owned(),
        sign_in: SignInId::new(Ulid(7)),
        person: PERSON,
        device: "Chrome, Android".to_owned(),
        created_at: now,
        seen_at: now,
    };
    tx.create(SIGN_IN, "device", &device);
    for (id, person) in [("known", Some(PERSON)), ("unknown", None)] {
        let attempt = AttemptRow {
            id: id.to_owned(),
            attempt: "01J".to_owned(),
            person,
            password_known: false,
            tries: 0,
            created_at: now,
            version: 1,
        };
        tx.create(ATTEMPT, id, &attempt);
    }
    let feed = FeedRow {
        id: PERSON,
        token_hash: "hash".to_owned(),
        made_on: date(2026, 11, 23),
        read_on: None,
        version: 1,
    };
    calendar_feed::make(tx, None, &feed);
    let until = now;
    presence::keep(tx, GROUP, 1, &PresenceRow { person: PERSON, until });
    let left = FarewellRow {
        activity: GROUP.to_string(),
        number: 1,
        slot: group().sessions[0].slot.into(),
        title: "Jentegruppe høst".to_owned(),
        sequence: 1,
        left_at: now,
    };
    tx.create(FAREWELL, Key::of([&PERSON, &GROUP, &"01"]), &left);
}
