//! Drafts of what if placements and plans were others: their list, a draft with what it would change, and two side by side.

pub mod api;
mod compare_page;
mod figures;
mod list_page;
mod page;
mod step_form;
mod steps;
mod words;

pub use compare_page::CompareDraftsPage;
pub use list_page::DraftsPage;
pub use page::DraftPage;

/// Where they are.
const PATH: &str = "/coverage/drafts";
