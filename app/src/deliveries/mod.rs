//! Deliveries: holding a module for a class, the list, one lesson with its closing and answers, and running it.

mod answers;
pub mod api;
mod closing;
mod desk;
mod hold_page;
mod list_page;
mod page;
mod plan_fields;
mod plan_section;
mod run_page;
mod usage;
pub(crate) mod words;

pub use hold_page::HoldPage;
pub use list_page::DeliveriesPage;
pub use page::DeliveryPage;
pub use run_page::RunLessonPage;
pub(crate) use usage::UsageSection;
