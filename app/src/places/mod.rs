//! Places: the list of units, a unit's page, an owner's page, and the forms of those who may change them.

pub mod api;
mod list_page;
mod merger;
mod nearby;
mod owner_page;
mod placement_form;
mod search;
mod unit_form;
mod unit_page;
pub(crate) mod words;

pub use list_page::PlacesPage;
pub(crate) use merger::MergerNotice;
pub use owner_page::{NewOwnerPage, OwnerPage};
pub use unit_form::NewUnitPage;
pub use unit_page::UnitPage;
