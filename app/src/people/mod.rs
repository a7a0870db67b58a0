//! People with an account: coordinators read, administrators change.

mod account_actions;
pub mod api;
mod list_page;
mod person_form;
mod person_page;
mod places_field;
mod words;

pub use list_page::PeoplePage;
pub use person_page::{NewPersonPage, PersonPage};
