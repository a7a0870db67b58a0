//! The courses of the demonstration: a seminar that is full with five waiting, a webinar in two parts with room, a draft that the
//! professional team has still to say yes to, one that is held today, and one that was held last week.

use domain::courses::templates::{CourseTemplate, NewTemplate, from_event};
use domain::courses::{
    Book, Contact, CourseEvent, EventCommand, EventRule, Format, GroupPolicy, Kind, Minimum, NewEvent, NewRegistration,
    Party, Placing, PlanEdit, Promotion, Registration, Said, ServiceKind, Side, StaffRole, State, apply, create,
};
use domain::ids::{CourseTemplateId, EventId, PersonId};
use domain::issue::IssueCode;
use domain::people::Language;
use domain::places::codes::MunicipalityCode;
use domain::text::{Capacity, Email, Note, OccasionMinutes, PartySize, PersonName, ShortText, Title, WebAddress};
use domain::themes::Theme;
use domain::time::{LocalSlot, Occasion, zone};
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use ulid::Ulid;

use super::people::{INGRID, SAMIR, VEGARD};

/// Where identifiers of the demonstration's courses begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x9000;

/// The webinar.
pub(super) const WEBINAR: EventId = EventId::new(Ulid(FIRST_ID + 2));
/// The one that was held last week.
pub(super) const HELD: EventId = EventId::new(Ulid(FIRST_ID + 5));
/// The template that it was made from.
const TEMPLATE: CourseTemplateId = CourseTemplateId::new(Ulid(FIRST_ID + 0x100));

/// A text or number that its type refuses, or a rule that says no.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error("a value is refused: {0:?}")]
    Value(IssueCode),
    #[error(transparent)]
    Rule(#[from] EventRule),
    #[error("a time does not exist")]
    Nowhere,
}

impl From<IssueCode> for Untold {
    fn from(code: IssueCode) -> Self {
        Self::Value(code)
    }
}

/// A course with those who have registered.
pub(super) type Told = (CourseEvent, Vec<Registration>);

/// The demonstration's courses. One whose texts or dates are not as they should be is left out; a test counts them.
pub(super) fn demo(today: Date, now: Timestamp) -> Vec<Told> {
    let monday = today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days());
    [
        seminar(monday, today, now),
        webinar(monday, today, now),
        draft(monday, today),
        ongoing(today, now),
        held(monday, today, now),
    ]
    .into_iter()
    .filter_map(Result::ok)
    .collect()
}

fn part(day: Date, hour: i8, minutes: i64) -> Result<Occasion, Untold> {
    Ok(LocalSlot {
        date: day,
        start: Time::new(hour, 0, 0, 0).map_err(|_| Untold::Nowhere)?,
        minutes: OccasionMinutes::new(minutes)?,
    })
}

fn codes(all: &[&str]) -> Result<std::collections::BTreeSet<MunicipalityCode>, Untold> {
    Ok(all
        .iter()
        .map(|code| MunicipalityCode::parse(code))
        .collect::<Result<_, _>>()?)
}

fn seminar(monday: Date, today: Date, now: Timestamp) -> Result<Told, Untold> {
    let day = monday.saturating_add(17.days());
    let plan = PlanEdit {
        title: Title::parse("Fra uro til handling")?,
        about: Note::parse(
            "Du lærer å kjenne igjen tegn på negativ sosial kontroll, å ta den første samtalen, og hvem du ringer når det haster.",
        )?,
        programme: Note::parse(
            "09.00 Velkommen\n09.15 Hva er negativ sosial kontroll?\n10.30 Den vanskelige samtalen, øvelser i grupper\n12.00 Lunsj\n12.45 Taushetsplikt, avvergeplikt og meldeplikt\n14.00 Hvem gjør hva hos oss?\n15.00 Slutt",
        )?,
        themes: [Theme::SocialControl, Theme::HonourViolence, Theme::Help].into(),
        services: [ServiceKind::Nav, ServiceKind::Refugee].into(),
        municipalities: codes(&["3205", "3209", "3222", "3207"])?,
        format: Format::Physical,
        place: ShortText::parse("Lillestrøm kulturhus, sal 2")?,
        access: ShortText::parse("Trinnfri inngang, teleslynge. Fem minutter fra Lillestrøm stasjon.")?,
        video: None,
        parts: vec![part(day, 9, 360)?],
        speakers: ShortText::parse("Vegard Strøm og Samir Haddad-Lie")?,
        host: ShortText::parse("NAV Lillestrøm")?,
        contact: PersonName::parse("Vegard Strøm")?,
        contact_email: Email::parse("vegard.strom@handlingsrom.example")?,
        capacity: Capacity::new(40)?,
        deadline: day.saturating_sub(6.days()),
        promotion: Promotion::Offer,
        group_policy: GroupPolicy::SkipOver,
        asks_leader: false,
        minimum: None,
        quotas: None,
        language: Language::Nb,
    };
    let event = published(1, SAMIR, plan, today)?;
    let registrations = registered(&event, 45, now)?;
    Ok((event, registrations))
}

