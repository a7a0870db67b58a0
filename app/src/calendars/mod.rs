//! School calendars: the list of owners, one year's page, and its form.

pub mod api;
mod calendar_page;
mod edit_form;
mod list_page;
mod words;

pub use calendar_page::CalendarPage;
pub use list_page::CalendarsPage;
