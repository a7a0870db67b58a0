//! Surveys and measures as typed, and the one way each becomes a command: all faults at once, each beside its field.

mod measure;
mod survey;

pub use measure::{MeasureCloseForm, MeasureForm, MeasurePartForm, OTHER_NEED, parse_effect, parse_measure_reason};
pub use survey::{SurveyForm, parse_count, parse_interview, parse_priorities};
