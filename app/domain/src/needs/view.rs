//! What the pages show of needs and measures.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::area::Area;
use super::measure::{Measure, MeasureFormat, MeasureStage};
use super::survey::Survey;
use crate::conflicts::Conflict;
use crate::groups::view::UnitChoice;
use crate::ids::{MeasureId, PersonId, SurveyId, UnitId};
use crate::part_plans::view::PartRow;
use crate::text::ShortText;
use crate::time::Occasion;

/// A survey in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyRow {
    /// Which.
    pub id: SurveyId,
    /// Whose staff were asked.
    pub unit_name: String,
    /// The first day.
    #[serde(with = "crate::time::wire")]
    pub opens_on: Date,
    /// The last day.
    #[serde(with = "crate::time::wire")]
    pub closes_on: Date,
    /// Whether it takes answers.
    pub is_open: bool,
    /// How many have answered, and the share of those asked in per cent; none while they are too few.
    pub answers: Option<(u16, u32)>,
    /// How many were asked.
    pub invited: u16,
}

/// A need that comes first somewhere, and that no measure answers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenNeed {
    /// Where.
    pub unit: UnitId,
    /// Its name.
    pub unit_name: String,
    /// What the staff need.
    pub area: Area,
    /// Which survey has shown it.
    pub survey: SurveyId,
    /// The last day of that survey.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
    /// Whether the reader may plan a measure there.
    pub may_plan: bool,
}

/// A measure in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureRow {
    /// Which.
    pub id: MeasureId,
    /// Its name.
    pub title: String,
    /// Where.
    pub unit_name: String,
    /// When the first part is.
    pub first: Occasion,
    /// What kind of occasion.
    pub format: MeasureFormat,
    /// Where it stands.
    pub stage: MeasureStage,
    /// The share of the staff that was there, in per cent.
    pub coverage: Option<u32>,
    /// Whether it is time to look at what it has led to.
    pub is_to_be_followed_up: bool,
}

/// What the reader is to look after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsView {
    /// Needs without a measure, the oldest first.
    pub needs: Vec<OpenNeed>,
    /// Surveys, the latest first.
    pub surveys: Vec<SurveyRow>,
    /// Measures from today on, the next first.
    pub ahead: Vec<MeasureRow>,
    /// Measures before, the last first.
    pub past: Vec<MeasureRow>,
    /// Whether the reader may open a survey and plan a measure.
    pub may_edit: bool,
}

/// What a survey or a measure is begun with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsChoices {
    /// Who begins.
    pub me: PersonId,
    /// The units, own first.
    pub units: Vec<UnitChoice>,
    /// How many work at each, where that is known, in the order of the units.
    pub staff: Vec<Option<u16>>,
    /// The needs that come first at these units: `survey.area`, and in words the unit and the day of the survey; the area is said in the
    /// reader's language.
    pub needs: Vec<NeedChoice>,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// Times of a measure that something else may be booked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WantedParts {
    /// The measure that they are for, when it is planned already: it is never in its own way.
    pub of: Option<MeasureId>,
    /// Where.
    pub unit: UnitId,
    /// Where in the house; may be empty.
    pub place: ShortText,
    /// The times.
    pub slots: Vec<Occasion>,
}

/// A need that a measure can answer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedChoice {
    /// Where.
    pub unit: UnitId,
    /// Which survey has shown it.
    pub survey: SurveyId,
    /// What the staff need.
    pub area: Area,
    /// The last day of the survey.
    #[serde(with = "crate::time::wire")]
    pub since: Date,
}

impl NeedChoice {
    /// As in a form's choice.
    pub fn value(&self) -> String {
        format!("{}.{}", self.survey, self.area.name())
    }
}

/// How an area was marked, beside the survey before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaRow {
    /// Which.
    pub area: Area,
    /// The mean in tenths.
    pub tenths: u16,
    /// How often each mark was given, from 1 to 5, and how many wish to learn more; none while one mark is one person.
    pub spread: Option<([u16; 5], u16)>,
    /// The mean in the survey before, in tenths.
    pub before: Option<u16>,
}

/// A survey with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyView {
    /// The survey itself.
    pub survey: Survey,
    /// Whose staff were asked.
    pub unit_name: String,
    /// Whether it takes answers.
    pub is_open: bool,
    /// How many have answered, and the share of those asked in per cent; none while they are too few.
    pub answers: Option<(u16, u32)>,
    /// The areas, the least known first; empty while nothing is shown.
    pub rows: Vec<AreaRow>,
    /// The last day of the survey before that these are compared with.
    #[serde(default, with = "crate::time::wire::option")]
    pub compared_with: Option<Date>,
    /// The needs of this survey that a measure answers to, with the measure where the reader may see it.
    pub answered: Vec<(Area, Option<MeasureId>)>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Who reads.
    pub reader: PersonId,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}

/// A survey as those who are asked see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicSurvey {
    /// The survey.
    pub survey: Survey,
    /// Whose staff are asked.
    pub unit_name: String,
    /// Whether it takes answers.
    pub is_open: bool,
}

/// A measure with what its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureView {
    /// The measure itself.
    pub measure: Measure,
    /// Whose staff it is for.
    pub unit_name: String,
    /// Who holds it.
    pub adviser_name: String,
    /// What the parts that lie ahead run into; for those who may change it.
    pub conflicts: Vec<Conflict>,
    /// How far the run sheet of each part has come.
    pub parts: Vec<PartRow>,
    /// The needs that it can answer to.
    pub needs: Vec<NeedChoice>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Who reads.
    pub reader: PersonId,
    /// Today in Norway.
    #[serde(with = "crate::time::wire")]
    pub today: Date,
}
