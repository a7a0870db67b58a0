//! A survey and a measure to try rules on.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date, time};
use ulid::Ulid;

use super::*;
use crate::ids::{MeasureId, PersonId, SurveyId, UnitId};
use crate::text::{Headcount, Note, OccasionMinutes, ShortText, StaffCount, Title};
use crate::time::{LocalSlot, Occasion};

pub(crate) const TODAY: Date = date(2026, 11, 23);
pub(crate) const ADVISER: PersonId = PersonId::new(Ulid(1));
pub(crate) const UNIT: UnitId = UnitId::new(Ulid(3));

/// Open for a fortnight, for a staff of 62.
pub(crate) fn survey() -> Survey {
    let new = NewSurvey {
        id: SurveyId::new(Ulid(4)),
        unit: UNIT,
        plan: asked(),
    };
    open(&new, SurveyCode::from_chance([4; 10]), ADVISER, None, TODAY).unwrap()
}

pub(crate) fn asked() -> SurveyPlan {
    SurveyPlan {
        audience: BTreeSet::from([StaffGroup::Teachers, StaffGroup::Counsellors]),
        invited: StaffCount::new(62).unwrap(),
        closes_on: date(2026, 12, 7),
    }
}

/// An answer with one mark for every area, and another for the routine.
pub(crate) fn answer(mark: u8, of_routine: u8, wishes: &[Area]) -> Answer {
    let mut fields: BTreeMap<String, String> = Area::ALL
        .into_iter()
        .map(|area| (area.name().to_owned(), mark.to_string()))
        .collect();
    fields.insert(Area::Routine.name().to_owned(), of_routine.to_string());
    fields.extend(wishes.iter().map(|area| (wish_field(*area), "on".to_owned())));
    Answer::parse(&fields).unwrap()
}

pub(crate) fn tally(answers: &[Answer]) -> Tally {
    answers
        .iter()
        .fold(Tally::default(), |sums, answer| sums.with(answer).unwrap())
}

pub(crate) fn part(day: Date, hour: i8, minutes: i64) -> Occasion {
    LocalSlot {
        date: day,
        start: time(hour, 0, 0, 0),
        minutes: OccasionMinutes::new(minutes).unwrap(),
    }
}

/// A planning day on 4 January 2027, 90 minutes, for a staff of 62 (domain brief, 8: scenario 24).
pub(crate) fn planned() -> Measure {
    let head = |count: i64| Headcount::new(count).unwrap();
    let new = NewMeasure {
        id: MeasureId::new(Ulid(5)),
        unit: UNIT,
        plan: MeasurePlan {
            title: Title::parse("Rutine og meldeplikt").unwrap(),
            goal: Note::default(),
            areas: BTreeSet::from([Area::Routine, Area::Duties]),
            need: Need::Surveyed {
                survey: SurveyId::new(Ulid(4)),
                area: Area::Routine,
            },
            groups: BTreeMap::from([(StaffGroup::Teachers, head(45)), (StaffGroup::Leaders, head(3))]),
            staff: StaffCount::new(62).unwrap(),
            level: Level::Basic,
            format: MeasureFormat::PlanningDay,
            place: ShortText::default(),
            materials: Note::default(),
            parts: vec![part(date(2027, 1, 4), 9, 90)],
            follow_up_on: Some(date(2027, 4, 5)),
        },
    };
    plan_measure(&new, ADVISER, None).unwrap()
}
