//! The user interface: pages, feature components and server-function declarations. Runs on the server and in the browser.

// Views are types, and a page is a deep one.
#![recursion_limit = "256"]

pub mod address;
pub mod agreements;
mod ahead_and_past;
pub mod attempt;
pub mod calendar_feed;
pub mod calendars;
pub mod call_off;
mod checklist;
pub mod chosen_file;
mod clipboard;
mod closing;
pub mod codec;
mod comments;
pub mod conflicts;
pub mod connection;
pub mod courses;
pub mod coverage;
pub mod deliveries;
pub mod desk;
pub mod error;
pub mod evaluations;
pub mod failure;
pub mod focus;
pub mod form;
pub mod fresh;
pub mod groups;
pub mod hours;
pub mod import;
mod layout;
pub mod look_up;
pub mod modules;
pub mod needs;
pub mod networks;
pub mod nora;
pub mod offline;
pub mod outreach;
mod page_frame;
mod pages;
pub mod paper;
mod part_plans;
mod pause;
pub mod people;
pub mod person;
mod pieces;
pub mod places;
pub mod planner;
pub mod preferences;
pub mod presentations;
pub mod printouts;
pub mod programmes;
mod routes;
pub mod routines;
mod school_years;
mod sending;
#[cfg(feature = "ssr")]
pub mod server;
pub mod session;
pub mod sheet;
mod shell;
mod templates;
pub mod terms;
pub mod title;
#[cfg(feature = "ssr")]
pub mod training;
mod wake_lock;
pub mod year_plan;

pub use shell::{App, NAME, shell};
