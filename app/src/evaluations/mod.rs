//! Evaluation of a group by its pupils: the page that goes round on the tablet, and what the adviser sees.

pub mod api;
mod kept;
mod page;
mod panel;
mod post;
mod results;
mod round_page;
mod smiley;
mod waiting;
mod words;

pub use page::EvaluationPage;
pub use panel::EvaluationPanel;
pub(crate) use results::QuestionTable;
pub use round_page::{RoundPage, is_round};
pub use waiting::{SendWaiting, deliver_kept};
pub(crate) use words::smiley as smiley_word;
