//! Sign-in, the declaration of secrecy, and a person's own account.

pub mod api;
pub mod form;
pub mod paths;
