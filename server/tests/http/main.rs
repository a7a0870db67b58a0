//! The whole server over HTTP, with a store in memory and a clock that the tests move.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod access;
mod attack;
mod browser;
mod calendar;
mod coverage;
mod declaration;
mod files;
mod free_text;
mod hygiene;
mod jobs;
mod links;
mod lists;
mod mail;
mod password;
mod people;
mod process;
mod readiness;
mod registration_faults;
mod rush;
mod session;
mod support;
mod throttle;
