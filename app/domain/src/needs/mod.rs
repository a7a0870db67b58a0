//! What staff of schools need to learn, and what is done about it (O3): surveys, the needs that come first, and competence measures.

mod area;
pub mod form;
mod free_text;
mod measure;
mod survey;
mod tally;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
pub mod view;

pub use area::{Area, QUESTION_SET, StaffGroup};
pub use measure::{
    Closing, Effect, Level, MAX_PARTS, Measure, MeasureCommand, MeasureFormat, MeasurePlan, MeasureRule, MeasureStage,
    Need, NewMeasure, Outcome, Reason, apply as apply_measure, note_change, plan as plan_measure,
};
pub use survey::{
    MAX_DAYS, MAX_PRIORITIES, NewSurvey, Results, Survey, SurveyCode, SurveyCommand, SurveyPlan, SurveyRule, apply,
    open, per_cent,
};
pub use tally::{Answer, MAX_ANSWERS, Marks, NotATally, Tally, wish_field};
