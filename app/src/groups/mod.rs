//! Discussion groups: the list, the planner, a session's run sheet, seats and closing, and the adviser's week.

pub mod api;
mod bin;
mod clash;
mod close_form;
mod grades;
mod group_page;
mod head_fields;
mod home_page;
pub(crate) mod kept;
mod list_page;
mod move_dialog;
mod new_page;
mod planner;
mod retry;
mod run_page;
mod run_sheet;
mod seats;
mod series_form;
mod session_actions;
mod session_list;
mod session_page;
mod stage_badges;
mod status;
mod time_fields;
mod week_page;
pub(crate) mod words;

pub use bin::BinPage;
pub use group_page::GroupPage;
pub use home_page::HomePage;
pub use list_page::GroupsPage;
pub use new_page::NewGroupPage;
pub use run_page::RunPage;
pub use session_page::SessionPage;
