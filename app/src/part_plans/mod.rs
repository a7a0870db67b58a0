//! What happens in each part of a course or a competence measure, in the planner that groups and modules have.

mod list;
mod page;
mod plan;
mod run_page;
mod script_page;
mod start;
mod words;

pub(crate) use list::PartList;
pub(crate) use page::part_page;
pub(crate) use run_page::part_run_page;
pub(crate) use script_page::part_script_page;
