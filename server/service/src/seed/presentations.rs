//! The presentations of the demonstration: a parents' evening tomorrow with one interpreter missing, what was held before, and a
//! poster.

use std::collections::BTreeSet;

use domain::ids::{OutreachId, PersonId, PresentationId, UnitId};
use domain::issue::IssueCode;
use domain::languages::Tongue;
use domain::outreach::{Audience, Channel, Known, NewOutreach, OutreachItem, OutreachRule, record};
use domain::places::Unit;
use domain::presentations::{
    BookingStep, Closing, Evaluation, Material, MaterialKind, NewPresentation, PlanEdit, Presentation,
    PresentationCommand, PresentationRule, apply, create,
};
use domain::text::{Headcount, InterpreterCount, Note, OccasionMinutes, ShortText, Title, WebAddress, WorkMinutes};
use domain::themes::Theme;
use domain::time::{LocalSlot, Occasion};
use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};
use ulid::Ulid;

use super::people::{AINO, INGRID, SAMIR};
use super::places::{GRANLIA, NORDLYS, Places, SOLASEN};

/// Where identifiers of the demonstration's presentations begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0x5000;

/// A text or number that its type refuses, or a rule that says no.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error("a value is refused: {0:?}")]
    Value(IssueCode),
    #[error(transparent)]
    Rule(#[from] PresentationRule),
    #[error(transparent)]
    Outreach(#[from] OutreachRule),
    #[error("a time does not exist")]
    Nowhere,
}

impl From<IssueCode> for Untold {
    fn from(code: IssueCode) -> Self {
        Self::Value(code)
    }
}

/// One that was held.
struct Held {
    number: u128,
    title: &'static str,
    class: &'static str,
    audience: Audience,
    unit: UnitId,
    presenter: PersonId,
    place: &'static str,
    day: Date,
    start: i8,
    minutes: i64,
    present: i64,
    known: &'static [Known],
    questions: &'static [Theme],
    worked: &'static str,
}

/// The demonstration's presentations. One whose texts or dates are not as they should be is left out; a test counts them.
pub(super) fn demo(units: &[Unit], today: Date) -> Vec<Presentation> {
    let ingrid = Held {
        number: 2,
        title: "Hvem er jeg, og hvor er kontoret?",
        class: "1STA",
        audience: Audience::Pupils,
        unit: GRANLIA,
        presenter: INGRID,
        place: "Klasserommet",
        day: tuesday(today.saturating_sub(13.weeks())),
        start: 9,
        minutes: 15,
        present: 28,
        known: &[Known::Nora, Known::Helplines],
        questions: &[Theme::Help, Theme::Rights],
        worked: "",
    };
    let stories = [
        Held {
            number: 3,
            title: "Hva kan vi se etter?",
            class: "",
            audience: Audience::Staff,
            place: "Auditoriet",
            day: tuesday(today.saturating_sub(6.weeks())),
            start: 14,
            minutes: 90,
            present: 62,
            known: &[Known::Team],
            questions: &[Theme::SocialControl, Theme::StayAbroad],
            worked: "Gruppearbeid om egne dilemmaer. Rutinen bør ligge framme på bordene.",
            ..ingrid
        },
        Held {
            number: 4,
            title: "Foreldremøte: rettigheter og ferie",
            class: "",
            audience: Audience::Parents,
            unit: SOLASEN,
            presenter: SAMIR,
            place: "Biblioteket",
            day: tuesday(today.saturating_sub(9.weeks())),
            start: 18,
            minutes: 90,
            present: 47,
            known: &Known::BOTH,
            questions: &[Theme::Parenting, Theme::StayAbroad],
            worked: "",
        },
        ingrid,
    ];
    let mut told: Vec<Presentation> = evening(units, today).into_iter().collect();
    told.extend(stories.iter().filter_map(|story| held(story, units, today).ok()));
    told
}

/// For whom the presentations of an adviser are in a school year, as at national scale (domain brief, 9.6).
const YEARLY: [(Audience, i64); 8] = [
    (Audience::Staff, 45),
    (Audience::Pupils, 60),
    (Audience::Pupils, 60),
    (Audience::Parents, 35),
    (Audience::Staff, 45),
    (Audience::Pupils, 60),
    (Audience::Parents, 35),
    (Audience::Pupils, 60),
];

/// A year's presentations for each placement; every third adviser told of one service alone.
pub(super) fn national(made: &Places, today: Date) -> Vec<Presentation> {
    let placed = made
        .placements
        .iter()
        .filter_map(|placement| Some((placement.person?, placement.unit)));
    let mut told = Vec::new();
    for (at, (presenter, unit)) in placed.enumerate() {
        let weekday = i64::try_from(at % 4).unwrap_or(0);
        for ((audience, present), turn) in YEARLY.into_iter().zip(0_i64..) {
            let story = Held {
                number: 1000 + 8 * at as u128 + turn.unsigned_abs() as u128,
                title: "Hva kan vi se etter?",
                class: "",
                audience,
                unit,
                presenter,
                place: "Auditoriet",
                day: tuesday(today.saturating_sub((2 + turn).weeks())).saturating_add(weekday.days()),
                start: 14,
                minutes: 90,
                present,
                known: if at.is_multiple_of(3) {
                    &[Known::Team]
                } else {
                    &Known::BOTH
                },
                questions: &[Theme::SocialControl],
                worked: "",
            };
            told.extend(held(&story, &made.units, today));
        }
    }
    told
}

/// A poster for staff far north.
pub(super) fn items(units: &[Unit], today: Date) -> Vec<OutreachItem> {
    poster(units, today).into_iter().collect()
}

fn poster(units: &[Unit], today: Date) -> Result<OutreachItem, Untold> {
    let new = NewOutreach {
        id: OutreachId::new(Ulid(FIRST_ID + 0x0F00)),
        unit: NORDLYS,
        audiences: BTreeSet::from([Audience::Staff]),
        known: BTreeSet::from([Known::Team, Known::Embassies]),
        channel: Channel::Poster,
        date: tuesday(today.saturating_sub(4.weeks())),
        reach: Some(Headcount::new(62)?),
        note: ShortText::parse("Plakat på personalrommet")?,
    };
    let owner = units.iter().find(|unit| unit.id == NORDLYS).and_then(|unit| unit.owner);
    Ok(record(&new, AINO, owner, today)?)
}

/// Tomorrow: two interpreters are confirmed, the third is not ordered yet.
fn evening(units: &[Unit], today: Date) -> Result<Presentation, Untold> {
    let plan = PlanEdit {
        title: Title::parse("Foreldrekveld om ungdom mellom to kulturer")?,
        audiences: BTreeSet::from([Audience::Parents]),
        class: ShortText::default(),
        host: ShortText::parse("FAU")?,
        place: ShortText::parse("Kantina")?,
        video: None,
        slot: at(today.saturating_add(1.day()), 18, 90)?,
        expected: Some(Headcount::new(60)?),
    };
    let one = InterpreterCount::new(1)?;
    let new = NewPresentation {
        id: PresentationId::new(Ulid(FIRST_ID + 1)),
        unit: GRANLIA,
        plan,
        interpreters: [Tongue::Somali, Tongue::Arabic, Tongue::Tigrinya]
            .map(|tongue| (tongue, one))
            .into(),
    };
    let agency = || Title::parse("Tolkesentralen (demo)");
    let ordered = |tongue| {
        Ok::<_, Untold>(PresentationCommand::Step {
            tongue,
            step: BookingStep::Order { agency: agency()? },
        })
    };
    let confirmed = |tongue| PresentationCommand::Step {
        tongue,
        step: BookingStep::Confirm,
    };
    let about = "Hvordan støtter vi ungdom som vokser opp mellom to kulturer? Vi snakker om foreldrerollen, om rettigheter \
                 og om ferie og utenlandsreiser.";
    let commands = [
        ordered(Tongue::Somali)?,
        ordered(Tongue::Arabic)?,
        confirmed(Tongue::Somali),
        confirmed(Tongue::Arabic),
        PresentationCommand::TickTask { number: 1, done: true },
        PresentationCommand::TickTask { number: 2, done: true },
        PresentationCommand::AddMaterial {
            material: Material {
                kind: MaterialKind::Slides,
                title: Title::parse("Lysbilder til foreldrekveld")?,
                address: Some(WebAddress::parse("https://deling.example/foreldrekveld")?),
                tongue: Tongue::Bokmal,
            },
        },
        PresentationCommand::AddMaterial {
            material: Material {
                kind: MaterialKind::Handout,
                title: Title::parse("Hvem kan hjelpe?")?,
                address: None,
                tongue: Tongue::Somali,
            },
        },
        PresentationCommand::SetInvitation {
            tongue: Tongue::Bokmal,
            text: Note::parse(about)?,
        },
        PresentationCommand::Invite,
    ];
    let earlier = today.saturating_sub(10.days());
    let planned = create(&new, INGRID, owner(units, GRANLIA))?;
    commands
        .iter()
        .try_fold(planned, |before, command| Ok(apply(&before, command, earlier)?))
}

fn held(story: &Held, units: &[Unit], today: Date) -> Result<Presentation, Untold> {
    let plan = PlanEdit {
        title: Title::parse(story.title)?,
        audiences: BTreeSet::from([story.audience]),
        class: ShortText::parse(story.class)?,
        host: ShortText::default(),
        place: ShortText::parse(story.place)?,
        video: None,
        slot: at(story.day, story.start, story.minutes)?,
        expected: Some(Headcount::new(story.present)?),
    };
    let new = NewPresentation {
        id: PresentationId::new(Ulid(FIRST_ID + story.number)),
        unit: story.unit,
        plan,
        interpreters: [].into(),
    };
    let closing = Closing {
        present: Headcount::new(story.present)?,
        known: story.known.iter().copied().collect(),
        questions: story.questions.iter().copied().collect(),
        delivery_minutes: WorkMinutes::new(story.minutes)?,
        preparation_minutes: WorkMinutes::new(story.minutes)?,
    };
    let planned = create(&new, story.presenter, owner(units, story.unit))?;
    let closed = apply(&planned, &PresentationCommand::Close { closing }, today)?;
    if story.worked.is_empty() {
        return Ok(closed);
    }
    let evaluation = Evaluation {
        worked: Note::parse(story.worked)?,
        next_time: Note::default(),
    };
    Ok(apply(&closed, &PresentationCommand::Evaluate { evaluation }, today)?)
}

fn at(date: Date, hour: i8, minutes: i64) -> Result<Occasion, Untold> {
    Ok(LocalSlot {
        date,
        start: Time::new(hour, 0, 0, 0).map_err(|_| Untold::Nowhere)?,
        minutes: OccasionMinutes::new(minutes)?,
    })
}

fn owner(units: &[Unit], id: UnitId) -> Option<domain::ids::OwnerId> {
    units.iter().find(|unit| unit.id == id).and_then(|unit| unit.owner)
}

/// The Tuesday of a day's week.
fn tuesday(day: Date) -> Date {
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    let ahead = i64::from(Weekday::Monday.until(Weekday::Tuesday));
    monday.saturating_add(ahead.days())
}

#[cfg(test)]
mod tests {
    use domain::presentations::{Alert, Stage};
    use domain::text_guard::{Confirmed, check};
    use jiff::civil::date;

    use super::super::places;
    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn tomorrows_evening_lacks_one_interpreter_and_the_three_others_were_held() {
        let told = demo(&places::demo().units, TODAY);
        let stages: Vec<Stage> = told.iter().map(Presentation::stage).collect();
        assert_eq!(stages, [Stage::Invited, Stage::Evaluated, Stage::Held, Stage::Held]);
        assert_eq!(told[0].slot.date, date(2026, 11, 24));
        let missing: Vec<Tongue> = told[0]
            .alerts(TODAY)
            .into_iter()
            .filter_map(|alert| match alert {
                Alert::MissingInterpreter { tongue, .. } => Some(tongue),
                _ => None,
            })
            .collect();
        assert_eq!(missing, [Tongue::Tigrinya]);
        assert!(told.iter().all(|one| check(one, &Confirmed::default()).is_empty()));
        assert_eq!(items(&places::demo().units, TODAY).len(), 1);
    }
}