fn webinar(monday: Date, today: Date, now: Timestamp) -> Result<Told, Untold> {
    let day = monday.saturating_add(8.days());
    let plan = PlanEdit {
        title: Title::parse("Grunnkurs NSK for NAV og flyktningtjenesten")?,
        about: Note::parse("To korte økter om hva negativ sosial kontroll er, og hva du kan gjøre fra din stol.")?,
        programme: Note::parse("Del 1: Fenomenet og tegnene\nDel 2: Samtalen, pliktene og hvem som hjelper")?,
        themes: [Theme::SocialControl, Theme::Rights].into(),
        services: [ServiceKind::Nav, ServiceKind::Refugee, ServiceKind::AdultEducation].into(),
        municipalities: [].into(),
        format: Format::Video,
        place: ShortText::default(),
        access: ShortText::parse("Teksting i møtet. Opptak gjøres ikke.")?,
        video: Some(WebAddress::parse("https://video.example/grunnkurs-nsk")?),
        parts: vec![part(day, 10, 120)?, part(day.saturating_add(7.days()), 10, 120)?],
        speakers: ShortText::parse("IMDis fagteam")?,
        host: ShortText::default(),
        contact: PersonName::parse("Vegard Strøm")?,
        contact_email: Email::parse("vegard.strom@handlingsrom.example")?,
        capacity: Capacity::new(120)?,
        deadline: day.saturating_sub(1.days()),
        promotion: Promotion::Automatic,
        group_policy: GroupPolicy::SkipOver,
        asks_leader: false,
        minimum: None,
        quotas: None,
        language: Language::Nb,
    };
    let event = published(2, INGRID, plan, today)?;
    let registrations = registered(&event, 23, now)?;
    Ok((event, registrations))
}

fn draft(monday: Date, today: Date) -> Result<Told, Untold> {
    let day = monday.saturating_add(58.days());
    let plan = PlanEdit {
        title: Title::parse("Rutiner som virker")?,
        about: Note::parse("Skoler og NAV-kontor lager rutinen sammen, med egne dilemmaer.")?,
        programme: Note::default(),
        themes: [Theme::Help].into(),
        services: [ServiceKind::School, ServiceKind::Nav].into(),
        municipalities: codes(&["0301"])?,
        format: Format::Physical,
        place: ShortText::parse("Granlia vgs, auditoriet")?,
        access: ShortText::default(),
        video: None,
        parts: vec![part(day, 12, 180)?],
        speakers: ShortText::default(),
        host: ShortText::default(),
        contact: PersonName::parse("Ingrid Moen")?,
        contact_email: Email::parse("ingrid.moen@handlingsrom.example")?,
        capacity: Capacity::new(60)?,
        deadline: day.saturating_sub(7.days()),
        promotion: Promotion::Offer,
        group_policy: GroupPolicy::HoldPlace,
        asks_leader: true,
        minimum: Some(Minimum {
            seats: Capacity::new(15)?,
            decide_on: day.saturating_sub(7.days()),
        }),
        quotas: None,
        language: Language::Nb,
    };
    let first = planned(3, INGRID, plan, today)?;
    let approved = apply(&first, &EventCommand::Approve { side: Side::Adviser }, INGRID, 0, today)?;
    Ok((first_version(approved), Vec::new()))
}

/// Held today: from nine to four, or from the hour that it is for whoever looks in the evening or at night.
fn ongoing(today: Date, now: Timestamp) -> Result<Told, Untold> {
    let hour = now.to_zoned(zone()).hour();
    let start = if (8..16).contains(&hour) { 9 } else { hour };
    let plan = short(
        "Taushetsplikt og avvergeplikt i praksis",
        "NAV Lørenskog, møterom 4",
        vec![part(today, start, 420)?],
    )?;
    let event = published(4, SAMIR, plan, today.saturating_sub(14.days()))?;
    let mut registrations = registered(&event, 10, now)?;
    if let Some(staff) = registrations.last_mut() {
        staff.given.kind = Kind::Staff;
        staff.given.seats = PartySize::new(6)?;
    }
    Ok((event, registrations))
}

/// Held last Tuesday; all but two of ten were there.
fn held(monday: Date, today: Date, now: Timestamp) -> Result<Told, Untold> {
    let day = monday.saturating_sub(6.days());
    let plan = short(
        "Den vanskelige samtalen",
        "Granlia vgs, auditoriet",
        vec![part(day, 9, 180)?],
    )?;
    let event = CourseEvent {
        made_from: Some(TEMPLATE),
        ..published(5, INGRID, plan, today.saturating_sub(35.days()))?
    };
    let registrations = registered(&event, 10, now - SignedDuration::from_hours(24 * 14))?
        .into_iter()
        .enumerate()
        .map(|(at, one)| {
            let was_there = at < 8;
            let said = Said::Person {
                place: 0,
                is_there: was_there,
            };
            let mut one = one.attended(&event, 1, said, today).unwrap_or(one);
            one.version = 1;
            one
        })
        .collect();
    Ok((event, registrations))
}

