//! What the demonstration's staff need to learn: a school that asked last year and this spring and has done something about one of its
//! needs, one that is asking now, and one where too few answered.

use std::collections::BTreeMap;

use domain::ids::{MeasureId, PersonId, SurveyId, UnitId};
use domain::issue::IssueCode;
use domain::needs::{
    Answer, Area, Closing, Level, Measure, MeasureCommand, MeasureFormat, MeasurePlan, MeasureRule, Need, NewMeasure,
    NewSurvey, StaffGroup, Survey, SurveyCode, SurveyCommand, SurveyPlan, SurveyRule, Tally, apply, apply_measure,
    open, plan_measure, wish_field,
};
use domain::places::Unit;
use domain::text::{Headcount, MeasureMinutes, Note, OccasionMinutes, ShortText, StaffCount, Title};
use domain::time::length::ToLength as _;
use domain::time::{LocalSlot, Occasion};
use jiff::civil::{Date, Time, Weekday};
use ulid::Ulid;

use super::people::{AINO, INGRID, SAMIR};
use super::places::{GRANLIA, NORDLYS, SOLASEN};

/// Where identifiers of the demonstration's surveys and measures begin.
const FIRST_ID: u128 = (0x019B_76DA_A800_u128 << 80) | 0xA000;

/// A text or number that its type refuses, or a rule that says no.
#[derive(Debug, thiserror::Error)]
enum Untold {
    #[error("a value is refused: {0:?}")]
    Value(IssueCode),
    #[error(transparent)]
    Survey(#[from] SurveyRule),
    #[error(transparent)]
    Measure(#[from] MeasureRule),
    #[error("a time does not exist")]
    Nowhere,
}

impl From<IssueCode> for Untold {
    fn from(code: IssueCode) -> Self {
        Self::Value(code)
    }
}

/// A survey with the sums of its answers.
pub(super) type Told = (Survey, Tally);

/// What is asked of a staff.
struct Asked {
    number: u8,
    unit: UnitId,
    by: PersonId,
    staff: i64,
    opens_on: Date,
    answers: usize,
    /// What an answer is moved by, so that two surveys differ.
    shift: usize,
}

/// The demonstration's surveys. One whose texts or dates are not as they should be is left out; a test counts them.
pub(super) fn surveys(units: &[Unit], today: Date) -> Vec<Told> {
    let granlia = Asked {
        number: 1,
        unit: GRANLIA,
        by: INGRID,
        staff: 60,
        opens_on: today.saturating_sub(78.weeks()),
        answers: 33,
        shift: 1,
    };
    let spring = Asked {
        number: 2,
        staff: 62,
        opens_on: today.saturating_sub(28.weeks()),
        answers: 41,
        shift: 0,
        ..granlia
    };
    let now = Asked {
        number: 3,
        unit: SOLASEN,
        by: SAMIR,
        staff: 48,
        opens_on: today.saturating_sub(4.days()),
        answers: 3,
        shift: 0,
    };
    let few = Asked {
        number: 4,
        unit: NORDLYS,
        by: AINO,
        staff: 35,
        opens_on: today.saturating_sub(30.weeks()),
        answers: 4,
        shift: 0,
    };
    let found = [
        asked(&granlia, units, &[]),
        asked(&spring, units, &[Area::Routine, Area::Conversation, Area::StayAbroad]).and_then(|(survey, given)| {
            let said = SurveyCommand::Interview {
                text: Note::parse(
                    "Ledelsen vil at alle skal kjenne rutinen før jul, og at samtalen øves i små grupper.",
                )?,
            };
            Ok((first_version(apply(&survey, &said, today)?), given))
        }),
        asked(&now, units, &[]),
        asked(&few, units, &[]),
    ];
    found.into_iter().filter_map(Result::ok).collect()
}

fn asked(one: &Asked, units: &[Unit], first: &[Area]) -> Result<Told, Untold> {
    let owner = units
        .iter()
        .find(|unit| unit.id == one.unit)
        .and_then(|unit| unit.owner);
    let new = NewSurvey {
        id: SurveyId::new(Ulid(FIRST_ID | u128::from(one.number))),
        unit: one.unit,
        plan: SurveyPlan {
            audience: StaffGroup::ALL.into(),
            invited: StaffCount::new(one.staff)?,
            closes_on: one.opens_on.saturating_add(14.days()),
        },
    };
    let code = SurveyCode::from_chance([one.number; 10]);
    let mut survey = open(&new, code, one.by, owner, one.opens_on)?;
    if !first.is_empty() {
        let areas = first.to_vec();
        let closed = survey.closes_on.saturating_add(1.days());
        survey = first_version(apply(&survey, &SurveyCommand::Prioritise { areas }, closed)?);
    }
    let mut given = Tally::default();
    for at in 0..one.answers {
        given = given.with(&answer(at + one.shift)?).ok_or(Untold::Nowhere)?;
    }
    Ok((survey, given))
}

/// What the staff says of one area after another: the routine is known least.
fn answer(at: usize) -> Result<Answer, Untold> {
    let usual = |area: Area| match area {
        Area::Routine => 1 + at % 3,
        Area::Conversation | Area::StayAbroad => 1 + at % 4,
        Area::Understanding | Area::Contacts => 3 + at % 3,
        _ => 2 + at % 4,
    };
    let mut fields: BTreeMap<String, String> = Area::ALL
        .into_iter()
        .map(|area| (area.name().to_owned(), usual(area).min(5).to_string()))
        .collect();
    for area in [Area::Routine, Area::Conversation] {
        if at.is_multiple_of(2) {
            fields.insert(wish_field(area), "on".to_owned());
        }
    }
    Answer::parse(&fields).map_err(|_| Untold::Nowhere)
}

/// The demonstration's measures: one that was held on the planning day in August, and one that lies ahead.
pub(super) fn measures(units: &[Unit], surveys: &[Told], today: Date) -> Vec<Measure> {
    let spring = surveys.iter().find(|(survey, _)| !survey.priorities.is_empty());
    let Some((survey, _)) = spring else {
        return Vec::new();
    };
    [held(units, survey, today), ahead(units, today)]
        .into_iter()
        .filter_map(Result::ok)
        .collect()
}

fn held(units: &[Unit], survey: &Survey, today: Date) -> Result<Measure, Untold> {
    let day = weekday(today.saturating_sub(14.weeks()), Weekday::Monday);
    let plan = MeasurePlan {
        title: Title::parse("Rutine og meldeplikt")?,
        goal: Note::parse("Alle vet hvem de går til, og hva som skal meldes.")?,
        areas: [Area::Routine, Area::Duties].into(),
        need: Need::Surveyed {
            survey: survey.id,
            area: Area::Routine,
        },
        groups: counts(&[
            (StaffGroup::Teachers, 45),
            (StaffGroup::Counsellors, 4),
            (StaffGroup::SocialWorkers, 5),
            (StaffGroup::Leaders, 3),
        ])?,
        staff: StaffCount::new(62)?,
        level: Level::Basic,
        format: MeasureFormat::PlanningDay,
        place: ShortText::parse("Auditoriet")?,
        materials: Note::parse("Lysark «Rutinen på én side», seks dilemmakort, skolens rutine på papir til alle.")?,
        parts: vec![part(day, 9, 90)?],
        follow_up_on: Some(today.saturating_sub(3.days())),
    };
    let measure = planned(1, GRANLIA, INGRID, units, plan)?;
    let close = MeasureCommand::Close {
        closing: Closing {
            present: counts(&[
                (StaffGroup::Teachers, 38),
                (StaffGroup::Counsellors, 4),
                (StaffGroup::SocialWorkers, 5),
                (StaffGroup::Leaders, 3),
            ])?,
            delivery_minutes: MeasureMinutes::new(90)?,
            preparation_minutes: MeasureMinutes::new(90)?,
            evaluation: Note::parse("Gruppearbeid om egne dilemmaer virket best. Mer tid til spørsmål neste gang.")?,
        },
        staff: measure.plan.staff,
        follow_up_on: measure.plan.follow_up_on,
    };
    let mut done = apply_measure(&measure, &close, today)?;
    done.version = 1;
    Ok(done)
}

fn ahead(units: &[Unit], today: Date) -> Result<Measure, Untold> {
    let day = weekday(today.saturating_add(2.weeks()), Weekday::Wednesday);
    let plan = MeasurePlan {
        title: Title::parse("Tegn vi kan se etter")?,
        goal: Note::default(),
        areas: [Area::Signs].into(),
        need: Need::Other {
            reason: Title::parse("Ledelsen ba om det etter en hendelse på trinnet.")?,
        },
        groups: counts(&[(StaffGroup::Teachers, 12), (StaffGroup::Leaders, 1)])?,
        staff: StaffCount::new(48)?,
        level: Level::Basic,
        format: MeasureFormat::TeamMeeting,
        place: ShortText::parse("Personalrommet")?,
        materials: Note::parse("Plakat med tegnene, ett ark til hver.")?,
        parts: vec![part(day, 14, 45)?],
        follow_up_on: None,
    };
    planned(2, SOLASEN, SAMIR, units, plan)
}

fn planned(
    number: u128,
    unit: UnitId,
    adviser: PersonId,
    units: &[Unit],
    plan: MeasurePlan,
) -> Result<Measure, Untold> {
    let owner = units.iter().find(|one| one.id == unit).and_then(|one| one.owner);
    let id = MeasureId::new(Ulid(FIRST_ID | 0x100 | number));
    Ok(plan_measure(&NewMeasure { id, unit, plan }, adviser, owner)?)
}

fn counts(of: &[(StaffGroup, i64)]) -> Result<BTreeMap<StaffGroup, Headcount>, Untold> {
    of.iter()
        .map(|(group, count)| Ok((*group, Headcount::new(*count)?)))
        .collect()
}

fn part(date: Date, hour: i8, minutes: i64) -> Result<Occasion, Untold> {
    Ok(LocalSlot {
        date,
        start: Time::new(hour, 0, 0, 0).map_err(|_| Untold::Nowhere)?,
        minutes: OccasionMinutes::new(minutes)?,
    })
}

/// The day of the week in the week of a date.
fn weekday(date: Date, wanted: Weekday) -> Date {
    let monday = date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
    monday.saturating_add(i64::from(wanted.to_monday_zero_offset()).days())
}

fn first_version(mut survey: Survey) -> Survey {
    survey.version = 1;
    survey
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_story_is_told() {
        let today = date(2026, 11, 23);
        let told = surveys(&[], today);
        assert_eq!(told.len(), 4);
        assert_eq!(told[1].0.response(told[1].1.answers()), 66);
        assert_eq!(told[1].1.least_known()[0], Area::Routine);
        let measures = measures(&[], &told, today);
        assert_eq!(measures.len(), 2);
        assert_eq!(measures[0].coverage(), Some(81));
        assert!(measures[0].is_to_be_followed_up(today));
    }
}
