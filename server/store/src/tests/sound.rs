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

mod activities;
mod agreement;
mod coverage_and_hours;

pub(crate) use activities::{
    answers, delivery, measure, network_meeting, outreach_item, presentation, routine, survey,
};
pub(crate) use agreement::{agreement, expense};
pub(crate) use coverage_and_hours::{gap_note, hour_period, targets, week_sheet, what_if};

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
