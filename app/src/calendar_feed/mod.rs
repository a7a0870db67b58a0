//! The own calendar in other programs: a section of the account page.

pub mod api;
mod fresh_address;
mod section;

pub use section::CalendarFeed;
