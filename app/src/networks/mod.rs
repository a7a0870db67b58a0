//! Meetings of networks: the list, planning one, and one meeting with what was agreed.

pub mod api;
mod closing;
mod desk;
mod list_page;
mod new_page;
mod page;
mod plan_fields;
pub(crate) mod words;

pub use list_page::NetworksPage;
pub use new_page::NewNetworkPage;
pub use page::NetworkPage;