/// The template that the course of last week was made from, shared by its adviser; none where that course is not told.
pub(super) fn template(told: &[Told], today: Date) -> Option<CourseTemplate> {
    let (event, _) = told.iter().find(|(event, _)| event.id == HELD)?;
    let new = NewTemplate {
        id: TEMPLATE,
        from: HELD,
        title: event.title.clone(),
        is_shared: true,
    };
    let plans = super::part_plans::of(event);
    from_event(&new, event, &plans, INGRID, today.saturating_sub(70.days())).ok()
}

/// A course of a few hours, for all.
fn short(title: &str, place: &str, parts: Vec<Occasion>) -> Result<PlanEdit, Untold> {
    let first = parts.first().map_or(Date::MIN, |part| part.date);
    Ok(PlanEdit {
        title: Title::parse(title)?,
        about: Note::default(),
        programme: Note::default(),
        themes: [Theme::Help].into(),
        services: [ServiceKind::Nav, ServiceKind::Refugee].into(),
        municipalities: [].into(),
        format: Format::Physical,
        place: ShortText::parse(place)?,
        access: ShortText::default(),
        video: None,
        parts,
        speakers: ShortText::default(),
        host: ShortText::default(),
        contact: PersonName::parse("Samir Haddad-Lie")?,
        contact_email: Email::parse("samir.haddad-lie@handlingsrom.example")?,
        capacity: Capacity::new(30)?,
        deadline: first.saturating_sub(2.days()),
        promotion: Promotion::Offer,
        group_policy: GroupPolicy::SkipOver,
        asks_leader: false,
        minimum: None,
        quotas: None,
        language: Language::Nb,
    })
}

fn planned(number: u128, adviser: PersonId, plan: PlanEdit, today: Date) -> Result<CourseEvent, Untold> {
    let new = NewEvent {
        id: EventId::new(Ulid(FIRST_ID + number)),
        adviser: Some(adviser),
        plan,
    };
    Ok(create(&new, adviser, today)?)
}

fn published(number: u128, adviser: PersonId, plan: PlanEdit, today: Date) -> Result<CourseEvent, Untold> {
    let mut event = planned(number, adviser, plan, today)?;
    for (command, by) in [
        (EventCommand::Approve { side: Side::Adviser }, adviser),
        (EventCommand::Approve { side: Side::Team }, VEGARD),
        (EventCommand::Publish, VEGARD),
    ] {
        event = apply(&event, &command, by, 0, today)?;
    }
    Ok(first_version(event))
}

/// A row is written at its first version, whatever happened before it was.
fn first_version(event: CourseEvent) -> CourseEvent {
    CourseEvent { version: 1, ..event }
}

const FIRST_NAMES: [&str; 9] = [
    "Silje", "Amir", "Kari", "Jonas", "Leyla", "Per", "Hodan", "Marit", "Ola",
];
const LAST_NAMES: [&str; 5] = ["Ruud", "Berg", "Dahl", "Ali", "Lunde"];
const PLACES: [(&str, &str, ServiceKind, StaffRole); 4] = [
    ("NAV Lillestrøm", "3205", ServiceKind::Nav, StaffRole::NavAdviser),
    (
        "Flyktningtjenesten i Lørenskog",
        "3222",
        ServiceKind::Refugee,
        StaffRole::ProgrammeAdviser,
    ),
    ("NAV Ullensaker", "3209", ServiceKind::Nav, StaffRole::NavAdviser),
    (
        "Flyktningtjenesten i Nordre Follo",
        "3207",
        ServiceKind::Refugee,
        StaffRole::Leader,
    ),
];

/// So many who came one after another, each an hour after the one before; those with a seat have said yes.
fn registered(event: &CourseEvent, many: usize, now: Timestamp) -> Result<Vec<Registration>, Untold> {
    let mut book = Book {
        opening: event.opening(),
        count: domain::courses::Count::default(),
        queue: Vec::new(),
    };
    let begun = now - SignedDuration::from_hours(24 * 10);
    (0..many)
        .map(|turn| {
            let (first, last) = (FIRST_NAMES[turn % 9], LAST_NAMES[turn % 5]);
            let (workplace, code, service, role) = PLACES[turn % 4];
            let (number, placing) = book.enter(Party::of(1), begun);
            let box_name = format!("{}.{}@nav.example", first.to_lowercase(), last.to_lowercase());
            let given = NewRegistration {
                kind: Kind::One,
                contact: Contact {
                    name: PersonName::parse(&format!("{first} {last}"))?,
                    email: Email::parse(&box_name)?,
                },
                colleagues: Vec::new(),
                seats: PartySize::new(1)?,
                role,
                service,
                workplace: ShortText::parse(workplace)?,
                municipality: MunicipalityCode::parse(code)?,
                needs: ShortText::parse(if turn == 3 { "Vegetarmat" } else { "" })?,
                question: Note::default(),
                leader: None,
                language: Language::Nb,
            };
            let state = match placing {
                Placing::Seated => State::Confirmed,
                Placing::Waits => State::Waiting,
            };
            let at = begun + SignedDuration::from_mins(i64::from(number) * 20);
            let mut one = Registration::entered(event.id, number, given, state, at);
            one.is_verified = true;
            Ok(one)
        })
        .collect()
}
