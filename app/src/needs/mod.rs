//! What staff need to learn, and what is done about it: surveys, the needs that come first, competence measures. The page of questions that
//! staff answer is drawn by the server alone ([`public`]).

mod api;
mod closing;
mod measure_desk;
mod measure_fields;
mod measure_page;
mod measure_parts;
mod new_measure_page;
mod new_survey_page;
mod overview_page;
mod priorities;
#[cfg(feature = "ssr")]
pub mod public;
mod results;
mod run_sheet_page;
mod survey_desk;
mod survey_fields;
mod survey_page;
mod survey_paper_page;
pub mod words;

pub(crate) use api::{change_measure_sheets, view_measure_sheets};
pub use measure_page::MeasurePage;
pub use new_measure_page::NewMeasurePage;
pub use new_survey_page::NewSurveyPage;
pub use overview_page::NeedsPage;
pub use run_sheet_page::{MeasureRunPage, MeasureScriptPage, MeasureSheetPage};
pub use survey_page::SurveyPage;
pub use survey_paper_page::SurveyPaperPage;
