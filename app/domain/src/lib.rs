//! What Handlingsrom knows, without knowing where it runs: types, rules, commands and the access table.
//!
//! Pure: no input or output, no clock, no randomness. `now` and fresh ids are arguments, so the same code decides in
//! the browser (a preview, at once) and on the server (for good).

#[macro_use]
mod named;

pub mod access;
pub mod agreements;
pub mod calendar_feed;
pub mod calendars;
pub mod choice;
pub mod clash;
pub mod code;
pub mod collation;
pub mod command;
pub mod comments;
pub mod conflicts;
pub mod courses;
pub mod coverage;
pub mod curriculum;
pub mod deliveries;
pub mod emergency;
pub mod evaluations;
pub mod files;
pub mod groups;
pub mod hours;
pub mod ids;
pub mod import;
pub mod issue;
pub mod languages;
pub mod marks;
pub mod modules;
pub mod needs;
pub mod networks;
pub mod nora;
pub mod outreach;
pub mod part_plans;
pub mod people;
pub mod places;
pub mod presentations;
pub mod printouts;
pub mod programmes;
pub mod role;
pub mod routines;
pub mod run_sheet;
pub mod terms;
pub mod text;
pub mod text_guard;
pub mod themes;
pub mod time;
pub mod year_plan;
