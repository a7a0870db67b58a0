//! HTTP, jobs and commands around the use cases. A library, so that tests can start the whole server in their own process.

pub mod address;
pub mod body;
pub mod commands;
pub mod compression;
pub mod config;
pub mod cookie;
pub mod csrf;
pub mod demo;
pub mod form;
pub mod gate;
pub mod headers;
pub mod identify;
pub mod internal;
pub mod jobs;
pub mod logging;
pub mod mail;
pub mod outcome;
pub mod preferences;
pub mod problem;
pub mod registry;
pub mod request;
pub mod router;
pub mod secret;
pub mod sign_in;
pub mod state;
pub mod static_files;
