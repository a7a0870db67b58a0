//! Use cases on a store in memory, a module each. One program, for each would bring the whole database along.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod agreements;
mod calendar_feed;
mod common;
mod conflicts;
mod cooperation;
mod courses;
mod coverage;
mod coverage_drafts;
mod coverage_faults;
mod curriculum;
mod deliveries;
mod evaluations;
mod free_text;
mod groups;
mod hours;
mod hours_moved;
mod import;
mod leaders;
mod mergers;
mod modules;
mod needs;
mod nora;
mod part_plans;
mod people;
mod places;
mod presentations;
mod printouts;
mod programmes;
mod recount;
mod seed;
mod week;
mod year_plan;
