//! What happens in each part of a course or a competence measure, in the planner that groups and modules have.

mod list;
mod page;
mod plan;
mod start;
mod words;

pub(crate) use list::PartList;
pub(crate) use page::part_page;
