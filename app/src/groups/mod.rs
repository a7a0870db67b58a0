//! Discussion groups: the list, the planner, a session's run sheet, seats and closing, and the adviser's week.

mod also_open;
pub mod api;
mod bin;
mod block_comments;
mod close_form;
mod content;
mod day_off;
mod grades;
mod group_page;
mod head_fields;
mod home_page;
mod leaders;
mod list_page;
mod move_dialog;
mod new_page;
mod plan;
mod run_page;
mod seats;
mod series_date;
mod series_form;
mod series_rows;
mod session_actions;
mod session_list;
mod session_page;
mod stage_badges;
mod time_fields;
pub(crate) mod too_few;
mod week_page;
pub(crate) mod words;

pub use bin::BinPage;
pub use group_page::GroupPage;
pub use home_page::HomePage;
pub use list_page::GroupsPage;
pub use new_page::NewGroupPage;
pub use run_page::RunPage;
pub use session_page::SessionPage;
